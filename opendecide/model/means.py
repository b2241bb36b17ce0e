"""What there is to do it with: people, systems, machines and money."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from opendecide.model.base import Record
from opendecide.model.quantities import Share
from opendecide.model.written import Currency, Day, Figure, Money, ShareFigure


class Team(Record):
    """Who could build and run it; unable and unwilling are two things."""

    ml_level: Literal["none", "basic", "intermediate", "advanced", "research"] | None = None
    """What the team can do with models; it limits how deep they can be adapted."""
    ml_fte: Annotated[float, Field(ge=0)] | None = None
    """Machine-learning people free for this, in full-time equivalents."""
    ops_fte: Annotated[float, Field(ge=0)] | None = None
    """Operations people free for this, in full-time equivalents."""
    security_fte: Annotated[float, Field(ge=0)] | None = None
    """Security people free for this, in full-time equivalents."""
    compliance_fte: Annotated[float, Field(ge=0)] | None = None
    """Compliance people free for this, in full-time equivalents; the report repeats it, and no
    figure follows from it."""
    delivery_fte: Annotated[float, Field(ge=0)] | None = None
    """People who can integrate it, in full-time equivalents; more make it sooner."""
    hireable_fte: Annotated[float, Field(ge=0)] | None = None
    """People who could be hired for it, in full-time equivalents; they fill gaps in skills."""
    partner_budget: Money | None = None
    """A year, for an integrator or operator."""
    on_call: Literal["none", "business_hours", "24x7"] | None = None
    """When somebody answers an outage; the availability of own machines follows from it."""
    loaded_cost: Money | None = None
    """One full-time year, with charges."""
    relies_on_community: bool = False
    """Whether help comes from open communities; the community then counts more."""
    willing_to_operate: bool = True
    """Whether the team wants to run models itself; false excludes what it would have to run."""


CLOUD_NAMES = {"azure": "microsoft", "aws": "amazon", "gcp": "google", "ovh": "ovhcloud"}
"""What people call the clouds of some operators."""


class Systems(Record):
    """What is already there."""

    suites: tuple[Literal["microsoft365", "google_workspace", "nextcloud", "none"], ...] = ()
    """Office suites in use; an assistant inside one is quicker to introduce."""
    cloud_contracts: tuple[str, ...] = ()
    """Clouds with a contract, as `aws`, `azure`, `gcp`, `ovh`, or the id of an offer or operator;
    no purchase delays them."""
    sso: bool = False
    """Whether people sign in once for all applications; the report repeats it, and no figure
    follows from it."""
    logging: Literal["none", "basic", "central", "tamper_evident"] | None = None
    """How the organisation keeps logs; it limits how well answers can be traced."""
    guardrails: Literal["none", "planned", "in_place"] = "none"
    """Filters around the model; they count for safety."""
    application: bool = False
    """People have an application already that any model can be put behind."""
    model_registry: bool = False
    """Whether models pass an own mirror with admission control; it secures the supply chain."""
    isms: Literal["none", "self_assessment", "soc2_or_iso27001", "sector_scheme"] | None = None
    """The organisation's own security management, for what it runs itself."""


class OwnAccelerator(Record):
    """Accelerators at hand, by name or by memory."""

    model: str | None = None
    """None when nobody knows: the slowest of the stated memory stands in."""
    count: Annotated[int, Field(ge=1)] = 1
    """How many of them there are."""
    memory_gb: Annotated[float, Field(gt=0)] | None = None
    """Memory of one of them, in GB; models that do not fit are left out."""
    owned: bool = True
    """Whether they are paid for; otherwise their price is in the bill."""
    free_share: Share = 1.0
    """Share of their time and memory that other uses leave free, 0 to 1.

    A model may fill more of the memory on the condition that the other uses give way.
    """

    @model_validator(mode="after")
    def _named(self) -> "OwnAccelerator":
        if self.model is None and self.memory_gb is None:
            raise ValueError("name the accelerator, or give its memory_gb")
        return self


class Site(Record):
    """Where own machines could stand."""

    power_kw_free: Annotated[float, Field(ge=0)] | None = None
    """Free electric power in kW; machines that need more are looked at in a leased room alone."""
    cooling: Literal["ok", "limited", "none"] | None = None
    """Whether the site can cool machines; `none` excludes buying them, and where it is not `ok` a
    leased room is looked at as well."""
    disconnected: bool = False
    """Whether the site has no connection to the internet."""
    electricity_per_kwh: Money | None = None
    """What a kilowatt-hour costs there, without recoverable taxes."""
    grid_kg_per_kwh: Annotated[float, Field(ge=0)] | None = None
    """CO2 equivalent of a kilowatt-hour there, in kg."""


class Devices(Record):
    """The fleet, by its weakest member."""

    count: Annotated[int, Field(ge=0)] | None = None
    """How many devices there are."""
    memory_gb: Annotated[float, Field(gt=0)] | None = None
    """Memory of the weakest, in GB; it limits which models run."""
    accelerator: str | None = None
    """The graphics or neural chip of the weakest, by its name in the catalogue."""


class Hardware(Record):
    """Machines at hand."""

    accelerators: tuple[OwnAccelerator, ...] = ()
    """Accelerators at hand; deployments on them are then considered."""
    devices: Devices | None = None
    """Workstations, laptops or phones at hand."""
    site: Site = Site.model_construct()
    """Power, cooling and network where own machines could stand."""
    expandable: bool | None = None
    """Whether machines may be bought, or rented by the hour."""
    lead_time_weeks: Annotated[float, Field(ge=0)] | None = None
    """Weeks until machines that are bought arrive, from the order; they delay the first useful
    answer."""


class Credit(Money):
    """Money that somebody else pays: free credits, a grant for machines."""

    offers: tuple[str, ...] = ()
    """Ids of offers or operators where it can be spent; anywhere when empty."""
    until: Day | None = None
    """The last day on which it can be spent."""


class Budget(Record):
    """Money: how much, over how long, and what it has to cover."""

    currency: Currency | None = None
    """The currency of the report, three letters; that of the country when left out."""
    horizon_years: Annotated[float, Field(ge=0.08, le=15)] = 3.0
    """Years over which costs are added up: a month (0.08) to 15."""
    ceiling: Money | None = None
    """Total over the horizon."""
    monthly_cap: Money | None = None
    """The most a month may cost; it counts when there is no ceiling."""
    price_per_request_cap: Money | None = None
    """The most one request may cost, the whole bill over all requests."""
    covers: Literal["everything", "model_bill_only"] = "everything"
    """What the ceiling has to pay for."""
    counts_existing_staff: bool = True
    """Whether the time of people already employed counts as a cost; that of people who are missing
    always does."""
    hard: bool = False
    """Whether what costs more is excluded; otherwise up to one and a half times the ceiling is a
    condition, and up to two and a half times where nobody keeps to less."""
    fixed_annual: bool = False
    """Whether the budget is fixed year by year; a predictable bill then counts more."""
    capex_allowed: bool = True
    """Whether machines may be bought."""
    cash_available: Money | None = None
    """Cash for the start; what has to be paid at once is rated against it."""
    discount_rate: Annotated[float, Field(ge=0, le=1)] | None = None
    """What a year of waiting takes off money, as a ratio: 0.08 is 8 % a year."""
    present_cost_per_year: Money | None = None
    """What today's way of working costs a year; the report repeats it."""
    credits: tuple[Credit, ...] = ()
    """Free credits and grants; they pay part of the bill."""

    @property
    def limited(self) -> bool:
        """Whether a total, a month or a request may cost no more than so much."""
        limits = (self.ceiling, self.monthly_cap, self.price_per_request_cap)
        return any(one is not None for one in limits)


class Scenarios(Record):
    """What may happen over the horizon."""

    price_decline_per_year: ShareFigure | None = None
    """Fall of the prices of services a year, as a ratio: 0.2 is 20 %."""
    volume_multiplier: Figure | None = None
    """Real volume over the planned one; 1 is as planned."""
    foreign_transfer_ground_lost: Share | None = None
    """Probability that a legal ground for transfers abroad falls, 0 to 1."""
    retirement_forced_migrations_per_year: Annotated[float, Field(ge=0)] | None = None
    """How often a year a provider retires the model in use; each time costs a migration."""
