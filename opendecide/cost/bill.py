"""A bill and its lines: quantity × unit price = amount, per sample and with its source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np

from opendecide.cost.assumptions import Assumptions
from opendecide.cost.capacity import Capacity, MediaCapacity
from opendecide.cost.demand import Demand, Floats
from opendecide.cost.discounting import MONTHS
from opendecide.cost.dominance import centred_ranks, strongest
from opendecide.cost.order_statistics import median, quantile
from opendecide.cost.trend import Trend
from opendecide.cost.unit_prices import UnitPrice, all_tokens, counted

Component = Literal[
    "usage",
    "credits",
    "hardware",
    "energy",
    "people",
    "software",
    "application",
    "guardrails",
    "setup",
    "adaptation",
    "migration",
    "evaluation",
    "exit",
]


METERED = frozenset({"usage", "credits", "hardware", "energy", "software"})
"""What is paid to others by use or at a price of the day, and what somebody else pays of it."""


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
    return Quantiles(*quantile(samples, 0.1, 0.5, 0.9))


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing to pay for.

    `quantity` and `unit_price` are those of the first year; `yearly` has what follows from growth
    and falling prices, and `amount` is its present value over the horizon.
    """

    key: str
    """Which sentence of the report names it, as `api_output_tokens`."""
    component: Component
    quantity: Floats | float
    """Per year, or once for a one-off; shape (s,), or one figure for all samples."""
    unit: str
    unit_price: Floats | float
    """In the currency of the bill per unit; shape (s,), or one figure for all samples."""
    trend: Trend
    """Of a one-off: a single payment in its year."""
    once: bool = False
    workload: str | None = None
    """None when it serves all workloads."""
    model: str | None = None
    """The id of the model that it runs; None where one model is all there is."""
    machine: str | None = None
    """The id of the machine it pays for; None where all of a deployment run on the same."""
    source: str | None = None
    as_of: date | None = None
    inputs: tuple[str, ...] = ()
    """Names of the planning figures behind it."""
    capacity: Capacity | MediaCapacity | None = None
    """What it pays for, where that is machines; None for those that the bill is for."""
    shared: bool = False
    """Whether many bills have this very line, so that its samples are worth keeping."""

    @property
    def amount(self) -> Floats:
        """Present value over the horizon; shape (s,)."""
        return self._kept_amount if self.shared else self._amount()

    @cached_property
    def _kept_amount(self) -> Floats:
        return self._amount()

    def _amount(self) -> Floats:
        return np.asarray(self.quantity * self.unit_price * self.trend.worth)

    @property
    def first(self) -> Floats:
        """What a whole first year costs, or the one-off; shape (s,)."""
        paid = np.asarray(self.quantity * self.unit_price, dtype=float)
        shape = self.trend.worth.shape
        return paid if paid.shape == shape else np.broadcast_to(paid, shape)

    @property
    def yearly(self) -> Floats:
        """Undiscounted payments as if every year were whole; shape (years, s)."""
        return self._kept_yearly if self.shared else self._yearly()

    @cached_property
    def _kept_yearly(self) -> Floats:
        return self._yearly()

    def _yearly(self) -> Floats:
        return np.asarray(self.first * self.trend.path)

    def paid(self, lengths: Floats) -> Floats | float:
        """Undiscounted payments over the horizon, of years so long; (s,), (1,) or a figure."""
        path = self.trend.path
        times = path.sum(axis=0) if self.once else lengths @ path
        return self.quantity * self.unit_price * times

    @cached_property
    def central(self) -> Central:
        """The line at the median of its inputs, so that a reader can multiply it out."""
        quantity, unit_price = median(self.quantity), median(self.unit_price)
        first, amount = self.first, self.amount
        paid = first != 0
        if not paid.all():
            first, amount = first[paid], amount[paid]
        factor = median(amount / first) if first.size else 0.0
        return Central(quantity, unit_price, factor, quantity * unit_price * factor)

    @property
    def counted(self) -> bool:
        """Whether the quantity is a whole number, and the same in every sample."""
        quantity = np.asarray(self.quantity)
        first = float(quantity.flat[0])
        return first == round(first) and bool((quantity == first).all())

    @cached_property
    def spread(self) -> Quantiles:
        """P10, P50 and P90 of the amount."""
        return quantiles(self.amount)


@dataclass(frozen=True, kw_only=True)
class Bill:
    """What a deployment costs over the horizon."""

    assumed: Assumptions
    demands: tuple[Demand, ...]
    lines: tuple[Line, ...]
    cash: Floats | float = 0.0
    """Paid for machines before the first use, in the currency of the bill."""
    capacity: Capacity | MediaCapacity | None = None
    beside: tuple[Capacity | MediaCapacity, ...] = ()
    """What further models take of the same machines."""
    speed_inputs: tuple[str, ...] = ()
    """Planning figures behind the capacity."""
    weak: tuple[str, ...] = ()
    """What a reader should distrust, as codes."""
    committed_per_month: Floats | float = 0.0
    """Spend that the contract asks for whatever the use, in the currency of the bill."""

    @property
    def currency(self) -> str:
        """Of every amount."""
        return self.assumed.currency

    @property
    def horizon_years(self) -> float:
        """How long costs are counted."""
        return self.assumed.horizon_years

    @cached_property
    def total(self) -> Floats:
        """Present value over the horizon, to compare payments of different years; shape (s,)."""
        return _sum((line.amount for line in self.lines), self.assumed.samples)

    @cached_property
    def yearly(self) -> Floats:
        """Undiscounted cash by year; shape (years, s)."""
        lengths = self.assumed.lengths[:, None]
        whole = bool((lengths == 1.0).all())
        cash = np.zeros((self.assumed.years, self.assumed.samples))
        for line in self.lines:
            cash += line.yearly if whole or line.once else line.yearly * lengths
        return cash

    @cached_property
    def paid(self) -> Floats:
        """What is paid over the horizon, not discounted: what a budget has to hold; shape (s,)."""
        return self._paid(self.lines)

    @cached_property
    def paid_spread(self) -> Quantiles:
        """P10, P50 and P90 of what is paid over the horizon."""
        return quantiles(self.paid)

    @property
    def metered(self) -> Floats:
        """The part of it that use and prices move, not the guess at people; shape (s,)."""
        return self._paid([line for line in self.lines if line.component in METERED])

    @property
    def running_over(self) -> float:
        """How much use and prices may add to what is expected to be paid: P90 - P50 of both."""
        middle, high, _ = self._apart
        return high - middle

    @property
    def expected(self) -> float:
        """What is paid over the horizon with use and prices, and with all else, at the middle."""
        middle, _, rest = self._apart
        return middle + rest

    @cached_property
    def _apart(self) -> tuple[float, float, float]:
        """P50 and P90 of what use and prices move, and P50 of all else."""
        metered = self.metered
        middle, high = quantile(metered, 0.5, 0.9)
        return middle, high, median(self.paid - metered)

    def _paid(self, lines: Sequence[Line]) -> Floats:
        lengths = self.assumed.lengths
        return _sum((line.paid(lengths) for line in lines), self.assumed.samples)

    @property
    def first_year(self) -> Floats:
        """Undiscounted cash of the first year, one-offs included; shape (s,)."""
        return np.asarray(self.yearly[0])

    @property
    def upfront_cash(self) -> Floats:
        """Paid before the first production use; shape (s,)."""
        setup = (one.first for one in self.lines if one.once and one.key.startswith("setup"))
        return _sum(setup, self.assumed.samples) + self.cash

    @property
    def per_month(self) -> Floats:
        """Running cost of one month of the first year, without one-offs; shape (s,)."""
        return self._of_a_year(self.lines) / MONTHS

    @property
    def tokens_per_year(self) -> Floats | None:
        """Tokens of the first year; shape (s,). None where the work is, in part, no such tokens."""
        if not all_tokens(self.demands):
            return None
        return _sum((one.tokens_per_year for one in self.demands), self.assumed.samples)

    @property
    def per_million_tokens(self) -> Floats | None:
        """First-year running cost per million tokens as provisioned; None with other work."""
        tokens = self.tokens_per_year
        return None if tokens is None else self.per_month * MONTHS * 1e6 / np.maximum(tokens, 1.0)

    @property
    def at_full_load(self) -> Floats | None:
        """What the first year's work would cost if nothing were idle: machines, or the price list.

        Machines and electricity for as long as they are at work, and the use of services; None for
        seats alone, which cost the same whatever the use. Shape (s,).
        """
        used = [one for one in self.lines if one.component == "usage" and not one.once]
        paid = self._of_a_year(used)
        if self.capacity is None:
            priced = bool(used) and all(one.key != "seats" for one in used)
            return paid if priced else None
        machines = np.zeros(self.assumed.samples)
        for one in self.lines:
            if one.component == "hardware" and not one.once:
                machines += one.first * (one.capacity or self.capacity).busy_awake
        return paid + machines + self._energy_of_work

    @property
    def _energy_of_work(self) -> Floats:
        """Electricity of machines that are never idle; shape (s,).

        The meter counts idle power as well, and of a device nothing but work: what is at work for a
        share of the time does not take that share of the metered electricity.
        """
        metered = self._of_a_year(one for one in self.lines if one.component == "energy")
        if self.capacity is None or not metered.any():
            return metered
        work, counted = np.zeros(self.assumed.samples), np.zeros(self.assumed.samples)
        for one in (self.capacity, *self.beside):
            work, counted = work + one.kwh_of_work, counted + one.kwh_metered
        # Work beyond what the machines can do is not done.
        return metered * np.minimum(work / np.maximum(counted, 1e-12), 1.0)

    def _of_a_year(self, lines: Iterable[Line]) -> Floats:
        return _sum((line.first for line in lines if not line.once), self.assumed.samples)

    @property
    def per_million_tokens_full_load(self) -> Floats | None:
        """The same per million tokens; None with other work."""
        tokens, paid = self.tokens_per_year, self.at_full_load
        return None if tokens is None or paid is None else paid * 1e6 / np.maximum(tokens, 1.0)

    @property
    def unit_prices(self) -> tuple[UnitPrice, ...]:
        """What the use of a service costs for each workload, in its own unit."""
        found = []
        for demand in self.demands:
            work = counted(demand)
            used = [
                one
                for one in self.lines
                if one.workload == demand.workload and one.component == "usage" and not one.once
            ]
            if work is not None and used:
                each = self._of_a_year(used) / np.maximum(work.yearly, 1e-12)
                found.append(UnitPrice(demand.workload, work.unit, each))
        return tuple(found)

    def by_component(self) -> dict[str, Floats]:
        """Return the present value by component; shape (s,) each."""
        parts: dict[str, Floats] = {}
        for line in self.lines:
            parts[line.component] = parts.get(line.component, 0.0) + line.amount
        return parts

    @property
    def drawn(self) -> dict[str, Floats]:
        """The uncertain inputs by name, those of a workload under `<workload>.<name>`."""
        names = dict.fromkeys(name for line in self.lines for name in line.inputs)
        names |= dict.fromkeys(self.speed_inputs)
        found = {name: self.assumed[name] for name in names if name in self.assumed.values}
        for demand in self.demands:
            found |= demand.uncertain
            if self.capacity is None:
                # The busiest hour decides how many machines there are, and here are none.
                found.pop(f"{demand.workload}.peak_factor", None)
        return found

    @property
    def dominant(self) -> tuple[tuple[str, float], ...]:
        """The inputs, two at most, that the total goes with most closely, the closest first."""
        ranked = {name: self._ranks(name, samples) for name, samples in self.drawn.items()}
        return strongest(centred_ranks(self.total), ranked)

    def _ranks(self, name: str, samples: Floats) -> Floats:
        # The samples are kept beside their ranks, so that their id stays theirs.
        ranks, _ = self.assumed.once(
            ("ranks", name, id(samples)), lambda: (centred_ranks(samples), samples)
        )
        return ranks


def _sum(parts: Iterable[Floats | float], samples: int) -> Floats:
    total = np.zeros(samples)
    for part in parts:
        total += part
    return total


APPLICATION = frozenset(
    {"application", "setup_application", "application_hosting", "application_licence"}
)
"""What stands before the users is one, whatever answers behind it: that for the most of them."""


def combine(bills: Sequence[Bill]) -> Bill:
    """Add bills: the parts of a hybrid, or a model and its companions.

    Args:
        bills: In one currency and over one horizon.
    """
    lines: list[Line] = []
    largest: dict[str, Line] = {}
    for line in (line for bill in bills for line in bill.lines):
        if line.key in APPLICATION:
            there = largest.get(line.key)
            if there is None or line.amount.mean() > there.amount.mean():
                largest[line.key] = line
        else:
            lines.append(line)
    return Bill(
        assumed=bills[0].assumed,
        demands=tuple(demand for bill in bills for demand in bill.demands),
        lines=(*lines, *largest.values()),
        cash=_sum((bill.cash for bill in bills), bills[0].assumed.samples),
        capacity=next((bill.capacity for bill in bills if bill.capacity is not None), None),
        beside=tuple(one for bill in bills for one in bill.beside),
        speed_inputs=tuple(dict.fromkeys(name for bill in bills for name in bill.speed_inputs)),
        weak=tuple(dict.fromkeys(code for bill in bills for code in bill.weak)),
        committed_per_month=sum(bill.committed_per_month for bill in bills),
    )
