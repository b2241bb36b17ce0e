"""Terms on users under 18: some services shut them out, others ask for safeguards."""

from collections.abc import Iterator

from opendecide.measures.case import Need
from opendecide.measures.view import View
from opendecide.stages.gates.outcome import Outcome, message

MINORS = "minors"
"""How a profile says that the users of a workload are under 18."""
ANSWERED_BY_OTHERS = frozenset({"api", "dedicated"})
"""Where the operator's service answers, so that its terms speak of whom. Who rents or owns machines
answers alone, and packaged seats are not for users from outside anyway."""


def minors(view: View, need: Need, gate: str) -> Iterator[Outcome]:
    """Object where the terms shut minors out; ask where nobody read them; name what they ask for.

    Terms not read are no silence that leaves the work to others: who uses a service signs them, and
    what they do not forbid is allowed.
    """
    offer = view.offer
    allowed = view.of_offer("terms.minors_allowed")
    asked = view.of_offer("terms.minors_safeguards")
    values = {"workload": need.id, "host": offer.name}
    if allowed is not None and allowed.truth is False:
        yield Outcome(
            gate=gate,
            kind="excluded",
            workload=need.id,
            reason=message("capability.minors_excluded", **values),
            fact=allowed.id,
            cure=message("cure.terms_for_minors", host=offer.name),
        )
        return
    known = allowed is not None and allowed.truth is True
    if not known and offer.access_mode in ANSWERED_BY_OTHERS:
        yield Outcome(
            gate=gate,
            kind="conditional",
            workload=need.id,
            reason=message("capability.minors_unknown", **values),
            fact=f"offers/{offer.id}/terms.minors_allowed",
        )
    if asked is not None and asked.words:
        yield Outcome(
            gate=gate,
            kind="conditional",
            workload=need.id,
            reason=message("capability.minors_safeguards", steps=list(asked.words), **values),
            fact=asked.id,
        )
