"""The shipped JSON Schemas, with their texts in the language of the reader.

They are committed in English; the texts in another language come from its catalogue of messages.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

from opendecide.reading.places import SCHEMAS
from opendecide.reading.words import SOURCE, _, spoken

VALUE_TEXTS = "enumDescriptions"
"""What each value of an `enum` means, in its order: editors show it beside the value."""
_TEXTS = ("title", "description")
_DATA = ("const", "default", "enum", "examples")
"""Keywords below which there is no schema."""


def committed(kind: str) -> bytes:
    """Return the schema of one kind of file, as it was shipped."""
    return (SCHEMAS / f"{kind}.schema.json").read_bytes()


def spoken_schema(kind: str) -> bytes:
    """Return the schema of one kind of file in the language in use."""
    content = committed(kind)
    return content if spoken() == SOURCE else as_json(translated(json.loads(content), _))


def as_json(schema: Any) -> bytes:
    """Write a schema."""
    return (json.dumps(schema, indent=1, ensure_ascii=False) + "\n").encode()


def translated(schema: Any, say: Callable[[str], str]) -> Any:
    """Return a schema with every text said anew; nothing else changes.

    Examples:
        >>> translated({"title": "a", "properties": {"title": {"default": "b"}}}, str.upper)
        {'title': 'A', 'properties': {'title': {'default': 'b'}}}
    """
    if isinstance(schema, list):
        return [translated(one, say) for one in schema]
    if not isinstance(schema, dict):
        return schema
    said: dict[str, Any] = {}
    for key, one in schema.items():
        if key in _TEXTS and isinstance(one, str):
            said[key] = say(one)
        elif key == VALUE_TEXTS:
            said[key] = [say(text) for text in one]
        else:
            said[key] = one if key in _DATA else translated(one, say)
    return said


def texts(schema: Any) -> Iterator[str]:
    """Return every text of a schema."""
    found: list[str] = []

    def keep(text: str) -> str:
        found.append(text)
        return text

    translated(schema, keep)
    yield from found
