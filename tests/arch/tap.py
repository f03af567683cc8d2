"""Runs checks and reports them as TAP. A check yields a sentence for each thing that is wrong."""
import sys
from collections.abc import Callable, Iterator


def run(checks: list[Callable[[], Iterator[str]]]) -> int:
    """Runs each check under the name of its function; returns the exit status."""
    failed = 0
    print(f"1..{len(checks)}")
    for number, check in enumerate(checks, 1):
        problems = list(check())
        name = check.__name__.replace("_", "-")
        print(f"{'not ok' if problems else 'ok'} {number} /arch/{name}")
        for problem in problems:
            print(f"# {problem}")
            print(f"{name}: {problem}", file=sys.stderr)
        failed += bool(problems)
    return 1 if failed else 0
