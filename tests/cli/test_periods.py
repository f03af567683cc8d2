#!/usr/bin/env python3
# test_periods.py - periods, allocation, comparison and snapshots of clientele-report, on the golden toy data
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: clientele-report. Output: TAP. Numbers: FEATURES, part C, and by hand."""

import json
import os
import subprocess
import sys
import tempfile

PROGRAM = sys.argv[1]

ORDERS = """Customer,Date,Amount
A,2023-01-10,100
A,2023-06-10,80
A,2024-02-10,120
B,2023-03-05,50
C,2023-11-20,200
C,2024-11-20,220
D,2024-05-01,30
D,2024-05-20,-30
E,2024-07-07,60
E,2024-09-09,60
E,2024-12-12,60
"""
COSTS = """Date,Cost type,Cost,Customer
2023-01-31,acquisition,90,
2024-01-31,acquisition,100,
2024-06-30,service,25,F
2024-03-31,rent,40,
"""
KINDS = ("month", "quarter", "year")


class Case:
    """A folder with the toy data, and the program in it."""

    def __init__(self, folder):
        self.paths = []
        for name, content in (("orders.csv", ORDERS), ("costs.csv", COSTS)):
            self.paths.append(os.path.join(folder, name))
            with open(self.paths[-1], "w", encoding="utf-8") as stream:
                stream.write(content)

    def run(self, *settings):
        arguments = [word for setting in settings for word in ("--set", setting)]
        return subprocess.run([PROGRAM, "--json", "-", "--customers", *arguments, *self.paths], capture_output=True, text=True,
                              env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=""), stdin=subprocess.DEVNULL)

    def report(self, *settings):
        run = self.run(*settings)
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout)


def near(value, expected, tolerance=1e-9):
    assert abs(value - expected) <= tolerance, (value, expected)


def who_counts_decides_the_value_per_customer(case):
    first, second = case.report()["periods"]["year"]
    near(first["value_per_customer"], 113.33, 0.005)
    # The rent belongs to the year as well.
    near(second["value_per_customer"], 79 - 40 / 5)
    near(second["value_per_customer_with_transaction"], 98.75 - 40 / 4)
    near(second["value_per_customer_with_positive_revenue"], 131.67 - 40 / 3, 0.005)
    near(second["purchase_frequency"], 1.5)
    near(second["aov_without_refunded"], 104)


def each_period_is_customers_and_nobody(case):
    for rules in ([], ["allocate-other=orders"], ["allocate-other=equal", "allocate-acquisition=revenue"]):
        result = case.report(*rules)
        for kind in KINDS:
            for period in result["periods"][kind]:
                near(period["revenue_of_customers"] + period["revenue_without_customer"], period["revenue"], 0.005)
                near(period["cost_allocated"] + period["cost_unallocated"], period["cost"], 0.005)
        of_customers = sum(customer["profit"] for customer in result["customers"])
        near(of_customers - result["metrics"]["cost_unallocated"], result["metrics"]["profit"], 0.005)
        near(sum(row["unallocated"] for row in result["allocation"]), result["metrics"]["cost_unallocated"], 0.005)


def the_rule_is_shown_with_what_it_leaves(case):
    other = {row["type"]: row for row in case.report()["allocation"]}["other"]
    assert (other["rule"], other["allocated"], other["unallocated"]) == ("none", 0, 40), other
    shared = {row["type"]: row for row in case.report("allocate-other=equal")["allocation"]}["other"]
    assert shared["rule"] == "equal", shared
    near(shared["unallocated"], 0)


def both_bridges_add_up(case):
    comparison = case.report("compare=2023..2024")["comparison"]
    for money in ("revenue", "profit"):
        change = comparison["after"][money] - comparison["before"][money]
        near(sum(cause["change"] for cause in comparison["causes"][money]), change, 1e-6)
        near(sum(move["change"] for move in comparison["customers"][money]), change, 1e-6)
    assert [winner["id"] for winner in comparison["winners"]] == ["E", "C"], comparison["winners"]
    tiers = comparison["migration"]["tier"]
    assert sum(map(sum, tiers["customers"])) == 6, tiers


def a_snapshot_is_the_report_of_its_day(case):
    then = case.report("as-of-date=2023-12-31")
    snapshot = case.report("snapshots=year")["snapshots"][0]
    assert snapshot["as_of_date"] == "2023-12-31", snapshot
    for key in ("customers", "orders", "revenue", "cost", "profit", "value_per_customer", "aov", "clv_realised"):
        near(snapshot[key], then["metrics"][key])
    for tier in "ABCD":
        assert snapshot["tier"][tier]["customers"] == sum(customer["tier"] == tier for customer in then["customers"]), tier


def what_it_takes_to_serve_is_told_by_customer(case):
    customers = {customer["id"]: customer for customer in case.report("allocate-service=revenue")["customers"]}
    near(customers["F"]["cost_service"], 25)
    assert customers["F"]["cost_to_serve_share"] is None, customers["F"]
    near(customers["A"]["cost_acquisition"], 30)
    for customer in customers.values():
        near(sum(customer["cost_" + kind] for kind in ("goods", "acquisition", "retention", "service", "other")), customer["cost"])


def what_is_no_pair_is_refused(case):
    run = case.run("compare=2023")
    assert run.returncode == 2 and "2023..2024" in run.stderr, (run.returncode, run.stderr)


def main():
    tests = [who_counts_decides_the_value_per_customer, each_period_is_customers_and_nobody, the_rule_is_shown_with_what_it_leaves,
             both_bridges_add_up, a_snapshot_is_the_report_of_its_day,
             what_it_takes_to_serve_is_told_by_customer, what_is_no_pair_is_refused]
    print(f"1..{len(tests)}")
    for number, test in enumerate(tests, 1):
        name = f"/cli/periods/{test.__name__.replace('_', '-')}"
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(Case(folder))
                print(f"ok {number} {name}", flush=True)
            except (AssertionError, KeyError, ValueError) as error:
                print(f"not ok {number} {name}\n# {error}", flush=True)


main()
