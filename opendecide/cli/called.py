"""Which word somebody means who writes what it is called, in any language and spelling."""

import unicodedata
from collections.abc import Iterator
from gettext import translation
from typing import TYPE_CHECKING

from opendecide.cli.glossary import TERMS
from opendecide.reading.words import DOMAIN, LOCALE, SOURCE, languages

if TYPE_CHECKING:
    from opendecide.model.criteria import Criteria

_IRREGULAR = {"criteria": "criterion"}
_ALIKE = str.maketrans({"’": " ", "'": " ", "-": " ", "_": " ", "œ": "oe", "\u00a0": " "})


def meant(word: str, criteria: "Criteria") -> frozenset[str]:
    """Return the words that are called so: singular or plural, with or without accents.

    Examples:
        >>> from opendecide.reading.criteria import load_criteria
        >>> sorted(meant("Filtres", load_criteria()))
        ['gate']
        >>> sorted(meant("securite des donnees", load_criteria()))
        ['data_security']
    """
    asked = _plain(word)
    return frozenset(
        one for one, name in _called(criteria) if asked in {_plain(said) for said in _said(name)}
    )


def _plain(word: str) -> str:
    """Leave out case, accents and the ending of a plural, alike in both languages."""
    apart = unicodedata.normalize("NFKD", word.lower().translate(_ALIKE))
    bare = "".join(one for one in apart if not unicodedata.combining(one))
    return " ".join(map(_singular, bare.split()))


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith(("s", "x")) else word


def _said(name: str) -> Iterator[str]:
    """Yield a name in every language there is."""
    yield name
    for code in languages():
        if code != SOURCE:
            yield translation(DOMAIN, LOCALE, languages=[code], fallback=True).gettext(name)


def _called(criteria: "Criteria") -> Iterator[tuple[str, str]]:
    """Yield the words of the glossary with what they are called."""
    from opendecide.report.words import KINDS

    yield from ((word, word) for word in TERMS)
    for criterion in criteria.criteria:
        yield criterion.id, criterion.name
        yield from ((f"{criterion.id}.{one.id}", one.name) for one in criterion.factors)
    for listed in (criteria.gates, criteria.families, criteria.personas, criteria.labels):
        yield from ((one.id, one.name) for one in listed)
    for kind in ("verdict", "grade", "task", "data", "scheme"):
        yield from KINDS[kind].items()
