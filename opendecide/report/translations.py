"""Keep the catalogues true: gather every message, bring a catalogue up to date, compile it.

`python -m opendecide.report.translations` does all three for every language. It needs a checkout,
which has the criteria folder beside the package.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment

from opendecide.report import fact_words, unit_words
from opendecide.report.facts import ENTRIES, PLANNING
from opendecide.report.interface_messages import Message, interface_messages
from opendecide.report.sections import TITLES
from opendecide.report.sentences import PLURALS, SENTENCES
from opendecide.report.views.chance import CHANCES
from opendecide.report.views.crossing import LARGE
from opendecide.report.views.hazards import (
    HAZARDS,
    OWN_MACHINES,
    RENTED_MACHINES,
    WITHOUT_WEIGHTS,
)
from opendecide.report.views.next_step import ACTIONS
from opendecide.report.views.summary import HEADLINES
from opendecide.report.views.transition import STEP_TEXTS
from opendecide.report.words import KINDS

REPORT = Path(__file__).parent
CRITERIA = REPORT.parents[1] / "criteria"
CATALOGUE = REPORT.parent / "catalog"
LOCALE = REPORT / "locale"

_DAY_ONE = datetime(2026, 1, 1, tzinfo=UTC)
_PYTHON: dict[str, tuple[int, ...] | None] = {"text": None, "say": None, "counted": (1, 2)}
_NAMED = ("offers", "hosts", "community")
_NAME = re.compile(r"^name: (?P<name>.*\b[a-z]{2,}\b.*)$", re.MULTILINE)
_SAYING = ("_", "say", "counted")
_SAID = {
    "criterion": ("name",),
    "factor": ("name", "question", "unit", "relative_to"),
    "gate": ("name", "rule", "effect"),
    "persona": ("name", "priority"),
    "family": ("name", "note"),
    "label": ("name", "rule"),
}


def messages() -> tuple[Message, ...]:
    """Return every message of reports, criteria, catalogue and command line, in a fixed order."""
    found = (
        *_tables(),
        *_templates(),
        *_python(),
        *_criteria(),
        *_catalogue(),
        *_laws(),
        *_not_covered(),
        *interface_messages(),
    )
    return tuple(sorted({one for one in found if one}, key=str))


def _tables() -> Iterator[Message]:
    for templates in SENTENCES.values():
        yield from templates
    yield from ((one, many) for one, many, _ in PLURALS.values())
    for words in KINDS.values():
        yield from words.values()
    for units in (unit_words.UNITS, unit_words.PERFORMANCES, unit_words.VOLUMES):
        yield from units.values()
    yield unit_words.DOWN_IN_HOURS
    yield from LARGE
    yield from (
        unit_words.TOO_SLOW,
        unit_words.NOBODY_MISSING,
        unit_words.NOTHING_MISSING,
        *unit_words.AT_THE_ENDS,
        unit_words.ANY_TIME,
        unit_words.A_LITTLE_SLOW,
    )
    for below, reached in unit_words.BEYOND_THE_WAY.values():
        yield from (below, reached)
    yield from (*fact_words.FACTS.values(), *fact_words.RULES.values())
    yield from (*ENTRIES.values(), PLANNING)
    yield from (*TITLES, *CHANCES, *HEADLINES, *STEP_TEXTS, *ACTIONS.values())
    for hazard in (*HAZARDS.values(), WITHOUT_WEIGHTS, OWN_MACHINES, RENTED_MACHINES):
        yield from (hazard.risk, hazard.measure, hazard.owner)


def _templates() -> Iterator[Message]:
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    for path in sorted((REPORT / "templates").rglob("*.j2")):
        source = path.read_text(encoding="utf-8")
        found = environment.extract_translations(source, gettext_functions=_SAYING)  # type: ignore[attr-defined]  # the extension adds it
        for _, name, said in found:
            if name == "counted":
                yield (str(said[0]), str(said[1]))
            else:
                yield str(said[0] if isinstance(said, tuple) else said)


def _python() -> Iterator[Message]:
    for path in sorted(REPORT.rglob("*.py")):
        stream = BytesIO(path.read_bytes())
        found: Iterable[Any] = extract_python(stream, _PYTHON, [], {})
        for _, name, said, _ in found:
            if name == "counted" and isinstance(said, tuple) and said[0] and said[1]:
                yield (said[0], said[1])
            elif name != "counted":
                yield str((said if isinstance(said, str) else (said or [""])[0]) or "")


def _criteria() -> Iterator[Message]:
    for path in sorted(CRITERIA.glob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        if "factors" in content:
            yield from _said("criterion", content)
            for factor in content["factors"]:
                yield from _said("factor", factor)
                yield from _levels(factor.get("levels") or {})
        for kind in ("gate", "persona", "family", "label"):
            plural = "families" if kind == "family" else f"{kind}s"
            listed = content.get(plural)
            for one in listed if isinstance(listed, list) else ():
                yield from _said(kind, one)


def _catalogue() -> Iterator[Message]:
    """Find who may use an offer, and the names that say something in words.

    A name of nothing but names has no word of a language in it, all in small letters.
    """
    for path in sorted(CATALOGUE.glob("*/*.yaml")):
        text = path.read_text(encoding="utf-8")
        if "\neligibility:" in text:
            yield str(yaml.safe_load(text)["eligibility"]["value"])
        if path.parent.name in _NAMED and (found := _NAME.search(text)):
            yield str(yaml.safe_load(found["name"]))


def _laws() -> Iterator[Message]:
    """Find what the data protection laws of countries are called."""
    countries = yaml.safe_load((CATALOGUE / "countries.yaml").read_text(encoding="utf-8"))
    yield from (one["privacy_law"]["value"] for one in countries.values() if "privacy_law" in one)


def _not_covered() -> Iterator[Message]:
    """Find what the kinds of service are called that the catalogue has none of."""
    missing = yaml.safe_load((CATALOGUE / "not_covered.yaml").read_text(encoding="utf-8"))
    yield from (one["kind"] for one in missing.values())


def _said(kind: str, content: dict[str, Any]) -> Iterator[str]:
    yield from (str(content[key]) for key in _SAID[kind] if content.get(key))


def _levels(levels: dict[str, Any]) -> Iterator[str]:
    for word, level in levels.items():
        yield word.replace("_", " ")
        yield str(level["text"])


def updated(known: Catalog) -> Catalog:
    """Return a catalogue with exactly today's messages, and the translations known so far."""
    fresh = Catalog(
        locale=known.locale,
        project="opendecide",
        creation_date=_DAY_ONE,
        revision_date=_DAY_ONE,
        last_translator="the opendecide project",
        language_team="the opendecide project",
        copyright_holder="the opendecide project",
        fuzzy=False,
        header_comment="# What a report says, in another language. Apache-2.0.",
    )
    fresh.mime_headers = known.mime_headers  # the catalogue says how its language counts, not babel
    for message in messages():
        before = known.get(message)
        fresh.add(message, before.string if before else None)
    return fresh


def read(path: Path, code: str) -> Catalog:
    """Read a catalogue, or start an empty one."""
    if not path.exists():
        return Catalog(locale=code)
    with path.open("rb") as stream:
        return read_po(stream, locale=code)


def as_po(catalogue: Catalog) -> bytes:
    """Write a catalogue as translators edit it."""
    stream = BytesIO()
    write_po(stream, catalogue, width=100, sort_output=True, no_location=True)
    return stream.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """Write a catalogue as reports read it."""
    stream = BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def untranslated(catalogue: Catalog) -> tuple[str, ...]:
    """Return the messages without a translation, or with an uncertain one."""
    return tuple(
        str(one.id) for one in catalogue if one.id and (one.fuzzy or not _complete(one.string))
    )


def _complete(translation: str | Sequence[str] | None) -> bool:
    return bool(translation) and (isinstance(translation, str) or all(translation or ()))


def main() -> int:
    """Bring every catalogue up to date and compile it; say what is left to translate."""
    left = 0
    for folder in sorted(LOCALE.glob("*/LC_MESSAGES")):
        path = folder / "opendecide.po"
        catalogue = updated(read(path, folder.parent.name))
        path.write_bytes(as_po(catalogue))
        path.with_suffix(".mo").write_bytes(as_mo(catalogue))
        missing = untranslated(catalogue)
        left += len(missing)
        for one in missing:
            sys.stderr.write(f"{path.name}: not translated: {one}\n")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
