"""Fit the speed model again, and judge it on models that the fit has not seen.

    python tests/benchmarks/refit_speed.py [POINTS.csv]

Prints the fitted constants beside those shipped, and the errors by leave-one-group-out: a group is
a family of models with the same architecture, so that no row's relatives are in its own fit.
"""

import csv
import sys
from pathlib import Path

import numpy as np
from scipy.optimize import least_squares

from opendecide.cli.cost import known_architectures
from opendecide.cost import parameters
from opendecide.cost.accuracy import rates_of
from opendecide.cost.points import Point, read_point
from opendecide.cost.speed import Efficiency
from opendecide.reading.catalog import load_catalog

POINTS = Path(__file__).parents[1] / "data" / "throughput_points.csv"
RELATED = {
    "llama-2-70b": "llama 70b", "llama-3-70b": "llama 70b", "llama-3.1-70b": "llama 70b",
    "llama-3.3-70b": "llama 70b", "llama-2-7b": "llama 8b", "llama-3-8b": "llama 8b",
    "llama-3.1-8b": "llama 8b", "gpt-j-6b": "llama 8b", "qwen3-8b": "qwen3 dense",
    "qwen3-14b": "qwen3 dense", "qwen3-32b": "qwen3 dense", "deepseek-v3": "deepseek",
    "deepseek-r1": "deepseek",
}  # fmt: skip
NOISE = 0.25
"""Spread of the logarithm of measured over predicted that counts as usual."""
PRIOR_BANDWIDTH = {
    "ampere": 0.8, "ada": 0.75, "hopper": 0.78, "blackwell": 0.72, "workstation": 0.8,
    "cdna": 0.6, "consumer": 0.82, "apple": 0.65,
}  # fmt: skip
PRIOR_ARITHMETIC = {"bf16": 0.55, "fp8": 0.5, "fp4": 0.5}
PRIOR_OTHERS = {
    "routed_share": (0.5, 0.4), "step_s": (0.7e-3, 0.5), "sequence_s": (8e-6, 0.8),
    "layer_s": (20e-6, 0.3), "routed_layer_s": (15e-6, 0.7), "reduction_s": (30e-6, 0.4),
    "vllm": (0.87, 0.1), "sglang": (0.83, 0.1), "burst": (0.85, 0.3), "q4_k_m": (0.8, 0.2),
}  # fmt: skip


class Fit:
    """The constants as one vector of logarithms, with a prior and its spread for each."""

    def __init__(self, points: list[Point]) -> None:
        self.points = points
        self.measured = np.log([point.measured for point in points])
        priors = {f"bandwidth {group}": (value, 0.08) for group, value in PRIOR_BANDWIDTH.items()}
        for group, arithmetic in sorted({(one.group, one.arithmetic) for one in points}):
            usual = 0.65 if group in ("consumer", "apple") else PRIOR_ARITHMETIC[arithmetic]
            priors[f"arithmetic {group} {arithmetic}"] = (usual, 0.25)
        priors |= PRIOR_OTHERS
        self.names = list(priors)
        self.prior = np.log([value for value, _ in priors.values()])
        self.spread = np.array([spread for _, spread in priors.values()])
        cells: dict[tuple[str, ...], list[int]] = {}
        for at, one in enumerate(points):
            cells.setdefault((one.source, one.model, one.accelerator), []).append(at)
        self.weight = np.zeros(len(points))
        for rows in cells.values():
            self.weight[rows] = len(rows) ** -0.5
        self.weight /= np.sqrt(np.mean(self.weight**2))

    def predict(self, vector: np.ndarray) -> np.ndarray:
        """Return the logarithm of predicted rates."""
        value = dict(zip(self.names, np.exp(vector), strict=True))
        engines = {"vllm": value["vllm"], "sglang": value["sglang"]}

        def column(pick) -> np.ndarray:
            return np.array([pick(point) for point in self.points])

        efficiency = Efficiency(
            bandwidth_share=column(
                lambda one: value[f"bandwidth {one.group}"]
                * (value["q4_k_m"] if one.precision == "q4_k_m" else 1.0)
            ),
            arithmetic_share=column(lambda one: value[f"arithmetic {one.group} {one.arithmetic}"]),
            engine=column(lambda one: engines.get(one.engine, 1.0)),
            **{name: value[name] for name in
               ("routed_share", "step_s", "sequence_s", "layer_s", "routed_layer_s", "reduction_s")},
        )  # fmt: skip
        burst = column(
            lambda one: value["burst"] / parameters.BURST_SHARE.value if one.load == "burst" else 1
        )
        return np.log(rates_of(self.points, efficiency) * burst)

    def solve(self, rows: np.ndarray, start: np.ndarray | None = None) -> np.ndarray:
        """Return the constants for some rows; soft beyond the usual noise."""

        def residuals(vector: np.ndarray) -> np.ndarray:
            off = (self.predict(vector) - self.measured)[rows] / NOISE * self.weight[rows]
            soft = np.sign(off) * np.sqrt(2 * (np.sqrt(1 + off**2) - 1))
            return np.concatenate([soft, (vector - self.prior) / self.spread])

        return least_squares(residuals, self.prior if start is None else start, max_nfev=40).x

    def unseen(self, groups: np.ndarray, start: np.ndarray) -> np.ndarray:
        """Return errors of each row by a fit without its group."""
        errors = np.full(len(self.points), np.nan)
        for group in sorted(set(groups)):
            left_out = np.flatnonzero(groups == group)
            vector = self.solve(np.flatnonzero(groups != group), start)
            errors[left_out] = (self.predict(vector) - self.measured)[left_out]
        return errors


def few_left(points: list[Point], groups: np.ndarray) -> np.ndarray:
    """Return where a fit without the own group has few measurements of such accelerators."""
    family = np.array([one.group for one in points])
    kept = (family == family[:, np.newaxis]) & (groups != groups[:, np.newaxis])
    return kept.sum(axis=1) < parameters.FEW


def describe(name: str, errors: np.ndarray, sparse: np.ndarray, few: np.ndarray) -> None:
    """Print one line of errors, once those that half exceed are taken as the centre of a fit."""
    factor = np.exp(np.abs(errors))
    low, high = (
        np.where(sparse, parameters.INTERVAL_80[True][at], parameters.INTERVAL_80[False][at])
        for at in (0, 1)
    )
    wider = np.where(few, parameters.WEAK_WIDENING.value, 1.0)
    inside = (np.exp(-errors) >= low / wider) & (np.exp(-errors) <= high * wider)
    print(
        f"{name:28} n {len(errors):4} median {100 * np.median(np.abs(np.expm1(errors))):5.1f} % "
        f"within 1.5x {100 * np.mean(factor <= 1.5):5.1f} % 2x {100 * np.mean(factor <= 2):5.1f} % "
        f"80 % interval covers {100 * np.mean(inside):5.1f} %"
    )


def main() -> None:
    catalog = load_catalog()
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else POINTS
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    architectures = known_architectures(catalog)
    read = [read_point(row, architectures, catalog.accelerators) for row in rows]
    points = [one for one in read if isinstance(one, Point)]
    fit = Fit(points)
    everything = np.arange(len(points))
    vector = fit.solve(everything)
    centre = float(np.median(fit.predict(vector) - fit.measured))
    for name, value in zip(fit.names, np.exp(vector), strict=True):
        print(f"{name:28} {value:.3g}")
    print(f"{'engine shares are divided by':28} {np.exp(centre):.3f}\n")
    sparse = np.array([one.sparse for one in points])
    seen_few = few_left(points, everything)
    describe("seen", fit.predict(vector) - fit.measured - centre, sparse, seen_few)
    models = np.array([RELATED.get(one.model, one.model) for one in points])
    unseen = fit.unseen(models, vector) - centre
    few = few_left(points, models)
    describe("models never seen", unseen, sparse, few)
    describe("  dense", unseen[~sparse], sparse[~sparse], few[~sparse])
    describe("  sparse", unseen[sparse], sparse[sparse], few[sparse])
    for name, key in (("accelerators never seen", "accelerator"), ("sources never seen", "source"),
                      ("engines never seen", "engine")):  # fmt: skip
        groups = np.array([getattr(one, key) for one in points])
        describe(name, fit.unseen(groups, vector) - centre, sparse, few_left(points, groups))


if __name__ == "__main__":
    main()
