#!/usr/bin/env python3
# test_doubts.py - a prediction that missed its test is not said to be sure, on no page and no sheet
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Argument: clientele-report. Output: TAP."""

import csv
import datetime
import html
import os
import re
import subprocess
import sys
import tempfile
import zipfile

PROGRAM = sys.argv[1]
FIRST = datetime.date(2023, 1, 1)


def write_shop(path, later):
    """Sixty customers buy every thirty days for a year, and every @later days in the half that is held out."""
    with open(path, "w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["Customer", "Date", "Amount"])
        for customer in range(60):
            day = customer % 30
            while day < 547:
                rows.writerow([f"C{customer}", FIRST + datetime.timedelta(day), 20 + customer % 7])
                day += 30 if day < 365 else later


def write_contracts(path):
    """Every tenth leaves each month; the others have stayed for two years."""
    with open(path, "w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["customerID", "tenure", "MonthlyCharges", "Churn"])
        for customer in range(400):
            left = customer % 3 == 0
            rows.writerow([f"C{customer}", 1 + customer % 24 if left else 24, 20 + customer % 5, "Yes" if left else "No"])


def run(*arguments):
    environment = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="")
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, env=environment, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    return " ".join(done.stdout.split())


def words_of(path):
    """Names of the sheets, and all texts of the workbook."""
    with zipfile.ZipFile(path) as book:
        sheets = re.findall(r'<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())
        texts = [html.unescape(text) for text in re.findall(r"<t[^>]*>([^<]*)</t>", book.read("xl/sharedStrings.xml").decode())]
    return sheets, texts


def a_missed_test_stands_wherever_its_band_does(folder):
    shop, book = os.path.join(folder, "shop.csv"), os.path.join(folder, "shop.xlsx")
    write_shop(shop, 10)
    text = run("--set", "holdout-days=182", shop)
    assert re.search(r"\(80 % band: [^)]*, but [0-9]+ % too low in its test\)", text), text
    assert "80 % sure:" not in text
    assert "The model finds nobody who has probably left. The model missed its test on your last months" in text, text
    run("--set", "holdout-days=182", "--output", book, shop)
    sheets, texts = words_of(book)
    assert "At risk" in sheets
    assert not [one for one in texts if "80\u202f% sure: " in one and "from" not in one], texts
    assert [one for one in texts if re.fullmatch("[0-9]+\u202f% too low in its test · .* in all", one)]
    assert [one for one in texts if re.fullmatch("The model was [0-9]+\u202f% too low in its test: look at the proof.*", one)]


def a_test_that_was_stood_leaves_people_sure(folder):
    shop = os.path.join(folder, "shop.csv")
    write_shop(shop, 30)
    text = run("--set", "holdout-days=182", shop)
    assert re.search(r"\(80 % sure: [^)]*\)", text), text
    assert "in its test" not in text and "Nobody who bought more than once has probably left." in text, text


def nobody_is_guessed_to_have_left_of_contracts(folder):
    contracts, book = os.path.join(folder, "contracts.csv"), os.path.join(folder, "contracts.xlsx")
    write_contracts(contracts)
    text = run(contracts)
    assert "probably left" not in text, text
    run("--output", book, contracts)
    sheets, texts = words_of(book)
    assert "Value of the base" in sheets and "Proof" in sheets and "At risk" not in sheets, sheets
    assert "who has probably left" not in texts and "did predictions come true" in texts
    # Of the first half, twelve months, is learned; the lines of the chart stand on the sheet of the proof.
    assert "Really stayed" in texts and "Foreseen" in texts and "Months under contract" in texts
    assert [one for one in texts if one.startswith("From the first 12 months alone the model foresaw ")], texts


CASES = [
    a_missed_test_stands_wherever_its_band_does,
    a_test_that_was_stood_leaves_people_sure,
    nobody_is_guessed_to_have_left_of_contracts,
]


def main():
    print(f"1..{len(CASES)}")
    failed = False
    for number, function in enumerate(CASES, 1):
        name = "/cli/doubts/" + function.__name__.replace("_", "-")
        with tempfile.TemporaryDirectory() as folder:
            try:
                function(folder)
                print(f"ok {number} {name}")
            except Exception as error:  # one case fails, not all
                failed = True
                print(f"not ok {number} {name}\n# {type(error).__name__}: {str(error)[:900]}")
    sys.exit(failed)


main()
