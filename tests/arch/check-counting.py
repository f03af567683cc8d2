#!/usr/bin/env python3
"""Checks that build-aux/count-tests.py counts what meson wrote down, with records made by hand.

Usage: check-counting.py SOURCE_ROOT
"""
import json
import pathlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator

import tap
import tree


def last_line(records: list[dict], broken: str = "") -> tuple[str, int]:
    """What the script prints last for these records, and its exit status."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "round.json").write_text("".join(json.dumps(record) + "\n" for record in records))
        if broken:
            (folder / "broken").write_text(broken)
        done = subprocess.run([sys.executable, tree.ROOT / "build-aux" / "count-tests.py", folder],
                              capture_output=True, text=True, check=False)
    return done.stdout.splitlines()[-1], done.returncode


def expect(records: list[dict], line: str, status: int, broken: str = "") -> Iterator[str]:
    got = last_line(records, broken)
    if got != (line, status):
        yield f"got {got}, not {(line, status)}"


def cases_count_one_by_one() -> Iterator[str]:
    tap_text = "1..4\nok 1 /a\n# okay\nok 2 /b # SKIP no data\nnot ok 3 /c\nok 4 /d\n"
    yield from expect([{"name": "t", "result": "FAIL", "stdout": tap_text}], "2 passed, 1 failed, 1 skipped", 1)


def programs_without_cases_count_as_one() -> Iterator[str]:
    yield from expect([{"name": "t", "result": "OK", "stdout": "fine"}, {"name": "u", "result": "SKIP"}],
                      "1 passed, 0 failed, 1 skipped", 0)


def a_crash_after_good_cases_is_a_failure() -> Iterator[str]:
    yield from expect([{"name": "t", "result": "ERROR", "stdout": "1..3\nok 1 /a\n"}],
                      "1 passed, 1 failed, 0 skipped", 1)


def running_out_of_time_is_a_failure() -> Iterator[str]:
    yield from expect([{"name": "t", "result": "TIMEOUT", "stdout": ""}], "0 passed, 1 failed, 0 skipped", 1)


def what_breaks_beside_the_tests_is_a_failure() -> Iterator[str]:
    yield from expect([{"name": "t", "result": "OK", "stdout": ""}], "1 passed, 1 failed, 0 skipped", 1,
                      broken="the build failed\n")


def nothing_at_all_is_no_success() -> Iterator[str]:
    yield from expect([], "0 passed, 0 failed, 0 skipped", 1)


sys.exit(tap.run([
    cases_count_one_by_one,
    programs_without_cases_count_as_one,
    a_crash_after_good_cases_is_a_failure,
    running_out_of_time_is_a_failure,
    what_breaks_beside_the_tests_is_a_failure,
    nothing_at_all_is_no_success,
]))
