#!/usr/bin/env python3
# test_currency.py - amounts in several currencies, from files to JSON, text and workbook
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: clientele-report. Output: TAP. Expected sums are worked out by hand beside each case."""

import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile

PROGRAM = sys.argv[1]
ORDERS = "Order ID,Customer ID,Date,Amount,Currency\n"
SEVERAL = ORDERS + "A1,K1,2023-01-01,100.00,EUR\nA2,K2,2023-01-02,50.00,USD\nA3,K1,2023-02-03,25.00,EUR\n"
BLANK = ORDERS + "A1,K1,2023-01-01,100.00,EUR\nA2,K2,2023-01-02,50.00,\nA3,K1,2023-02-03,25.00,EUR\n"


def run(folder, files, *options):
    for name, text in files.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as stream:
            stream.write(text)
    return subprocess.run([PROGRAM, *options, *[os.path.join(folder, name) for name in files]], stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=""))


def report(folder, files, *options):
    result = run(folder, files, "--json", "-", *options)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def refusal(folder, files, *options):
    result = run(folder, files, "--json", "-", *options)
    assert result.returncode == 1 and result.stdout == "", result.stdout
    return result.stderr


def problem(result, kind):
    return next((each for each in result["problems"] if each["kind"] == kind), None)


def assert_closes(result):
    account = result["reconciliation"]
    for part in [account, *account["currencies"]]:
        assert abs(part["amount_used"] + sum(line["amount"] for line in part["left_out"]) - part["amount_read"]) < 0.005, part
        assert part["rows_used"] + sum(line["rows"] for line in part["left_out"]) == part["rows_read"], part


def a_refusal_names_rows_and_what_settles_it(folder):
    message = refusal(folder, {"orders.csv": SEVERAL})
    for part in ["EUR (2), USD (1)", "orders.csv, row 2 is in EUR", "orders.csv, row 3 in USD", "--set currency=EUR",
                 '--set rates="USD=RATE"']:
        assert part in message, (part, message)
    message = refusal(folder, {"orders.csv": SEVERAL}, "--set", "currency=zzzz")
    assert "No amount is in zzzz" in message and "EUR (2), USD (1)" in message, message


def no_sum_over_currencies_is_printed(folder):
    # 175 would be euros and dollars.
    options = ["--set", "currency=EUR"]
    text = run(folder, {"orders.csv": SEVERAL}, "--inspect", *options).stdout
    assert "EUR 125.00" in text and "USD 50.00" in text and "175" not in text, text
    text = run(folder, {"orders.csv": SEVERAL}, *options).stdout
    assert "175" not in text, text
    result = report(folder, {"orders.csv": SEVERAL}, *options)
    assert [(each["currency"], each["amount_read"], each["amount_used"]) for each in result["reconciliation"]["currencies"]] == \
        [("EUR", 125, 125), ("USD", 50, 0)], result["reconciliation"]
    assert_closes(result)
    # 125 + 50 × 0.9 = 170
    text = run(folder, {"orders.csv": SEVERAL}, "--inspect", *options, "--set", "rates=USD=0.9").stdout
    assert "EUR 170.00" in text and "175" not in text, text


def the_workbook_has_an_account_for_each_currency(folder):
    path = os.path.join(folder, "report.xlsx")
    result = run(folder, {"orders.csv": SEVERAL}, "--output", path, "--set", "currency=EUR")
    assert result.returncode == 0, result.stderr
    with zipfile.ZipFile(path) as book:
        strings = re.findall(r"<t[^>]*>([^<]*)</t>", book.read("xl/sharedStrings.xml").decode())
        sheets = [book.read(name).decode() for name in book.namelist() if re.match(r"xl/worksheets/sheet\d+\.xml", name)]
    assert any("in each currency" in text for text in strings), strings
    assert "EUR" in strings and "USD" in strings
    # Texts stand as numbers of their own table.
    assert not any(re.search(r"<c r=\"[A-Z]+[0-9]+\"( s=\"[0-9]+\")?>(<f>[^<]*</f>)?<v>175</v>", sheet) for sheet in sheets)
    assert any(re.search(r"<c r=\"[A-Z]+[0-9]+\"( s=\"[0-9]+\")?><v>50</v>", sheet) for sheet in sheets)


def a_row_without_a_currency_is_told(folder):
    result = report(folder, {"orders.csv": BLANK})
    told = problem(result, "missing-currency")
    assert result["metrics"]["revenue"] == 175 and told["count"] == 1 and told["treatment"] == "used", told
    assert told["choices"] == ["EUR", "left-out"] and told["examples"][0]["row"] == 3
    result = report(folder, {"orders.csv": BLANK}, "--set", "blank-currency=drop")
    assert result["metrics"]["revenue"] == 125 and problem(result, "missing-currency")["treatment"] == "left-out"
    assert [(line["reason"], line["amount"]) for line in result["reconciliation"]["left_out"]] == [("no-currency", 50)]
    assert result["assumptions"]["blank-currency"] == "drop"
    assert_closes(result)


def the_way_of_rates_is_asked_for_and_told(folder):
    files = {"orders.csv": SEVERAL, "rates.csv": "Date,Currency,Rate\n2023-01-01,USD,1.25\n"}
    message = refusal(folder, files, "--set", "currency=EUR")
    for part in ["rates.csv", "“Rate”", "100 USD = 125.00 EUR", "100 USD = 80.00 EUR", "--set rate-direction=base-per-foreign",
                 "--set rate-direction=foreign-per-base"]:
        assert part in message, (part, message)
    # 125 + 50 × 1.25, and 125 + 50 / 1.25
    for direction, revenue in [("base-per-foreign", 187.5), ("foreign-per-base", 165)]:
        result = report(folder, files, "--set", "currency=EUR", "--set", f"rate-direction={direction}")
        assert abs(result["metrics"]["revenue"] - revenue) < 1e-9
        assert problem(result, "rate-direction")["treatment"] == direction
        assert_closes(result)
    files["rates.csv"] = "Date,Currency,USD per EUR\n2023-01-01,USD,1.25\n"
    result = report(folder, files, "--set", "currency=EUR")
    assert abs(result["metrics"]["revenue"] - 165) < 1e-9
    assert "100 USD = 80.00 EUR" in problem(result, "rate-direction")["examples"][0]["text"]


def a_column_of_rates_is_chosen_on_the_command_line(folder):
    text = "Order ID,Customer ID,Date,Amount,Currency,Daily\nA1,K1,2023-01-01,100.00,EUR,1\nA2,K2,2023-01-02,50.00,GBP,1.2\n"
    result = report(folder, {"orders.csv": text}, "--set", "currency=EUR")
    assert result["metrics"]["revenue"] == 100
    # 100 + 50 × 1.2
    result = report(folder, {"orders.csv": text}, "--set", "currency=EUR", "--column", "rate=Daily")
    assert result["metrics"]["revenue"] == 160
    assert_closes(result)


def a_cost_in_another_currency_is_told_once_and_not_late(folder):
    files = {"orders.csv": BLANK, "costs.csv": "Date,Cost type,Cost,Currency\n2023-06-01,service,10,USD\n2023-01-01,service,4,EUR\n"}
    result = report(folder, files)
    assert result["metrics"]["cost_service"] == 4 and problem(result, "mixed-currencies")["count"] == 1
    assert problem(result, "after-as-of") is None
    # 4 + 10 × 0.5
    result = report(folder, files, "--set", "rates=USD=0.5")
    assert result["metrics"]["cost_service"] == 9 and problem(result, "mixed-currencies")["treatment"] == "converted"


def each_cost_in_another_currency_is_told_for_itself(folder):
    files = {"orders.csv": "Order ID,Customer ID,Date,Amount,Currency\n1,A,2024-01-05,100,EUR\n2,B,2024-02-05,200,EUR\n3,A,2024-03-05,50,USD\n",
             "costs.csv": "Date,Cost type,Cost,Currency\n2024-01-31,marketing,10,USD\n2024-02-28,marketing,20,CHF\n2024-03-28,marketing,7,EUR\n"}
    result = report(folder, files, "--set", "currency=EUR", "--set", "rates=USD=0.9")
    # 10 × 0.9 + 7; nobody says what francs are worth.
    assert abs(result["metrics"]["cost_acquisition"] - 16) < 1e-9
    told = {each["treatment"]: [(example["file"], example["row"], example["text"]) for example in each["examples"]]
            for each in result["problems"] if each["kind"] == "mixed-currencies"}
    assert told == {"converted": [("orders.csv", 4, "USD"), ("costs.csv", 2, "USD")], "left-out": [("costs.csv", 3, "CHF")]}, told


def rates_beside_orders_need_a_base_that_is_proved(folder):
    text = ("Order ID,Customer ID,Date,Amount,Currency,Exchange rate\nA1,K1,2023-01-01,100.00,USD,0.92\n"
            "A2,K2,2023-01-02,100.00,GBP,1.17\n")
    # No row is in euros: the rates may be against any currency.
    message = refusal(folder, {"orders.csv": text}, "--set", "currency=EUR")
    assert "rate-direction" in message and "against which currency" in message, message
    result = report(folder, {"orders.csv": text}, "--set", "currency=EUR", "--set", "rate-direction=base-per-foreign")
    assert abs(result["metrics"]["revenue"] - 209) < 1e-9
    # Over the dollar's own rate: 117 / 0.92, whatever both are against.
    result = report(folder, {"orders.csv": text}, "--set", "currency=USD")
    assert abs(result["metrics"]["revenue"] - (100 + 117 / 0.92)) < 1e-9
    assert_closes(result)


def a_header_that_cannot_be_is_asked_about(folder):
    files = {"orders.csv": SEVERAL.replace("USD", "GBP"), "rates.csv": "Currency,Rate EUR/GBP\nGBP,1.17\n"}
    message = refusal(folder, files, "--set", "currency=EUR")
    assert "rate-direction" in message and "the header says one thing" in message, message
    # 125 + 50 × 1.17
    result = report(folder, files, "--set", "currency=EUR", "--set", "rate-direction=base-per-foreign")
    assert abs(result["metrics"]["revenue"] - 183.5) < 1e-9
    assert problem(result, "rate-direction")["choices"] == ["base-per-foreign", "foreign-per-base"]
    # What a header says and nothing contradicts is no matter of choice.
    files["rates.csv"] = "Currency,GBP per EUR\nGBP,0.8\n"
    result = report(folder, files, "--set", "currency=EUR", "--set", "rate-direction=base-per-foreign")
    assert abs(result["metrics"]["revenue"] - 187.5) < 1e-9
    assert problem(result, "rate-direction")["choices"] == []


def a_column_for_each_currency_follows_the_currency_of_the_results(folder):
    """100 + 50 dollars are 90 + 45 euros."""
    text = "Order ID,Customer ID,Date,Total (USD),Total (EUR)\nA1,K1,2023-01-01,100.00,90.00\nA2,K2,2023-01-02,50.00,45\n"
    for options, revenue in [((), 150), (("--set", "currency=EUR"), 135), (("--column", "amount=Total (EUR)"), 135)]:
        result = report(folder, {"orders.csv": text}, *options)
        assert result["metrics"]["revenue"] == revenue, (options, result["metrics"]["revenue"])
        assert_closes(result)
        assert (problem(result, "amounts-in-currencies") is None) == ("--column" in options)
    message = refusal(folder, {"orders.csv": text.replace("90.00", "").replace("50.00", "")})
    assert "USD (1), EUR (1)" in message, message


CASES = [a_refusal_names_rows_and_what_settles_it, no_sum_over_currencies_is_printed,
         the_workbook_has_an_account_for_each_currency, a_row_without_a_currency_is_told,
         the_way_of_rates_is_asked_for_and_told, a_column_of_rates_is_chosen_on_the_command_line,
         a_cost_in_another_currency_is_told_once_and_not_late, rates_beside_orders_need_a_base_that_is_proved,
         a_header_that_cannot_be_is_asked_about, a_column_for_each_currency_follows_the_currency_of_the_results]


def main():
    print(f"1..{len(CASES)}")
    failed = False
    for number, case in enumerate(CASES, 1):
        with tempfile.TemporaryDirectory() as folder:
            name = f"/cli/currency/{case.__name__.replace('_', '-')}"
            try:
                case(folder)
                print(f"ok {number} {name}")
            except (AssertionError, KeyError, TypeError) as error:
                failed = True
                print(f"not ok {number} {name}")
                for line in f"{type(error).__name__}: {error}".splitlines():
                    print(f"# {line}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
