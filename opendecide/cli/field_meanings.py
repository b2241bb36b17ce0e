"""The fields of a profile, as their schema explains them."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from opendecide.cli.tables import paragraph
from opendecide.reading.words import _

Schema = Mapping[str, Any]


def fields() -> Iterator[tuple[str, str]]:
    """Yield every field of a profile by its name and by its path, with what it means."""
    from opendecide.reading.shipped_schema import spoken_schema

    schema = json.loads(spoken_schema("profile"))
    for path, field in _fields(schema, schema["$defs"], "", ()):
        text = _text(path, field)
        yield path.rpartition(".")[2], text
        if "." in path:
            yield path, text


def words_of_fields() -> Iterator[tuple[str, str]]:
    """Yield every word that a field takes and that has a meaning there."""
    from opendecide.reading.shipped_schema import spoken_schema

    schema = json.loads(spoken_schema("profile"))
    for path, field in _fields(schema, schema["$defs"], "", ()):
        kind = _("word of the field {path}").format(path=path)
        for one in _alternatives(field):
            meanings = one.get("enumDescriptions", ())
            for word, text in zip(one.get("enum", ()), meanings, strict=False):
                yield str(word), f"{text} ({kind})"


def _fields(
    schema: Schema, known: Schema, path: str, inside: tuple[str, ...]
) -> Iterator[tuple[str, Schema]]:
    """Go through the fields of an object and of those in it; a kind inside itself is told once."""
    for name, field in schema.get("properties", {}).items():
        own = f"{path}.{name}" if path else name
        yield own, field
        for one in _alternatives(field):
            kind = one.get("$ref", "").rpartition("/")[2]
            if kind and kind not in inside:
                yield from _fields(known[kind], known, own, (*inside, kind))


def _alternatives(field: Schema) -> Iterator[Schema]:
    """Yield all that may stand at a field, or as an item of its list or an entry of its table."""
    yield field
    for one in field.get("anyOf", ()):
        yield from _alternatives(one)
    for key in ("items", "additionalProperties"):
        if isinstance(field.get(key), dict):
            yield from _alternatives(field[key])


def _text(path: str, field: Schema) -> str:
    kind = _("field of a profile: {path}").format(path=path)
    parts = [f"{field.get('title', path)} ({kind})", field.get("description", "")]
    parts += _words(field)
    usual = field.get("default")
    if isinstance(usual, (bool, int, float, str)):
        said = json.dumps(usual, ensure_ascii=False).strip('"')
        parts.append(_("Left out: {value}.").format(value=f"`{said}`"))
    return "\n".join((parts[0], *(paragraph(one) for one in parts[1:] if one)))


def _words(field: Schema) -> Iterator[str]:
    """Say which words it takes, and what they mean where that is said."""
    for one in _alternatives(field):
        words = [str(word) for word in one.get("enum", ())]
        meanings = one.get("enumDescriptions", ())
        if meanings:
            yield from (f"`{word}`: {text}" for word, text in zip(words, meanings, strict=True))
        elif words:
            yield _("One of: {words}.").format(words=", ".join(f"`{one}`" for one in words))
