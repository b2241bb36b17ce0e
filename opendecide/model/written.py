"""Figures, days, money and places, as people write them."""

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_serializer, model_validator

from opendecide.model.base import Record

_FIRST_YEAR, _LAST_YEAR = 2000, 2199
MOST_PEOPLE = 8.3e9
"""All there are: 8.2 thousand million in 2025, by the World Population Prospects 2024 of the United
Nations."""
MOST_REQUESTS = 1e11
"""A day or a month: a dozen from each of them, and several times what the largest search engine
answers. Beyond it a digit or a unit is wrong."""


def _whole_day(value: Any) -> Any:
    """Read `2026` and `2026-11` as their first day: a month or a year is enough."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value}-01-01"
    if isinstance(value, str) and len(value) == len("2026-11"):
        return f"{value}-01"
    return value


def _of_these_times(day: date) -> date:
    """Refuse what stands for never or always: days are counted from it, and years added."""
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise ValueError("the year must lie between 2000 and 2199")
    return day


def _range(value: Any) -> Any:
    """Read a number, `[low, high]` or `[low, mid, high]`."""
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        return {"low": value, "mid": value, "high": value}
    if (
        isinstance(value, (list, tuple))
        and value
        and all(isinstance(one, (int, float)) and not isinstance(one, bool) for one in value)
    ):
        if len(value) == 2:  # noqa: PLR2004 — two figures are the ends
            return {"low": value[0], "mid": (value[0] + value[1]) / 2, "high": value[1]}
        if len(value) == 3:  # noqa: PLR2004 — three figures are low, middle, high
            return {"low": value[0], "mid": value[1], "high": value[2]}
    return value


class Range(Record):
    """A figure we are unsure of: P10, P50 and P90; three equal figures are a certain one."""

    low: Annotated[float, Field(ge=0)]
    """The low figure (P10)."""
    mid: Annotated[float, Field(ge=0)]
    """The middle figure (P50)."""
    high: Annotated[float, Field(ge=0)]
    """The high figure (P90)."""

    @model_serializer
    def _as_written(self) -> float | list[float]:
        """Write it as people do: one figure, or three."""
        return self.low if self.low == self.high else [self.low, self.mid, self.high]

    @model_validator(mode="after")
    def _ordered(self) -> "Range":
        if not self.low <= self.mid <= self.high:
            raise ValueError("write the figures from low to high")
        return self


def _up_to_all(share: Range) -> Range:
    if share.high > 1:
        raise ValueError("a share lies between 0 and 1: 0.3 is 30 %")
    return share


def _no_less_than_the_mean(peak: Range) -> Range:
    if peak.low < 1:
        raise ValueError("the busiest hour is no less than the mean: write 1 or more")
    return peak


def _of_people_there_are(users: Range) -> Range:
    if users.high > MOST_PEOPLE:
        raise ValueError("more than all people on earth: check the figure and its unit")
    return users


def _asked_by_people(requests: Range) -> Range:
    if requests.high > MOST_REQUESTS:
        raise ValueError("more than a dozen from every person on earth: check the figure")
    return requests


Figure = Annotated[Range, BeforeValidator(_range)]
PeakFigure = Annotated[Range, BeforeValidator(_range), AfterValidator(_no_less_than_the_mean)]
UsersFigure = Annotated[Range, BeforeValidator(_range), AfterValidator(_of_people_there_are)]
RequestsFigure = Annotated[Range, BeforeValidator(_range), AfterValidator(_asked_by_people)]
ShareFigure = Annotated[Range, BeforeValidator(_range), AfterValidator(_up_to_all)]
Day = Annotated[date, BeforeValidator(_whole_day), AfterValidator(_of_these_times)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Region = Annotated[str, Field(pattern=r"^(EU|EEA|[A-Z]{2})$")]
"""An ISO 3166 country code, `EU` or `EEA`."""


class Money(Record):
    """An amount with its currency."""

    amount: Annotated[float, Field(ge=0)]
    """How much, in the currency beside it."""
    currency: Currency
    """Three letters, ISO 4217; converted at the rates of the catalogue."""


class Weeks(Record):
    """A span in weeks."""

    min: Annotated[float, Field(ge=0)]
    """The shortest, in weeks."""
    max: Annotated[float, Field(ge=0)]
    """The longest, in weeks."""
