"""A ceiling that is a wish gives way, but not to any bill while something acceptable keeps to it.

The scale of `cost.tco` ends at the ceiling: beyond it a dearer bill costs no more points, so all
the rest would decide over money that somebody asked to save (decision 0027).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from opendecide.cost import Bill
from opendecide.measures.view import View
from opendecide.stages.gates import Outcome
from opendecide.stages.gates.money_and_tests import BUDGET, NEAR, limit_beside_others
from opendecide.stages.gates.outcome import message
from opendecide.stages.screening.proven import by_silence


def too_dear_beside_others(
    views: Sequence[View], conditions: Mapping[str, Iterable[Outcome]]
) -> Iterator[tuple[str, Outcome]]:
    """Yield whom a soft ceiling shuts out because others who do as much keep to it.

    Args:
        views: Deployments that every gate lets pass, with their bills.
        conditions: What the gates asked of each, by id.

    Yields:
        The deployment's id, and the objection.
    """
    keeps = keeper(views, conditions)
    if keeps is None:
        return
    most = len(keeps.serving)
    for view in views:
        cost = _cost(view)
        if cost is None or cost <= limit_beside_others(view.case) or len(view.serving) > most:
            continue
        values = {"p50": cost, "ceiling": _ceiling(view), "currency": view.case.currency}
        yield (
            view.deployment.id,
            Outcome(
                gate=BUDGET,
                kind="excluded",
                reason=message("budget.others_within", other=keeps.deployment.id, **values),
                fact="profile/budget.ceiling",
                cure=message("cure.raise_budget", amount=cost / NEAR, currency=view.case.currency),
                near_miss=True,
                of_the_load=True,
            ),
        )


def keeper(views: Sequence[View], conditions: Mapping[str, Iterable[Outcome]]) -> View | None:
    """Return who keeps to a soft ceiling, does most of those and costs least; None where nobody is.

    Args:
        views: Deployments that every gate lets pass, with their bills.
        conditions: What the gates asked of each, by id.
    """
    within = [
        (-len(view.serving), cost, view.deployment.id, view)
        for view in views
        if (cost := _cost(view)) is not None
        and cost <= _ceiling(view)
        and not by_silence(view, conditions.get(view.deployment.id, ()))
    ]
    return min(within, key=lambda one: one[:3])[3] if within else None


def _cost(view: View) -> float | None:
    """Return the expected cost; None where a ceiling is no wish, or nobody can price it."""
    soft = view.case.ceiling is not None and not view.case.profile.budget.hard
    return view.bill.paid_spread.p50 if soft and isinstance(view.bill, Bill) else None


def _ceiling(view: View) -> float:
    return view.case.ceiling or 0.0
