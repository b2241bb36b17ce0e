"""Refit the task quality of the catalogue from its public evidence.

    python tests/benchmarks/quality_refit.py               fit, and say what would move
    python tests/benchmarks/quality_refit.py --validate    also hide every test once (two minutes)
    python tests/benchmarks/quality_refit.py --write       put the new estimates into the catalogue

Each model has one ability, a deviation for each group of tests and one for languages other than
English; each test has a difficulty and a slope. All are estimated together, by regularised least
squares on the logits of the scores. `quality/models.csv` holds dates and
sizes, `quality/reference.csv` the scores of models outside the catalogue, which place the tests on one scale.
"""

import argparse
import csv
import datetime as dt
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import yaml
from scipy import sparse

ROOT = Path(__file__).parents[2]
CATALOG = ROOT / "opendecide" / "catalog"
HERE = Path(__file__).parent / "quality"

GROUPS = {
    "chat_assistant": "general", "rag_qa": "grounded", "summarisation": "faithful",
    "extraction": "labelling", "classification": "labelling", "coding": "coding",
    "agentic": "agentic", "research": "research",
}  # fmt: skip
BASKETS: Mapping[str, tuple[str, ...]] = {
    "chat_assistant": ("MMLU", "DTBench", "HellaSwag", "EuroEval life_in_the_uk", "Lech Mazur Writing"),
    "rag_qa": ("EuroEval squad", "Fiction.LiveBench", "Vectara answered and consistent"),
    "summarisation": ("Vectara answered and consistent", "EuroEval squad"),
    "extraction": ("EuroEval conll_en", "EuroEval squad"),
    "classification": ("EuroEval sst5", "EuroEval scala_en"),
    "translation": ("EuroEval mmlu_fr", "EuroEval hellaswag_fr", "EuroEval mmlu_de", "EuroEval hellaswag_de"),
    "coding": ("SWE-Bench verified", "Aider polyglot", "WeirdML"),
    "agentic": ("tau2-bench retail", "tau2-bench airline", "tau2-bench telecom", "Terminal Bench", "The Agent Company"),
    "research": ("GPQA diamond", "HLE", "DeepResearch Bench", "SimpleQA Verified"),
}  # fmt: skip
RESTS_ON: Mapping[str, tuple[str, ...]] = {
    "rag_qa": ("grounded", "faithful"),
    "summarisation": ("grounded", "faithful"),
    "extraction": ("labelling", "grounded"),
    "translation": ("general",),
}
"""Groups whose rows count as evidence of a task, where it is not one group."""
FLOOR = {
    "EuroEval hellaswag": 0.25, "EuroEval hellaswag_fr": 0.25, "EuroEval hellaswag_de": 0.25,
    "EuroEval mmlu_fr": 0.25, "EuroEval mmlu_de": 0.25, "EuroEval life_in_the_uk": 0.25,
    "EuroEval scala_en": 0.33, "EuroEval scala_fr": 0.33, "EuroEval scala_de": 0.33,
    "EuroEval allocine": 0.33, "EuroEval sst5": 0.2, "EuroEval sb10k": 0.2,
}  # fmt: skip
"""Scores of a guess; the Epoch columns are corrected for guessing already."""
SHOWN_FLOOR = {"MMLU": 0.25, "HellaSwag": 0.25, **FLOOR}
"""What a guess adds back when the share of items passed is predicted."""

LEFT_OUT = (
    "MTEB",
    "Open ASR",
    "GenEval",
    "EuroEval cnn_dailymail",
    "EuroEval orange_sum",
    "EuroEval mlsum",
)
FEWEST_MODELS = 4
AS_OF = dt.date(2026, 11, 22)
AGE_LOGIT, POINTS, HUBER, ROUNDS = 0.15, 0.02, 2.0, 15
FIXED_PRIORS = {"test": 4.0, "vendor": 0.3, "zero_shot": 0.5}
"""Standard deviations of what has no spread to learn."""
FIRST_BETA = np.array([-0.3, 0.9, 0.0, -0.4, -0.2, -0.6])
"""Where the search starts: intercept, per year, later years, open weights, small, tiny."""
DRAWS = 4000
LANGUAGES = ("en", "fr", "multi")
NOTABLE, COVERAGE, LEAST_CORRELATION = 0.10, (0.75, 0.90), 0.77
"""A refit is accepted within these, measured on tests hidden from it."""
Row = dict[str, object]


@dataclass(frozen=True)
class Score:
    """One score of one model on one test; several settings count once, at their mean."""

    model: str
    test: str
    group: str
    foreign: bool
    vendor: bool
    zero_shot: bool
    origin: str
    logit: float
    sd: float
    """Noise besides that of the origin: age, and two points."""
    task: str


@dataclass(frozen=True)
class Entrant:
    """What the prior knows of a model."""

    model: str
    x: tuple[float, ...]


@dataclass
class Fit:
    """Everything estimated, and its covariance."""

    index: dict[tuple[str, ...], int]
    mean: np.ndarray
    covariance: np.ndarray
    beta: np.ndarray
    spread: dict[str, float]
    noise: dict[str, float]
    entrants: Mapping[str, Entrant]
    scores: list[Score] = field(default_factory=list)

    def at(self, *key: str) -> float | None:
        """Return an estimate, or None when nothing speaks of it."""
        place = self.index.get(key)
        return None if place is None else float(self.mean[place])


def logit(share: np.ndarray | float) -> np.ndarray:
    """Return the log odds."""
    return np.log(share / (1 - np.asarray(share)))


def sigmoid(x: np.ndarray | float) -> np.ndarray:
    """Return the share of a log odds."""
    return 1 / (1 + np.exp(-np.asarray(x)))


def rows() -> Iterable[dict[str, str]]:
    """Yield the evidence of the catalogue, then that of the reference models."""
    for path in sorted((CATALOG / "quality_evidence").glob("*.yaml")):
        data = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        for row in data["rows"]:
            named = dict(zip(data["columns"], row, strict=True))
            yield {key: "" if one is None else str(one) for key, one in named.items()} | {
                "model": data["model"]
            }
    with (HERE / "reference.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def scores() -> list[Score]:
    """Read the rows that enter the fit."""
    kept: dict[tuple[str, str, bool], list[Score]] = defaultdict(list)
    for row in rows():
        test, task = row["benchmark"], row["task"]
        if task not in GROUPS or test.startswith(LEFT_OUT):
            continue
        share = float(row["value"]) / (100 if row["unit"].startswith("percent") else 1)
        floor = FLOOR.get(test, 0.0)
        share = float(np.clip((share - floor) / (1 - floor), 0.01, 0.99))
        years = (AS_OF - dt.date.fromisoformat(row["as_of"])).days / 365.25
        sd = np.hypot(AGE_LOGIT * max(0.0, years), POINTS / (share * (1 - share)))
        zero_shot = test.startswith("EuroEval") and "zero-shot" in row["setting"]
        one = Score(
            row["model"], test, GROUPS[task], row["language"] in ("fr", "multi"),
            row["reported_by"] == "vendor", zero_shot, row["source"].partition(":")[0].removesuffix("_october"),
            float(logit(share)), float(sd), task,
        )  # fmt: skip
        kept[one.model, test, zero_shot].append(one)
    merged = [_mean(some) for some in kept.values()]
    seen = defaultdict(set)
    for one in merged:
        seen[one.test].add(one.model)
    return [one for one in merged if len(seen[one.test]) >= FEWEST_MODELS]


def _mean(some: Sequence[Score]) -> Score:
    first = some[0]
    return Score(
        first.model, first.test, first.group, first.foreign, all(one.vendor for one in some), first.zero_shot,
        first.origin, float(np.mean([one.logit for one in some])), float(np.mean([one.sd for one in some])),
        first.task,
    )  # fmt: skip


def entrants() -> dict[str, Entrant]:
    """Read date, openness and size of every model."""
    found = {}
    with (HERE / "models.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = dt.date.fromisoformat((row["release_date"] + "-01-01")[:10])
            years = (day - dt.date(2024, 1, 1)).days / 365.25
            late = max(0.0, (day - dt.date(2025, 7, 1)).days / 365.25)
            x = (1.0, years, late, float(row["open_weights"] or 0.5),
                 float(row["size_class"] == "small"), float(row["size_class"] == "tiny"))  # fmt: skip
            found[row["model"]] = Entrant(row["model"], x)
    return found


@dataclass
class Problem:
    """The scores as arrays; `index` tells where each unknown stands."""

    index: dict[tuple[str, ...], int]
    design: sparse.csr_matrix
    """What enters linearly: deviations, difficulty, language, vendor, protocol."""
    ability: np.ndarray
    slope: np.ndarray
    y: np.ndarray
    extra: np.ndarray
    origin: np.ndarray
    abilities: np.ndarray
    x: np.ndarray

    def of(self, kind: str) -> list[tuple[tuple[str, ...], int]]:
        """Return the unknowns of one kind with their places."""
        return [(key, at) for key, at in self.index.items() if key[0] == kind]

    def jacobian(self, mean: np.ndarray) -> sparse.csr_matrix:
        """Return how each score answers to each unknown."""
        row = np.arange(len(self.y))
        values = np.r_[mean[self.slope], mean[self.ability]]
        places = (np.r_[row, row], np.r_[self.ability, self.slope])
        return self.design + sparse.csr_matrix((values, places), shape=self.design.shape)

    def residual(self, mean: np.ndarray) -> np.ndarray:
        """Return what the unknowns leave unexplained."""
        return self.y - self.design @ mean - mean[self.slope] * mean[self.ability]


def arrange(data: Sequence[Score], known: Mapping[str, Entrant]) -> Problem:
    """Give every unknown a place and write the scores as arrays."""
    index: dict[tuple[str, ...], int] = {}

    def place(*key: str) -> int:
        return index.setdefault(key, len(index))

    cells, ability, slope = [], [], []
    for line, one in enumerate(data):
        ability.append(place("model", one.model))
        slope.append(place("slope", one.test))
        cells += [
            (line, place("group", one.model, one.group), 1.0),
            (line, place("test", one.test), -1.0),
        ]
        if one.foreign:
            cells.append((line, place("language", one.model), 1.0))
        if one.vendor:
            cells.append((line, place("vendor"), 1.0))
        if one.zero_shot:
            cells.append((line, place("zero_shot", one.test), 1.0))
    lines, columns, values = zip(*cells, strict=True)
    models = [(key[1], at) for key, at in index.items() if key[0] == "model"]
    return Problem(
        index=index,
        design=sparse.csr_matrix((values, (lines, columns)), shape=(len(data), len(index))),
        ability=np.array(ability),
        slope=np.array(slope),
        y=np.array([one.logit for one in data]),
        extra=np.array([one.sd for one in data]),
        origin=np.array([one.origin for one in data]),
        abilities=np.array([at for _, at in models]),
        x=np.array([known[model].x for model, _ in models]),
    )


def free_of_sign(test: str) -> bool:
    """Tell whether the slope of a test may be zero or negative: stronger models invent no less."""
    return test.startswith("Vectara")


def priors(
    problem: Problem, mean: np.ndarray, beta: np.ndarray, spread: Mapping[str, float]
) -> tuple[np.ndarray, np.ndarray]:
    """Return where each unknown is expected, and how firmly."""
    centre, sd = np.zeros(len(mean)), np.ones(len(mean))
    for key, at in problem.index.items():
        kind = key[0]
        if kind in FIXED_PRIORS:
            sd[at] = FIXED_PRIORS[kind]
        elif kind == "slope" and free_of_sign(key[1]):
            centre[at], sd[at] = 0.5, 0.7
        elif kind == "slope":  # a log-normal around 1, near the present value
            centre[at], sd[at] = 1.0, 0.6 * max(mean[at], 1.0)
        else:
            sd[at] = spread[key[2] if kind == "group" else kind]
    centre[problem.abilities] = problem.x @ beta
    return centre, 1 / sd**2


def learn(
    problem: Problem, mean: np.ndarray, covariance: np.ndarray, sd: np.ndarray, now: Fit
) -> None:
    """Take the prior of abilities, the spreads and the noise from the present estimates."""
    now.beta = np.linalg.lstsq(problem.x, mean[problem.abilities], rcond=None)[0]
    variance = np.diag(covariance)
    deviation = mean.copy()
    deviation[problem.abilities] -= problem.x @ now.beta
    parts = defaultdict(list)
    for key, at in problem.index.items():
        if key[0] in ("model", "group", "language"):
            parts[key[2] if key[0] == "group" else key[0]].append(at)
    for name, at in parts.items():
        now.spread[name] = float(
            np.clip(np.sqrt(np.mean(deviation[at] ** 2 + variance[at])), 0.05, 1.5)
        )
    residual, jacobian = problem.residual(mean), problem.jacobian(mean)
    for name in now.noise:
        mine = np.flatnonzero(problem.origin == name)
        part = jacobian[mine]
        taken = np.asarray(part.multiply(part @ covariance).sum(axis=1)).ravel()
        pulled = np.minimum(residual[mine] ** 2, (HUBER * sd[mine]) ** 2) * 1.1
        left = np.average(pulled + taken - problem.extra[mine] ** 2, weights=1 / sd[mine] ** 4)
        now.noise[name] = float(np.sqrt(np.clip(left, 0.04, 1.0)))


def fit(data: list[Score], known: Mapping[str, Entrant], start: Fit | None = None) -> Fit:
    """Estimate everything; with `start`, the spreads are taken from it and stay."""
    problem = arrange(data, known)
    size = len(problem.index)
    kinds = ["model", "language", *dict.fromkeys(GROUPS.values())]
    now = Fit(problem.index, np.zeros(size), np.eye(size), FIRST_BETA, {}, {}, known, data)
    if start is None:
        now.spread = dict.fromkeys(kinds, 0.3)
        now.noise = dict.fromkeys(sorted({one.origin for one in data}), 0.5)
    else:
        now.beta, now.spread, now.noise = start.beta, dict(start.spread), dict(start.noise)
    mean = np.zeros(size)
    mean[[at for _, at in problem.of("slope")]] = 1.0
    mean[problem.abilities] = problem.x @ now.beta
    if start is not None:
        for key, at in problem.index.items():
            mean[at] = start.mean[start.index[key]] if key in start.index else mean[at]
    rising = [at for key, at in problem.of("slope") if not free_of_sign(key[1])]
    for _turn in range(ROUNDS if start is None else 2):
        centre, precision = priors(problem, mean, now.beta, now.spread)
        for _step in range(3):
            jacobian, residual = problem.jacobian(mean), problem.residual(mean)
            sd = np.hypot(np.array([now.noise[one] for one in problem.origin]), problem.extra)
            weight = np.minimum(1.0, HUBER * sd / np.maximum(np.abs(residual), 1e-9)) / sd**2
            normal = (jacobian.T @ sparse.diags(weight) @ jacobian).toarray() + np.diag(precision)
            pull = jacobian.T @ (weight * residual) + precision * (centre - mean)
            step = np.linalg.solve(normal, pull)
            mean = mean + step
            mean[rising] = np.maximum(mean[rising], 0.2)
            if np.abs(step).max() < 1e-4:
                break
        now.mean, now.covariance = mean, np.linalg.inv(normal)
        if start is None:
            learn(problem, mean, now.covariance, sd, now)
    return now


def draws(found: Fit, model: str, group: str, rng: np.random.Generator) -> tuple[np.ndarray, ...]:
    """Draw ability, deviation in a group and deviation in other languages of one model."""
    keys = [("model", model), ("group", model, group), ("language", model)]
    prior_sd = [found.spread["model"], found.spread[group], found.spread["language"]]
    prior = [float(np.array(found.entrants[model].x) @ found.beta), 0.0, 0.0]
    at = [found.index.get(key) for key in keys]
    there = [one for one in at if one is not None]
    drawn = [prior[one] + prior_sd[one] * rng.standard_normal(DRAWS) for one in range(3)]
    if there:
        joint = rng.multivariate_normal(
            found.mean[there], found.covariance[np.ix_(there, there)], DRAWS
        )
        for column, one in enumerate(
            position for position, place in enumerate(at) if place is not None
        ):
            drawn[one] = joint[:, column]
    return tuple(drawn)


def estimate(
    found: Fit,
    model: str,
    task: str,
    language: str,
    *,
    shift: Mapping[str, float],
    idiosyncrasy: float,
) -> tuple[float, float, float]:
    """Return P10, P50 and P90 of the share of the basket passed."""
    rng = np.random.default_rng([sum(map(ord, model)), sum(map(ord, task))])
    own = idiosyncrasy * rng.standard_normal(DRAWS)
    share = np.zeros(DRAWS)
    for test in BASKETS[task]:
        group = next(one.group for one in found.scores if one.test == test)
        theta, delta, foreign = draws(
            found, model, group, np.random.default_rng([7, sum(map(ord, model))])
        )
        level = found.at("slope", test) * theta + delta - found.at("test", test) + own
        if language != "en" and task != "translation":
            level = level + foreign - shift[language]
        elif task == "translation":
            level = level + foreign
        floor = SHOWN_FLOOR.get(test, 0.0)
        share += floor + (1 - floor) * sigmoid(level)
    low, mid, high = np.quantile(share / len(BASKETS[task]), (0.1, 0.5, 0.9))
    return float(low), float(mid), float(high)


def language_shift(data: list[Score]) -> dict[str, float]:
    """Return half the median loss between HellaSwag and its translations."""
    by_test = defaultdict(dict)
    for one in data:
        if not one.zero_shot:
            by_test[one.test][one.model] = one.logit
    english = by_test["EuroEval hellaswag"]
    shift = {}
    for language, test in (("fr", "EuroEval hellaswag_fr"), ("multi", "EuroEval hellaswag_de")):
        loss = [
            english[model] - score for model, score in by_test[test].items() if model in english
        ]
        shift[language] = float(np.median(loss)) / 2
    return shift


def validate(found: Fit, idiosyncrasy: float) -> tuple[float, float, float]:
    """Hide every test with ten models or more; return rank correlation, coverage and mean error."""
    by_test = defaultdict(list)
    for one in found.scores:
        if not one.zero_shot:
            by_test[one.test].append(one)
    correlations, held, errors, weights = [], [], [], []
    for test, mine in sorted(by_test.items()):
        if len(mine) < 10:
            continue
        rest = [one for one in found.scores if one.test != test]
        hidden = fit(rest, found.entrants, start=found)
        rng = np.random.default_rng(sum(map(ord, test)))
        order = rng.permutation(len(mine))
        learn, judge = [mine[one] for one in order[:5]], [mine[one] for one in order[5:]]
        drawn = {
            one.model: draws(hidden, one.model, one.group, np.random.default_rng(3)) for one in mine
        }
        usual = float(
            np.median([hidden.mean[at] for key, at in hidden.index.items() if key[0] == "slope"])
        )
        noise = found.noise[mine[0].origin]
        # Five models tell the level and, by less, the slope of the hidden test.
        steady = {
            one.model: drawn[one.model][1] + one.foreign * drawn[one.model][2] for one in mine
        }
        ability = np.array([drawn[one.model][0].mean() for one in learn])
        rest_of = np.array([one.logit - steady[one.model].mean() for one in learn])
        across = ability - ability.mean()
        doubt = (noise**2 + idiosyncrasy**2) / (0.6 * usual) ** 2
        slope = float((across @ rest_of + doubt * usual) / (across @ across + doubt))
        offset = float(np.mean(rest_of - slope * ability))
        guess = {
            one.model: slope * drawn[one.model][0] + steady[one.model] + offset for one in judge
        }
        unsure = (noise**2 + idiosyncrasy**2) / len(learn)
        truth = np.array([one.logit for one in judge])
        middle = np.array([guess[one.model].mean() for one in judge])
        if len(judge) > 3 and np.std(middle) > 0:
            correlations.append(_rank_correlation(truth, middle))
            weights.append(len(judge))
        for one in judge:
            width = np.sqrt(
                guess[one.model].var() + idiosyncrasy**2 + noise**2 + one.sd**2 + unsure
            )
            held.append(abs(one.logit - guess[one.model].mean()) <= 1.2816 * width)
            errors.append(abs(sigmoid(one.logit) - sigmoid(guess[one.model].mean())))
    return (
        float(np.average(correlations, weights=weights)),
        float(np.mean(held)),
        float(np.mean(errors)),
    )


def _rank_correlation(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.corrcoef(np.argsort(np.argsort(one)), np.argsort(np.argsort(other)))[0, 1])


def basis(mine: Sequence[Score], task: str) -> tuple[str, int]:
    """Say what an estimate rests on, and on how many rows."""
    groups = RESTS_ON.get(task) or (GROUPS[task],)
    rows_of_task = [
        one for one in mine if one.group in groups and (one.foreign or task != "translation")
    ]
    if len(rows_of_task) >= 3 and any(not one.vendor for one in rows_of_task):
        return "direct", len(rows_of_task)
    if rows_of_task:
        return "thin", len(rows_of_task)
    return ("transfer" if mine else "prior"), 0


def shipped(model: str) -> list[Row]:
    """Return the estimates of a model as the catalogue has them; for a new one, the rows to fill."""
    data = yaml.load((CATALOG / "models" / f"{model}.yaml").read_text("utf-8"), yaml.CSafeLoader)
    if data.get("quality") or "text" not in data.get("modalities", ["text"]):
        return data.get("quality", [])
    return [
        {"task": task, "language": language}
        for task in BASKETS
        for language in (("multi",) if task == "translation" else LANGUAGES)
    ]


def write(model: str, new: Sequence[Row]) -> None:
    """Put new estimates at the end of the file of a model."""
    path = CATALOG / "models" / f"{model}.yaml"
    head, _, _old = path.read_text("utf-8").rstrip("\n").partition("\nquality:\n")
    path.write_text(f"{head}\nquality:\n" + "".join(map(_line, new)), "utf-8")


def _line(row: Row) -> str:
    words = (
        f"{key}: {str(one).lower() if isinstance(one, bool) else one}" for key, one in row.items()
    )
    return "  - {" + ", ".join(words) + "}\n"


class Refit:
    """A fit, and the estimates of the catalogue that follow from it."""

    def __init__(self) -> None:
        rules = yaml.load((CATALOG / "rules" / "quality.yaml").read_text("utf-8"), yaml.CSafeLoader)
        self.idiosyncrasy: float = rules["quality.new_test_idiosyncrasy_logit"]["value"]
        self.data = scores()
        self.fit = fit(self.data, entrants())
        self.shift = language_shift(self.data)
        self.of_model: dict[str, list[Score]] = defaultdict(list)
        for one in self.data:
            self.of_model[one.model].append(one)

    def row(self, model: str, old: Row) -> Row:
        """Return the new estimate in place of an old one; tasks outside the fit stay as they are."""
        task, language = str(old["task"]), str(old["language"])
        if task not in BASKETS:
            return old
        low, mid, high = estimate(
            self.fit, model, task, language, shift=self.shift, idiosyncrasy=self.idiosyncrasy
        )
        word, number = basis(self.of_model[model], task)
        new: Row = {"task": task, "language": language}
        new |= {"p10": round(low, 3), "p50": round(mid, 3), "p90": round(high, 3), "basis": word}
        if language != "en" and not any(one.foreign for one in self.of_model[model]):
            new["language_measured"] = False
        return new | ({"evidence_rows": number} if number else {})

    def describe(self) -> None:
        """Print what was estimated."""
        found, tests = self.fit, {one.test for one in self.data}
        print(f"{len(self.data)} scores of {len(self.of_model)} models on {len(tests)} tests")
        print("gain per year in logits:", round(found.beta[1], 2))
        print("spread:", {key: round(one, 2) for key, one in found.spread.items()})
        print("noise:", {key: round(one, 2) for key, one in found.noise.items()})
        print("loss in another language:", {key: round(one, 2) for key, one in self.shift.items()})


def compare(pairs: Sequence[tuple[str, Row, Row]]) -> None:
    """Print how far the new estimates lie from the shipped ones."""
    by_task = defaultdict(list)
    inside, widths, moved = [], [], []
    for model, old, new in pairs:
        before, after = float(old["p50"]), float(new["p50"])
        by_task[old["task"], old["language"]].append((before, after))
        inside.append(old["p10"] <= after <= old["p90"])
        widths.append((new["p90"] - new["p10"]) / (old["p90"] - old["p10"]))
        if abs(after - before) > NOTABLE:
            moved.append(f"  {model} {old['task']} {old['language']}: {before:.2f} -> {after:.2f}")
    print("against the shipped estimates: ranks agree, median difference, largest difference")
    for (task, language), some in sorted(by_task.items()):
        old, new = np.array(some).T
        median, largest = np.median(new - old), np.abs(new - old).max()
        print(
            f"  {task:16} {language:6} {_rank_correlation(old, new):.2f} {median:+.3f} {largest:.2f}"
        )
    print(f"{np.mean(inside):.0%} of the new middles lie inside the shipped intervals;")
    print(f"the new intervals are {np.median(widths):.2f} times as wide;")
    print(
        f"{len(moved)} estimates move by more than {NOTABLE}; each needs a new row that explains it:"
    )
    print("\n".join(moved))


def main() -> int:
    """Fit, compare with what is shipped, and write when asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--validate", action="store_true", help="hide every test once")
    parser.add_argument("--write", action="store_true", help="put the estimates into the catalogue")
    options = parser.parse_args()

    refit = Refit()
    refit.describe()
    pairs = []
    for path in sorted((CATALOG / "models").glob("*.yaml")):
        if path.stem not in refit.fit.entrants:
            print(f"{path.stem}: add its date and size to {HERE / 'models.csv'}")
            continue
        old = shipped(path.stem)
        new = [refit.row(path.stem, one) for one in old]
        pairs += [
            (path.stem, before, after)
            for before, after in zip(old, new, strict=True)
            if before["task"] in BASKETS and "p50" in before
        ]
        if options.write and new:
            write(path.stem, new)
    compare(pairs)
    if not options.validate:
        return 0
    correlation, coverage, error = validate(refit.fit, refit.idiosyncrasy)
    print(f"hidden tests: ranks agree at {correlation:.2f}, mean error {error:.3f}")
    print(f"hidden tests: the 80 % interval held in {coverage:.2f} of the cases")
    accepted = COVERAGE[0] <= coverage <= COVERAGE[1] and correlation >= LEAST_CORRELATION
    print("accepted" if accepted else f"not accepted: {COVERAGE} and {LEAST_CORRELATION} are asked")
    return 0 if accepted else 1


if __name__ == "__main__":
    sys.exit(main())
