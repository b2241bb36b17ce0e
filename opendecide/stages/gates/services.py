"""Whether any service of the catalogue could do the work: a way out of running machines."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from opendecide.measures.case import Case
from opendecide.measures.view import SELF_RUN, View
from opendecide.stages.gates.capability import capability
from opendecide.stages.gates.certifications import certifications
from opendecide.stages.gates.outcome import Outcome
from opendecide.stages.gates.processing_place import processing_place


def open_to_services(view: View) -> bool:
    """Tell whether some service may process all that a deployment would, and can do the work."""

    def some(part: Case) -> bool:
        return any(_passes(one, capability) for one in _services(view.of(part)))

    return view.case.share(("open to services", *view.serving), some)


def _services(view: View) -> Iterator[View]:
    """Yield services as this deployment would use them, each with each of its models."""
    case = view.case
    for offer in case.catalog.offers.values():
        if offer.access_mode in SELF_RUN:
            continue
        there = replace(view, offer=offer)
        if _passes(there, processing_place) and _passes(there, certifications):
            for name in dict.fromkeys(one.model for one in offer.serves):
                model = case.catalog.models.get(name)
                if model is not None:  # a catalogue of one's own may lack it
                    yield replace(there, model=model, serving=dict.fromkeys(view.serving, model))


def _passes(view: View, gate: Callable[[View], Iterator[Outcome]]) -> bool:
    return all(one.kind != "excluded" for one in gate(view))
