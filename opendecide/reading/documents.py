"""The data of one file, and where in the text everything stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Never

from opendecide.errors import Fault, InvalidFileError

Where = tuple[str | int, ...]
"""A place in the data: keys and positions, from the root."""


class Said(NamedTuple):
    """What is wrong and what to do, before its place is known."""

    what: str
    fix: str
    code: str


def refuse(name: str, at: tuple[int, int], said: Said, field: str = "") -> Never:
    """Raise the one fault that keeps a file from being read; (0, 0) is the file as a whole."""
    raise InvalidFileError([Fault(name, *at, field, *said)])


@dataclass(slots=True)
class Place:
    """Where one value stands in the text, and where its keys and values stand."""

    line: int
    column: int
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    values: dict[str | int, "Place"] = field(default_factory=dict)


class Document(NamedTuple):
    """The data of one file, with the place of everything in it."""

    name: str
    data: Any
    root: Place

    def at(self, path: Sequence[str | int], *, key: bool = False) -> tuple[int, int]:
        """Return line and column of the value at the path, or of what comes closest to it.

        With `key`, the place of the last key instead of its value.
        """
        place = self.root
        for position, part in enumerate(path):
            if part not in place.values:
                break
            if key and position == len(path) - 1 and part in place.keys:
                return place.keys[str(part)]
            place = place.values[part]
        return place.line, place.column


def dotted(path: Sequence[str | int], data: Any = None) -> str:
    """Write a path as `workloads.letters.volume`: items that have an id go by it.

    Examples:
        >>> dotted(("workloads", 0, "volume"), {"workloads": [{"id": "letters"}]})
        'workloads.letters.volume'
        >>> dotted(("workloads", 0))
        'workloads.0'
    """
    words = []
    for part in path:
        data = _step(data, part)
        own = data.get("id") if isinstance(part, int) and isinstance(data, dict) else None
        words.append(own if isinstance(own, str) and own else str(part))
    return ".".join(words)


def _step(data: Any, part: str | int) -> Any:
    try:
        return data[part]
    except (KeyError, IndexError, TypeError):
        return None
