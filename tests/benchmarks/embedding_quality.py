"""Estimate how well embedding models find what was asked for, from their public scores.

    python tests/benchmarks/embedding_quality.py           say what would move
    python tests/benchmarks/embedding_quality.py --write   put the estimates into the catalogue

Not every model was tried on every test, and a mean over the tests at hand would flatter those tried
on easy ones. So the logit of each score is an ability of the model, for French a deviation of it,
less a difficulty of the test, and noise; all are estimated together, the spreads from the data. An
estimate is the mean nDCG@10 over all tests of the language, as a new test of that kind would show
it. Languages without a test are French with a deviation that nobody measured.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import yaml

sys.path.insert(0, str(Path(__file__).parent))

from quality_refit import CATALOG, logit, rows, sigmoid, write

TASK, PREFIX = "embedding", "MTEB "
LANGUAGES = ("en", "fr", "multi")
FEW = 3
"""Scores from which on the evidence is direct."""
WIDE, ROUNDS, DRAWS = 4.0, 200, 20_000
UNMEASURED = 0.17
"""How far a model departs in a language nobody tested: sd in logits, as in the fit of the others."""
Key = tuple[str, ...]


class Fit:
    """Abilities, deviations and difficulties with their covariance, by maximum likelihood.

    Tests whose name begins with the first prefix are the basket that estimates speak of; those of
    the others say how able a model is.
    """

    def __init__(
        self,
        task: str = TASK,
        prefixes: tuple[str, ...] = (PREFIX,),
        share: Callable[[float], float] = float,
    ) -> None:
        self.basket = prefixes[0]
        self.scores = [
            (
                one["model"],
                one["language"],
                one["benchmark"],
                float(logit(share(float(one["value"])))),
            )
            for one in rows()
            if one["task"] == task and one["benchmark"].startswith(prefixes)
        ]
        self.index: dict[Key, int] = {}
        cells = []
        for line, (model, language, test, _) in enumerate(self.scores):
            cells += [
                (line, self._place("model", model), 1.0),
                (line, self._place("test", test), -1.0),
            ]
            if language != "en":
                cells.append((line, self._place("language", model), 1.0))
        self.tests = {(language, test) for _, language, test, _ in self.scores}
        self.design = np.zeros((len(self.scores), len(self.index)))
        for line, place, value in cells:
            self.design[line, place] = value
        self.y = np.array([one[3] for one in self.scores])
        self.spread = {"model": 0.5, "language": 0.3, "test": WIDE}
        self.noise = 0.4
        for _ in range(ROUNDS):
            self._step()

    def _place(self, *key: str) -> int:
        return self.index.setdefault(key, len(self.index))

    def _step(self) -> None:
        sd = np.array([self.spread[kind] for kind, *_ in self.index])
        precision = self.design.T @ self.design / self.noise**2 + np.diag(sd**-2)
        self.covariance = np.linalg.inv(precision)
        self.mean = self.covariance @ self.design.T @ self.y / self.noise**2
        for kind in ("model", "language"):
            at = [place for key, place in self.index.items() if key[0] == kind]
            squares = self.mean[at] ** 2 + np.diag(self.covariance)[at]
            self.spread[kind] = float(np.sqrt(squares.mean()))
        left = self.y - self.design @ self.mean
        known = np.trace(self.design @ self.covariance @ self.design.T)
        self.noise = float(np.sqrt((left @ left + known) / len(self.y)))

    def estimate(
        self, model: str, language: str, untested: float = 0.0
    ) -> tuple[float, float, float]:
        """Return the share of the basket of a language at P10, P50 and P90.

        Args:
            model: Its id.
            language: Its code, or `multi`.
            untested: How far below the usual one lies whom nobody tested, in spreads of models.
        """
        rng = np.random.default_rng(0)
        drawn = rng.multivariate_normal(self.mean, self.covariance, DRAWS).T
        fresh = rng.standard_normal((3, DRAWS))

        def of(kind: str, sample: int) -> np.ndarray:
            place = self.index.get((kind, model))
            return self.spread[kind] * fresh[sample] if place is None else drawn[place]

        level = of("model", 0) + self.noise * fresh[2]
        if ("model", model) not in self.index:
            level = level - untested * self.spread["model"]
        if language != "en":
            level = level + of("language", 1)
        if language not in {one for one, _ in self.tests}:
            level = level + UNMEASURED * rng.standard_normal(DRAWS)
        tested = {one for one, _ in self.tests}
        asked = language if language in tested else "fr"
        difficulties = [
            drawn[self.index["test", test]]
            for one, test in sorted(self.tests)
            if one == asked and test.startswith(self.basket)
        ]
        shares = np.mean([sigmoid(level - one) for one in difficulties], axis=0)
        low, mid, high = np.quantile(shares, (0.1, 0.5, 0.9))
        return float(low), float(mid), float(high)


def row_of(
    task: str, language: str, estimate: tuple[float, float, float], *, scores: int, measured: bool
) -> dict[str, object]:
    """Return one row of a model's file.

    Args:
        task: What was tested.
        language: Of the row.
        estimate: P10, P50 and P90.
        scores: How many the row rests on.
        measured: Whether one of them is in this language.
    """
    low, mid, high = (round(one, 3) for one in estimate)
    basis = "direct" if scores >= FEW else "thin" if scores else "prior"
    row: dict[str, object] = {"task": task, "language": language}
    row |= {"p10": low, "p50": mid, "p90": high, "basis": basis}
    if not measured:
        row["language_measured"] = False
    return row | ({"evidence_rows": scores} if scores else {})


def estimates(fit: Fit, model: str) -> list[dict[str, object]]:
    """Return the rows of a model's file."""
    count = Counter(language for name, language, *_ in fit.scores if name == model)
    return [
        row_of(
            TASK,
            language,
            fit.estimate(model, language),
            scores=count.total(),
            measured=bool(count[language]),
        )
        for language in LANGUAGES
    ]


def asked_to_write(about: str | None) -> bool:
    """Read the command line; say whether the estimates go into the catalogue."""
    parser = argparse.ArgumentParser(
        description=about, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="put the estimates into the catalogue")
    return bool(parser.parse_args().write)


def describe(fit: Fit) -> None:
    """Say what a fit rests on and how far its parts spread."""
    models = {model for model, *_ in fit.scores}
    print(f"{len(fit.scores)} scores of {len(models)} models on {len(fit.tests)} tests")
    print(
        f"spread: {fit.spread['model']:.2f} between models, {fit.spread['language']:.2f} by language;"
    )
    print(f"noise of a test: {fit.noise:.2f} logit")


def main() -> int:
    """Fit, compare with what is shipped, and write when asked to."""
    to_write = asked_to_write(__doc__)
    fit = Fit()
    describe(fit)
    for path in sorted((CATALOG / "models").glob("*.yaml")):
        data = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        if TASK not in data.get("modalities", ()):
            continue
        old = {row["language"]: row["p50"] for row in data.get("quality") or ()}
        new = estimates(fit, path.stem)
        for row in new:
            before = old.get(row["language"])
            print(
                path.stem,
                row["language"],
                before,
                "->",
                row["p10"],
                row["p50"],
                row["p90"],
                row["basis"],
            )
        if to_write:
            write(path.stem, new)
    return 0


if __name__ == "__main__":
    sys.exit(main())
