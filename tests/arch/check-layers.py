#!/usr/bin/env python3
"""Checks that the layers of src/ know only what lies below them.

Usage: check-layers.py SOURCE_ROOT
"""
import re
import sys
from collections.abc import Iterator

import tap
import tree

ALLOWED = {
    "calc": set(),
    "table": set(),
    "io": {"table"},
    "ledger": {"table"},
    "analysis": {"calc", "table", "ledger"},
    "chart": set(),
    "report": {"calc", "table", "ledger", "analysis", "chart"},
    "store": {"table", "ledger", "analysis"},
    "model": {"calc", "table", "io", "ledger", "analysis", "chart", "report", "store"},
    "widgets": {"table", "ledger", "analysis", "chart", "model"},
    "shell": {"table", "ledger", "analysis", "chart", "report", "model", "widgets"},
    "cli": {"calc", "table", "io", "ledger", "analysis", "chart", "report", "store"},
}
# Headers from outside, by the first part of their name, and the layers that may not see them.
FORBIDDEN = {
    r"(glib|gio|gobject|gmodule)[./-]": {"calc"},
    r"(gtk|gdk|gsk|graphene|adwaita)[./-]": set(ALLOWED) - {"widgets", "shell"},
    r"(cairo|pango)[./-]": {"calc", "table", "io", "ledger", "analysis", "store", "model", "cli"},
    r"(gio/|glib-object\.h)": {"calc"},
    r"glib-object\.h": {"calc", "table", "ledger", "analysis"},
    r"(expat|uchardet|zlib)\b": set(ALLOWED) - {"io"},
    # The report opens what it wrote once more, to check it.
    r"zip\b": set(ALLOWED) - {"io", "report"},
    r"xlsxwriter\b": set(ALLOWED) - {"report"},
    r"sqlite3\b": set(ALLOWED) - {"store"},
}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)

SOURCES = tree.files("src", "*.c", "*.h")
HEADERS: dict[str, list[str]] = {}
for header in tree.files("src", "*.h"):
    HEADERS.setdefault(header.name, []).append(header.parent.name)


def includes(path) -> list[tuple[str, str]]:
    return INCLUDE.findall(tree.code(path))


def every_layer_is_known() -> Iterator[str]:
    for folder in sorted(path for path in (tree.ROOT / "src").iterdir() if path.is_dir()):
        if folder.name not in ALLOWED:
            yield f"src/{folder.name} is not a layer of the architecture"


def header_names_are_unique() -> Iterator[str]:
    for header, layers in HEADERS.items():
        if len(layers) > 1:
            yield f"{header} stands in {' and '.join(layers)}"


def includes_only_go_down() -> Iterator[str]:
    for path in SOURCES:
        layer = path.parent.name
        for quote, included in includes(path):
            if quote != '"' or included in ("config.h",):
                continue
            if included not in HEADERS:
                # Made by the build: resources and enums carry the name of their layer's files.
                if not included.endswith(("-resources.h", "-enums.h", "-marshal.h")):
                    yield f"{tree.name(path)} includes {included}, which no layer has"
                continue
            owner = HEADERS[included][0]
            if owner != layer and owner not in ALLOWED[layer]:
                yield f"{tree.name(path)} includes {included} of {owner}, which {layer} may not know"
            elif owner != layer and included.endswith("-private.h"):
                yield f"{tree.name(path)} includes {included}, which belongs to {owner} alone"


def libraries_stay_in_their_layer() -> Iterator[str]:
    for path in SOURCES:
        layer = path.parent.name
        for quote, included in includes(path):
            for pattern, layers in FORBIDDEN.items():
                if quote == "<" and layer in layers and re.match(pattern, included):
                    yield f"{tree.name(path)} includes <{included}>, which {layer} may not know"
                    break


def each_source_includes_config_then_its_own_header() -> Iterator[str]:
    for path in tree.files("src", "*.c"):
        found = [included for _, included in includes(path)]
        if found[:1] != ["config.h"]:
            yield f"{tree.name(path)} does not include config.h first"
        own = [name for name in (f"{path.stem}.h", f"{path.stem}-private.h") if path.with_name(name).exists()]
        if own and found[1:2] not in ([name] for name in own):
            yield f"{tree.name(path)} does not include {' or '.join(own)} second"


def the_build_links_downwards() -> Iterator[str]:
    for layer, allowed in ALLOWED.items():
        build = tree.ROOT / "src" / layer / "meson.build"
        if not build.exists():
            yield f"src/{layer} has no meson.build"
            continue
        text = re.sub(r"#[^\n]*", "", build.read_text(encoding="utf-8"))
        for other in ALLOWED:
            if other != layer and other not in allowed and re.search(rf"\b{other}_(dep|lib|inc)\b", text):
                yield f"src/{layer}/meson.build links {other}, which {layer} may not know"


sys.exit(tap.run([
    every_layer_is_known,
    header_names_are_unique,
    includes_only_go_down,
    libraries_stay_in_their_layer,
    each_source_includes_config_then_its_own_header,
    the_build_links_downwards,
]))
