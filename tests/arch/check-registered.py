#!/usr/bin/env python3
"""Checks that nothing lies in the tree without being built, tested, shipped or translated.

Usage: check-registered.py SOURCE_ROOT [--write-potfiles]
"""
import re
import sys
from collections.abc import Iterator

import tap
import tree

MAX_LINES = 1200
TRANSLATED_CODE = re.compile(r"(?<![A-Za-z0-9_])(_|N_|C_|NC_|Q_)\s*\(\s*\"|\bg?_?(dc?n|dp|n)gettext2?\s*\(")
TRANSLATED_UI = re.compile(r"translatable\s*=\s*[\"'](yes|true|1)[\"']")
POTFILES = tree.ROOT / "po" / "POTFILES.in"


def meson_names(folder) -> str:
    """The meson.build of a folder without its comments; empty if there is none."""
    build = folder / "meson.build"
    return re.sub(r"#[^\n]*", "", build.read_text(encoding="utf-8")) if build.exists() else ""


def is_named(file: str, text: str) -> bool:
    return re.search(rf"[\"'/]{re.escape(file)}[\"']", text) is not None


def every_source_is_built() -> Iterator[str]:
    for path in tree.files("src", "*.c"):
        if not is_named(path.name, meson_names(path.parent)):
            yield f"{tree.name(path)} is not named in its meson.build"


def every_test_is_registered() -> Iterator[str]:
    for path in tree.files("tests", "test-*.c", "test[-_]*.py", "check-*.py"):
        text = meson_names(path.parent)
        # A list of names without prefix and suffix, over which meson.build loops, will do.
        short = re.sub(r"^(test|check)-", "", path.stem)
        if not is_named(path.name, text) and not is_named(path.stem, text) and not is_named(short, text):
            yield f"{tree.name(path)} is not named in its meson.build"


def every_template_is_a_resource() -> Iterator[str]:
    lists = tree.files("ui", "*.gresource.xml")
    text = "".join(path.read_text(encoding="utf-8") for path in lists)
    named = re.findall(r"<file\b[^>]*>\s*([^<]+?)\s*</file>", text)
    for path in tree.files("ui", "*.ui"):
        inside = path.relative_to(tree.ROOT / "ui").as_posix()
        if inside not in named and path.name not in named:
            yield f"{tree.name(path)} is in no gresource.xml"


def every_template_has_its_class() -> Iterator[str]:
    for path in tree.files("ui", "*.ui"):
        # Shortcut windows are built by GTK itself, under the name it looks for.
        if path.name == "help-overlay.ui":
            continue
        if not any((tree.ROOT / "src" / layer / f"{path.stem}.c").exists() for layer in ("widgets", "shell")):
            yield f"{tree.name(path)} has no {path.stem}.c in src/widgets or src/shell"


def has_text_for_people(path) -> bool:
    if path.suffix == ".ui":
        return TRANSLATED_UI.search(path.read_text(encoding="utf-8")) is not None
    if path.suffix in (".c", ".h"):
        return TRANSLATED_CODE.search(tree.code(path)) is not None
    return True


def expected_potfiles() -> list[str]:
    candidates = (tree.files("src", "*.c", "*.h") + tree.files("ui", "*.ui")
                  + tree.files("data", "*.desktop.in", "*.gschema.xml", "*.metainfo.xml.in"))
    return sorted(tree.name(path) for path in candidates if has_text_for_people(path))


def every_text_is_translated() -> Iterator[str]:
    lines = [line for line in POTFILES.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    expected = expected_potfiles()
    for name in expected:
        if name not in lines:
            yield f"{name} has text for people and is not in po/POTFILES.in"
    for name in lines:
        if name not in expected:
            yield f"po/POTFILES.in names {name}, which has no text for people or is not there"
    if lines != sorted(set(lines)):
        yield "po/POTFILES.in is not in alphabetical order, or names a file twice"


def every_language_has_its_file() -> Iterator[str]:
    text = (tree.ROOT / "po" / "LINGUAS").read_text(encoding="utf-8")
    languages = {language for line in text.splitlines() for language in line.split("#")[0].split()}
    files = {path.stem for path in tree.files("po", "*.po")}
    for language in sorted(languages ^ files):
        yield f"po/{language}.po and po/LINGUAS do not agree"


def no_file_is_too_long() -> Iterator[str]:
    for folder in ("src", "ui", "tests", "data", "build-aux"):
        for path in tree.files(folder, "*.c", "*.h", "*.ui", "*.py", "*.sh", "*.css", "meson.build", "run", "test"):
            lines = path.read_bytes().count(b"\n")
            if lines > MAX_LINES:
                yield f"{tree.name(path)} has {lines} lines, more than {MAX_LINES}"


def write_potfiles() -> int:
    head = [line for line in POTFILES.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    POTFILES.write_text("\n".join(head + expected_potfiles()) + "\n", encoding="utf-8")
    return 0


if "--write-potfiles" in sys.argv:
    sys.exit(write_potfiles())
sys.exit(tap.run([
    every_source_is_built,
    every_test_is_registered,
    every_template_is_a_resource,
    every_template_has_its_class,
    every_text_is_translated,
    every_language_has_its_file,
    no_file_is_too_long,
]))
