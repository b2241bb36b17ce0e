"""Run the benchmarks of this folder: run.py [--peers] [--write docs/benchmarks.md].

Each `bench_*.py` beside this file has a function `measure(peers)` that returns a title and rows of
(what, measured, budget or "-"). Peers are the optional extra `peers`.
"""

import argparse
import os
import platform
import sys
from importlib import import_module
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: every figure is one thread's
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("MKL_NUM_THREADS", "1")

FOLDER = Path(__file__).parent


def page(*, peers: bool) -> str:
    """Measure everything and lay it out as one Markdown page."""
    import numpy as np

    lines = [
        "# Benchmarks",
        "",
        "Made by `python tests/benchmarks/run.py --peers --write docs/benchmarks.md`; not typed.",
        f"Python {platform.python_version()}, numpy {np.__version__}; every figure is the least processor",
        "time of one thread in several runs, and what is compared took turns in the same run.",
    ]
    files = sorted(FOLDER.glob("bench_*.py"))
    assert files, f"{FOLDER} has no benchmarks"
    for file in files:
        title, rows = import_module(file.stem).measure(peers=peers)
        lines += ["", f"## {title}", "", "| What | Measured | Budget |", "|---|---:|---:|"]
        lines += [f"| {what} | {measured} | {budget} |" for what, measured, budget in rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", action="store_true", help="measure other libraries too")
    parser.add_argument("--write", type=Path, help="the Markdown file to write")
    given = parser.parse_args()
    sys.path.insert(0, str(FOLDER))
    sys.path.insert(0, str(FOLDER.parents[1]))
    text = page(peers=given.peers)
    print(text)
    if given.write:
        given.write.write_text(text, encoding="utf-8")
