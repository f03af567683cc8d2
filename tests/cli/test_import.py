#!/usr/bin/env python3
# test_import.py - what clientele-report makes of cells that could mean several things, and of rows that are no data
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: clientele-report. Output: TAP."""

import json
import os
import subprocess
import sys
import tempfile

PROGRAM = sys.argv[1]


class Case:
    """A folder, and the program in it."""

    def __init__(self, folder):
        self.folder = folder

    def write(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8", newline="") as stream:
            stream.write(content)
        return path

    def run(self, *arguments):
        environment = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="")
        return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, env=environment, stdin=subprocess.DEVNULL)

    def report(self, *arguments):
        run = self.run("--json", "-", *arguments)
        assert run.returncode == 0, run.stderr
        result = json.loads(run.stdout)
        account = result["reconciliation"]
        left_out = account["left_out"]
        assert account["rows_read"] == account["rows_used"] + sum(out["rows"] for out in left_out), account
        amounts = account["amount_used"] + sum(out["amount"] for out in left_out)
        assert abs(account["amount_read"] - amounts) < 0.005, account
        return result

    def asks(self, path, *words):
        """The program stops, writes nothing, and says what would settle it."""
        output = os.path.join(self.folder, "report.xlsx")
        for options in (["--json", "-"], ["--output", output], []):
            run = self.run(*options, path)
            assert run.returncode == 1, f"exit {run.returncode}: {run.stderr}"
            assert not run.stdout, run.stdout[:200]
            assert not os.path.exists(output)
            for word in (os.path.basename(path), *words):
                assert word in run.stderr, f"“{word}” is not in: {run.stderr}"


def reasons(result):
    return {out["reason"]: out["rows"] for out in result["reconciliation"]["left_out"]}


def kinds(result):
    return {problem["kind"]: problem["count"] for problem in result["problems"]}


def column(result, header):
    return next(column for column in result["inputs"][0]["columns"] if column["header"] == header)


def amounts_that_nothing_proves_are_asked_for(case):
    path = case.write("thousands.csv", "order;customer;date;amount\n1;A;2024-01-02;1.000\n2;B;2024-01-03;12.500\n")
    case.asks(path, "“amount”", "“1.000” may be 1 or 1000", "--set decimal=point", "--set decimal=comma")
    assert case.report("--set", "decimal=point", path)["metrics"]["revenue"] == 13.5
    assert case.report("--set", "decimal=comma", path)["metrics"]["revenue"] == 13500


def dates_that_nothing_proves_are_asked_for(case):
    path = case.write("days.csv", "order,customer,date,amount\n1,A,03/04/2024,10.5\n2,B,05/06/2024,20\n")
    case.asks(path, "“date”", "“03/04/2024” may be 3 April 2024 or 4 March 2024", "--set date-order=dmy", "--set date-order=mdy")
    assert case.report("--set", "date-order=dmy", path)["metrics"]["first_date"] == "2024-04-03"
    assert case.report("--set", "date-order=mdy", path)["metrics"]["first_date"] == "2024-03-04"


def every_open_question_is_asked_at_once(case):
    path = case.write("both.csv", "order;customer;date;amount\n1;A;03/04/2024;1.000\n2;B;05/06/2024;2.500\n")
    case.asks(path, "“date”", "“amount”")
    assert len(case.run(path).stderr.strip().splitlines()) == 2
    # One answer leaves the other question open.
    run = case.run("--set", "decimal=comma", path)
    assert run.returncode == 1 and "“date”" in run.stderr and "“amount”" not in run.stderr, run.stderr


def two_columns_with_opposite_marks_are_answered_apart(case):
    path = case.write("apart.csv", "order;customer;date;amount;cost\n1;A;2024-01-02;1.000;1,250\n2;B;2024-01-03;12.500;2,125\n")
    case.asks(path, "“amount”", "“cost”", '--set "decimal.amount=comma"')
    metrics = case.report("--set", "decimal.amount=comma", "--set", "decimal.Cost=comma", path)["metrics"]
    assert metrics["revenue"] == 13500 and metrics["cost_goods"] == 3.375, metrics
    metrics = case.report("--set", "decimal=comma", "--set", "decimal.apart.csv:cost=point", path)["metrics"]
    assert metrics["revenue"] == 13500 and metrics["cost_goods"] == 3375, metrics
    run = case.run("--set", "decimal.prize=comma", path)
    assert run.returncode == 1 and "There is no column “prize”" in run.stderr, run.stderr
    run = case.run("--set", "decimal.amount=dot", path)
    assert run.returncode == 2 and "decimal.amount=dot" in run.stderr, run.stderr


def half_of_the_amounts_may_be_remarks(case):
    path = case.write("remarks.csv", "order;customer;date;amount\n1;A;2024-01-02;free\n2;B;2024-01-03;1.50\n3;A;2024-01-04;later\n4;B;2024-01-05;2.50\n")
    result = case.report(path)
    assert result["metrics"]["revenue"] == 4 and kinds(result)["unreadable-amount"] == 2
    path = case.write("most.csv", "order;customer;date;amount\n1;A;2024-01-02;free\n2;B;2024-01-03;1.50\n3;A;2024-01-04;later\n")
    assert case.run(path).returncode == 1
    assert case.report("--column", "amount=amount", path)["metrics"]["revenue"] == 1.5


def another_program_proves_no_mark(case):
    clear = case.write("us.csv", "order\tcustomer\tdate\tamount\n1\tA\t2024-01-02\t1,234.50\n")
    unclear = case.write("open.csv", "order;customer;date;amount\n2;B;2024-01-02;1.234\n3;B;2024-01-03;5\n")
    run = case.run(clear, unclear)
    assert run.returncode == 1 and "open.csv, column “amount”" in run.stderr, run.stderr
    assert case.report("--set", "decimal.open.csv:amount=comma", clear, unclear)["metrics"]["revenue"] == 2473.5


def amounts_that_contradict_each_other_are_asked_for(case):
    rows = "".join(f"{i};A;2024-01-{i:02};{i}.5\n" for i in range(1, 10))
    path = case.write("mixed.csv", "order;customer;date;amount\n" + rows + "10;B;2024-01-10;7,25\n")
    case.asks(path, "“amount”", "“1.5”", "“7,25”", "--set decimal=point")
    # By hand: 1.5 + 2.5 + ... + 9.5 = 49.5, and nine cells are no numbers with a comma.
    result = case.report("--set", "decimal=point", path)
    assert result["metrics"]["revenue"] == 49.5
    assert reasons(result) == {"unreadable-amount": 1} and kinds(result)["unreadable-amount"] == 1
    result = case.report("--set", "decimal=comma", path)
    assert result["metrics"]["revenue"] == 7.25
    assert reasons(result) == {"unreadable-amount": 9}


def dates_that_contradict_each_other_are_asked_for(case):
    path = case.write("pasted.csv", "order,customer,date,amount\n1,A,25/04/2024,1\n2,A,26/04/2024,2\n3,B,04/27/2024,4\n4,B,05/06/2024,8\n")
    case.asks(path, "“date”", "“25/04/2024”", "“04/27/2024”", "--set date-order=dmy")
    assert "all are read" not in case.run(path).stderr
    result = case.report("--set", "date-order=dmy", path)
    assert result["metrics"]["revenue"] == 11 and reasons(result) == {"unreadable-date": 1}
    assert result["metrics"]["last_date"] == "2024-06-05"
    result = case.report("--set", "date-order=mdy", path)
    assert result["metrics"]["revenue"] == 12 and reasons(result) == {"unreadable-date": 2}


def an_answer_leaves_columns_alone_that_prove_another(case):
    path = case.write("two.csv", "order;customer;date;amount;quantity\n1;A;13/04/2024;1.000;0.5\n2;B;05/06/2024;2.500;1.25\n")
    result = case.report("--set", "decimal=comma", "--set", "date-order=mdy", path)
    assert result["metrics"]["revenue"] == 3500
    assert result["metrics"]["first_date"] == "2024-04-13"
    assert column(result, "quantity")["reading"] == "decimal-point"


def inspect_shows_the_question_and_goes_on(case):
    path = case.write("both.csv", "order;customer;date;amount\n1;A;03/04/2024;1.000\n2;B;05/06/2024;2.500\n")
    run = case.run("--inspect", path)
    assert run.returncode == 0 and not run.stderr, run.stderr
    for word in ("“1.000” may be 1 or 1000", "3 April 2024 or 4 March 2024", "nothing proves", "Nothing is lost"):
        assert word in run.stdout, run.stdout


def columns_that_change_no_figure_are_not_asked_for(case):
    path = case.write("unused.csv", "order,customer,date,amount,unit price,remark,height\n"
                      "1,A,2024-01-02,10.5,\"1,000\",03/04/2024,1.234\n2,B,2024-01-03,20,\"2,000\",05/06/2024,2.345\n")
    assert case.report(path)["metrics"]["revenue"] == 30.5


def readings_that_agree_are_not_asked_for(case):
    path = case.write("agree.csv", "order,customer,date,amount\n1,A,05/05/2024,10\n2,B,06/06/2024,1 234\n3,C,07/07/2024,(5)\n")
    result = case.report(path)
    assert result["metrics"]["revenue"] == 1239 and result["metrics"]["first_date"] == "2024-05-05"


def short_years_in_front_are_settled_by_ymd(case):
    rows = "".join(f"{i},A,24-03-{i:02},1\n" for i in range(1, 29))
    path = case.write("short.csv", "order,customer,date,amount\n" + rows)
    case.asks(path, "“24-03-01”", "24 March 2001", "1 March 2024", "--set date-order=ymd")
    assert case.report("--set", "date-order=ymd", path)["metrics"]["last_date"] == "2024-03-28"
    assert case.report("--set", "date-order=dmy", path)["metrics"]["first_date"] == "2001-03-24"


def short_years_at_either_end_are_asked_for(case):
    path = case.write("ends.csv", "order,customer,date,amount\n1,A,21-11-10,1\n2,B,22-03-12,2\n3,C,23-05-09,4\n")
    case.asks(path, "“21-11-10” may be 10 November 2021 or 21 November 2010", "--set date-order=ymd", "--set date-order=dmy")
    assert case.report("--set", "date-order=ymd", path)["metrics"]["first_date"] == "2021-11-10"
    assert case.report("--set", "date-order=dmy", path)["metrics"]["first_date"] == "2009-05-23"


def amounts_of_many_countries_add_up(case):
    # Each file holds 1234.56, -12 and 0.44 in one country's spelling: 1223.00 in all.
    for i, (a, b, c) in enumerate([
            ("1.234,56", "-12,00", "0,44"), ("1,234.56", "(12.00)", ".44"), ("1 234,56", "\u221212", "0,44"),
            ("1\u00a0234,56 €", "12,00- €", "0,44 €"), ("1\u202f234,56", "-12", "0,44"), ("1'234.56", "-12.–", "0.44"),
            ("1’234.56", "-12.00", "0.44"), ("R$ 1.234,56", "-R$ 12,00", "R$ 0,44"), ("₹1,234.56", "-₹12", "₹0.44"),
            ("１，２３４．５６", "－１２", "０．４４"), ("١٬٢٣٤٫٥٦", "-١٢", "٠٫٤٤"), ("۱۲۳۴٫۵۶", "-۱۲", "۰٫۴۴"),
            ("१,२३४.५६", "-१२", "०.४४"), ("1.23456E3", "-12", "0.44"), ("US$1,234.56", "-US$12.00", "US$0.44")]):
        path = case.write(f"country-{i}.csv", f"order;customer;date;amount\n1;A;2024-01-02;{a}\n2;B;2024-01-03;{b}\n3;C;2024-01-04;{c}\n")
        revenue = case.report(path)["metrics"]["revenue"]
        assert abs(revenue - 1223) < 1e-9, f"{a}: {revenue}"


def dates_of_many_countries_are_read(case):
    for i, (first, last) in enumerate([
            ("5. März 2024", "7. Okt. 2024"), ("mar. 5 mars 2024", "7 oct. 2024"), ("5 de marzo de 2024", "7 oct 2024"),
            ("5 março 2024", "7 out 2024"), ("5 mrt 2024", "7 okt 2024"), ("5 marca 2024", "7 paź 2024"), ("5 марта 2024 г.", "7 окт. 2024"),
            ("5 Mart 2024", "7 Ekim 2024"), ("2024年3月5日", "2024年10月7日"), ("令和6年3月5日", "令和6年10月7日"), ("2024년 3월 5일", "2024년 10월 7일"),
            ("２０２４／０３／０５", "２０２４／１０／０７"), ("1709634600", "1728259200"), ("1709634600000", "1728259200000"), ("45356", "45572"),
            ("20240305", "20241007"), ("20240305T101500", "20241007T101500"), ("2024-03-05T23:30:00-08:00", "2024-10-07T00:30:00+09:00"),
            ("Tue, 5 Mar 2024 10:15", "Mon, 7 Oct 2024 10:15")]):
        path = case.write(f"days-{i}.csv", f"order;customer;date;amount\n1;A;{first};10.5\n2;B;{last};20\n")
        metrics = case.report(path)["metrics"]
        assert (metrics["first_date"], metrics["last_date"]) == ("2024-03-05", "2024-10-07"), f"{first}: {metrics['first_date']}"


def totals_and_repeated_headers_are_left_out_and_told(case):
    path = case.write("pages.csv", "Orders of 2024\nPrinted on,2024-04-01\n\norder,customer,date,amount\n1,A,2024-01-02,10\n2,B,2024-02-02,20\n"
                      "Subtotal,,,30\norder,customer,date,amount\n3,A,2024-03-02,40\n4,Total Wine,2024-03-03,41.5\nSubtotal,,,81.5\n"
                      "Grand total,,,111.5\nexported by the shop\n")
    result = case.report(path)
    assert result["metrics"]["revenue"] == 111.5 and result["metrics"]["customers"] == 3
    assert result["reconciliation"]["rows_read"] == 8
    assert reasons(result) == {"totals-row": 3, "repeated-header": 1}
    assert kinds(result)["totals-row"] == 3 and kinds(result)["repeated-header"] == 1
    rows = [example["row"] for problem in result["problems"] if problem["kind"] == "totals-row" for example in problem["examples"]]
    assert sorted(rows) == [7, 11, 12], rows


def headers_of_two_rows_are_read(case):
    path = case.write("units.csv", "order,customer,date,amount\n,,,(EUR)\n1,A,2024-01-02,10\n2,B,2024-02-02,20.5\n3,B,2024-02-03,1\n")
    result = case.report(path)
    assert result["metrics"]["revenue"] == 31.5
    assert column(result, "amount (EUR)")["role"] == "amount"


def files_without_a_header_can_be_read(case):
    path = case.write("bare.csv", "1,A,2024-01-02,10\n2,B,2024-02-02,20.5\n3,B,2024-02-03,1\n")
    result = case.report("--column", "order=Column 1", "--column", "customer=Column 2", "--column", "date=Column 3",
                         "--column", "amount=Column 4", path)
    assert result["metrics"]["revenue"] == 31.5 and result["metrics"]["rows"] == 3


CASES = [value for value in list(globals().values()) if callable(value) and getattr(value, "__code__", None)
         and value.__code__.co_varnames[:1] == ("case",)]


def main():
    print(f"1..{len(CASES)}")
    for number, test in enumerate(CASES, 1):
        name = "/cli/import/" + test.__name__.replace("_", "-")
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
