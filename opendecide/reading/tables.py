"""From a CSV file to its rows, with every row that does not fit told by its line."""

import csv
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from opendecide.errors import Fault, InvalidFileError
from opendecide.reading.documents import Said, refuse
from opendecide.reading.suggestions import one_of
from opendecide.reading.text import content_of, unicode_of
from opendecide.reading.words import _

MAX_BYTES = 100_000_000
CODE = "OD050"


def read_rows(path: str | Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """Read a CSV file that has certain columns, and may have more.

    Raises:
        InvalidFileError: If it cannot be opened, holds no row, or lacks a column; and with every
            row that has more or fewer cells than there are columns.
    """
    name = str(path)
    text = unicode_of(content_of(path, name, MAX_BYTES), name, MAX_BYTES)
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        rows = [(reader.line_num, cells) for cells in reader if cells]
    except csv.Error:
        what = _("The table cannot be read from here on.")
        refuse(name, (reader.line_num, 1), Said(what, _("Close every quote."), CODE))
    if said := _missing(header, columns) or _twice(header):
        refuse(name, (1, 1), said)
    if not rows:
        refuse(name, (1, 1), Said(_("The table has no rows."), _("Write one per line."), "OD005"))
    what = _("The row has {cells} cells, the table {columns} columns.")
    fix = _("Quote a text that contains a comma.")
    faults = [
        Fault(name, line, 1, "", what.format(cells=len(cells), columns=len(header)), fix, CODE)
        for line, cells in rows
        if len(cells) != len(header)
    ]
    if faults:
        raise InvalidFileError(faults)
    return [dict(zip(header, cells, strict=True)) for _line, cells in rows]


def _twice(header: Sequence[str]) -> Said | None:
    """Say which columns have the same name: nobody knows which of them is meant."""
    twice = sorted({one for one in header if one and header.count(one) > 1})
    if not twice:
        return None
    what = _("The table has several columns {names}.").format(names=one_of(twice))
    return Said(what, _("Keep one of each name."), CODE)


def _missing(header: Sequence[str], columns: Sequence[str]) -> Said | None:
    """Say which columns are missing; where a comma marks decimals, spreadsheets write others."""
    missing = [one for one in columns if one not in header]
    if not missing:
        return None
    if any(sign in one for one in header for sign in ";\t"):
        what = _("The cells are not separated by commas.")
        return Said(what, _("Save it with commas between the cells."), CODE)
    what = _("The table has no column {names}.").format(names=one_of(missing))
    return Said(what, _("It needs: {names}.").format(names=", ".join(columns)), CODE)
