"""Rank acceptability against what numpy cannot do without, and against other libraries."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

import numpy as np

from opendecide.mcda.acceptability import acceptability
from opendecide.mcda.sampling import weight_samples

SAMPLES, ALTERNATIVES, CRITERIA = 100_000, 50, 12
ROOT = Path(__file__).parents[2]
STEP = 2000
PEER_SAMPLES = 2000  # peers take minutes for all; their time is proportional to the samples

MANY = """
import re, numpy as np
from pathlib import Path
def peak():  # of this process alone: getrusage would remember the one that started it
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
bare = peak()
from opendecide.mcda.acceptability import acceptability
from opendecide.mcda.sampling import weight_chunks
rng = np.random.default_rng(0)
acceptability(rng.random((50, 12)), weight_chunks("uniform", 12, 10_000_000, rng)).pairwise
print((peak() - bare) / 1024)
"""


def measure(*, peers: bool) -> tuple[str, list[tuple[str, str, str]]]:
    """Return the title and rows of this benchmark."""
    values = np.random.default_rng(1).random((ALTERNATIVES, CRITERIA))

    def ours() -> None:
        weights = weight_samples("uniform", CRITERIA, SAMPLES, np.random.default_rng(0))
        acceptability(values, weights)

    def ours_with_pairs() -> None:
        weights = weight_samples("uniform", CRITERIA, SAMPLES, np.random.default_rng(0))
        _ = acceptability(values, weights).pairwise

    bound, own, pairs = in_turns(lambda: lower_bound(values), ours, ours_with_pairs)
    memory = subprocess.run(
        [sys.executable, "-c", MANY], capture_output=True, text=True, check=True
    ).stdout
    rows = [
        ("packed-key lower bound in numpy: draw, multiply, pack, sort, count", ms(bound), "-"),
        ("`acceptability`, sampling included", ms(own), "-"),
        ("the same over the lower bound", f"{own / bound:.2f} x", "≤ 1.5 x"),
        ("with all pairwise winning indices read, over the bound", f"{pairs / bound:.2f} x", "-"),
        (
            "memory of 10 million weight vectors, above numpy alone",
            f"{float(memory):.0f} MB",
            "≤ 300 MB",
        ),
    ]
    if peers:
        for name, peer, budget in (
            ("pysensmcda, `smaa.simulate` on a numpy weighted sum", pysensmcda_smaa, "≥ 10 x"),
            ("a pymcdm loop (weighted sum, ranks)", pymcdm_loop, "≥ 300 x"),
        ):
            peer(values)  # the first call imports
            took = in_turns(lambda peer=peer: peer(values), rounds=2)[0] * SAMPLES / PEER_SAMPLES
            rows.append((f"{name}, over ours", f"{took / own:.0f} x", budget))
    size = f"{SAMPLES:,} weight vectors x {ALTERNATIVES} alternatives x {CRITERIA} criteria"
    return f"Rank acceptability, {size}", rows


def lower_bound(values: np.ndarray) -> np.ndarray:
    """Count ranks, and nothing else, without checks or ties: scores lie from 0 to 1."""
    bits = (1 << (ALTERNATIVES - 1).bit_length()) - 1
    own = np.arange(ALTERNATIVES)
    counts = np.zeros(ALTERNATIVES**2, np.int64)
    scores = np.empty((STEP, ALTERNATIVES))
    weights = np.random.default_rng(0).dirichlet(np.ones(CRITERIA), SAMPLES)
    for start in range(0, SAMPLES, STEP):
        np.matmul(weights[start : start + STEP], values.T, out=scores)
        keys = scores.view(np.int64)
        keys &= ~bits
        keys |= own
        keys.sort(axis=1)
        keys &= bits
        keys += own * ALTERNATIVES
        counts += np.bincount(keys.ravel(), minlength=ALTERNATIVES**2)
    return counts.reshape(ALTERNATIVES, ALTERNATIVES)


def pysensmcda_smaa(values: np.ndarray) -> None:
    """Rank with pysensmcda, on the quickest method it can be given."""
    from pysensmcda.smaa import rank_acceptability, simulate

    def weighted_sum(matrix: np.ndarray, weights: np.ndarray, _types: np.ndarray) -> np.ndarray:
        return matrix @ weights

    rank_acceptability(
        simulate(
            weighted_sum,
            values,
            np.ones(CRITERIA),
            num_samples=PEER_SAMPLES,
            reverse_ranking=True,
            seed=0,
        )
    )


def pymcdm_loop(values: np.ndarray) -> None:
    """Rank with pymcdm, one weight vector after the other."""
    from pymcdm.methods import WSM
    from pymcdm.normalizations import minmax_normalization

    method, types = WSM(minmax_normalization), np.ones(CRITERIA)
    weights = np.random.default_rng(0).dirichlet(np.ones(CRITERIA), PEER_SAMPLES)
    counts = np.zeros((ALTERNATIVES, ALTERNATIVES))
    for row in weights:
        ranks = method.rank(method(values, row, types)).astype(int) - 1
        counts[np.arange(ALTERNATIVES), np.minimum(ranks, ALTERNATIVES - 1)] += 1


def in_turns(*candidates: Callable[[], object], rounds: int = 15) -> list[float]:
    """Return the least processor time of each candidate, in seconds; they take turns."""
    best = [np.inf] * len(candidates)
    for _ in range(rounds):
        for place, candidate in enumerate(candidates):
            started = process_time()
            candidate()
            best[place] = min(best[place], process_time() - started)
    return best


def ms(seconds: float) -> str:
    """Say seconds as milliseconds."""
    return f"{seconds * 1000:.1f} ms"
