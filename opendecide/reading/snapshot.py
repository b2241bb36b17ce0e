"""The shipped YAML once more as JSON, because reading ten thousand lines of YAML takes a second.

The snapshot holds the SHA-256 of the files that it was made from. It counts only while these
files are unchanged, so nobody who edits YAML has to know of it. Nothing here needs pydantic.
"""

import contextlib
import hashlib
import json
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from opendecide.reading import layout, places
from opendecide.reading.rewriting import replace
from opendecide.reading.yaml12 import read

PARTS = ("criteria", "countries", "catalog")
"""Each on a line of its own, so that one is read without the others."""
LINES = {part: 2 * position + 2 for position, part in enumerate(PARTS)}
"""On which line, counted from 0; the line before holds its name, the first one the digests."""


def digest(files: Iterable[tuple[Path, str]]) -> str:
    """Return the SHA-256 of some files: of their names inside the folder, and their bytes."""
    total = hashlib.sha256()
    for path, inside in files:
        content = path.read_bytes()
        total.update(f"{inside}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def _files(part: str) -> list[tuple[Path, str]]:
    if part == "criteria":
        return [(path, path.name) for path in layout.yaml_files(places.shipped_criteria())]
    if part == "countries":
        table = places.CATALOG / "countries.yaml"
        return [(table, table.name)] if table.is_file() else []
    return layout.catalog_files(places.CATALOG) if places.CATALOG.is_dir() else []


def _data(part: str) -> Any:
    if part == "criteria":
        files = layout.yaml_files(places.shipped_criteria())
        return layout.criteria_data(layout.read_all(files))
    if part == "countries":
        tables = [read(path).data for path, _inside in _files(part)]
        return sorted(code for table in tables for code in places.countries_in(table))
    return layout.catalog_data(layout.catalog_entries(places.CATALOG))


def load(part: str) -> bytes | None:
    """Return the JSON of a part, or None when the snapshot is missing or out of date."""
    try:
        with places.SNAPSHOT.open("rb") as file:
            if _digests(file.readline())[part] != digest(_files(part)):
                return None
            return next(islice(file, LINES[part] - 1, None)).removesuffix(b"\n")
    except (OSError, ValueError, LookupError, TypeError, StopIteration):
        return None


def _digests(first_line: bytes) -> dict[str, str]:
    digests: dict[str, str] = json.loads(first_line.strip().removesuffix(b",") + b"}")["digests"]
    return digests


def _kept() -> tuple[dict[str, str], dict[str, bytes]]:
    """Return the digests and the JSON of each part, as they are in the file."""
    lines = places.SNAPSHOT.read_bytes().split(b"\n")
    return _digests(lines[0]), {part: lines[line] for part, line in LINES.items()}


def write() -> None:
    """Make the snapshot of all parts from the files as they are now."""
    _write({part: digest(_files(part)) for part in PARTS}, {part: _json(part) for part in PARTS})


def refresh(part: str) -> None:
    """Make one part anew where that is possible: an installed package may be read-only."""
    try:
        kept, lines = _kept()
    except (OSError, ValueError, LookupError, TypeError):
        kept, lines = dict.fromkeys(PARTS, ""), dict.fromkeys(PARTS, b"null")
    with contextlib.suppress(OSError):
        own = digest(_files(part))
        _write({**kept, part: own}, {**lines, part: _json(part)})


def _json(part: str) -> bytes:
    return json.dumps(_data(part), separators=(",", ":")).encode()


def _write(kept: dict[str, str], parts: dict[str, bytes]) -> None:
    lines = [f'{{"digests": {json.dumps(kept)},'.encode()]
    for part in PARTS:
        comma = "" if part == PARTS[0] else ","
        lines += [f'{comma}"{part}":'.encode(), parts[part]]
    replace(places.SNAPSHOT, b"\n".join([*lines, b"}", b""]))
