"""What each workload asks of a deployment, sample by sample."""

from collections.abc import Iterable, Sequence
from functools import reduce

import numpy as np

from opendecide.cost import Demand
from opendecide.cost.care import CARE
from opendecide.cost.load import SECONDS_PER_DAY
from opendecide.measures.case import Case, Need
from opendecide.measures.draws import Draws
from opendecide.measures.performance import Floats
from opendecide.measures.requirements import adapts_weights
from opendecide.model.fact import Fact
from opendecide.model.written import Range

REQUESTS_PER_SEAT = 8.0
"""Requests a day of one active person, to turn a volume into seats when no users are stated."""
_ROUNDED = 1e-9
"""What a number of people may be above a whole one by rounding."""


def figure(case: Case, name: str, span: Range, draws: Draws) -> Floats | float:
    """Draw a figure of the profile; a certain one stays a number."""
    if span.low == span.high:
        return span.mid
    fact = Fact(
        value=span.mid,
        low=span.low,
        high=span.high,
        source="profile",
        as_of=case.decision_date,
        grade="own_test",
    )
    return draws.of(f"profile/{name}", fact)


def demand_of(case: Case, need: Need, draws: Draws) -> Demand:
    """Return what one workload asks of a deployment, sample by sample.

    One object for all bills of a case, which share what follows from it.
    """
    question = ("demand", need.id, draws.seed, draws.samples)
    return case.once(question, lambda: _shared_demand(case, need, draws))


def _shared_demand(case: Case, need: Need, draws: Draws) -> Demand:
    """Return the demand of another case with the same draws where nothing of it differs."""
    question = (
        "demand",
        need.id,
        need.modality,
        need.requests_per_day,
        need.workload.volume.users,
        need.audio_minutes,
        need.input_tokens,
        need.output_tokens,
        need.cached_share,
        need.peak_factor,
        need.images,
        need.active_days_per_year,
        need.growth_per_year,
        _lot_years(case, need),
        need.interactive,
        need.p95_seconds,
        need.workload.latency.hard,
        need.workload.criticality,
        need.workload.validated,
        adapts_weights(need.workload),
        case.profile.scenarios.volume_multiplier,
    )
    if question not in draws.memo:
        draws.memo[question] = _demand(case, need, draws)
    found: Demand = draws.memo[question]
    return found


def _demand(case: Case, need: Need, draws: Draws) -> Demand:
    where = f"workloads.{need.id}"
    requests = figure(case, f"{where}.requests_per_day", need.requests_per_day, draws)
    multiplier = case.profile.scenarios.volume_multiplier
    if multiplier is not None:
        requests = requests * figure(case, "scenarios.volume_multiplier", multiplier, draws)
    users = need.workload.volume.users
    images = figure(case, f"{where}.images", need.images, draws)
    minutes = figure(case, f"{where}.audio_minutes", need.audio_minutes, draws)
    return Demand(
        workload=need.id,
        requests_per_day=requests,
        users=None if users is None else figure(case, f"{where}.users", users, draws),
        input_tokens=figure(case, f"{where}.tokens.input", need.input_tokens, draws),
        output_tokens=figure(case, f"{where}.tokens.output", need.output_tokens, draws),
        cached_share=figure(case, f"{where}.tokens.cached_share", need.cached_share, draws),
        active_days_per_year=need.active_days_per_year,
        growth_per_year=need.growth_per_year,
        lot_years=_lot_years(case, need),
        peak_factor=_peak(case, need, requests, draws),
        interactive=need.interactive,
        p95_s=need.p95_seconds,
        p95_hard=need.workload.latency.hard,
        images=images if need.modality == "image" else 0.0,
        audio_minutes=minutes if need.modality == "audio_in" else 0.0,
        care=CARE[need.workload.criticality],
        validated=need.workload.validated,
        adapted=adapts_weights(need.workload),
    )


def _lot_years(case: Case, need: Need) -> float | None:
    """Return how long a lot takes where nothing presses: a year, or what is counted of it."""
    return min(1.0, case.profile.budget.horizon_years) if need.once else None


def _peak(case: Case, need: Need, requests: Floats | float, draws: Draws) -> Floats | float:
    """Return the busiest hour over the mean; stated requests at a time say it outright.

    So many at a time, each answered within its target, arrive at that many a target (Little).
    """
    together = need.workload.concurrency_peak
    if together is None or need.p95_seconds is None:
        return figure(case, f"workloads.{need.id}.peak_factor", need.peak_factor, draws)
    usual = np.maximum(np.asarray(requests) / SECONDS_PER_DAY, 1e-12)
    peak: Floats = np.maximum(1.0, together / need.p95_seconds / usual)
    return peak if peak.ndim else float(peak)


def seats_by_year(case: Case, demands: Sequence[Demand], years: int) -> Floats | float:
    """Return the people who sit at workloads in each year, or the figure that holds for all.

    Shape (years, s) or (years, 1), or (s,) where no year differs.
    """
    stated: list[Floats | float] = []
    asked: Floats = np.zeros((years, 1))
    for one in demands:
        volume = one.by_year(years)
        if one.users is None:
            asked = asked + one.requests_per_day * volume
        else:
            stated.append(np.asarray(one.users * (volume > 0)))
    people = seats_needed(case, stated, asked)
    if (people != people[0]).any():
        return people
    return people[0] if people.shape[1] > 1 else float(people[0, 0])


def seats_needed(case: Case, stated: Iterable[Floats | float], asked: Floats | float) -> Floats:
    """Return the people who sit at workloads: whoever does several of these needs one seat.

    Args:
        case: The case.
        stated: People at each workload of which they are stated.
        asked: Requests a day of the others, from which people follow, up to all that there are.
    """
    implied = np.minimum(np.asarray(asked) / REQUESTS_PER_SEAT, float(case.headcount))
    people = reduce(np.maximum, stated, implied)
    return np.asarray(np.ceil(people - _ROUNDED))
