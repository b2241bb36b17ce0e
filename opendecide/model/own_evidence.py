"""What the organisation has found out itself."""

from typing import Annotated, Literal

from pydantic import Field

from opendecide.model.base import FrozenMap, Record
from opendecide.model.fact import Fact
from opendecide.model.offer_facts import Family
from opendecide.model.written import Currency, Day

OF_A_MACHINE = frozenset({"machine_per_hour", "machine_purchase"})
"""Quotes for a machine, whatever runs on it."""


class OwnTest(Record):
    """The organisation's own result for one option: passed items, or what was found out."""

    option: str
    """Id of a model, an offer or a deployment."""
    workload: str | None = None
    """Id of the workload it was tested for; all when left out."""
    passed: Annotated[int, Field(ge=0)] | None = None
    """Items that were right."""
    of: Annotated[int, Field(ge=1)] | None = None
    """Items tested."""
    finding: str | None = None
    """What was found out, in a sentence; the report repeats it."""
    author: str | None = None
    """Who tested."""
    date: Day | None = None
    """The day of the test; old tests count less surely."""


class Quote(Record):
    """A price or rate that the organisation was given or measured."""

    option: str
    """Id of a model, an offer or a deployment; for an hour or a purchase that of an offer and its
    machine, as offer:machine."""
    what: Literal[
        "price_input",
        "price_output",
        "price_cached",
        "seat_price_month",
        "machine_per_hour",
        "machine_purchase",
        "tokens_per_second",
        "total_per_year",
    ]
    """Which price or rate it is; it replaces that of the catalogue."""
    amount: Annotated[float, Field(ge=0)]
    """The figure, in the unit of what it is."""
    currency: Currency | None = None
    """Three letters, ISO 4217; that of the budget when left out."""
    author: str | None = None
    """Who gave or measured it."""
    date: Day | None = None
    """The day it was given or measured."""


class MaxAge(Record):
    """Days after which evidence counts as old."""

    price: Annotated[int, Field(ge=1)] = 90
    """Days until a price counts as old."""
    terms: Annotated[int, Field(ge=1)] = 180
    """Days until contract terms count as old."""
    quality: Annotated[int, Field(ge=1)] = 180
    """Days until a quality measurement counts as old."""
    law: Annotated[int, Field(ge=1)] = 90
    """Days until a statement on the law counts as old."""
    community: Annotated[int, Field(ge=1)] = 180
    """Days until community figures count as old."""


class EvidencePolicy(Record):
    """Which evidence counts, and the organisation's own."""

    max_age_days: MaxAge = MaxAge.model_construct()
    """Older facts are flagged, and their range is widened."""
    accepted_sources: Annotated[
        tuple[Literal["own_test", "independent", "vendor", "secondary", "expert"], ...],
        Field(min_length=1),
    ] = ("own_test", "independent", "vendor", "secondary", "expert")
    """Grades of evidence that count; facts of another grade count as unknown."""
    own_tests: tuple[OwnTest, ...] = ()
    """Results of your own tests; they outweigh public ones."""
    quotes: tuple[Quote, ...] = ()
    """Prices and rates that you were given or measured."""


class OwnOption(Record):
    """An option the organisation considered; answered by name, described by facts if not listed."""

    id: str
    """Its name, or its id in the catalogue."""
    name: str | None = None
    """What the report calls it."""
    deployment: str | None = None
    """Id in the catalogue, when it is listed under another name."""
    family: Family | None = None
    """The family it belongs to, when it is not in the catalogue."""
    facts: FrozenMap[Fact] = Field(default_factory=dict)
    """What is known about it, by the path of the fact."""
    note: str | None = None
    """A remark; the report repeats it."""

    @property
    def listed_as(self) -> str:
        """Id under which the catalogue lists it, if it does."""
        return self.deployment or self.id
