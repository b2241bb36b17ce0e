"""Places near home of which too little is known to work anything out.

They are named, so that who looks for them does not think that they were weighed and lost.
"""

from opendecide.measures.view import read
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
