#!/usr/bin/env python3
"""The same figures as clientele-report, by pandas: the other side of the benchmark.

Usage: peer.py ORDERS.csv >figures.json
"""
import json
import sys

import numpy as np
import pandas as pd


def period_table(lines, documents, unit):
    """Money by the date of the row, orders by the date of the document."""
    key = lines["order date"].dt.to_period(unit)
    table = lines.groupby(key).agg(
        revenue=("amount", "sum"), cost=("cost", "sum"), active=("customer id", "nunique"))
    orders = documents[~documents["is_credit"]]
    table["orders"] = orders.groupby(orders["date"].dt.to_period(unit)).size()
    table["profit"] = table["revenue"] - table["cost"]
    table["value_per_customer"] = table["profit"] / table["active"]
    return table


def gini(values):
    """The plain form of METRICS: sum((2j - n - 1) x_(j)) / (n sum(x))."""
    ordered = np.sort(values)
    n = len(ordered)
    return float(((2 * np.arange(1, n + 1) - n - 1) * ordered).sum() / (n * ordered.sum()))


def retention(lines, last_date):
    """Customers of the year before the last complete one who came again in it."""
    years = lines["order date"].dt.year
    last = last_date.year if (last_date.month, last_date.day) == (12, 31) else last_date.year - 1
    before = set(lines.loc[years == last - 1, "customer id"].unique())
    after = set(lines.loc[years == last, "customer id"].unique())
    return len(before & after) / len(before)


def cohorts(lines):
    month = lines["order date"].dt.year * 12 + lines["order date"].dt.month - 1
    first = month.groupby(lines["customer id"]).transform("min")
    grouped = lines.groupby([first.rename("cohort"), (month - first).rename("age")])
    return grouped.agg(active=("customer id", "nunique"), revenue=("amount", "sum"), cost=("cost", "sum"))


def segments(lines, documents, column):
    table = lines.groupby(column).agg(
        revenue=("amount", "sum"), cost=("cost", "sum"), customers=("customer id", "nunique"))
    table["profit"] = table["revenue"] - table["cost"]
    return table


def customer_table(lines, documents):
    orders = documents[~documents["is_credit"]]
    table = lines.groupby("customer id").agg(
        revenue=("amount", "sum"), cost=("cost", "sum"),
        first_date=("order date", "min"), last_date=("order date", "max"))
    table["profit"] = table["revenue"] - table["cost"]
    table["orders"] = orders.groupby("customer id").size()
    table["orders"] = table["orders"].fillna(0)
    days = orders[["customer id", "date"]].drop_duplicates()
    table["frequency"] = days.groupby("customer id").size()
    table["rank"] = table["profit"].rank(method="min", ascending=False)
    table = table.sort_values("profit", ascending=False, kind="stable")
    n = len(table)
    table["decile"] = np.arange(n) * 10 // n + 1
    table["share"] = table["profit"] / table["profit"].sum()
    table["cumulative_share"] = table["share"].cumsum()
    return table


def gaps(documents):
    """Days between the purchase days of each customer, all pooled."""
    days = documents.loc[~documents["is_credit"], ["customer id", "date"]].drop_duplicates()
    days = days.sort_values(["customer id", "date"])
    return days.groupby("customer id")["date"].diff().dropna().dt.days


def main():
    lines = pd.read_csv(sys.argv[1], parse_dates=["order date"], dtype={
        "order id": str, "customer id": str, "product": "category", "category": "category",
        "country": "category"})
    lines["is_positive"] = lines["amount"] > 0
    lines["is_negative"] = lines["amount"] < 0
    documents = lines.groupby(["order id", "customer id"], sort=False).agg(
        date=("order date", "min"), positive=("is_positive", "any"), negative=("is_negative", "any"),
        amount=("amount", "sum")).reset_index()
    documents["is_credit"] = documents["negative"] & ~documents["positive"]
    customers = customer_table(lines, documents)
    last_date = lines["order date"].max()
    gross = lines.loc[lines["amount"] > 0, "amount"].sum()
    net = lines["amount"].sum()
    cost = lines["cost"].sum()
    with_order = customers[customers["orders"] > 0]
    orders = int(with_order["orders"].sum())
    between = gaps(documents)
    by_revenue = customers["revenue"].sort_values(ascending=False).cumsum()
    tables = {
        "periods": {unit: period_table(lines, documents, unit) for unit in ("M", "Q", "Y")},
        "segments": {column: segments(lines, documents, column) for column in ("category", "country", "product")},
        "cohorts": cohorts(lines),
        "deciles": customers.groupby("decile")[["revenue", "profit"]].sum(),
    }
    metrics = {
        "rows": len(lines), "orders": orders, "credit_notes": int(documents["is_credit"].sum()),
        "customers": len(customers), "revenue": net, "revenue_gross": gross, "refunds": gross - net,
        "cost_goods": cost, "profit": net - cost, "margin": (net - cost) / net,
        "value_per_customer": (net - cost) / len(customers), "aov": net / orders,
        "purchase_frequency": orders / len(with_order),
        "repeat_rate": float((with_order["orders"] >= 2).mean()),
        "orders_per_customer_median": float(with_order["orders"].median()),
        "inter_purchase_days_mean": float(between.mean()),
        "inter_purchase_days_median": float(between.median()),
        "retention_rate": retention(lines, last_date),
        "gini_revenue": gini(customers["revenue"].to_numpy()),
        "gini_profit": gini(customers["profit"].to_numpy()),
        "top_decile_profit_share": float(customers.loc[customers["decile"] == 1, "share"].sum()),
        "pareto80_customers_share": float(((by_revenue < 0.8 * net).sum() + 1) / len(customers)),
        "whale_peak_share": float(customers["cumulative_share"].max()),
        "unprofitable_customers": int((customers["profit"] < 0).sum()),
    }
    sizes = {"months": len(tables["periods"]["M"]), "cohort_cells": len(tables["cohorts"])}
    json.dump({"metrics": metrics, "sizes": sizes}, sys.stdout, default=float, indent=1)


main()
