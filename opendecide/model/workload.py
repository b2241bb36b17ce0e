"""What is to be done, on which data, how well and how fast."""

from typing import Annotated, Literal

from pydantic import Field

from opendecide.model.base import Record
from opendecide.model.model_facts import TaskType
from opendecide.model.quantities import PerCent, Share
from opendecide.model.written import (
    Day,
    Figure,
    PeakFigure,
    RequestsFigure,
    ShareFigure,
    UsersFigure,
)

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


class DataClass(Record):
    """One kind of data that may enter prompts, context and logs."""

    id: Annotated[str, Field(min_length=1, max_length=200)]
    """Its name; workloads refer to it."""
    kind: DataKind
    """What kind of data it is; minimums that are left out follow from it."""
    share_of_volume: Share | None = None
    """Share of all requests, 0 to 1, together at most 1; a workload with several classes is divided
    in their proportion, each where it may go."""
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


VOLUMES = ("requests_per_day", "users", "documents_per_month", "batch")
"""Ways to say how much there is to do, each by itself."""


class Volume(Record):
    """How much, as people say it: in one way, or requests a day and the users they come from."""

    requests_per_day: RequestsFigure | None = None
    """Requests on a day of use: a figure, [low, high] or [low, middle, high]."""
    users: UsersFigure | None = None
    """People who may use it; requests follow from the two fields below."""
    share_active: ShareFigure | None = None
    """Share of the users who use it on a day, 0 to 1."""
    requests_per_user_per_day: Figure | None = None
    """Requests of one active user on a day of use."""
    documents_per_month: RequestsFigure | None = None
    """Documents a month, one request each."""
    batch: Figure | None = None
    """So many requests once: billed once, and done by the deadline or within a year."""
    active_days_per_year: Annotated[float, Field(ge=1, le=366)] | None = None
    """Days of use a year, 1 to 366; they turn days into years."""
    growth_per_year: Annotated[float, Field(ge=-0.99, le=10)] = 0.0
    """Growth a year as a ratio: 0.2 is 20 % more each year."""
    audio_minutes_per_request: Figure | None = None
    """Minutes of speech in one request, for transcription; prices and machines count them."""
    images_per_request: Figure | None = None
    """Images made for one request, drafts included; prices and machines count them."""
    peak_factor: PeakFigure | None = None
    """The busiest hour over the mean of all 24 hours of a day; an office day of eight hours is 3
    already. Own machines are sized for it."""


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
    """How quality is measured, in words; the report repeats it."""
    minimum: Share | None = None
    """Least share of your own test items that must be right, 0 to 1; less is excluded."""
    target: Share | None = None
    """Share of test items beyond which more brings nothing, 0 to 1."""
    own_eval: str | None = None
    """Where your own test lies: a path or an address; the report repeats it. Its results go under
    `evidence.own_tests`."""


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
    """What goes in or comes out besides what the task implies; models that handle it neither way
    are excluded."""
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
    availability_minimum: Annotated[PerCent, Field(ge=0, lt=100)] | None = None
    """Least availability in per cent, as 99.5; less is excluded."""
    criticality: Literal["low", "medium", "high", "critical"] = "medium"
    """What hangs on a failure; quality minimums and acceptance tests follow from it."""
    exposure: Literal["internal", "partners", "public"] = "internal"
    """Who sees the results; the public brings more duties and more weight on safety, partners more
    acceptance tests."""
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
    """Whether it serves a business purpose; licences that forbid it are then excluded. Left out,
    persona and sector say it: an association whose sector is `other` may state `false`."""
    redistribute: Literal["none", "outputs", "adapted_model"] = "none"
    """What is passed on to others; a licence must allow it for an adapted model. For results none
    forbids it, so they are only repeated."""
    customization_need: Adaptation = "prompts"
    """How deep the model must be adapted; what cannot be is excluded."""
    weight: Annotated[float, Field(ge=0)] | None = None
    """Its importance against the other workloads; equal when left out."""
    deadline: Day | None = None
    """The day by which this workload must work, or by which a batch must be done; later is
    excluded."""
