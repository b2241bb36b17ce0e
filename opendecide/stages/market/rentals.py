"""What an hour of a machine costs at a cloud or a host, and which machines each of them has."""

from opendecide.measures.case import Case
from opendecide.measures.view import View
from opendecide.model.machine_facts import Machine, Rental
from opendecide.model.model_facts import Model
from opendecide.model.offer_facts import Offer
from opendecide.stages.market.machine_choice import Priced, rented_machine_for
from opendecide.stages.market.quotes import SOURCE, offered_total, quote_of_an_hour


def rental_of(case: Case, machine: Machine, cloud: str) -> Rental | None:
    """Return the price row that counts: what was offered, otherwise that of the cloud's list."""
    return case.once(("rental", machine.id, cloud), lambda: _rental_of(case, machine, cloud))


def _rental_of(case: Case, machine: Machine, cloud: str) -> Rental | None:
    listed, one = _listed(case, machine, cloud), quote_of_an_hour(case, cloud, machine.id)
    if one is None:
        return listed
    return Rental(
        cloud=cloud,
        region="global" if listed is None else listed.region,
        instance=machine.name if listed is None else listed.instance,
        per_hour=one.amount,
        currency=one.currency or case.currency,
        source=SOURCE,
        as_of=one.date or case.decision_date,
        grade="own_test",
    )


def offered(rental: Rental | None) -> bool:
    """Tell whether a price row is an offer made to this organisation."""
    return rental is not None and rental.source == SOURCE


def _listed(case: Case, machine: Machine, cloud: str) -> Rental | None:
    """Return the newest row of a cloud, in the home region if there is one.

    Hourly prices rose during 2026, so the cheapest old reading would flatter rented machines.
    """
    rows = [
        row
        for row in machine.rentals
        if row.cloud == cloud and case.convert(row.per_hour, row.currency) is not None
    ]
    return min(
        rows,
        key=lambda row: (
            not case.countries_of((row.region,)) & case.home_countries,
            -row.as_of.toordinal(),
            row.per_hour,
            row.instance,
        ),
        default=None,
    )


def rented(case: Case, offer: Offer) -> list[Priced]:
    """Return the machines that an offer rents for a price that is known, the cheapest first."""
    return case.once(("rented", offer.id), lambda: _rented(case, offer))


def _rented(case: Case, offer: Offer) -> list[Priced]:
    priced = [
        (price, machine)
        for machine in case.catalog.machines.values()
        if (price := _hourly(case, machine, offer.id)) is not None
    ]
    priced.sort(key=lambda one: (one[0], one[1].id))
    return priced


def on_request(case: Case, offer: Offer) -> list[Priced]:
    """Return the machines of a place that publishes no price, the smallest first.

    It is asked for one, for the smallest that will do: their memory stands for the price to choose
    by, and for nothing else. Of a cloud that does not say what it has either, it is any server that
    others rent out.
    """
    return case.once(("on request", offer.id), lambda: _on_request(case, offer))


def _on_request(case: Case, offer: Offer) -> list[Priced]:
    machines = case.catalog.machines
    if any(_listed(case, one, offer.id) for one in machines.values()):
        return []
    asked = [machines[name] for name in offer.machines if name in machines]
    if offer.access_mode == "tenancy":
        cards = case.catalog.accelerators
        servers = (one for one in machines.values() if cards[one.accelerator].kind == "datacenter")
        asked = [one for one in servers if one.rentals]
    priced = [(_memory_gb(case, one), one) for one in asked]
    return sorted(priced, key=lambda one: (one[0], one[1].id))


def machine_at(case: Case, offer: Offer, model: Model) -> Machine | None:
    """Return the machine of a place on which a model costs least, of those whose price is known.

    Where none of them holds it, one whose price has to be asked for.
    """

    def found() -> Machine | None:
        known = rented_machine_for(case, model, rented(case, offer))
        return known or rented_machine_for(case, model, on_request(case, offer))

    return case.once(("machine at", offer.id, model.id), found)


def _memory_gb(case: Case, machine: Machine) -> float:
    """Return the memory of all accelerators of a machine."""
    return case.catalog.accelerators[machine.accelerator].memory_gb * machine.count


def _hourly(case: Case, machine: Machine, cloud: str) -> float | None:
    row = rental_of(case, machine, cloud)
    return None if row is None else case.convert(row.per_hour, row.currency)


def asks_for_its_price(view: View) -> bool:
    """Tell whether machines are rented of which neither a list nor a quote says what they cost."""
    if view.own_site or view.deployment.machine is None:
        return False
    machine = view.case.catalog.machines[view.deployment.machine]
    return rental_of(view.case, machine, view.offer.id) is None and offered_total(view) is None
