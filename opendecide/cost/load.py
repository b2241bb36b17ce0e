"""Several workloads on the same machines: one shape, one peak, one latency target."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from opendecide.cost.demand import DAYS_PER_YEAR, Demand, Floats
from opendecide.cost.order_statistics import median

SECONDS_PER_DAY = 86_400.0
INTERACTIVE_TOKEN_TIME_S = 0.05
"""Reading speed with some room, when nobody gives a target."""
PATIENT_TOKEN_TIME_S = 0.2
TAIL_OVER_MEAN = 1.3
"""95th percentile of a whole answer over its mean: lengths and load vary."""
FIRST_TOKEN_OVER_FLOOR = 3.0
"""Prompts arrive among others; measured first tokens are several times the unloaded floor."""


@dataclass(frozen=True, kw_only=True)
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
    """Tokens of each year's busiest hour over those of the first; shape (years, s) or (years, 1).

    Not requests: of those, machines take more or less time by their length.
    """
    interactive: bool
    p95_s: float | None
    hard: bool
    """Whether an answer that comes later is of no use; a time for one token is always kept."""
    token_time_s: float | None
    workloads: tuple[str, ...] = ()
    """Whose requests it adds up."""

    @cached_property
    def context_tokens(self) -> Floats:
        """Cache that a sequence reads on average while it is decoded."""
        return self.input_tokens + 0.5 * self.output_tokens

    @cached_property
    def held_tokens(self) -> Floats:
        """Cache that a sequence holds on average."""
        return self.input_tokens + 0.6 * self.output_tokens

    @cached_property
    def half_prompt(self) -> Floats:
        """Context that a prompt token attends to on average."""
        return self.input_tokens * 0.5

    @cached_property
    def prompts_per_token(self) -> Floats:
        """Prompt tokens to read for every token made."""
        return self.input_tokens / self.output_tokens

    @cached_property
    def grows(self) -> bool:
        """Whether any year differs from the first."""
        return bool((self.growth != 1.0).any())

    @cached_property
    def middle(self) -> "Load":
        """The same load at its medians, as arrays of one entry."""
        return Load(
            input_tokens=_median(self.input_tokens),
            output_tokens=_median(self.output_tokens),
            peak_per_s=_median(self.peak_per_s),
            mean_per_s=_median(self.mean_per_s),
            requests_per_year=_median(self.requests_per_year),
            growth=np.array([[median(year)] for year in self.growth]),
            interactive=self.interactive,
            p95_s=self.p95_s,
            hard=self.hard,
            token_time_s=self.token_time_s,
            workloads=self.workloads,
        )

    @property
    def patience_s(self) -> float:
        """The most time for one output token, where no time for the whole answer is given."""
        if self.token_time_s is not None:
            return self.token_time_s
        return INTERACTIVE_TOKEN_TIME_S if self.interactive else PATIENT_TOKEN_TIME_S


def pool(demands: Sequence[Demand], samples: int, years: int) -> Load:
    """Add workloads up; what can wait is spread over the day."""
    zero: Floats = np.zeros(samples)
    yearly, peak, inputs, outputs = zero, zero, zero, zero
    first = demands[0]
    alike = all(
        isinstance(one.growth_per_year, float | int)
        and (one.growth_per_year, one.once) == (first.growth_per_year, first.once)
        for one in demands
    )
    busiest: Floats = zero
    by_year: Floats = np.zeros((years, 1))
    for demand in demands:
        requests = zero + demand.requests_per_day
        of_year = requests * demand.active_days_per_year
        factor = demand.peak_factor if demand.interactive else 1.0
        at_peak = requests / SECONDS_PER_DAY * factor
        peak = peak + at_peak
        yearly = yearly + of_year
        read = demand.input_tokens * (1.0 - demand.cached_share)
        inputs = inputs + of_year * read
        outputs = outputs + of_year * demand.generated_tokens
        if not alike:
            tokens = at_peak * np.maximum(read + demand.generated_tokens, 1.0)
            busiest = busiest + tokens
            by_year = by_year + tokens * demand.by_year(years)
    divisor = np.maximum(yearly, 1e-9)
    p95s = [demand.p95_s for demand in demands if demand.p95_s is not None]
    token_times = [demand.token_time_s for demand in demands if demand.token_time_s is not None]
    return Load(
        input_tokens=inputs / divisor,
        output_tokens=np.maximum(outputs / divisor, 1.0),
        peak_per_s=peak,
        mean_per_s=yearly / (DAYS_PER_YEAR * SECONDS_PER_DAY),
        requests_per_year=yearly,
        growth=first.by_year(years) if alike else by_year / np.maximum(busiest, 1e-9),
        interactive=any(demand.interactive for demand in demands),
        p95_s=min(p95s) if p95s else None,
        hard=bool(token_times) or any(demand.p95_hard for demand in demands),
        token_time_s=min(token_times) if token_times else None,
        workloads=tuple(demand.workload for demand in demands),
    )


def _median(samples: Floats) -> Floats:
    return np.array([median(samples)])
