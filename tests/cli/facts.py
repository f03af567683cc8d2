#!/usr/bin/env python3
# facts.py - the cells of real files that hold no orders add up to what pandas found in them
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: dump-source, folder of the data. Output: TAP.

Rows, columns and sums come from the oracle; where it says nothing of a file, from the README of the data
or from Python's csv module, which reads the same file here."""

import collections
import csv
import json
import math
import os
import subprocess
import sys

PROGRAM, DATA = sys.argv[1:3]
DATA = os.environ.get("CLIENTELE_DATA") or DATA


def oracle(name):
    with open(os.path.join(DATA, "oracle", name + ".json"), encoding="utf-8") as stream:
        return json.load(stream)


class Table:
    def __init__(self, table):
        self.headers = table["headers"]
        self.rows = [row[1:] for row in table["rows"]]

    def column(self, header):
        index = self.headers.index(header)
        return [row[index][1] if row[index] is not None else None for row in self.rows]

    def sum(self, header):
        return math.fsum(float(cell) for cell in self.column(header) if cell is not None)

    def count(self, header):
        return dict(collections.Counter(str(cell) for cell in self.column(header) if cell is not None))


def read(name):
    result = subprocess.run([PROGRAM, os.path.join(DATA, name)], capture_output=True, text=True)
    contents = json.loads(result.stdout)
    if "error" in contents:
        raise ValueError(contents["error"])
    return [Table(table) for table in contents["tables"]]


def compare(what, ours, theirs, tolerance=0):
    if isinstance(theirs, float) and abs(ours - theirs) <= max(tolerance, 5e-7 + 1e-12 * abs(theirs)):
        return
    if ours != theirs:
        yield f"{what} is {ours}, not {theirs}"


def size(table, n_rows, n_columns):
    yield from compare("the number of rows", len(table.rows), n_rows)
    yield from compare("the number of columns", len(table.headers), n_columns)


def bank_marketing():
    facts, (table,) = oracle("bank_marketing"), read("bank_marketing/bank-additional.csv")
    yield from size(table, facts["facts"]["rows"], len(facts["facts"]["columns"]))
    yield from compare("headers", table.headers, facts["facts"]["columns"])
    yield from compare("campaign", table.sum("campaign"), float(facts["campaign_total"]))
    yield from compare("jobs", table.count("job"), {job: of["customers"] for job, of in facts["by_job"].items()})
    yield from compare("yes", table.count("y")["yes"], facts["yes"])


def knocks_customers():
    facts, (table,) = oracle("knocks_jp"), read("knocks_jp/customer.csv")
    yield from size(table, facts["facts"]["rows"], len(facts["facts"]["columns"]))
    yield from compare("headers", table.headers, facts["facts"]["columns"])
    yield from compare("genders", table.count("gender"), facts["by_gender"])
    shops = table.count("application_store_cd")
    yield from compare("shops", {shop: shops.get(shop) for shop in facts["by_store_top10"]}, facts["by_store_top10"])
    years = collections.Counter(str(date)[:4] for date in table.column("application_date"))
    yield from compare("years", dict(years), facts["by_application_year"])
    yield from compare("customers", len(set(table.column("customer_id"))), facts["facts"]["customers"])
    yield from compare("never bought", table.count("status_cd")["0-00000000-0"], facts["status_never_bought_0-00000000-0"])


def knocks_others():
    """Two byte order marks, ids with leading zeros: cell by cell as Python's csv module reads them."""
    for name in ("category", "product", "store"):
        with open(os.path.join(DATA, "knocks_jp", name + ".csv"), encoding="utf-8-sig", newline="") as stream:
            rows = [[cell.strip("\ufeff ") for cell in row] for row in csv.reader(stream)]
        (table,) = read(f"knocks_jp/{name}.csv")
        yield from compare(f"{name}: headers", table.headers, rows[0])
        yield from compare(f"{name}: rows", len(table.rows), len(rows) - 1)
        wrong = [(mine, theirs) for mine, theirs in zip(table.rows, rows[1:])
                 if [cell[1] if cell else "" for cell in mine] != theirs]
        yield from (f"{name}: {mine}, not {theirs}" for mine, theirs in wrong[:3])


def robyn():
    facts, (table,) = oracle("robyn_spend"), read("robyn/dt_simulated_weekly.csv")
    yield from size(table, facts["facts"]["rows"], len(facts["facts"]["columns"]))
    for channel, spend in facts["spend_total"].items():
        yield from compare(channel, table.sum(channel), spend)
    yield from compare("revenue", table.sum("revenue"), facts["revenue_total"])


def meridian():
    facts, (table,) = oracle("meridian_national_spend"), read("meridian/national_media.xlsx")
    yield from size(table, facts["facts"]["rows"], len(facts["facts"]["columns"]))
    for channel, spend in facts["spend_total"].items():
        yield from compare(channel, table.sum(channel), spend)
    yield from compare("conversions", table.sum("conversions"), facts["conversions"])


def iranian_churn():
    facts, (table,) = oracle("iranian_churn"), read("iranian_churn/Customer_Churn.csv")
    yield from size(table, facts["facts"]["rows"], len(facts["facts"]["columns"]))
    yield from compare("value", table.sum("Customer Value"), facts["value"]["total"], 5e-4)
    yield from compare("churn", table.count("Churn"), {key: of["customers"] for key, of in facts["by_churn"].items()})


def wholesale():
    facts, (table,) = oracle("wholesale"), read("wholesale/Wholesale customers data.csv")
    yield from size(table, facts["facts"]["rows"], len(facts["facts"]["columns"]))
    yield from compare("spend", sum(map(table.sum, facts["facts"]["columns"])), facts["spend"]["total"])


def ibm_telco():
    facts, (table,) = oracle("ibm_telco"), read("ibm_telco/Telco-Customer-Churn.csv")
    yield from size(table, facts["facts"]["rows"], len(facts["facts"]["columns"]))
    yield from compare("monthly charges", table.sum("MonthlyCharges"), facts["mrr_all"])
    yield from compare("blank charges", table.column("TotalCharges").count(None), facts["facts"]["blank_TotalCharges"])
    yield from compare("contracts", table.count("Contract"),
                       {name: of["customers"] for name, of in facts["by_contract"].items()})


def store_data_india():
    """The README: two sheets with other column orders."""
    first, second = read("store_data_india/Store data.xlsx")
    yield from size(first, 24, 5)
    yield from size(second, 194, 5)
    yield from compare("columns", sorted(first.headers), sorted(second.headers))
    if first.headers == second.headers:
        yield "the columns of both sheets have the same order"


def deaths():
    """readxl's own example: titles above, notes below, A5:F15 is the table."""
    for table in read("format_only/deaths.xlsx"):
        yield from compare("headers", table.headers,
                           ["Name", "Profession", "Age", "Has kids", "Date of birth", "Date of death"])
        yield from compare("rows", len(table.rows), 10)


def cdnow_summaries():
    for name in ("cdnow_customers_summary", "cdnow_customers_summary_with_transactions"):
        with open(os.path.join(DATA, "cdnow", name + ".csv"), encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        (table,) = read(f"cdnow/{name}.csv")
        yield from compare(f"{name}: rows", len(table.rows), len(rows) - 1)
        for index, header in enumerate(table.headers):
            if all(row[index].replace(".", "", 1).replace("-", "", 1).isdigit() for row in rows[1:]):
                yield from compare(f"{name}: {header}", table.sum(header), math.fsum(float(row[index]) for row in rows[1:]))


def superstore_formats():
    """The old workbook and the new one hold the same cells."""
    old, new = (read("superstore_eu/Sample - EU Superstore." + ending) for ending in ("xls", "xlsx"))
    yield from compare("sheets", len(old), len(new))
    for mine, theirs in zip(old, new):
        yield from compare("headers", mine.headers, theirs.headers)
        yield from compare("rows", len(mine.rows), len(theirs.rows))
        wrong = [(a, b) for ours, others in zip(mine.rows, theirs.rows) for a, b in zip(ours, others)
                 if a != b and not (a and b and a[0] == b[0] == "number" and math.isclose(a[1], b[1], rel_tol=1e-14))]
        yield from (f"{a}, not {b}" for a, b in wrong[:3])


CHECKS = [bank_marketing, knocks_customers, knocks_others, robyn, meridian, iranian_churn, wholesale, ibm_telco,
          store_data_india, deaths, cdnow_summaries, superstore_formats]


def main():
    if not os.path.isdir(os.path.join(DATA, "oracle")):
        print(f"1..0 # SKIP the folder of real data is not here: {DATA}")
        return
    print(f"1..{len(CHECKS)}")
    for number, check in enumerate(CHECKS, 1):
        try:
            faults = list(check())
        except (ValueError, KeyError) as error:
            faults = [f"{type(error).__name__}: {error}"]
        print(f"{'not ok' if faults else 'ok'} {number} /facts/{check.__name__.replace('_', '-')}")
        for fault in faults:
            print("#", fault)


main()
