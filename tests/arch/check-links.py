#!/usr/bin/env python3
"""Checks that a program is linked without the libraries of a window.

Usage: check-links.py PROGRAM
"""
import re
import subprocess
import sys


def main() -> int:
    program = sys.argv[1]
    linked = subprocess.run(["ldd", program], check=True, capture_output=True, text=True).stdout
    # A program that is linked with nothing we know was not looked at.
    if "libglib-2.0" not in linked:
        print(f"ldd tells nothing about {program}:\n{linked}", file=sys.stderr)
        return 1
    wrong = re.findall(r"\blib(?:gtk|gdk|adwaita)-[^\s]*", linked)
    if wrong:
        print(f"{program} is linked with {', '.join(sorted(set(wrong)))}", file=sys.stderr)
        return 1
    return 0


sys.exit(main())
