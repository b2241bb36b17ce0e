"""Who else could take a deployment over on like terms, where this organisation may go."""

from dataclasses import replace

from opendecide.measures.case import Case
from opendecide.measures.data_security import REACHES, compelled_words, region_promise
from opendecide.measures.eligibility import closed_to
from opendecide.measures.sovereignty import serving_offers, shut_out
from opendecide.measures.view import View
from opendecide.model.offer_facts import Offer


def others(view: View) -> frozenset[str]:
    """Return the operators that could take a deployment over, other than the one it is at.

    Own machines need nobody. A rented machine is replaced by another that is rented, seats by seats
    with the same model, a service by one of the same model or, where its weights may be had, by
    whole machines of a host that runs any such model. Who is not known to be acceptable does not
    count.
    """
    if view.own_site:
        return frozenset()
    return view.case.once(("takers", *_sought(view)), lambda: _takers(view)) - {view.offer.operator}


def _sought(view: View) -> tuple[str, ...]:
    """Return what another operator would have to offer."""
    if view.self_run and view.downloadable:
        return ("machines",)
    kind = "seat" if view.offer.access_mode == "seat" else "service"
    return (kind, view.model.id)


def _takers(view: View) -> frozenset[str]:
    return frozenset(one.operator for one in _like(view) if _acceptable(view, one))


def _like(view: View) -> list[Offer]:
    """Return the offers on like terms, this one among them."""
    sought, offers = _sought(view)[0], view.case.catalog.offers.values()
    if sought == "machines":
        return [one for one in offers if one.access_mode == "tenancy" and _rents(one)]
    seats = sought == "seat"
    served = serving_offers(view.case).get(view.model.id, ())
    found = [one for one in served if (one.access_mode == "seat") == seats]
    if view.downloadable and not seats:
        found += [one for one in offers if one.access_mode == "dedicated" and _rents(one)]
    return found


def _rents(offer: Offer) -> bool:
    """Tell whether an offer is known to have machines for whatever model is brought."""
    return offer.any_open_weights and bool(offer.machines)


def _acceptable(view: View, offer: Offer) -> bool:
    """Tell whether an offer is known to keep to what the profile asks of whoever hosts."""
    case = view.case
    return case.once(
        ("acceptable", offer.id),
        lambda: not (closed_to(case, offer) or shut_out(case, offer)) and _in_place(view, offer),
    )


def _in_place(view: View, offer: Offer) -> bool:
    """Tell whether it keeps to every region asked for, as far from foreign law as asked for."""
    there = replace(view, offer=offer)
    regions = view.case.region_workloads.values()
    if not all(region_promise(there, one).kept is True for one in frozenset(regions)):
        return False
    reach, _, _ = compelled_words(there)
    return REACHES.index(reach[0]) >= _reach_asked(view.case)


def _reach_asked(case: Case) -> int:
    """Return how far from foreign law the profile wants its strictest data at least."""
    asked = [case.profile.jurisdiction.sovereignty_minimum]
    asked += [
        one.minimum_compelled_access
        for need in case.needs
        for one in need.classes
        if not one.volume_can_be_redacted
    ]
    return max((REACHES.index(one) for one in asked if one is not None), default=0)
