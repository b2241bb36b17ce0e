"""One organisation: workloads, data, team, obligations and preferences, at one date."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_serializer, model_validator

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


_FIRST_YEAR, _LAST_YEAR = 2000, 2199


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


Figure = Annotated[Range, BeforeValidator(_range)]
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


class Size(Record):
    """How large the organisation is; licence thresholds read it."""

    headcount: Annotated[int, Field(ge=1)] | None = None
    """People employed; some licences and defaults depend on it."""
    annual_revenue: Money | None = None
    """Revenue of a year; some licences end above a limit."""
    monthly_users_of_products: Annotated[int, Field(ge=0)] | None = None
    """People who use your products in a month; some licences end above a limit."""


class Weeks(Record):
    """A span in weeks."""

    min: Annotated[float, Field(ge=0)]
    """The shortest, in weeks."""
    max: Annotated[float, Field(ge=0)]
    """The longest, in weeks."""


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


class Organisation(Record):
    """Who is asking."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
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
    """The line of work; sensitive ones give more weight to security and compliance."""
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
    scope: tuple[Literal["service", "hosting", "owner", "weights"], ...] = ("service", "hosting")
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


class DataClass(Record):
    """One kind of data that may enter prompts, context and logs."""

    id: str
    """Its name; workloads refer to it."""
    kind: DataKind
    """What kind of data it is; minimums that are left out follow from it."""
    share_of_volume: Share | None = None
    """Share of the requests, 0 to 1; with it a workload can be divided between places."""
    minimum_locus: Locus | None = None
    """The least protected place where it may be processed; anything less is excluded."""
    minimum_retention_level: Retention | None = None
    """The most that a provider may keep or reuse; anything more is excluded."""
    minimum_compelled_access: CompelledAccess | None = None
    """The least protection from foreign authorities; anything less is excluded."""
    volume_can_be_redacted: bool = False
    """Whether it can be blacked out before the call; its minimums then no longer exclude."""
    mitigations: tuple[str, ...] = ()
    """Done before the call (redaction, anonymisation): conditions that the report repeats."""


class Data(Record):
    """What kinds of data there are."""

    classes: Annotated[tuple[DataClass, ...], Field(max_length=40)] = ()
    """Only where your minimums differ from those of the persona; each kind is a class already."""


class Volume(Record):
    """How much, as people say it; the first way that is filled in counts."""

    requests_per_day: Figure | None = None
    """Requests on a day of use: a figure, [low, high] or [low, middle, high]."""
    users: Figure | None = None
    """People who may use it; requests follow from the two fields below."""
    share_active: ShareFigure | None = None
    """Share of the users who use it on a day, 0 to 1."""
    requests_per_user_per_day: Figure | None = None
    """Requests of one active user on a day of use."""
    documents_per_month: Figure | None = None
    """Documents a month, one request each."""
    batch: Figure | None = None
    """So many requests once."""
    active_days_per_year: Annotated[float, Field(ge=1, le=366)] | None = None
    """Days of use a year, 1 to 366; they turn days into years."""
    growth_per_year: Annotated[float, Field(ge=-0.99, le=10)] = 0.0
    """Growth a year as a ratio: 0.2 is 20 % more each year."""
    audio_minutes_per_request: Figure | None = None
    """Minutes of speech in one request, for transcription; prices and machines count them."""
    images_per_request: Figure | None = None
    """Images made for one request, drafts included; prices and machines count them."""
    peak_factor: Figure | None = None
    """The busiest hour over the mean of the hours of use; own machines are sized for it."""


class Tokens(Record):
    """Tokens of one request."""

    input: Figure | None = None
    """Tokens that one request sends, context included; cost and speed follow from it."""
    output: Figure | None = None
    """Tokens of one answer, hidden reasoning included."""
    cached_share: ShareFigure | None = None
    """Share of the input that is the same each time, 0 to 1; many services bill it less."""


class QualityNeed(Record):
    """What the results must be worth, on the organisation's own items."""

    metric: str | None = None
    """How quality is measured, in words."""
    minimum: Share | None = None
    """Least share of your own test items that must be right, 0 to 1; less is excluded."""
    target: Share | None = None
    """Share of test items beyond which more brings nothing, 0 to 1."""
    own_eval: str | None = None
    """Where your own test lies: a path or an address."""


class Latency(Record):
    """How fast it must answer."""

    p95_seconds: Annotated[float, Field(ge=0.001)] | None = None
    """Seconds within which 95 of 100 answers must be complete; none where nobody waits."""
    interactive: bool = True
    """Whether somebody waits for the answer; otherwise it is spread over the day."""
    hard: bool = False
    """Whether slower deployments are excluded; otherwise they only lose points."""


class Workload(Record):
    """One use; the list drives quality, cost, capability and the split of hybrids."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    """Its name: letters, digits, - and _; reports and --set call it by it."""
    description: str | None = None
    """What it is, in a sentence; the report repeats it."""
    task_type: TaskType
    """The kind of task; quality, usual tokens and response time follow from it."""
    user_type: Literal["employee", "developer", "expert", "public", "minors", "machine"] = (
        "employee"
    )
    """Who uses it; for the public, minors and machines, packaged seats do not serve."""
    modality: tuple[Literal["text", "image", "audio", "video", "code"], ...] = ()
    """What goes in or comes out besides what the task implies; models without it are excluded."""
    languages: tuple[str, ...] = ()
    """Two letters each, ISO 639-1; quality is estimated in these languages."""
    volume: Volume = Volume.model_construct()
    """How much is asked, in one of several ways; the largest driver of cost."""
    tokens: Tokens = Tokens.model_construct()
    """How long questions and answers are; the usual of the task when left out."""
    concurrency_peak: Annotated[int, Field(ge=1)] | None = None
    """Requests at once at the worst moment; own machines are sized for it."""
    quality: QualityNeed = QualityNeed.model_construct()
    """What share of the results must be right."""
    must_have: tuple[str, ...] = ()
    """As `context>=128k`, `tools`, `structured_output`, `vision`, `fine_tuning>=adapters`."""
    nice_to_have: tuple[str, ...] = ()
    """Written as `must_have`; what is missing costs points and excludes nothing."""
    latency: Latency = Latency.model_construct()
    """How fast it must answer."""
    availability_minimum: Annotated[float, Field(ge=0, lt=100)] | None = None
    """Least availability in per cent, as 99.5; less is excluded."""
    criticality: Literal["low", "medium", "high", "critical"] = "medium"
    """What hangs on a failure; quality minimums and acceptance tests follow from it."""
    exposure: Literal["internal", "partners", "public"] = "internal"
    """Who sees the results; the public brings more duties and more weight on safety."""
    determinism_needed: bool = False
    """Whether the same question must give the same answer; a fixed version is then needed."""
    agentic: bool = False
    """Whether it acts on systems by itself; safety and tools then count more."""
    affects_persons: bool = False
    """Whether results decide about people; fairness and traceability then count more."""
    validated: bool = False
    """Whether its behaviour is formally validated: no version may change unnoticed."""
    acceptance_tests_done: bool = False
    """Whether acceptance tests are passed; critical and high-risk uses wait for them."""
    data_classes: tuple[str, ...] = ()
    """Kinds of data, or ids of your classes, that enter it; their minimums then exclude."""
    commercial: bool | None = None
    """Whether it serves a business purpose; licences that forbid it are then excluded."""
    redistribute: Literal["none", "outputs", "adapted_model"] = "none"
    """What is passed on to others; the licence must allow it."""
    customization_need: Adaptation = "prompts"
    """How deep the model must be adapted; what cannot be is excluded."""
    weight: Annotated[float, Field(ge=0)] | None = None
    """Its importance against the other workloads; equal when left out."""
    deadline: Day | None = None
    """The day by which this workload must work; later is excluded."""


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
    """Compliance people free for this, in full-time equivalents."""
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


class Systems(Record):
    """What is already there."""

    suites: tuple[Literal["microsoft365", "google_workspace", "nextcloud", "none"], ...] = ()
    """Office suites in use; an assistant inside one is quicker to introduce."""
    cloud_contracts: tuple[str, ...] = ()
    """Clouds with a contract, as `aws`, `azure`, `gcp`, `ovh`; no purchase delays them."""
    sso: bool = False
    """Whether people sign in once for all applications."""
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
    """Free electric power in kW; machines that need more are excluded."""
    cooling: Literal["ok", "limited", "none"] | None = None
    """Whether the site can cool machines; `none` excludes buying them."""
    disconnected: bool = False
    """Whether the site has no connection to the internet."""


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
    """How long machines take to arrive, in weeks; it delays the first useful answer."""


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
    """Whether the time of people already employed counts as a cost."""
    hard: bool = False
    """Whether what costs more is excluded; otherwise it becomes a condition."""
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


class Scoped(Record):
    """A scheme or agreement that only some data or workloads ask for."""

    scheme: str
    """The certificate or agreement, as `hds` or `gdpr_dpa`."""
    data_classes: tuple[str, ...] = ()
    """Kinds of data that ask for it; all when empty."""
    workloads: tuple[str, ...] = ()
    """Ids of the workloads that ask for it; all when empty."""
    text: str | None = None
    """For a scheme that is not in the list: a sentence saying what it is."""


def _scoped(value: Any) -> Any:
    return {"scheme": value} if isinstance(value, str) else value


class RegionNeed(Record):
    """Where processing has to stay; soft asks, hard excludes."""

    regions: tuple[Region, ...]
    """Country codes, `EU` or `EEA`."""
    hard: bool = True
    """Whether processing elsewhere is excluded; otherwise it is only asked for."""
    data_classes: tuple[str, ...] = ()
    """Kinds of data it holds for; all when empty."""
    workloads: tuple[str, ...] = ()
    """Ids of the workloads it holds for; all when empty."""


def _region_need(value: Any) -> Any:
    if isinstance(value, str):
        return {"regions": [value]}
    if isinstance(value, (list, tuple)):
        return {"regions": value}
    return value


class AiAct(Record):
    """Role and risk class under Regulation (EU) 2024/1689."""

    role: Literal["deployer", "system_provider", "model_provider", "none"] = "deployer"
    """The role of the organisation under the Act; duties follow from it."""
    risk_class: Literal["minimal", "limited", "high", "unknown"] = "unknown"
    """The risk class of the use; a high one asks for acceptance tests."""


class OpenProcurement(Record):
    """A stated preference for openness in purchasing."""

    prefer_open: bool = False
    """Whether purchasing prefers open products; openness then counts more."""
    reason: str | None = None
    """Why, or by which rule."""


class OtherObligation(Record):
    """An obligation that no field names: in words, with its effect."""

    id: str
    """Its name."""
    text: str
    """What is asked for, in a sentence; the report repeats it."""
    effect: Literal["gate", "minimum"]
    """What it does: it must be checked by hand, or a factor must reach a level."""
    factor: str | None = None
    """The factor that must reach a level, as `data_security.assurance`."""
    level: str | None = None
    """The least level of that factor; anything less is excluded."""


class Obligations(Record):
    """What law, contracts and policy ask for."""

    on_prem_only: bool | tuple[str, ...] = False
    """true, or the data classes that must stay on own premises."""
    region_only: Annotated[RegionNeed | None, BeforeValidator(_region_need)] = None
    """Where processing has to stay, as `EEA` or [FR, DE]; elsewhere is excluded."""
    certifications: tuple[Annotated[Scoped, BeforeValidator(_scoped)], ...] = ()
    """Certificates that operators must hold, as `hds`; without them they are excluded."""
    agreements: tuple[Annotated[Scoped, BeforeValidator(_scoped)], ...] = ()
    """Contracts that operators must sign, as `gdpr_dpa`."""
    ai_act: AiAct = AiAct.model_construct()
    """Role and risk class under the European AI Act."""
    own_ip: bool = False
    """Whether the adapted model must belong to the organisation."""
    reproducibility: bool = False
    """Whether results must be made again years later; open artefacts then count more."""
    open_procurement: OpenProcurement = OpenProcurement.model_construct()
    """Whether purchasing prefers open products, and why."""
    other: tuple[OtherObligation, ...] = ()
    """Obligations that no field names."""


class SwingPoints(Record):
    """The worth of a criterion's swing from worst to best, in points."""

    criterion: str
    """Id of a criterion or factor."""
    points: Annotated[float, Field(ge=0, le=1000)]
    """Points for going from worst to best; 100 for the one that matters most."""


class Comparison(Record):
    """How many times more one criterion matters than another."""

    a: str
    """Id of the criterion that matters more."""
    b: str
    """Id of the other criterion."""
    ratio: Annotated[float, Field(gt=0, le=9)]
    """How many times more the first matters, up to 9; below 1 it matters less."""


Ranked = str | tuple[str, ...]


class Weights(Record):
    """How much each criterion or factor matters, in one of five ways."""

    method: Literal["persona_default", "direct", "ranking", "swing", "pairwise"] = "persona_default"
    """In which way the weights are given; the field of that name holds them."""
    direct: FrozenMap[Annotated[float, Field(ge=0, le=1000)]] = Field(default_factory=dict)
    """By criterion or factor id; what is not named keeps the persona's proportions."""
    ranking: tuple[Ranked, ...] = ()
    """Criteria or factors, most important first; a list inside the list is a tie."""
    swing: tuple[SwingPoints, ...] = ()
    """What going from worst to best is worth, in points."""
    pairwise: tuple[Comparison, ...] = ()
    """Comparisons of two criteria each."""


class Group(Record):
    """One of several deciders, with weights of its own."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    """What the report calls the group."""
    weight: Annotated[float, Field(ge=0, le=1000)] = 1.0
    """How much it has to say, against the other groups."""
    persona: PersonaId | None = None
    """Whose proportions fill in what it does not state; the organisation's when absent."""
    weights: Weights = Weights.model_construct()
    """Without weights and persona it takes those of `preferences.weights`."""


class Preferences(Record):
    """What the deciders want."""

    weights: Weights = Weights.model_construct()
    """How much each criterion matters."""
    groups: Annotated[tuple[Group, ...], Field(max_length=20)] = ()
    """When several decide: the answer goes by all their weights, on average as each has say."""
    openness_minimum: (
        Literal["weights", "mof_class_3", "mof_class_2", "mof_class_1", "open_source_ai"] | None
    ) = None
    """The least openness of a model; anything less is a condition to settle."""
    openness_required: bool = False
    """Whether less openness than that excludes; without a least openness, whether weights must be
    available."""
    independence: Literal["low", "medium", "high"] = "medium"
    """How much it matters not to depend on one supplier."""
    contribute_upstream: bool = False
    """Whether the organisation contributes to open projects; openness then counts more."""
    hybrid_allowed: bool = True
    """Whether workloads may go to different deployments."""
    max_components: Annotated[int, Field(ge=1, le=6)] = 3
    """The most deployments in a combination, 1 to 6."""
    current_option: str | None = None
    """What is in use today: id of a family or deployment; the report compares with it."""


class Cara(Record):
    """Constant absolute risk aversion."""

    cara: Annotated[float, Field(ge=-10, le=10)]
    """Coefficient of absolute risk aversion, -10 to 10; above 0 is averse."""


class Risk(Record):
    """How uncertainty is met."""

    attitude: Literal["averse", "neutral", "seeking"] | Cara | None = None
    """How uncertain results are valued: an averse decider marks them down."""
    confidence_required: Annotated[float, Field(gt=0, lt=1)] | None = None
    """Probability of being best that it takes to say `recommended`, 0 to 1."""
    on_missing_data: Literal["worst_case", "persona_prior", "exclude_factor"] | None = None
    """What a fact that nobody knows counts as."""


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
    """Id of a model, an offer or a deployment."""
    what: Literal[
        "price_input",
        "price_output",
        "price_cached",
        "seat_price_month",
        "machine_per_hour",
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
    accepted_sources: tuple[
        Literal["own_test", "independent", "vendor", "secondary", "expert"], ...
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


class Profile(Record):
    """What one organisation wants and has, as of one date."""

    schema_id: Annotated[
        Literal["opendecide/profile/1"], Field(alias="schema", serialization_alias="schema")
    ] = "opendecide/profile/1"
    """The format of this file."""
    organisation: Organisation
    """Who is asking."""
    workloads: Annotated[tuple[Workload, ...], Field(min_length=1, max_length=40)]
    """The uses, at least one."""
    language: Literal["en", "fr"] | None = None
    """Language of the report; English when left out."""
    jurisdiction: Jurisdiction = Jurisdiction.model_construct()
    """Home region, markets and country policy."""
    data: Data = Data.model_construct()
    """What kinds of data there are."""
    team: Team = Team.model_construct()
    """Who could build and run it."""
    systems: Systems = Systems.model_construct()
    """What is already there."""
    hardware: Hardware = Hardware.model_construct()
    """Machines at hand."""
    budget: Budget = Budget.model_construct()
    """Money: how much, over how long, and what it has to cover."""
    scenarios: Scenarios = Scenarios.model_construct()
    """What may happen over the horizon."""
    obligations: Obligations = Obligations.model_construct()
    """What law, contracts and policy ask for."""
    preferences: Preferences = Preferences.model_construct()
    """What the deciders want."""
    risk: Risk = Risk.model_construct()
    """How uncertainty is met."""
    evidence: EvidencePolicy = EvidencePolicy.model_construct()
    """Which evidence counts, and the organisation's own."""
    options: Annotated[tuple[OwnOption, ...], Field(max_length=40)] = ()
    """Options that were considered; each gets an answer."""
