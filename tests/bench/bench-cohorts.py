#!/usr/bin/env python3
"""Measures how fast cohorts are made and grouped anew, beside reading the orders.

Usage: bench-cohorts.py COHORTS [--rows N] [--rounds N] [--check]

CPU seconds (user and system) on one thread; medians. Reading is from the text to the ledger. The source of cohorts is made
once; a switch is another table by month, quarter or year of the first order, or by a column, with a figure of every cell.

--check only runs everything on a small file, without a measurement.
"""
import argparse
import pathlib
import statistics
import subprocess
import sys
import tempfile

LIMIT_OF_A_SWITCH = 0.1  # seconds, for 1,000,000 customers


def measure(program, path):
    text = subprocess.run([program, path], check=True, capture_output=True, text=True).stdout
    return {line.split()[0]: float(line.split()[1]) for line in text.splitlines()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    rows, rounds = (20_000, 1) if options.check else (options.rows, options.rounds)

    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "orders.csv"
        with open(path, "wb") as file:
            subprocess.run([options.program, "make", str(rows)], stdout=file, check=True)
        runs = [measure(options.program, path) for _ in range(rounds)]
    if options.check:
        print("cohorts are made" if runs[0]["switches"] == 9 else f"{runs[0]['switches']} switches, not 9")
        return runs[0]["switches"] != 9

    def median(key):
        return statistics.median(run[key] for run in runs)

    print(f"{rows:,} orders of {int(runs[0]['customers']):,} customers, CPU seconds on one thread, median of {rounds}")
    for title, key in (("reading the orders", "reading"), ("analysis without predictions", "analysis"),
                       ("source of cohorts, once", "source"), ("a switch, longest", "longest"), ("a switch, mean", "mean")):
        print(f"{title:34}{median(key):9.3f}{median(key) / median('reading'):9.3f} × reading")
    return 0


if __name__ == "__main__":
    sys.exit(main())
