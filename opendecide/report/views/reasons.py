"""Why the first is first, and what speaks against it: a factor and how the deployments do on it."""

from collections.abc import Iterable

from opendecide.model.message import Message
from opendecide.model.recommendation import FactorResult
from opendecide.report.brief import Brief
from opendecide.report.unit_words import BEYOND_THE_WAY
from opendecide.report.views.performances import performance, with_caution

_FOR = frozenset({"reason.contribution", "reason.strong"})
"""Codes of what speaks for the first."""


def reasons(brief: Brief, said: Iterable[Message], most: int) -> tuple[str, ...]:
    """Say the strongest reasons that figures bear out; failing that, the first as it is.

    What may fail a minimum loses a share of every value, so a factor can count differently without
    reading differently; such a difference is no reason of its own.
    """
    found = list(said)
    told = [one for one in (_explained(brief, one) for one in found) if one is not None]
    return tuple(brief.speech.message(one) for one in (told or found[:1])[:most])


def _below_the_minimum(result: FactorResult) -> bool:
    """Tell whether a quality is expected to miss the minimum, which speaks for nobody.

    That the runner-up misses it by more is true, and nothing that a board would choose by.
    """
    expected = result.performance
    return result.unit in BEYOND_THE_WAY and isinstance(expected, float) and expected <= 0


def read_alike(brief: Brief, one: FactorResult, other: FactorResult) -> bool:
    """Tell whether nobody sees a difference: a range that is a little wider is no argument."""
    said = (performance(brief.speech, each) for each in (one, other))
    return len({*said}) == 1 and one.note == other.note


def _explained(brief: Brief, message: Message) -> Message | None:
    """Add how the first does on the factor, and the runner-up; nothing where they read alike."""
    factor = str(message.values.get("factor") or "")
    if not factor:
        return message
    first, other = brief.leader, brief.ranked.get(str(message.values.get("runner_up") or ""))
    if first is None or factor not in first.factors:
        return None
    if message.code in _FOR and _below_the_minimum(first.factors[factor]):
        return None
    own = with_caution(brief.speech, first.factors[factor])
    if "runner_up" not in message.values:
        return Message(code=message.code, values={**message.values, "value": own})
    if other is None or factor not in other.factors:
        return None
    if read_alike(brief, first.factors[factor], other.factors[factor]):
        return None
    theirs = with_caution(brief.speech, other.factors[factor])
    return Message(code=message.code, values={**message.values, "own": own, "other": theirs})
