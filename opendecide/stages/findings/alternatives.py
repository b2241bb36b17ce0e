"""Another field altogether: ready-made options, described by facts alone."""

from collections.abc import Iterable

from opendecide.model.catalog import Catalog
from opendecide.model.criteria import Criteria
from opendecide.model.recommendation import Assumed

READ = ("risk.", "organisation.decision")
"""The blanks that matter when nothing but stated facts is compared."""


def speak_of(criteria: Criteria, catalog: Catalog) -> bool:
    """Tell whether the criteria read stated facts alone, and options with facts are at hand."""
    measures = {factor.measure for one in criteria.criteria for factor in one.factors}
    return measures == {"fact"} and bool(catalog.alternatives)


def relevant(assumed: Iterable[Assumed]) -> tuple[Assumed, ...]:
    """Return the assumptions that such a comparison rests on."""
    return tuple(one for one in assumed if one.field.startswith(READ))
