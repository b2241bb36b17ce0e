"""Why the first is first, and what speaks against it: a factor and the two performances."""

from collections.abc import Iterable

from opendecide.model.recommendation import FactorResult, Message
from opendecide.report.brief import Brief
from opendecide.report.views.performances import performance

_A_REASON = 0.5
"""Points of score below which a difference is no reason by itself."""
_ROUGH = 0.25
"""Share of its scale over which a performance may lie, from which on it is called uncertain."""


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
    pair_of = [one for one in results if one is not None]
    rough = [_is_rough(one) for one in pair_of]
    own, other = (
        _told(brief, one, uncertain=uncertain and not all(rough))
        for one, uncertain in zip(pair_of, rough, strict=True)
    )
    if own == other:
        return brief.speech.message(message)
    told = Message(code=message.code, values={**message.values, "own": own, "other": other})
    return brief.speech.message(told)


def _is_rough(result: FactorResult) -> bool:
    known = result.known and result.performance is not None
    return known and result.value_high - result.value_low > _ROUGH


def _told(brief: Brief, result: FactorResult, *, uncertain: bool) -> str:
    """Say a performance, and that it is uncertain where that makes the difference."""
    text = performance(brief.speech, result)
    return brief.speech.say("{performance}, uncertain", performance=text) if uncertain else text
