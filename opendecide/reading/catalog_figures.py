"""What the catalogue says at a path of `--set`, for who watches whether it is past a point."""

from collections.abc import Iterator
from typing import Any

from opendecide.model.catalog import Catalog
from opendecide.model.fact import Fact
from opendecide.reading.settings import CATALOG_PREFIX, first_of, name_of, price_field, section_of

Said = float | str


def figures_at(catalog: Catalog, path: str) -> tuple[Said, ...]:
    """Return the figures or words at a path; several where several rows go by the same name.

    Args:
        catalog: The facts.
        path: As `--set` takes it, with `catalog.` at its head.

    Examples:
        >>> figures_at(Catalog.model_construct(models={}), "catalog.models.unheard-of.licence")
        ()
    """
    section, _dot, rest = path.removeprefix(CATALOG_PREFIX).partition(".")
    entries = getattr(catalog, section_of(section), None) or {}
    own = first_of(rest, entries)
    if own is None:
        return ()
    entry = entries[own]
    data = entry.model_dump(mode="json", exclude_unset=True)
    if isinstance(entry, Fact):
        data, rest = {"value": data.get("value")}, f"{own}.value"
    return tuple(_walk(data, rest[len(own) + 1 :]))


def _walk(data: Any, rest: str) -> Iterator[Said]:
    if not rest:
        yield from _said(data.get("value") if isinstance(data, dict) else data)
    elif isinstance(data, dict):
        key = first_of(rest, data)
        if key is not None:
            yield from _walk(data[key], rest[len(key) + 1 :])
        else:
            yield from _said(data.get(price_field(rest)))
    elif isinstance(data, list):
        for position, one in enumerate(data):
            name = name_of(one, position)
            if first_of(rest, [name]):
                yield from _walk(one, rest[len(name) + 1 :])


def _said(value: Any) -> Iterator[Said]:
    if isinstance(value, bool):
        yield str(value).lower()
    elif isinstance(value, (int, float)):
        yield float(value)
    elif isinstance(value, str):
        yield value
