"""What would bring a deployment back when the gates leave none: the smallest ways out first."""

from math import inf
from typing import NamedTuple

from opendecide.model.recommendation import ScreenedOut
from opendecide.model.relief import Relief
from opendecide.report.brief import Brief
from opendecide.report.spans import kind, together
from opendecide.report.views.relaxation import given_way

_WAYS = 3
_NAMED = 2
_ELSEWHERE = frozenset(
    {"cure.other_model", "cure.other_host_or_model", "cure.other_place", "cure.none"}
)
_SUPERSEDED = {"compute.none": "compute.memory", "compute.no_device": "compute.memory"}
"""What is not said beside what says it exactly."""


class WayOut(NamedTuple):
    """One kind of objection, and the deployments that fall by nothing else."""

    sentence: str
    cure: str
    elsewhere: bool = False
    """Whether the cure is to take something else, which is no way out where all fall."""


def ways_out(brief: Brief) -> tuple[WayOut, ...]:
    """Return the relaxations that were found, the best first, or else what stands in the way.

    Only of those that every gate was asked about: others may fall by more than is known of them.
    """
    found = brief.recommendation.relief
    if found:
        return tuple(_relaxation(brief, one) for one in found[:_WAYS])
    return _objections(brief)


def _relaxation(brief: Brief, one: Relief) -> WayOut:
    speech, changes = brief.speech, given_way(brief, one)
    if not one.not_served and brief.leader is not None:
        said = speech.say(
            "{changes}: {name} becomes possible, for every workload.",
            changes=changes,
            name=one.name,
        )
    elif not one.not_served:
        said = speech.say("{changes}: {name} becomes possible.", changes=changes, name=one.name)
    else:
        said = speech.say(
            "{changes}: {name} becomes possible, for {workloads} only.",
            changes=changes,
            name=one.name,
            workloads=speech.named(one.serves),
        )
    return WayOut(sentence=said, cure="")


def _objections(brief: Brief) -> tuple[WayOut, ...]:
    by_deployment: dict[str, dict[tuple[str, ...], list[ScreenedOut]]] = {}
    asked = set(brief.recommendation.every_gate_asked)
    for one in brief.recommendation.screened_out:
        if asked and one.id not in asked:
            continue  # its bill, too, might shut it out
        by_deployment.setdefault(one.id, {}).setdefault(kind(one.reason), []).append(one)
    fewest = min((len(kinds) for kinds in by_deployment.values()), default=0)
    groups: dict[tuple[tuple[str, ...], ...], list[ScreenedOut]] = {}
    for kinds in by_deployment.values():
        if len(kinds) == fewest:
            members = [one for found in kinds.values() for one in found]
            groups.setdefault(tuple(sorted(kinds)), []).extend(members)
    ordered = sorted(
        groups.values(),
        key=lambda one: (_elsewhere(one), _least_raise(one), -len({found.id for found in one})),
    )
    return tuple(_way_out(brief, members) for members in ordered[:_WAYS])


def _elsewhere(members: list[ScreenedOut]) -> bool:
    """Tell whether all that is said of them is to take something else."""
    return all(one.cure is None or one.cure.code in _ELSEWHERE for one in members)


def _least_raise(members: list[ScreenedOut]) -> float:
    """Return the least amount that has to be allowed; what no machine holds has no price yet."""
    if any(one.reason.code == "compute.memory" for one in members):
        return inf
    raises = [one.cure for one in members if one.cure is not None and "amount" in one.cure.values]
    return min((float(str(one.values["amount"])) for one in raises), default=0.0)


def _way_out(brief: Brief, members: list[ScreenedOut]) -> WayOut:
    speech = brief.speech
    alike: dict[tuple[str, ...], list[ScreenedOut]] = {}
    for one in members:
        alike.setdefault(kind(one.reason), []).append(one)
    for bare, exact in _SUPERSEDED.items():
        if any(key[0] == exact for key in alike):
            alike = {key: found for key, found in alike.items() if key[0] != bare}
    reasons = [speech.message(together(one.reason for one in found)) for found in alike.values()]
    cures = [
        speech.message(together([one.cure for one in found if one.cure is not None]))
        for found in alike.values()
        if any(one.cure is not None for one in found)
    ]
    names = list(dict.fromkeys(one.name for one in members))
    counted = speech.language.counted(
        "{number} deployment falls by nothing else, such as {names}.",
        "{number} deployments fall by nothing else, such as {names}.",
        len(names),
    )
    told = counted.format(number=len(names), names=speech.language.listed(names[:_NAMED]))
    said = " ".join((*reasons, told))
    return WayOut(sentence=said, cure=" ".join(cures), elsewhere=_elsewhere(members))
