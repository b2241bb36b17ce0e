"""A sentence to be said in the reader's language."""

from typing import Any

from pydantic import Field

from opendecide.model.base import FrozenMap, Record


class Message(Record):
    """A sentence to be said in the reader's language: its code, and the values it names."""

    code: str
    """Which sentence it is."""
    values: FrozenMap[Any] = Field(default_factory=dict)
    """The values that it names."""
