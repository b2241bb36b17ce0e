"""What the deciders want, and how they stand towards risk."""

from typing import Annotated, Literal

from pydantic import Field

from opendecide.model.base import FrozenMap, Record
from opendecide.model.organisation import PersonaId


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
    ratio: Annotated[float, Field(ge=0.11, le=9)]
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

    @property
    def are_the_personas(self) -> bool:
        """Whether nothing was said, so that those of the persona stand."""
        return self.method == "persona_default" and not self.direct


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
    """What is in use today: id of a family, model, offer, deployment or own option; the report
    compares with it."""


class Cara(Record):
    """Constant absolute risk aversion."""

    cara: Annotated[float, Field(ge=-10, le=10)]
    """Above 0 is averse, below 0 seeking, as in a coefficient of absolute risk aversion; only its
    sign is read."""


class Risk(Record):
    """How uncertainty is met."""

    attitude: Literal["averse", "neutral", "seeking"] | Cara | None = None
    """Whether a bill that can run away counts more or less than usual; doubt about facts is met by
    the two fields below."""
    confidence_required: Annotated[float, Field(gt=0, lt=1)] | None = None
    """Probability of being best that it takes to say `recommended`, 0 to 1."""
    on_missing_data: Literal["worst_case", "persona_prior", "exclude_factor"] | None = None
    """What a fact that nobody knows counts as."""
