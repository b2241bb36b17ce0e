"""Gates: machines and people are there, or can be had."""

from collections.abc import Iterator

from opendecide.cost import DoesNotFit
from opendecide.measures.operability import (
    devices_fte,
    missing_fte,
    required_fte,
    workload_factor,
)
from opendecide.measures.view import View
from opendecide.stages.gates.outcome import Outcome, message

SECONDS_PER_MINUTE = 60
SECONDS_PER_DAY = 86_400


def compute(view: View) -> Iterator[Outcome]:
    """Object where memory or throughput is short and cannot grow."""
    if not view.self_run:
        yield from _quota(view)
        return
    fact = f"models/{view.model.id}/parameters_total"
    if view.deployment.machine is None:
        yield Outcome(
            gate="compute",
            kind="excluded",
            reason=message("compute.none", model=view.model.name),
            fact=fact,
            cure=message("cure.buy_hardware"),
        )
    elif isinstance(view.bill, DoesNotFit):
        yield Outcome(
            gate="compute",
            kind="excluded",
            reason=message(
                "compute.memory",
                need_gb=view.bill.needed_gb,
                have_gb=view.bill.available_gb,
                model=view.model.name,
            ),
            fact=fact,
            cure=message("cure.buy_hardware", memory_gb=view.bill.needed_gb),
        )
    elif view.deployment.machine.startswith("assumed:"):
        yield Outcome(
            gate="compute",
            kind="conditional",
            reason=message("compute.unknown", model=view.model.name),
            fact="profile/hardware.devices",
        )


def _quota(view: View) -> Iterator[Outcome]:
    quota = view.of_offer("requests_per_minute")
    if quota is None or quota.range is None:
        return
    mean = sum(need.requests_per_day.mid for need in view.served_needs()) / SECONDS_PER_DAY
    peak = max((need.peak_factor.mid for need in view.served_needs()), default=1.0)
    wanted = mean * SECONDS_PER_MINUTE * peak
    if wanted > quota.range[2]:
        yield Outcome(
            gate="compute",
            kind="conditional",
            reason=message("compute.quota", need=wanted, have=quota.range[2], host=view.offer.name),
            fact=quota.id,
        )


def skills(view: View) -> Iterator[Outcome]:
    """Object where the people needed are neither there nor to be hired nor bought."""
    crew = view.case.crew
    if view.self_run and not view.case.profile.team.willing_to_operate:
        yield Outcome(
            gate="skills",
            kind="excluded",
            reason=message("skills.unwilling"),
            fact="profile/team.willing_to_operate",
            cure=message("cure.partner"),
        )
        return
    found = required_fte(view)
    if found is None or found.range is None:
        return
    least, gap, _ = (missing_fte(view, fte) for fte in found.range)
    cover = crew.hireable_fte + crew.partner_fte
    if gap <= cover:
        return
    required = found.range[1] * workload_factor(view) + devices_fte(view)
    yield Outcome(
        gate="skills",
        kind="excluded" if view.self_run else "conditional",
        reason=message("skills.gap", required=required, available=required - gap, cover=cover),
        fact=found.id,
        cure=message("cure.hire", fte=gap - cover),
        near_miss=least <= cover,
    )
