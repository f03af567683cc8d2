#!/usr/bin/env python3
"""Checks that installing puts everything in its place.

Usage: check-install.py BUILD_ROOT MESON...
"""
import pathlib
import subprocess
import sys
import tempfile

APP_ID = "io.github.clientele_app.Clientele"
# Below the prefix; the prefix itself is whatever the build was set up with.
PLACES = [
    "bin/clientele",
    "bin/clientele-report",
    f"share/applications/{APP_ID}.desktop",
    f"share/metainfo/{APP_ID}.metainfo.xml",
    f"share/glib-2.0/schemas/{APP_ID}.gschema.xml",
    f"share/icons/hicolor/scalable/apps/{APP_ID}.svg",
    f"share/icons/hicolor/symbolic/apps/{APP_ID}-symbolic.svg",
    "share/clientele/clientele-report.schema.json",
    "share/clientele/sample-orders.xlsx",
]


def main() -> int:
    build, *meson = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([*meson, "install", "-C", build, "--no-rebuild", "--quiet", "--destdir", folder],
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
            return 1
        installed = [path.relative_to(folder).as_posix() for path in pathlib.Path(folder).rglob("*")
                     if path.is_file()]
    missing = [place for place in PLACES if not any(name.endswith(f"/{place}") for name in installed)]
    for place in missing:
        print(f"not installed: {place}", file=sys.stderr)
    # Libraries, headers and test programs are for the build alone.
    extra = [name for name in installed if name.endswith((".a", ".h")) or "/test-" in name]
    for name in extra:
        print(f"installed for nobody: {name}", file=sys.stderr)
    return 1 if missing or extra else 0


sys.exit(main())
