"""What shuts others out today and may be lifted: place, region, schemes, uptime, the ceiling.

Where there are levels each is a choice, the nearest to today's first: nobody should read that a
minimum has to go where a little less of it is enough.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from math import floor

from opendecide.measures.data_security import REACHES
from opendecide.model.means import Budget
from opendecide.model.message import Message
from opendecide.stages.run import Run
from opendecide.stages.stress.levers.lever import Lever, Stage, message, plain_choice
from opendecide.stages.stress.levers.schemes import plain_schemes
from opendecide.stages.stress.requirements import SCALES

UPTIME = "capability.availability"
"""Why somebody falls who is up less of the time than is asked."""


def reliefs(stage: Stage) -> Iterator[Lever]:
    """Lift what shuts others out: place, region, schemes, uptime, the ceiling."""
    case = stage.run.case
    profile = case.profile
    if profile.obligations.on_prem_only:
        yield plain_choice(
            path="obligations.on_prem_only",
            label=message("flip.on_prem_only"),
            kind="relief",
            frees="processing_place",
            today=_yaml(profile.obligations.on_prem_only),
            choices=("false",),
        )
    region = profile.obligations.region_only
    if region is not None and region.hard:
        yield plain_choice(
            path="obligations.region_only",
            label=message("flip.region_only"),
            kind="relief",
            frees="processing_place",
            today=_yaml(region.regions),
            choices=("null",),
        )
    now = profile.jurisdiction.sovereignty_minimum
    if now is not None:
        yield plain_choice(
            path="jurisdiction.sovereignty_minimum",
            label=message("flip.sovereignty"),
            kind="relief",
            frees="processing_place",
            today=now,
            choices=(*_less(REACHES[1:], now), "null"),
        )
    for one in profile.data.classes:
        for name, levels in SCALES.items():
            stated = getattr(one, name)
            less = _less(levels, stated)
            if less:
                yield plain_choice(
                    path=f"data.classes.{one.id}.{name}",
                    label=message(f"flip.{name}", data_class=one.id),
                    kind="relief",
                    frees="processing_place",
                    today=stated,
                    choices=less,
                )
    plain = plain_schemes(stage)
    if len(plain) == len(profile.obligations.certifications):
        for scheme in plain:
            yield plain_choice(
                path="obligations.certifications",
                label=message("flip.no_certification", scheme=scheme),
                kind="relief",
                frees="certifications",
                today=json.dumps(plain),
                choices=(json.dumps([other for other in plain if other != scheme]),),
            )
    yield from _uptime(stage.run)
    if profile.hardware.expandable is None and profile.budget.capex_allowed and not case.may_buy:
        yield plain_choice(
            path="hardware.expandable",
            label=message("flip.expandable"),
            kind="relief",
            frees="compute",
            choices=("true",),
        )
    yield from _money(profile.budget)


def _money(budget: Budget) -> Iterator[Lever]:
    """Let what is limited be a wish, or pay for less: of most small bills people are the most."""
    if budget.limited and budget.covers == "everything":
        yield plain_choice(
            path="budget.covers",
            label=message("flip.covers"),
            kind="relief",
            frees="budget",
            today="everything",
            choices=("model_bill_only",),
        )
        if budget.counts_existing_staff:
            yield plain_choice(
                path="budget.counts_existing_staff",
                label=message("flip.counts_existing_staff"),
                kind="relief",
                frees="budget",
                today="true",
                choices=("false",),
            )
    if budget.hard:
        yield plain_choice(
            path="budget.hard",
            label=message("flip.hard_budget"),
            kind="relief",
            frees="budget",
            today="true",
            choices=("false",),
        )


def _uptime(run: Run) -> Iterator[Lever]:
    """Ask for no more uptime than those offer whom nothing but that shuts out.

    What is asked alike of all work is asked less of all of it: of a part alone it lets nobody in
    for the rest.
    """
    needs = run.case.needs
    asked = {need.workload.availability_minimum for need in needs}
    if len(needs) > 1 and len(asked) == 1:
        everywhere = message("flip.availability_everywhere")
        [stated] = asked
        yield from _less_of(run, stated, {need.id for need in needs}, "*", everywhere)
        return
    for need in needs:
        label = message("flip.availability", workload=need.id)
        stated = need.workload.availability_minimum
        yield from _less_of(run, stated, {need.id}, need.id, label)


def _less_of(
    run: Run, stated: float | None, needs: Collection[str], path: str, label: Message
) -> Iterator[Lever]:
    offered = {
        floor(100 * min(found)) / 100
        for objections in run.screened.excluded.values()
        if all(one.reason.code == UPTIME for one in objections)
        and (
            found := [
                float(one.reason.values["have"]) for one in objections if one.workload in needs
            ]
        )
    }
    if stated is not None and offered:
        yield plain_choice(
            path=f"workloads.{path}.availability_minimum",
            label=label,
            kind="uptime",
            frees=UPTIME,
            today=f"{stated:g}",
            choices=tuple(f"{one:g}" for one in sorted(offered, reverse=True)),
        )


def _less(levels: Sequence[str], now: str | None) -> tuple[str, ...]:
    """Return the levels below today's, the nearest first."""
    return tuple(reversed(levels[: levels.index(now)])) if now in levels else ()


def _yaml(value: bool | Sequence[str]) -> str:  # noqa: FBT001 — a value of the file, not a switch
    return json.dumps(value if isinstance(value, bool) else list(value))
