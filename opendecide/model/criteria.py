"""What deployments are judged by: criteria, factors, gates, personas."""

from typing import Annotated, Literal

from pydantic import Field

from opendecide.model.base import FrozenMap, Record

Points = Annotated[float, Field(ge=0, le=1000)]


class Level(Record):
    """One worded level of an ordinal scale."""

    value: Annotated[float, Field(ge=0, le=1)]
    text: str


class Anchor(Record):
    """One point of a piecewise linear value function."""

    at: float
    value: Annotated[float, Field(ge=0, le=1)]


class WeightShift(Record):
    """How a fact of the profile changes what a factor's swing is worth to this organisation."""

    when: str
    """A condition by its name; see `stages/weight_shifts.py`."""
    times: Annotated[float, Field(gt=0, le=5)]


class Factor(Record):
    """A typed, weighted leaf of a criterion; what is actually rated."""

    id: str
    """Short id; the full id is `criterion.factor`."""
    name: str
    question: str
    type: Literal["ordinal", "number"]
    unit: str | None = None
    direction: Literal["max", "min"] = "max"
    measure: str
    """`fact` reads the alternative's own fact; otherwise a function in `measures/` by its name."""
    levels: FrozenMap[Level] = Field(default_factory=dict)
    """Ordinal only: worst to best."""
    anchors: tuple[Anchor, ...] = ()
    """Numbers only: fixed and global; interpolated linearly, or along the logarithm of `at`."""
    interpolation: Literal["linear", "log"] = "linear"
    relative_to: str | None = None
    """When `at` is a multiple of something of the profile: what (said in words)."""
    anchors_without_budget: tuple[Anchor, ...] = ()
    """Used in place of `anchors` when the profile gives no budget ceiling."""
    floor: float | None = None
    ceiling: float | None = None
    """The worst and best possible performance, for an unknown number."""
    measured_from: tuple[str, ...] = ()
    profile_fields: tuple[str, ...] = ()
    per_workload: bool = False
    weight: FrozenMap[Points]
    """Local weight inside the criterion: `default`, and by persona where it differs."""
    weight_shifts: tuple[WeightShift, ...] = ()
    """Applied to the persona's weights; stated weights are meant as they are."""
    claims: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()


class Criterion(Record):
    """One heading with its factors."""

    id: str
    name: str
    order: int
    headline: bool = False
    """One of the five headings of the comparison table of the source documents."""
    weight: FrozenMap[Points]
    """By persona, or `default`."""
    claims: tuple[str, ...] = ()
    factors: tuple[Factor, ...]


class Gate(Record):
    """A limit that excludes, whatever the rest."""

    id: str
    name: str
    rule: str
    effect: str
    profile_fields: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


class Persona(Record):
    """Default weights and risk attitude of a kind of organisation."""

    id: str
    code: str
    name: str
    priority: str
    attitude: Literal["averse", "neutral", "seeking"]
    confidence_required: float
    on_missing_data: Literal["worst_case", "persona_prior", "exclude_factor"]
    claims: tuple[str, ...] = ()


class FamilyText(Record):
    """What a family is called."""

    id: str
    name: str
    note: str | None = None


class Label(Record):
    """A derived description, shown and never weighted."""

    id: str
    name: str
    rule: str


class DataMinimum(Record):
    """The least that one kind of data asks of place, retention and reach."""

    locus: str
    retention: str
    compelled_access: str


class LegalScheme(Record):
    """A scheme that the law of a country asks of whoever hosts such data for somebody else."""

    scheme: str
    country: str
    kinds: tuple[str, ...]
    sectors: tuple[str, ...] = ()
    """Only for these sectors; empty: for all."""
    source: str


class PersonaDefaults(Record):
    """What is usual for one kind of organisation."""

    ml_level: str
    ml_fte: float
    ops_fte: float
    security_fte: float
    compliance_fte: float
    delivery_fte: float
    hireable_fte: float
    headcount: int
    logging: str
    on_call: str
    isms: str
    commercial: bool
    procurement_weeks: float
    discount_rate: float
    buys_servers: bool
    """Whether it would buy accelerator servers without having said so."""
    equips_devices: bool
    """Whether it would give its people devices that run models, without having said so."""


Triple = tuple[float, float, float]


class TaskDefaults(Record):
    """What one request of a kind of task usually is."""

    input: Triple
    output: Triple
    p95_seconds: float
    interactive: bool
    requests: Triple
    audio_minutes: Triple = (0.0, 0.0, 0.0)
    images: float = 0.0
    quality: FrozenMap[tuple[float, float]]
    """Least and wanted share of items passed, by criticality (`low`, `medium`, `high`)."""
    difficulty_spread_logit: float = 1.0
    """How far the tests of one task type lie apart for one and the same model."""


class Defaults(Record):
    """What is taken when a profile is silent; each use is listed as an assumption."""

    data_kinds: FrozenMap[FrozenMap[DataMinimum]]
    legal_schemes: tuple[LegalScheme, ...] = ()
    personas: FrozenMap[PersonaDefaults]
    tasks: FrozenMap[TaskDefaults]
    languages: FrozenMap[str] = Field(default_factory=dict)


class Criteria(Record):
    """Everything the judging needs, in order."""

    criteria: tuple[Criterion, ...]
    gates: tuple[Gate, ...] = ()
    personas: tuple[Persona, ...] = ()
    families: tuple[FamilyText, ...] = ()
    labels: tuple[Label, ...] = ()
    defaults: Defaults | None = None
    """The shipped ones when a folder of one's own has none."""
