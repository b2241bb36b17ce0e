"""A sentence to be said in the reader's language."""

from collections.abc import Iterable
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


def shared(messages: Iterable[Message]) -> tuple[Message, ...]:
    """Say once what several workloads, or several classes of data, share.

    Examples:
        >>> kept = [Message(code="x", values={"data_class": one}) for one in ("notes", "plans")]
        >>> [one.values["data_class"] for one in shared(kept)]
        [['notes', 'plans']]
    """
    found = tuple(messages)
    for key in SHARED:
        alike: dict[str, list[Message]] = {}
        for one in found:
            rest = {name: value for name, value in one.values.items() if name != key}
            alike.setdefault(f"{one.code}{sorted(rest.items(), key=str)}", []).append(one)
        found = tuple(_listing(key, members) for members in alike.values())
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
