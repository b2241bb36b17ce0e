"""What comes out: verdict, ranking, exclusions, costs, gaps and evidence."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from opendecide.model.assignment import Assignment
from opendecide.model.base import FrozenMap, Record
from opendecide.model.catalog import NotCovered
from opendecide.model.costs import BreakEven, DeploymentCost, Interval, VolumeCurve, YearlyCost
from opendecide.model.deciders import Deciders
from opendecide.model.message import Message
from opendecide.model.plan import Plan
from opendecide.model.relief import NearMiss, Relief
from opendecide.model.robustness import Robustness

VerdictGrade = Literal[
    "recommended",
    "recommended_with_conditions",
    "too_close_to_call",
    "no_acceptable_deployment",
    "insufficient_information",
]


class CitedFact(Record):
    """One fact that a figure rests on."""

    id: str
    """`models.gpt-oss-120b.licence`: what `--set catalog.` takes."""
    value: str
    """What it says."""
    unit: str | None = None
    """The unit of the figure."""
    source: str
    """Where it comes from."""
    as_of: date
    """The day it speaks of."""
    grade: str
    """How sure the source lets us be."""
    stale: bool = False
    """Whether it is older than the profile allows."""
    note: str | None = None
    """A remark."""


class Verdict(Record):
    """The answer, and how sure it is."""

    grade: VerdictGrade
    """The answer in a word."""
    deployment: str | None = None
    """Id of the leader; of a combination, the part that serves most."""
    combination: tuple[str, ...] = ()
    """Ids of the parts where a combination is the answer, the one that serves most first."""
    family: str | None = None
    """The family of the leader; of a combination the one that all its parts are of, or `hybrid`."""
    runner_up: str | None = None
    """Id of the best deployment of the other family that is most likely to be best; of the only
    family, the best elsewhere; beside a combination, the best deployment alone."""
    probability_best: float | None = None
    """Share of the samples in which no other family's best deployment scores higher; of a
    combination, in which no deployment alone does."""
    places: FrozenMap[float] = Field(default_factory=dict)
    """Where the leading family may be run in several kinds of place: the share of the samples in
    which each has its best deployment, by the way of access."""
    confidence_required: float
    """Probability that the profile asks for."""
    conditions: tuple[Message, ...] = ()
    """What must be settled first."""
    reasons_for: tuple[Message, ...] = ()
    """What speaks for it, the strongest first."""
    reasons_against: tuple[Message, ...] = ()
    """What speaks against it, the strongest first."""
    equivalent: tuple[str, ...] = ()
    """Other deployments of the family that the known facts cannot tell from the leader."""


class FactorResult(Record):
    """How one deployment does on one factor."""

    performance: str | float | None
    """A level word, or a number in the factor's unit; None when it is not known."""
    low: str | float | None = None
    """The low end (P10)."""
    high: str | float | None = None
    """The high end (P90)."""
    unit: str | None = None
    """The unit of the figure."""
    value: float
    """Expected value, 0 worst to 1 best, with unknowns drawn cautiously."""
    value_low: float
    """The lowest value still possible."""
    value_high: float
    """The highest value still possible."""
    weight: float
    """Share of the whole, all factors summing to 1."""
    known: bool = True
    """Whether the performance is known."""
    evidence: tuple[str, ...] = ()
    """Ids of the facts it rests on."""
    note: Message | None = None
    """A remark."""


class RankedDeployment(Record):
    """One admissible deployment with its score."""

    id: str
    """Its id."""
    name: str
    """What reports call it."""
    family: str
    """Its family."""
    model: str | None
    """Id of the model."""
    host: str
    """Who operates it, and where."""
    rank: int
    """Its rank; 1 is the best."""
    score: float
    """Points from 0 to 100: the weighted value."""
    score_interval: Interval
    """The score over the samples."""
    rank_probabilities: tuple[float, ...] = ()
    """Among the leaders of the families, in the order of their ranks; empty for the others."""
    beats_leader: float | None = None
    """Probability of scoring above the leader of the ranking."""
    contributions: FrozenMap[float]
    """Points by criterion; they sum to the score."""
    factors: FrozenMap[FactorResult]
    """Results by factor."""
    labels: tuple[str, ...] = ()
    """Descriptions that it bears."""
    strengths: tuple[str, ...] = ()
    """Factors in which it is strong."""
    weaknesses: tuple[str, ...] = ()
    """Factors in which it is weak."""
    conditions: tuple[Message, ...] = ()
    """What must be settled first."""
    serves: tuple[str, ...] = ()
    """Ids of the workloads that it serves."""
    not_served: tuple[str, ...] = ()
    """Ids of the workloads that it does not serve."""
    counted: float = 1.0
    """Share of the work that counts: what is served, less what a minimum that may be missed takes.

    Every value is that of its scale times this share.
    """
    models: FrozenMap[str] = Field(default_factory=dict)
    """Ids of models by workload."""
    family_leader: bool = False
    """Whether it is the best of its family."""
    current: bool = False
    """Whether it is what is in use today, or the best of the family that is."""


class DescribedPart(Record):
    """One part of a combination that is the answer, as it is for the work that it does there.

    It has neither rank nor score: who serves some of the work alone is no rival of who serves all.
    """

    id: str
    """Its id."""
    name: str
    """What reports call it."""
    family: str
    """Its family."""
    model: str | None
    """Id of the model."""
    host: str
    """Who operates it, and where."""
    share: float
    """Share of the whole work that it serves."""
    factors: FrozenMap[FactorResult]
    """Results by factor, over the work that it serves, and money by the bill for that."""
    labels: tuple[str, ...] = ()
    """Descriptions that it bears."""
    strengths: tuple[str, ...] = ()
    """Factors in which it is strong."""
    weaknesses: tuple[str, ...] = ()
    """Factors in which it is weak."""
    conditions: tuple[Message, ...] = ()
    """What must be settled first."""
    serves: tuple[str, ...] = ()
    """Ids of the workloads that it serves, whole or in part."""
    models: FrozenMap[str] = Field(default_factory=dict)
    """Ids of models by workload."""


class ScreenedOut(Record):
    """One deployment that a gate excludes, with the reason."""

    id: str
    """Its id."""
    name: str
    """What reports call it."""
    family: str
    """Its family."""
    gate: str
    """Id of the gate."""
    workload: str | None = None
    """None when it is excluded for every workload."""
    reason: Message
    """Why it is excluded."""
    fact: str | None = None
    """Id of the fact that decides."""
    source: str | None = None
    """Where the fact comes from."""
    as_of: date | None = None
    """The day the fact speaks of."""
    cure: Message | None = None
    """What would lift the exclusion."""
    near_miss: bool = False
    """Whether it fails by little."""


class Rival(Record):
    """The next best combination, in which another family serves some of the work."""

    assignments: tuple[Assignment, ...]
    """Who serves what."""
    score: float
    """Points from 0 to 100."""
    ahead: float
    """Share of the samples in which it scores higher than the combination it is held against."""
    paid: Interval | None = None
    """What is paid over the horizon, not discounted; None where a price lacks."""


class Hybrid(Record):
    """A combination that serves each workload with a deployment of its own."""

    proposed: bool
    """Whether it is worth proposing."""
    answer: bool = False
    """Whether it is the answer: it does what no deployment alone does, or is surely better."""
    minimums: tuple[str, ...] = ()
    """The workloads whose stated minimum the best deployment alone will not probably reach and this
    does, where no deployment alone reaches as many: then points do not decide."""
    assignments: tuple[Assignment, ...] = ()
    """Who serves what."""
    score: float | None = None
    """Points from 0 to 100."""
    best_single: str | None = None
    """Id of the best single deployment."""
    gain: float | None = None
    """Points that it gains over the best single deployment."""
    ahead: float | None = None
    """Share of the samples in which it scores higher than every deployment alone."""
    overhead: float | None = None
    """Points that are taken off for running more than one."""
    rule: tuple[Message, ...] = ()
    """How requests are sent to one or the other."""
    cost: Interval | None = None
    """Its total over the horizon."""
    paid: Interval | None = None
    """What is paid over the horizon, not discounted: what a ceiling is held against."""
    first_year: Interval | None = None
    """Where it is the answer: its costs of the first year."""
    upfront: Interval | None = None
    """Where it is the answer: what has to be paid at once."""
    years: tuple[YearlyCost, ...] = ()
    """Where it is the answer: its costs by component and calendar year."""
    parts: tuple[DeploymentCost, ...] = ()
    """Where it is the answer: the bill of each part for its share; what several need is in each."""
    described: tuple[DescribedPart, ...] = ()
    """Where it is the answer: its parts, the one that serves most first."""
    contributions: FrozenMap[float] = Field(default_factory=dict)
    """Where it is the answer: points by criterion; less the overhead they sum to the score."""
    counted: float = 1.0
    """Where it is the answer: the share of the work that counts, as of a ranked deployment."""
    reason: Message | None = None
    """Why it is proposed or not."""
    rival: Rival | None = None
    """Where it is the answer: the next best of those scored in full that do as much of the work
    within the ceiling; `ahead` and the verdict are about deployments alone."""
    standby: tuple[Assignment, ...] = ()
    """Who takes over what is not sensitive when its place is down: the best other operator."""


WORTH_KNOWING = 0.005
"""Points below which knowing more changes nothing that anybody would notice."""


class Gap(Record):
    """A fact nobody knows or that is old, and what knowing it would be worth."""

    fact: str
    """Id of the fact."""
    label: Message
    """The fact in words."""
    deployments: tuple[str, ...] = ()
    """Ids of the deployments that it concerns."""
    value_of_information: float
    """Points of score (0 to 100) that perfect knowledge of it is worth on average."""
    value_in_money: float | None = None
    """By how much the cost over the horizon of the deployment that leads could rise for as many
    points, in the currency of the costs; None where cost cannot take so many."""
    who: str
    """Who could say."""
    kind: Literal["unknown", "unverified", "old", "wide"] = "unknown"
    """What is wrong with it."""
    settled_by: Message | None = None
    """The cheapest test that would settle it."""


class Assumed(Record):
    """A field that nobody filled in, and what was taken instead."""

    field: str
    """Path of the field."""
    value: str
    """What was taken."""
    origin: str
    """The persona, or a named rule."""
    beyond: str | None = None
    """Path of a field that the organisation stated, and that asks for less than was taken here."""
    influence: float = 0.0
    """1 for the nearest change that changes the answer, 1/2 for the next; 0: none was found."""


class OpenFact(Record):
    """What nobody knows of a deployment, and a gate asks."""

    gate: str
    """Id of the gate."""
    workload: str | None = None
    """None when it is open for every workload."""
    reason: Message
    """What is open."""
    fact: str | None = None
    """Id of the fact that would tell."""


class CandidateSummary(Record):
    """One line of the long list."""

    id: str
    """Its id."""
    name: str
    """What reports call it."""
    family: str
    """Its family."""
    status: Literal["ranked", "admissible", "partial", "unproven", "excluded", "reference"]
    """`partial`: serves some workloads; `unproven`: a gate lets it pass for want of a fact."""
    labels: tuple[str, ...] = ()
    """Descriptions that it bears."""
    score: float | None = None
    """Points from 0 to 100; None where it is not among those ranked: `admissible` without points is
    outdone by others of its family."""
    waits_for: tuple[OpenFact, ...] = ()
    """What has to be known before it can be ranked, where it is `unproven`."""


class Considered(Record):
    """One option that the organisation considered, and the answer to it."""

    id: str
    """Its id in the profile."""
    name: str
    """What reports call it."""
    status: Literal["ranked", "partial", "unproven", "excluded", "outdone", "outside", "not_known"]
    """`outside`: rated by the profile's own facts; `outdone`: others of its kind are better;
    `partial`: it leaves work to others, while somebody serves it as well."""
    deployment: str | None = None
    """The best deployment that the option stands for."""
    rank: int | None = None
    """Its rank."""
    score: float | None = None
    """Points from 0 to 100."""
    beats_leader: float | None = None
    """Probability of scoring above the leader of the ranking."""
    not_served: tuple[str, ...] = ()
    """The workloads that it leaves to others."""
    reasons: tuple[Message, ...] = ()
    """Why it is excluded."""
    findings: tuple[Message, ...] = ()
    """What the organisation itself found out."""
    note: str | None = None
    """A remark."""


class Provenance(Record):
    """What is needed to make it again."""

    version: str
    """Version of opendecide."""
    catalog_date: date
    """The day of the catalogue."""
    decision_date: date
    """The day of the decision."""
    seed: Annotated[int, Field(ge=0, lt=2**63)]
    """Seed of the random numbers."""
    samples: Annotated[int, Field(ge=1, le=1_000_000)]
    """How many samples were drawn."""
    profile_sha256: str
    """Checksum of the profile."""
    catalog_sha256: str = ""
    """Checksum of the catalogue."""
    criteria_sha256: str = ""
    """Checksum of the criteria."""


class CriterionText(Record):
    """A criterion with its weight in this recommendation."""

    id: str
    """Its id."""
    name: str
    """What reports call it."""
    headline: bool
    """Whether it is one of the five headings of the comparison table."""
    weight: float
    """Share of the whole."""
    factors: FrozenMap[str]
    """Factor name by full id."""


class Recommendation(Record):
    """The whole answer; `report/` only lays it out."""

    schema_id: Literal["opendecide/recommendation/1"] = Field(
        default="opendecide/recommendation/1", alias="schema", serialization_alias="schema"
    )
    """The format of this file."""
    profile: FrozenMap[Any]
    """The profile as read, without the defaults."""
    organisation: str
    """Who asked."""
    persona: str
    """The kind of organisation."""
    language: str | None = None
    """Language that the profile asks for."""
    verdict: Verdict
    """The answer."""
    ranking: tuple[RankedDeployment, ...]
    """Admissible deployments, the best first."""
    screened_out: tuple[ScreenedOut, ...]
    """Excluded deployments, with the reason."""
    every_gate_asked: tuple[str, ...] = ()
    """Where nothing is acceptable: those of them whose reasons are all there are, bill included."""
    candidates: tuple[CandidateSummary, ...]
    """Every deployment that was looked at."""
    considered: tuple[Considered, ...] = ()
    """Answers to the options that the organisation considered."""
    unrated: tuple[str, ...] = ()
    """Places controlled in the home region of which no model or no price is known."""
    not_covered: tuple[NotCovered, ...] = ()
    """Kinds of service for the tasks at hand that the catalogue has no entry of."""
    cost: tuple[DeploymentCost, ...]
    """What the deployments cost."""
    break_even: tuple[BreakEven, ...] = ()
    """Where one starts to cost less than another."""
    volume_curve: VolumeCurve | None = None
    """Totals along the volume."""
    robustness: Robustness
    """What would change the answer, and what would not."""
    deciders: Deciders | None = None
    """When several groups decide; None when one does."""
    hybrid: Hybrid | None = None
    """A combination, proposed or not."""
    relief: tuple[Relief, ...] = ()
    """When nothing is acceptable: the least sets of requirements to relax, the smallest first."""
    near_misses: tuple[NearMiss, ...] = ()
    """Who fails by exactly one gate, the most promising kind first."""
    plan: Plan | None = None
    """What to do now, what triggers the next step, and the way out."""
    gaps: tuple[Gap, ...]
    """Facts worth finding out, the most valuable first."""
    assumed: tuple[Assumed, ...]
    """What was assumed because the profile is silent."""
    evidence: tuple[CitedFact, ...]
    """Every fact that the answer rests on."""
    privacy_law: CitedFact | None = None
    """The data protection law of the organisation's country, where the catalogue names it."""
    criteria: tuple[CriterionText, ...]
    """The criteria with their weights."""
    weights_origin: Message
    """How the weights were given."""
    consistency_ratio: float | None = None
    """Consistency of pairwise comparisons; above 0.1 they contradict each other."""
    names: FrozenMap[str] = Field(default_factory=dict)
    """What the catalogue entries behind facts and bills are called, by `kind/id`."""
    provenance: Provenance
    """What is needed to make it again."""
