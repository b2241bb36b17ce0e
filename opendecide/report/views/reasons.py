"""Why the first is first, and what speaks against it: a factor and the two performances."""

from collections.abc import Iterable

from opendecide.model.recommendation import Message
from opendecide.report.brief import Brief
from opendecide.report.views.performances import with_range

_A_REASON = 0.5
"""Points of score below which a difference is no reason by itself."""


def reasons(brief: Brief, said: Iterable[Message]) -> tuple[str, ...]:
    """Say the reasons that carry weight; the strongest one is always said."""
    found = list(said)
    kept = [one for one in found if float(one.values.get("points") or 1) >= _A_REASON]
    return tuple(reason(brief, one) for one in kept or found[:1])


def reason(brief: Brief, message: Message) -> str:
    """Say one reason with what the first and the runner-up do on its decisive factor."""
    factor = str(message.values.get("factor") or "")
    pair = (brief.leader, brief.ranked.get(str(message.values.get("runner_up") or "")))
    results = [one.factors.get(factor) for one in pair if one is not None]
    if len(results) < len(pair) or None in results:
        return brief.speech.message(message)
    own, other = (with_range(brief.speech, one) for one in results if one is not None)
    if own == other:
        return brief.speech.message(message)
    told = Message(code=message.code, values={**message.values, "own": own, "other": other})
    return brief.speech.message(told)
