"""What deployments are judged by: criteria, factors, gates, personas."""

from collections.abc import Collection
from typing import Annotated, Literal

from pydantic import Field

from opendecide.model.base import FrozenMap, Record

Points = Annotated[float, Field(ge=0, le=1000)]


class Level(Record):
    """One worded level of an ordinal scale."""

    value: Annotated[float, Field(ge=0, le=1)]
    """From 0 (worst) to 1 (best)."""
    text: str
    """What it means, as a consequence two people would rate alike."""


class Anchor(Record):
    """One point of a piecewise linear value function."""

    at: float
    """The performance, in the factor's unit."""
    value: Annotated[float, Field(ge=0, le=1)]
    """Its value, from 0 (worst) to 1 (best)."""


class WeightShift(Record):
    """How a fact of the profile changes what a factor's swing is worth to this organisation."""

    when: str
    """A condition by its name; see `stages/weighing/weight_shifts.py`."""
    times: Annotated[float, Field(gt=0, le=5)]
    """What the weight is multiplied by, above 0 and up to 5."""


class Factor(Record):
    """A typed, weighted leaf of a criterion; what is actually rated."""

    id: str
    """Short id; the full id is `criterion.factor`."""
    name: str
    """What reports call it."""
    question: str
    """The question it answers, for somebody who is no specialist."""
    type: Literal["ordinal", "number"]
    """Worded levels, or a number."""
    unit: str | None = None
    """The unit of its numbers."""
    direction: Literal["max", "min"] = "max"
    """Whether more or less is better."""
    measure: str
    """`fact` reads the alternative's own fact; otherwise a function in `measures/` by its name."""
    levels: FrozenMap[Level] = Field(default_factory=dict)
    """Ordinal only: worst to best."""
    anchors: tuple[Anchor, ...] = ()
    """Numbers only: fixed and global; interpolated linearly, or along the logarithm of `at`."""
    interpolation: Literal["linear", "log"] = "linear"
    """How values run between the anchors."""
    relative_to: str | None = None
    """When `at` is a multiple of something of the profile: what (said in words)."""
    anchors_without_budget: tuple[Anchor, ...] = ()
    """Used in place of `anchors` when the profile gives no budget ceiling."""
    floor: float | None = None
    """The worst possible performance, for an unknown number."""
    ceiling: float | None = None
    """The worst and best possible performance, for an unknown number."""
    measured_from: tuple[str, ...] = ()
    """The facts it is measured from, by their paths."""
    profile_fields: tuple[str, ...] = ()
    """The fields of the profile that it reads."""
    per_workload: bool = False
    """Whether it is rated for each workload, then combined by their weights."""
    weight: FrozenMap[Points]
    """Local weight inside the criterion: `default`, and by persona where it differs."""
    weight_shifts: tuple[WeightShift, ...] = ()
    """Applied to the persona's weights; stated weights are meant as they are."""
    claims: tuple[str, ...] = ()
    """The claims of the source documents that it covers."""
    frameworks: tuple[str, ...] = ()
    """The frameworks that ask for it."""


class Criterion(Record):
    """One heading with its factors."""

    id: str
    """Its id, which is also the name of its file."""
    name: str
    """What reports call it."""
    order: int
    """Its place among the criteria."""
    headline: bool = False
    """One of the five headings of the comparison table of the source documents."""
    weight: FrozenMap[Points]
    """By persona, or `default`."""
    claims: tuple[str, ...] = ()
    """The claims of the source documents that it covers."""
    factors: Annotated[tuple[Factor, ...], Field(min_length=1)]
    """Its factors."""


class Gate(Record):
    """A limit that excludes, whatever the rest."""

    id: str
    """Its id."""
    name: str
    """What reports call it."""
    rule: str
    """What must hold to pass."""
    effect: str
    """What it does to those that do not pass."""
    profile_fields: tuple[str, ...] = ()
    """The fields of the profile that it reads."""
    claims: tuple[str, ...] = ()
    """The claims of the source documents that it covers."""


class Persona(Record):
    """Default weights and risk attitude of a kind of organisation."""

    id: str
    """Its id, as profiles name it."""
    code: str
    """Two letters for tables."""
    name: str
    """What reports call it."""
    priority: str
    """What matters most to it, in a sentence."""
    attitude: Literal["averse", "neutral", "seeking"]
    """How it stands towards risk, in a word; its weights say what follows."""
    confidence_required: Annotated[float, Field(gt=0, lt=1)]
    """Probability of being best that it takes to say `recommended`, 0 to 1."""
    on_missing_data: Literal["worst_case", "persona_prior", "exclude_factor"]
    """What a fact that nobody knows counts as."""
    claims: tuple[str, ...] = ()
    """The claims of the source documents that it covers."""


class FamilyText(Record):
    """What a family is called."""

    id: str
    """Its id."""
    name: str
    """What reports call it."""
    note: str | None = None
    """What belongs to it, and what does not."""


class Label(Record):
    """A derived description, shown and never weighted."""

    id: str
    """Its id."""
    name: str
    """What reports call it."""
    rule: str
    """When a deployment bears it."""


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


class LegalReach(Record):
    """How little protection from foreign authorities the law of a place allows for such data."""

    kinds: tuple[str, ...]
    place: str
    """Where the organisation is at home: a country, or a group of them."""
    compelled_access: str
    """The least level."""
    source: str


class SchemeScope(Record):
    """Whose business a scheme is."""

    scheme: str
    places: tuple[str, ...] = ()
    """Home, country or markets of the organisation; empty: all."""
    kinds: tuple[str, ...] = ()
    """Kinds of data that it handles."""
    sectors: tuple[str, ...] = ()
    """Where it works; kinds and sectors both empty: all."""

    def concerns(self, places: Collection[str], kinds: Collection[str], sector: str | None) -> bool:
        """Tell whether an organisation may come to demand it."""
        there = not self.places or bool(set(self.places) & set(places))
        handled = sector in self.sectors or bool(set(self.kinds) & set(kinds))
        return there and (handled or not (self.kinds or self.sectors))


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
    equips_devices: bool
    """Whether it would give its people devices that run models, without having said so."""


Triple = tuple[float, float, float]


class TaskDefaults(Record):
    """What one request of a kind of task usually is."""

    input: Triple
    output: Triple
    p95_seconds: float
    """Wanted where somebody waits for the answer."""
    interactive: bool
    requests: Triple
    each: Triple = (2.0, 6.0, 20.0)
    """Requests a day of one person who uses it."""
    audio_minutes: Triple = (0.0, 0.0, 0.0)
    images: Triple = (0.0, 0.0, 0.0)
    quality: FrozenMap[tuple[float, float]]
    """Least and wanted share of items passed, by criticality (`low`, `medium`, `high`)."""
    difficulty_spread_logit: float = 1.0
    """How far the tests of one task type lie apart for one and the same model."""


class Defaults(Record):
    """What is taken when a profile is silent; each use is listed as an assumption."""

    data_kinds: FrozenMap[FrozenMap[DataMinimum]]
    legal_reaches: tuple[LegalReach, ...] = ()
    legal_schemes: tuple[LegalScheme, ...] = ()
    scheme_scopes: tuple[SchemeScope, ...] = ()
    """Those of a few; any organisation may demand the others."""
    personas: FrozenMap[PersonaDefaults]
    tasks: FrozenMap[TaskDefaults]
    languages: FrozenMap[tuple[str, ...]] = Field(default_factory=dict)
    """Those of daily work in a country, the most usual first."""


class Criteria(Record):
    """Everything the judging needs, in order."""

    criteria: tuple[Criterion, ...]
    gates: tuple[Gate, ...] = ()
    personas: tuple[Persona, ...] = ()
    families: tuple[FamilyText, ...] = ()
    labels: tuple[Label, ...] = ()
    defaults: Defaults | None = None
    """The shipped ones when a folder of one's own has none."""


def factors_of(criteria: Criteria) -> dict[str, Factor]:
    """Return every factor by its full id, in order."""
    return {
        f"{criterion.id}.{factor.id}": factor
        for criterion in criteria.criteria
        for factor in criterion.factors
    }
