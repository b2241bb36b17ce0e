"""Which file of a folder holds what: the plain data of the criteria and of the catalogue.

Nothing here needs pydantic, so that building the package needs a YAML parser only.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from opendecide.errors import Fault, InvalidFileError
from opendecide.reading.documents import Document
from opendecide.reading.places import countries_in
from opendecide.reading.words import _, reason
from opendecide.reading.yaml12 import read

CRITERIA_PARTS = ("gates", "personas", "families", "labels", "defaults")
"""Files of a criteria folder that hold no criterion."""

FOLDERS: Mapping[str, str] = {
    "models": "models",
    "vendors": "vendors",
    "offers": "offers",
    "hosts": "offers",
    "licences": "licences",
    "community": "communities",
    "alternatives": "alternatives",
    "hardware/accelerators": "accelerators",
    "hardware/machines": "machines",
    "systems": "systems",
}
"""One entry per file, named by its id; and the part of the catalogue they make up."""

TABLES: Mapping[str, str] = {
    "hardware/accelerators.yaml": "accelerators",
    "hardware/machines.yaml": "machines",
    "hardware/architectures.yaml": "architectures",
    "systems.yaml": "systems",
    "sources.yaml": "sources",
    "countries.yaml": "countries",
    "rates.yaml": "rates",
    "community.yaml": "communities",
    "licences.yaml": "licences",
    "not_covered.yaml": "not_covered",
}
"""Many entries in one file, by id."""

WITHOUT_ID = ("sources", "architectures", "not_covered")
"""Parts whose entries go by the key of the table alone."""

ANNEXES = ("quality_evidence/", "schema/", ".")
"""Detail that `catalog show` prints and nothing computes with; never part of the catalogue."""


class Entry(NamedTuple):
    """One entry of the catalogue, and where it stands."""

    part: str
    id: str
    data: Any
    document: Document
    path: tuple[str | int, ...] = ()
    file_id: str | None = None
    """What the file name promises."""


def yaml_files(folder: Path) -> list[Path]:
    """Return the YAML files of a folder, by name."""
    return sorted(
        one for one in folder.iterdir() if one.suffix in (".yaml", ".yml") and one.is_file()
    )


def check_folder(folder: Path) -> None:
    """Refuse a folder that cannot be looked into.

    Raises:
        InvalidFileError: If it is not there, or may not be read.
    """
    try:
        what = "" if folder.is_dir() else _("There is no such folder.")
        if not what:
            next(folder.iterdir(), None)
    except OSError as error:
        what = _("The folder cannot be opened: {reason}.").format(reason=reason(error))
    if what:
        raise InvalidFileError([Fault(str(folder), 0, 0, "", what, _("Check the path."), "OD001")])


def criteria_files(folder: Path) -> list[Path]:
    """Return the files of a criteria folder.

    Raises:
        InvalidFileError: If there is no such folder or no criterion in it.
    """
    check_folder(folder)
    files = yaml_files(folder)
    if all(one.stem in CRITERIA_PARTS for one in files):
        what, fix = _("No criterion lies in this folder."), _("Add one YAML file per criterion.")
        raise InvalidFileError([Fault(str(folder), 0, 0, "", what, fix, "OD005")])
    return files


def read_all(files: Iterable[Path]) -> list[Document]:
    """Read many files and report the faults of all of them at once."""
    documents: list[Document] = []
    faults: list[Fault] = []
    for one in files:
        try:
            documents.append(read(one))
        except InvalidFileError as error:
            faults += error.faults
    if faults:
        raise InvalidFileError(faults)
    return documents


def stem(document: Document) -> str:
    """Return the name of the file of a document, without folder and ending."""
    return Path(document.name).stem


def criteria_data(documents: Iterable[Document]) -> dict[str, Any]:
    """Put the documents of a criteria folder together, criteria in their order."""
    criteria: list[Any] = []
    parts: dict[str, Any] = {}
    for document in documents:
        name, data = stem(document), document.data
        if name not in CRITERIA_PARTS:
            criteria.append(data)
        elif isinstance(data, dict) and set(data) == {name}:
            parts[name] = data[name]
        else:
            parts[name] = data
    criteria.sort(
        key=lambda one: (_order(one), str(one.get("id")) if isinstance(one, dict) else "")
    )
    return {"criteria": criteria, **parts}


def _order(criterion: Any) -> float:
    order = criterion.get("order") if isinstance(criterion, dict) else None
    return order if isinstance(order, (int, float)) else float("inf")


def catalog_files(folder: Path) -> list[tuple[Path, str]]:
    """Return the files of a catalogue folder with their place in it, as `models/x.yaml`.

    Raises:
        InvalidFileError: If there is no such folder, or a file lies where nobody looks.
    """
    check_folder(folder)
    found, strays = [], []
    for inside in sorted(_yaml_inside(folder), key=lambda one: one.split("/")):
        if inside.startswith(ANNEXES):
            continue
        home = inside.rpartition("/")[0]
        if inside in TABLES or home in FOLDERS or home == "rules":
            found.append((folder / inside, inside))
        else:
            strays.append(folder / inside)
    if strays:
        what = _("The catalogue does not look here.")
        fix = _("Move the file to one of: {folders}.").format(
            folders=", ".join([*FOLDERS, "rules"])
        )
        raise InvalidFileError(Fault(str(path), 0, 0, "", what, fix, "OD043") for path in strays)
    if not found:
        what, fix = _("No entry of a catalogue lies in this folder."), _("Check the path.")
        raise InvalidFileError([Fault(str(folder), 0, 0, "", what, fix, "OD005")])
    return found


def _yaml_inside(folder: Path) -> Iterator[str]:
    """Walk a folder and its folders; `Path.rglob` takes four times as long over the catalogue."""
    for home, _folders, names in os.walk(folder):
        inside = Path(home).relative_to(folder).as_posix()
        for name in names:
            if name.endswith((".yaml", ".yml")):
                yield name if inside == "." else f"{inside}/{name}"


def catalog_entries(folder: Path) -> list[Entry]:
    """Read every entry of a catalogue folder, as plain data."""
    files = catalog_files(folder)
    documents = read_all(path for path, _inside in files)
    entries: list[Entry] = []
    for document, (path, inside) in zip(documents, files, strict=True):
        home = inside.rpartition("/")[0]
        if inside in TABLES:
            entries += _table(TABLES[inside], document)
        elif home == "rules":
            entries += _rules(document)
        else:
            data = document.data
            own = data.get("id") if isinstance(data, dict) else None
            name = own if isinstance(own, str) else path.stem
            entries.append(Entry(FOLDERS[home], name, data, document, (), path.stem))
    return entries


def _table(part: str, document: Document) -> Iterator[Entry]:
    """Go through the entries of a table: a mapping by id, or a list of entries with ids."""
    data: Any = document.data
    path: tuple[str | int, ...] = ()
    if isinstance(data, dict) and len(data) == 1 and part in data:
        data, path = data[part], (part,)
    if part == "countries":
        for code, one in countries_in(data).items():
            where = (*path, code) if isinstance(data, dict) else path
            yield Entry(part, code, one, document, where)
        return
    if isinstance(data, list):
        for position, one in enumerate(data):
            own = one.get("id", one.get("currency")) if isinstance(one, dict) else None
            yield Entry(part, str(own), one, document, (*path, position))
    elif isinstance(data, dict):
        for key, one in data.items():
            if isinstance(one, dict) and part not in WITHOUT_ID:
                name = "currency" if part == "rates" else "id"
                yield Entry(part, key, {name: key, **one}, document, (*path, key))
            else:
                yield Entry(part, key, one, document, (*path, key))
    else:
        what, fix = _("Entries by id are expected here."), _("Write `id: {…}` for each.")
        line, column = document.at(path)
        raise InvalidFileError([Fault(document.name, line, column, "", what, fix, "OD027")])


def _rules(document: Document) -> Iterator[Entry]:
    """Go through the facts of a file of rules: keys are dotted names, groups add theirs."""

    def visit(data: Any, path: tuple[str | int, ...]) -> Iterator[Entry]:
        if isinstance(data, dict) and not {"source", "as_of", "value"} & set(data):
            for key, one in data.items():
                yield from visit(one, (*path, key))
            return
        yield Entry("rules", ".".join(str(part) for part in path), data, document, path)

    yield from visit(document.data, ())


def catalog_data(entries: Iterable[Entry]) -> dict[str, Any]:
    """Put entries together as the catalogue is written in one piece; later ones win."""
    parts: dict[str, dict[str, Any]] = {}
    for entry in entries:
        parts.setdefault(entry.part, {})[entry.id] = entry.data
    for model, architecture in parts.pop("architectures", {}).items():
        if isinstance(parts.get("models", {}).get(model), dict):
            parts["models"][model] = {**parts["models"][model], "architecture": architecture}
    return {"as_of": newest(parts) or "2026-11-24", **parts}


def newest(data: Any) -> str | None:
    """Return the latest `as_of` anywhere in some plain data."""
    if isinstance(data, dict):
        own = data.get("as_of")
        days = [own] if isinstance(own, str) else []
        days += [day for one in data.values() if (day := newest(one))]
    elif isinstance(data, list):
        days = [day for one in data if (day := newest(one))]
    else:
        days = []
    return max(days, default=None)
