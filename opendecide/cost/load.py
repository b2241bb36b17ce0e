"""Several workloads on the same machines: one shape, one peak, one latency target."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from opendecide.cost.demand import DAYS_PER_YEAR, HOURS_PER_YEAR, Demand, Floats

SECONDS_PER_DAY = 86_400.0
INTERACTIVE_TOKEN_TIME_S = 0.05
"""Reading speed with some room, when nobody gives a target."""
PATIENT_TOKEN_TIME_S = 0.2
TAIL_OVER_MEAN = 1.3
"""95th percentile of a whole answer over its mean: lengths and load vary."""
FIRST_TOKEN_OVER_FLOOR = 3.0
"""Prompts arrive among others; measured first tokens are several times the unloaded floor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What the machines have to carry; arrays have shape (s,)."""

    input_tokens: Floats
    """Per request, mean over the workloads; cached tokens are not computed again."""
    output_tokens: Floats
    peak_per_s: Floats
    """Requests in the busiest hour of the first year."""
    mean_per_s: Floats
    """Requests over the whole first year."""
    requests_per_year: Floats
    growth: Floats
    """Volume of each year over the first; shape (years, s) or (years, 1)."""
    interactive: bool
    p95_s: float | None
    token_time_s: float | None


def pool(demands: Sequence[Demand], samples: int, years: int) -> Load:
    """Add workloads up; what can wait is spread over the day and sets no target."""
    zero: Floats = np.zeros(samples)
    yearly, peak, inputs, outputs = zero, zero, zero, zero
    by_year = np.zeros((years, samples))
    for demand in demands:
        requests = np.broadcast_to(np.asarray(demand.requests_per_day, float), (samples,))
        of_year = requests * demand.active_days_per_year
        factor = demand.peak_factor if demand.interactive else 1.0
        peak = peak + requests / SECONDS_PER_DAY * factor
        yearly = yearly + of_year
        fresh = np.asarray(demand.input_tokens) * (1.0 - np.asarray(demand.cached_share))
        inputs = inputs + of_year * fresh
        outputs = outputs + of_year * demand.generated_tokens
        growth = (1.0 + np.asarray(demand.growth_per_year)) ** np.arange(years)[:, None]
        by_year = by_year + of_year * growth
    divisor = np.maximum(yearly, 1e-9)
    live = [demand for demand in demands if demand.interactive]
    p95s = [demand.p95_s for demand in demands if demand.p95_s is not None]
    token_times = [demand.token_time_s for demand in demands if demand.token_time_s is not None]
    return Load(
        input_tokens=inputs / divisor,
        output_tokens=np.maximum(outputs / divisor, 1.0),
        peak_per_s=peak,
        mean_per_s=yearly / (DAYS_PER_YEAR * SECONDS_PER_DAY),
        requests_per_year=yearly,
        growth=by_year / divisor,
        interactive=bool(live),
        p95_s=min(p95s) if p95s else None,
        token_time_s=min(token_times) if token_times else None,
    )


def token_time_target(load: Load, first_token_s: Floats) -> Floats:
    """Return the most time for one output token that keeps the whole answer within its target."""
    if load.token_time_s is not None:
        return np.full_like(load.output_tokens, load.token_time_s)
    patience = INTERACTIVE_TOKEN_TIME_S if load.interactive else PATIENT_TOKEN_TIME_S
    if load.p95_s is None:
        return np.full_like(load.output_tokens, patience)
    left = load.p95_s / TAIL_OVER_MEAN - FIRST_TOKEN_OVER_FLOOR * first_token_s
    return np.maximum(left / load.output_tokens, 0.0)


def answer_p95_s(first_token_s: Floats, token_time_s: Floats, output_tokens: Floats) -> Floats:
    """Return the expected 95th percentile of the whole answer."""
    return TAIL_OVER_MEAN * (FIRST_TOKEN_OVER_FLOOR * first_token_s + output_tokens * token_time_s)


def hours_in_use(load: Load, tokens_per_s: Floats) -> Floats:
    """Return the hours a year in which one replica would produce all output tokens."""
    tokens = load.requests_per_year * load.output_tokens
    return np.minimum(tokens / tokens_per_s / 3600, HOURS_PER_YEAR)
