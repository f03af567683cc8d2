#!/usr/bin/env python3
# test_alternatives.py - what clientele-report makes of a finding under each of its alternatives, by hand
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: clientele-report. Output: TAP."""

import json
import os
import subprocess
import sys
import tempfile

PROGRAM = sys.argv[1]
CENT = 0.005


class Case:
    """A folder, and the program in it."""

    def __init__(self, folder):
        self.folder = folder

    def write(self, name, *lines):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8", newline="") as stream:
            stream.write("\n".join(lines) + "\n")
        return path

    def run(self, path, *settings):
        arguments = [argument for setting in settings for argument in ("--set", setting)]
        paths = path if isinstance(path, list) else [path]
        return subprocess.run([PROGRAM, "--json", "-", "--customers", *arguments, *paths], capture_output=True, text=True,
                              env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=""), stdin=subprocess.DEVNULL)

    def report(self, path, *settings):
        run = self.run(path, *settings)
        assert run.returncode == 0, run.stderr
        result = json.loads(run.stdout)
        account = result["reconciliation"]
        rows = account["rows_used"] + sum(out["rows"] for out in account["left_out"])
        amounts = account["amount_used"] + sum(out["amount"] for out in account["left_out"])
        assert rows == account["rows_read"] and abs(account["amount_read"] - amounts) < CENT, account
        return result


def near(result, revenue, **customers):
    assert abs(result["metrics"]["revenue"] - revenue) < CENT, result["metrics"]["revenue"]
    revenues = {customer["id"]: customer["revenue"] for customer in result["customers"]}
    for name, value in customers.items():
        assert abs(revenues[name] - value) < CENT, revenues


def told(result, kind, treatment, choices):
    problem = next(problem for problem in result["problems"] if problem["kind"] == kind)
    assert (problem["treatment"], problem["choices"]) == (treatment, choices), problem
    return problem


def left_out(result, reason):
    return next(((line["rows"], line["amount"]) for line in result["reconciliation"]["left_out"] if line["reason"] == reason), None)


def discounts_come_off_amounts_before_them(case):
    # 100 less 10 %, and 50.
    path = case.write("orders.csv", "Order ID,Customer,Date,Subtotal,Discount %", "A1,K1,2023-01-01,100.00,10", "A2,K2,2023-01-02,50.00,0")
    result = case.report(path)
    near(result, 150, K1=100)
    told(result, "amount-before-discount", "kept", ["kept", "subtracted"])
    result = case.report(path, "amounts-before-discount=subtract")
    near(result, 140, K1=90)
    told(result, "amount-before-discount", "subtracted", ["kept", "subtracted"])
    assert left_out(result, "discounts") == (0, 10)
    # Money or percent: nobody knows, and nothing is guessed.
    path = case.write("open.csv", "Order ID,Customer,Date,Gross amount,Discount", "A1,K1,2023-01-01,200.00,10", "A2,K2,2023-01-02,50.00,0")
    run = case.run(path, "amounts-before-discount=subtract")
    assert run.returncode == 1 and "--set discount=percent, --set discount=money" in run.stderr, run.stderr
    near(case.report(path, "amounts-before-discount=subtract", "discount=percent"), 230)
    near(case.report(path, "amounts-before-discount=subtract", "discount=money"), 240)
    # Amounts after discounts have nothing to take off.
    path = case.write("total.csv", "Order ID,Customer,Date,Total,Discount", "A1,K1,2023-01-01,100.00,2.5", "A2,K2,2023-01-02,50.00,0")
    run = case.run(path, "amounts-before-discount=subtract")
    assert run.returncode == 1 and "changes nothing" in run.stderr, run.stderr


def a_contradicted_amount_counts_or_its_price_or_neither(case):
    # 20 + 30 + 40, and 500 beside 5 × 10; the profit of each row is 4, whatever it came to.
    path = case.write("orders.csv", "Order ID,Customer,Date,Product,Quantity,Unit price,Amount,Profit", "A1,K1,2023-01-01,P,2,10,20,4",
                      "A2,K1,2023-01-02,P,3,10,30,4", "A3,K2,2023-01-03,P,5,10,500,4", "A4,K1,2023-01-04,P,4,10,40,4")
    for setting, treatment, revenue, profit in (("amount", "used", 590, 16), ("price", "price", 140, 16), ("drop", "left-out", 90, 12)):
        result = case.report(path, f"contradicted-amounts={setting}")
        near(result, revenue)
        assert abs(result["metrics"]["profit"] - profit) < CENT, result["metrics"]["profit"]
        told(result, "amount-differs-from-price", treatment, ["used", "price", "left-out"])
    assert left_out(case.report(path, "contradicted-amounts=price"), "prices") == (0, 450)
    assert left_out(case.report(path, "contradicted-amounts=drop"), "contradicted-amount") == (1, 500)


CASES = [value for value in list(globals().values()) if callable(value) and getattr(value, "__code__", None)
         and value.__code__.co_varnames[:1] == ("case",)]


def main():
    print(f"1..{len(CASES)}")
    for number, test in enumerate(CASES, 1):
        name = "/cli/alternatives/" + test.__name__.replace("_", "-")
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
