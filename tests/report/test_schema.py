#!/usr/bin/env python3
# test_schema.py - every id in the JSON stands in the schema that the project ships
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: clientele-report, the schema. Output: TAP."""

import json
import os
import re
import subprocess
import sys
import tempfile

from jsonschema_lite import faults

PROGRAM, SCHEMA = sys.argv[1:3]
SOURCE = os.path.dirname(os.path.dirname(os.path.abspath(SCHEMA)))

# Costs, refunds, a row without a customer, one without a readable date, one without an amount, a duplicate.
ORDERS = """order,customer,name,date,amount,country,status
1,007,Ann,2023-01-10,100.00,DE,
2,007,Ann,2023-06-10,80.10,DE,
3,B2,Bob,2023-03-05,50,FR,
4,C3,"Cara, Ltd",2023-11-20,200,FR,
5,C3,"Cara, Ltd",2024-11-20,220,FR,
6,D4,Dora,2024-05-01,30,DE,
7,D4,Dora,2024-05-20,-30,DE,
8,,,2024-05-21,12,DE,
9,E5,Ed,not a date,60,DE,
10,E5,Ed,2024-07-07,sixty,DE,
11,E5,Ed,2024-09-09,60,DE,cancelled
11,E5,Ed,2024-09-09,60,DE,cancelled
12,F6,=cmd(),2024-12-12,60,DE,
"""
PROFIT = """order,customer,date,amount,profit
1,A,2023-01-10,100,40
2,A,2024-01-10,100,35.5
3,B,2024-03-01,80,-20
"""
VALUES = """customer,revenue,orders,acquisition cost
A,100,2,10
B,250.5,4,10
C,80,1,40
"""
CYCLES = """invoice,customer,date,amount,billing cycle,category
1,A,2024-01-05,20,monthly,Basic
2,A,2024-02-05,20,monthly,Basic
3,B,2024-02-20,240,yearly,Pro
4,A,2024-03-05,30,monthly,Basic
5,,2024-03-06,5,one-time,Interest
"""
CASES = [
    ("orders", ORDERS, []),
    ("orders-in-a-margin", ORDERS, ["--set", "margin=40%", "--set", "cac=20", "--set", "retention=100%"]),
    ("as-of", ORDERS, ["--set", "as-of-date=2024-06-30", "--set", "duplicates=drop", "--set", "cancelled=drop"]),
    ("profit", PROFIT, []),
    ("two-periods", ORDERS, ["--set", "compare=2023..2024", "--set", "snapshots=quarter", "--set", "allocate-other=equal"]),
    ("two-dates", PROFIT, ["--set", "compare=2023-12-31..2024-12-31"]),
    ("customers-with-figures", VALUES, []),
    ("billing-cycles", CYCLES, []),
    ("segments-of-ones-own", ORDERS, ["--segment", "Late: last-order > 90 days ago and revenue > 60", "--segment", "German: country = DE",
                                      "--set", "rfm-r-cuts=30 90 180 365", "--set", "health-weights=retention=2", "--set", "clusters=2"]),
]


def ids_of_the_source():
    """Every id that the source can write, by the name of its list in the schema."""
    text = {}
    for folder, _, names in os.walk(SOURCE):
        for name in names:
            if name.endswith((".c", ".h")):
                with open(os.path.join(folder, name), encoding="utf-8") as stream:
                    text[name] = stream.read()
    rows = re.findall(r'^  \{ "([a-z-]+)", (?:INFO|WARNING|ERROR), "([a-z -]*)",', text["clv-problem-kinds.c"], re.MULTILINE)
    kinds = {kind for kind, _ in rows}
    treatments = {treatment for kind, treatment in re.findall(r'(?<!", )"([a-z-]+)",\s*"([a-z-]+)"', "\n".join(
        body for name, body in text.items() if name != "clv-problem.c" and "clv_problem_list_add" in body or "tell (" in body))
        if kind in kinds}
    treatments |= set(re.findall(r'"([a-z-]+)"', " ".join(re.findall(r"return [^;]*\? [^;]*;", text["clv-rule-problems.c"]))))
    return {
        "problem_kind": kinds,
        "choice": {choice for _, choices in rows for choice in choices.split()},
        "treatment": treatments,
        "undefined_reason": set(re.findall(r'^#define CLV_REASON_\w+ "([a-z-]+)"', text["clv-reason-private.h"], re.MULTILINE)),
        "metric": set(re.findall(r'^  X \(\w+, "(\w+)"', text["clv-metric.h"], re.MULTILINE)),
    }


def unlisted_ids(schema):
    found = []
    for name, ids in ids_of_the_source().items():
        listed = set(schema["properties"]["metrics"]["properties"]) if name == "metric" else set(schema["$defs"][name]["enum"])
        if len(ids) < 3:
            found.append(f"{name}: the source could not be read")
        if ids - listed:
            found.append(f"{name}: not in the schema: {sorted(ids - listed)}")
        if name != "treatment" and listed - ids:
            found.append(f"{name}: in the schema only: {sorted(listed - ids)}")
    return found


def main():
    with open(SCHEMA, encoding="utf-8") as stream:
        schema = json.load(stream)
    print(f"1..{len(CASES) + 2}")
    good = None
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, text, options) in enumerate(CASES, 1):
            path = os.path.join(folder, name + ".csv")
            with open(path, "w", encoding="utf-8") as stream:
                stream.write(text)
            run = subprocess.run([PROGRAM, "--json", "-", "--customers", *options, path], capture_output=True)
            if run.returncode != 0:
                print(f"not ok {number} /report/schema/{name}\n# {run.stderr.decode()}")
                continue
            result = json.loads(run.stdout)
            good = result
            found = faults(result, schema, schema)
            undefined = {key for key, value in result["metrics"].items() if value is None}
            if undefined != set(result["undefined"]):
                found.append(f"null without a reason or the other way: {undefined ^ set(result['undefined'])}")
            print(f"{'not ok' if found else 'ok'} {number} /report/schema/{name}")
            for fault in found[:20]:
                print("#", fault)
    # The validator itself must be able to say no.
    good["metrics"]["no_such_metric"] = 1
    good["undefined"]["revenue"] = "no-such-reason"
    print(f"{'ok' if len(faults(good, schema, schema)) >= 2 else 'not ok'} {len(CASES) + 1} "
          "/report/schema/an-unknown-id-is-found")
    found = unlisted_ids(schema)
    print(f"{'not ok' if found else 'ok'} {len(CASES) + 2} /report/schema/every-id-of-the-source-is-listed")
    for fault in found:
        print("#", fault)


main()
