"""Methods whose plain form takes all pairs, and what importing the package costs."""

import resource
import subprocess
import sys
from pathlib import Path

import numpy as np
from bench_acceptability import in_turns, ms

from opendecide import mcda

ALTERNATIVES, CRITERIA = 10_000, 20
FEW = 1500  # all pairs of 10,000 do not fit a peer's memory
ROOT = Path(__file__).parents[2]


def measure(*, peers: bool) -> tuple[str, list[tuple[str, str, str]]]:
    """Return the title and rows of this benchmark."""
    rng = np.random.default_rng(1)
    matrix, weights = rng.random((ALTERNATIVES, CRITERIA)), np.ones(CRITERIA)
    few = matrix[:FEW]

    def flows(table: np.ndarray, functions: str) -> None:
        mcda.aggregate("promethee", table, weights, functions=functions, q=0.1, p=0.3)

    usual, ramp, small, ranks = in_turns(
        lambda: flows(matrix, "usual"),
        lambda: flows(matrix, "linear"),
        lambda: flows(few, "usual"),
        lambda: mcda.aggregate("wsm", matrix, weights),
        rounds=5,
    )
    rows = [
        ("PROMETHEE II, usual", ms(usual), "≤ 50 ms"),
        ("PROMETHEE II, linear (V-shape with indifference)", ms(ramp), "≤ 500 ms"),
        ("weighted sum with ranks", ms(ranks), "-"),
        ("`import opendecide.mcda`", ms(_start("opendecide.mcda")), "≤ 120 ms"),
        ("`from opendecide.mcda import aggregate`", ms(_start("opendecide.mcda.aggregation")), "-"),
        ("`import numpy` alone", ms(_start("numpy")), "-"),
    ]
    if peers:
        from pymcdm.methods import PROMETHEE_II

        method, types = PROMETHEE_II("usual"), np.ones(CRITERIA)
        shares = weights / CRITERIA
        took = in_turns(lambda: method(few, shares, types), rounds=2)[0]
        rows.append((f"pymcdm, usual, {FEW} alternatives, over ours", f"{took / small:.0f} x", "-"))
    return f"Methods, {ALTERNATIVES:,} alternatives x {CRITERIA} criteria", rows


def _start(module: str) -> float:
    """Return the processor seconds of an interpreter that imports a module, above a bare one."""
    bare, full = (min(_child(code) for _ in range(7)) for code in ("pass", f"import {module}"))
    return full - bare


def _child(code: str) -> float:
    """Return the processor seconds of a fresh interpreter that runs some code."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
