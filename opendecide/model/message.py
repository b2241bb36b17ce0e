"""A sentence to be said in the reader's language."""

from collections.abc import Callable, Iterable
from typing import Any

from pydantic import Field

from opendecide.model.base import FrozenMap, Record

SHARED = ("workload", "data_class")
"""Values that several messages may list together, each with all it stands for."""


class Message(Record):
    """A sentence to be said in the reader's language: its code, and the values it names."""

    code: str
    """Which sentence it is."""
    values: FrozenMap[Any] = Field(default_factory=dict)
    """The values that it names."""


def _as_it_is(message: Message) -> str:
    return f"{message.code}{sorted(message.values.items(), key=str)}"


def shared(
    messages: Iterable[Message], alike: Callable[[Message], str] = _as_it_is
) -> tuple[Message, ...]:
    """Say once what several workloads, or several classes of data, share.

    Args:
        messages: What is to be said.
        alike: What two messages share apart from what they are about; all else, as a rule.

    Examples:
        >>> kept = [Message(code="x", values={"data_class": one}) for one in ("notes", "plans")]
        >>> [one.values["data_class"] for one in shared(kept)]
        [['notes', 'plans']]
    """
    found = tuple(messages)
    for key in SHARED:
        groups: dict[str, list[Message]] = {}
        for one in found:
            about = {key: ""} if key in one.values else {}
            rest = Message(code=one.code, values={**one.values, **about})
            groups.setdefault(alike(rest), []).append(one)
        found = tuple(_listing(key, members) for members in groups.values())
    return found


def _listing(key: str, members: list[Message]) -> Message:
    """Return one message that lists what differs between its members under one key."""
    first = members[0]
    named = [
        one
        for message in members
        if (value := message.values.get(key)) is not None
        for one in (value if isinstance(value, (list, tuple)) else [value])
    ]
    if len(members) == 1 or not named:
        return first
    return Message(code=first.code, values={**first.values, key: list(dict.fromkeys(named))})
