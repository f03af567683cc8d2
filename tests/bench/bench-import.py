#!/usr/bin/env python3
"""Measures how fast and in how little memory spreadsheets are read, beside other readers, in one run.

Usage: bench-import.py BUILD_DIR [--rows N] [--rounds N] [--check] [--whole] [--long] [--only ours]

BUILD_DIR holds make-table, inflate-part and read-source. The same table of ten
columns is read as CSV and as XLSX with shared and with inline strings. CPU time
(user and system) counts; of Python and R only what the reading itself takes.
Medians of the rounds. What is not installed is skipped, and said.

--check compares only what was read, on a small table: that is no measurement.
--whole gives openpyxl all rows instead of a tenth. --long adds a CSV of 10,000,000 rows.
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
PARTS = {"shared": "xl/worksheets/sheet1.xml", "inline": "xl/worksheets/sheet1.xml"}


class Run:
    """One run of a program that prints JSON: what it says, and what it cost."""

    def __init__(self, command, parse=True):
        with tempfile.TemporaryFile() as output:
            start = time.monotonic()
            process = subprocess.Popen([str(word) for word in command], stdout=output, stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            self.wall = time.monotonic() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            output.seek(0)
            text = output.read()
        self.ok = process.returncode == 0
        self.result = json.loads(text) if self.ok and parse else {}
        self.cpu = self.result.get("cpu", usage.ru_utime + usage.ru_stime)
        self.memory = usage.ru_maxrss / 1024


class Series:
    """The runs of one reader."""

    def __init__(self, title, command, scale=1, parse=True, after=None):
        self.title, self.command, self.scale, self.parse, self.after = title, command, scale, parse, after
        self.runs = []

    def go(self):
        run = Run(self.command, self.parse)
        if not run.ok:
            raise SystemExit(f"{self.title}: {' '.join(map(str, self.command))} failed")
        if self.after is not None:
            self.after()
        self.runs.append(run)

    def median(self, what):
        value = statistics.median(getattr(run, what) for run in self.runs)
        return value if what == "memory" else value * self.scale


def python_with(module):
    for python in (sys.executable, "/usr/bin/python3"):
        if shutil.which(python) and subprocess.run([python, "-c", f"import {module}"], capture_output=True).returncode == 0:
            return python
    return None


def has_data_table():
    return shutil.which("Rscript") is not None and subprocess.run(
        ["Rscript", "-e", "library(data.table)"], capture_output=True).returncode == 0


def same(mine, theirs):
    """What two readers disagree on, in words; None if they agree."""
    if mine["rows"] != theirs["rows"]:
        return f"{mine['rows']} rows, not {theirs['rows']}"
    for index, (a, b) in enumerate(zip(mine["columns"], theirs["columns"], strict=True)):
        if a["distinct"] != b["distinct"]:
            return f"column {index + 1} has {a['distinct']} distinct values, not {b['distinct']}"
        if abs(a["sum"] - b["sum"]) > max(0.02, 1e-11 * abs(b["sum"])):
            return f"column {index + 1} adds up to {a['sum']}, not {b['sum']}"
        if "type" in a and "type" in b and a["type"] != b["type"]:
            return f"column {index + 1} is {a['type']}, not {b['type']}"
    return None


class Bench:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.make = options.build / "make-table"
        self.read = options.build / "read-source"
        self.inflate = options.build / "inflate-part"
        self.files, self.skipped = {}, []
        self.series = {}

    def file(self, form, rows):
        path = self.folder / f"{form}-{rows}.{'csv' if form == 'csv' else 'xlsx'}"
        if not path.exists():
            subprocess.run([self.make, str(rows), form, path], check=True)
        return path

    def add(self, key, title, command, **more):
        self.series[key] = Series(title, command, **more)

    def add_peers(self, rows):
        csv, shared = self.file("csv", rows), self.file("shared", rows)
        pandas, openpyxl = python_with("pandas"), python_with("openpyxl")
        if pandas:
            self.add("pandas", "CSV: pandas.read_csv, dates left as text", [pandas, HERE / "import-peer.py", "pandas", csv])
            self.add("pandas-typed", "CSV: pandas.read_csv, with dates and categories",
                     [pandas, HERE / "import-peer.py", "pandas-typed", csv])
        else:
            self.skipped.append("pandas is not installed")
        if has_data_table():
            self.add("fread", "CSV: data.table fread, one thread", ["Rscript", HERE / "import-peer.R", csv])
            self.add("fread-typed", "CSV: data.table fread, one thread, texts as factors",
                     ["Rscript", HERE / "import-peer.R", csv, "codes"])
        else:
            self.skipped.append("R's data.table is not installed")
        if openpyxl:
            part = rows if self.options.whole or self.options.check else max(1, rows // 10)
            title = "XLSX: openpyxl, read-only" + ("" if part == rows else f" ({part:,} rows, times {rows // part})")
            self.add("openpyxl", title, [openpyxl, HERE / "import-peer.py", "openpyxl", self.file("shared", part)],
                     scale=rows / part)
        else:
            self.skipped.append("openpyxl is not installed")
        office = shutil.which("soffice")
        if office:
            out = self.folder / "office"
            self.add("office", "XLSX: LibreOffice headless, to CSV", [
                office, f"-env:UserInstallation=file://{self.folder}/profile", "--headless", "--convert-to", "csv",
                "--outdir", out, shared], parse=False, after=lambda: shutil.rmtree(out))
        else:
            self.skipped.append("LibreOffice is not installed")

    def add_ours(self, rows):
        for form, title in (("csv", "CSV"), ("shared", "XLSX, shared strings"), ("inline", "XLSX, inline strings")):
            path = self.file(form, rows)
            self.add(form, f"{title}: Clientele, one thread", [self.read, path])
            if not self.options.check:
                self.add(form + "2", f"{title}: Clientele, two threads", [self.read, "--threads", "2", path])
            if form != "csv":
                self.add("inflate-" + form, f"{title}: zlib inflate of the sheet alone", [self.inflate, path, PARTS[form]])

    def check(self):
        """Whether all of them read the same."""
        for one in self.series.values():
            one.go()
        base = self.series["csv"].runs[0].result
        wrong = []
        for key, one in self.series.items():
            if "rows" in one.runs[0].result:
                difference = same(one.runs[0].result, base)
                if difference:
                    wrong.append(f"{one.title}: {difference}")
        if base["rows"] != self.options.rows:
            wrong.append(f"Clientele reads {base['rows']} rows, not {self.options.rows}")
        types = [column["type"] for column in base["columns"]]
        if types != ["text"] * 5 + ["date"] * 2 + ["number"] * 3:
            wrong.append(f"Clientele takes the columns for {types}")
        for sentence in wrong:
            print(sentence)
        for sentence in self.skipped:
            print("skipped:", sentence)
        if not wrong:
            print("all agree: " + ", ".join(self.series))
        return 1 if wrong else 0

    def cancel(self, form, seconds):
        worst = held = 0.0
        for share in (0.05, 0.2, 0.4, 0.6, 0.8, 0.95):
            run = Run([self.read, "--cancel", f"{share * seconds:.3f}", self.file(form, self.options.rows)])
            if run.ok:
                worst, held = max(worst, run.result["latency"]), max(held, run.result["held"])
        return worst, held

    def preview(self, form, rows):
        return statistics.median(
            Run([self.read, "--rows", "200", self.file(form, rows)]).result["seconds"] for _ in range(3))

    def table(self):
        print(f"{self.options.rows:,} rows of 10 columns, median of {self.options.rounds} rounds in turns")
        print(f"{'':62}{'CPU s':>9}{'wall s':>9}{'peak MB':>9}")
        for one in self.series.values():
            print(f"{one.title:62}{one.median('cpu'):9.2f}{one.median('wall'):9.2f}{one.median('memory'):9.0f}")
        for sentence in self.skipped:
            print("skipped:", sentence)

    def goals(self):
        cpu = {key: one.median("cpu") for key, one in self.series.items()}
        lines = []

        def goal(text, value, limit, at_most, unit="×"):
            good = value <= limit if at_most else value >= limit
            lines.append((text, f"{value:.2f} {unit}", f"{'at most' if at_most else 'at least'} {limit:g} {unit}",
                          "reached" if good else "NOT reached"))

        goal("XLSX, shared strings: CPU of zlib inflate", cpu["shared"] / cpu["inflate-shared"], 3.0, True)
        goal("XLSX, inline strings: CPU of zlib inflate", cpu["inline"] / cpu["inflate-inline"], 4.0, True)
        for key, text, mine, limit in (("openpyxl", "XLSX: openpyxl’s CPU", "shared", 40),
                                       ("office", "XLSX: LibreOffice’s CPU", "shared", 30),
                                       ("pandas-typed", "CSV: pandas’ CPU, with dates and categories", "csv", 5),
                                       ("pandas", "CSV: pandas’ CPU, dates left as text", "csv", 5),
                                       ("fread-typed", "CSV: fread’s CPU, texts as factors", "csv", 3),
                                       ("fread", "CSV: fread’s CPU", "csv", 3)):
            if key in cpu:
                goal(text, cpu[key] / cpu[mine], limit, False)
        for form in ("csv", "shared", "inline"):
            goal(f"{form}: peak memory", self.series[form].median("memory"), 250, True, "MB")
            goal(f"{form}: wall time of one thread to two",
                 self.series[form].median("wall") / self.series[form + "2"].median("wall"), 1.1, False)
        for form in ("csv", "shared", "inline"):
            latency, held = self.cancel(form, self.series[form].median("wall"))
            goal(f"{form}: longest time to cancel", latency, 0.1, True, "s")
            goal(f"{form}: memory held after cancelling", held, 4, True, "MB")
            goal(f"{form}: preview of 200 rows", self.preview(form, self.options.rows), 0.1, True, "s")
        for text, value, limit, verdict in lines:
            print(f"{text:50}{value:>14}   {limit:20}{verdict}")

    def measure(self):
        for round_number in range(self.options.rounds):
            for key, one in self.series.items():
                # Slow ones are measured once less: a minute more or less says nothing new.
                if key in ("office", "openpyxl") and round_number > 0 and self.options.rows >= 1000000:
                    continue
                one.go()
        self.table()
        self.goals()
        if self.options.long:
            path = self.file("csv", 10 * self.options.rows)
            for threads in (1, 2):
                run = Run([self.read, "--threads", threads, path])
                print(f"CSV of {10 * self.options.rows:,} rows, {path.stat().st_size / 1e6:.0f} MB, {threads} threads: "
                      f"{run.cpu:.2f} s CPU, {run.wall:.2f} s, {run.memory:.0f} MB")
            print(f"preview of its first 200 rows: {self.preview('csv', 10 * self.options.rows):.3f} s")
        return 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--rows", type=int, default=1000000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--only", choices=["ours", "all"], default="all")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(options, pathlib.Path(folder))
        bench.add_ours(options.rows)
        if options.only == "all":
            bench.add_peers(options.rows)
        return bench.check() if options.check else bench.measure()


sys.exit(main())
