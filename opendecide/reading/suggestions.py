"""What somebody meant: the nearest known word, and the fields that exist at a place."""

import difflib
from collections.abc import Iterable, Sequence
from typing import Any, get_args

from pydantic import BaseModel

from opendecide.reading.documents import Where
from opendecide.reading.words import _


def suggest(word: object, known: Iterable[str]) -> str:
    """Return `Did you mean 'x'?` for a mistyped word, or an empty text.

    Examples:
        >>> suggest("data_secrity", ["cost", "data_security"])
        "Did you mean 'data_security'?"
    """
    near = nearest(word, known)
    return _("Did you mean '{word}'?").format(word=near) if near else ""


def nearest(word: object, known: Iterable[str], *, least: float = 0.6) -> str | None:
    """Return the known word that is closest to a mistyped one, or None when none is close."""
    by_lower = {one.lower(): one for one in known}
    typed = str(word).lower().replace("-", "_").replace(" ", "_")
    if typed in by_lower:
        return by_lower[typed]
    near = difflib.get_close_matches(typed, by_lower, 1, least)
    return by_lower[near[0]] if near else None


def one_of(words: Sequence[str]) -> str:
    """Return a short list of words for a message.

    Examples:
        >>> one_of(["a", "b"])
        'a, b'
    """
    most = 16
    shown = ", ".join(words[:most])
    return f"{shown}, …" if len(words) > most else shown


def records_in(annotation: Any) -> list[type[BaseModel]]:
    """Return every record class that an annotation mentions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for part in get_args(annotation) for found in records_in(part)]


def fields_at(model: type[BaseModel], path: Where) -> set[str]:
    """Return the names of the fields that may stand at a path.

    Examples:
        >>> from opendecide.model.profile import Profile
        >>> sorted(fields_at(Profile, ("workloads", 0, "tokens")))
        ['cached_share', 'input', 'output']
    """
    models = [model]
    for part in path:
        inner = [
            found
            for one in models
            for name, info in one.model_fields.items()
            if part in (name, info.alias)
            for found in records_in(info.annotation)
        ]
        models = inner or models
    return {info.alias or name for one in models for name, info in one.model_fields.items()}


def homes_of(name: str, model: type[BaseModel]) -> list[str]:
    """Return the dotted places of a record where a field of that name stands.

    Examples:
        >>> from opendecide.model.profile import Profile
        >>> homes_of("headcount", Profile)
        ['organisation.size']
    """
    homes: list[str] = []

    def visit(one: type[BaseModel], path: tuple[str, ...]) -> None:
        for field, info in one.model_fields.items():
            if field == name and path:
                homes.append(".".join(path))
            if len(path) < 3:  # noqa: PLR2004 — deeper places would surprise more than they help
                for inner in records_in(info.annotation):
                    visit(inner, (*path, info.alias or field))

    visit(model, ())
    return sorted(set(homes))
