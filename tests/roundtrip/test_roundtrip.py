#!/usr/bin/env python3
"""Tables typed once, saved by LibreOffice and by Gnumeric in each format, are read back as they were typed.

Usage: test_roundtrip.py DUMP_SOURCE [CASE...]

Prints TAP. What is not installed is skipped by name.
"""
import datetime
import json
import math
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import sheets

# What the programs themselves change when they save, by case, sheet and place (header and first cell of the row).
# Each was looked up in the file they wrote.
CHANGED = {
    # LibreOffice 7.4 counts from 30 December 1899 and writes its count as it is: before March 1900, Excel shows the
    # day after, and so do we.
    "libreoffice-xlsx": {"Old": {"Day/first": ["date", -25566], "Day/before": ["text", "1900-02-29"]}},
    "libreoffice-xls": {"Old": {"Day/first": ["date", -25566], "Day/before": ["text", "1900-02-29"]}},
    # It saves no hidden sheet as HTML. As XML of Excel 2003 it forgets that a sheet is hidden, writes the letters of
    # errors, and does not say that cells stand beside merged ones.
    "libreoffice-html": {"Hidden": {"missing": True}, "Values": {
        "Text/0042": ["text", "two lines"], "Text/#1": ["text", "a b"]}},
    "libreoffice-xml2003": {"Hidden": {"hidden": False}, "Merged": {"missing": True},
                            "Values": {"Mixed/1/2": ["text", "#N/A"]}},
    # As a browser shows it: one blank for any blanks, and numbers in the width of their column.
    "gnumeric-html": {"Values": {
        "Number/0042": ["text", "−1"], "Text/0042": ["text", "two lines"], "Number/1e5": ["text", "0.33333333"],
        "Number/1/2": ["text", "1E−09"], "Number/3-4": ["text", "1.235E+14"], "Number/+49 30 1": ["text", "−2.5"],
        "Mixed/-": ["text", "−3"], "Text/#1": ["text", "a b"]}},
    # Gnumeric 1.12.55 does not escape the escape, and forgets that a sheet is hidden.
    "gnumeric-xlsx": {"Values": {"Text/TRUE": ["text", "A stays"]}, "Hidden": {"hidden": False}},
    # BIFF5 has 8-bit text.
    "gnumeric-biff7": {"Values": {
        "Text/A1": ["text", "emoji ? and é"], "Text/1e5": ["text", "????????"],
        "Text/1/2": ["text", "???? ???? ?????"]}},
}

OFFICE = {
    "libreoffice-xlsx": ("xlsx", "xlsx:Calc MS Excel 2007 XML"),
    "libreoffice-ods": ("ods", "ods:calc8"),
    "libreoffice-xls": ("xls", "xls:MS Excel 97"),
    "libreoffice-html": ("html", "html:HTML (StarCalc)"),
    "libreoffice-xml2003": ("xml", "xml:MS Excel 2003 XML"),
    # Comma, double quote, UTF-8, all as text, no shown format, each sheet a file.
    "libreoffice-csv": ("csv", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"),
}
GNUMERIC = {
    "gnumeric-xlsx": ("xlsx", "Gnumeric_Excel:xlsx"),
    "gnumeric-ods": ("ods", "Gnumeric_OpenCalc:openoffice"),
    "gnumeric-biff8": ("xls", "Gnumeric_Excel:excel_biff8"),
    "gnumeric-biff7": ("xls", "Gnumeric_Excel:excel_biff7"),
    "gnumeric-html": ("html", "Gnumeric_html:html40"),
    "gnumeric-csv": ("csv", "Gnumeric_stf:stf_csv"),
}
# How they write moments into text files, whatever the cell says.
MOMENTS = {
    "libreoffice-csv": {"time": "%I:%M:%S %p"},
    "gnumeric-csv": {"date": "%Y/%m/%d", "datetime": "%Y/%m/%d %H:%M:%S"},
}
# Of these, cells are text, or whatever the words in them mean.
TEXT_CASES = {"gnumeric-html"}


def run(*command):
    # What makes our own programs stop at a warning is not for others, and they save what was typed in English.
    ours = {"G_DEBUG", "MALLOC_PERTURB_", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LANGUAGE"}
    ours |= {name for name in os.environ if name.startswith("LC_")}
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                   env={**{name: value for name, value in os.environ.items() if name not in ours}, "LC_ALL": "C.UTF-8"},
                   timeout=120)


def office_save(folder, typed, extension, form):
    out = folder / "saved"
    run("soffice", f"-env:UserInstallation=file://{folder.parent}/profile", "--headless", "--convert-to", form,
        "--outdir", out, typed)
    return sorted(out.glob(f"*.{extension}"))


def gnumeric_save(folder, typed, extension, form):
    out = folder / f"saved.{extension}"
    run("ssconvert", "-T", form, typed, out)
    return [out]


def dump(program, path):
    result = subprocess.run([program, path], capture_output=True, text=True, timeout=60)
    if result.returncode not in (0, 1):
        raise RuntimeError(f"dump-source ended with status {result.returncode}: {result.stderr[-2000:]}")
    return json.loads(result.stdout)


def expected_cell(value):
    """A cell as dump-source says it; None for an empty one."""
    if isinstance(value, (sheets.Merged, sheets.Formula)):
        value = value.value
    if value is None or value is sheets.COVERED:
        return None
    if isinstance(value, bool):
        return ["boolean", int(value)]
    if isinstance(value, (int, float)):
        return ["number", value]
    if isinstance(value, (datetime.date, datetime.time)):
        return ["date", sheets.days(value)]
    if isinstance(value, sheets.Error):
        return ["error", value.text]
    return ["text", value]


def is_same(cell, wanted, case):
    if cell is None or wanted is None:
        return cell is wanted
    # LibreOffice’s pages give the number of a boolean.
    if wanted[0] == "boolean" and cell[0] == "number" and case == "libreoffice-html":
        return cell[1] == wanted[1]
    if cell[0] != wanted[0] and {cell[0], wanted[0]} != {"date", "number"}:
        return False
    if isinstance(wanted[1], str):
        return cell[1] == wanted[1]
    # A time of day has no day: it may come as a date or as a part of one. Days must be dates.
    if wanted[0] == "date" and wanted[1] >= 1 and cell[0] != "date" or wanted[0] == "number" and cell[0] != "number":
        return False
    # Excel's own 15 digits; moments to the second.
    if wanted[0] == "date":
        return abs(cell[1] - wanted[1]) < 0.5 / 86400 or (0 < wanted[1] < 1 and abs(cell[1] + 25569 - wanted[1]) < 0.5 / 86400)
    return math.isclose(cell[1], wanted[1], rel_tol=1e-14, abs_tol=0)


def shown(value, case):
    """A cell as a text file shows it."""
    if isinstance(value, (sheets.Merged, sheets.Formula)):
        value = value.value
    if value is None or value is sheets.COVERED:
        return None
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        form = MOMENTS.get(case, {}).get(type(value).__name__)
        if case == "gnumeric-csv" and isinstance(value, datetime.datetime) and value.time() == datetime.time():
            form = MOMENTS[case]["date"]
        return value.strftime(form) if form else str(value)
    if isinstance(value, sheets.Error):
        return value.text
    return value


def is_same_text(cell, wanted):
    if cell is None or wanted is None:
        return cell is wanted
    if isinstance(wanted, (int, float)):
        try:
            return math.isclose(float(cell[1]), wanted, rel_tol=1e-14)
        except ValueError:
            return False
    if isinstance(wanted, str) and cell[0] in ("text", "error"):
        return cell[1] == wanted
    return False


def differences(case, name, rows, table, as_text):
    changed = CHANGED.get(case, {}).get(name, {})
    header = [str(cell) for cell in rows[0]]
    if table["headers"] != header:
        yield f"{name}: headers {table['headers']}, not {header}"
        return
    if len(table["rows"]) != len(rows) - 1:
        notes = "; ".join(f"{row}: {note}" for row, note in table["notes"])
        yield f"{name}: {len(table['rows'])} rows, not {len(rows) - 1} (set aside: {notes or 'nothing'})"
        return
    for typed, read in zip(rows[1:], table["rows"]):
        key = typed[0].value if isinstance(typed[0], sheets.Merged) else typed[0]
        for column, value, cell in zip(header, typed, read[1:], strict=True):
            wanted = shown(value, case) if as_text else expected_cell(value)
            place = f"{column}/{key if key is not sheets.COVERED else typed[1]}"
            if place in changed:
                wanted = changed[place]
            same = is_same_text(cell, wanted) if as_text and not isinstance(wanted, list) else is_same(cell, wanted, case)
            if not same:
                yield f"{name}: {place} is {cell}, not {wanted}"


def check_workbook(case, read):
    if "error" in read:
        yield read["error"]
        return
    # LibreOffice calls the tables of a page “Sheet 1: Values”.
    found = {table["sheet"].split(":")[-1].strip(): table for table in read["tables"]}
    as_text = case in TEXT_CASES
    for place, (name, rows) in enumerate(sheets.SHEETS.items()):
        changed = CHANGED.get(case, {}).get(name, {})
        if changed.get("missing"):
            continue
        # Tables of a page may have no name.
        table = found.get(name) or (read["tables"][place] if as_text and place < len(read["tables"]) else None)
        if table is None:
            yield f"no sheet {name} but {', '.join(found)}"
            continue
        hidden = changed.get("hidden", name == "Hidden")
        if not as_text and table["hidden"] != hidden:
            yield f"{name}: hidden is {table['hidden']}"
        yield from differences(case, name, rows, table, as_text)


def check_texts(program, case, paths):
    """Text files hold one sheet each; Gnumeric writes the first alone."""
    for path in paths:
        name = next((name for name in sheets.SHEETS if path.stem.endswith(f"-{name}")), "Values")
        read = dump(program, path)
        if "error" in read:
            yield read["error"]
        else:
            yield from differences(case, name, sheets.SHEETS[name], read["tables"][0], True)


def main():
    program, wanted = sys.argv[1], sys.argv[2:]
    cases = [(case, office_save, "soffice", form) for case, form in OFFICE.items()]
    cases += [(case, gnumeric_save, "ssconvert", form) for case, form in GNUMERIC.items()]
    cases = [case for case in cases if not wanted or case[0] in wanted]
    print(f"1..{len(cases)}")
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        typed = folder / "typed.ods"
        sheets.write_ods(typed, sheets.SHEETS)
        for number, (case, save, tool, (extension, form)) in enumerate(cases, 1):
            if shutil.which(tool) is None:
                print(f"ok {number} /roundtrip/{case} # SKIP {tool} is not installed")
                continue
            (folder / case).mkdir()
            paths = save(folder / case, typed, extension, form)
            if extension == "csv":
                problems = list(check_texts(program, case, paths)) if paths else ["nothing was saved"]
            else:
                problems = list(check_workbook(case, dump(program, paths[0]))) if paths else ["nothing was saved"]
            print(f"{'not ok' if problems else 'ok'} {number} /roundtrip/{case}")
            for problem in problems:
                print(f"# {problem}")
            failed += bool(problems)
    return 1 if failed else 0


sys.exit(main())
