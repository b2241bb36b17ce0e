"""Many messages of one kind as one: values that differ become a list or a span."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from opendecide.model.message import Message

NAMES = frozenset({"model", "host", "workload", "machine"})
"""Values that tell deployments apart; the names of those stand beside the message."""
APART = frozenset(
    {
        "code",
        "have",
        "need",
        "region",
        "item",
        "scheme",
        "licence",
        "country",
        "role",
        "who",
        "assumed",
        "on",
    }
)
"""Values that make it another reason."""


@dataclass(frozen=True, slots=True)
class Span:
    """The least and the greatest of several values; no greatest where the least is enough."""

    low: Any
    high: Any | None


def kind(message: Message) -> tuple[str, ...]:
    """Return what two messages have to share to be said as one."""
    words = (
        f"{key}={value}"
        for key, value in message.values.items()
        if key in APART and isinstance(value, str)
    )
    return (message.code, *sorted(words))


def together(messages: Iterable[Message]) -> Message:
    """Return one message for several of one kind.

    Examples:
        >>> days = [Message(code="x", values={"date": one}) for one in ("2027-03-01", "2027-01-01")]
        >>> together(days).values["date"]
        Span(low='2027-01-01', high='2027-03-01')
    """
    first, *others = messages
    gathered: dict[str, list[Any]] = {}
    for message in (first, *others):
        for key, value in message.values.items():
            if key not in NAMES and value not in (None, ""):
                gathered.setdefault(key, []).append(value)
    least = first.code.startswith("cure.")  # of several cures the mildest lets the first one in
    return Message(
        code=first.code,
        values={key: _one(key, values, least=least) for key, values in gathered.items()},
    )


def _one(key: str, values: list[Any], *, least: bool) -> Any:
    if values.count(values[0]) == len(values):
        return values[0]
    if _orderable(key, values):
        return Span(min(values), None if least else max(values))
    if all(isinstance(value, Mapping) for value in values):
        return values[0]
    words = (
        one for value in values for one in (value if isinstance(value, (list, tuple)) else [value])
    )
    return sorted(dict.fromkeys(map(str, words)))


def _orderable(key: str, values: list[Any]) -> bool:
    numbers = all(isinstance(one, (int, float)) and not isinstance(one, bool) for one in values)
    return numbers or key in {"date", "first_use", "go_live"}
