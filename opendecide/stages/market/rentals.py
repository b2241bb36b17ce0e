"""What an hour of a machine costs at a cloud or a host, and which machines each of them has."""

from opendecide.measures.case import Case
from opendecide.measures.view import View
from opendecide.model.machine_facts import Machine, Rental
from opendecide.model.offer_facts import Offer
from opendecide.stages.market.machine_choice import Priced
from opendecide.stages.market.quotes import quote_of_an_hour, quotes_for


def rental_of(case: Case, machine: Machine, cloud: str) -> Rental | None:
    """Return the price row that counts: the newest of a cloud, in the home region if there is one.

    Hourly prices rose during 2026, so the cheapest old reading would flatter rented machines.
    """
    return case.once(("rental", machine.id, cloud), lambda: _rental_of(case, machine, cloud))


def _rental_of(case: Case, machine: Machine, cloud: str) -> Rental | None:
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
    """Return the machines that an offer rents, the cheapest first.

    A host that publishes no price is asked for one, for the smallest of its machines that will do:
    their memory stands for the price to choose by, and for nothing else.
    """
    priced = [
        (price, machine)
        for machine in case.catalog.machines.values()
        if (price := _hourly(case, machine, offer.id)) is not None
    ]
    if not priced and offer.access_mode == "dedicated":
        priced = [
            (memory_gb(case, machine), machine)
            for name in offer.machines
            if (machine := case.catalog.machines.get(name)) is not None
        ]
    priced.sort(key=lambda one: (one[0], one[1].id))
    return priced


def memory_gb(case: Case, machine: Machine) -> float:
    """Return the memory of all accelerators of a machine."""
    return case.catalog.accelerators[machine.accelerator].memory_gb * machine.count


def _hourly(case: Case, machine: Machine, cloud: str) -> float | None:
    row = rental_of(case, machine, cloud)
    return None if row is None else case.convert(row.per_hour, row.currency)


def asks_for_its_price(view: View) -> bool:
    """Tell whether a host runs machines of which neither it nor a quote says what an hour costs."""
    name = view.deployment.machine
    if view.self_run or name is None:
        return False
    machine = view.case.catalog.machines[name]
    if rental_of(view.case, machine, view.offer.id) is not None:
        return False
    quotes = quotes_for(view.case, view.deployment.id, view.offer.id, view.model.id)
    return quote_of_an_hour(view) is None and "total_per_year" not in quotes
