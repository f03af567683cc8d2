#!/usr/bin/env python3
"""Adds up the records that `meson test` left and prints the sum as one line.

Usage: count-tests.py FOLDER

FOLDER holds one JSON-lines file a round, and the file "broken" with a line for
each thing beside the tests that went wrong. A test program that speaks TAP
counts with its cases; one that crashed or ran out of time, or whose cases do
not tell why it failed, counts as one failure more.
"""
import json
import pathlib
import re
import sys

CASE = re.compile(r"^(not )?ok\b[^#\n]*(#\s*(skip|todo)\b)?", re.IGNORECASE | re.MULTILINE)
GOOD = {"OK", "EXPECTEDFAIL"}


def count(record: dict) -> tuple[int, int, int]:
    """Returns how many cases of one test program passed, failed and were skipped."""
    passed = failed = skipped = 0
    for case in CASE.finditer(record.get("stdout") or ""):
        directive = (case.group(3) or "").lower()
        if directive == "skip":
            skipped += 1
        elif case.group(1) and directive != "todo":
            failed += 1
        else:
            passed += 1
    if record["result"] == "SKIP":
        skipped = max(skipped, 1)
    elif record["result"] in GOOD:
        passed += passed + skipped == 0
    elif failed == 0:
        failed = 1
    return passed, failed, skipped


def main() -> int:
    folder = pathlib.Path(sys.argv[1])
    sums = [0, 0, 0]
    failures = []
    for log in sorted(folder.glob("*.json")):
        for line in log.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            counts = count(record)
            sums = [a + b for a, b in zip(sums, counts)]
            if counts[1]:
                failures.append(f"{log.stem}: {record['name']} ({record['result'].lower()})")
    broken = folder / "broken"
    if broken.exists():
        lines = broken.read_text(encoding="utf-8").splitlines()
        sums[1] += len(lines)
        failures += lines
    for failure in failures:
        print(f"failed: {failure}")
    print(f"{sums[0]} passed, {sums[1]} failed, {sums[2]} skipped")
    return 1 if sums[1] or not sums[0] else 0


sys.exit(main())
