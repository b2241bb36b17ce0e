"""The options that the organisation named, each answered: why this one, why not that one.

These are today's way, the options that it describes, and what it tested or was quoted.
"""

from collections import Counter
from collections.abc import Collection, Sequence

from opendecide.measures.view import View
from opendecide.model.catalog import Alternative
from opendecide.model.criteria import Criteria
from opendecide.model.message import Message
from opendecide.model.own_evidence import OwnOption
from opendecide.model.profile import Profile
from opendecide.model.recommendation import Considered, RankedDeployment
from opendecide.stages.assessment.ratings import assess_alternatives
from opendecide.stages.candidates.own_options import own_options, present_way, stands_for
from opendecide.stages.findings.naming import deployment_name
from opendecide.stages.run import Run, scales_of

REASONS = 2


def considered(found: Run, profile: Profile, criteria: Criteria) -> tuple[Considered, ...]:
    """Answer for today's way first, then for the options of the profile, then for its evidence."""
    today = present_way(profile)
    those = (*own_options(profile), *([] if today is None else [today]))
    ordered = sorted({one.id: one for one in those}.values(), key=lambda one: one is not today)
    return tuple(_answer(found, one, criteria) for one in ordered)


def present_alternative(
    ranked: Sequence[RankedDeployment], profile: Profile
) -> tuple[Considered, ...]:
    """Answer for today's way, where it is one of ready-made options."""
    return tuple(
        Considered(
            id=one.id,
            name=one.name,
            status="ranked",
            deployment=one.id,
            rank=one.rank,
            score=one.score,
            beats_leader=one.beats_leader,
        )
        for one in ranked
        if one.id == profile.preferences.current_option
    )


def _answer(found: Run, option: OwnOption, criteria: Criteria) -> Considered:
    views = [view for view in found.screened.views.values() if stands_for(view, option)]
    rows = {name: row for row, name in enumerate(found.problem.deployments)}
    ranked = [rows[view.deployment.id] for view in views if view.deployment.id in rows]
    best = min(ranked, key=found.evaluation.order.index, default=None)
    shown = views if best is None else [found.views[best]]
    base = {
        "id": option.id,
        "name": option.name or _entry(found, option),
        "note": option.note,
        "findings": (*_machine(found, option, shown), *_findings(found, option)),
    }
    if option.facts:
        return Considered(**base, status="outside", **_rated(found, option, criteria))
    if best is not None:
        return Considered(
            **base,
            status="ranked",
            not_served=_left_out(found, found.views[best]),
            deployment=found.problem.deployments[best],
            rank=found.evaluation.order.index(best) + 1,
            score=100 * float(found.evaluation.mean[best]),
            beats_leader=float(found.evaluation.beats_leader[best]),
        )
    if not views:
        return Considered(**base, status="not_known")
    screened = found.screened
    known = (*screened.set_aside, *screened.admissible)
    left = [one for one in (*known, *screened.waiting) if stands_for(one, option)]
    most = max(left, key=lambda one: len(one.serving), default=None)
    if most is not None and (not found.views or len(most.serving) >= len(found.views[0].serving)):
        outdone = any(most is one for one in known)
        return Considered(**base, status="outdone" if outdone else "unproven")
    if most is None:
        return Considered(**base, status="excluded", reasons=_reasons(found, views))
    unserved = _left_out(found, most)
    return Considered(
        **base,
        status="partial",
        not_served=unserved,
        reasons=_reasons(found, views, unserved),
    )


def _machine(found: Run, option: OwnOption, views: Sequence[View]) -> tuple[Message, ...]:
    """Return on which machine an option was looked at, where another one was named."""
    named = option.listed_as.partition(":")[2]
    machines = {view.deployment.machine for view in views}
    if not named or len(machines) != 1 or named in machines:
        return ()
    machine = found.case.catalog.machines.get(machines.pop() or "")
    if machine is None:
        return ()
    return (Message(code="considered.machine", values={"machine": machine.name}),)


def _left_out(found: Run, view: View) -> tuple[str, ...]:
    """Return the workloads that a deployment does not serve."""
    return tuple(need.id for need in found.case.needs if need.id not in view.serving)


def _entry(found: Run, option: OwnOption) -> str:
    """Return what the catalogue calls an option; its id where nothing there is called so."""
    catalog, wanted = found.case.catalog, option.listed_as
    entry = catalog.offers.get(wanted.partition(":")[0]) or catalog.models.get(wanted)
    if entry is not None:
        return entry.name
    return deployment_name(wanted, catalog) if "@" in wanted else option.id


def _reasons(
    found: Run, views: Sequence[View], workloads: Collection[str] = ()
) -> tuple[Message, ...]:
    """Return what excludes most of the deployments that an option stands for.

    Args:
        found: Today's pass.
        views: The deployments.
        workloads: Those that it excludes from; from all of the work where none is named.
    """
    against = [
        one
        for view in sorted(views, key=lambda one: one.deployment.id)
        for one in found.screened.excluded.get(view.deployment.id, ())
        if not workloads or one.workload in workloads
    ]
    first = {one.reason.code: one.reason for one in reversed(against)}
    often = Counter(one.reason.code for one in against).most_common(REASONS)
    return tuple(first[code] for code, count in often if 2 * count >= len(views))


def _rated(found: Run, option: OwnOption, criteria: Criteria) -> dict[str, float]:
    """Rate an option that facts alone describe; what they do not say is unknown."""
    alone = Alternative(
        id=option.id,
        name=option.name or option.id,
        family=option.family or "status_quo",
        facts=option.facts,
    )
    problem = assess_alternatives([alone], criteria, scales_of(found.case, found.draws))
    [scores] = problem.scores(found.evaluation.weights.samples)
    rated = {"score": 100 * float(scores.mean())}
    if found.evaluation.order:
        leader = found.evaluation.scores[found.evaluation.order[0]]
        rated["beats_leader"] = float((scores > leader).mean())
    return rated


def _findings(found: Run, option: OwnOption) -> tuple[Message, ...]:
    """Return what the organisation itself found out about an option."""
    ids: Sequence[str] = (option.id, option.listed_as)
    return tuple(
        Message(
            code="considered.finding",
            values={
                "text": one.finding,
                "author": one.author or found.case.profile.organisation.name,
                "date": str(one.date) if one.date else "",
            },
        )
        for one in found.case.profile.evidence.own_tests
        if one.finding is not None and one.option in ids
    )
