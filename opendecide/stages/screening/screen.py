"""Gates, applied before scoring: what is excluded, what is conditional, what is left to serve."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from opendecide.measures.view import View
from opendecide.stages.gates import (
    AFTER_COST,
    BEFORE_COST,
    OF_THE_LOAD,
    Gate,
    Outcome,
    apply,
    ask,
)
from opendecide.stages.gates.money_and_tests import above_the_ceiling, limit_on_cost
from opendecide.stages.screening.fewer_workloads import Again, scarcest, sifted
from opendecide.stages.screening.proven import known_to_be_served, proven
from opendecide.stages.screening.soft_ceiling import too_dear_beside_others

Price = Callable[[Iterable[View]], tuple[View, ...]]
Paid = Callable[[View], float | None]
"""What is expected to be paid, if a bill made already tells it."""

AT_ONCE = 24
"""How many get a bill before it is asked whether one of them passes."""
MOST = 0.5
"""Where fewer than this share of those worth a bill pass, as many more are looked at."""


@dataclass(frozen=True)
class Screened:
    """What the gates left of the candidates.

    Attributes:
        admissible: Deployments that serve one workload at least, with the workloads left to them.
        passed: Deployments that no gate before the bill excludes, with what they are known to
            serve.
        set_aside: Deployments that no gate excludes and that others of their kind outdo.
        waiting: Deployments that no gate excludes, and that leave a workload to others only
            because nobody knows whether they may serve it.
        excluded: The objections that excluded, by deployment, the ones for a single workload too.
        conditions: The objections that a fact or a test could still lift, by deployment.
        waits_for: What leaves work of those that wait to others, by deployment.
        views: Every candidate by id.
        scarce: The workloads, the one that fewest deployments may serve first.
    """

    admissible: tuple[View, ...]
    passed: tuple[View, ...]
    set_aside: tuple[View, ...]
    waiting: tuple[View, ...]
    excluded: dict[str, tuple[Outcome, ...]]
    conditions: dict[str, tuple[Outcome, ...]]
    waits_for: dict[str, tuple[Outcome, ...]]
    views: dict[str, View]
    scarce: tuple[str, ...] = ()

    @cached_property
    def everybody(self) -> tuple[View, ...]:
        """Every candidate."""
        return tuple(self.views.values())


def _nothing_paid(_view: View) -> float | None:
    return None


def again(gates: Sequence[Gate], price: Price | None, paid: Paid = _nothing_paid) -> Again:
    """Return what asks some gates of fewer workloads, with a bill where they read one.

    First those for which all were too much: who is shut out still is asked nothing else. No bill is
    made of what is known to be above the ceiling.
    """
    first = [gate for gate in gates if gate in OF_THE_LOAD]

    def asked(narrow: View) -> tuple[View, tuple[Outcome, ...]]:
        if price is not None:
            case, middle = narrow.case, paid(narrow)
            if case.ceiling is not None and middle is not None and middle > limit_on_cost(case):
                return narrow, (above_the_ceiling(case, middle, case.ceiling),)
            [narrow] = price([narrow])
        against = apply(narrow, first)
        shut_out = any(one.kind == "excluded" and one.workload is None for one in against)
        return narrow, against if shut_out else apply(narrow, gates)

    return asked


def sift(view: View, gates: Sequence[Gate]) -> View | None:
    """Return what a deployment may still serve; None as soon as it is shut out."""
    left = set(view.serving)
    for gate in gates:
        for one in ask(gate, view):
            if one.kind == "excluded":
                if one.workload is None:
                    return None
                left.discard(one.workload)
        if not left:
            return None
    return view.serving_only(left)


def objections(view: View, gates: Sequence[Gate]) -> list[Outcome] | None:
    """Return every objection of some gates; None once none of the work can be left, or fewer."""
    found: list[Outcome] = []
    left = set(view.serving)
    for gate in gates:
        for one in ask(gate, view):
            found.append(one)
            if one.kind != "excluded":
                continue
            if one.workload is not None:
                left.discard(one.workload)
            elif not one.of_the_load:
                return None
        if not left:
            return None
    return found


def sift_fewer(
    view: View, gates: Sequence[Gate], scarce: Sequence[str], price: Price | None = None
) -> View | None:
    """Return what a deployment may still serve, fewer workloads where all are too much for it."""
    return sift_asked(view, gates, scarce, price)[0]


def sift_asked(
    view: View, gates: Sequence[Gate], scarce: Sequence[str], price: Price | None = None
) -> tuple[View | None, Sequence[Outcome]]:
    """Return the same, with what the gates object to all that it was asked about."""
    against = objections(view, gates)
    if against is None:
        return None, ()
    return sifted(view, against, scarce, again(gates, price)).left, against


def screen(
    views: Iterable[View],
    shortlist: Callable[[Sequence[View]], Sequence[View]],
    price: Price,
    affordable: Callable[[Sequence[View]], Sequence[View]],
    paid: Paid = _nothing_paid,
) -> Screened:
    """Apply the ten gates: first those that need no bill, then the rest to what is left.

    Nobody is passed over while nobody passes: where all that seemed worth a bill fall, the others
    get one too, until somebody passes or all have been looked at. A family whose best all fall is
    looked at once more, and so are all where most of the best fall.

    Args:
        views: The candidates.
        shortlist: Picks those worth a bill.
        price: Adds the bills.
        affordable: Picks those to look at when all that seemed worth a bill are too dear.
        paid: Tells what is known of their bills.

    Returns:
        What is left, and every objection.
    """
    sieve = _Sieve(price, paid, tuple(views))
    first = _without_idle(sieve.before_cost())
    early = proven(first, sieve.conditions)
    known = early.kept
    worth = shortlist(known)
    second = sieve.after_cost(worth, keep_bills=True)
    rest = _others(known, worth)
    wanted = known_to_be_served(known, sieve.conditions)
    if second and known_to_be_served(second, sieve.conditions) < wanted:
        # Nobody can price the most promising: a less promising one may do.
        further = affordable(rest)[:AT_ONCE]
        second += sieve.after_cost(further, keep_bills=True)
        rest = _others(rest, further)
    if rest and 0 < len(second) < MOST * len(worth):
        # The bill shuts most of them out, and less promising ones that it lets in come behind them.
        further = shortlist(rest)
        second += sieve.after_cost(further, keep_bills=True)
        rest = _others(rest, further)
    while rest and not second:  # the most promising are all too dear: a less promising one may do
        further = affordable(rest) or rest[:AT_ONCE]
        second = sieve.after_cost(further)
        rest = _others(rest, further)
    for family in fallen(rest, proven(second, sieve.conditions).kept):
        kin = [view for view in rest if view.deployment.family == family]
        promising = shortlist(kin)
        further = (*promising, *affordable(_others(kin, promising))[:AT_ONCE])
        second += sieve.after_cost(further)
        rest = _others(rest, further)
    left_over = {need for view in first for need in view.serving}
    left_over -= known_to_be_served(second, sieve.conditions)
    if left_over:  # those known to serve it are all too dear: whoever may do comes back
        back = shortlist([one for one in early.waiting if left_over & one.serving.keys()])
        there = {view.deployment.id: view for view in second}
        there |= {view.deployment.id: view for view in sieve.after_cost(back, keep_bills=True)}
        second = list(there.values())
    second = _without_idle(sieve.within_means(second))
    late = proven(second, sieve.conditions)
    kept = {view.deployment.id for view in late.kept}
    waiting = {
        one.deployment.id: one
        for one in (*early.waiting, *late.waiting)
        if one.deployment.id not in kept
    }
    return Screened(
        admissible=late.kept,
        passed=known,
        set_aside=tuple(rest),
        waiting=tuple(waiting.values()),
        excluded={name: tuple(found) for name, found in sieve.excluded.items() if found},
        conditions={
            view.deployment.id: tuple(
                one
                for one in sieve.conditions[view.deployment.id]
                if one.workload is None or one.workload in view.serving
            )
            for view in late.kept
        },
        waits_for={
            name: tuple(one for one in sieve.conditions[name] if one.silent or one.unlikely)
            for name in waiting
        },
        views=sieve.everything,
        scarce=sieve.scarce,
    )


def fallen(rest: Iterable[View], admitted: Iterable[View]) -> list[str]:
    """Return the families that may serve more than those of them who were admitted do."""
    most: dict[str, int] = {}
    for view in admitted:
        family = view.deployment.family
        most[family] = max(most.get(family, 0), len(view.serving))
    return sorted(
        {
            view.deployment.family
            for view in rest
            if len(view.serving) > most.get(view.deployment.family, 0)
        }
    )


def _without_idle(views: Sequence[View]) -> list[View]:
    """Return deployments by id, of those that do the same with the same models only one.

    Where a model has no workload left, the others do the same work for the same money without it,
    and a report would name a model that does nothing.
    """

    def work(view: View) -> tuple[object, ...]:
        return (
            view.offer.id,
            view.deployment.machine,
            tuple((need, model.id) for need, model in view.serving.items()),
        )

    kept: dict[tuple[object, ...], View] = {}
    for view in sorted(views, key=lambda one: (_idle(one), one.deployment.id)):
        kept.setdefault(work(view), view)
    return sorted(kept.values(), key=lambda one: one.deployment.id)


def _idle(view: View) -> bool:
    """Tell whether some model of a deployment serves none of the workloads left to it."""
    return not {*view.deployment.models.values(), view.deployment.model} <= {
        model.id for model in view.serving.values()
    }


def _others(views: Sequence[View], taken: Iterable[View]) -> list[View]:
    names = {view.deployment.id for view in taken}
    return [view for view in views if view.deployment.id not in names]


class _Sieve:
    """Notes what every gate says of every candidate."""

    def __init__(self, price: Price, paid: Paid, views: Sequence[View]) -> None:
        self.price, self.paid = price, paid
        self.views = views
        self.everything = {view.deployment.id: view for view in views}
        self.excluded: dict[str, list[Outcome]] = {}
        self.conditions: dict[str, list[Outcome]] = {}
        self.scarce: tuple[str, ...] = ()

    def before_cost(self) -> list[View]:
        """Return what the gates that need no bill leave of the candidates."""
        asked = [(view, apply(view, BEFORE_COST)) for view in self.views]
        if self.views:
            shares = {need.id: need.share for need in self.views[0].case.needs}
            self.scarce = scarcest(shares, asked)
        return self._kept(asked, BEFORE_COST, None)

    def after_cost(self, views: Sequence[View], *, keep_bills: bool = False) -> list[View]:
        """Return what the gates that read the bill leave.

        Bills of those that fall are kept on request alone: hundreds would fill the memory.
        """
        asked = [(view, apply(view, AFTER_COST)) for view in self.price(views)]
        if keep_bills:
            self.everything |= {view.deployment.id: view for view, _ in asked}
        return self._kept(asked, AFTER_COST, self.price)

    def within_means(self, views: Sequence[View]) -> list[View]:
        """Return those whom a ceiling that is a wish leaves, beside those who keep to it."""
        against = dict(too_dear_beside_others(views, self.conditions))
        for name, one in against.items():
            self.excluded[name].append(one)
        return [view for view in views if view.deployment.id not in against]

    def _kept(
        self,
        asked: Sequence[tuple[View, tuple[Outcome, ...]]],
        gates: Sequence[Gate],
        price: Price | None,
    ) -> list[View]:
        kept = []
        for view, outcomes in asked:
            name = view.deployment.id
            found = sifted(view, outcomes, self.scarce, again(gates, price, self.paid))
            self.excluded.setdefault(name, []).extend(found.against)
            self.conditions.setdefault(name, []).extend(found.conditions)
            if found.left is not None:
                kept.append(found.left)
        return kept
