#!/usr/bin/env python3
# test_segments.py - segments by clientele-report: schemes, figures, rules of one's own
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: clientele-report. Output: TAP."""

import json
import os
import subprocess
import sys
import tempfile

PROGRAM = sys.argv[1]

# The toy data of the definitions: profits A 270, B 20, C 390, D 0, E 80, F -25.
ORDERS = """order,customer,date,amount,country
1,A,2023-01-10,100,DE
2,A,2023-06-10,80,DE
3,A,2024-02-10,120,FR
4,B,2023-03-05,50,FR
5,C,2023-11-20,200,DE
6,C,2024-11-20,220,DE
7,D,2024-05-01,30,
8,D,2024-05-20,-30,
9,E,2024-07-07,60,DE
10,E,2024-09-09,60,DE
11,E,2024-12-12,60,DE
"""
COSTS = """date,cost type,cost,customer
2023-12-31,acquisition,90,
2024-12-31,acquisition,100,
2024-06-30,service,25,F
"""


class Case:
    def __init__(self, folder):
        self.folder = folder
        self.files = [self.write("orders.csv", ORDERS), self.write("costs.csv", COSTS)]

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(text)
        return path

    def run(self, *arguments):
        return subprocess.run([PROGRAM, *arguments, "--set", "as-of-date=2024-12-31", *self.files], capture_output=True, text=True,
                              env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=""), stdin=subprocess.DEVNULL)

    def report(self, *arguments):
        run = self.run("--json", "-", *arguments)
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout)


def by_name(segments):
    return {segment["name"]: segment for segment in segments}


def near(a, b):
    assert a is not None and abs(a - b) < 1e-9 * max(1, abs(b)), (a, b)


def every_scheme_counts_each_customer_once(case):
    result = case.report()
    assert {"tier", "rfm", "decile", "best", "journey", "clusters", "country"} <= set(result["segments"])
    for scheme, segments in result["segments"].items():
        assert sum(segment["home_customers"] for segment in segments) == result["metrics"]["customers"] == 6, scheme
        for segment in segments:
            nulls = {key for key, value in segment.items() if value is None and key != "detail"}
            # By row, a customer of two countries has no part of a value in each.
            assert nulls - set(segment["undefined"]) <= {"clv", "clv_low", "clv_high"}, (scheme, nulls, segment)
    for scheme in ("tier", "rfm", "decile", "best", "journey", "clusters"):
        near(sum(segment["revenue"] for segment in result["segments"][scheme]), 950)
        near(sum(segment["profit"] for segment in result["segments"][scheme]), 735)


def figures_are_those_worked_out_by_hand(case):
    tier = by_name(case.report()["segments"]["tier"])
    near(tier["A"]["retention_rate"], 1)
    near(tier["A"]["revenue_growth"], -40 / 380)
    near(tier["A"]["cac"], 30)
    near(tier["A"]["payback_months"], 2)
    near(tier["A"]["margin"], 660 / 720)
    assert tier["A"]["rank_by_profit"] == 1 and tier["D"]["rank_by_profit"] == 4
    assert tier["D"]["cac"] is None and tier["D"]["undefined"]["cac"] == "nobody-acquired"
    assert tier["A"]["health"] is None and tier["A"]["undefined"]["health"] == "too-few-customers"


def stages_and_the_second_purchase(case):
    result = case.report()
    stages = by_name(result["segments"]["journey"])
    assert [stages[name]["customers"] for name in ("Prospect", "First purchase", "Repeat", "Slowing", "Lapsed")] == [1, 1, 2, 1, 1]
    second = result["segmentation"]["second_purchase"]
    near(second["rate"], 0.6)
    near(second["days_median"], 151)


def own_rules_make_segments(case):
    result = case.report("--segment", "Good: profit > 200", "--segment", "Recent: last-order within 90 days",
                         "--segment", "French: country = FR")
    own = result["segments"]["own"]
    assert [segment["name"] for segment in own] == ["Good", "Recent", "French", "(none)"]
    assert [segment["customers"] for segment in own] == [2, 1, 1, 2]
    near(own[0]["profit"], 660)
    rules = result["segmentation"]["own"]["rules"]
    # A had an order in France too, and is Good already.
    assert [rule["meets"] for rule in rules] == [2, 2, 2] and [rule["gets"] for rule in rules] == [2, 1, 1]
    assert rules[0]["both"] == [2, 1, 1] and result["segmentation"]["own"]["rest"] == 2
    assert rules[1]["rule"] == "last-order <= 90 days ago"
    assert rules[1]["sentence"] == "Last order was within the last 90 days"


def a_bad_rule_is_wrong_usage(case):
    for rule, words in (("Good: profit >", "character 9"), ("profit > 3", "name: rule"), ("A: tier = Z", "A, B, C, D"),
                        (": profit > 3", "name")):
        run = case.run("--json", "-", "--segment", rule)
        assert run.returncode == 2 and words in run.stderr and not run.stdout, (rule, run)
    run = case.run("--json", "-", "--segment", "A: profit > 3", "--segment", "A: profit > 4")
    assert run.returncode == 2 and "already" in run.stderr, run


def a_column_that_is_not_there_is_about_the_files(case):
    run = case.run("--json", "-", "--segment", "Red: color = red")
    assert run.returncode == 1 and "color" in run.stderr and "country" in run.stderr, run


def settings_change_the_schemes(case):
    result = case.report("--set", "tier-cuts=50% 90%", "--set", "rfm-r-cuts=30 90 180 365", "--set", "regular-days=2")
    # 390 of 760 is more than half: C alone is A; A and E make 740, which is more than 90 %.
    tier = by_name(result["segments"]["tier"])
    assert [tier[name]["customers"] for name in "ABCD"] == [1, 2, 1, 2], tier
    assert by_name(result["segments"]["journey"])["Regular"]["customers"] == 2
    assert result["assumptions"]["rfm-r-cuts"] == "30 90 180 365"
    run = case.run("--json", "-", "--set", "rfm-r-cuts=30 20 10")
    assert run.returncode == 2 and "ascending" in run.stderr, run


CASES = [value for value in list(globals().values()) if callable(value) and getattr(value, "__code__", None)
         and value.__code__.co_varnames[:1] == ("case",)]


def main():
    print(f"1..{len(CASES)}")
    for number, test in enumerate(CASES, 1):
        name = "/cli/segments/" + test.__name__.replace("_", "-")
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(Case(folder))
                print(f"ok {number} {name}")
            except Exception as fault:  # a test that cannot even run has failed
                print(f"not ok {number} {name}")
                for line in f"{type(fault).__name__}: {fault}".splitlines():
                    print("#", line)
        sys.stdout.flush()


main()
