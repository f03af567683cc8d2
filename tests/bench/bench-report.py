#!/usr/bin/env python3
"""Measures clientele-report beside pandas on one large file of orders, in one run.

Usage: bench-report.py MAKE_ORDERS CLIENTELE_REPORT PYTHON_WITH_PANDAS [ROWS [ROUNDS]]

Both programs read the same CSV and work out the same figures, in turns. Prints
the medians and their ratios. Fails only when the figures differ.
"""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

# How far two sums of a million doubles, added in different orders, may lie apart.
MONEY = {"revenue", "revenue_gross", "refunds", "cost_goods", "profit", "aov", "value_per_customer"}
COUNTS = {"rows", "orders", "credit_notes", "customers", "unprofitable_customers"}
MUST_AGREE = {"revenue", "orders", "customers"}


class Run:
    """One run of a program: its output, and what it cost."""

    def __init__(self, command):
        with tempfile.TemporaryFile() as output:
            start = time.monotonic()
            process = subprocess.Popen(command, stdout=output)
            _, status, usage = os.wait4(process.pid, 0)
            self.wall = time.monotonic() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode != 0:
                raise SystemExit(f"{command[0]} ended with status {process.returncode}")
            output.seek(0)
            self.metrics = json.load(output)["metrics"]
        self.cpu = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss / 1024


def median(runs, what):
    return statistics.median(getattr(run, what) for run in runs)


def differences(ours, theirs):
    """A sentence for each figure on which the two programs do not agree."""
    for name in sorted(MUST_AGREE | set(theirs)):
        if name not in ours:
            yield f"{name} is missing"
            continue
        mine, other = ours[name], theirs[name]
        if mine is None:
            yield f"{name} is undefined, pandas says {other}"
        elif name in COUNTS and mine != other:
            yield f"{name} is {mine}, pandas says {other}"
        elif name in MONEY and abs(mine - other) >= 0.005:
            yield f"{name} is {mine:.4f}, pandas says {other:.4f}"
        elif name not in COUNTS | MONEY and abs(mine - other) > 5e-7 * max(1.0, abs(other)):
            yield f"{name} is {mine:.9f}, pandas says {other:.9f}"


def main():
    make_orders, report, python = sys.argv[1:4]
    rows = sys.argv[4] if len(sys.argv) > 4 else "1000000"
    rounds = int(sys.argv[5]) if len(sys.argv) > 5 else 3
    peer = pathlib.Path(__file__).with_name("peer.py")
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as folder:
        orders = pathlib.Path(folder, "orders.csv")
        with orders.open("wb") as output:
            subprocess.run([make_orders, rows], stdout=output, check=True)
        size = orders.stat().st_size / 1e6
        for _ in range(rounds):
            ours.append(Run([report, "--json", "-", str(orders)]))
            theirs.append(Run([python, str(peer), str(orders)]))

    print(f"{int(rows):,} order lines, {size:.1f} MB of CSV, median of {rounds} runs in turns")
    print(f"{'':18}{'wall s':>10}{'CPU s':>10}{'peak MB':>10}")
    for title, runs in (("clientele-report", ours), ("pandas", theirs)):
        print(f"{title:18}{median(runs, 'wall'):10.2f}{median(runs, 'cpu'):10.2f}{median(runs, 'memory'):10.0f}")
    print(f"{'pandas / clientele':18}" + "".join(
        f"{median(theirs, what) / median(ours, what):10.1f}" for what in ("wall", "cpu", "memory")))

    wrong = list(differences(ours[-1].metrics, theirs[-1].metrics))
    for sentence in wrong:
        print(f"figures differ: {sentence}", file=sys.stderr)
    if not wrong:
        print("figures agree: " + ", ".join(sorted(theirs[-1].metrics)))
    return 1 if wrong else 0


sys.exit(main())
