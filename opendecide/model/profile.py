"""One organisation: workloads, data, team, obligations and preferences, at one date."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_serializer, model_validator

from opendecide.model.base import FrozenMap, Record
from opendecide.model.catalog import Family, TaskType
from opendecide.model.fact import Fact

Share = Annotated[float, Field(ge=0, le=1)]
PersonaId = Literal[
    "productivity_enterprise",
    "regulated_enterprise",
    "research_lab",
    "startup",
    "public_administration",
    "individual",
]
Locus = Literal[
    "shared_any_region",
    "shared_guaranteed_region",
    "dedicated_capacity",
    "own_tenancy",
    "own_premises",
    "device_or_disconnected",
]
Retention = Literal[
    "may_train",
    "opt_out_or_long_retention",
    "abuse_monitoring_only",
    "zero_retention",
    "stays_inside",
]
CompelledAccess = Literal[
    "foreign_no_ground",
    "foreign_formal_ground",
    "foreign_with_held_keys",
    "home_controlled",
    "home_controlled_and_shielded",
    "no_third_party",
]
Adaptation = Literal[
    "prompts", "retrieval_and_tools", "managed_tuning", "adapters", "full_tuning", "architecture"
]
DataKind = Literal[
    "public",
    "internal",
    "confidential",
    "trade_secret",
    "personal",
    "special_category",
    "health",
    "financial",
    "classified",
    "client_privileged",
]


def _whole_day(value: Any) -> Any:
    """Read `2026` and `2026-11` as their first day: a month or a year is enough."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value}-01-01"
    if isinstance(value, str) and len(value) == len("2026-11"):
        return f"{value}-01"
    return value


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
    mid: Annotated[float, Field(ge=0)]
    high: Annotated[float, Field(ge=0)]

    @model_serializer
    def _as_written(self) -> float | list[float]:
        """Write it as people do: one figure, or three."""
        return self.low if self.low == self.high else [self.low, self.mid, self.high]

    @model_validator(mode="after")
    def _ordered(self) -> "Range":
        if not self.low <= self.mid <= self.high:
            raise ValueError("write the figures from low to high")
        return self


Figure = Annotated[Range, BeforeValidator(_range)]
Day = Annotated[date, BeforeValidator(_whole_day)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Region = Annotated[str, Field(pattern=r"^(EU|EEA|[A-Z]{2})$")]
"""An ISO 3166 country code, `EU` or `EEA`."""


class Money(Record):
    """An amount with its currency."""

    amount: Annotated[float, Field(ge=0)]
    currency: Currency


class Size(Record):
    """How large the organisation is; licence thresholds read it."""

    headcount: Annotated[int, Field(ge=1)] | None = None
    annual_revenue: Money | None = None
    monthly_users_of_products: Annotated[int, Field(ge=0)] | None = None


class Weeks(Record):
    """A span in weeks."""

    min: Annotated[float, Field(ge=0)]
    max: Annotated[float, Field(ge=0)]


class Deadline(Record):
    """A day by which it must work; a hard one excludes what comes later."""

    date: Day
    hard: bool = False


class Decision(Record):
    """When it is decided and by whom; the catalogue is read as of that day."""

    date: Day | None = None
    deadline: Deadline | None = None
    deciders: tuple[str, ...] = ()


class Organisation(Record):
    """Who is asking."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    country: CountryCode
    persona: PersonaId = "productivity_enterprise"
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
    size: Size = Size()
    working_languages: tuple[str, ...] = ()
    procurement_weeks: Weeks | None = None
    decision: Decision = Decision()


class CountryRule(Record):
    """What a country means to this organisation, and in which role."""

    country: CountryCode | Literal["all_but_home", "no_adequacy"]
    """A code, or a rule: every country but the home region, or any without an adequacy decision."""
    stance: Literal["preferred", "accepted", "discouraged", "excluded"]
    scope: tuple[Literal["service", "hosting", "owner", "weights"], ...] = ("service", "hosting")
    reason: str | None = None
    source: str | None = None


class Jurisdiction(Record):
    """Home region, markets and country policy."""

    home: Region | None = None
    """The home region of the scales; the EU for its members when absent."""
    markets: tuple[Region, ...] = ()
    sovereignty_minimum: CompelledAccess | None = None
    country_policy: tuple[CountryRule, ...] = ()


class DataClass(Record):
    """One kind of data that may enter prompts, context and logs."""

    id: str
    kind: DataKind
    share_of_volume: Share | None = None
    minimum_locus: Locus | None = None
    minimum_retention_level: Retention | None = None
    minimum_compelled_access: CompelledAccess | None = None
    volume_can_be_redacted: bool = False
    mitigations: tuple[str, ...] = ()
    """Done before the call (redaction, anonymisation): conditions that the report repeats."""


class Data(Record):
    """What kinds of data there are."""

    classes: tuple[DataClass, ...] = ()


class Volume(Record):
    """How much, as people say it; the first way that is filled in counts."""

    requests_per_day: Figure | None = None
    users: Figure | None = None
    share_active: Figure | None = None
    requests_per_user_per_day: Figure | None = None
    documents_per_month: Figure | None = None
    batch: Figure | None = None
    """So many requests once."""
    active_days_per_year: Annotated[float, Field(ge=1, le=366)] | None = None
    growth_per_year: Annotated[float, Field(ge=-0.99, le=100)] = 0.0
    peak_factor: Figure | None = None


class Tokens(Record):
    """Tokens of one request."""

    input: Figure | None = None
    output: Figure | None = None
    cached_share: Figure | None = None


class QualityNeed(Record):
    """What the results must be worth, on the organisation's own items."""

    metric: str | None = None
    minimum: Share | None = None
    target: Share | None = None
    own_eval: str | None = None


class Latency(Record):
    """How fast it must answer."""

    p95_seconds: Annotated[float, Field(gt=0)] | None = None
    interactive: bool = True
    hard: bool = False


class Workload(Record):
    """One use; the list drives quality, cost, capability and the split of hybrids."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    description: str | None = None
    task_type: TaskType
    user_type: Literal["employee", "developer", "expert", "public", "minors", "machine"] = (
        "employee"
    )
    modality: tuple[Literal["text", "image", "audio", "video", "code"], ...] = ()
    languages: tuple[str, ...] = ()
    volume: Volume = Volume()
    tokens: Tokens = Tokens()
    concurrency_peak: Annotated[int, Field(ge=1)] | None = None
    quality: QualityNeed = QualityNeed()
    must_have: tuple[str, ...] = ()
    """As `context>=128k`, `tools`, `structured_output`, `vision`, `fine_tuning>=adapters`."""
    nice_to_have: tuple[str, ...] = ()
    latency: Latency = Latency()
    availability_minimum: Annotated[float, Field(ge=0, lt=100)] | None = None
    criticality: Literal["low", "medium", "high", "critical"] = "medium"
    exposure: Literal["internal", "partners", "public"] = "internal"
    determinism_needed: bool = False
    agentic: bool = False
    affects_persons: bool = False
    validated: bool = False
    acceptance_tests_done: bool = False
    data_classes: tuple[str, ...] = ()
    commercial: bool | None = None
    redistribute: Literal["none", "outputs", "adapted_model"] = "none"
    customization_need: Adaptation = "prompts"
    weight: Annotated[float, Field(ge=0)] | None = None
    deadline: Day | None = None


class Team(Record):
    """Who could build and run it; unable and unwilling are two things."""

    ml_level: Literal["none", "basic", "intermediate", "advanced", "research"] | None = None
    ml_fte: Annotated[float, Field(ge=0)] | None = None
    ops_fte: Annotated[float, Field(ge=0)] | None = None
    security_fte: Annotated[float, Field(ge=0)] | None = None
    compliance_fte: Annotated[float, Field(ge=0)] | None = None
    delivery_fte: Annotated[float, Field(ge=0)] | None = None
    hireable_fte: Annotated[float, Field(ge=0)] | None = None
    partner_budget: Money | None = None
    """A year, for an integrator or operator."""
    on_call: Literal["none", "business_hours", "24x7"] | None = None
    loaded_cost: Money | None = None
    """One full-time year, with charges."""
    relies_on_community: bool = False
    willing_to_operate: bool = True


class Systems(Record):
    """What is already there."""

    suites: tuple[Literal["microsoft365", "google_workspace", "nextcloud", "none"], ...] = ()
    cloud_contracts: tuple[str, ...] = ()
    sso: bool = False
    logging: Literal["none", "basic", "central", "tamper_evident"] | None = None
    guardrails: Literal["none", "planned", "in_place"] = "none"
    application: bool = False
    """People have an application already that any model can be put behind."""
    model_registry: bool = False
    isms: Literal["none", "self_assessment", "soc2_or_iso27001", "sector_scheme"] | None = None
    """The organisation's own security management, for what it runs itself."""


class OwnAccelerator(Record):
    """Accelerators at hand, by name or by memory."""

    model: str | None = None
    """None when nobody knows: the slowest of the stated memory stands in."""
    count: Annotated[int, Field(ge=1)] = 1
    memory_gb: Annotated[float, Field(gt=0)] | None = None
    owned: bool = True
    free_share: Share = 1.0

    @model_validator(mode="after")
    def _named(self) -> "OwnAccelerator":
        if self.model is None and self.memory_gb is None:
            raise ValueError("name the accelerator, or give its memory_gb")
        return self


class Site(Record):
    """Where own machines could stand."""

    power_kw_free: Annotated[float, Field(ge=0)] | None = None
    cooling: Literal["ok", "limited", "none"] | None = None
    disconnected: bool = False


class Devices(Record):
    """The fleet, by its weakest member."""

    count: Annotated[int, Field(ge=0)] | None = None
    memory_gb: Annotated[float, Field(gt=0)] | None = None
    accelerator: str | None = None


class Hardware(Record):
    """Machines at hand."""

    accelerators: tuple[OwnAccelerator, ...] = ()
    devices: Devices | None = None
    site: Site = Site()
    expandable: bool | None = None
    lead_time_weeks: Annotated[float, Field(ge=0)] | None = None


class Credit(Money):
    """Money that somebody else pays: free credits, a grant for machines."""

    offers: tuple[str, ...] = ()
    """Ids of offers or operators where it can be spent; anywhere when empty."""
    until: Day | None = None


class Budget(Record):
    """Money: how much, over how long, and what it has to cover."""

    currency: Currency | None = None
    horizon_years: Annotated[float, Field(gt=0, le=15)] = 3.0
    ceiling: Money | None = None
    """Total over the horizon."""
    monthly_cap: Money | None = None
    price_per_request_cap: Money | None = None
    covers: Literal["everything", "model_bill_only"] = "everything"
    counts_existing_staff: bool = True
    hard: bool = False
    fixed_annual: bool = False
    capex_allowed: bool = True
    cash_available: Money | None = None
    discount_rate: Annotated[float, Field(ge=0, le=1)] | None = None
    present_cost_per_year: Money | None = None
    credits: tuple[Credit, ...] = ()


class Scenarios(Record):
    """What may happen over the horizon."""

    price_decline_per_year: Figure | None = None
    volume_multiplier: Figure | None = None
    foreign_transfer_ground_lost: Share | None = None
    retirement_forced_migrations_per_year: Annotated[float, Field(ge=0)] | None = None


class Scoped(Record):
    """A scheme or agreement that only some data or workloads ask for."""

    scheme: str
    data_classes: tuple[str, ...] = ()
    workloads: tuple[str, ...] = ()
    text: str | None = None
    """For a scheme that is not in the list: a sentence saying what it is."""


def _scoped(value: Any) -> Any:
    return {"scheme": value} if isinstance(value, str) else value


class RegionNeed(Record):
    """Where processing has to stay; soft asks, hard excludes."""

    regions: tuple[Region, ...]
    hard: bool = True
    data_classes: tuple[str, ...] = ()
    workloads: tuple[str, ...] = ()


def _region_need(value: Any) -> Any:
    if isinstance(value, str):
        return {"regions": [value]}
    if isinstance(value, (list, tuple)):
        return {"regions": value}
    return value


class AiAct(Record):
    """Role and risk class under Regulation (EU) 2024/1689."""

    role: Literal["deployer", "system_provider", "model_provider", "none"] = "deployer"
    risk_class: Literal["minimal", "limited", "high", "unknown"] = "unknown"


class OpenProcurement(Record):
    """A stated preference for openness in purchasing."""

    prefer_open: bool = False
    reason: str | None = None


class OtherObligation(Record):
    """An obligation that no field names: in words, with its effect."""

    id: str
    text: str
    effect: Literal["gate", "minimum"]
    factor: str | None = None
    level: str | None = None


class Obligations(Record):
    """What law, contracts and policy ask for."""

    on_prem_only: bool | tuple[str, ...] = False
    """true, or the data classes that must stay on own premises."""
    region_only: Annotated[RegionNeed | None, BeforeValidator(_region_need)] = None
    certifications: tuple[Annotated[Scoped, BeforeValidator(_scoped)], ...] = ()
    agreements: tuple[Annotated[Scoped, BeforeValidator(_scoped)], ...] = ()
    ai_act: AiAct = AiAct()
    own_ip: bool = False
    reproducibility: bool = False
    open_procurement: OpenProcurement = OpenProcurement()
    other: tuple[OtherObligation, ...] = ()


class SwingPoints(Record):
    """The worth of a criterion's swing from worst to best, in points."""

    criterion: str
    points: Annotated[float, Field(ge=0, le=1000)]


class Comparison(Record):
    """How many times more one criterion matters than another."""

    a: str
    b: str
    ratio: Annotated[float, Field(gt=0, le=9)]


Ranked = str | tuple[str, ...]


class Weights(Record):
    """How much each criterion or factor matters, in one of five ways."""

    method: Literal["persona_default", "direct", "ranking", "swing", "pairwise"] = "persona_default"
    direct: FrozenMap[Annotated[float, Field(ge=0, le=1000)]] = Field(default_factory=dict)
    """By criterion or factor id; what is not named keeps the persona's proportions."""
    ranking: tuple[Ranked, ...] = ()
    """Criteria or factors, most important first; a list inside the list is a tie."""
    swing: tuple[SwingPoints, ...] = ()
    pairwise: tuple[Comparison, ...] = ()


class Group(Record):
    """One of several deciders, with weights of its own."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    weight: Annotated[float, Field(ge=0, le=1000)] = 1.0
    """How much it has to say, against the other groups."""
    persona: PersonaId | None = None
    """Whose proportions fill in what it does not state; the organisation's when absent."""
    weights: Weights = Weights()
    """Without weights and persona it takes those of `preferences.weights`."""


class Preferences(Record):
    """What the deciders want."""

    weights: Weights = Weights()
    groups: Annotated[tuple[Group, ...], Field(max_length=20)] = ()
    """When several decide: the answer goes by all their weights, on average as each has say."""
    openness_minimum: (
        Literal["weights", "mof_class_3", "mof_class_2", "mof_class_1", "open_source_ai"] | None
    ) = None
    independence: Literal["low", "medium", "high"] = "medium"
    contribute_upstream: bool = False
    hybrid_allowed: bool = True
    max_components: Annotated[int, Field(ge=1, le=6)] = 3
    current_option: str | None = None


class Cara(Record):
    """Constant absolute risk aversion."""

    cara: Annotated[float, Field(ge=-10, le=10)]


class Risk(Record):
    """How uncertainty is met."""

    attitude: Literal["averse", "neutral", "seeking"] | Cara | None = None
    confidence_required: Annotated[float, Field(gt=0, lt=1)] | None = None
    on_missing_data: Literal["worst_case", "persona_prior", "exclude_factor"] | None = None


class OwnTest(Record):
    """The organisation's own result for one option: passed items, or what was found out."""

    option: str
    """Id of a model, an offer or a deployment."""
    workload: str | None = None
    passed: Annotated[int, Field(ge=0)] | None = None
    of: Annotated[int, Field(ge=1)] | None = None
    finding: str | None = None
    author: str | None = None
    date: Day | None = None


class Quote(Record):
    """A price or rate that the organisation was given or measured."""

    option: str
    what: Literal[
        "price_input",
        "price_output",
        "price_cached",
        "seat_price_month",
        "machine_per_hour",
        "tokens_per_second",
        "total_per_year",
    ]
    amount: Annotated[float, Field(ge=0)]
    currency: Currency | None = None
    author: str | None = None
    date: Day | None = None


class MaxAge(Record):
    """Days after which evidence counts as old."""

    price: Annotated[int, Field(ge=1)] = 90
    terms: Annotated[int, Field(ge=1)] = 180
    quality: Annotated[int, Field(ge=1)] = 180
    law: Annotated[int, Field(ge=1)] = 90
    community: Annotated[int, Field(ge=1)] = 180


class EvidencePolicy(Record):
    """Which evidence counts, and the organisation's own."""

    max_age_days: MaxAge = MaxAge()
    accepted_sources: tuple[
        Literal["own_test", "independent", "vendor", "secondary", "expert"], ...
    ] = ("own_test", "independent", "vendor", "secondary", "expert")
    own_tests: tuple[OwnTest, ...] = ()
    quotes: tuple[Quote, ...] = ()


class OwnOption(Record):
    """An option the organisation considered; answered by name, described by facts if not listed."""

    id: str
    name: str | None = None
    deployment: str | None = None
    """Id in the catalogue, when it is listed under another name."""
    family: Family | None = None
    facts: FrozenMap[Fact] = Field(default_factory=dict)
    note: str | None = None


class Profile(Record):
    """What one organisation wants and has, as of one date."""

    schema_id: Annotated[
        Literal["opendecide/profile/1"], Field(alias="schema", serialization_alias="schema")
    ] = "opendecide/profile/1"
    organisation: Organisation
    workloads: Annotated[tuple[Workload, ...], Field(min_length=1, max_length=40)]
    language: Literal["en", "fr"] | None = None
    jurisdiction: Jurisdiction = Jurisdiction()
    data: Data = Data()
    team: Team = Team()
    systems: Systems = Systems()
    hardware: Hardware = Hardware()
    budget: Budget = Budget()
    scenarios: Scenarios = Scenarios()
    obligations: Obligations = Obligations()
    preferences: Preferences = Preferences()
    risk: Risk = Risk()
    evidence: EvidencePolicy = EvidencePolicy()
    options: tuple[OwnOption, ...] = ()
