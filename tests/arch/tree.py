"""The files of the source tree."""
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1]).resolve()
# Comments and texts may name anything; what a file includes or translates stands outside of comments.
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)


def files(folder: str, *patterns: str) -> list[pathlib.Path]:
    """All files below a folder of the tree whose names match one of the patterns, sorted."""
    found = {path for pattern in patterns for path in (ROOT / folder).rglob(pattern)}
    return sorted(path for path in found if path.is_file() and "__pycache__" not in path.parts)


def name(path: pathlib.Path) -> str:
    """The path as people write it: from the top of the tree."""
    return path.relative_to(ROOT).as_posix()


def code(path: pathlib.Path) -> str:
    """The text of a C file without its comments."""
    return COMMENT.sub(" ", path.read_text(encoding="utf-8"))
