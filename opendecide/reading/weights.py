"""Weights of one person or board in a file of their own, so that nobody sees another's first."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from opendecide.errors import InvalidFileError
from opendecide.model.preferences import Group
from opendecide.reading.documents import Document, Said
from opendecide.reading.faults import Found, attempt, place
from opendecide.reading.walking import at, items
from opendecide.reading.weight_checks import block_faults, weighable
from opendecide.reading.words import _
from opendecide.reading.yaml12 import read

if TYPE_CHECKING:
    from opendecide.model.criteria import Criteria


def read_weights(path: str | Path, criteria: "Criteria | None" = None) -> Document:
    """Read the weights of one group: what stands in `preferences.groups`, in a file.

    Args:
        path: The file.
        criteria: What the weights refer to; the shipped criteria when absent.

    Raises:
        InvalidFileError: With every fault of the file, in the order of its lines.
    """
    document = read(path)
    group, found = attempt(Group, document.data)
    block = at(document.data, "weights")
    if isinstance(block, dict):
        said = {one.path for one in found}
        more = block_faults(("weights",), block, weighable(criteria))
        found += [one for one in more if one.path not in said]
    if group is None or found:
        raise InvalidFileError(place(document, found))
    return document


def joined(profile: Document, groups: list[Document]) -> Document:
    """Add groups to the data of a profile, as if they stood there.

    Raises:
        InvalidFileError: If two groups have one name.
    """
    if not groups or not isinstance(profile.data, dict):
        return profile
    preferences = profile.data.get("preferences") or {}
    if not isinstance(preferences, dict):
        return profile
    stated = [one for _where, one in items(preferences, "groups")]
    names = {at(one, "name") for one in stated}
    for document in groups:
        name = document.data["name"]
        if name in names:
            what = _("Two groups are called '{word}'.").format(word=name)
            found = Found(("name",), Said(what, _("Give each its own name."), "OD034"))
            raise InvalidFileError(place(document, [found]))
        names.add(name)
    together: list[Any] = [*stated, *(one.data for one in groups)]
    data = {**profile.data, "preferences": {**preferences, "groups": together}}
    return Document(profile.name, data, profile.root)
