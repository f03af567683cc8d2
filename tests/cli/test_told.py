#!/usr/bin/env python3
# test_told.py - what clientele-report says beside its results
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: clientele-report. Output: TAP."""

import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile

PROGRAM = sys.argv[1]

ORDERS = "order,customer,date,amount\n1,A,2024-01-02,10\n2,B,2024-02-02,20.5\n3,B,2024-02-03,1\n"


class Case:
    """A folder, and the program in it."""

    def __init__(self, folder):
        self.folder = folder

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        with open(self.path(name), "w", encoding="utf-8", newline="") as stream:
            stream.write(content)
        return self.path(name)

    def run(self, *arguments, status=0):
        environment = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="")
        run = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, env=environment, stdin=subprocess.DEVNULL)
        assert run.returncode == status, f"exit {run.returncode}: {run.stderr}"
        return run


def what_is_left_out_is_said_on_standard_error(case):
    path = case.write("odd.csv", ORDERS + "4,C,someday,200\n5,C,2024-03-01,much\n6,C,2024-03-02,7\n")
    for options in (["--json", "-"], ["--json", case.path("r.json")], ["--output", case.path("r.csv")], ["--output", case.path("r.xlsx")]):
        run = case.run(*options, path)
        if options == ["--json", "-"]:
            json.loads(run.stdout)
        else:
            assert not run.stdout, run.stdout
        lines = run.stderr.splitlines()
        assert len(lines) == 2 and all(line.startswith("clientele-report: ") for line in lines), run.stderr
        assert "2 of 6 rows were left out, with 200.00." in lines[0], lines[0]
        assert "--inspect" in lines[1] and "(1)" in lines[1], lines[1]


def money_of_several_currencies_is_not_added_up(case):
    path = case.write("mixed.csv", "order,customer,date,amount,currency\n1,A,2024-01-02,10,EUR\n2,B,2024-02-02,20.5,EUR\n"
                      "3,B,2024-02-03,1,USD\n4,B,2024-02-04,500,JPY\n")
    first = case.run("--json", "-", "--set", "currency=EUR", path).stderr.splitlines()[0]
    assert "2 of 4 rows were left out" in first and "USD 1.00" in first and "JPY 500.00" in first and "501" not in first, first


def nothing_is_said_of_files_without_oddities(case):
    assert not case.run("--json", "-", case.write("orders.csv", ORDERS)).stderr
    # Their amounts are told by the rows above.
    totals = case.write("totals.csv", ORDERS + "Total,,,31.5\n")
    assert not case.run("--json", "-", totals).stderr


def reports_are_named_after_the_file_with_most_sales(case):
    about = case.write("about.csv", "word,meaning\n" + "".join(f"word {n},text {n}\n" for n in range(9)))
    people = case.write("people.csv", "customer,name\n" + "".join(f"{letter},Name {letter}\n" for letter in "ABCDEFG"))
    orders = case.write("orders.csv", ORDERS)
    more = case.write("more.csv", "order,customer,date,amount\n7,C,2024-04-01,5\n")
    title = case.run(about, orders).stdout.splitlines()[0]
    assert "orders.csv" in title and "about" not in title and "more file" not in title, title
    title = case.run(about, people, more, orders).stdout.splitlines()[0]
    assert "orders.csv and 2 more files" in title, title
    title = case.run(orders).stdout.splitlines()[0]
    assert title.endswith("customers of orders.csv are worth"), title


def own_reports_are_no_data(case):
    orders = case.write("orders.csv", ORDERS)
    about = case.write("about.csv", "word,meaning\n" + "".join(f"word {n},text {n}\n" for n in range(9)))
    report = case.path("report.xlsx")
    case.run("--output", report, orders, about)
    run = case.run(report, status=1)
    assert "report.xlsx" in run.stderr and "is a report that Clientele made" in run.stderr, run.stderr
    assert "orders.csv" in run.stderr and "about.csv" not in run.stderr, run.stderr
    # Another program saves it again, and forgets what stood in its comments.
    again = case.path("again.xlsx")
    with zipfile.ZipFile(report) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"<dc:description>.*</dc:description>", b"", content)
                assert b"<dc:creator>Clientele " in content
            new.writestr(name, content)
    run = case.run(again, status=1)
    assert "is a report that Clientele made" in run.stderr and "last sheet" in run.stderr, run.stderr
    # Data of somebody who is called like it.
    with zipfile.ZipFile(report) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"<dc:creator>[^<]*", b"<dc:creator>Clientele GmbH", old.read(name)))
    assert "is a report" not in case.run("--inspect", again).stderr


CASES = [value for value in list(globals().values()) if callable(value) and getattr(value, "__code__", None)
         and value.__code__.co_varnames[:1] == ("case",)]


def main():
    print(f"1..{len(CASES)}")
    for number, test in enumerate(CASES, 1):
        name = "/cli/told/" + test.__name__.replace("_", "-")
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(Case(folder))
                print(f"ok {number} {name}")
            except Exception as fault:  # a test that cannot even run has failed
                print(f"not ok {number} {name}")
                for line in f"{type(fault).__name__}: {fault}".splitlines():
                    print("#", line)
        sys.stdout.flush()


main()
