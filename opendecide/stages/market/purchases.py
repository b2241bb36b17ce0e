"""What a server costs to buy: as it was offered to the organisation, or as others sell it."""

from opendecide.measures.case import Case
from opendecide.model.fact import Fact
from opendecide.model.machine_facts import Machine
from opendecide.stages.market.quotes import SOURCE, quote_of_a_purchase


def purchase_of(case: Case, machine: Machine) -> Fact | None:
    """Return the price of a whole server; None where nobody knows one.

    What was offered has no range: it is what will be paid.
    """
    return case.once(("purchase", machine.id), lambda: _purchase_of(case, machine))


def _purchase_of(case: Case, machine: Machine) -> Fact | None:
    one = quote_of_a_purchase(case, machine.id)
    if one is None:
        return machine.purchase
    return Fact(
        value=one.amount,
        unit=one.currency or case.currency,
        source=SOURCE,
        as_of=one.date or case.decision_date,
        grade="own_test",
    )


def as_offered(case: Case, machine: Machine) -> Machine:
    """Return a machine with the price that it is bought at."""
    price = purchase_of(case, machine)
    return machine if price is machine.purchase else machine.model_copy(update={"purchase": price})
