"""What one workload asks of a deployment, sample by sample."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opendecide.cost.discounting import MONTHS, compound

Floats = NDArray[np.float64]

HOURS_PER_YEAR = 8766.0
DAYS_PER_YEAR = 365.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """One workload's volume and shape; arrays have shape (s,), a float counts for every sample.

    Tokens, images, minutes and characters are per request. `reasoning_tokens` come on top of
    `output_tokens` and are billed as output.
    """

    workload: str
    requests_per_day: Floats | float
    users: Floats | float | None = None
    """People who may sit at it; None where nobody states them."""
    input_tokens: Floats | float = 0.0
    output_tokens: Floats | float = 0.0
    reasoning_tokens: Floats | float = 0.0
    cached_share: Floats | float = 0.0
    """Share of the input tokens that a cache already holds, 0 to 1."""
    active_days_per_year: float = DAYS_PER_YEAR
    growth_per_year: Floats | float = 0.0
    lot_years: float | None = None
    """Of one lot, which is all done within its active days: years from its first request to its
    last, one at most; None for what goes on."""
    peak_factor: Floats | float = 3.5
    """Requests per second in the busiest hour over the mean of the whole active day."""
    interactive: bool = True
    p95_s: float | None = None
    """Target for the whole answer, in seconds."""
    p95_hard: bool = False
    """Whether a later answer is of no use; who can wait pays for no server that is nearly empty."""
    token_time_s: float | None = None
    """Target for one output token, in seconds; derived from `p95_s` when absent."""
    images: Floats | float = 0.0
    audio_minutes: Floats | float = 0.0
    characters: Floats | float = 0.0
    care: float = 1.0
    """Of testing and watching, what it takes over a workload of medium criticality."""
    model_ends: float | None = None
    """Years from first use until the model that serves it can no longer be had; None where that is
    not known, or nobody can end it."""
    validated: bool = False
    """Whether somebody independent has to validate every version of the model."""
    adapted: bool = False
    """Whether the weights of a model are trained further for it."""

    def scaled(self, factor: Floats | float) -> "Demand":
        """Return the same workload with so many times the volume."""
        return replace(self, requests_per_day=self.requests_per_day * factor)

    def taken(self, index: NDArray[np.intp]) -> "Demand":
        """Return the workload of the samples at an index, which may repeat."""
        arrays: dict[str, Any] = {
            field.name: np.asarray(value)[index]
            for field in fields(self)
            if np.ndim(value := getattr(self, field.name)) > 0
        }
        return replace(self, **arrays)

    def within(self, days: float) -> "Demand":
        """Return one lot done in other days: as many requests, more or fewer of them a day."""
        each = self.requests_per_year / days
        return replace(
            self,
            requests_per_day=each,
            active_days_per_year=days,
            lot_years=days / DAYS_PER_YEAR,
        )

    @property
    def once(self) -> bool:
        """Whether it is one lot, and then no more."""
        return self.lot_years is not None

    def by_year(self, years: int) -> Floats:
        """Return the volume of each year over the first; shape (years, s) or (years, 1).

        Examples:
            >>> Demand(workload="letters", requests_per_day=9.0, growth_per_year=0.5).by_year(2)
            array([[1. ],
                   [1.5]])
            >>> Demand(workload="archive", requests_per_day=9.0, lot_years=1.0).by_year(2)
            array([[1.],
                   [0.]])
        """
        if self.once:
            return np.eye(years, 1)
        return compound(self.growth_per_year, years)

    @property
    def generated_tokens(self) -> Floats | float:
        """Output tokens that the model has to produce per request, reasoning included."""
        return self.output_tokens + self.reasoning_tokens

    @property
    def speaks_text(self) -> bool:
        """Whether the workload is counted in tokens at all."""
        return bool(np.any(np.asarray(self.input_tokens) + np.asarray(self.generated_tokens) > 0))

    @property
    def writes_text(self) -> bool:
        """Whether the model has to produce tokens; pictures, speech and vectors take none."""
        return bool(np.any(np.asarray(self.generated_tokens) > 0))

    @property
    def requests_per_year(self) -> Floats | float:
        """In the first year."""
        return self.requests_per_day * self.active_days_per_year

    @property
    def tokens_per_year(self) -> Floats | float:
        """Input and output tokens of the first year."""
        return self.requests_per_year * (self.input_tokens + self.generated_tokens)

    @property
    def uncertain(self) -> dict[str, Floats]:
        """The figures that differ from sample to sample, as `<workload>.<name>`."""
        named = {
            "requests_per_day": self.requests_per_day,
            "users": self.users,
            "input_tokens": self.input_tokens,
            "output_tokens": self.generated_tokens,
            "cached_share": self.cached_share,
            "peak_factor": self.peak_factor,
            "images": self.images,
            "audio_minutes": self.audio_minutes,
        }
        return {
            f"{self.workload}.{name}": figure
            for name, figure in named.items()
            if isinstance(figure, np.ndarray)
        }

    def per_day(self, unit: str) -> Floats | float | None:
        """Return how many of a price list's unit an active day takes; None when that is not said.

        Examples:
            >>> speech = Demand(workload="speech", requests_per_day=3.0, audio_minutes=30.0)
            >>> speech.per_day("hour")
            1.5
        """
        counts: dict[str, Floats | float] = {
            "image": self.images,
            "minute": self.audio_minutes,
            "hour": self.audio_minutes / 60,
            "second": self.audio_minutes * 60,
            "1M characters": self.characters / 1e6,
        }
        count = counts.get(unit)
        if count is None or not np.any(np.asarray(count) > 0):
            return None
        return self.requests_per_day * count


def years_of_lots(demands: Sequence[Demand]) -> float | None:
    """Return how long the work takes where all of it is done once; None where something goes on.

    Examples:
        >>> lot = Demand(workload="archive", requests_per_day=9.0, lot_years=0.5)
        >>> years_of_lots([lot]), years_of_lots([lot, Demand(workload="mail", requests_per_day=1)])
        (0.5, None)
    """
    found = [one.lot_years for one in demands if one.lot_years is not None]
    return max(found) if found and len(found) == len(demands) else None


LEAST_OF_A_LOT = 1.0 / MONTHS
"""Years that a lot takes at least: people plan by the month, and software is paid by it."""


def years_at_work(lot_years: float, share: float = 0.0) -> float:
    """Return how long a lot takes where nothing but machines holds it up, in whole months.

    Args:
        lot_years: How long it may take.
        share: Of a year, what its machines work at it without a pause.

    Examples:
        >>> [round(MONTHS * years_at_work(1.0, share)) for share in (0.0, 0.05, 0.2, 1.7)]
        [1, 1, 3, 12]
    """
    months = max(1, ceil(MONTHS * share - 1e-9))
    return min(lot_years, months * LEAST_OF_A_LOT)


def months_of_a_lot(lot_years: float) -> int:
    """Return the months for which something is paid that is given up after a lot.

    Examples:
        >>> months_of_a_lot(0.5), months_of_a_lot(0.51)
        (6, 7)
    """
    return ceil(MONTHS * lot_years - 1e-9)
