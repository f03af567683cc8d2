#!/usr/bin/env python3
# test_print.py - the workbook on paper: no page for a few rows, and no letters too small to read
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Argument: clientele-report. Output: TAP."""

import csv
import os
import re
import subprocess
import sys
import tempfile
import zipfile

PROGRAM = sys.argv[1]
COUNTRIES = ["Austria", "Belgium", "Chile", "Denmark"]
CHANNELS = ["Shop", "Web"]


def write_shop(path, n):
    with open(path, "w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["Order", "Customer", "Date", "Amount", "Country", "Channel", "Segment"])
        for i in range(3 * n):
            customer = i % n
            rows.writerow([f"O{i}", f"C{customer:04}", f"20{22 + i // n}-{1 + customer % 12:02}-{1 + i % 28:02}", 10 + i % 90,
                           COUNTRIES[customer % 4], CHANNELS[customer % 2], "AB"[customer % 2]])


def sheet_of(path, name):
    with zipfile.ZipFile(path) as book:
        workbook = book.read("xl/workbook.xml").decode()
        number = re.findall(r'<sheet name="([^"]*)"', workbook).index(name) + 1
        return workbook, book.read(f"xl/worksheets/sheet{number}.xml").decode()


def make_book(folder, n):
    shop, book = os.path.join(folder, "shop.csv"), os.path.join(folder, "shop.xlsx")
    write_shop(shop, n)
    done = subprocess.run([PROGRAM, "--output", book, shop], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                          env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=""))
    assert done.returncode == 0, done.stderr
    return book


def segments_share_pages(folder):
    """Value tiers, RFM, and three columns: five tables on fewer than five pages, none of them torn."""
    _, sheet = sheet_of(make_book(folder, 60), "Segments")
    breaks = [int(row) for row in re.findall(r'<brk id="([0-9]+)"', sheet)]
    tables = len(re.findall("<tablePart ", sheet))
    assert tables >= 5 and 1 <= len(breaks) < tables - 1, (tables, breaks)
    assert "fitToPage" not in sheet, sheet[:400]


def customers_stand_on_two_pages_side_by_side(folder):
    workbook, sheet = sheet_of(make_book(folder, 400), "Customers")
    assert 'fitToWidth="2"' in sheet and 'fitToHeight="0"' in sheet, re.findall("<pageSetup[^>]*>", sheet)
    titles, = [text for text in re.findall(r"<definedName[^>]*>([^<]*)<", workbook) if re.match(r"Customers!\$A:", text)]
    assert re.fullmatch(r"Customers!\$A:\$[CD],Customers!\$5:\$5", titles), titles
    area, = re.findall(r">Customers!\$A\$1:\$[A-Z]+\$([0-9]+)<", workbook)
    assert int(area) == 5 + 250, area
    workbook, _ = sheet_of(make_book(folder, 60), "Customers")
    area, = re.findall(r">Customers!\$A\$1:\$[A-Z]+\$([0-9]+)<", workbook)
    assert int(area) == 5 + 60 + 1, area


CASES = [segments_share_pages, customers_stand_on_two_pages_side_by_side]


def main():
    print(f"1..{len(CASES)}")
    failed = False
    for number, function in enumerate(CASES, 1):
        name = "/report/print/" + function.__name__.replace("_", "-")
        with tempfile.TemporaryDirectory() as folder:
            try:
                function(folder)
                print(f"ok {number} {name}")
            except Exception as error:  # one case fails, not all
                failed = True
                print(f"not ok {number} {name}\n# {type(error).__name__}: {str(error)[:900]}")
    sys.exit(failed)


main()
