#!/usr/bin/env python3
# oracle.py - the JSON equals what pandas and fsum made of the same files
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: clientele-report, folder of the data, name of a dataset. Output: TAP.

The oracle's blocks each state their rule in words. A comparison that a rule of METRICS.md makes
pointless is printed as a comment with that rule, so that nothing is left out silently."""

import csv
import glob
import json
import math
import os
import subprocess
import sys

PROGRAM, DATA, DATASET = sys.argv[1:4]
DATA = os.environ.get("CLIENTELE_DATA") or DATA

MONEY = 0.01
RATIO = 5e-7

CREDIT_NOTES = "credit notes are counted apart: “orders” without them (METRICS.md, Order)"
SHARED_ORDER_IDS = "an order id together with its customer is an order (METRICS.md, Order)"
CREDIT_DAYS = "a day with credit notes alone is no purchase day (METRICS.md, Purchase day)"
EARLIEST_ROW = "an order whose rows lie in two periods belongs to that of its earliest row (METRICS.md, Order)"
ONE_ORDER_A_DAY = "without order ids, a customer and a day are an order (METRICS.md, Order)"

ORDER_COUNTS = ["orders", "orders_by", "aov_with_customer", "purchase_frequency_orders_per_customer",
                "repeat_rate_orders", "customer_orders", "by_orders"]
PURCHASE_DAYS = ["repeat_rate_days", "rfm", "customer_rfm"]


def explained(rule, *fields):
    return {field: rule for field in fields}


RETAIL = {**explained(CREDIT_NOTES, "aov_with_customer", "purchase_frequency_orders_per_customer",
                      "repeat_rate_orders", "by_orders"),
          **explained(CREDIT_DAYS, *PURCHASE_DAYS)}

# files, options, oracle, block, what differs by which rule, and columns of the oracle's groups by our scheme
RUNS = {
    # The same book in its old and in its new format.
    "superstore_eu": [
        run for ending in ("xlsx", "xls") for run in (
            dict(files=["superstore_eu/Sample - EU Superstore." + ending], oracle="superstore_eu",
                 block="order_is_id_plus_customer",
                 by={"seg": "segment", "country": "country", "cat": "category", "region": "region"},
                 differs=explained(EARLIEST_ROW, "orders_by_quarter", "orders_by_month")),
            dict(files=["superstore_eu/Sample - EU Superstore." + ending], oracle="superstore_eu", block="as_is",
                 differs=explained(SHARED_ORDER_IDS, *ORDER_COUNTS)),
            dict(files=["superstore_eu/Sample - EU Superstore." + ending], oracle="superstore_eu",
                 block="cleaned_minus_returns", options=["--set", "returns=remove"],
                 differs=explained(SHARED_ORDER_IDS, *ORDER_COUNTS)))
    ],
    "cdnow_master": [
        dict(files=["cdnow/CDNOW_master.txt"], oracle="cdnow_master", block="same_day_merged", zeros=True),
        dict(files=["cdnow/CDNOW_master.txt"], oracle="cdnow_master", block="as_is", zeros=True,
             differs=explained(ONE_ORDER_A_DAY, *ORDER_COUNTS)),
    ],
    "cdnow_sample": [
        dict(files=["cdnow/CDNOW_sample.txt"], oracle="cdnow_sample", block="as_is", zeros=True,
             differs=explained(ONE_ORDER_A_DAY, *ORDER_COUNTS)),
    ],
    "online_retail_cut": [
        dict(files=["online_retail_cut/Online Retail 2010-12 to 2011-02 (cut).xlsx"], oracle="online_retail_cut",
             block="as_is", credit=True, by={"Country": "country"}, differs=RETAIL),
    ],
    "online_retail_days": [
        dict(files=["online_retail_cut/by-day-2010-12/*.csv"], oracle="online_retail_dec2010_bydaysfolder",
             block="as_is", credit=True, by={"Country": "country"}, differs=RETAIL),
    ],
    "online_retail_II": [
        dict(files=["online_retail_II/online_retail_II." + ending], oracle="online_retail_II_cut", block="as_is",
             credit=True, by={"Country": "country"}, differs=RETAIL)
        for ending in ("xlsx", "ods")
    ],
    "northwind": [
        dict(files=["northwind/orders.csv", "northwind/order-details.csv"], oracle="northwind", block="as_is",
             by={"shipCountry": "country"}),
        dict(files=["northwind/order-details.csv", "northwind/customers.csv", "northwind/orders.csv",
                    "northwind/products.csv"], oracle="northwind", block="as_is"),
    ],
    "chinook": [
        dict(files=["chinook/invoices.csv"], oracle="chinook", block="as_is", by={"BillingCountry": "country"}),
        dict(files=["chinook/invoices.csv", "chinook/customers.csv"], oracle="chinook", block="as_is"),
    ],
    "vendas_br": [
        dict(files=["vendas_br/Base Vendas - *.xlsx", "vendas_br/Cadastro Produtos.xlsx"], oracle="vendas_br",
             block="as_is"),
    ],
    "packt_adventureworks": [
        dict(files=["packt_cleaning/AdventureWorks_Sales_*.csv", "packt_cleaning/AdventureWorks_Products.csv",
                    "packt_cleaning/AdventureWorks_Customers.csv"], oracle="packt_adventureworks", block="as_is",
             differs=explained(SHARED_ORDER_IDS, "orders", "orders_by", "aov_with_customer")),
    ],
    "packt_retail_store": [
        dict(files=["packt_cleaning/Retail Store Sales Data.csv"], oracle="packt_retail_store", block="as_is",
             by={"seg": "segment", "cat": "category", "region": "region"}),
    ],
    "completejourney": [
        dict(files=["completejourney/transactions_sample.csv", "completejourney/demographics.csv"],
             oracle="completejourney_sample", block="as_is"),
    ],
    "superstore_rfm": [
        dict(files=["superstore_rfm/sample-orders.csv"], oracle="superstore_rfm", block="as_is"),
    ],
    "customer_level": [
        dict(files=["ibm_telco/Telco-Customer-Churn.csv"], oracle="ibm_telco",
             values={"customers": ["customers"], "mrr": ["mrr_active"], "revenue": ["total_charges", "total"]}),
        dict(files=["iranian_churn/Customer_Churn.csv"], oracle="iranian_churn",
             values={"customers": ["value", "n"], "revenue": ["value", "total"]}),
        dict(files=["wholesale/Wholesale customers data.csv"], oracle="wholesale",
             options=[option for name in ("Fresh", "Milk", "Grocery", "Frozen", "Detergents_Paper", "Delicassen")
                      for option in ("--column", "revenue=" + name)],
             values={"customers": ["spend", "n"], "revenue": ["spend", "total"],
                     "top_decile_revenue_share": ["spend", "top_decile_share"], "gini_revenue": ["spend", "gini"]}),
    ],
    "unusable": [
        dict(files=[name], unusable=True)
        for name in ("store_data_india/Store data.xlsx", "knocks_jp/customer.csv", "bank_marketing/bank-additional.csv",
                     "robyn/dt_simulated_weekly.csv", "meridian/national_media.xlsx")
    ],
}


class Tap:
    def __init__(self):
        self.number = 0

    def test(self, name, faults):
        self.number += 1
        print(f"{'not ok' if faults else 'ok'} {self.number} /oracle/{name}")
        for fault in faults[:8]:
            print("#", fault)
        if len(faults) > 8:
            print(f"# and {len(faults) - 8} more")

    def differs(self, name, rule):
        print(f"# /oracle/{name} is not compared: {rule}")


def near(ours, theirs, tolerance):
    return ours is not None and theirs is not None and abs(ours - theirs) <= tolerance


def compare(name, ours, theirs, tolerance=0):
    if isinstance(theirs, float) and math.isnan(theirs):
        theirs = None
    if ours is None and theirs is None or not isinstance(theirs, (int, float)) and ours == theirs:
        return []
    if isinstance(theirs, (int, float)) and isinstance(ours, (int, float)) and near(ours, theirs, tolerance):
        return []
    return [f"{name}: ours {ours!r}, oracle {theirs!r}"]


def median(values):
    values = sorted(values)
    n = len(values)
    return (values[(n - 1) // 2] + values[n // 2]) / 2 if n else None


def period_key(kind, start):
    year, month = start[:4], int(start[5:7])
    return {"year": year, "quarter": f"{year}Q{(month + 2) // 3}", "month": start[:7]}[kind]


def compare_periods(ours, theirs, kind, value, tolerance):
    """A period without any row stands in our list, but not in the oracle's."""
    mine = {period_key(kind, period["start"]): value(period) for period in ours["periods"][kind]}
    faults = []
    for key in sorted(set(mine) | set(theirs)):
        faults += compare(f"{kind} {key}", mine.get(key, 0), theirs.get(key, 0), tolerance)
    return faults


def rank_key(run, customer):
    identity = customer["id"]
    return identity.lstrip("0") if run.get("zeros") else identity


def top(run, customers, field, n, smallest=False):
    """Ties go by the text of the id."""
    order = sorted(customers, key=lambda c: (c[field] if smallest else -c[field], rank_key(run, c)))
    return [[rank_key(run, c), c[field]] for c in order[:n]]


def compare_lists(ours, theirs):
    faults = []
    for place, (mine, other) in enumerate(zip(ours, theirs), 1):
        if str(mine[0]) != str(other[0]) and not near(mine[1], other[1], 1e-6):
            faults.append(f"place {place}: ours {mine}, oracle {other}")
        elif not near(mine[1], other[1], MONEY):
            faults.append(f"place {place}: ours {mine}, oracle {other}")
    if len(ours) != len(theirs):
        faults.append(f"{len(ours)} places, oracle {len(theirs)}")
    return faults


def cohort_faults(ours, theirs):
    table = ours["cohorts"]["month"]
    faults = []
    for index, cohort in enumerate(table["cohort"]):
        expected = theirs.get(cohort, {})
        for age, active in enumerate(table["active"][index]):
            if str(age) in expected or (active and len(expected) <= age):
                faults += compare(f"cohort {cohort} month {age}", active, expected.get(str(age), 0))
    return faults + [f"cohort {cohort} is missing" for cohort in theirs if cohort not in table["cohort"]]


def rfm_faults(customers, summary):
    buyers = [c for c in customers if c["frequency"] is not None]
    faults = []
    for name, values in [
        ("frequency", [c["frequency"] for c in buyers]),
        ("recency_days", [c["recency"] for c in buyers]),
        ("T_days", [c["age"] for c in buyers]),
        ("monetary_repeat", [c["monetary"] or 0 for c in buyers]),
    ]:
        faults += compare(name + " count", len(values), summary[name]["count"])
        faults += compare(name + " mean", math.fsum(values) / len(values), summary[name]["mean"], 5.1e-5)
        faults += compare(name + " max", max(values), summary[name]["max"], 5.1e-3)
    return faults


def customer_faults(run, customers, path, differs):
    with open(path, encoding="utf-8", newline="") as stream:
        theirs = {row["customer"]: row for row in csv.DictReader(stream)}
    ours = {rank_key(run, customer): customer for customer in customers}
    faults = [f"customer {identity} is only in one of the two" for identity in sorted(set(ours) ^ set(theirs))]
    for identity in sorted(set(ours) & set(theirs)):
        mine, other = ours[identity], theirs[identity]
        orders = mine["orders"] + (mine["credit_notes"] if run.get("credit") else 0)
        faults += compare(f"{identity} revenue", mine["revenue"], float(other["revenue"]), MONEY)
        if "profit" in other and other["profit"]:
            faults += compare(f"{identity} profit", mine["profit"], float(other["profit"]), MONEY)
        if "customer_orders" not in differs:
            faults += compare(f"{identity} orders", orders, int(float(other["orders"])))
        if "customer_rfm" not in differs:
            faults += compare(f"{identity} frequency", mine["frequency"], int(float(other["frequency"])))
            faults += compare(f"{identity} recency", mine["recency"], int(float(other["recency_days"])))
            faults += compare(f"{identity} age", mine["age"], int(float(other["T_days"])))
            faults += compare(f"{identity} monetary", mine["monetary"] or 0, float(other["monetary_repeat"]), MONEY)
    return faults


def group_faults(run, ours, theirs, scheme, differs):
    groups = {group["name"]: group for group in ours["segments"].get(scheme, [])}
    if not groups:
        return [f"there is no scheme “{scheme}”, only {sorted(ours['segments'])}"]
    faults = []
    for name, other in theirs.items():
        mine = groups.get(name)
        if mine is None:
            faults.append(f"{scheme} “{name}” is missing")
            continue
        faults += compare(f"{name} customers", mine["customers"], other["customers"])
        faults += compare(f"{name} revenue", mine["revenue"], other["revenue"], MONEY)
        if "profit" in other:
            faults += compare(f"{name} profit", mine["profit"], other["profit"], MONEY)
        if "by_orders" not in differs:
            faults += compare(f"{name} orders", mine["orders"], other["orders"])
    return faults


def compare_block(tap, prefix, run, ours, block):
    metrics, customers = ours["metrics"], ours["customers"]
    differs = run.get("differs", {})
    credit = run.get("credit", False)

    def check(name, faults, field=None):
        rule = differs.get(name) or differs.get(field)
        if rule:
            tap.differs(f"{prefix}/{name}", rule)
        else:
            tap.test(f"{prefix}/{name}", faults())

    def metric(name, key, tolerance=0.0):
        if key in block:
            check(key, lambda: compare(name, metrics[name], block[key], tolerance))

    metric("rows", "line_rows")
    metric("revenue", "revenue_total", MONEY)
    metric("revenue_gross", "revenue_positive_lines", MONEY)
    check("revenue_negative_lines",
          lambda: compare("refunds", -metrics["refunds"], block["revenue_negative_lines"], MONEY))
    metric("customers", "customers")
    check("orders", lambda: compare("orders", metrics["orders"] + (metrics["credit_notes"] if credit else 0),
                                    block["orders"]))
    check("dates", lambda: compare("first_date", metrics["first_date"], block["date_min"][:10])
          + compare("last_date", metrics["last_date"], block["date_max"][:10]))
    metric("profit", "profit_total", MONEY)
    metric("margin", "margin_total", RATIO)
    metric("revenue_of_customers", "revenue_with_customer", MONEY)
    metric("aov", "aov_with_customer", RATIO)
    metric("purchase_frequency", "purchase_frequency_orders_per_customer", RATIO)
    metric("repeat_rate", "repeat_rate_orders", RATIO)
    metric("top_decile_revenue_share", "top_decile_share_of_revenue", RATIO)
    metric("gini_revenue", "gini_revenue_raw", RATIO)
    if metrics["profit"] is not None:
        metric("unprofitable_customers", "customers_loss_making")
    for kind in ("year", "quarter", "month"):
        for name, field, value, tolerance in [
            (f"revenue_by_{kind}", None, lambda p: p["revenue"], MONEY),
            (f"profit_by_{kind}", None, lambda p: p["profit"], MONEY),
            (f"orders_by_{kind}", "orders_by", lambda p: p["orders"] + (p["credit_notes"] if credit else 0), 0),
        ]:
            if name in block:
                check(name, lambda n=name, k=kind, v=value, t=tolerance: compare_periods(ours, block[n], k, v, t), field)
    check("revenue_per_customer_mean", lambda: compare(
        "mean", metrics["revenue_of_customers"] / metrics["customers"], block["revenue_per_customer_mean"], RATIO * 10))
    check("revenue_per_customer_median", lambda: compare(
        "median", median([c["revenue"] for c in customers]), block["revenue_per_customer_median"], MONEY))
    check("repeat_rate_days", lambda: compare(
        "share", sum((c["frequency"] or 0) >= 1 for c in customers) / sum(c["frequency"] is not None for c in customers),
        block["repeat_rate_days"], RATIO))
    check("customers_negative_revenue", lambda: compare(
        "customers", sum(c["revenue"] < -1e-9 for c in customers), block["customers_negative_revenue"]))
    check("top20_by_revenue", lambda: compare_lists(top(run, customers, "revenue", 20), block["top20_by_revenue"]))
    if "top20_by_profit" in block and metrics["profit"] is not None:
        check("top20_by_profit", lambda: compare_lists([[rank_key(run, c), c["profit"]] for c in customers[:20]],
                                                       block["top20_by_profit"]))
        check("bottom10_by_profit", lambda: compare_lists(top(run, customers, "profit", 10, True),
                                                          block["bottom10_by_profit"]))
    check("cohort_month_active_customers", lambda: cohort_faults(ours, block["cohort_month_active_customers"]))
    check("rfm", lambda: rfm_faults(customers, block["rfm_summary"]))
    path = os.path.join(DATA, "oracle", block.get("per_customer_file", "-"))
    if os.path.exists(path):
        check("per_customer_file", lambda: customer_faults(run, customers, path, differs))
    for column, scheme in run.get("by", {}).items():
        if column in block.get("by", {}):
            check(f"by-{column}", lambda c=column, s=scheme: group_faults(run, ours, block["by"][c], s, differs))


def compare_values(tap, prefix, run, ours, oracle):
    for name, path in run["values"].items():
        value = oracle
        for step in path:
            value = value[step]
        tolerance = RATIO if isinstance(value, float) and value < 2 else MONEY if isinstance(value, float) else 0
        tap.test(f"{prefix}/{name}", compare(name, ours["metrics"][name], value, tolerance))


def expand(names):
    found = []
    for name in names:
        found += sorted(glob.glob(os.path.join(glob.escape(DATA), name))) or [os.path.join(DATA, name)]
    return found


def run_one(tap, number, run):
    files = expand(run["files"])
    prefix = f"{DATASET}/{number}-{run.get('block', os.path.basename(files[0]))}".replace(" ", "-")
    result = subprocess.run([PROGRAM, "--json", "-", "--customers", *run.get("options", []), *files], capture_output=True)
    message = result.stderr.decode(errors="replace").strip()
    if run.get("unusable"):
        faults = [] if result.returncode == 1 else [f"exit status {result.returncode}, not 1"]
        if os.path.basename(files[0]) not in message:
            faults.append(f"the file is not named: {message}")
        if result.stdout:
            faults.append("something was printed")
        tap.test(prefix + "/says-what-is-missing", faults)
        print("#", message)
        return
    tap.test(prefix + "/runs", [] if result.returncode == 0 else [message])
    if result.returncode != 0:
        return
    ours = json.loads(result.stdout)
    with open(os.path.join(DATA, "oracle", run["oracle"] + ".json"), encoding="utf-8") as stream:
        oracle = json.load(stream)
    if "values" in run:
        compare_values(tap, prefix, run, ours, oracle)
    else:
        compare_block(tap, prefix, run, ours, oracle[run["block"]])


def main():
    if not os.path.isdir(os.path.join(DATA, "oracle")):
        print(f"1..0 # SKIP the folder of real data is not here: {DATA}")
        return
    tap = Tap()
    for number, run in enumerate(RUNS[DATASET], 1):
        run_one(tap, number, run)
    print(f"1..{tap.number}")


main()
