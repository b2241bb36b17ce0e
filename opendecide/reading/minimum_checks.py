"""Obligations that ask for the least level of a factor, and name none that there is."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from opendecide.reading.documents import Said
from opendecide.reading.faults import Found
from opendecide.reading.suggestions import nearest, one_of
from opendecide.reading.walking import at, items
from opendecide.reading.words import _

if TYPE_CHECKING:
    from opendecide.model.criteria import Criteria


def minimum_faults(data: dict[str, Any], criteria: "Criteria | None") -> Iterator[Found]:
    """Find minimums that nothing could be held against: they would have no effect."""
    asked = [
        (where, one)
        for where, one in items(data, "obligations", "other")
        if at(one, "effect") == "minimum"
    ]
    if not asked:
        return
    if criteria is None:
        from opendecide.reading.criteria import load_criteria

        criteria = load_criteria()
    levels = {
        f"{one.id}.{factor.id}": list(factor.levels)
        for one in criteria.criteria
        for factor in one.factors
    }
    parts = {one.id for one in criteria.criteria}
    for where, one in asked:
        factor, level = at(one, "factor"), at(one, "level")
        if factor is None:
            yield Found((*where, "effect"), _no_factor())
        elif factor in parts or (factor in levels and not levels[factor]):
            yield Found((*where, "factor"), _no_levels(str(factor), levels))
        elif factor in levels and level is None:
            what = _("The level that '{word}' must reach is missing.").format(word=factor)
            fix = _("Add `level`, one of: {words}.").format(words=one_of(levels[factor]))
            yield Found((*where, "factor"), Said(what, fix, "OD020"))
        elif factor in levels and isinstance(level, str) and level not in levels[factor]:
            yield Found((*where, "level"), _no_such_level(level, str(factor), levels[factor]))


def _by_hand() -> str:
    return _("With `effect: gate` it is checked by hand.")


def _no_factor() -> Said:
    what = _("A minimum is one of a factor, and no factor is named.")
    return Said(what, f"{_('Name the factor and its level.')} {_by_hand()}", "OD020")


def _no_levels(word: str, levels: dict[str, list[str]]) -> Said:
    """Say which factors of the same criterion have levels."""
    what = _("'{word}' has no levels, so there is no least one.").format(word=word)
    criterion = word.partition(".")[0]
    others = [one for one, has in levels.items() if has and one.partition(".")[0] == criterion]
    fix = _by_hand()
    if others:
        fix = f"{_('Factors with levels: {words}.').format(words=one_of(others))} {fix}"
    return Said(what, fix, "OD033")


def _no_such_level(level: str, factor: str, levels: list[str]) -> Said:
    what = _("'{word}' is no level of '{factor}'.").format(word=level, factor=factor)
    near = nearest(level, levels)
    fix = (
        _("Did you mean '{word}'?").format(word=near)
        if near
        else _("Choose from: {words}.").format(words=one_of(levels))
    )
    return Said(what, fix, "OD021")
