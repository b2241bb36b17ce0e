"""A bill and its lines: quantity × unit price = amount, per sample and with its source."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

import numpy as np

from opendecide.cost.demand import Floats

Component = Literal[
    "usage",
    "hardware",
    "energy",
    "people",
    "software",
    "guardrails",
    "setup",
    "migration",
    "evaluation",
    "exit",
]


class Central(NamedTuple):
    """A line at the middle of every input: quantity × unit price × factor = amount."""

    quantity: float
    unit_price: float
    factor: float
    amount: float


class Quantiles(NamedTuple):
    """P10, P50 and P90."""

    p10: float
    p50: float
    p90: float


def quantiles(samples: Floats) -> Quantiles:
    """Return P10, P50 and P90 of samples.

    Examples:
        >>> quantiles(np.linspace(0.0, 100.0, 101))
        Quantiles(p10=10.0, p50=50.0, p90=90.0)
    """
    low, middle, high = np.quantile(samples, [0.1, 0.5, 0.9])
    return Quantiles(float(low), float(middle), float(high))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing to pay for.

    `quantity` and `unit_price` are those of the first year; `yearly` has what follows from growth
    and falling prices, and `amount` is its present value over the horizon.
    """

    key: str
    """Which sentence of the report names it, as `api_output_tokens`."""
    component: Component
    quantity: Floats
    """Per year, or once for a one-off; shape (s,)."""
    unit: str
    unit_price: Floats
    """In the currency of the bill per unit; shape (s,)."""
    yearly: Floats
    """Undiscounted; shape (years, s)."""
    amount: Floats
    """Present value over the horizon; shape (s,)."""
    once: bool = False
    workload: str | None = None
    """None when it serves all workloads."""
    source: str | None = None
    as_of: date | None = None
    inputs: tuple[str, ...] = ()
    """Names of the uncertain inputs behind it, as in `Assumptions.drawn`."""

    @property
    def central(self) -> Central:
        """The line at the median of its inputs, so that a reader can multiply it out."""
        quantity = float(np.median(self.quantity))
        unit_price = float(np.median(self.unit_price))
        first = self.quantity * self.unit_price
        with np.errstate(divide="ignore", invalid="ignore"):
            factors = self.amount / first
        factors = factors[np.isfinite(factors)]
        factor = float(np.median(factors)) if factors.size else 0.0
        return Central(quantity, unit_price, factor, quantity * unit_price * factor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """What a self-run deployment can do, and how much of it is used; arrays (s,)."""

    accelerator: str
    accelerators_per_replica: int
    precision: str
    replicas: Floats
    """In the first year, spare included."""
    accelerators: Floats
    utilisation: Floats
    """Mean load over what is provisioned, 0 to 1."""
    tokens_per_s: Floats
    """Output tokens per second of one replica at the operating point."""
    batch: Floats
    """Sequences decoded together."""
    token_time_s: Floats
    first_token_floor_s: Floats
    """Unloaded; a floor, not a forecast."""
    p95_s: Floats
    """Expected 95th percentile of the whole answer at the operating point."""
    memory_needed_gb: float
    memory_available_gb: float
    kwh_per_million_output_tokens: Floats
    """As provisioned, idle power included."""
    kgco2e_per_million_output_tokens: Floats
    per_million_tokens_full_load: Floats
    """Money for a million tokens (input and output) if the hardware were never idle."""
    meets_latency: bool = True
    weak_evidence: bool = False
    """The speed of this accelerator rests on few or no measurements."""
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """What a deployment costs over the horizon."""

    currency: str
    horizon_years: float
    lines: tuple[Line, ...]
    upfront_cash: Floats
    """Paid before the first production use; shape (s,)."""
    drawn: dict[str, Floats]
    """The uncertain inputs by name, for the ranking of what dominates."""
    capacity: Capacity | None = None
    tokens_per_year: Floats | None = None
    """Input and output tokens of the first year; shape (s,)."""
    weak: tuple[str, ...] = ()
    """What a reader should distrust, as codes."""

    @property
    def total(self) -> Floats:
        """Present value over the horizon; shape (s,)."""
        return np.sum([line.amount for line in self.lines], axis=0)

    @property
    def yearly(self) -> Floats:
        """Undiscounted cash by year; shape (years, s)."""
        return np.sum([line.yearly for line in self.lines], axis=0)

    @property
    def first_year(self) -> Floats:
        """Undiscounted cash of the first year, one-offs included; shape (s,)."""
        return np.sum([line.yearly[0] for line in self.lines], axis=0)

    @property
    def per_month(self) -> Floats:
        """Running cost of one month of the first year, without one-offs; shape (s,)."""
        running = [line.yearly[0] for line in self.lines if not line.once]
        months = min(12.0, 12.0 * self.horizon_years)
        return np.sum(running, axis=0) / months

    @property
    def per_million_tokens(self) -> Floats | None:
        """First-year running cost per million tokens as provisioned; None without tokens."""
        if self.tokens_per_year is None:
            return None
        return self.per_month * 12e6 / np.maximum(self.tokens_per_year, 1.0)

    def by_component(self) -> dict[str, Floats]:
        """Return the present value by component; shape (s,) each."""
        parts: dict[str, Floats] = {}
        for line in self.lines:
            parts[line.component] = parts.get(line.component, 0.0) + line.amount
        return parts

    @property
    def dominant(self) -> tuple[tuple[str, float], ...]:
        """The two inputs with the strongest rank correlation with the total, strongest first."""
        return dominant(self.total, self.drawn)


def dominant(
    total: Floats, drawn: dict[str, Floats], count: int = 2
) -> tuple[tuple[str, float], ...]:
    """Rank uncertain inputs by the absolute rank correlation of each with the total.

    Examples:
        >>> x, y = np.arange(8.0), np.array([3.0, 1, 2, 8, 5, 0, 4, 9])
        >>> dominant(10 * x + y, {"x": x, "y": y}, count=1)
        (('x', 1.0),)
    """
    target = _centred_ranks(total)
    found = []
    for name, samples in drawn.items():
        ranks = _centred_ranks(np.asarray(samples, dtype=float))
        scale = float(np.sqrt((ranks @ ranks) * (target @ target)))
        if scale > 0:
            found.append((name, float(ranks @ target) / scale))
    found.sort(key=lambda pair: (-abs(pair[1]), pair[0]))
    return tuple(found[:count])


def _centred_ranks(samples: Floats) -> Floats:
    """Return ranks with mean 0; equal samples share the rank zero spread when all are equal."""
    if samples.ndim == 0 or float(np.ptp(samples)) == 0:
        return np.zeros(max(samples.size, 1))
    ranks = np.empty(samples.size)
    ranks[np.argsort(samples, kind="stable")] = np.arange(samples.size)
    return ranks - (samples.size - 1) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpriced:
    """No bill, because something is not known; the reason is a code and the values it names."""

    reason: str
    """One of: no_price, no_seat_price, no_exchange_rate, no_architecture, no_rental,
    no_purchase_price, no_unit, no_speed."""
    values: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoesNotFit:
    """The model does not fit the machine at any allowed precision; never a price."""

    needed_gb: float
    available_gb: float
    reason: str = "does_not_fit"
    """`does_not_fit`, or `latency` when it fits and no batch meets the target."""


SHARED = ("staff", "setup", "evaluation", "guardrails", "migration", "exit", "software")
"""Lines that one team pays once, however many models it runs."""


def combine(bills: Sequence[Bill], *, one_team: bool = False) -> Bill:
    """Add bills: the parts of a hybrid, or a model and its companions.

    Args:
        bills: In one currency and over one horizon.
        one_team: Take people and set-up from the first bill alone, as when a second model runs
            beside the first.
    """
    first = bills[0]
    lines = list(first.lines)
    upfront = first.upfront_cash
    for bill in bills[1:]:
        lines += [line for line in bill.lines if not (one_team and line.key in SHARED)]
        upfront = upfront + bill.upfront_cash
        if one_team:
            upfront = upfront - sum(line.amount for line in bill.lines if line.key == "setup")
    tokens = [bill.tokens_per_year for bill in bills if bill.tokens_per_year is not None]
    return replace(
        first,
        lines=tuple(lines),
        upfront_cash=upfront,
        drawn={name: samples for bill in bills for name, samples in bill.drawn.items()},
        capacity=next((bill.capacity for bill in bills if bill.capacity is not None), None),
        tokens_per_year=np.sum(tokens, axis=0) if tokens else None,
        weak=tuple(dict.fromkeys(code for bill in bills for code in bill.weak)),
    )
