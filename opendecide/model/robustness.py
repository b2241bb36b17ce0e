"""What would change the answer."""

from typing import Literal

from pydantic import Field

from opendecide.model.assignment import Assignment
from opendecide.model.base import FrozenMap, Record
from opendecide.model.message import Message
from opendecide.model.scenarios import Scenarios


class Flip(Record):
    """A change after which another deployment leads, or none is acceptable any more."""

    path: str
    """What `--set` takes."""
    label: Message
    """The field or fact in words."""
    today: float | str | None
    """What it is today."""
    threshold: float | str | None
    """Where the answer changes."""
    direction: Literal["above", "below", "becomes"]
    """To which side it has to go."""
    then: str | None
    """Who leads then; of a combination, the part that serves most. None where nothing acceptable is
    left: the verdict is `no_acceptable_deployment` then."""
    then_family: str | None = None
    """The family of that deployment; `hybrid` where a combination leads, None where nobody does."""
    then_assignments: tuple[Assignment, ...] = ()
    """Who serves what where a combination leads; empty where one deployment does."""
    distance_sd: float | None = None
    """How far it is, in standard deviations of what is uncertain."""
    not_served: tuple[str, ...] = ()
    """The workloads that whoever leads then leaves to others; nobody serves all then."""
    unserved: tuple[str, ...] = ()
    """Those of them that nothing acceptable serves then."""
    on_request: bool = False
    """Whether nobody knows what whoever leads then costs: the verdict is `insufficient_information`
    until its price is asked for."""
    together_from: float | None = None
    """From where on, before the threshold, a combination is the answer that today's leader is the
    main part of; None where it stays the answer by itself up to there."""
    together_assignments: tuple[Assignment, ...] = ()
    """Who serves what in that combination."""


class WeightInterval(Record):
    """The share of the whole within which a criterion may weigh without another leader."""

    criterion: str
    """Id of the criterion."""
    today: float
    """Its share today."""
    low: float
    """The lowest share with the same leader."""
    high: float
    """The highest share with the same leader."""
    challenger_below: str | None = None
    """Who leads below it."""
    challenger_above: str | None = None
    """Who leads above it."""


class PersonaLeader(Record):
    """Who would lead if the organisation were of another kind; what it states stays."""

    persona: str
    """The kind of organisation."""
    deployment: str | None
    """Id of the leader; None when no deployment is left that passes every gate."""
    name: str | None = None
    """What reports call the leader."""
    family: str | None
    """The family of the leader."""
    not_served: tuple[str, ...] = ()
    """The workloads that whoever leads then leaves to others; nobody serves all then."""
    regret: float | None = None
    """Points lost by having stayed with today's leader; None when it is shut out."""


class MethodLeader(Record):
    """Who leads under another aggregation method."""

    method: str
    """Id of the method."""
    leader: str
    """Id of the leader."""
    agreement: float
    """Kendall's tau with the ranking of this report."""


class Robustness(Record):
    """What would change the answer, and what would not."""

    searched: bool = True
    """Whether changes were looked for; a fast run does not."""
    weight_intervals: tuple[WeightInterval, ...] = ()
    """How far each criterion may weigh otherwise."""
    flips: tuple[Flip, ...] = ()
    """Changes after which another deployment leads, or none is acceptable."""
    personas: tuple[PersonaLeader, ...] = ()
    """Who would lead for other kinds of organisation."""
    method_agreement: tuple[MethodLeader, ...] = ()
    """Who leads under other methods."""
    regret: FrozenMap[float] = Field(default_factory=dict)
    """Points that the leader of each family loses in a bad case, by its id."""
    openness_share: float | None = None
    """Summed weight of the factors that depend on the weights being downloadable."""
    leads_with_worst_unknowns: bool | None = None
    """Whether the leader leads with its unknowns at their worst, those of others at their best."""
    scenarios: Scenarios | None = None
    """None when they were not run."""
