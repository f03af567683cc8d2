#!/usr/bin/env python3
# test_leave_out.py - rows that the readers of files find odd, kept and treated the other way, by hand
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: clientele-report. Output: TAP."""

import json
import os
import subprocess
import sys
import tempfile

PROGRAM = sys.argv[1]
CENT = 0.005

HEAD = "order,customer,date,amount,note"
ROWS = ["1,A,2024-01-01,10,a", "2,B,2024-01-02,20,b", "3,C,2024-01-03,30,c", "4,D,2024-01-04,40,d",
        "5,E,2024-01-05,50,e", "6,A,2024-01-06,60,f"]


def text_of(*odd):
    return "\n".join([HEAD, *ROWS[:3], *odd, *ROWS[3:]]) + "\n"


def spreadsheet(cell, more=""):
    """Three orders of 10, 20 and 30, and a fourth whose amount is @cell."""
    def row(*cells):
        return "<Row>" + "".join(c if c.startswith("<") else
                                 f'<Cell><Data ss:Type="{"Number" if c.isdigit() else "String"}">{c}</Data></Cell>' for c in cells) + "</Row>"
    rows = [row("order", "customer", "date", "amount"), row("1", "A", "2024-01-01", "10"), row("2", "B", "2024-01-02", "20"),
            row("3", "C", "2024-01-03", "30"), row("4", "D", "2024-01-04", cell)]
    return ('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
            'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Orders"><Table>'
            + "".join(rows) + more + "</Table></Worksheet></Workbook>")


# Kind, file, what it holds, and the rows and money used: as it is, and the other way.
CASES = [
    # Too many fields: 70 stand where the amount is.
    ("ragged-row", "orders.csv", text_of("7,F,2024-01-07,70,x,y"), (7, 280), (6, 210)),
    ("shifted-row-repaired", "orders.csv", text_of("7,F,2024-01-07,70,Rua do Paço, 67"), (7, 280), (6, 210)),
    ("unclosed-quote", "orders.csv", text_of() + '7,F,2024-01-07,70,"x\n', (7, 280), (6, 210)),
    ("nul-byte", "orders.csv", text_of("7,F,2024-01-07,70,x\0y"), (7, 280), (6, 210)),
    ("broken-letter", "orders.csv", text_of("7,F,2024-01-07,70,grün").encode("utf-8").replace(b"\xc3\xbc", b"\xc3")
     + "".join(f"1{i},G,2024-01-08,1,größer\n" for i in range(9)).encode("utf-8"), (16, 289), (15, 219)),
    ("too-many-fields", "orders.csv", text_of("7,F,2024-01-07,70,x" + ",y" * 17000), (7, 280), (6, 210)),
    # 60 is the sum of the three rows above, or a sale to nobody.
    ("possible-total", "orders.csv", "Customer,Date,Amount\nA,2024-01-01,10\nB,2024-01-02,20\nC,2024-01-02,30\n,2024-01-03,60\n"
     "D,2024-01-04,12\nE,2024-01-05,1\n", (6, 133), (5, 73)),
    ("error-cell", "orders.xml", spreadsheet('<Cell><Data ss:Type="Error">#N/A</Data></Cell>'), (3, 60), (4, 60)),
    ("formula-without-value", "orders.xml", spreadsheet('<Cell ss:Formula="=RC[-1]*2"></Cell>'), (3, 60), (4, 60)),
]


def run(path, *settings):
    arguments = [argument for setting in settings for argument in ("--set", setting)]
    return subprocess.run([PROGRAM, "--json", "-", *arguments, *(path if isinstance(path, list) else [path])],
                          capture_output=True, text=True, env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=""), stdin=subprocess.DEVNULL)


def report(path, *settings):
    done = run(path, *settings)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    account = result["reconciliation"]
    rows = account["rows_used"] + sum(out["rows"] for out in account["left_out"])
    amounts = account["amount_used"] + sum(out["amount"] for out in account["left_out"])
    assert rows == account["rows_read"] and abs(account["amount_read"] - amounts) < CENT, account
    return result


def write(folder, name, content):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as stream:
        stream.write(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def problem(result, kind):
    return next(problem for problem in result["problems"] if problem["kind"] == kind)


def used(result):
    return result["reconciliation"]["rows_used"], round(result["reconciliation"]["amount_used"], 2)


def both_ways(folder, kind, name, content, kept, other):
    path = write(folder, name, content)
    lacks_amount = kept[1] == other[1]
    before = report(path)
    told = problem(before, kind)
    assert used(before) == kept, before["reconciliation"]
    assert told["choices"] == (["left-out", "zero"] if lacks_amount else [told["treatment"], "left-out"]), told
    assert before["assumptions"]["leave-out"] == before["assumptions"]["count-as-zero"] == []
    key = "count-as-zero" if lacks_amount else "leave-out"
    after = report(path, f"{key}={kind}")
    assert used(after) == other, after["reconciliation"]
    assert after["assumptions"][key] == [kind]
    assert problem(after, kind)["treatment"] == ("zero" if lacks_amount else "left-out")
    reasons = {line["reason"]: (line["rows"], round(line["amount"], 2)) for line in after["reconciliation"]["left_out"]}
    # What is said to bring a choice about does so.
    assert len(told["settings"]) == len(told["choices"]) == 2
    for choice, setting in zip(told["choices"], told["settings"]):
        assert problem(report(path, setting), kind)["treatment"] == choice, setting
    assert lacks_amount or reasons[kind] == (kept[0] - other[0], kept[1] - other[1]), reasons


def all_rows_and_no_other(folder):
    """Sixty ragged rows of 1, far more than examples: all of them, in one of two files of the same name."""
    usual = [f"2{i},G,2023-02-07,2,x" for i in range(200)]
    first = write(folder, "2023/orders.csv", text_of(*usual, *(f"1{i},F,2023-01-07,1,x,y" for i in range(60))))
    second = write(folder, "2024/orders.csv", text_of(*(line.replace("2023", "2024") for line in usual)))
    assert used(report([first, second])) == (472, 2 * (210 + 400) + 60)
    assert problem(report([first, second]), "ragged-row")["count"] == 60
    assert used(report([first, second], "leave-out=ragged-row")) == (412, 2 * (210 + 400))


def several_at_once(folder):
    path = write(folder, "orders.csv", text_of("7,F,1924-01-07,70,x", "8,G,2024-01-07,80,x,y", "9,H,2024-01-08,oops,x"))
    assert used(report(path)) == (8, 360)
    both = report(path, "leave-out=ragged-row,odd-date", "count-as-zero=unreadable-amount")
    assert used(both) == (7, 210) and both["assumptions"]["leave-out"] == ["odd-date", "ragged-row"]
    assert used(report(path, "leave-out=ragged-row,odd-date", "leave-out=-odd-date")) == (7, 280)
    assert used(report(path, "leave-out=ragged-row", "leave-out=")) == (8, 360)


def unknown_kinds_are_refused(folder):
    path = write(folder, "orders.csv", text_of())
    for setting in ("leave-out=nonsense", "leave-out=missing-amount", "count-as-zero=odd-date"):
        done = run(path, setting)
        assert done.returncode != 0 and done.stdout == "", done
        assert setting.split("=")[1] in done.stderr and ("ragged-row" if setting[0] == "l" else "missing-amount") in done.stderr, done.stderr


def main():
    tests = [(case[0], lambda folder, case=case: both_ways(folder, *case)) for case in CASES]
    tests += [(test.__name__.replace("_", "-"), test) for test in
              (all_rows_and_no_other, several_at_once, unknown_kinds_are_refused)]
    print(f"1..{len(tests)}")
    failed = False
    for number, (name, test) in enumerate(tests, 1):
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(folder)
                print(f"ok {number} /cli/leave-out/{name}")
            except (AssertionError, KeyError, StopIteration, TypeError) as error:
                failed = True
                print(f"not ok {number} /cli/leave-out/{name}")
                for line in f"{type(error).__name__}: {error}".splitlines():
                    print(f"# {line}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
