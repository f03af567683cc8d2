#!/usr/bin/env python3
# test_relations.py - cohorts and relations, from files to JSON and workbook
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: clientele-report. Output: TAP. Numbers by hand."""

import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile

PROGRAM = sys.argv[1]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# FEATURES.md, part C, with a channel: A and C came through the web, B, D and E through the shop.
ORDERS = """Order;Customer;Date;Amount;Channel;Referred by
1;A;2023-01-10;100;web;
2;A;2023-06-10;80;web;
3;A;2024-02-10;120;shop;
4;B;2023-03-05;50;shop;A
5;C;2023-11-20;200;web;
6;C;2024-11-20;220;shop;
7;D;2024-05-01;30;shop;
7;D;2024-05-20;-30;shop;
8;E;2024-07-07;60;shop;A
9;E;2024-09-09;60;shop;A
10;E;2024-12-12;60;shop;A
"""
COSTS = """Date;Cost type;Cost;Customer
2023-06-30;acquisition;90;
2024-06-30;acquisition;100;
2024-06-30;service;25;F
"""


def run(folder, *arguments):
    subprocess.run([PROGRAM, "--set", "as-of-date=2024-12-31", *arguments, os.path.join(folder, "orders.csv"),
                    os.path.join(folder, "costs.csv")], check=True, capture_output=True)


def cells(path, wanted):
    """Address → (formula or None, value) of a sheet."""
    with zipfile.ZipFile(path) as archive:
        names = re.findall(r'<sheet name="([^"]*)"', archive.read("xl/workbook.xml").decode())
        strings = ["".join(text.text or "" for text in item.iter(MAIN + "t"))
                   for item in ET.fromstring(archive.read("xl/sharedStrings.xml")).iter(MAIN + "si")]
        sheet = ET.fromstring(archive.read(f"xl/worksheets/sheet{names.index(wanted) + 1}.xml"))
    found = {}
    for cell in sheet.iter(MAIN + "c"):
        formula, value = cell.find(MAIN + "f"), cell.find(MAIN + "v")
        text = value.text if value is not None else ""
        found[cell.get("r")] = (formula.text if formula is not None else None, strings[int(text)] if cell.get("t") == "s" and text else text)
    return found


def cohorts_by_year_are_those_of_the_toy_data(result, report):
    year = result["cohorts"]["year"]
    assert year["cohort"] == ["2023", "2024"] and year["size"] == [3, 2], year
    assert year["active"] == [[3, 2], [2]] and year["orders"] == [[4, 2], [4]], year
    assert year["revenue"] == [[430, 340], [180]] and year["profit"] == [[340, 340], [80]], year
    assert year["over"] == [[3, 3], [2]] and year["cac"] == [30, 50] and year["payback"] == [1, 1], year
    assert abs(year["mean"]["retention"][1] - 2 / 3) < 1e-12, year
    assert abs(year["mean"]["cumulative_profit"][0] - 420 / 5) < 1e-9 and abs(year["mean"]["cumulative_profit"][1] - 680 / 3) < 1e-9, year


def cohorts_by_channel_are_those_of_the_first_order(result, report):
    channel = result["cohorts"]["by"]["channel"]
    assert channel["cohort"] == ["shop", "web"] and channel["size"] == [3, 2], channel
    assert sum(map(sum, channel["revenue"])) == 950, channel
    assert sum(channel["revenue"][1]) == 720, channel


def months_keep_what_they_always_had(result, report):
    month = result["cohorts"]["month"]
    assert month["cohort"][0] == "2023-01" and month["size"][0] == 1 and month["revenue"][0][0] == 100, month["cohort"]
    assert sum(map(sum, month["orders"])) == 10 and len(month["revenue"][0]) == 24, month["orders"]


def inequality_is_that_of_the_toy_data(result, report):
    inequality = result["concentration"]["inequality"]
    assert abs(inequality["revenue"]["gini"] - 0.5491) < 5e-5 and abs(inequality["profit"]["gini"] - 0.6678) < 5e-5, inequality
    assert abs(inequality["profit"]["gini_raffinetti"] - 0.7503) < 5e-5 and inequality["profit"]["negative"] == 1, inequality
    assert [best["customers"] for best in result["concentration"]["best"]] == [1, 1, 1, 2, 3], result["concentration"]["best"]


def referrals_are_told_and_the_rest_is_null(result, report):
    relations = result["relations"]
    # B was acquired for 30 and E for 100; A, C and nobody else were not referred: 190 / 2.
    assert relations["referrals"]["referred"] == 2 and relations["referrals"]["referrers"] == 1, relations
    assert relations["referrals"]["cac"] == 47.5 and relations["referrals"]["cac_without_referred"] == 95, relations
    assert relations["referrals"]["saved_cac"] == 190 and relations["referrals"]["best"] == [], relations
    assert all(relations[key] is None for key in ("loyalty", "engagement", "owners", "mix", "discounts")), relations


def the_sheet_of_cohorts_is_live(result, report):
    found = cells(report, "Cohorts")
    formulas = [formula for formula, value in found.values() if formula]
    assert len(formulas) > 20 and all(re.fullmatch(r"SUM\([A-Z0-9:]+\)/SUM\([A-Z0-9:]+\)|[A-Z]+[0-9]+", formula) for formula in formulas), formulas[:5]
    assert any(value == "Cost to win one" for _, value in found.values())


def the_sheet_of_relations_says_what_is_missing(result, report):
    texts = [value for _, value in cells(report, "Relations").values()]
    assert any("saved 190.00" in text for text in texts), texts
    assert any("“Loyalty member”" in text for text in texts) and any("“Account owner”" in text for text in texts), texts


CASES = (cohorts_by_year_are_those_of_the_toy_data, cohorts_by_channel_are_those_of_the_first_order, months_keep_what_they_always_had,
         inequality_is_that_of_the_toy_data, referrals_are_told_and_the_rest_is_null, the_sheet_of_cohorts_is_live,
         the_sheet_of_relations_says_what_is_missing)

print(f"1..{len(CASES)}")
os.environ["LC_ALL"] = "C.UTF-8"
with tempfile.TemporaryDirectory() as folder:
    for name, text in (("orders.csv", ORDERS), ("costs.csv", COSTS)):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as stream:
            stream.write(text)
    report = os.path.join(folder, "report.xlsx")
    run(folder, "--json", os.path.join(folder, "out.json"))
    run(folder, "--output", report)
    with open(os.path.join(folder, "out.json"), encoding="utf-8") as stream:
        result = json.load(stream)
    for number, case in enumerate(CASES, 1):
        title = f"{number} /cli/relations/" + case.__name__.replace("_", "-")
        try:
            case(result, report)
            print("ok", title)
        except AssertionError as error:
            print("not ok", title)
            print("#", str(error)[:600])
