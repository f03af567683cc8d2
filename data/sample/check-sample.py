#!/usr/bin/env python3
"""Makes the sample workbook once more and compares it with the one of the build.

Usage: check-sample.py clientele-make-sample sample-orders.xlsx
"""
import pathlib
import subprocess
import sys
import tempfile


def main() -> int:
    make_sample, built = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        again = pathlib.Path(folder, "again.xlsx")
        subprocess.run([make_sample, again], check=True)
        if again.read_bytes() != pathlib.Path(built).read_bytes():
            print("the sample workbook differs from run to run", file=sys.stderr)
            return 1
    return 0


sys.exit(main())
