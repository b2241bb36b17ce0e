"""Gates: machines and people are there, or can be had."""

from collections.abc import Iterator

import numpy as np

from opendecide.cost import Bill, DoesNotFit
from opendecide.cost.capacity import Capacity, MediaCapacity
from opendecide.cost.care import WORKING_DAYS
from opendecide.cost.order_statistics import median
from opendecide.measures.operability import interface_for_nobody, missing_fte, people_needed
from opendecide.measures.requirements import adapts_weights
from opendecide.measures.service_quality import p95_bounds
from opendecide.measures.view import View
from opendecide.stages.billing.lots import lots_with_a_deadline
from opendecide.stages.billing.machine_bill import weights_too_large
from opendecide.stages.gates.outcome import Outcome, message
from opendecide.stages.gates.services import open_to_services
from opendecide.stages.market.machine_choice import LATE, TOO_LATE
from opendecide.stages.market.machines import cards_of, own_machines

NO_MACHINE, NO_DEVICE = "compute.none", "compute.no_device"
"""Nothing to run it on: no server, or no computer of those who use it."""
NOT_NAMED = "compute.not_named"
"""Machines might be bought, and whoever sells the software does not say which it takes."""
TOO_LARGE = "compute.memory"
"""There is something to run it on, with less memory than it takes."""
GATE_OF_NEEDS = "capability"
MINUTES_PER_DAY = 1440
NEARLY_FTE = 0.5
"""Half a person missing: somebody can be found who takes it on."""
FOUND_SOMEWHERE_FTE = 0.1
"""Half a day a week: how many it takes is not known that well, so it bars nobody."""

MOMENTS_FTE = 0.05
"""Two hours a week: the days of a year say better what is asked of somebody."""


def machine(view: View) -> Iterator[Outcome]:
    """Object where there is nothing to run a model on, and nothing can be had."""
    if view.self_run and (view.deployment.machine is None or _gone(view) or _not_to_be_had(view)):
        code, cure = NO_MACHINE, "cure.have_machines"
        if view.offer.access_mode == "device":
            code, cure = NO_DEVICE, "cure.have_devices"
        elif view.case.may_buy:
            code, cure = NOT_NAMED, "cure.ask_machines"
        yield Outcome(
            gate="compute",
            kind="excluded",
            reason=message(code, model=view.model.name, host=view.offer.name),
            fact=f"models/{view.model.id}/parameters_total",
            cure=message(cure, host=view.offer.name),
        )


def _gone(view: View) -> bool:
    """Tell whether it ran on a machine that the organisation had, and has no more."""
    return view.at_hand and cards_of(view.case, view.deployment.machine) is None


def _not_to_be_had(view: View) -> bool:
    """Tell whether it is for a server that would have to be bought, and none may be.

    Nobody lists such a deployment; one that is listed meets the change that forbids to buy.
    """
    device = view.offer.access_mode == "device"
    return view.own_site and not (device or view.at_hand or view.case.may_buy)


def memory(view: View) -> Iterator[Outcome]:
    """Object to weights that are larger than the machine, before anybody works out a bill.

    What cannot run must not take the place of what can among the deployments looked at closely.
    """
    machine = view.deployment.machine
    if not view.own_site or machine is None:
        return
    found = weights_too_large(view)
    if found is not None:
        yield _too_large(view, found)


def _too_large(view: View, found: DoesNotFit) -> Outcome:
    model = view.case.catalog.models[found.model or view.model.id]
    assumed = _assumed_machine(view)
    values = _cards(view) | ({} if assumed is None else {"assumed": assumed})
    device = assumed is not None and view.offer.access_mode == "device"
    return Outcome(
        gate="compute",
        kind="excluded",
        reason=message(
            TOO_LARGE,
            need_gb=found.needed_gb,
            have_gb=found.available_gb,
            model=model.name,
            **values,
        ),
        fact=f"models/{model.id}/parameters_total",
        cure=message("cure.have_devices")
        if device
        else message("cure.buy_hardware", memory_gb=found.needed_gb),
        of_the_load=model.id != view.model.id,
    )


def _cards(view: View) -> dict[str, object]:
    """Return the machine with the memory of each accelerator and of all, as an engineer counts."""
    found = cards_of(view.case, view.deployment.machine)
    if found is None:
        return {}
    count, accelerator = found
    told: dict[str, object] = {
        "on": (view.deployment.machine or "").rpartition(":")[2],
        "total_gb": count * accelerator.memory_gb,
    }
    return told | ({"each_gb": accelerator.memory_gb} if count > 1 else {})


def _assumed_machine(view: View) -> str | None:
    """Return the machine that would be had for it; None where it is there."""
    if view.at_hand or not view.own_site:
        return None
    name = (view.deployment.machine or "").removeprefix("assumed:")
    machine = view.case.catalog.machines.get(name)
    return None if machine is None else machine.id


def compute(view: View) -> Iterator[Outcome]:
    """Object where memory is short, or accelerators are and no more of them may be bought."""
    if view.deployment.machine is None:
        return
    if isinstance(view.bill, DoesNotFit):
        yield _too_large(view, view.bill)
    elif (missing := _missing(view)) > 0.0:
        _, count, share = own_machines(view.case)[view.deployment.machine]
        free = count * share
        yield Outcome(
            gate="compute",
            kind="excluded",
            reason=message(
                "compute.overload", need=free + missing, have=free, model=view.model.name
            ),
            fact="profile/hardware.accelerators",
            cure=message("cure.more_accelerators", count=missing),
            of_the_load=True,
        )
    elif (shared := _beyond_the_free_share(view)) is not None:
        needed, free = shared
        yield Outcome(
            gate="compute",
            kind="conditional",
            reason=message(
                "compute.shared_memory",
                need_gb=needed,
                free_gb=free,
                model=view.model.name,
                **_cards(view),
            ),
            fact="profile/hardware.accelerators",
        )
    elif view.deployment.machine.startswith("assumed:"):
        yield Outcome(
            gate="compute",
            kind="conditional",
            reason=message("compute.unknown", model=view.model.name),
            fact="profile/hardware.devices",
        )


def _missing(view: View) -> float:
    """Return the accelerators that the peak takes beyond those at hand, in the median."""
    return sum(median(np.asarray(one.missing)) for one in _capacities(view))


def _capacities(view: View) -> tuple[Capacity | MediaCapacity, ...]:
    """Return what each model of a deployment takes of its machines."""
    if not isinstance(view.bill, Bill) or view.bill.capacity is None:
        return ()
    return (view.bill.capacity, *view.bill.beside)


def _beyond_the_free_share(view: View) -> tuple[float, float] | None:
    """Return the memory a model fills and what other uses leave free, in GB, if that is less."""
    at_hand = own_machines(view.case).get(view.deployment.machine or "")
    if at_hand is None:
        return None
    accelerator, count, share = at_hand
    needed = sum(one.memory_needed_gb for one in _capacities(view))
    free = share * count * accelerator.memory_gb
    return (needed, free) if needed > free else None


def service_time(view: View) -> Iterator[Outcome]:
    """Object to services that answer too late: what they promise is known before any bill."""
    if not view.by_machine:
        yield from _answer_time(view)


def answer_time(view: View) -> Iterator[Outcome]:
    """Object to machines that answer too late under the load they are sized for."""
    if view.by_machine:
        yield from _answer_time(view)


def _answer_time(view: View) -> Iterator[Outcome]:
    """Object to answers later than a hard target, or so late that nobody would wait for them.

    A hard target is kept or it is not: whoever is expected to miss it falls, by the speed that is
    worked out or published. Where no more is known than how fast services at large are, it stays,
    and nobody can recommend it before it was measured.

    The scale of `latency_headroom` ends at twice the target: what comes later than that loses no
    more points, so a soft target gives way, but not to any wait whatever; that it is missed is a
    condition. Where nobody stated one nobody falls; but people wait all the same, so what comes
    later than twice the usual target is a condition too. It is not asked of services of which no
    more is known than of all.
    """
    for need in view.served_needs():
        latency, target = need.workload.latency, need.p95_seconds
        if target is None or not (latency.hard or need.interactive):
            continue
        found = p95_bounds(view, need)
        if found is None:
            continue
        shortest, usual, fact = found
        limit = target if latency.hard else TOO_LATE * target
        at_large = fact.startswith("rules/service.")
        assumed = latency.p95_seconds is None
        if usual <= (LATE if assumed else 1) * target or (assumed and at_large):
            continue
        too_late = (usual if latency.hard and not at_large else shortest) > limit and not assumed
        limits = {"assumed" if assumed else "need": target}
        values = {"workload": need.id, "have": usual, **limits}
        reason = message("capability.too_slow", **values)
        if view.self_run and not too_late:
            reason = message("own_duty.too_slow", **values)
        elif at_large and not too_late:
            reason = message("capability.speed_unknown", host=view.offer.name, **values)
        yield Outcome(
            gate=GATE_OF_NEEDS,
            kind="excluded" if too_late else "conditional",
            workload=need.id,
            reason=reason,
            fact=fact,
            near_miss=shortest <= 2 * limit,
            doubtful=latency.hard and at_large and not too_late,
        )


def power(view: View) -> Iterator[Outcome]:
    """Object to a bought machine that the site cannot cool, or has too little power for."""
    site = view.case.profile.hardware.site
    free = site.power_kw_free
    machine = view.case.catalog.machines.get(view.deployment.machine or "")
    if view.offer.access_mode != "onprem" or view.leased_room or machine is None:
        return
    if site.cooling == "none":
        yield Outcome(
            gate="compute",
            kind="excluded",
            reason=message("compute.cooling"),
            fact="profile/hardware.site.cooling",
        )
        return
    if free is None:
        return
    fact = machine.power_kw
    if fact is None or not isinstance(fact.value, (int, float)) or fact.value <= free:
        return
    yield Outcome(
        gate="compute",
        kind="excluded",
        reason=message("compute.power", need=float(fact.value), have=free),
        fact=f"machines/{machine.id}/power_kw",
    )


def quota(view: View) -> Iterator[Outcome]:
    """Object to more than an offer lets through; a paid quota can be raised on request."""
    if view.self_run:
        return
    # A lot that has to be through by a day is held against the quota by itself.
    dated = lots_with_a_deadline(view)
    needs = [need for need in view.served_needs() if need not in dated]
    fixed = _given_away(view)
    a_minute = view.of_offer("requests_per_minute")
    if a_minute is not None and a_minute.range is not None:
        mean = sum(need.expected_per_day for need in needs) / MINUTES_PER_DAY
        peak = sum(need.peak_per_day for need in needs)
        if peak / MINUTES_PER_DAY > a_minute.range[2]:
            yield Outcome(
                gate="compute",
                kind="excluded" if fixed and mean > a_minute.range[2] else "conditional",
                reason=message(
                    "compute.quota",
                    need=peak / MINUTES_PER_DAY,
                    have=a_minute.range[2],
                    host=view.offer.name,
                ),
                fact=a_minute.id,
                of_the_load=True,
            )
    daily = view.of_offer("tokens_per_day")
    if daily is not None and daily.range is not None:
        tokens = sum(
            need.expected_per_day * (need.input_tokens.mid + need.output_tokens.mid)
            for need in needs
        )
        if tokens > daily.range[1]:
            beyond = fixed and tokens > daily.range[2]
            yield Outcome(
                gate="compute",
                kind="excluded" if beyond else "conditional",
                reason=message("compute.quota_day", need=tokens, have=daily.range[1]),
                fact=daily.id,
                of_the_load=True,
            )


def _given_away(view: View) -> bool:
    """Tell whether everything that this offer serves here is free."""
    served = {model.id for model in view.serving.values()}
    rows = [one for one in view.offer.serves if one.model in served]
    return bool(rows) and all(one.input == 0 and one.output == 0 for one in rows)


def enough_people(view: View, wanted: float) -> bool:
    """Tell whether so many people are there for machines of one's own, or nearly, or to be had."""
    lacking = missing_fte(view, wanted) - _to_be_had(view)
    return not view.self_run or lacking <= FOUND_SOMEWHERE_FTE


def _to_be_had(view: View) -> float:
    """Return how many people may be hired or bought in."""
    return view.case.crew.hireable_fte + view.case.crew.partner_fte


def _adapted_by_nobody(view: View) -> Iterator[Outcome]:
    """Object to work whose weights are to be adapted where nobody at all could do it."""
    crew = view.case.crew
    if crew.ml_fte + crew.ops_fte + crew.delivery_fte + _to_be_had(view) > 0:
        return
    for need in view.served_needs():
        if adapts_weights(need.workload):
            yield Outcome(
                gate="skills",
                kind="excluded",
                workload=need.id,
                reason=message("skills.adaptation", workload=need.id),
                fact="profile/team.ml_fte",
                cure=message("cure.somebody_adapts"),
            )


def skills(view: View) -> Iterator[Outcome]:
    """Object where the people needed are neither there nor to be hired nor bought."""
    if view.self_run and not view.case.profile.team.willing_to_operate:
        yield Outcome(
            gate="skills",
            kind="excluded",
            reason=message("skills.unwilling"),
            fact="profile/team.willing_to_operate",
            cure=message("cure.partner_or_service" if open_to_services(view) else "cure.partner"),
        )
        return
    yield from _adapted_by_nobody(view)
    needed = people_needed(view)
    if needed is None:
        return
    if interface_for_nobody(view):
        yield Outcome(
            gate="skills",
            kind="excluded",
            reason=message("skills.interface", host=view.offer.name),
            fact="profile/team.delivery_fte",
            cure=message("cure.application", fte=needed.mid),
            near_miss=True,
        )
        return
    gap = missing_fte(view, needed.mid)
    cover = _to_be_had(view)
    lacking = gap - cover
    if lacking <= 0:
        return
    if lacking <= MOMENTS_FTE:  # in full-time equivalents nobody would see how little it is
        yield Outcome(
            gate="skills",
            kind="conditional",
            reason=message("skills.days", days=lacking * WORKING_DAYS),
            fact=needed.rule,
            of_the_load=True,
        )
        return
    excluded = not enough_people(view, needed.mid)
    yield Outcome(
        gate="skills",
        kind="excluded" if excluded else "conditional",
        reason=message("skills.gap", required=needed.mid, available=needed.mid - gap, cover=cover),
        fact=needed.rule,
        cure=message("cure.hire", fte=lacking),
        near_miss=excluded and lacking <= NEARLY_FTE,
        of_the_load=True,
    )
