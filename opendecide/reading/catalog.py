"""From folders of YAML files to the catalogue, with every reference checked."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import ValidationError

from opendecide.errors import Fault, InvalidFileError
from opendecide.model.base import Record
from opendecide.model.catalog import (
    Alternative,
    Catalog,
    Community,
    Country,
    ExchangeRate,
    NotCovered,
    Source,
    System,
)
from opendecide.model.fact import Fact
from opendecide.model.machine_facts import Accelerator, Machine
from opendecide.model.model_facts import Architecture, Licence, Model
from opendecide.model.offer_facts import Offer, Vendor
from opendecide.reading import layout, places, snapshot
from opendecide.reading.documents import Said, Where
from opendecide.reading.fact_checks import wrong_facts
from opendecide.reading.faults import Found, attempt, place
from opendecide.reading.layout import Entry
from opendecide.reading.references import dangling, in_the_future, unknown_at
from opendecide.reading.settings import Setting, apply_to_catalog
from opendecide.reading.words import _

RECORDS: Mapping[str, type[Record]] = MappingProxyType(
    {
        "models": Model,
        "offers": Offer,
        "vendors": Vendor,
        "licences": Licence,
        "communities": Community,
        "accelerators": Accelerator,
        "machines": Machine,
        "systems": System,
        "alternatives": Alternative,
        "sources": Source,
        "rates": ExchangeRate,
        "countries": Country,
        "not_covered": NotCovered,
        "rules": Fact,
        "architectures": Architecture,
    }
)


class Replaced(NamedTuple):
    """An entry of a folder of one's own that stands in for one of the same id."""

    part: str
    id: str
    file: str


class Loaded(NamedTuple):
    """The catalogue, and which of its entries came in place of others."""

    catalog: Catalog
    replaced: tuple[Replaced, ...] = ()


def load_catalog(
    extra_folders: Iterable[str | Path] = (), *, settings: Sequence[Setting] = ()
) -> Catalog:
    """Read the shipped catalogue, and folders of one's own with the same layout on top.

    Where two folders have an entry of the same id, the later folder counts.

    Raises:
        InvalidFileError: With every fault of every file.
    """
    return read_catalog(extra_folders, settings=settings).catalog


def read_catalog(
    extra_folders: Iterable[str | Path] = (), *, settings: Sequence[Setting] = ()
) -> Loaded:
    """Read the catalogue as `load_catalog` does, and say which entries were replaced."""
    catalog, replaced = _shipped(), []
    for folder in extra_folders:
        catalog, new = _extend(catalog, Path(folder))
        replaced += new
    return Loaded(apply_to_catalog(catalog, settings), tuple(replaced))


def read_yaml() -> Catalog:
    """Read the shipped catalogue from its YAML, whatever the snapshot says, with every check."""
    entries = layout.catalog_entries(places.CATALOG)
    records = _records(entries)
    catalog = Catalog.model_validate(
        {"as_of": layout.newest([one.data for one in entries]) or places.RELEASED, **records}
    )
    faults = list(dangling(entries, catalog))
    if faults:
        raise InvalidFileError(faults)
    return catalog


def _shipped() -> Catalog:
    kept = snapshot.load("catalog")
    if kept is not None:
        try:
            return _of_snapshot(kept)
        except ValidationError:
            pass  # the files say better what is wrong
    catalog = read_yaml()
    if kept is None:
        snapshot.refresh("catalog")
    return catalog


@lru_cache(maxsize=1)
def _of_snapshot(kept: bytes) -> Catalog:
    """Return the records of a snapshot; records are frozen, so all who ask may have the same."""
    return Catalog.model_validate_json(kept)


def _extend(catalog: Catalog, folder: Path) -> tuple[Catalog, list[Replaced]]:
    """Put the entries of a folder on top of a catalogue."""
    entries = layout.catalog_entries(folder)
    records = _records(entries, catalog)
    replaced = [
        Replaced(one.part, one.id, one.document.name)
        for one in entries
        if one.id in getattr(catalog, one.part, {})
    ]
    days = layout.newest([one.data for one in entries])
    merged: dict[str, Any] = {
        part: MappingProxyType({**getattr(catalog, part), **own}) for part, own in records.items()
    }
    if days and days > catalog.as_of.isoformat():
        merged["as_of"] = type(catalog.as_of).fromisoformat(days)
    catalog = catalog.model_copy(update=merged)
    faults = [*dangling(entries, catalog), *in_the_future(entries)]
    if faults:
        raise InvalidFileError(faults)
    return catalog, replaced


def _records(
    entries: Sequence[Entry], catalog: Catalog | None = None
) -> dict[str, dict[str, Record]]:
    """Validate every entry.

    Raises:
        InvalidFileError: With every fault of every file.
    """
    faults: list[Fault] = []
    records: dict[str, dict[str, Record]] = {}
    first: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        record, found = attempt(RECORDS[entry.part], entry.data)
        if record is not None:
            found += wrong_facts(record)
        found += _identity(entry, first)
        first.setdefault((entry.part, entry.id), entry)
        faults += place(entry.document, (_under(entry.path, one) for one in found))
        if record is not None:
            records.setdefault(entry.part, {})[entry.id] = record
    models = records.get("models", {})
    for name, architecture in records.pop("architectures", {}).items():
        known = models.get(name) or (catalog.models.get(name) if catalog else None)
        if known is None:
            faults += unknown_at(
                first["architectures", name], (), _("No model has the id '{word}'."), name, models
            )
        else:
            records.setdefault("models", {})[name] = known.model_copy(
                update={"architecture": architecture}
            )
    if faults:
        raise InvalidFileError(faults)
    return records


def _under(path: Where, found: Found) -> Found:
    return found._replace(path=(*path, *found.path))


def _identity(entry: Entry, first: Mapping[tuple[str, str], Entry]) -> list[Found]:
    """Check that an entry has one id, its own, and that of its file."""
    found = []
    if entry.file_id is not None and entry.id != entry.file_id:
        what = _("The id is '{word}', the file {name}.yaml.").format(
            word=entry.id, name=entry.file_id
        )
        found.append(Found(("id",), Said(what, _("Name the file by its id."), "OD042")))
    twin = first.get((entry.part, entry.id))
    if twin is not None:
        what = _("The id '{word}' is used twice; first in {file}.")
        said = Said(
            what.format(word=entry.id, file=twin.document.name), _("Give each its own id."), "OD034"
        )
        found.append(
            Found(() if isinstance(entry.data, dict) and "id" not in entry.data else ("id",), said)
        )
    if entry.part == "rules" and isinstance(entry.data, dict):
        found += _shape(entry.data)
    return found


def _shape(fact: Mapping[str, Any]) -> list[Found]:
    if fact.get("any_of") and (fact.get("value") is not None or fact.get("low") is not None):
        what = _("The fact is a value and a choice of words at once.")
        return [Found((), Said(what, _("Keep value, low and high, or any_of."), "OD047"))]
    return []
