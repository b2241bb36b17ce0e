"""How likely a deployment, or one on like terms, still exists at the end of the horizon.

A copy on an own machine outlives every supplier. What runs at an operator ends with it, unless
somebody else takes it over: one rule for rented machines, endpoints, services and seats.
"""

from typing import NamedTuple

from opendecide.measures.performance import Performance, interval, unknown
from opendecide.measures.takeover import others
from opendecide.measures.view import View, rule

OWN_COPY, ANY_OPERATOR = "viability.own_copy", "viability.any_operator"
ENDED_BEFORE_HORIZON = 0.05
REVERSAL_MONTHS = 24
REVERSAL_LOSS = 0.15
DAYS_PER_MONTH = 30.44
Range = tuple[float, float, float]


class Chance(NamedTuple):
    """A chance to last as P10, P50 and P90, what says so, and what would say it better."""

    range: Range
    evidence: tuple[str, ...]
    missing: tuple[str, ...] = ()


def vendor_viability(view: View) -> Performance:
    """Estimate the chance that the offer, or one on like terms, is there at the horizon's end."""
    if view.own_site and view.downloadable:
        copy = _of_rule(view, OWN_COPY)
        if copy is None:
            return unknown(f"rules/{OWN_COPY}")
        return interval(*copy.range, copy.evidence[0], *copy.evidence)
    host = _host(view)
    if host is None:
        return unknown(f"rules/{ANY_OPERATOR}")
    successor = _successor(view)
    lasting = host.range if successor is None else _either(view, host.range, successor.range)
    evidence = host.evidence if successor is None else (*host.evidence, *successor.evidence)
    return interval(
        *lasting,
        f"vendors/{view.offer.operator}/viability",
        *dict.fromkeys(evidence),
        missing=host.missing,
        known=successor is not None or not host.missing,
        cautious=bool(host.missing),
    )


def _either(view: View, host: Range, successor: Range) -> Range:
    """Return the chance that the host lasts or somebody takes over.

    Who could take over is credited up to the chance of an own copy, and no further: nobody runs for
    longer what cannot be run any more.
    """
    copy = _of_rule(view, OWN_COPY)
    most = host if copy is None else copy.range
    low, mid, high = (
        max(stays, min(limit, 1 - (1 - stays) * (1 - follows)))
        for stays, follows, limit in zip(host, successor, most, strict=True)
    )
    return low, mid, high


def _host(view: View) -> Chance | None:
    """Return how likely the operator goes on offering this; None where no rule speaks of any."""
    end = view.of_offer("end_date")
    if end is not None and end.day is not None and end.day <= view.case.horizon_end:
        return Chance((ENDED_BEFORE_HORIZON,) * 3, (end.id,))
    found = view.of_operator("viability")
    if found is None or found.range is None:
        any_operator = _of_rule(view, ANY_OPERATOR)
        key = f"vendors/{view.offer.operator}/viability"
        return None if any_operator is None else any_operator._replace(missing=(key,))
    reversal = view.of_operator("policy_reversal")
    # What is let out is machines: another policy on models takes nothing from a copy held.
    if view.self_run or reversal is None or reversal.day is None:
        return Chance(found.range, (found.id,))
    months = (view.case.decision_date - reversal.day).days / DAYS_PER_MONTH
    if not 0 <= months <= REVERSAL_MONTHS:
        return Chance(found.range, (found.id,))
    low, mid, high = (max(0.0, one - REVERSAL_LOSS) for one in found.range)
    return Chance((low, mid, high), (found.id, reversal.id))


def _successor(view: View) -> Chance | None:
    """Return how likely somebody else can take over; None where nobody is known who could.

    Each other operator is worth what one is worth of whom nothing is known but that he is there.
    All of them need what they run: a copy of the weights, or the maker for what only he lets out.
    """
    number, holder = len(others(view)), _holder(view)
    one = _of_rule(view, ANY_OPERATOR)
    if number == 0 or holder is None or one is None:
        return None
    low, mid, high = (
        held * (1 - (1 - lasts) ** number)
        for held, lasts in zip(holder.range, one.range, strict=True)
    )
    return Chance((low, mid, high), (*one.evidence, *holder.evidence))


def _holder(view: View) -> Chance | None:
    """Return how likely the model itself can still be run by others."""
    if view.downloadable:
        return _of_rule(view, OWN_COPY)
    maker = view.of_maker("viability")
    # Who outlives the maker of a model that only he lets out does not serve it any more.
    if view.model.vendor == view.offer.operator or maker is None or maker.range is None:
        return None
    return Chance(maker.range, (maker.id,))


def _of_rule(view: View, name: str) -> Chance | None:
    found = rule(view.case, name)
    return None if found is None or found.range is None else Chance(found.range, (found.id,))
