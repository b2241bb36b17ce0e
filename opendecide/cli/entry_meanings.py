"""What the entries of the catalogue are, for `explain`; their facts are for `catalog show`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from opendecide.cli.parts import ALL_PARTS, PARTS
from opendecide.cli.tables import paragraph
from opendecide.reading.words import _, mark
from opendecide.report.words import english

if TYPE_CHECKING:
    from opendecide.model.catalog import Catalog

KINDS = {
    "models": mark("model"),
    "vendors": mark("vendor"),
    "licences": mark("licence"),
    "communities": mark("community"),
    "accelerators": mark("accelerator"),
    "machines": mark("machine"),
    "alternatives": mark("option"),
    "sources": mark("source"),
    "rates": mark("exchange rate"),
    "rules": mark("planning figure or rule"),
    "countries": mark("country"),
}


def entries(catalog: "Catalog") -> Iterator[tuple[str, str]]:
    """Yield every entry by its id and by its name, with what it is and where its facts are."""
    where = _("`opendecide catalog show {id}` prints all that is known of it, with sources.")
    for part in ALL_PARTS:
        for own, entry in getattr(catalog, part).items():
            name = _(getattr(entry, "name", own))
            text = f"{name} ({kind_of(part, entry)})\n{paragraph(where.format(id=own))}"
            yield own, text
            yield name, text


def listed(catalog: "Catalog") -> list[str]:
    """Return the ids that a mistyped one may stand for: those that `catalog list` lists."""
    return [own for part in PARTS for own in getattr(catalog, part)]


def kind_of(part: str, entry: Any) -> str:
    """Say what an entry of a part is, in a word or two."""
    if part == "systems":
        return _(english("level", str(entry.kind)))
    if part == "offers":
        return _(english("family", str(entry.family)))
    return _(KINDS[part])
