#!/usr/bin/env python3
# test_treatments.py - what the rows of money mean, worked out a second time
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: clientele-report. Output: TAP.

Makes small order books with tax, shipping, refunds, several currencies, repeats and rows that may be left out, works
out by its own reading of METRICS.md what must come of them under every assumption and under random combinations, and
compares with the JSON: rows, amounts, the account by reason, orders, and every customer's revenue."""

import csv
import datetime
import json
import os
import random
import subprocess
import sys
import tempfile

PROGRAM = sys.argv[1]
SEED = 20260101
CENT = 0.005

CHOICES = {
    "tax": ["keep", "subtract", "add"],
    "shipping": ["keep", "subtract", "add"],
    "refund-column": [None, "subtract", "ignore"],
    "refunded-orders": ["keep", "subtract", "negate"],
    "duplicates": ["keep", "drop"],
    "repeated-orders": ["keep", "first", "last"],
    "cancelled": ["keep", "drop"],
    "deals": ["won", "all"],
    "non-customer-lines": ["keep", "drop"],
    "gift-cards": ["keep", "drop"],
    "zero-amounts": ["keep", "drop"],
    "missing-customers": ["keep", "drop"],
    "future-dates": ["keep", "drop"],
    "outsized-amounts": ["keep", "drop"],
    "as-of-date": [None, "2024-10-31"],
    "rates": [None, "USD=0.92", "USD=0.92 GBP=1.17"],
}


def report(folder, files, settings, *options):
    """The JSON, or the message of the program."""
    arguments = [PROGRAM, "--json", "-", "--customers", *options]
    for key, value in settings.items():
        if value is not None:
            arguments += ["--set", f"{key}={value}"]
    run = subprocess.run(arguments + [os.path.join(folder, name) for name in files], stdin=subprocess.DEVNULL,
                         capture_output=True, text=True, env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=""))
    return json.loads(run.stdout) if run.returncode == 0 else run.stderr


def write(folder, name, header, rows):
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows(rows)


class Row:
    def __init__(self, order, customer, day, amount, **more):
        self.order, self.customer, self.day, self.amount = order, customer, day, amount
        self.product = more.get("product", "")
        self.tax = more.get("tax", 0.0)
        self.shipping = more.get("shipping", 0.0)
        self.refund = more.get("refund", 0.0)
        self.currency = more.get("currency", "EUR")
        self.status = more.get("status", "completed")
        self.is_outsized = more.get("is_outsized", False)
        self.is_duplicate = False
        self.earlier = self.later = False

    def cells(self, columns):
        texts = {"Order": self.order, "Customer": self.customer, "Date": self.day.isoformat(), "Product": self.product,
                 "Amount": f"{self.amount:.2f}", "Tax": f"{self.tax:.2f}", "Shipping": f"{self.shipping:.2f}",
                 "Refund": f"{self.refund:.2f}" if self.refund else "", "Currency": self.currency, "Status": self.status}
        return [texts[column] for column in columns]


def make_book(chance, with_products, with_currencies):
    """Some 120 rows with a bit of everything."""
    rows = []
    prices = {"Mug": 12.0, "Lamp": 48.5, "Desk": 310.0}
    for number in range(1, 121):
        product = chance.choice(list(prices))
        day = datetime.date(2024, 1, 1) + datetime.timedelta(days=chance.randrange(360))
        amount = round(prices[product] * chance.uniform(0.9, 1.1), 2)
        row = Row(str(number), f"K{chance.randrange(25)}", day, amount, product=product)
        row.tax = round(amount * 0.19 / 1.19, 2)
        row.shipping = chance.choice([0.0, 4.9])
        if with_currencies:
            row.currency = chance.choice(["EUR", "EUR", "EUR", "USD", "GBP"])
        kind = chance.randrange(24)
        if kind == 0:
            row.refund = row.amount
        elif kind in (1, 2, 3):
            row.refund = round(row.amount * chance.uniform(0.1, 0.4), 2)
        elif kind == 4:
            row.status = "cancelled"
        elif kind == 5:
            row.status = "refunded"
        elif kind == 6:
            row.amount = row.tax = 0.0
        elif kind == 7:
            row.customer = ""
        elif kind == 8:
            row.amount, row.tax = -row.amount, chance.choice([1, -1]) * row.tax
        elif kind == 9 and with_products:
            row.product, row.amount = "Postage", 6.5
        elif kind == 10 and with_products:
            row.product, row.amount, row.tax = "Gift card 25", 25.0, 0.0
        elif kind == 11:
            row.day = datetime.date(2099, 3, 1 + chance.randrange(28))
        elif kind == 12 and with_products and not with_currencies:
            # Usual when divided by a thousand, and alone among the other rows of the product.
            row.amount, row.is_outsized = prices[product] * 1000, True
        rows.append(row)
    for row in chance.sample(rows, 4):
        copy = Row(row.order, row.customer, row.day, row.amount, product=row.product, tax=row.tax, shipping=row.shipping,
                   refund=row.refund, currency=row.currency, status=row.status, is_outsized=row.is_outsized)
        copy.is_duplicate = True
        rows.append(copy)
    if not with_products:
        usable = [row for row in rows if row.amount - row.refund > 0 and not row.is_duplicate]
        for row in chance.sample(usable, 3):
            rows.append(Row(row.order, row.customer, row.day + datetime.timedelta(days=chance.choice([0, 3])),
                            round(row.amount + 1.25, 2), tax=row.tax, currency=row.currency))
        mark_repeats(rows)
    return rows


def mark_repeats(rows):
    """first: the earliest by day, then by place; last: the latest."""
    groups = {}
    for place, row in enumerate(rows):
        if row.amount - row.refund > 0 and not row.is_duplicate:
            groups.setdefault((row.order, row.customer), []).append((row.day, place, row))
    for group in groups.values():
        group.sort(key=lambda entry: entry[:2])
        for _, _, row in group[1:]:
            row.earlier = True
        for _, _, row in group[:-1]:
            row.later = True


def rates_of(settings):
    rates = {"EUR": 1.0}
    for part in (settings.get("rates") or "").split():
        name, value = part.split("=")
        rates[name] = float(value)
    return rates


def reason_of(row, settings, today):
    """Why the row does not count; None when it does."""
    def drops(key):
        return settings.get(key) == "drop"

    if "currency" in settings and row.currency not in rates_of(settings):
        return "other-currency"
    if settings.get("as-of-date") and row.day > datetime.date.fromisoformat(settings["as-of-date"]):
        return "after-as-of"
    if drops("duplicates") and row.is_duplicate:
        return "duplicate"
    if settings.get("repeated-orders") == "first" and row.earlier or settings.get("repeated-orders") == "last" and row.later:
        return "repeated-order"
    if drops("cancelled") and row.status == "cancelled":
        return "cancelled"
    if drops("non-customer-lines") and row.product == "Postage":
        return "non-customer-line"
    if drops("gift-cards") and row.product.startswith("Gift card"):
        return "gift-card"
    if drops("future-dates") and row.day > today:
        return "future-date"
    if drops("outsized-amounts") and row.is_outsized:
        return "outsized-amount"
    if drops("zero-amounts") and row.amount == 0:
        return "zero-amount"
    if drops("missing-customers") and not row.customer:
        return "missing-customer"
    return None


def parts_of(row, settings):
    """What is taken off the amount: refund, tax, shipping, by converting; and what is left."""
    refund = 0.0 if settings.get("refund-column") == "ignore" else row.refund
    if settings.get("refunded-orders") == "subtract" and row.status == "refunded" and row.amount > 0:
        refund = row.amount
    # What says that it came back, but was written like a sale.
    is_return = settings.get("refunded-orders") == "negate" and row.status == "refunded" and row.amount - row.refund > 0
    if is_return:
        refund = 0.0
    share = max(0.0, 1 - refund / row.amount) if refund > 0 and row.amount > 0 else 1.0
    taken = {"refunds": refund}
    for key, value in (("tax", row.tax), ("shipping", row.shipping)):
        sign = {"subtract": 1, "add": -1}.get(settings.get(key), 0)
        if row.amount < 0:
            value = -abs(value)
        taken[key] = sign * value * share
    left = row.amount - sum(taken.values())
    if is_return:
        taken["negated-refunds"] = 2 * left
        left = -left
    counted = left * rates_of(settings).get(row.currency, 1.0)
    taken["rates"] = left - counted
    return taken, counted


def expected(rows, settings, today):
    account, used, counted = {}, [], []
    for row in rows:
        reason = reason_of(row, settings, today)
        if reason:
            entry = account.setdefault(reason, [0, 0.0])
            entry[0] += 1
            entry[1] += row.amount
            continue
        taken, amount = parts_of(row, settings)
        used.append(row)
        counted.append(amount)
        for key, value in taken.items():
            account.setdefault(key, [0, 0.0])[1] += value
    customers, documents = {}, {}
    for row, amount in zip(used, counted):
        if row.customer:
            customers[row.customer] = customers.get(row.customer, 0.0) + amount
        documents.setdefault((row.order, row.customer), []).append((amount, row.status == "refunded" and row.amount <= 0))
    credit = sum(all(flag for _, flag in document)
                 or not any(amount > 0 for amount, _ in document) and any(amount < 0 for amount, _ in document)
                 for document in documents.values())
    return {"rows_used": len(used), "amount_used": sum(counted), "amount_read": sum(row.amount for row in rows),
            "account": account, "customers": customers, "orders": len(documents) - credit, "credit_notes": credit}


def differences(result, wanted):
    account = result["reconciliation"]
    for key in ("rows_used", "amount_used", "amount_read"):
        if abs(account[key] - wanted[key]) >= CENT:
            yield f"{key} is {account[key]}, not {wanted[key]}"
    told = {line["reason"]: (line["rows"], line["amount"]) for line in account["left_out"]}
    for reason in sorted(set(told) | set(wanted["account"])):
        rows, amount = told.get(reason, (0, 0.0))
        n, money = wanted["account"].get(reason, (0, 0.0))
        if rows != n or abs(amount - money) >= CENT:
            yield f"left out as {reason}: {rows} rows, {amount}, not {n}, {money}"
    if account["rows_read"] != account["rows_used"] + sum(rows for rows, _ in told.values()):
        yield "rows do not add up"
    if abs(account["amount_read"] - account["amount_used"] - sum(amount for _, amount in told.values())) >= CENT:
        yield "amounts do not add up"
    metrics = result["metrics"]
    if abs(metrics["revenue"] - wanted["amount_used"]) >= CENT:
        yield f"revenue is {metrics['revenue']}"
    if abs(metrics["revenue_gross"] - metrics["refunds"] - metrics["revenue"]) >= CENT:
        yield "gross less refunds is not the revenue"
    for key in ("orders", "credit_notes"):
        if metrics[key] != wanted[key]:
            yield f"{key} is {metrics[key]}, not {wanted[key]}"
    revenues = {customer["id"]: customer["revenue"] for customer in result["customers"]}
    for name in sorted(set(revenues) | set(wanted["customers"])):
        if abs(revenues.get(name, 0.0) - wanted["customers"].get(name, 0.0)) >= CENT:
            yield f"customer {name}: {revenues.get(name)}, not {wanted['customers'].get(name)}"


def check_book(folder, chance, with_products, with_currencies, settings):
    rows = make_book(chance, with_products, with_currencies)
    columns = ["Order", "Customer", "Date", "Amount", "Tax", "Shipping", "Refund", "Status"]
    if with_products:
        columns.insert(3, "Product")
    if with_currencies:
        columns.append("Currency")
        settings = dict(settings, currency="EUR")
    else:
        settings = {key: value for key, value in settings.items() if key != "rates"}
    write(folder, "book.csv", columns, [row.cells(columns) for row in rows])
    result = report(folder, ["book.csv"], settings)
    if isinstance(result, str):
        return [result]
    return [f"{settings}: {text}" for text in differences(result, expected(rows, settings, datetime.date.today()))]


def every_key_alone(folder):
    faults = []
    for number, (key, values) in enumerate(CHOICES.items()):
        for value in values:
            for with_products in (False, True):
                chance = random.Random(SEED + number)
                faults += check_book(folder, chance, with_products, key == "rates", {key: value})
    assert not faults, "\n".join(faults[:8])


def random_combinations_close(folder):
    faults = []
    for number in range(60):
        chance = random.Random(SEED + 1000 + number)
        settings = {key: chance.choice(values) for key, values in CHOICES.items()}
        faults += check_book(folder, chance, number % 2 == 0, number % 3 == 0, settings)
    assert not faults, "\n".join(faults[:8])


def metrics(folder, header, rows, **settings):
    write(folder, "case.csv", header, rows)
    result = report(folder, ["case.csv"], settings)
    assert not isinstance(result, str), result
    return result


def problem(result, kind):
    found = [entry for entry in result["problems"] if entry["kind"] == kind]
    return found[0] if found else None


# EXPECTATIONS 1: 2,920.14 with the refunded money, 2,526.85 without it.
def refunds_are_taken_off(folder):
    result = metrics(folder, ["Order", "Customer", "Date", "Total", "Refunded"],
                     [[1, "A", "2024-01-02", "1500.14", ""], [2, "A", "2024-02-02", "1420.00", "393.29"]])
    figures = result["metrics"]
    assert abs(figures["revenue_gross"] - 2920.14) < CENT and abs(figures["revenue"] - 2526.85) < CENT, figures
    assert problem(result, "refund-subtracted")["treatment"] == "used"


# EXPECTATIONS 2: bought and given back is 0, by whatever column, and never below.
def a_full_refund_is_zero(folder):
    orders = [[1, "A", "2024-01-02", "120", "{}"], [2, "B", "2024-02-02", "80", ""]]
    for header, mark in (("Refunded", "yes"), ("Refund amount", "120"), ("Is return", "1"), ("Erstattet", "ja")):
        rows = [[cell.replace("{}", mark) if isinstance(cell, str) else cell for cell in row] for row in orders]
        result = metrics(folder, ["Order", "Customer", "Date", "Amount", header], rows)
        revenue = {customer["id"]: customer["revenue"] for customer in result["customers"]}
        assert revenue == {"A": 0, "B": 80}, (header, revenue)
        assert result["metrics"]["orders"] == 2, header
        assert result["reconciliation"]["amount_read"] == 200, header
    # The same as two rows, by sign and by mark.
    result = metrics(folder, ["Order", "Customer", "Date", "Amount"], [[1, "A", "2024-01-02", "120"], [1, "A", "2024-01-09", "-120"]])
    assert result["metrics"]["revenue"] == 0 and result["metrics"]["orders"] == 1
    result = metrics(folder, ["Order", "Customer", "Date", "Amount", "Refunded"],
                     [[1, "A", "2024-01-02", "120", "no"], [1, "A", "2024-01-09", "120", "yes"], [2, "B", "2024-01-10", "7", "no"]])
    assert result["metrics"]["revenue"] == 7 and problem(result, "refund-unmatched") is None
    # Tax and shipping go back with it.
    result = metrics(folder, ["Order", "Customer", "Date", "Amount", "Tax", "Shipping", "Refund"],
                     [[1, "A", "2024-01-02", "119", "19", "5", "119"], [2, "B", "2024-01-02", "238", "38", "5", "119"]],
                     **{"tax": "subtract", "shipping": "subtract"})
    assert [customer["revenue"] for customer in result["customers"] if customer["id"] == "A"] == [0]
    # Half of 238 - 38 - 5.
    assert abs(result["metrics"]["revenue"] - 97.5) < CENT


# EXPECTATIONS 3: 80, not 60, where the amount is net already.
def net_amounts_are_not_reduced_again(folder):
    cases = [
        (["Order", "Customer", "Date", "Net sales", "Refund"], [[1, "A", "2024-01-02", "80", "20"], [2, "B", "2024-01-03", "50", ""]]),
        (["Order", "Customer", "Date", "Amount after refunds", "Refund"],
         [[1, "A", "2024-01-02", "80", "20"], [2, "B", "2024-01-03", "50", ""]]),
        (["Bestellung", "Kunde", "Datum", "Nettoumsatz", "Erstattung"],
         [[1, "A", "2024-01-02", "80", "20"], [2, "B", "2024-01-03", "50", ""]]),
        (["Order", "Customer", "Date", "Amount", "Paid", "Refund"],
         [[1, "A", "2024-01-02", "80", "100", "20"], [2, "B", "2024-01-03", "50", "50", ""]]),
        (["Order", "Customer", "Date", "Amount", "Refund"],
         [[1, "A", "2024-01-02", "80", "20"], [2, "B", "2024-01-03", "50", ""], [3, "C", "2024-01-04", "0", "35"]]),
    ]
    for header, rows in cases:
        write(folder, "case.csv", header, rows)
        result = report(folder, ["case.csv"], {}, "--column", f"amount={header[3]}")
        assert result["metrics"]["revenue"] == 130, (header, result["metrics"]["revenue"])
        assert problem(result, "refund-already-net")["treatment"] == "ignored", header
        assert problem(result, "refund-subtracted") is None, header
    header, rows = cases[0]
    assert metrics(folder, header, rows, **{"refund-column": "subtract"})["metrics"]["revenue"] == 110
    # Where refunded amounts still stand, the header does not mean refunds; and beside a tax it means the tax.
    result = metrics(folder, ["Order", "Customer", "Date", "Net amount", "Refund"],
                     [[1, "A", "2024-01-02", "80", "80"], [2, "B", "2024-01-03", "50", "50"], [3, "B", "2024-01-03", "9", ""]])
    assert result["metrics"]["revenue"] == 9
    result = metrics(folder, ["Order", "Customer", "Date", "Net amount", "Tax", "Refund"],
                     [[1, "A", "2024-01-02", "80", "15.2", "20"], [2, "B", "2024-01-03", "50", "9.5", ""]])
    assert result["metrics"]["revenue"] == 110
    # A row of refund with its own column is no second refund.
    result = metrics(folder, ["Order", "Customer", "Date", "Amount", "Refund"],
                     [[1, "A", "2024-01-02", "100", ""], [1, "A", "2024-01-09", "-30", "30"]])
    assert result["metrics"]["revenue"] == 70


# EXPECTATIONS 4: customers whose orders were refunded stay in the denominator.
def refunded_customers_are_counted(folder):
    figures = metrics(folder, ["Order", "Customer", "Date", "Amount", "Refund"],
                      [[1, "A", "2024-01-02", "100", "100"], [2, "B", "2024-01-03", "60", ""]])["metrics"]
    assert figures["customers"] == 2 and figures["orders"] == 2
    assert figures["value_per_customer"] is None or figures["value_per_customer"] <= 30 + CENT
    assert figures["aov"] == 30 and figures["revenue_gross"] == 160


def refunds_without_a_purchase_are_told(folder):
    result = metrics(folder, ["Order", "Customer", "Date", "Amount"],
                     [[1, "A", "2024-01-02", "100"], [2, "A", "2024-01-09", "-30"], [3, "B", "2024-01-09", "-30"],
                      [4, "C", "2024-01-10", "-5"], [5, "C", "2024-01-11", "50"]])
    assert problem(result, "refund-unmatched")["count"] == 2, result["problems"]


def currencies_are_never_added_up(folder):
    header = ["Order", "Customer", "Date", "Amount", "Currency"]
    rows = [[1, "A", "2024-01-02", "100", "EUR"], [2, "A", "2024-01-09", "50", "USD"], [3, "B", "2024-01-10", "10", "GBP"]]
    write(folder, "case.csv", header, rows)
    assert "rates" in report(folder, ["case.csv"], {})
    result = metrics(folder, header, rows, currency="EUR")
    assert result["metrics"]["revenue"] == 100
    assert set(problem(result, "mixed-currencies")["choices"]) == {"EUR", "USD", "GBP", "converted"}
    result = metrics(folder, header, rows, currency="EUR", rates="USD=0.92 GBP=1.17")
    assert abs(result["metrics"]["revenue"] - (100 + 46 + 11.7)) < 1e-9
    assert problem(result, "mixed-currencies")["treatment"] == "converted"
    # Into a currency that no row has.
    result = metrics(folder, header, rows, currency="CHF", rates="USD=0.9;EUR=0,95")
    assert abs(result["metrics"]["revenue"] - (95 + 45)) < 1e-9 and result["reconciliation"]["rows_used"] == 2
    # By day: the latest rate on or before it; before the first one there is none.
    write(folder, "rates.csv", ["Date", "Currency", "Rate"], [["2024-03-01", "USD", "0.95"], ["2024-01-05", "USD", "0.9"]])
    write(folder, "days.csv", header, [[1, "A", "2024-01-04", "1000", "USD"], [2, "A", "2024-01-05", "100", "USD"],
                                       [3, "B", "2024-02-29", "200", "USD"], [4, "B", "2024-06-01", "300", "USD"],
                                       [5, "C", "2024-06-01", "50", "EUR"], [6, "C", "2024-06-02", "7", "GBP"]])
    direction = {"currency": "EUR", "rate-direction": "base-per-foreign"}
    assert "--set rate-direction=foreign-per-base" in report(folder, ["days.csv", "rates.csv"], {"currency": "EUR"})
    result = report(folder, ["days.csv", "rates.csv"], direction)
    assert abs(result["metrics"]["revenue"] - (90 + 180 + 285 + 50)) < 1e-9, result["metrics"]["revenue"]
    left_out = {line["reason"]: (line["rows"], line["amount"]) for line in result["reconciliation"]["left_out"]}
    assert left_out["no-rate"] == (1, 1000) and left_out["other-currency"] == (1, 7)
    assert problem(result, "no-rate")["count"] == 1
    # A rate that people enter goes before the table.
    result = report(folder, ["days.csv", "rates.csv"], {"currency": "EUR", "rates": "USD=2"})
    assert abs(result["metrics"]["revenue"] - (3200 + 50)) < 1e-9
    # Costs too.
    write(folder, "costs.csv", ["Date", "Cost type", "Cost", "Currency"], [["2024-01-05", "service", "10", "USD"]])
    result = report(folder, ["case.csv", "costs.csv"], {"currency": "EUR", "rates": "USD=0.92 GBP=1.17"})
    assert abs(result["metrics"]["cost_service"] - 9.2) < 1e-9, result["metrics"]["cost_service"]


def people_called_tester_are_customers(folder):
    header = ["Order", "Customer", "Name", "E-mail", "Date", "Amount"]
    rows = [[1, "K1", "Paul Tester", "tester@shop.org", "2024-01-02", "10"], [2, "K2", "Anna Contest", "anna@contest.com", "2024-01-02", "10"],
            [3, "K3", "Test Kunde", "x@shop.org", "2024-01-02", "10"], [4, "K4", "Eva Ende", "test@shop.org", "2024-01-02", "10"],
            ["TEST-5", "K5", "Uwe Ufer", "u@ufer.org", "2024-01-02", "10"], [6, "K6", "测试", "y@shop.org", "2024-01-02", "10"],
            [7, "K7", "Max Muster", "max@example.com", "2024-01-02", "10"], [8, "K8", "Latest Teste", "l@teste.org", "2024-01-02", "10"]]
    result = metrics(folder, header, rows, cancelled="drop")
    assert sorted(customer["id"] for customer in result["customers"] if customer["orders"]) == ["K1", "K2", "K8"]


def what_amounts_hold_is_told(folder):
    header = ["Order", "Customer", "Date", "Quantity", "Unit price", "Tax", "Amount"]
    rows = [[n, "A", "2024-01-02", n, "10", f"{1.9 * n:.2f}", f"{11.9 * n:.2f}"] for n in range(1, 6)]
    assert "they include it" in problem(metrics(folder, header, rows), "tax-column")["examples"][0]["text"]
    rows = [[n, "A", "2024-01-02", n, "10", f"{1.9 * n:.2f}", f"{10 * n:.2f}"] for n in range(1, 6)]
    assert "do not include it" in problem(metrics(folder, header, rows), "tax-column")["examples"][0]["text"]


def shipping_of_an_order_counts_once(folder):
    header = ["Order", "Customer", "Date", "Product", "Amount", "Shipping"]
    rows = [[1, "A", "2024-01-02", "Mug", "10", "5"], [1, "A", "2024-01-02", "Lamp", "30", "5"],
            [2, "B", "2024-01-03", "Mug", "10", "4"], [2, "B", "2024-01-03", "Desk", "90", "4"]]
    assert metrics(folder, header, rows, shipping="subtract")["metrics"]["revenue"] == 140 - 9


# Said once an order: in its first line, in a table of orders, or again in every line.
def a_refund_of_an_order_counts_once(folder):
    header = ["Order", "E-mail", "Date", "Total", "Refunded amount", "Taxes", "Product", "Quantity", "Price"]
    rows = [[1, "a@x.org", "2024-01-02", "119", "23.8", "19", "Mug", 2, "25"], [1, "", "", "", "", "", "Lamp", 1, "64"],
            [2, "b@x.org", "2024-01-03", "238", "238", "38", "Desk", 1, "200"], [2, "", "", "", "", "", "Mug", 1, "38"],
            [3, "b@x.org", "2024-01-05", "50", "0", "8", "Mug", 2, "25"]]
    figures = metrics(folder, header, rows)["metrics"]
    assert abs(figures["revenue"] - (95.2 + 50)) < CENT and figures["orders"] == 3 and figures["credit_notes"] == 0, figures
    # A fifth of the first order went back with a fifth of its tax, and all of the second.
    figures = metrics(folder, header, rows, tax="subtract")["metrics"]
    assert abs(figures["revenue"] - (80 + 42)) < CENT, figures["revenue"]
    write(folder, "orders.csv", ["OrderID", "Customer", "Date", "Refund", "Freight"],
          [[1, "A", "2024-01-02", "10", "4"], [2, "B", "2024-01-03", "", "2"]])
    write(folder, "lines.csv", ["OrderID", "Product", "Quantity", "Unit price"], [[1, "Mug", 1, "40"], [1, "Lamp", 1, "60"], [2, "Mug", 2, "40"]])
    for shipping, revenue in (("keep", 170), ("add", 170 + 0.9 * 4 + 2), ("subtract", 170 - 0.9 * 4 - 2)):
        result = report(folder, ["orders.csv", "lines.csv"], {"shipping": shipping})
        assert abs(result["metrics"]["revenue"] - revenue) < CENT, (shipping, result["metrics"]["revenue"])


CASES = [every_key_alone, random_combinations_close, refunds_are_taken_off, a_full_refund_is_zero,
         net_amounts_are_not_reduced_again, refunded_customers_are_counted, refunds_without_a_purchase_are_told,
         currencies_are_never_added_up, people_called_tester_are_customers, what_amounts_hold_is_told,
         shipping_of_an_order_counts_once,
         a_refund_of_an_order_counts_once]


def main():
    print(f"1..{len(CASES)}")
    failed = False
    for number, case in enumerate(CASES, 1):
        with tempfile.TemporaryDirectory() as folder:
            try:
                case(folder)
                print(f"ok {number} /cli/treatments/{case.__name__.replace('_', '-')}")
            except (AssertionError, KeyError, TypeError) as error:
                failed = True
                print(f"not ok {number} /cli/treatments/{case.__name__.replace('_', '-')}")
                for line in f"{type(error).__name__}: {error}".splitlines():
                    print(f"# {line}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
