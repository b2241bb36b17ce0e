"""Gate: what the organisation demands of a factor in its own words is reached."""

from collections.abc import Iterator

from opendecide.measures.performance import Performance
from opendecide.measures.table import MEASURES
from opendecide.measures.view import View
from opendecide.model.criteria import Factor
from opendecide.model.obligations import OtherObligation
from opendecide.stages.gates.outcome import Outcome, message

GATE = "certifications"


def minimums(view: View) -> Iterator[Outcome]:
    """Object where a level that an own obligation names is not reached, or not known to be."""
    for one in view.case.profile.obligations.other:
        if one.effect != "minimum" or one.factor is None or one.level is None:
            continue
        factor = _factor(view, one.factor)
        if factor is None or one.level not in factor.levels or factor.measure not in MEASURES:
            continue
        found = _below(factor, one, MEASURES[factor.measure](view))
        if found is not None:
            yield found


def _factor(view: View, name: str) -> Factor | None:
    """Return a factor by its full or short id."""
    for criterion in view.case.criteria.criteria:
        for factor in criterion.factors:
            if name in (factor.id, f"{criterion.id}.{factor.id}"):
                return factor
    return None


def _below(factor: Factor, asked: OtherObligation, found: Performance) -> Outcome | None:
    value = factor.levels[asked.level or ""].value
    possible = [factor.levels[word].value for word in found.levels] or [0.0, 1.0]
    if min(possible) >= value:
        return None
    excluded = max(possible) < value
    return Outcome(
        gate=GATE,
        kind="excluded" if excluded else "conditional",
        reason=message(
            "minimum.below" if excluded else "minimum.unknown",
            text=asked.text,
            need=asked.level,
            have=found.levels[-1] if found.levels else None,
        ),
        fact=found.evidence[0] if found.evidence else f"profile/obligations.other.{asked.id}",
        near_miss=excluded,
        silent=not excluded and bool(found.missing),
    )
