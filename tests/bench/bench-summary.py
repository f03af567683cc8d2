#!/usr/bin/env python3
"""Measures how fast a line of each customer is made out of their orders, beside sorting the orders with sort.

Usage: bench-summary.py SUMMARISE [--rows N] [--rounds N] [--check]

CPU seconds (user and system) on one thread, in turns; medians. GNU sort gets the rows as text, compares bytes, and
writes to nowhere; customers and days are as wide as each other, so that whole lines are by customer and day. The
summary is what the program works out between its ledger and its first figures by customer: which rows count, sorted
by customer and day, purchases with their first and last day and mean amount. Reading the text is told beside it.

--check compares the figures on a small file with those worked out here, without a measurement.
"""
import argparse
import csv
import datetime
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time


def sort_seconds(program, path):
    environment = dict(os.environ, LC_ALL="C")
    start = time.monotonic()
    process = subprocess.Popen([program, "--parallel=1", "-o", os.devnull, str(path)], env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit("sort failed")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - start


def ours(program, path):
    text = subprocess.run([program, path], check=True, capture_output=True, text=True).stdout
    return {line.split()[0]: float(line.split()[1]) for line in text.splitlines()}


def by_hand(path):
    days = {}
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            day = datetime.date.fromisoformat(row["date"])
            of_customer = days.setdefault(row["customer"], {})
            of_customer[day] = of_customer.get(day, 0) + round(float(row["amount"]) * 100)
    last = max(max(of_customer) for of_customer in days.values())
    monetary = sum(sum(amount for day, amount in of_customer.items() if day != min(of_customer)) / (len(of_customer) - 1)
                   for of_customer in days.values() if len(of_customer) > 1)
    return {
        "customers": len(days),
        "frequency": sum(len(of_customer) - 1 for of_customer in days.values()),
        "recency": sum((max(of_customer) - min(of_customer)).days for of_customer in days.values()),
        "age": sum((last - min(of_customer)).days for of_customer in days.values()),
        "monetary": monetary / 100,
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    rows = 20_000 if options.check else options.rows

    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "orders.csv"
        with open(path, "wb") as file:
            subprocess.run([options.program, "make", str(rows)], stdout=file, check=True)
        if options.check:
            mine = ours(options.program, path)
            wrong = [f"{key} is {mine[key]}, by hand {value}" for key, value in by_hand(path).items()
                     if abs(mine[key] - value) > 0.006]
            print("\n".join(wrong) if wrong else "figures agree")
            return 1 if wrong else 0
        sort = shutil.which("sort")
        runs, sorts = [], []
        for _ in range(options.rounds):
            runs.append(ours(options.program, path))
            if sort is not None:
                sorts.append(sort_seconds(sort, path))

    def median(key):
        return statistics.median(run[key] for run in runs)

    print(f"{rows:,} orders of {int(runs[0]['customers']):,} customers, CPU seconds on one thread, median of {options.rounds}")
    for title, seconds in (("reading the text", median("reading")), ("ledger", median("ledger")), ("summary", median("summary"))):
        print(f"{title:34}{seconds:9.2f}")
    if sort is None:
        print("sort is not found: nothing to compare with")
        return 0
    seconds = statistics.median(cpu for cpu, _ in sorts)
    whole = median("reading") + median("ledger") + median("summary")
    print(f"{'sort':34}{seconds:9.2f}")
    print(f"{'sort / summary':34}{seconds / median('summary'):9.2f}")
    print(f"{'sort / all from text to customers':34}{seconds / whole:9.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
