"""Whether any service of the catalogue could do the work: a way out of running machines."""

from dataclasses import replace

from opendecide.measures.eligibility import closed_to
from opendecide.measures.view import SELF_RUN, View
from opendecide.stages.gates.certifications import certifications
from opendecide.stages.gates.processing_place import processing_place


def open_to_services(view: View) -> bool:
    """Tell whether some service may process all that a deployment would, with what is mandatory."""
    case = view.case

    def allowed() -> bool:
        services = (
            replace(view, offer=one)
            for one in case.catalog.offers.values()
            if one.access_mode not in SELF_RUN and not closed_to(case, one)
        )
        return any(
            all(
                one.kind != "excluded"
                for gate in (processing_place, certifications)
                for one in gate(service)
            )
            for service in services
        )

    return case.once(("open to services", *view.serving), allowed)
