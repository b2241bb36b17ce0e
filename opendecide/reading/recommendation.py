"""From a JSON file to the recommendation that was written into it, with every fault of the file."""

import json
from math import isfinite
from pathlib import Path
from typing import Any, Never

from opendecide.errors import InvalidFileError
from opendecide.model.recommendation import Recommendation
from opendecide.reading.documents import Document, Place, Said, refuse
from opendecide.reading.faults import attempt, place
from opendecide.reading.text import content_of, unicode_of
from opendecide.reading.words import _

MAX_BYTES = 100_000_000
SCHEMA = "opendecide/recommendation/"


def load_recommendation(path: str | Path) -> Recommendation:
    """Read a recommendation that was written as JSON.

    Raises:
        InvalidFileError: If the file is missing, no JSON, or no recommendation: with every field
            that was taken out or altered since.
    """
    name = str(path)
    data = _data(unicode_of(content_of(path, name, MAX_BYTES), name, MAX_BYTES), name)
    schema = str(data.get("schema")) if isinstance(data, dict) else ""
    if not schema.startswith(SCHEMA):
        _refuse(name, _("This is no recommendation."))
    if schema != Recommendation.model_fields["schema_id"].default:
        what = _("The recommendation is of another version: {schema}.")
        _refuse(name, what.format(schema=schema))
    record, found = attempt(Recommendation, data)
    if record is None or found:
        raise InvalidFileError(place(Document(name, data, Place(0, 0)), found))
    return record


def _data(text: str, name: str) -> Any:
    try:
        return json.loads(text, parse_constant=_number, parse_float=_number, parse_int=_whole)
    except json.JSONDecodeError as error:
        what = _("This is no recommendation: the JSON cannot be read from here on.")
        _refuse(name, what, (error.lineno, error.colno))
    except (ValueError, RecursionError):
        _refuse(name, _("This is no recommendation."))


def _number(text: str) -> float:
    """Return a number; JSON of other programs may hold NaN, and figures that are too large."""
    number = float(text)
    if not isfinite(number):
        raise ValueError(text)
    return number


def _whole(text: str) -> int:
    _number(text)
    return int(text)


def _refuse(name: str, what: str, at: tuple[int, int] = (0, 0)) -> Never:
    fix = _("Write one with `opendecide recommend PROFILE -o FILE.json`.")
    refuse(name, at, Said(what, fix, "OD033"))
