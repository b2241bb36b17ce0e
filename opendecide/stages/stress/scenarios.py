"""Each scenario through the pipeline, then all together: expected scores and regret."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from opendecide.model.catalog import Catalog
from opendecide.model.criteria import Criteria
from opendecide.model.profile import Profile
from opendecide.model.scenarios import ScenarioResult, Scenarios
from opendecide.stages.assessment.contender import Contender
from opendecide.stages.favourites import elsewhere, favourites
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates.money_and_tests import limit_on_cost
from opendecide.stages.run import Run, place_of
from opendecide.stages.screening.shortlist import usage_cost, within_reach
from opendecide.stages.stress.change import Change
from opendecide.stages.stress.events import Event, events
from opendecide.stages.stress.places import best_by_place, first_of
from opendecide.stages.stress.trial import places_of

NEWCOMERS = 12
"""Places looked at besides when a scenario shuts out today's leader."""
BEST = 4
"""Places at the head of the ranking that are looked at too: a twin of who leads may lead then."""
FAMILIES = 6
"""How many leaders of families are followed; those far behind do not come back."""


@dataclass(frozen=True, slots=True)
class World:
    """One course of events, and what is the best deployment of each place in it."""

    event: Event
    profile: Profile
    catalog: Catalog
    best: dict[str, tuple[str, float]]
    """By model and offer: the deployment and its points; the machine may differ by scenario."""
    contenders: dict[str, Contender]
    """By id."""

    @property
    def leader(self) -> str | None:
        """Who leads; None when nobody passes every gate."""
        return first_of(self.best)


def scenarios(today: Run, criteria: Criteria, change: Change) -> Scenarios | None:
    """Return how the choices of today fare in each scenario, and over all of them.

    The choices are the leaders of the families, and whoever leads in one of the scenarios. Effects
    of different scenarios add up in the expected score, which is exact where they do not meet in
    one factor; a choice that is shut out is worth nothing there.

    Args:
        today: Today's pass.
        criteria: What is judged.
        change: What `--set` would make of profile and catalogue.
    """
    if not today.evaluation.order:
        return None
    names = [today.problem.deployments[row] for row in today.evaluation.leaders[:FAMILIES]]
    head = [today.problem.deployments[row] for row in today.evaluation.order[:BEST]]
    places = {place_of(name) for name in (*names, *head)} | _cheapest_elsewhere(today)
    worlds = []
    for event in events(today):
        changed = change.roughly(event.setting)
        if changed is not None:
            worlds.append(_world(today, criteria, event, *changed, places=places))
    return _together(*_with_newcomers(today, criteria, names, worlds))


def _cheapest_elsewhere(today: Run) -> set[str]:
    """Return, in each family, where the leader's model costs least to use.

    With more or less of the work it may be done best by the same model on other terms.
    """
    leader = today.views[today.evaluation.order[0]]
    found: dict[str, tuple[float, str]] = {}
    for view in today.screened.passed:
        cost = usage_cost(view) if view.model.id == leader.model.id else None
        if cost is not None and len(view.serving) >= len(leader.serving):
            family = view.deployment.family
            one = (cost, place_of(view.deployment.id))
            found[family] = min(found.get(family, one), one)
    return {place for _, place in found.values()}


def _world(  # noqa: PLR0913 — all that a pass depends on
    today: Run,
    criteria: Criteria,
    event: Event,
    profile: Profile,
    catalog: Catalog,
    *,
    places: Collection[str],
) -> World:
    """Run one scenario; when it shuts out today's leader, for those that look best in it too.

    So when it takes a part of the work from all of these. Where it shuts out everybody looked at,
    all of the catalogue is run that is not far too dear.
    """
    seen = best_by_place(today, criteria, profile, catalog, places)
    out = today.leader is None or place_of(today.leader) not in seen.best
    if out or seen.served < max(len(view.serving) for view in today.views):
        everybody = today.screened.everybody
        worth = favourites(today, criteria, (profile, catalog), everybody, NEWCOMERS)
        others = best_by_place(today, criteria, profile, catalog, worth)
        if not others.best:
            near = _within_reach(today, criteria, profile, catalog)
            others = best_by_place(today, criteria, profile, catalog, None, among=near)
        else:
            first = place_of(first_of(others.best) or "")
            hosts = places_of({first}, today.screened.everybody) - {*worth}
            if hosts:  # a quick look knows no bill, and at another place it may be half
                more = best_by_place(today, criteria, profile, catalog, hosts)
                others = others.beside(more)
        seen = seen.beside(others)
    return World(event, profile, catalog, seen.best, seen.contenders)


def _within_reach(
    today: Run, criteria: Criteria, profile: Profile, catalog: Catalog
) -> frozenset[str] | None:
    """Return the places that are not far above the ceiling of a scenario; None without one."""
    case, _ = complete(profile, catalog, criteria, like=today.case)
    if case.ceiling is None:
        return None
    those = (elsewhere(view, case, catalog) for view in today.screened.views.values())
    near = within_reach(those, limit_on_cost(case))
    return frozenset(place_of(view.deployment.id) for view in near)


def _with_newcomers(
    today: Run, criteria: Criteria, names: Sequence[str], worlds: Sequence[World]
) -> tuple[dict[str, float], list[World]]:
    """Follow those who lead in one scenario through the others; give everybody's points today."""
    known = {place_of(name) for name in names}
    base = {
        name: 100 * float(today.evaluation.mean[row])
        for name, row in zip(names, today.evaluation.leaders, strict=False)
    }
    leading = {world.leader for world in worlds}
    new = {place_of(name) for name in leading if name is not None} - known
    if not new:
        return base, list(worlds)
    case = today.case
    best, *_ = best_by_place(today, criteria, case.profile, case.catalog, new)
    base |= dict(best[place] for place in sorted(new) if place in best)
    followed = []
    for world in worlds:
        missing = new - world.best.keys()
        if missing:
            best, more, _ = best_by_place(today, criteria, world.profile, world.catalog, missing)
            world = replace(  # noqa: PLW2901 — the same world, seen more of
                world, best=world.best | best, contenders=world.contenders | more
            )
        followed.append(world)
    return base, followed


def _together(base: dict[str, float], worlds: Sequence[World]) -> Scenarios:
    names = list(base)
    results = [_result(world, names) for world in worlds]
    real = [one for one in results if one.score is not None]
    expected = {
        name: base[name]
        + sum(
            one.probability * ((one.scores[name] or 0.0) - base[name])
            for one in real
            if one.probability is not None
        )
        for name in names
    }
    worst = {
        name: max(
            max(base.values()) - base[name],
            *((one.score or 0.0) - (one.scores[name] or 0.0) for one in real),
        )
        for name in names
    }
    return Scenarios(
        results=tuple(results),
        expected=expected,
        worst_regret=worst,
        best_expected=max(names, key=lambda one: (expected[one], -names.index(one))),
        least_regret=min(names, key=lambda one: (worst[one], names.index(one))),
    )


def _result(world: World, names: Sequence[str]) -> ScenarioResult:
    event, best = world.event, world.best
    scores = {name: best[place_of(name)][1] if place_of(name) in best else None for name in names}
    leader, own = world.leader, scores[names[0]]
    first = None if leader is None else world.contenders[leader]
    score = None if leader is None else best[place_of(leader)][1]
    return ScenarioResult(
        id=event.id,
        label=event.label,
        setting=event.setting,
        stated=event.stated,
        probability=event.probability,
        deployment=leader,
        name=None if first is None else first.deployment.name,
        family=None if first is None else first.deployment.family,
        not_served=() if first is None else first.not_served,
        score=score,
        leader_score=own,
        regret=None if score is None else score - (own or 0.0),
        scores=scores,
    )
