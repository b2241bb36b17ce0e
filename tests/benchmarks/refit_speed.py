"""Fit the speed model again, and judge it on models, machines and sources that it has not seen.

    python tests/benchmarks/refit_speed.py [--write]

Prints the fitted constants, and the errors by leave-one-group-out: a group is a family of models
with the same architecture, an accelerator, an engine or a publisher, so that no row's relatives are
in its own fit. With the option, what was predicted for each row in this way is kept for the page on
trust.
"""

import csv
import sys
from pathlib import Path

import numpy as np
from scipy.optimize import least_squares

from opendecide.cli.cost import known_architectures, known_sizes
from opendecide.cost import parameters
from opendecide.cost.accuracy import Runs
from opendecide.cost.points import Point, read_point
from opendecide.cost.speed import Efficiency
from opendecide.reading.catalog import load_catalog

DATA = Path(__file__).parents[1] / "data"
POINTS = tuple(
    DATA / f"{name}_points.csv"
    for name in ("throughput", "further", "later", "second", "third", "fourth")
)
UNSEEN = DATA / "unseen_speed.csv"
BEFORE = "before_fit"
"""What was predicted for further and later points by constants of the day that had never seen them."""
CAME = ("later", "second", "third", "fourth")
"""How points are called that came after the first fits, in the order in which they came."""
TERMS_WERE_ADDED = ("later", "third", "fourth")
"""Those that asked for further terms: what these, fitted to all points before them, say of them."""
RELATED = {
    "llama-2-70b": "llama 70b", "llama-3-70b": "llama 70b", "llama-3.1-70b": "llama 70b",
    "llama-3.3-70b": "llama 70b", "llama-2-7b": "llama 8b", "llama-3-8b": "llama 8b",
    "llama-3.1-8b": "llama 8b", "gpt-j-6b": "llama 8b", "qwen3-8b": "qwen3 dense",
    "qwen3-14b": "qwen3 dense", "qwen3-32b": "qwen3 dense", "qwen3-4b": "qwen3 dense",
    "deepseek-v3": "deepseek", "deepseek-r1": "deepseek",
    "deepseek-r1-distill-llama-8b": "llama 8b", "qwen2.5-7b": "qwen2.5 dense",
    "qwen2.5-coder-7b": "qwen2.5 dense", "qwen2.5-14b": "qwen2.5 dense",
    "qwen2.5-coder-14b": "qwen2.5 dense", "deepseek-r1-distill-qwen-14b": "qwen2.5 dense",
    "qwen3.5-9b": "qwen3.5 dense", "qwen3.6-27b": "qwen3.5 dense",
    "qwen3.5-35b-a3b": "qwen3.5 35b", "qwen3.6-35b-a3b": "qwen3.5 35b",
    "qwen3-30b-a3b": "qwen3 30b", "qwen3-coder-30b-a3b": "qwen3 30b", "gemma-3-4b": "gemma 3",
    "gemma-3-12b": "gemma 3", "gpt-oss-20b": "gpt-oss", "gpt-oss-120b": "gpt-oss",
    "glm-4.6": "glm", "glm-4.5-air": "glm", "llama-4-scout": "llama 4",
    "llama-4-maverick": "llama 4", "mixtral-8x7b": "mixtral", "mixtral-8x22b": "mixtral",
    "kimi-k2": "kimi", "kimi-k2.5": "kimi", "deepseek-v3.2": "deepseek", "qwen2-7b": "qwen2.5 dense",
    "nemotron-3-nano-30b-a3b": "nemotron 3", "nemotron-3-super": "nemotron 3",
    "llama-3.2-3b": "llama 8b", "tinyllama-1.1b": "llama 8b", "qwen2.5-32b": "qwen2.5 dense",
    "qwen2.5-0.5b": "qwen2.5 dense", "qwen2.5-3b": "qwen2.5 dense", "qwen3-1.7b": "qwen3 dense",
    "qwen3-vl-8b": "qwen3 dense", "qwen3-vl-32b": "qwen3 dense", "qwen3-vl-30b-a3b": "qwen3 30b",
    "qwen3.5-27b": "qwen3.5 dense", "gemma-3-27b": "gemma 3", "minimax-m2.5": "minimax-m2",
    "minimax-m2.7": "minimax-m2", "deepseek-r1-distill-llama-70b": "llama 70b",
    "ministral-3-3b": "ministral 3", "ministral-3-14b": "ministral 3",
    "mistral-small-3.1-24b": "mistral small 3", "magistral-small-24b": "mistral small 3",
    "devstral-small-2": "mistral small 3",
    "qwen2.5-72b": "qwen2.5 dense", "deepseek-r1-distill-qwen-32b": "qwen2.5 dense",
    "qwen3-0.6b": "qwen3 dense", "nemotron-super-49b": "llama 70b", "qwen3-coder-next": "qwen3-next",
    "qwen3-next-80b-a3b": "qwen3-next", "mistral-7b": "llama 8b",
    "llama-2-13b": "llama 8b", "llama-3.2-1b": "llama 8b", "llama-3.1-nemotron-nano-8b": "llama 8b",
    "qwen2.5-1.5b": "qwen2.5 dense", "qwen2.5-coder-32b": "qwen2.5 dense",
    "qwq-32b": "qwen2.5 dense", "qwen3.5-0.8b": "qwen3.5 dense", "qwen3.5-2b": "qwen3.5 dense",
    "gemma-3-1b": "gemma 3", "gemma-4-e2b": "gemma 4 e", "gemma-4-e4b": "gemma 4 e",
    "glm-4.7": "glm", "glm-5": "glm 5", "glm-5.2": "glm 5", "kimi-k2-thinking": "kimi",
    "minimax-m2": "minimax-m2", "mistral-small-24b": "mistral small 3",
    "mistral-small-3.2-24b": "mistral small 3", "qwen3-coder-480b-a35b": "qwen3 235b",
    "qwen3-235b-a22b": "qwen3 235b", "deepseek-v4-flash": "deepseek v4",
    "deepseek-v4-pro": "deepseek v4",
}  # fmt: skip
NOISE = 0.25
"""Spread of the logarithm of measured over predicted that counts as usual."""
PRIOR_BANDWIDTH = {
    "ampere": 0.8, "ada": 0.75, "hopper": 0.78, "blackwell": 0.72, "workstation": 0.8,
    "cdna": 0.6, "consumer": 0.82, "apple": 0.65, "rdna": 0.75, "other": 0.75,
}  # fmt: skip
PRIOR_ARITHMETIC = {"bf16": 0.55, "fp8": 0.5, "fp4": 0.5}
PRIOR_ON_CONSUMER = 0.65
PRIOR_ON_RDNA = 0.38
"""A product of large matrices by AMD's own library reaches 32.3 of 59 TFLOPS on a Radeon 8060S
(https://github.com/ROCm/legacy-rocm-build/issues/5807), and prompts about 0.7 of that elsewhere."""
SHARED = {
    "narrow_width": (2500.0, 0.6), "tile_tokens": (64.0, 0.8), "uneven": (1.3, 0.3),
    "step_s": (0.7e-3, 0.5), "sequence_s": (8e-6, 0.8),
    "layer_s": (20e-6, 0.3), "routed_layer_s": (15e-6, 0.7), "reduction_s": (15e-6, 0.4),
    "bus_slowness": (2.0, 0.6), "bus_detour": (1.5, 0.5), "likeness": (0.9, 0.2),
}  # fmt: skip
"""Constants that every setup has, under their names in `Efficiency`."""
PRIOR_OTHERS = {
    "vllm": (0.87, 0.1), "sglang": (0.83, 0.1), "mlx": (1.0, 0.15), "burst": (0.85, 0.3),
    "unpacking_s_per_byte": (5e-13, 0.5), "layers of llama.cpp": (2.0, 0.5),
    "sequences in Python": (1.5, 0.5), "four-bit weights": (0.85, 0.3),
}  # fmt: skip


class Fit:
    """The constants as one vector of logarithms, with a prior and its spread for each."""

    def __init__(self, points: list[Point]) -> None:
        self.points = points
        self.measured = np.log([point.measured for point in points])
        priors = {f"bandwidth {group}": (value, 0.08) for group, value in PRIOR_BANDWIDTH.items()}
        for group, arithmetic in sorted({(one.group, one.arithmetic) for one in points}):
            usual = PRIOR_ARITHMETIC[arithmetic]
            if group in ("consumer", "apple"):
                usual = PRIOR_ON_CONSUMER
            elif group == "rdna":
                usual = PRIOR_ON_RDNA
            priors[f"arithmetic {group} {arithmetic}"] = (usual, 0.25)
        priors |= SHARED | PRIOR_OTHERS
        self.names = list(priors)
        self.prior = np.log([value for value, _ in priors.values()])
        self.spread = np.array([spread for _, spread in priors.values()])
        at = {name: place for place, name in enumerate(self.names)}
        self.at = at
        self.bandwidth = np.array([at[f"bandwidth {one.group}"] for one in points])
        self.arithmetic = np.array(
            [at[f"arithmetic {one.group} {one.arithmetic}"] for one in points]
        )
        self.engines = [
            (np.array([one.engine == name for one in points]), at[name])
            for name in ("vllm", "sglang", "mlx")
        ]
        self.by_itself = np.array([one.engine == "llama.cpp" for one in points])
        self.elsewhere = self.by_itself & np.array(
            [one.group not in parameters.MEASURED_WITH_LLAMA_CPP for one in points]
        )
        self.widened = np.array([one.widened for one in points])
        usual = parameters.PIECE_TOKENS["other"]
        self.piece = np.array(
            [parameters.PIECE_TOKENS.get(one.engine, usual).value for one in points]
        )
        self.in_python = np.array([one.engine in parameters.SEQUENCES_OF_ENGINE for one in points])
        self.runs = Runs(points)
        cells: dict[tuple[str, ...], list[int]] = {}
        for place, one in enumerate(points):
            cells.setdefault((one.source, one.model, one.accelerator), []).append(place)
        self.weight = np.zeros(len(points))
        for rows in cells.values():
            self.weight[rows] = len(rows) ** -0.5
        self.weight /= np.sqrt(np.mean(self.weight**2))

    def predict(self, vector: np.ndarray) -> np.ndarray:
        """Return the logarithm of predicted rates."""
        value = np.exp(vector)
        engine = np.ones(len(self.points))
        for rows, place in self.engines:
            engine = np.where(rows, value[place], engine)
        shared = {name: value[self.at[name]] for name in SHARED}
        layers = np.where(self.by_itself, value[self.at["layers of llama.cpp"]], 1.0)
        shared["layer_s"] = shared["layer_s"] * layers
        sequences = np.where(self.in_python, value[self.at["sequences in Python"]], 1.0)
        shared["sequence_s"] = shared["sequence_s"] * sequences
        efficiency = Efficiency(
            bandwidth_share=value[self.bandwidth],
            arithmetic_share=value[self.arithmetic],
            unpacking_s_per_byte=np.where(
                self.elsewhere, value[self.at["unpacking_s_per_byte"]], 0.0
            ),
            widened_share=np.where(self.widened, value[self.at["four-bit weights"]], 1.0),
            piece_tokens=self.piece,
            engine=engine,
            **shared,
        )
        return np.log(self.runs.rates(efficiency, float(value[self.at["burst"]])))

    def solve(self, rows: np.ndarray, start: np.ndarray | None = None) -> np.ndarray:
        """Return the constants for some rows; soft beyond the usual noise."""

        def residuals(vector: np.ndarray) -> np.ndarray:
            off = (self.predict(vector) - self.measured)[rows] / NOISE * self.weight[rows]
            soft = np.sign(off) * np.sqrt(2 * (np.sqrt(1 + off**2) - 1))
            return np.concatenate([soft, (vector - self.prior) / self.spread])

        return least_squares(residuals, self.prior if start is None else start, max_nfev=40).x

    def unseen(self, groups: np.ndarray, start: np.ndarray) -> np.ndarray:
        """Return errors of each row by a fit without its group, centred on what that fit saw."""
        errors = np.full(len(self.points), np.nan)
        for group in sorted(set(groups)):
            out = groups == group
            errors[out] = self.without(out, start)
        return errors

    def without(self, out: np.ndarray, start: np.ndarray) -> np.ndarray:
        """Return errors of some rows by a fit to the others, centred on what that fit saw."""
        off = self.predict(self.solve(np.flatnonzero(~out), start)) - self.measured
        return np.asarray(off[out] - np.median(off[~out]))


def few_left(points: list[Point], groups: np.ndarray) -> np.ndarray:
    """Return where a fit without the own group has few measurements of such accelerators."""
    family = np.array([one.group for one in points])
    kept = (family == family[:, np.newaxis]) & (groups != groups[:, np.newaxis])
    return kept.sum(axis=1) < parameters.FEW


def interval(points: list[Point], few: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return P10 and P90 of measured over predicted."""
    sparse = np.array([one.sparse for one in points])
    low, high = (
        np.where(sparse, parameters.INTERVAL_80[True][at], parameters.INTERVAL_80[False][at])
        for at in (0, 1)
    )
    wider = np.array(
        [
            parameters.widening(one.group, weak=bool(weak), guessed=False)
            for one, weak in zip(points, few, strict=True)
        ]
    )
    return low / wider, high * wider


def describe(name: str, errors: np.ndarray, points: list[Point], few: np.ndarray) -> None:
    """Print one line of errors."""
    factor = np.exp(np.abs(errors))
    low, high = interval(points, few)
    inside = (np.exp(-errors) >= low) & (np.exp(-errors) <= high)
    print(
        f"{name:28} n {len(errors):4} median {100 * np.median(np.abs(np.expm1(errors))):5.1f} % "
        f"within 1.5x {100 * np.mean(factor <= 1.5):5.1f} % 2x {100 * np.mean(factor <= 2):5.1f} % "
        f"80 % interval covers {100 * np.mean(inside):5.1f} %"
    )


def read() -> list[Point]:
    """Return every measurement."""
    catalog = load_catalog()
    architectures, sizes = known_architectures(catalog), known_sizes(catalog)
    points = []
    for path in POINTS:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                one = read_point(row, architectures, catalog.accelerators, sizes)
                if isinstance(one, Point):
                    points.append(one)
    return points


def keep(fit: Fit, found: dict[str, tuple[np.ndarray, np.ndarray]]) -> None:
    """Write what was predicted for each row by a fit without its group."""
    with UNSEEN.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["without"] == BEFORE]
    for name, (errors, few) in found.items():
        low, high = interval(fit.points, few)
        for place, one in enumerate(fit.points):
            if np.isnan(errors[place]):
                continue
            middle = one.measured * float(np.exp(errors[place]))
            rows.append({
                "without": name, "point_id": one.id, "p10": f"{middle * low[place]:.4g}",
                "p50": f"{middle:.4g}", "p90": f"{middle * high[place]:.4g}",
            })  # fmt: skip
    with UNSEEN.open("w", encoding="utf-8", newline="") as file:
        written = csv.DictWriter(file, ("without", "point_id", "p10", "p50", "p90"),
                                 lineterminator="\n")  # fmt: skip
        written.writeheader()
        written.writerows(rows)


def main() -> None:
    points = read()
    fit = Fit(points)
    everything = np.arange(len(points))
    vector = fit.solve(everything)
    errors = fit.predict(vector) - fit.measured
    centre = float(np.median(errors))
    for name, value in zip(fit.names, np.exp(vector), strict=True):
        print(f"{name:28} {value:.3g}")
    print(f"{'engine shares are divided by':28} {np.exp(centre):.3f}\n")

    def some(name: str, errors: np.ndarray, few: np.ndarray, rows: np.ndarray) -> None:
        describe(name, errors[rows], [one for one, at in zip(points, rows, strict=True) if at],
                 few[rows])  # fmt: skip

    every = np.ones(len(points), dtype=bool)
    sparse = np.array([one.sparse for one in points])
    usual = np.array([one.group not in parameters.WIDENING_OF_GROUP for one in points])
    some("seen", errors - centre, few_left(points, everything), every)
    found = {}
    for name, key in (("model", lambda one: RELATED.get(one.model, one.model)),
                      ("accelerator", lambda one: one.accelerator.upper()),
                      ("source", lambda one: one.source), ("engine", lambda one: one.engine)):  # fmt: skip
        groups = np.array([key(one) for one in points])
        unseen, few = fit.unseen(groups, vector), few_left(points, groups)
        found[name] = unseen, few
        some(f"{name} never seen", unseen, few, every)
        for kind, rows in (("dense", ~sparse), ("sparse", sparse)):
            some(f"  {kind}", unseen, few, rows)
            low, high = np.quantile(np.exp(-unseen[rows & usual & ~few]), (0.1, 0.9))
            print(f"    measured over predicted, P10 and P90: {low:.2f} {high:.2f}")
        if name == "source":
            for source in sorted(set(groups)):
                some(f"  {source}", unseen, few, groups == source)
    for name in TERMS_WERE_ADDED:
        since = CAME[CAME.index(name) :]
        out = np.array([one.id.startswith(since) for one in points])
        errors = np.full(len(points), np.nan)
        errors[out] = fit.without(out, vector)
        these = np.array([one.id.startswith(name) for one in points])
        errors[~these] = np.nan
        found[name] = errors, few_left(points, out)
        some(f"{name}, by today's terms", errors, found[name][1], these)
    if "--write" in sys.argv:
        keep(fit, found)


if __name__ == "__main__":
    main()
