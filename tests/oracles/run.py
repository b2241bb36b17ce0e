"""Hold known answers against what the package computes: run.py PATH..., files or folders.

A file is a list of cases, see README.md. A line per method says how many passed, failed or are
unsupported; what failed, or why a case is unsupported, follows. Exit 1 if anything failed.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from numbers import Real
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
sys.path[:0] = [str(FOLDER), str(FOLDER.parents[1])]

from answer import answer  # noqa: E402 - found through the line above

from opendecide.errors import InvalidInputError  # noqa: E402

OUTCOMES = ("passed", "failed", "unsupported")
FAULTS = (InvalidInputError, ArithmeticError, AttributeError, IndexError, TypeError, ValueError)


@dataclass(frozen=True)
class Verdict:
    """What became of one case.

    Attributes:
        case: Its id.
        method: Its method tag.
        outcome: One of `OUTCOMES`.
        remarks: What differs, or what is not supported.
    """

    case: str
    method: str
    outcome: str
    remarks: tuple[str, ...] = ()


def judge(case: Mapping[str, Any]) -> Verdict:
    """Compute a case and compare every answer that both sides have."""
    name, method = str(case.get("id", "?")), str(case.get("method", "?"))
    try:
        given, ignored = answer(case)
    except NotImplementedError as error:
        return Verdict(name, method, "unsupported", (str(error),))
    except KeyError as error:
        return Verdict(name, method, "unsupported", (f"without {error}, in another form",))
    except FAULTS as error:
        return Verdict(name, method, "failed", (f"{type(error).__name__}: {error}",))
    expected: Mapping[str, Any] = case.get("expected") or {}
    shared = [key for key in expected if key in given]
    if not shared:
        return Verdict(name, method, "unsupported", (f"no answer called {', '.join(expected)}",))
    tolerance = case.get("tolerance") or {}
    if isinstance(tolerance, Real):
        tolerance = {"abs": tolerance}
    absolute, relative = float(tolerance.get("abs", 0)), float(tolerance.get("rel", 0))
    remarks = tuple(
        remark
        for key in shared
        for remark in differences(given[key], expected[key], key, absolute, relative)
    )
    if remarks and ignored:
        return Verdict(name, method, "unsupported", (f"parameters {', '.join(ignored)}",))
    return Verdict(name, method, "failed" if remarks else "passed", remarks)


def differences(
    given: Any, expected: Any, where: str, absolute: float, relative: float
) -> Iterator[str]:
    """Say where a given answer is further from the expected one than the tolerance allows.

    An expected null is undefined: a whole row of it asks for None, a single number for nothing. A
    string such as "1/3" is an exact fraction.
    """
    if expected is None or expected != expected:  # noqa: PLR0124 - not a number, if a file has that
        if given is not None and not isinstance(given, Real):
            yield f"{where}: {given} where nothing is defined"
    elif isinstance(expected, Mapping):
        for key in expected:
            inside = given.get(key) if isinstance(given, Mapping) else None
            yield from differences(inside, expected[key], f"{where}.{key}", absolute, relative)
    elif isinstance(expected, list):
        if not isinstance(given, list) or len(given) != len(expected):
            yield f"{where}: {given}, expected {expected}"
            return
        for place, (one, other) in enumerate(zip(given, expected, strict=True)):
            yield from differences(one, other, f"{where}[{place}]", absolute, relative)
    elif not _close(given, expected, absolute, relative):
        yield f"{where}: {given}, expected {expected}"


def _close(given: Any, expected: Any, absolute: float, relative: float) -> bool:
    """Compare two numbers within the tolerance, anything else exactly."""
    if isinstance(expected, str) and isinstance(given, Real):
        expected = float(Fraction(expected))
    if not isinstance(expected, Real) or isinstance(expected, bool):
        return bool(given == expected)
    # Sums in another order differ in the last bits, also where the tolerance is 0.
    room = absolute + relative * abs(float(expected)) + 1e-12 * max(1.0, abs(float(expected)))
    return isinstance(given, Real) and abs(float(given) - float(expected)) <= room


def cases(paths: list[Path]) -> Iterator[Mapping[str, Any]]:
    """Read all cases of files, and of the `*.json` of folders, in order of their names."""
    files = [
        file
        for path in paths
        for file in (sorted(path.rglob("*.json")) if path.is_dir() else [path])
    ]
    if not files:
        raise SystemExit(f"no *.json in {', '.join(map(str, paths))}")
    for file in files:
        content = json.loads(file.read_text(encoding="utf-8"))
        yield from content.get("cases", []) if isinstance(content, dict) else content


def report(verdicts: list[Verdict]) -> Iterator[str]:
    """Sum up by method, then list what did not pass."""
    for method in sorted({verdict.method for verdict in verdicts}):
        own = [verdict.outcome for verdict in verdicts if verdict.method == method]
        counts = "/".join(str(own.count(outcome)) for outcome in OUTCOMES)
        yield f"{method}: {counts} passed/failed/unsupported"
    for verdict in verdicts:
        if verdict.outcome != "passed":
            yield f"{verdict.outcome}: {verdict.case}: {'; '.join(verdict.remarks)}"
    counts = ", ".join(
        f"{sum(verdict.outcome == outcome for verdict in verdicts)} {outcome}"
        for outcome in OUTCOMES
    )
    yield f"{len(verdicts)} cases: {counts}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    found = [judge(case) for case in cases(parser.parse_args().paths)]
    print("\n".join(report(found)))
    sys.exit(any(verdict.outcome == "failed" for verdict in found))
