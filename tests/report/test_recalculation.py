#!/usr/bin/env python3
# test_recalculation.py - LibreOffice's own recalculation equals the values we cached
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: clientele-report. Output: TAP.

LibreOffice shows the cached values of a file that says it comes from Excel, unless its profile says
otherwise; so it is first shown a workbook with one wrong cached value, and must mend it."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile

PROGRAM = sys.argv[1]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
ORDERS = ["order,customer,name,date,amount,profit,country"] + [
    f"{n},{n % 37:03d},Name {n % 37},{2022 + n % 3}-{n % 12 + 1:02d}-{n % 28 + 1:02d},{(n * 7919) % 500 + 1}.{n % 100:02d},"
    f"{(n * 31) % 120 - 30}.5,{'DE FR IT'.split()[n % 3]}"
    for n in range(1, 401)
]
# A customer whose revenue is not known: an empty cell among those that are added up.
VALUES = "customer,revenue,orders\nA,100.5,2\nB,,1\nC,49.25,3\n"
# No costs, and a sale of nobody: revenue per customer is not revenue ÷ customers.
REVENUE = """order,customer,date,amount,country
1,A,2023-01-05,100,DE
2,A,2024-02-05,50.5,FR
3,B,2024-02-06,70,DE
4,,2024-03-07,30,FR
5,B,2025-01-08,20,DE
"""
SETTINGS = ["--set", "cac=40", "--set", "service-cost=5", "--set", "growth=2%"]


def cells(path):
    """(sheet name, cell) → (formula or None, value) of a workbook."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        strings = []
        if "xl/sharedStrings.xml" in names:
            for item in ET.fromstring(archive.read("xl/sharedStrings.xml")).iter(MAIN + "si"):
                strings.append("".join(text.text or "" for text in item.iter(MAIN + "t")))
        book = ET.fromstring(archive.read("xl/workbook.xml"))
        for number, sheet in enumerate(book.iter(MAIN + "sheet"), 1):
            for cell in ET.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml")).iter(MAIN + "c"):
                formula, value = cell.find(MAIN + "f"), cell.find(MAIN + "v")
                text = value.text if value is not None and value.text is not None else ""
                if cell.get("t") == "s" and text:
                    text = strings[int(text)]
                found[sheet.get("name"), cell.get("r")] = (formula.text if formula is not None else None, text)
    return found


def recalculated(path, folder):
    profile = os.path.join(folder, "profile")
    os.makedirs(os.path.join(profile, "user"), exist_ok=True)
    with open(os.path.join(profile, "user", "registrymodifications.xcu"), "w", encoding="utf-8") as stream:
        stream.write(PROFILE)
    out = os.path.join(folder, "out")
    subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "xlsx",
                    "--outdir", out, path], check=True, capture_output=True, timeout=240)
    return cells(os.path.join(out, os.path.basename(path)))


def with_one_wrong_value(path, target):
    """A copy in which the first formula of the sheet of methods has another cached value; that cell."""
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        changed = None
        for name in archive.namelist():
            data = archive.read(name)
            if name == "xl/worksheets/sheet3.xml":
                match = re.search(rb'<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f><v>([^<]+)</v>', data)
                changed = match.group(1).decode()
                data = data[:match.start(2)] + b"123456.789" + data[match.end(2):]
            copy.writestr(name, data)
    return changed


def differs(cached, calculated):
    try:
        a, b = float(cached), float(calculated)
    except ValueError:
        return cached != calculated
    return abs(a - b) > 1e-9 * max(abs(a), abs(b))


def main():
    if shutil.which("soffice") is None:
        print("1..0 # SKIP soffice is not installed (Debian: libreoffice-calc)")
        return
    print("1..6")
    with tempfile.TemporaryDirectory() as folder:
        source, report = os.path.join(folder, "orders.csv"), os.path.join(folder, "report.xlsx")
        with open(source, "w", encoding="utf-8") as stream:
            stream.write("\n".join(ORDERS) + "\n")
        subprocess.run([PROGRAM, "--output", report, *SETTINGS, source], check=True)
        ours = cells(report)
        formulas = {key: value for key, value in ours.items() if value[0] is not None}

        wrong = os.path.join(folder, "wrong.xlsx")
        cell = with_one_wrong_value(report, wrong)
        mended = recalculated(wrong, folder)
        on = not differs(ours["Methods", cell][1], mended["Methods", cell][1])
        print(f"{'ok' if on else 'not ok'} 1 /report/recalculation/a-wrong-cached-value-is-mended")

        theirs = recalculated(report, folder)
        different = [key for key, value in formulas.items() if differs(value[1], theirs.get(key, (None, ""))[1])]
        print(f"{'not ok' if different else 'ok'} 2 /report/recalculation/cached-values-are-what-the-formulas-give")
        for key in different[:20]:
            print("#", key, formulas[key], theirs.get(key))

        methods = {ours.get(("Methods", f"B{row}"), (None, ""))[1]: ours.get(("Methods", f"D{row}"), (None, ""))[0]
                   for row in range(6, 20)}
        live = [name for name in "ABCDEFGHK" if methods.get(name)]
        print(f"{'ok' if live == list('ABCDEFGHK') else 'not ok'} 3 /report/recalculation/methods-are-live-formulas")
        print("#", len(formulas), "formulas; live methods:", "".join(live))

        errors = [key for key, value in theirs.items() if value[1].startswith("#") or value[1] in ("Err:502", "Err:508")]
        print(f"{'not ok' if errors else 'ok'} 4 /report/recalculation/no-cell-shows-an-error")
        for key in errors[:20]:
            print("#", key, theirs[key])

        for number, name, text in ((5, "empty-cells-are-passed-over", VALUES), (6, "revenue-stands-in-for-profit", REVENUE)):
            with open(source, "w", encoding="utf-8") as stream:
                stream.write(text)
            subprocess.run([PROGRAM, "--output", report, source], check=True)
            ours, theirs = cells(report), recalculated(report, folder)
            different = [key for key, value in ours.items()
                         if value[0] is not None and differs(value[1], theirs.get(key, (None, ""))[1])]
            print(f"{'not ok' if different else 'ok'} {number} /report/recalculation/{name}")
            for key in different[:20]:
                print("#", key, ours[key], theirs.get(key))


main()
