"""What a deployment costs, line by line, and where two cost the same."""

from datetime import date
from typing import Literal

from opendecide.model.base import Record
from opendecide.model.fact import Grade
from opendecide.model.message import Message


class Interval(Record):
    """P10, P50 and P90."""

    p10: float
    """One in ten lies below."""
    p50: float
    """The median."""
    p90: float
    """One in ten lies above."""


class CostLine(Record):
    """One line of a bill: quantity × unit price × factor = amount.

    Quantity and unit price are medians of the first year; the amount is a range of the total over
    the horizon, whose median is near `central`, their product.
    """

    component: str
    """What is paid for."""
    label: Message
    """The line in words."""
    quantity: float | None = None
    """How much of it in the first year."""
    unit: str | None = None
    """The unit of the quantity."""
    counted: bool = False
    """Whether the quantity is a whole number that nothing makes uncertain."""
    unit_price: float | None = None
    """What one unit costs."""
    factor: float | None = None
    """Years it is paid for, growth, falling prices and discounting included; 1: paid once."""
    central: float | None = None
    """quantity × unit price × factor, as reports print it."""
    amount: Interval
    """The total over the horizon."""
    source: str | None = None
    """Where the price comes from."""
    as_of: date | None = None
    """The day of the price."""
    grade: Grade | None = None
    """How good the source is, where the catalogue says so."""
    stale: bool = False
    """Older than the profile lets a price be."""
    borrowed: bool = False
    """What other operators charge: no price of this one is known."""

    @property
    def printed(self) -> float:
        """What stands in the line: the product of its figures; the median of an amount alone."""
        return self.amount.p50 if self.central is None else self.central


OF_THE_MODEL = frozenset({"usage", "credits", "hardware", "energy"})
"""The components that pay for the model or its machines; the others pay for work around it."""


class YearlyCost(Record):
    """What one component costs in each calendar year: expected values, undiscounted."""

    component: str
    """What is paid for."""
    years: tuple[float, ...]
    """One amount for each calendar year."""


class UnitCost(Record):
    """What a million tokens, a thousand requests or another unit cost in the first year."""

    unit: str
    """`Mtok`, `thousand requests`, `audio hour` or `image`."""
    workload: str | None = None
    """Of which workload, where a bill is for several kinds of work; None: of all of it."""
    provisioned: Interval | None = None
    """All running costs over what is really used; None for one workload among others."""
    full_load: Interval | None = None
    """Machines and electricity, or the use of a service, alone, if nothing were ever idle."""


class Energy(Record):
    """Electricity and carbon of a million output tokens."""

    kwh: Interval
    """Electricity in kWh."""
    kgco2e: Interval
    """Carbon in kg of CO2 equivalent."""
    full_load_kwh: float | None = None
    """Electricity in kWh if nothing were ever idle."""
    known: bool = True
    """False: the provider's machines are not known and the range is that of published ones."""


class Scenario(Record):
    """The total over the horizon if something were different."""

    id: str
    """today, ten_times, prices_halve, prices_double, reserved, autoscaled or spot."""
    total: Interval | None = None
    """None where it cannot be served at all."""
    per_unit: float | None = None
    """Of a million tokens, or a thousand requests, in the first year."""
    budget_months: Interval | None = None
    """After how many months the ceiling is reached; the horizon where it never is."""


class DeploymentCost(Record):
    """What one deployment costs over the horizon."""

    deployment: str
    """Id of the deployment."""
    currency: str
    """The currency of all amounts."""
    horizon_years: float
    """Years over which costs are added up."""
    known: bool = True
    """Whether it could be worked out."""
    p10: float | None = None
    """One in ten totals lies below."""
    p50: float | None = None
    """The median total."""
    p90: float | None = None
    """One in ten totals lies above."""
    paid: Interval | None = None
    """What is paid over the horizon, not discounted: what a ceiling is held against."""
    first_year: Interval | None = None
    """Costs of the first year."""
    upfront: Interval | None = None
    """What has to be paid at once."""
    lines: tuple[CostLine, ...] = ()
    """The lines of the bill."""
    dominant: tuple[str, ...] = ()
    """The uncertain figures that the total depends on most, two at most."""
    distrust: tuple[str, ...] = ()
    """Codes of what a reader should trust less than the rest of the bill."""
    years: tuple[YearlyCost, ...] = ()
    """Costs by component and calendar year."""
    units: tuple[UnitCost, ...] = ()
    """Costs of a million tokens or a thousand requests."""
    energy: Energy | None = None
    """Electricity and carbon."""
    scenarios: tuple[Scenario, ...] = ()
    """The total if something were different."""
    workings: tuple[Message, ...] = ()
    """The equations with this organisation's numbers in them, in order."""
    note: Message | None = None
    """Why it is not known, or a remark."""

    @property
    def added_up(self) -> float:
        """The lines as they are printed, added up: less than the median where they are skewed."""
        return sum(one.printed for one in self.lines)


class BreakEven(Record):
    """Where one deployment starts to cost less than another.

    A quantile that is None lies beyond all that was scanned: in that share of the samples the
    crossing is never reached. One of 0 lies below it: of a volume, it costs less already at the
    smallest that was scanned.
    """

    deployment: str
    """Id of the deployment that comes to cost less."""
    against: str
    """Id of the other deployment."""
    quantity: str
    """volume, utilisation, accelerator_price, api_price, rental_price or staff."""
    unit: str
    """The unit of the figures."""
    p10: float | None = None
    """One in ten crossings lies below."""
    p50: float | None = None
    """The median crossing."""
    p90: float | None = None
    """One in ten crossings lies above."""
    within_reach: bool
    """Whether the crossing lies in the range that was scanned."""
    today: float | None = None
    """The figure of the profile."""
    direction: Literal["above", "below"] = "above"
    """On which side of the figure it costs less."""
    stands_for: Message | None = None
    """Which line of the price list the figure is of; the other prices move along with it."""
    source: str | None = None
    """Where today's price was read; None of what is no price."""
    as_of: date | None = None
    """The day of that price."""
    excluded: str | None = None
    """Which of the two a gate excludes: it stands here for comparison only."""
    withheld: Message | None = None
    """Why the figures are no verdict on which costs less."""


class VolumePoint(Record):
    """Both totals at one volume."""

    volume: float
    """The volume."""
    deployment: Interval | None = None
    """None where its machines cannot carry the volume."""
    against: Interval
    """The total of the other deployment."""


class VolumeCurve(Record):
    """Both totals over the horizon along the volume: what the break-even is read off."""

    deployment: str
    """Id of the deployment."""
    against: str
    """Id of the other deployment."""
    currency: str
    """The currency of the totals."""
    unit: str
    """The unit of the volume."""
    today: float
    """The volume of the profile."""
    points: tuple[VolumePoint, ...]
    """Totals by volume."""
