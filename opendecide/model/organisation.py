"""Who decides: the organisation, its decision and its countries."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from opendecide.model.base import Record
from opendecide.model.workload import CompelledAccess
from opendecide.model.written import CountryCode, Day, Money, Region, Weeks

PersonaId = Literal[
    "productivity_enterprise",
    "regulated_enterprise",
    "research_lab",
    "startup",
    "public_administration",
    "individual",
]


class Size(Record):
    """How large the organisation is; licence thresholds read it."""

    headcount: Annotated[int, Field(ge=1)] | None = None
    """People employed; some licences and defaults depend on it."""
    annual_revenue: Money | None = None
    """Revenue of a year; some licences end above a limit."""
    monthly_users_of_products: Annotated[int, Field(ge=0)] | None = None
    """People who use your products in a month; some licences end above a limit."""


class Deadline(Record):
    """A day by which it must work; a hard one excludes what comes later."""

    date: Day
    """The day: 2027-06-30, or a month or year for its first day."""
    hard: bool = False
    """Whether what comes later is excluded; otherwise it is only reported."""


class Decision(Record):
    """When it is decided and by whom; the catalogue is read as of that day."""

    date: Day | None = None
    """The day of the decision; facts and laws count as of that day."""
    deadline: Deadline | None = None
    """By when it must work."""
    deciders: tuple[str, ...] = ()
    """Who decides, by name or office; the report names them."""


def _visible(name: str) -> str:
    if not any(char.isprintable() and not char.isspace() for char in name):
        raise ValueError("nobody could read a name of spaces")
    return name


class Organisation(Record):
    """Who is asking."""

    name: Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_visible)]
    """What the report calls the organisation."""
    country: CountryCode
    """Two letters, ISO 3166: home region, law, wages and electricity follow from it."""
    persona: PersonaId = "productivity_enterprise"
    """The kind of organisation; weights and whatever is left out come from it."""
    sector: (
        Literal[
            "health",
            "finance",
            "public",
            "industry",
            "retail",
            "education",
            "research",
            "software",
            "media",
            "defence",
            "other",
        ]
        | None
    ) = None
    """The line of work: health, finance, public service and defence weigh assured security more,
    and a few certificates, laws and offers are for some sectors. What is secret, data say."""
    size: Size = Size.model_construct()
    """How large it is; licence thresholds read it."""
    working_languages: tuple[str, ...] = ()
    """Two letters each, ISO 639-1; the languages of workloads that name none."""
    procurement_weeks: Weeks | None = None
    """How long a purchase or tender takes, in weeks; it delays the first useful answer."""
    decision: Decision = Decision.model_construct()
    """When it is decided, and by whom."""


class CountryRule(Record):
    """What a country means to this organisation, and in which role."""

    country: CountryCode | Literal["all_but_home", "no_adequacy"]
    """A code, or a rule: every country but the home region, or any without an adequacy decision."""
    stance: Literal["preferred", "accepted", "discouraged", "excluded"]
    """What the organisation wants of it; only `excluded` excludes."""
    scope: Annotated[
        tuple[Literal["service", "hosting", "owner", "weights"], ...], Field(min_length=1)
    ] = ("service", "hosting")
    """In which roles of a country the rule holds."""
    reason: str | None = None
    """Why, in words; the report repeats it."""
    source: str | None = None
    """Where the rule is written down: an address or a document."""


class Jurisdiction(Record):
    """Home region, markets and country policy."""

    home: Region | None = None
    """The home region of the scales; the EU for its members when absent."""
    markets: tuple[Region, ...] = ()
    """Where the results are used: country codes, `EU` or `EEA`; duties follow from it."""
    sovereignty_minimum: CompelledAccess | None = None
    """The least protection from foreign authorities, for all data; less is excluded."""
    country_policy: tuple[CountryRule, ...] = ()
    """Countries that the organisation prefers or avoids; empty: none."""
