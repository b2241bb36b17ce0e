"""What nothing could be worked out for: places near home, and kinds of service without an entry.

They are named, so that who looks for them does not think that they were weighed and lost.
"""

from opendecide.measures.view import read
from opendecide.model.catalog import Catalog, NotCovered
from opendecide.stages.run import Run


def unrated(found: Run) -> tuple[str, ...]:
    """Return the names of places under control of the home region that have no candidate at all."""
    case = found.case
    looked_at = {view.offer.id for view in found.screened.views.values()}
    return tuple(
        sorted(
            offer.name
            for offer in case.catalog.offers.values()
            if offer.id not in looked_at
            and not offer.serves
            and (control := read(case, "offers", offer.id, offer, "control_country")) is not None
            and set(control.words) & case.home_countries
        )
    )


def not_covered(found: Run) -> tuple[NotCovered, ...]:
    """Return the kinds of service for the tasks at hand that the catalogue has no entry of.

    Who adds one of the examples by a catalogue of their own is not told that it is missing.
    """
    case = found.case
    asked = {need.workload.task_type for need in case.needs}
    there = _names(case.catalog)
    missing = []
    for one in case.catalog.not_covered.values():
        left = tuple(name for name in one.examples if name.casefold() not in there)
        if asked & set(one.tasks) and left:
            missing.append(one.model_copy(update={"examples": left}))
    return tuple(missing)


def _names(catalog: Catalog) -> str:
    """Return what the models, offers and sellers of a catalogue are called."""
    names = [
        *(one.name for one in catalog.models.values()),
        *(one.name for one in catalog.offers.values()),
        *(one.name for one in catalog.vendors.values()),
    ]
    return "\n".join(names).casefold()
