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


def each_setting_does_what_its_finding_offers(case):
    orders = ("Order ID,Customer,Date,Amount", "A1,K1,2023-01-01,10.00", "A2,K2,2023-01-02,20.00")
    similar = case.write("similar.csv", "Order ID,Customer ID,Date,Amount", "A1,00420,2023-01-01,10.00", "A2,420,2023-01-02,20.00")
    spelt = [case.write("spelt.csv", "Order ID,Customer ID,Date,Amount", "A1,00420,2023-01-01,10.00", "A2,7,2023-01-02,20.00"),
             case.write("list.csv", "Customer ID,Name,Acquisition cost", "420,Ada,3.00", "7,Ben,4.00")]
    totals = case.write("totals.csv", "Order ID,Customer,Date,Product,Quantity,Unit price,Order total", "A1,K1,2023-01-01,P,2,10,50",
                        "A1,K1,2023-01-01,Q,1,30,50", "A2,K2,2023-01-02,P,1,10,10")
    lines = [case.write("orders.csv", "Order ID,Customer,Date,Total", "A1,K1,2023-01-01,55", "A2,K2,2023-01-02,10"),
             case.write("lines.csv", "Order ID,Product,Quantity,Unit price", "A1,P,2,10", "A1,Q,1,30", "A2,P,1,10")]
    rates = [case.write("dollars.csv", "Order ID,Customer,Date,Amount,Currency", "A1,K1,2024-01-03,100,EUR", "A2,K1,2024-02-20,100,USD"),
             case.write("rates.csv", "Date,Currency,Rate to EUR", "2024-01-01,USD,0.95", "2024-01-01,USD,0.90")]
    spending = [case.write("sales.csv", *orders), case.write("spending.csv", "Date,Channel,Spend", "2023-01-01,Google,7.00")]
    percent = case.write("percent.csv", "Order ID,Customer,Date,Product,Quantity,Unit price,Discount %", "A1,K1,2023-01-01,P,2,10,2",
                         "A2,K2,2023-01-02,P,3,10,3")
    for files, kind, offered, key, revenues in [
            (similar, "customer-id-similar", ["kept", "merged"], "similar-ids", [("apart", 30), ("merge", 30)]),
            (spelt, "customer-id-merged", ["used", "apart"], "merged-ids", [("merge", 30), ("apart", 30)]),
            (totals, "order-total-repeated", ["repaired", "kept"], "repeated-totals", [("share", 60), ("keep", 110)]),
            (lines, "total-differs-from-lines", ["used", "total"], "order-totals", [("lines", 60), ("total", 65)]),
            (rates, "several-rates", ["last", "first"], "several-rates", [("last", 190), ("first", 195)]),
            (percent, "discount-in-percent", ["used", "money"], "discount", [("percent", 48.7), ("money", 45)]),
            (spending, "cost-type-assumed", ["used", "retention", "service", "other"], "channel-costs",
             [("acquisition", 30), ("retention", 30), ("service", 30), ("other", 30)])]:
        settings = ["currency=EUR"] if files is rates else []
        near(case.report(files, *settings), revenues[0][1])
        told(case.report(files, *settings), kind, offered[0], offered)
        for (value, revenue), treatment in zip(revenues, offered):
            result = case.report(files, f"{key}={value}", *settings)
            near(result, revenue)
            told(result, kind, treatment, offered)
            assert result["assumptions"][key] == value, result["assumptions"]
    near(case.report(similar, "similar-ids=merge"), 30, **{"00420": 30})
    assert case.report(similar, "similar-ids=merge")["metrics"]["customers"] == 1
    assert case.report(spelt)["metrics"]["cost_acquisition"] == case.report(spelt, "merged-ids=apart")["metrics"]["cost_acquisition"] == 7
    assert left_out(case.report(lines, "order-totals=total"), "order-totals") == (0, -5)
    near(case.report(lines, "order-totals=total"), 65, K1=55)
    for value in ("acquisition", "retention", "service", "other"):
        metrics = case.report(spending, f"channel-costs={value}")["metrics"]
        assert metrics[f"cost_{value}"] == 7, (value, metrics)


# Two true dates of 1 March and 2 April, and the text of 13 March: 3 January, 4 February and 13 March before they were swapped.
def swapped_dates_are_swapped_back(case):
    def cell(kind, value):
        style = ' ss:StyleID="d"' if kind == "DateTime" else ""
        return f'<Cell{style}><Data ss:Type="{kind}">{value}</Data></Cell>'

    rows = [[("String", "Order ID"), ("String", "Customer"), ("String", "Date"), ("String", "Amount")],
            [("String", "A1"), ("String", "K1"), ("DateTime", "2023-03-01T00:00:00.000"), ("Number", "10")],
            [("String", "A2"), ("String", "K1"), ("DateTime", "2023-04-02T00:00:00.000"), ("Number", "20")],
            [("String", "A3"), ("String", "K2"), ("String", "13/03/2023"), ("Number", "30")]]
    path = case.write("orders.xml", '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>',
                      '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">',
                      '<Styles><Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style></Styles><Worksheet ss:Name="Orders"><Table>',
                      *("<Row>" + "".join(cell(*entry) for entry in row) + "</Row>" for row in rows), "</Table></Worksheet></Workbook>")
    for setting, treatment, first, last in (("keep", "kept", "2023-03-01", "2023-04-02"), ("swap", "swapped", "2023-01-03", "2023-03-13")):
        result = case.report(path, f"swapped-dates={setting}")
        told(result, "swapped-dates", treatment, ["kept", "swapped"])
        assert (result["metrics"]["first_date"], result["metrics"]["last_date"]) == (first, last), result["metrics"]
        near(result, 60)


def returned_goods_come_off_at_their_price(case):
    # 2 × 10 + 25 + 10, less 10 and 2 × 25; profit 55 - 23, less 60 - 26.
    files = [case.write("sales.csv", "Order,Customer,Date,SKU,Quantity", "1,A,2024-01-05,P1,2", "2,B,2024-01-06,P2,1", "3,A,2024-01-07,P1,1"),
             case.write("products.csv", "SKU,Unit price,Unit cost", "P1,10,4", "P2,25,11"),
             case.write("returns.csv", "Return date,SKU,Quantity returned,Reason", "2024-02-01,P1,1,broken", "2024-02-02,P2,2,late")]
    result = case.report(files)
    near(result, 55, A=30, B=25)
    told(result, "returns-without-order", "ignored", ["ignored", "subtracted"])
    result = case.report(files, "returned-goods=subtract")
    near(result, -5, A=30, B=25)
    told(result, "returns-without-order", "subtracted", ["ignored", "subtracted"])
    assert result["metrics"]["refunds"] == 60 and abs(result["metrics"]["profit"] - (32 - 34)) < CENT, result["metrics"]
    assert not [problem for problem in result["problems"] if problem["kind"] in ("refund-unmatched", "missing-customer")]


def returned_goods_that_cannot_count_are_told_as_such(case):
    # P1 came back for 10; P9 has no price, and the last return has no day. They are no orders, so that the as-of date stays.
    files = [case.write("sales.csv", "Order,Customer,Date,SKU,Quantity", "1,A,2024-01-05,P1,2", "2,B,2024-01-06,P2,1", "3,A,2024-01-07,P1,1"),
             case.write("products.csv", "SKU,Unit price,Unit cost", "P1,10,4", "P2,25,11"),
             case.write("returns.csv", "Return date,SKU,Quantity returned", "2024-02-01,P1,1", "2024-02-02,P9,2", ",P1,1")]
    result = case.report(files, "returned-goods=subtract")
    near(result, 45)
    kinds = {problem["treatment"]: problem["count"] for problem in result["problems"] if problem["kind"] == "returns-without-order"}
    assert kinds == {"subtracted": 1, "ignored": 2}, kinds
    assert result["metrics"]["as_of_date"] == "2024-01-07", result["metrics"]["as_of_date"]
    assert [entry["kind"] for entry in result["inputs"] if entry["file"].endswith("returns.csv")] == ["returns"]
    # Without prices there is nothing to take them off at.
    files = [case.write("paid.csv", "Order,Customer,Date,Amount", "1,A,2024-01-05,20", "2,B,2024-01-06,25"), files[2]]
    run = case.run(files, "returned-goods=subtract")
    assert run.returncode == 1 and "changes nothing" in run.stderr, run.stderr


def returned_goods_alone_have_a_day(case):
    # Both sales are cancelled; 10 came back.
    files = [case.write("sales.csv", "Order,Customer,Date,SKU,Quantity,Status", "1,A,2024-01-05,P1,2,cancelled", "2,B,2024-01-06,P2,1,cancelled"),
             case.write("products.csv", "SKU,Unit price,Unit cost", "P1,10,4", "P2,25,11"),
             case.write("returns.csv", "Return date,SKU,Quantity returned", "2024-02-01,P1,1")]
    result = case.report(files, "returned-goods=subtract", "cancelled=drop")
    near(result, -10)
    assert result["metrics"]["as_of_date"] == "2024-02-01", result["metrics"]["as_of_date"]


def the_price_of_a_return_is_given_back(case):
    # Ten sales of 100, and a return of one piece for -1000 where the price is 100.
    rows = [f"{i},K{i},2024-01-{i:02d},1,100.00,100.00" for i in range(1, 11)]
    path = case.write("orders.csv", "Order ID,Customer,Date,Quantity,Unit price,Amount", *rows, "11,K1,2024-01-20,1,100.00,-1000.00")
    near(case.report(path), 0)
    near(case.report(path, "contradicted-amounts=price"), 900)


def lines_in_two_currencies_have_no_total(case):
    # Order 1001: lines of 40 euros and 40 dollars, and 100 of nobody knows what.
    files = [case.write("orders.csv", "Order ID,Customer,Date,Total", "1001,A,2024-01-05,100", "1002,B,2024-01-06,50", "1003,C,2024-01-07,70"),
             case.write("lines.csv", "Order ID,Product,Line total,Currency", "1001,P,40,EUR", "1001,Q,40,USD", "1002,P,50,EUR", "1003,P,70,EUR")]
    near(case.report(files, "order-totals=total", "currency=EUR"), 160)


def the_last_row_of_a_customer_counts_on_demand(case):
    files = [case.write("orders.csv", "Order ID,Customer ID,Date,Amount", "1,K1,2024-01-05,10", "2,K2,2024-01-06,20"),
             case.write("list.csv", "Customer ID,Name,Acquisition cost", "K1,Ann,5", "K2,Bob,7", "K1,Ann2,6")]
    for value, treatment, cost in (("first", "ignored", 12), ("last", "last", 13)):
        result = case.report(files, f"repeated-customers={value}")
        told(result, "repeated-customer", treatment, ["ignored", "last"])
        assert result["metrics"]["cost_acquisition"] == cost, result["metrics"]


def rows_of_totals_count_on_demand(case):
    # 10 + 20 + 30 + 5, and the 60 that the first three add up to.
    path = case.write("orders.csv", "Order,Customer,Date,Amount", "1,A,2024-01-01,10", "2,B,2024-01-02,20", "3,C,2024-01-03,30",
                      "Grand total,,2024-01-03,60", "4,A,2024-01-04,5")
    for settings, treatment, revenue, out in (([], "left-out", 65, (1, 0)), (["totals=drop"], "left-out", 65, (1, 0)),
                                              (["totals=keep"], "kept", 125, None)):
        result = case.report(path, *settings)
        near(result, revenue, A=15, B=20, C=30)
        problem = told(result, "totals-row", treatment, ["left-out", "kept"])
        assert problem["count"] == 1 and problem["examples"][0]["row"] == 5, problem
        assert left_out(result, "totals-row") == out and result["reconciliation"]["rows_read"] == 5, result["reconciliation"]
        assert result["assumptions"]["totals"] == ("keep" if "totals=keep" in settings else "drop")


def returns_without_a_minus_get_one_on_demand(case):
    # 100 + 50, and a return of 30.
    path = case.write("orders.csv", "Order,Customer,Date,Type,Amount", "1,A,2024-01-01,Sale,100", "2,B,2024-01-02,Sale,50", "3,A,2024-02-03,Return,30")
    for value, treatment, revenue, refunds, notes, turned in (("keep", "kept", 180, 0, 0, None), ("subtract", "subtracted", 150, 30, 0, None),
                                                              ("negate", "negated", 120, 30, 1, (0, 60))):
        result = case.report(path, f"refunded-orders={value}")
        near(result, revenue, B=50)
        told(result, "positive-refund", treatment, ["kept", "subtracted", "negated"])
        metrics = result["metrics"]
        assert (metrics["refunds"], metrics["credit_notes"], metrics["orders"]) == (refunds, notes, 3 - notes), metrics
        assert left_out(result, "negated-refunds") == turned, result["reconciliation"]


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
