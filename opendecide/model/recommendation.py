"""What comes out: verdict, ranking, exclusions, costs, gaps and evidence."""

from datetime import date
from typing import Any, Literal

from pydantic import Field

from opendecide.model.base import FrozenMap, Record
from opendecide.model.deciders import Deciders
from opendecide.model.message import Message as Message  # noqa: PLC0414 — asked for here by everybody
from opendecide.model.plan import Plan
from opendecide.model.relief import NearMiss, Relief
from opendecide.model.scenarios import Scenarios

VerdictGrade = Literal[
    "recommended",
    "recommended_with_conditions",
    "too_close_to_call",
    "no_acceptable_deployment",
    "insufficient_information",
]


class Interval(Record):
    """P10, P50 and P90."""

    p10: float
    p50: float
    p90: float


class CitedFact(Record):
    """One fact that a figure rests on."""

    id: str
    """`models.gpt-oss-120b.licence`: what `--set catalog.` takes."""
    value: str
    unit: str | None = None
    source: str
    as_of: date
    grade: str
    stale: bool = False
    note: str | None = None


class Verdict(Record):
    """The answer, and how sure it is."""

    grade: VerdictGrade
    deployment: str | None = None
    family: str | None = None
    runner_up: str | None = None
    probability_best: float | None = None
    """Share of the samples in which no other family's best deployment scores higher."""
    confidence_required: float
    conditions: tuple[Message, ...] = ()
    reasons_for: tuple[Message, ...] = ()
    reasons_against: tuple[Message, ...] = ()
    equivalent: tuple[str, ...] = ()
    """Other deployments of the family that the known facts cannot tell from the leader."""


class FactorResult(Record):
    """How one deployment does on one factor."""

    performance: str | float | None
    """A level word, or a number in the factor's unit; None when it is not known."""
    low: str | float | None = None
    high: str | float | None = None
    unit: str | None = None
    value: float
    """Expected value, 0 worst to 1 best, with unknowns drawn cautiously."""
    value_low: float
    value_high: float
    weight: float
    """Share of the whole, all factors summing to 1."""
    known: bool = True
    evidence: tuple[str, ...] = ()
    note: Message | None = None


class RankedDeployment(Record):
    """One admissible deployment with its score."""

    id: str
    name: str
    family: str
    model: str | None
    host: str
    rank: int
    score: float
    score_interval: Interval
    rank_probabilities: tuple[float, ...] = ()
    """Among the leaders of the families, in the order of their ranks; empty for the others."""
    beats_leader: float | None = None
    """Probability of scoring above the leader of the ranking."""
    contributions: FrozenMap[float]
    """Points by criterion; they sum to the score."""
    factors: FrozenMap[FactorResult]
    labels: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    weaknesses: tuple[str, ...] = ()
    conditions: tuple[Message, ...] = ()
    serves: tuple[str, ...] = ()
    not_served: tuple[str, ...] = ()
    models: FrozenMap[str] = Field(default_factory=dict)
    family_leader: bool = False
    current: bool = False


class ScreenedOut(Record):
    """One deployment that a gate excludes, with the reason."""

    id: str
    name: str
    family: str
    gate: str
    workload: str | None = None
    """None when it is excluded for every workload."""
    reason: Message
    fact: str | None = None
    source: str | None = None
    as_of: date | None = None
    cure: Message | None = None
    near_miss: bool = False


class CostLine(Record):
    """One line of a bill: quantity × unit price × factor = amount.

    Quantity and unit price are medians of the first year; the amount is a range of the total over
    the horizon, whose median is near `central`, their product.
    """

    component: str
    label: Message
    quantity: float | None = None
    unit: str | None = None
    unit_price: float | None = None
    factor: float | None = None
    """Years it is paid for, growth, falling prices and discounting included; 1: paid once."""
    central: float | None = None
    """quantity × unit price × factor."""
    amount: Interval
    source: str | None = None
    as_of: date | None = None
    stale: bool = False
    """Older than the profile lets a price be."""


class YearlyCost(Record):
    """What one component costs in each calendar year: expected values, undiscounted."""

    component: str
    years: tuple[float, ...]


class UnitCost(Record):
    """What a million tokens or a thousand requests cost in the first year."""

    unit: str
    """Mtok or thousand requests."""
    provisioned: Interval
    """All running costs over what is really used."""
    full_load: Interval | None = None
    """Machines and electricity, or the use of a service, alone, if nothing were ever idle."""


class Energy(Record):
    """Electricity and carbon of a million output tokens."""

    kwh: Interval
    kgco2e: Interval
    full_load_kwh: float | None = None
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
    currency: str
    horizon_years: float
    known: bool = True
    p10: float | None = None
    p50: float | None = None
    p90: float | None = None
    first_year: Interval | None = None
    upfront: Interval | None = None
    lines: tuple[CostLine, ...] = ()
    dominant: tuple[str, ...] = ()
    years: tuple[YearlyCost, ...] = ()
    units: tuple[UnitCost, ...] = ()
    energy: Energy | None = None
    scenarios: tuple[Scenario, ...] = ()
    workings: tuple[Message, ...] = ()
    """The equations with this organisation's numbers in them, in order."""
    note: Message | None = None


class BreakEven(Record):
    """Where one deployment starts to cost less than another.

    A quantile that is None lies beyond all that was scanned: in that share of the samples the
    crossing is never reached.
    """

    deployment: str
    against: str
    quantity: str
    """volume, utilisation, accelerator_price, api_price, rental_price or staff."""
    unit: str
    p10: float | None = None
    p50: float | None = None
    p90: float | None = None
    within_reach: bool
    today: float | None = None
    direction: Literal["above", "below"] = "above"
    """On which side of the figure it costs less."""
    excluded: str | None = None
    """Which of the two a gate excludes: it stands here for comparison only."""
    withheld: Message | None = None
    """Why the figures are no verdict on which costs less."""


class VolumePoint(Record):
    """Both totals at one volume."""

    volume: float
    deployment: Interval | None = None
    """None where its machines cannot carry the volume."""
    against: Interval


class VolumeCurve(Record):
    """Both totals over the horizon along the volume: what the break-even is read off."""

    deployment: str
    against: str
    currency: str
    unit: str
    today: float
    points: tuple[VolumePoint, ...]


class Flip(Record):
    """A change that makes another deployment lead; `path` is what `--set` takes."""

    path: str
    label: Message
    today: float | str | None
    threshold: float | str | None
    direction: Literal["above", "below", "becomes"]
    then: str
    then_family: str | None = None
    distance_sd: float | None = None


class WeightInterval(Record):
    """The share of the whole within which a criterion may weigh without another leader."""

    criterion: str
    today: float
    low: float
    high: float
    challenger_below: str | None = None
    challenger_above: str | None = None


class PersonaLeader(Record):
    """Who would lead with the weights of another persona."""

    persona: str
    deployment: str
    family: str


class MethodLeader(Record):
    """Who leads under another aggregation method."""

    method: str
    leader: str
    agreement: float
    """Kendall's tau with the ranking of this report."""


class Robustness(Record):
    """What would change the answer, and what would not."""

    weight_intervals: tuple[WeightInterval, ...] = ()
    flips: tuple[Flip, ...] = ()
    personas: tuple[PersonaLeader, ...] = ()
    method_agreement: tuple[MethodLeader, ...] = ()
    regret: FrozenMap[float] = Field(default_factory=dict)
    openness_share: float | None = None
    """Summed weight of the factors that depend on the weights being downloadable."""
    leads_with_worst_unknowns: bool | None = None
    scenarios: Scenarios | None = None
    """None when they were not run."""


class Assignment(Record):
    """One workload, or one data class of it, and the deployment that serves it."""

    workload: str
    data_class: str | None = None
    deployment: str
    model: str | None = None


class Hybrid(Record):
    """A combination that serves each workload with a deployment of its own."""

    proposed: bool
    assignments: tuple[Assignment, ...] = ()
    score: float | None = None
    best_single: str | None = None
    gain: float | None = None
    rule: tuple[Message, ...] = ()
    cost: Interval | None = None
    reason: Message | None = None
    standby: tuple[Assignment, ...] = ()
    """Who takes over what is not sensitive when its place is down: the best other operator."""


class Gap(Record):
    """A fact nobody knows or that is old, and what knowing it would be worth."""

    fact: str
    label: Message
    deployments: tuple[str, ...] = ()
    value_of_information: float
    """Points of score (0 to 100) that perfect knowledge of it is worth on average."""
    who: str
    kind: Literal["unknown", "old", "wide"] = "unknown"


class Assumed(Record):
    """A field that nobody filled in, and what was taken instead."""

    field: str
    value: str
    origin: str
    """The persona, or a named rule."""
    influence: float = 0.0


class CandidateSummary(Record):
    """One line of the long list."""

    id: str
    name: str
    family: str
    status: Literal["ranked", "admissible", "partial", "excluded", "reference"]
    labels: tuple[str, ...] = ()
    score: float | None = None


class Considered(Record):
    """One option that the organisation considered, and the answer to it."""

    id: str
    name: str
    status: Literal["ranked", "excluded", "outdone", "outside", "not_known"]
    """`outside`: rated by the profile's own facts; `outdone`: others of its kind are better."""
    deployment: str | None = None
    """The best deployment that the option stands for."""
    rank: int | None = None
    score: float | None = None
    beats_leader: float | None = None
    """Probability of scoring above the leader of the ranking."""
    reasons: tuple[Message, ...] = ()
    """Why it is excluded."""
    findings: tuple[Message, ...] = ()
    """What the organisation itself found out."""
    note: str | None = None


class Provenance(Record):
    """What is needed to make it again."""

    version: str
    catalog_date: date
    decision_date: date
    seed: int
    samples: int
    profile_sha256: str
    catalog_sha256: str = ""
    criteria_sha256: str = ""


class CriterionText(Record):
    """A criterion with its weight in this recommendation."""

    id: str
    name: str
    headline: bool
    weight: float
    factors: FrozenMap[str]
    """Factor name by full id."""


class Recommendation(Record):
    """The whole answer; `report/` only lays it out."""

    schema_id: Literal["opendecide/recommendation/1"] = Field(
        default="opendecide/recommendation/1", alias="schema", serialization_alias="schema"
    )
    profile: FrozenMap[Any]
    """The profile as read, without the defaults."""
    organisation: str
    persona: str
    language: str | None = None
    verdict: Verdict
    ranking: tuple[RankedDeployment, ...]
    screened_out: tuple[ScreenedOut, ...]
    candidates: tuple[CandidateSummary, ...]
    considered: tuple[Considered, ...] = ()
    cost: tuple[DeploymentCost, ...]
    break_even: tuple[BreakEven, ...] = ()
    volume_curve: VolumeCurve | None = None
    robustness: Robustness
    deciders: Deciders | None = None
    """When several groups decide; None when one does."""
    hybrid: Hybrid | None = None
    relief: tuple[Relief, ...] = ()
    """When nothing is acceptable: the least sets of requirements to relax, the smallest first."""
    near_misses: tuple[NearMiss, ...] = ()
    """Who fails by exactly one gate, the most promising first."""
    plan: Plan | None = None
    """What to do now, what triggers the next step, and the way out."""
    gaps: tuple[Gap, ...]
    assumed: tuple[Assumed, ...]
    evidence: tuple[CitedFact, ...]
    criteria: tuple[CriterionText, ...]
    weights_origin: Message
    consistency_ratio: float | None = None
    names: FrozenMap[str] = Field(default_factory=dict)
    """What the catalogue entries behind facts and bills are called, by `kind/id`."""
    provenance: Provenance
