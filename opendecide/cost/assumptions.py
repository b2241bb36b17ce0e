"""What is taken for granted in every bill: planning figures, drawn once and shared."""

import zlib
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from opendecide.cost.currency import PRICED_IN, Exchange, exchange_factor
from opendecide.cost.demand import Floats
from opendecide.cost.discounting import compound, present_value_of_years, year_lengths
from opendecide.cost.order_statistics import quantile
from opendecide.cost.planning import PLANNING
from opendecide.cost.trend import Trend, trend
from opendecide.errors import InvalidInputError
from opendecide.model.catalog import ExchangeRate
from opendecide.model.fact import Fact

Kind = Literal["api", "seats", "managed", "cloud", "owned", "device"]
Draw = Callable[[str, Fact], Floats]
T = TypeVar("T")

_P90_NORMAL = 1.2815515655446004


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Planning figures as samples, in one currency, for one horizon."""

    currency: str
    horizon_years: float
    values: Mapping[str, Floats]
    """By name of `PLANNING`; shape (s,) each."""
    sources: Mapping[str, tuple[str, date]]
    rates: Mapping[str, ExchangeRate]
    lengths: Floats
    """How much of each year lies inside the horizon; shape (years,)."""
    present: Floats
    """Present value of one unit a year, paid monthly; shape (years, s)."""
    memo: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)
    """What several bills share, computed once: never anything that a bill could change."""

    def __getitem__(self, name: str) -> Floats:
        return self.values[name]

    @property
    def samples(self) -> int:
        """How many samples there are."""
        return int(self.present.shape[1])

    @property
    def years(self) -> int:
        """How many calendar years the horizon touches."""
        return int(self.present.shape[0])

    def once(self, key: Hashable, compute: Callable[[], T]) -> T:
        """Return what `compute` gives, computing it the first time only."""
        try:
            found: T = self.memo[key]
        except KeyError:
            found = self.memo[key] = compute()
        return found

    def forget(self, kind: str, beyond: int) -> None:
        """Let go of the oldest answers of a kind, where there are more than so many."""
        known = [key for key in self.memo if isinstance(key, tuple) and key[0] == kind]
        for key in known[: max(len(known) - beyond, 0)]:
            del self.memo[key]

    def trend(self, growth_per_year: Floats | float = 0.0, decline: str | None = None) -> Trend:
        """Return the trend of a payment that grows, while its price falls at a planned rate."""
        if isinstance(growth_per_year, np.ndarray):
            return self._trend(growth_per_year, decline)
        key = ("trend", growth_per_year, decline)
        return self.once(key, lambda: self._trend(growth_per_year, decline))

    def _trend(self, growth_per_year: Floats | float, decline: str | None) -> Trend:
        path = compound(growth_per_year, self.years)
        if decline is not None:
            path = path * compound(-self[decline], self.years)
        return trend(path, self.present)

    @property
    def of_a_lot(self) -> Trend:
        """The trend of what is paid once, evenly over the first year, or a shorter horizon."""
        return self.once(
            ("of a lot",),
            lambda: trend(np.eye(self.years, 1) / self.lengths[0], self.present),
        )

    def exchange(self, currency: str | None) -> float | None:
        """Return the factor into the bill's currency, or None without a rate."""
        return None if currency is None else exchange_factor(currency, self.currency, self.rates)

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """Return the rates at which prices in the usual currencies come into a bill."""
        found = []
        for currency in PRICED_IN:
            factor = self.exchange(currency)
            dated = self.rates.get(currency if currency != "EUR" else self.currency)
            if currency != self.currency and factor is not None and dated is not None:
                found.append(Exchange(currency, self.currency, factor, dated.source, dated.as_of))
        return tuple(found)

    def taken(self, index: NDArray[np.intp]) -> "Assumptions":
        """Return the assumptions of the samples at an index, which may repeat."""
        return replace(
            self,
            values={name: samples[index] for name, samples in self.values.items()},
            present=self.present[:, index],
            memo={},
        )

    def samples_of(self, figure: Floats | float) -> Floats:
        """Return a figure as one entry per sample."""
        return np.broadcast_to(np.asarray(figure, dtype=float), (self.samples,))


def assumptions(  # noqa: PLR0913 — every bill starts here
    rules: Mapping[str, Fact],
    overrides: Mapping[str, Floats | float],
    draw: Draw,
    *,
    currency: str = "EUR",
    rates: Mapping[str, ExchangeRate] | None = None,
    horizon_years: float = 3.0,
    persona: str | None = None,
) -> Assumptions:
    """Draw every planning figure once.

    Args:
        rules: Facts by name; `cost.<name>.<persona>` comes before `cost.<name>`.
        overrides: The organisation's own figures by short name, already in `currency`.
        draw: Called with `cost.<name>` and the fact; returns shape (s,).
        currency: Of every amount that comes out.
        rates: Exchange rates by currency code.
        horizon_years: How long the costs are counted.
        persona: Which persona's figures to prefer.

    Returns:
        Samples by short name, with their sources.

    Raises:
        InvalidInputError: If a rule is missing, in another unit or in a currency without a rate, or
            an override has a name that no bill reads.
    """
    rates = rates or {}
    own = {name.removeprefix("cost."): figure for name, figure in overrides.items()}
    if unknown := sorted(set(own) - set(PLANNING)):
        raise InvalidInputError(f"no bill reads {unknown[0]!r}; see opendecide.cost.PLANNING")
    values: dict[str, Floats] = {}
    sources: dict[str, tuple[str, date]] = {}
    for name, unit in PLANNING.items():
        fact = rules.get(f"cost.{name}.{persona}") or rules.get(f"cost.{name}")
        if name in own:
            values[name] = np.atleast_1d(np.asarray(own[name], dtype=float))
            continue
        if fact is None:
            raise InvalidInputError(
                "the catalogue has no rule {name}; every bill needs it", name=f"cost.{name}"
            )
        sources[name] = (fact.source, fact.as_of)
        values[name] = draw(f"cost.{name}", fact) * _factor(name, fact, unit, currency, rates)
    samples = max(array.size for array in values.values())
    values = {name: np.broadcast_to(array, (samples,)) for name, array in values.items()}
    return Assumptions(
        currency=currency,
        horizon_years=horizon_years,
        values=values,
        sources=sources,
        rates=rates,
        lengths=year_lengths(horizon_years),
        present=present_value_of_years(values["discount_rate"], horizon_years),
    )


def _factor(
    name: str, fact: Fact, unit: str, currency: str, rates: Mapping[str, ExchangeRate]
) -> float:
    """Return what turns a rule's unit into the bill's."""
    given = fact.unit or ""
    if not unit.startswith("money"):
        if given != unit:
            raise InvalidInputError(
                "cost.{name} is in {given}; give it in {unit}", name=name, given=given, unit=unit
            )
        return 1.0
    if given[3:] != unit.removeprefix("money"):
        raise InvalidInputError(
            "cost.{name} is in {given}; give it in a currency followed by {unit}",
            name=name,
            given=given,
            unit=unit[5:],
        )
    factor = exchange_factor(given[:3], currency, rates)
    if factor is None:
        raise InvalidInputError(
            "the catalogue has no exchange rate to {currency}, in which the bill is; name another "
            "in budget.currency, or add it to rates.yaml in a folder of your own (--catalog)",
            currency=currency,
        )
    return factor


def sampler(seed: int, samples: int) -> Draw:
    """Return a `draw` that gives each fact its own reproducible stream, whatever the order.

    A point gives itself. An interval is a split normal through P10, P50 and P90, or split
    log-normal when all three are positive; it is cut where it would change sign.

    Examples:
        >>> draw = sampler(seed=0, samples=3)
        >>> fact = Fact(value=2.0, source="quote", as_of=date(2026, 11, 1), grade="own_test")
        >>> draw("price", fact)
        array([2., 2., 2.])
    """
    known: dict[str, Floats] = {}

    def draw(key: str, fact: Fact) -> Floats:
        if key not in known:
            rng = np.random.default_rng([seed, zlib.crc32(key.encode())])
            known[key] = _spread(fact, rng.standard_normal(samples))
        return known[key]

    return draw


def wider(draws: Floats, factor: float) -> Floats:
    """Return draws with the same middle, P10 so many times lower and P90 so many times higher.

    A figure that the organisation is sure of stays as it is.

    Examples:
        >>> [round(float(one), 2) for one in wider(np.array([0.5, 1.0, 1.6]), 1.25)]
        [0.37, 1.0, 2.09]
    """
    if factor == 1.0:
        return draws
    low, middle, high = quantile(draws, 0.1, 0.5, 0.9)
    if not low < middle < high:
        return draws
    away = np.log(draws / middle)
    reach = np.where(away < 0, np.log(middle / low), np.log(high / middle))
    return np.asarray(draws * factor ** (away / reach))


def _spread(fact: Fact, normal: Floats) -> Floats:
    """Return samples through P10, P50 and P90."""
    middle = fact.value
    if fact.low is None or fact.high is None:
        if isinstance(middle, bool) or not isinstance(middle, int | float):
            raise InvalidInputError("a planning figure must be a number, not {value}", value=middle)
        return np.full(normal.size, float(middle))
    low, high = fact.low, fact.high
    centre = float(middle) if isinstance(middle, int | float) else (low + high) / 2
    scores = normal / _P90_NORMAL
    if min(low, centre, high) > 0:
        below, above = np.log(centre / low), np.log(high / centre)
        return np.asarray(centre * np.exp(scores * np.where(scores < 0, below, above)))
    drawn = centre + scores * np.where(scores < 0, centre - low, high - centre)
    return np.maximum(drawn, 0.0) if low >= 0 else drawn
