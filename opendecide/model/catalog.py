"""The catalogue: models, offers, vendors and hardware, each a set of facts."""

from datetime import date
from typing import Literal

from pydantic import Field

from opendecide.model.base import FrozenMap, Record
from opendecide.model.fact import Evidence, Fact
from opendecide.model.machine_facts import Accelerator, Machine
from opendecide.model.model_facts import Licence, Model, TaskType
from opendecide.model.offer_facts import Offer, Vendor
from opendecide.model.quantities import Positive


class Community(Record):
    """The people around a model family or a serving stack."""

    id: str
    """Its id."""
    name: str
    """What reports call it."""
    contributors_90d: Fact | None = None
    """People who contributed in 90 days."""
    absence_factor: Fact | None = None
    """How few people do half of the work."""
    first_response_days: Fact | None = None
    """Days until a question gets its first answer."""
    releases_12m: Fact | None = None
    """Releases in twelve months."""
    derivatives_12m: Fact | None = None
    """Derived models in twelve months."""
    governance: Fact | None = None
    """Level of community.project_governance."""
    scorecard_min: Fact | None = None
    """Lowest OpenSSF Scorecard of its repositories, 0 to 10."""


class System(Record):
    """Something the source documents name that is not one model: a product, a company, a host."""

    id: str
    """Its id."""
    name: str
    """What reports call it."""
    kind: Literal["assistant", "vendor", "host", "deployment"]
    """What it is."""
    vendor: str
    """Id of the vendor."""
    note: str | None = None
    """A remark."""
    end_date: Fact | None = None
    """The day it ends."""
    offers: tuple[str, ...] = ()
    """Ids of the offers it stands for."""


class Alternative(Record):
    """A ready-made option described by facts alone: another field, or one outside the catalogue."""

    id: str
    """Its id."""
    name: str
    """What reports call it."""
    family: str
    """The family it belongs to."""
    facts: FrozenMap[Fact] = Field(default_factory=dict)
    """By factor id: the performance on that factor."""
    cost: Fact | None = None
    """What it costs over the horizon."""


class Source(Record):
    """A source used by many facts, under a short key."""

    name: str
    """What it is called."""
    ref: str
    """An address, or a repository with its commit."""
    licence: str | None = None
    """Under which licence its data may be used."""
    snapshot: str | None = None
    """The day or version that was read."""
    attribution: str | None = None
    """What must be said about the origin."""


class ExchangeRate(Evidence):
    """How much of `currency` one euro buys."""

    currency: str
    """Three letters, ISO 4217."""
    per_eur: Positive
    """Units of the currency for one euro."""


class Country(Record):
    """One country with the groups that the scales and gates read."""

    code: str
    """Two letters, ISO 3166."""
    name: str | None = None
    """Its name in English."""
    currency: str | None = None
    """What is paid with there, ISO 4217."""
    eu: bool = False
    """Whether it belongs to the European Union."""
    eea: bool = False
    """Whether it belongs to the European Economic Area."""
    adequacy: bool = False
    """An adequacy decision of the European Commission holds."""
    evidence: Evidence | None = None
    """Where the adequacy decision is written, and its limits."""
    price_level: Fact | None = None
    """What goods cost there over what the same cost in the United States; 1 is the same."""
    average_wage: Fact | None = None
    """What a full-time year earns on average, before the employer's charges, as `EUR/year`."""
    electricity_price: Fact | None = None
    """What firms pay there for a kilowatt-hour, without recoverable taxes, as `EUR/kWh`."""
    grid_carbon: Fact | None = None
    """CO2 equivalent of a kilowatt-hour of its electricity, over a year, as `kg/kWh`."""
    privacy_law: Fact | None = None
    """What its general data protection law is called, where an official source was read."""


class NotCovered(Evidence):
    """A kind of service that organisations use for a task and that the catalogue has none of."""

    tasks: tuple[TaskType, ...]
    """The kinds of task it is used for."""
    kind: str
    """What the kind is called, in words."""
    examples: tuple[str, ...]
    """Names of such services."""


class Catalog(Record):
    """Everything known, by id."""

    as_of: date
    """The newest day any fact of the shipped catalogue speaks of."""
    models: FrozenMap[Model] = Field(default_factory=dict)
    """The models."""
    offers: FrozenMap[Offer] = Field(default_factory=dict)
    """The offers."""
    vendors: FrozenMap[Vendor] = Field(default_factory=dict)
    """The vendors."""
    licences: FrozenMap[Licence] = Field(default_factory=dict)
    """The licences."""
    communities: FrozenMap[Community] = Field(default_factory=dict)
    """The communities."""
    accelerators: FrozenMap[Accelerator] = Field(default_factory=dict)
    """The accelerators."""
    machines: FrozenMap[Machine] = Field(default_factory=dict)
    """The machines."""
    systems: FrozenMap[System] = Field(default_factory=dict)
    """Products, companies and hosts that documents name."""
    alternatives: FrozenMap[Alternative] = Field(default_factory=dict)
    """Options described by facts alone."""
    sources: FrozenMap[Source] = Field(default_factory=dict)
    """Sources under short keys."""
    rates: FrozenMap[ExchangeRate] = Field(default_factory=dict)
    """Exchange rates."""
    countries: FrozenMap[Country] = Field(default_factory=dict)
    """Countries."""
    not_covered: FrozenMap[NotCovered] = Field(default_factory=dict)
    """Kinds of service that are missing here, so that reports say so."""
    rules: FrozenMap[Fact] = Field(default_factory=dict)
    """Dated rules and planning figures that belong to no single entry, by dotted name."""
