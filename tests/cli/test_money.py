#!/usr/bin/env python3
# test_money.py - what clientele-report makes of columns of tax, discount, cost and returns, by hand
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: clientele-report. Output: TAP."""

import json
import os
import subprocess
import sys
import tempfile

PROGRAM = sys.argv[1]

DISCOUNTS = "Order ID,Customer,Date,Product,Quantity,Unit price,Discount\n" \
            "A1,K1,2023-01-01,P1,2,10.00,10\nA2,K2,2023-01-02,P1,3,10.00,10\nA3,K1,2023-01-05,P1,4,10.00,20\n"


class Case:
    """A folder, and the program in it."""

    def __init__(self, folder):
        self.folder = folder

    def write(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8", newline="") as stream:
            stream.write(content)
        return path

    def run(self, *arguments):
        environment = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="")
        return subprocess.run([PROGRAM, "--json", "-", *arguments], capture_output=True, text=True, env=environment,
                              stdin=subprocess.DEVNULL)

    def report(self, *arguments):
        run = self.run(*arguments)
        assert run.returncode == 0, run.stderr
        result = json.loads(run.stdout)
        account = result["reconciliation"]
        amounts = account["amount_used"] + sum(out["amount"] for out in account["left_out"])
        assert abs(account["amount_read"] - amounts) < 0.005, account
        return result


def near(result, key, value):
    assert abs(result["metrics"][key] - value) < 1e-6, (key, result["metrics"][key])


def problem(result, kind):
    return next(problem for problem in result["problems"] if problem["kind"] == kind)


def discounts_that_may_be_percent_or_money_are_asked_for(case):
    path = case.write("discounts.csv", DISCOUNTS)
    run = case.run(path)
    assert run.returncode == 1 and not run.stdout, run.returncode
    for words in ("discounts.csv", "“Discount”", "--set discount=percent", "--set discount=money"):
        assert words in run.stderr, run.stderr
    # 18 + 27 + 32, and 10 + 20 + 20.
    for wish, revenue in (("percent", 77), ("money", 50)):
        result = case.report("--set", f"discount={wish}", path)
        near(result, "revenue", revenue)
        assert problem(result, "ambiguous-discount")["treatment"] == wish
        assert result["assumptions"]["discount"] == wish


def a_proof_beside_the_discounts_answers(case):
    lines = DISCOUNTS.splitlines()
    rows = [lines[0] + ",Left"] + [f"{line},{left}" for line, left in zip(lines[1:], ("18.00", "27.00", "32.00"))]
    near(case.report(case.write("proved.csv", "\n".join(rows) + "\n")), "revenue", 77)


def a_rate_of_tax_is_taken_off(case):
    path = case.write("tax.csv", "Order ID,Customer,Date,Amount,VAT %\nA1,K1,2023-01-01,120.00,20\nA2,K2,2023-01-02,55.00,10\n")
    near(case.report(path), "revenue", 175)
    near(case.report("--set", "tax=subtract", path), "revenue", 150)
    near(case.report("--set", "tax=add", path), "revenue", 204.5)


def settings_without_their_column_are_refused(case):
    path = case.write("plain.csv", "Order ID,Customer,Date,Amount\nA1,K1,2023-01-01,120.00\nA2,K2,2023-01-02,55.00\n")
    near(case.report(path), "revenue", 175)
    for setting, role in (("tax=subtract", "tax"), ("tax=add", "tax"), ("shipping=subtract", "shipping"), ("discount=percent", "discount"),
                          ("rates=USD=0.9", "currency")):
        assert f"--column {role}=HEADER" in case.run("--set", setting, path).stderr, setting
        assert case.run("--set", setting, path).returncode == 1, setting


def an_amount_of_tax_of_the_order_is_the_tax(case):
    # As WooCommerce names its columns: 119 and 59.50 with 19 % in them; the tax of a discount is none of the order.
    path = case.write("woo.csv", "Order Number,Email,Order Date,Order Total Amount,Order Total Tax Amount,Discount Amount,Discount Amount Tax\n"
                                 "1,a@x.de,2024-02-01,119.00,19.00,0,0\n2,b@x.de,2024-02-02,59.50,9.50,0,0\n")
    near(case.report("--set", "tax=subtract", path), "revenue", 150)
    # What is paid on may be written with a minus.
    path = case.write("minus.csv", "Order,Customer,Date,Amount,Tax\n1,A,2024-02-01,119.00,-19.00\n2,B,2024-02-02,59.50,-9.50\n")
    near(case.report("--set", "tax=subtract", path), "revenue", 150)


def a_share_of_tax_is_a_rate(case):
    # 20 of 120 and 10 of 60.
    path = case.write("share.csv", "Order ID,Customer,Date,Total,VAT\nA1,K1,2023-01-01,120.00,0.2\nA2,K2,2023-01-02,60.00,0.2\n")
    near(case.report("--set", "tax=subtract", path), "revenue", 150)


def missing_costs_are_assumed_and_told(case):
    path = case.write("costs.csv", "Order ID,Customer,Date,Total,Cost\nA1,K1,2023-01-01,100.00,40.00\nA2,K2,2023-01-02,50.00,\n"
                                   "A3,K1,2023-01-03,25.00,10.00\n")
    # 75 of 125 are kept where the cost is known: 50 cost 20.
    result = case.report(path)
    near(result, "profit", 105)
    told = problem(result, "missing-cost")
    assert told["count"] == 1 and told["treatment"] == "assumed" and told["choices"] == ["assumed", "zero"], told
    assert told["examples"][0]["row"] == 3, told
    result = case.report("--set", "missing-costs=zero", path)
    near(result, "profit", 125)
    assert problem(result, "missing-cost")["treatment"] == "zero"
    near(case.report("--set", "margin=50", path), "profit", 100)


def amounts_and_prices_that_contradict_are_told(case):
    path = case.write("prices.csv", "Order ID,Customer,Date,Product,Quantity,Unit price,Amount\nA1,K1,2023-01-01,P,2,10.00,20.00\n"
                                    "A2,K1,2023-01-02,P,2,10.00,15.00\nA3,K1,2023-01-02,P,2,10.00,2000.00\nA4,K1,2023-01-02,P,2,10.00,\n")
    result = case.report(path)
    # One row of three agrees: nobody knows what A4 came to.
    near(result, "revenue", 2035)
    assert problem(result, "amount-differs-from-price")["examples"][0]["text"] == "2000.00 ≠ 2 × 10.00"
    assert problem(result, "missing-amount")["count"] == 1


def returned_pieces_are_taken_off(case):
    path = case.write("returned.csv", "Order ID,Customer,Date,Product,Quantity,Unit price,Returned quantity\n"
                                      "A1,K1,2023-01-01,P,3,10.00,1\nA2,K2,2023-01-01,P,2,10.00,0\n")
    result = case.report(path)
    near(result, "revenue", 40)
    near(result, "refunds", 10)


def lines_of_two_exports_can_count_once(case):
    head = "Order ID,Customer,Date,Product,Amount,Status\n"
    january = case.write("january.csv", head + "A1,K1,2023-01-10,P,10.00,paid\nA1,K1,2023-01-10,Q,5.00,paid\n")
    february = case.write("february.csv", head + "A1,K1,2023-01-10,P,10.00,sent\nA1,K1,2023-01-10,Q,5.00,sent\nA2,K1,2023-02-01,P,7.00,paid\n")
    result = case.report(january, february)
    near(result, "revenue", 37)
    told = problem(result, "repeated-order")
    assert told["count"] == 2 and told["amount"] == 15, told
    near(case.report("--set", "repeated-orders=last", january, february), "revenue", 22)


def the_money_of_repeated_orders_is_that_which_is_left_out(case):
    """The first list says 10, the second 100."""
    first = case.write("first.csv", "Order ID,Customer,Date,Amount\nA1,K1,2023-01-10,10.00\nA2,K1,2023-01-11,7.00\n")
    second = case.write("second.csv", "Order no,Client,Order date,Total\nA1,K1,2023-01-10,100.00\n")
    for setting, amount, revenue in [("keep", 100, 117), ("first", 100, 17), ("last", 10, 107)]:
        result = case.report("--set", f"repeated-orders={setting}", first, second)
        told = problem(result, "repeated-order")
        assert told["count"] == 1 and told["amount"] == amount, (setting, told)
        near(result, "revenue", revenue)
        account = result["reconciliation"]
        assert account["rows_read"] == 3 and account["rows_used"] + sum(line["rows"] for line in account["left_out"]) == 3


CASES = [value for value in list(globals().values()) if callable(value) and getattr(value, "__code__", None)
         and value.__code__.co_varnames[:1] == ("case",)]


def main():
    print(f"1..{len(CASES)}")
    for number, test in enumerate(CASES, 1):
        name = "/cli/money/" + test.__name__.replace("_", "-")
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
