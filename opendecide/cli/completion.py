"""What a shell can complete beyond commands and options: ids and words, read when asked for."""

import json
from collections.abc import Callable, Iterable

import click

from opendecide.cli.parts import PARTS

Complete = Callable[[click.Context, click.Parameter, str], list[str]]


def _from(find: Callable[[], Iterable[str]]) -> Complete:
    """Complete from a list of words; a shell is never shown an error."""

    def complete(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
        try:
            return sorted({one for one in find() if one.startswith(begun)})
        except Exception:  # noqa: BLE001 — whatever is wrong, the next run of the command says it
            return []

    return complete


def _entries() -> Iterable[str]:
    from opendecide.reading import snapshot

    kept = snapshot.load("catalog")
    if kept is not None:  # plain data is enough, and ten times faster than the records
        data = json.loads(kept)
        return (own for part in PARTS for own in data.get(part, ()))
    from opendecide.reading.catalog import load_catalog

    catalog = load_catalog()
    return (own for part in PARTS for own in getattr(catalog, part))


def _criteria() -> Iterable[str]:
    from opendecide.reading.criteria import load_criteria

    for criterion in load_criteria().criteria:
        yield criterion.id
        yield from (f"{criterion.id}.{one.id}" for one in criterion.factors)


def _words() -> Iterable[str]:
    from opendecide.cli.meanings import meanings
    from opendecide.reading.criteria import load_criteria

    return (word for word, _text in meanings(load_criteria()))


entries = _from(_entries)
criteria = _from(_criteria)
words = _from(_words)
