"""What is taken for granted in every bill: planning figures, drawn once and shared."""

import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from opendecide.cost.currency import exchange_factor
from opendecide.cost.demand import Floats
from opendecide.cost.discounting import present_value_of_years, year_lengths
from opendecide.cost.planning import PLANNING
from opendecide.errors import InvalidInputError
from opendecide.model.catalog import ExchangeRate
from opendecide.model.fact import Fact

Kind = Literal["api", "seats", "managed", "cloud", "owned", "device"]
Draw = Callable[[str, Fact], Floats]

_P90_NORMAL = 1.2815515655446004
_MONEY = re.compile(r"^(?!FTE)([A-Z]{3})(/.*)?$")


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

    def __getitem__(self, name: str) -> Floats:
        return self.values[name]

    @property
    def samples(self) -> int:
        """How many samples there are."""
        return self.present.shape[1]

    @property
    def years(self) -> int:
        """How many calendar years the horizon touches."""
        return self.present.shape[0]

    def exchange(self, currency: str | None) -> float | None:
        """Return the factor into the bill's currency, or None without a rate."""
        return None if currency is None else exchange_factor(currency, self.currency, self.rates)

    def samples_of(self, figure: Floats | float) -> Floats:
        """Return a figure as one entry per sample."""
        return np.broadcast_to(np.asarray(figure, dtype=float), (self.samples,))


def assumptions(
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
        rules: Facts by name; `cost.<name>.<persona>` comes before `cost.<name>`, and what neither
            gives is the planning figure of this package.
        overrides: The organisation's own figures by short name, already in `currency`.
        draw: Called with `cost.<name>` and the fact; returns shape (s,).
        currency: Of every amount that comes out.
        rates: Exchange rates by currency code.
        horizon_years: How long the costs are counted.
        persona: Which persona's figures to prefer.

    Returns:
        Samples by short name, with their sources.

    Raises:
        InvalidInputError: If an override has a name that no bill reads, or a figure is in a
            currency without a rate.
    """
    rates = rates or {}
    own = {name.removeprefix("cost."): figure for name, figure in overrides.items()}
    if unknown := sorted(set(own) - set(PLANNING)):
        raise InvalidInputError(f"no bill reads {unknown[0]!r}; see opendecide.cost.PLANNING")
    values: dict[str, Floats] = {}
    sources: dict[str, tuple[str, date]] = {}
    for name, default in PLANNING.items():
        fact = rules.get(f"cost.{name}.{persona}") or rules.get(f"cost.{name}") or default
        sources[name] = (fact.source, fact.as_of)
        if name in own:
            values[name] = np.atleast_1d(np.asarray(own[name], dtype=float))
            sources[name] = ("profile", fact.as_of)
            continue
        factor: float | None = 1.0
        if match := _MONEY.match(fact.unit or ""):
            factor = exchange_factor(match[1], currency, rates)
        if factor is None:
            raise InvalidInputError(
                f"cost.{name} is in {fact.unit} and there is no exchange rate to {currency}; "
                "add one to catalog/rates.yaml"
            )
        values[name] = draw(f"cost.{name}", fact) * factor
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


def _spread(fact: Fact, normal: Floats) -> Floats:
    """Return samples through P10, P50 and P90."""
    middle = fact.value
    if fact.low is None or fact.high is None:
        if isinstance(middle, bool) or not isinstance(middle, int | float):
            raise InvalidInputError(f"a planning figure must be a number, not {middle!r}")
        return np.full(normal.size, float(middle))
    low, high = fact.low, fact.high
    centre = float(middle) if isinstance(middle, int | float) else (low + high) / 2
    scores = normal / _P90_NORMAL
    if min(low, centre, high) > 0:
        below, above = np.log(centre / low), np.log(high / centre)
        return np.asarray(centre * np.exp(scores * np.where(scores < 0, below, above)))
    drawn = centre + scores * np.where(scores < 0, centre - low, high - centre)
    return np.maximum(drawn, 0.0) if low >= 0 else drawn
