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
    """Yield whom a soft ceiling shuts out because others who do all of the same keep to it.

    Who does other work is no alternative: a part of a combination is not too dear beside the part
    that stands for the rest.

    Args:
        views: Deployments that every gate lets pass, with their bills.
        conditions: What the gates asked of each, by id.

    Yields:
        The deployment's id, and the objection.
    """
    within = keepers(views, conditions)
    for view in views:
        cost = _cost(view)
        if cost is None or cost <= limit_beside_others(view.case):
            continue
        other = next((one for one in within if one.serving.keys() >= view.serving.keys()), None)
        if other is None:
            continue
        values = {"p50": cost, "ceiling": _ceiling(view), "currency": view.case.currency}
        yield (
            view.deployment.id,
            Outcome(
                gate=BUDGET,
                kind="excluded",
                reason=message("budget.others_within", other=other.deployment.id, **values),
                fact="profile/budget.ceiling",
                cure=message("cure.raise_budget", amount=cost / NEAR, currency=view.case.currency),
                near_miss=True,
                of_the_load=True,
            ),
        )


def keepers(views: Sequence[View], conditions: Mapping[str, Iterable[Outcome]]) -> list[View]:
    """Return who keeps to a soft ceiling: those that do most first, then those that cost least.

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
    return [view for *_, view in sorted(within, key=lambda one: one[:3])]


def _cost(view: View) -> float | None:
    """Return the expected cost; None where a ceiling is no wish, or nobody can price it."""
    soft = view.case.ceiling is not None and not view.case.profile.budget.hard
    return view.bill.paid_spread.p50 if soft and isinstance(view.bill, Bill) else None


def _ceiling(view: View) -> float:
    return view.case.ceiling or 0.0
