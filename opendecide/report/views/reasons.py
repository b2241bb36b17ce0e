"""Why the first is first, and what speaks against it: a factor and the two performances."""

from collections.abc import Iterable

from opendecide.model.message import Message
from opendecide.model.recommendation import RankedDeployment
from opendecide.report.brief import Brief
from opendecide.report.views.performances import with_caution

_A_REASON = 0.5
"""Points of score below which a difference is no reason by itself."""


def reasons(brief: Brief, said: Iterable[Message]) -> tuple[str, ...]:
    """Say the reasons that carry weight and that a factor explains; failing that, the strongest.

    What may fail a minimum loses a share of every value, so a criterion can differ without any of
    its factors differing; such a difference is no reason of its own.
    """
    found = list(said)
    weighty = [one for one in found if float(one.values.get("points") or 1) >= _A_REASON]
    told = [_explained(brief, one) for one in weighty or found[:1]]
    kept = [one for one in told if one is not None]
    return tuple(brief.speech.message(one) for one in kept or found[:1])


def _explained(brief: Brief, message: Message) -> Message | None:
    """Add what the first and the runner-up do on a factor that tells them apart."""
    if "factor" not in message.values:
        return message
    other = brief.ranked.get(str(message.values.get("runner_up") or ""))
    for factor in _telling(brief, message, other):
        pair = [brief.leader.factors[factor], other.factors[factor]]  # type: ignore[union-attr]  # `_telling` yields nothing without both
        own, theirs = (with_caution(brief.speech, one) for one in pair)
        if own != theirs:
            values = {**message.values, "factor": factor, "own": own, "other": theirs}
            return Message(code=message.code, values=values)
    return None


def _telling(brief: Brief, message: Message, other: RankedDeployment | None) -> list[str]:
    """Return the factor that the reason names, then the others of its criterion by their pull."""
    named = str(message.values.get("factor") or "")
    first = brief.leader
    if first is None or other is None or named not in first.factors:
        return []
    sign = -1 if message.code == "reason.behind" else 1

    def pull(factor: str) -> float:
        apart = first.factors[factor].value - other.factors[factor].value
        return sign * apart * first.factors[factor].weight

    criterion = named.partition(".")[0] + "."
    alike = [one for one in first.factors if one.startswith(criterion) and one in other.factors]
    favourable = [one for one in alike if one == named or pull(one) > 0]
    return sorted(favourable, key=lambda one: (one != named, -pull(one)))
