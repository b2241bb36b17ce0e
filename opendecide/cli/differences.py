"""What changed between two recommendations: input, facts, prices, method, version, answer."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from pydantic import ValidationError

from opendecide.errors import InvalidInputError
from opendecide.model.costs import DeploymentCost
from opendecide.model.message import Message, shared
from opendecide.model.profile import Profile
from opendecide.model.recommendation import CitedFact, Recommendation
from opendecide.model.robustness import Flip
from opendecide.reading.settings import EACH, apply_to_profile, parse_setting

Kind = Literal["answer", "ranking", "cost", "input", "weight", "fact", "price", "method", "version"]
NAMES = ("id", "model", "cloud", "scheme", "suite", "task", "option", "name")
"""What the items of a list go by, the first that fits: as in `--set`."""
WEIGHT = 0.0005
"""Share of the whole below which a weight has not moved."""
PRICE = 1e-6
TOKENS = {"price_input": "cost.tokens_input", "price_output": "cost.tokens_output"}
SPAN = 3
"""Figures that one is written by where it is not certain."""
Value = str | float | tuple[float, ...] | None
Figures = Callable[[str], tuple[float | str, ...]]
"""What the catalogue of the second says at a path of `--set`."""
NOTHING_KNOWN: Mapping[str, str] = MappingProxyType({})
COST_SHIFT, SHARE = 0.01, 0.01
"""Changes of a cost, and of a probability, that are worth a line."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was; None where there was, or is, nothing."""

    kind: Kind
    what: str
    before: Value
    after: Value

    @property
    def relative(self) -> float | None:
        """The change as a share of what it was; None where that makes no sense."""
        if isinstance(self.before, float) and isinstance(self.after, float) and self.before:
            return self.after / self.before - 1
        return None


@dataclass(frozen=True, slots=True)
class Fired:
    """A trigger of the first recommendation that the second one has passed."""

    flip: Flip
    now: float | str


@dataclass(frozen=True, slots=True)
class Former:
    """What became of a deployment that was recommended and is not any more."""

    deployment: str
    status: str
    """As in the long list of the second; `gone` where it is no candidate."""
    score: float | None
    """Its points in the second; None where it was not looked at closely."""
    best: float | None
    """Points of who leads there."""
    reasons: tuple[Message, ...] = ()
    """Why it is shut out."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that is not as it was, the triggers that fired, and what became of the answer."""

    differences: tuple[Difference, ...]
    fired: tuple[Fired, ...]
    former: tuple[Former, ...] = ()

    def of(self, kind: Kind) -> tuple[Difference, ...]:
        """Return the differences of one kind."""
        return tuple(one for one in self.differences if one.kind == kind)


def compare(
    before: Recommendation,
    after: Recommendation,
    *,
    known: Mapping[str, str] = NOTHING_KNOWN,
    figures: Figures = lambda _path: (),
) -> Comparison:
    """Return what changed from one recommendation to another.

    Args:
        before: The first.
        after: The second.
        known: What the catalogue of the second says by now of facts that the first rested on; the
            second itself cites those of its own answer alone.
        figures: What it says at a path of `--set`.
    """
    return Comparison(
        differences=(
            *_answer(before, after),
            *_ranking(before, after),
            *_costs(before, after),
            *_changed("input", flat(before.profile), flat(after.profile)),
            *_weights(before, after),
            *_changed(
                "fact", facts_of(before.evidence), {**known, **facts_of(after.evidence)}, both=True
            ),
            *_prices(before, after),
            *_methods(before, after),
            *_versions(before, after),
        ),
        fired=tuple(_fired(before, after, figures)),
        former=tuple(_former(before, after)),
    )


def _answer(before: Recommendation, after: Recommendation) -> Iterator[Difference]:
    for name in ("grade", "family", "deployment", "combination", "runner_up"):
        was, now = getattr(before.verdict, name), getattr(after.verdict, name)
        if was != now:
            yield Difference("answer", name, was, now)
    was, now = before.verdict.probability_best, after.verdict.probability_best
    if was is not None and now is not None and abs(was - now) >= SHARE:
        yield Difference("answer", "probability_best", was, now)


def _recommended(recommendation: Recommendation) -> tuple[str, ...]:
    """Return the deployments of the answer: of a combination all its parts."""
    verdict = recommendation.verdict
    return verdict.combination or ((verdict.deployment,) if verdict.deployment else ())


def _former(before: Recommendation, after: Recommendation) -> Iterator[Former]:
    """Say of each part of the first answer that left it where it stands in the second."""
    listed = {one.id: one for one in after.candidates}
    best = after.ranking[0].score if after.ranking else None
    for name in _recommended(before):
        if name in _recommended(after):
            continue
        one = listed.get(name)
        reasons = shared(out.reason for out in after.screened_out if out.id == name)
        yield Former(
            deployment=name,
            status="gone" if one is None else one.status,
            score=None if one is None else one.score,
            best=best,
            reasons=reasons,
        )


def order_of(recommendation: Recommendation) -> tuple[str, ...]:
    """Return the families by the rank of their best deployment."""
    leading = [one for one in recommendation.ranking if one.family_leader]
    return tuple(one.family for one in sorted(leading, key=lambda one: (one.rank, one.id)))


def _ranking(before: Recommendation, after: Recommendation) -> Iterator[Difference]:
    was, now = order_of(before), order_of(after)
    for family in dict.fromkeys((*was, *now)):
        places = [float(o.index(family) + 1) if family in o else None for o in (was, now)]
        if places[0] != places[1]:
            yield Difference("ranking", family, places[0], places[1])


def _bills(recommendation: Recommendation) -> dict[str, DeploymentCost]:
    return {one.deployment: one for one in recommendation.cost}


def cost_change(before: Recommendation, after: Recommendation) -> float | None:
    """Return by how much the cost of what was recommended changed, as a share; None if unknown."""
    name = before.verdict.deployment or ""
    was, now = _total(before, name), _total(after, name)
    return None if not was or now is None else now / was - 1


def _total(recommendation: Recommendation, name: str) -> float | None:
    """Return what the combination costs where it is the answer, else one deployment."""
    hybrid = recommendation.hybrid
    if hybrid is not None and recommendation.verdict.combination:
        return None if hybrid.cost is None else hybrid.cost.p50
    bill = _bills(recommendation).get(name)
    return None if bill is None else bill.p50


def _costs(before: Recommendation, after: Recommendation) -> Iterator[Difference]:
    was, now = _bills(before), _bills(after)
    for name in was:
        if name in now and was[name].p50 and now[name].p50 is not None:
            found = Difference("cost", name, was[name].p50, now[name].p50)
            if abs(found.relative or 0.0) >= COST_SHIFT:
                yield found


def flat(value: Any, path: str = "") -> dict[str, Any]:
    """Return the figures and words of nested data by dotted path, as `--set` writes them.

    Examples:
        >>> flat({"workloads": [{"id": "letters", "volume": {"users": 9}}]})
        {'workloads.letters.id': 'letters', 'workloads.letters.volume.users': 9}
    """
    if isinstance(value, Mapping):
        if {"low", "mid", "high"} == set(value):
            value = [value["low"], value["mid"], value["high"]]
            return {path: value[1] if value[0] == value[2] else tuple(value)}
        found: dict[str, Any] = {}
        for key, one in value.items():
            found |= flat(one, f"{path}.{key}" if path else str(key))
        return found
    if isinstance(value, (list, tuple)) and any(isinstance(one, Mapping) for one in value):
        found = {}
        for place, one in enumerate(value):
            own = next((str(one[n]) for n in NAMES if isinstance(one, Mapping) and one.get(n)), "")
            found |= flat(one, f"{path}.{own or place}")
        return found
    if isinstance(value, (list, tuple)):
        return {path: _span(value) or ", ".join(map(str, value))}
    return {path: value}


def _span(value: Sequence[Any]) -> tuple[float, ...] | None:
    """Return three figures as P10, P50 and P90; None where a list is something else."""
    figures = tuple(float(one) for one in value if type(one) in (int, float))
    return figures if len(figures) == len(value) == SPAN else None


def _changed(
    kind: Kind, was: Mapping[str, Any], now: Mapping[str, Any], *, both: bool = False
) -> Iterator[Difference]:
    """Return entries that differ; those of one side alone count unless both are asked for."""
    for name in sorted({*was, *now}):
        if both and not (name in was and name in now):
            continue
        if was.get(name) != now.get(name):
            yield Difference(kind, name, _plain(was.get(name)), _plain(now.get(name)))


def _plain(value: Any) -> Value:
    if isinstance(value, tuple):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return float(value)
    return None if value is None else str(value)


def _weights(before: Recommendation, after: Recommendation) -> Iterator[Difference]:
    now = {one.id: one.weight for one in after.criteria}
    for one in before.criteria:
        if abs(one.weight - now.get(one.id, 0.0)) >= WEIGHT:
            yield Difference("weight", one.id, 100 * one.weight, 100 * now.get(one.id, 0.0))


def facts_of(evidence: Iterable[CitedFact]) -> dict[str, str]:
    """Return what is said of each fact, by its id; sources that differ stand side by side."""
    found: dict[str, list[str]] = {}
    for one in evidence:
        found.setdefault(one.id, []).append(one.value)
    return {name: "; ".join(sorted(values)) for name, values in found.items()}


def _unit_prices(recommendation: Recommendation) -> dict[str, float]:
    found = {}
    for bill in recommendation.cost:
        for line in bill.lines:
            if line.unit_price:
                values = line.label.values
                about = values.get("workload") or values.get("model") or ""
                found[f"{bill.deployment} {line.label.code} {about}".strip()] = line.unit_price
    return found


def _prices(before: Recommendation, after: Recommendation) -> Iterator[Difference]:
    was, now = _unit_prices(before), _unit_prices(after)
    for name in sorted(was.keys() & now.keys()):
        if abs(now[name] / was[name] - 1) > PRICE:
            yield Difference("price", name, was[name], now[name])


def _methods(before: Recommendation, after: Recommendation) -> Iterator[Difference]:
    if before.weights_origin.code != after.weights_origin.code:
        yield Difference(
            "method", "weights_origin", before.weights_origin.code, after.weights_origin.code
        )
    was, now = (
        {f: text for c in one.criteria for f, text in c.factors.items()} for one in (before, after)
    )
    for name in sorted(was.keys() ^ now.keys()):
        yield Difference("method", name, was.get(name), now.get(name))


def _versions(before: Recommendation, after: Recommendation) -> Iterator[Difference]:
    for name in ("version", "catalog_date", "decision_date", "seed", "samples"):
        was, now = getattr(before.provenance, name), getattr(after.provenance, name)
        if was != now:
            yield Difference("version", name, str(was), str(now))


def _fired(before: Recommendation, after: Recommendation, figures: Figures) -> Iterator[Fired]:
    """Go through the triggers of the first: those whose figure is past the point by now."""
    for flip in before.robustness.flips:
        if flip.direction == "becomes":
            if _chosen(flip, before, after) or _come_about(flip, figures):
                yield Fired(flip, str(flip.threshold))
            continue
        now = _now(flip, before, after, figures)
        if now is not None and _past(flip, now) and not _past(flip, flip.today):
            yield Fired(flip, now)


def _come_about(flip: Flip, figures: Figures) -> bool:
    """Tell whether the catalogue says what a trigger names; an end, on that day or before."""
    said = [one for one in figures(flip.path) if one != flip.today]
    ends = flip.path.endswith(".retires")
    return bool(said) and all(
        str(one) <= str(flip.threshold) if ends else one == flip.threshold for one in said
    )


def _chosen(flip: Flip, before: Recommendation, after: Recommendation) -> bool:
    """Tell whether a choice is made by now, as `--set` would make it.

    A profile may write it so or so, and a list or a rule is more than one word.
    """
    try:
        made = apply_to_profile(before.profile, [parse_setting(f"{flip.path}={flip.threshold}")])
        then = Profile.model_validate(made).model_dump(
            mode="json", by_alias=True, exclude_unset=True
        )
    except (InvalidInputError, ValidationError):
        return False
    wanted, now = _part(then, flip.path), _part(after.profile, flip.path)
    return now == wanted != _part(before.profile, flip.path)


def _part(profile: Mapping[str, Any], path: str) -> dict[str, Any]:
    """Return what a profile states at a path and below it, or in each entry of a list."""
    head, each, tail = path.partition(f".{EACH}.")
    return {
        name: value
        for name, value in flat(profile).items()
        if value is not None
        and f"{name}.".startswith(f"{head}.")
        and (not each or name.endswith(f".{tail}"))
    }


def _past(flip: Flip, value: float | str | None) -> bool:
    """Tell whether a figure is beyond the point of a trigger."""
    if not isinstance(value, float) or not isinstance(flip.threshold, float):
        return False
    return value > flip.threshold if flip.direction == "above" else value < flip.threshold


def _now(
    flip: Flip, before: Recommendation, after: Recommendation, figures: Figures
) -> float | str | None:
    """Return what the second recommendation says of a trigger's figure; None if it does not say.

    Of a span it is the middle, as `--set` makes one figure of it; of several rows of the catalogue
    the one that is least past the point.
    """
    path = flip.path
    if path.startswith("preferences.weights."):
        weights = {one.id: 100 * one.weight for one in after.criteria}
        return weights.get(path.rpartition(".")[2])
    if path.startswith("catalog."):
        billed = _fact_now(flip, before, after)
        rows = [one for one in figures(path) if isinstance(one, float)]
        if billed is not None or not rows:
            return billed
        return min(rows) if flip.direction == "above" else max(rows)
    value = _plain(flat(after.profile).get(path))
    return value[1] if isinstance(value, tuple) else value


def _fact_now(flip: Flip, before: Recommendation, after: Recommendation) -> float | None:
    """Scale today's price by what the bills show: they may be in another currency."""
    parts = flip.path.removeprefix("catalog.")
    if parts.startswith("offers.") and ".serves." in parts:
        offer, _dot, rest = parts.removeprefix("offers.").partition(".serves.")
        model, _dot, field = rest.rpartition(".")
        ends, code = f"@{offer}", TOKENS.get(field)
    elif parts.startswith("machines.") and ".rentals." in parts:
        machine, _dot, rest = parts.removeprefix("machines.").partition(".rentals.")
        model, ends, code = "", f"@{rest.rpartition('.')[0]}:{machine}", "cost.machine_hours"
    else:
        return None
    was, now = _unit_prices(before), _unit_prices(after)
    for name in sorted(was.keys() & now.keys()):
        deployment, _space, rest = name.partition(" ")
        if (
            code is not None
            and deployment.endswith(ends)
            and deployment.startswith(model)
            and rest.startswith(code)
            and isinstance(flip.today, float)
        ):
            return flip.today * now[name] / was[name]
    return None
