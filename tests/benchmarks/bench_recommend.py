"""A whole report from a cold start, beside what importing the libraries it is made with takes."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from test_start import EXAMPLES, LIBRARIES, in_turns

ROUNDS = 3
HOW = (
    ("with all that would change the answer", (), "≤ 3 s, 400 MB"),
    ("ranking alone", ("--fast",), "≤ 1.5 s, 300 MB"),
)


def measure(*, peers: bool) -> tuple[str, list[tuple[str, str, str]]]:  # noqa: ARG001 — nobody else makes one
    """Return the title and rows of this benchmark.

    They are measured by a process of their own: what is started by a large one counts as large.
    """
    told = subprocess.run([sys.executable, __file__], capture_output=True, check=True, text=True)
    rows = [(what, found, budget) for what, found, budget in json.loads(told.stdout)]
    return "`opendecide recommend` of the examples, 4,096 samples, from a cold start", rows


def _rows() -> list[tuple[str, str, str]]:
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "report.md")
        for example in sorted(EXAMPLES.glob("*.yaml")):
            for what, how, budget in HOW:
                command = ("-m", "opendecide", "recommend", str(example), *how, "-o", target)
                libraries, ours = in_turns(("-c", LIBRARIES), command, times=ROUNDS)
                found = (
                    f"{ours.user_s:.1f} s, {ours.user_s / libraries.user_s:.0f} x its libraries, "
                    f"{ours.memory_mb:.0f} MB"
                )
                rows.append((f"{example.stem}, {what}", found, budget))
    return rows


if __name__ == "__main__":
    print(json.dumps(_rows()))
