#!/usr/bin/env python3
"""Measures how fast customers are put into other segments, beside reading the orders.

Usage: bench-segments.py COHORTS SEGMENTS [--rows N] [--rounds N] [--check]

CPU seconds (user and system) on one thread; medians. Reading is from the text to the ledger; COHORTS writes the orders. A
switch is another scheme with all figures of its segments; the limit for one is 0.1 s.

--check only runs everything on a small file, without a measurement: every customer must be in one segment.
"""
import argparse
import pathlib
import statistics
import subprocess
import sys
import tempfile


def measure(program, path):
    text = subprocess.run([program, path], check=True, capture_output=True, text=True).stdout
    return {line.split()[0]: float(line.split()[1]) for line in text.splitlines()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cohorts")
    parser.add_argument("program")
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    rows, rounds = (20_000, 1) if options.check else (options.rows, options.rounds)

    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "orders.csv"
        with open(path, "wb") as file:
            subprocess.run([options.cohorts, "make", str(rows)], stdout=file, check=True)
        runs = [measure(options.program, path) for _ in range(rounds)]
    if options.check:
        print("customers are put into segments" if runs[0]["switches"] == 7 else f"{runs[0]['switches']} switches, not 7")
        return runs[0]["switches"] != 7

    def median(key):
        return statistics.median(run[key] for run in runs)

    print(f"{rows:,} orders of {int(runs[0]['customers']):,} customers, CPU seconds on one thread, median of {rounds}")
    for title, key in (("reading the orders", "reading"), ("analysis without predictions", "analysis"),
                       ("another scheme, longest", "longest"), ("another scheme, mean", "mean"),
                       ("high value, volume, loyalty", "best"), ("a rule of four conditions", "rule"),
                       ("a rule about a column of rows", "row_rule"), ("groups that are alike", "clusters")):
        print(f"{title:34}{median(key):9.3f}{median(key) / median('reading'):9.3f} × reading")
    return 0


if __name__ == "__main__":
    sys.exit(main())
