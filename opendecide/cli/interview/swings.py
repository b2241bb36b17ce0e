"""The swings to trade off: the heaviest factor of each of the heaviest criteria, in words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendecide.errors import InvalidInputError
from opendecide.reading.words import _, spoken

if TYPE_CHECKING:
    from opendecide.cli.interview.tradeoffs import Judgement
    from opendecide.measures.performance import Floats
    from opendecide.model.criteria import Criteria, Factor

_BUILDS_ON = "The same"
"""How a level begins that adds to the one before it, in the language of the files."""
OF_THE_CEILING = "budget ceilings"
"""The unit of costs that are told in money as soon as the ceiling is known."""
NUMBER = 6
"""More swings would need more questions than anybody answers."""


@dataclass(frozen=True, slots=True)
class Swing:
    """Going from worst to best on one factor, as two consequences."""

    factor: str
    """Its full id."""
    name: str
    worst: str
    best: str
    share: float
    """The persona's weight."""


def swings(criteria: "Criteria", persona: str, ceiling: str = "") -> tuple[Swing, ...]:
    """Return the swings that weigh most for a persona, one per criterion at most.

    Args:
        criteria: What is judged.
        persona: Whose weights they have.
        ceiling: What may be spent, as `120000 EUR`; costs are parts of it when absent.
    """
    from opendecide.stages.weighing.weights import persona_weights

    weights = persona_weights(criteria, persona)
    found = []
    for criterion in criteria.criteria:
        named = {f"{criterion.id}.{one.id}": one for one in criterion.factors}
        heaviest = max(named, key=lambda one: weights[one])
        factor, share = named[heaviest], weights[heaviest]
        worst, best = _ends(factor, ceiling)
        if share > 0:
            found.append(Swing(heaviest, _(factor.name), worst, best, share))
    return tuple(sorted(found, key=lambda one: -one.share)[:NUMBER])


def _ends(factor: "Factor", ceiling: str) -> tuple[str, str]:
    """Say the worst and the best consequence of a factor."""
    if factor.levels:
        texts = [one.text for one in factor.levels.values()]
        return _(texts[0]), ". ".join(_(one) for one in _whole(texts))
    from opendecide.report.language import language
    from opendecide.report.words import english

    reader = language(spoken())
    ends = sorted(factor.anchors, key=lambda one: one.value)
    if factor.unit == OF_THE_CEILING and ceiling:
        amount, currency = ceiling.split(" ")
        worst, best = (
            reader.money(one.at * float(amount), currency) for one in (ends[0], ends[-1])
        )
        return worst, best
    unit = _(english("unit", factor.unit or ""))
    share = (factor.unit or "").startswith("share")
    worst, best = (
        f"{reader.percent(one.at)} ({unit})" if share else f"{reader.number(one.at)} {unit}".strip()
        for one in (ends[0], ends[-1])
    )
    return worst, best


def _whole(texts: Sequence[str]) -> Sequence[str]:
    """Return the best level with those that it builds on: `The same, and …` says too little."""
    start = len(texts) - 1
    while start > 0 and texts[start].startswith(_BUILDS_ON):
        start -= 1
    return texts[start:]


def judgement(said: str, known: Sequence[Swing]) -> "Judgement":
    """Read `cost.tco>>service_quality.task_quality`.

    Raises:
        InvalidInputError: If it is no comparison of two different swings.
    """
    from opendecide.cli.interview.tradeoffs import ANSWERS

    found = re.fullmatch(r"\s*([\w.]+)\s*(>>|>|=|<|<<)\s*([\w.]+)\s*", said)
    names = [one.factor for one in known]
    short = {one.split(".")[1]: one for one in names} | {one.split(".")[0]: one for one in names}
    sides = [short.get(one, one) for one in (found[1], found[3])] if found else []
    if found is None or sides[0] == sides[1] or not set(sides) <= set(names):
        what = _("'{text}' is no trade-off: write {first}>>{second}, with >>, >, =, < or <<.")
        first, second = names[:2]
        raise InvalidInputError(
            f"{what.format(text=said, first=first, second=second)} "
            + _("There are: {words}.").format(words=", ".join(names))
        )
    relation = next(one for one in ANSWERS if one == found[2])
    return names.index(sides[0]), names.index(sides[1]), relation


def points_of(said: Sequence[str], known: Sequence[Swing], weights: "Floats") -> dict[str, int]:
    """Return the points of each swing after some trade-offs; nothing when none was answered."""
    if not said:
        return {}
    from opendecide.cli.interview.tradeoffs import points

    found = points(weights, [judgement(one, known) for one in said])
    return {one.factor: given for one, given in zip(known, found, strict=True)}
