"""What may happen over the horizon, and how the choices of today would fare."""

from typing import Literal

from opendecide.model.base import FrozenMap, Record
from opendecide.model.message import Message


class ScenarioResult(Record):
    """One course of events, run through the whole pipeline on its own."""

    id: str
    """Its id."""
    kind: Literal["world", "persona"] = "world"
    """Something that may happen; files from before also have the organisation as another kind."""
    label: Message
    """What happens, in words."""
    setting: str
    """What `--set` takes to make it happen."""
    stated: bool
    """Whether the profile speaks of it; otherwise the usual figure of the catalogue stands in."""
    probability: float | None = None
    """None when nobody said: then it is no part of the expected scores."""
    deployment: str | None = None
    """Who leads; None when no deployment is left that passes every gate."""
    name: str | None = None
    """What reports call the leader."""
    family: str | None = None
    """The family of the leader."""
    not_served: tuple[str, ...] = ()
    """The workloads that whoever leads then leaves to others; nobody serves all then."""
    score: float | None = None
    """Points of the leader."""
    leader_score: float | None = None
    """Points of today's leader; None when it is shut out."""
    regret: float | None = None
    """Points lost by having stayed with today's leader; None when all are shut out."""
    scores: FrozenMap[float | None]
    """By what leads its family today; None for who is shut out."""


class Scenarios(Record):
    """All of them together."""

    results: tuple[ScenarioResult, ...]
    """What may happen, one by one."""
    expected: FrozenMap[float]
    """Probability-weighted points of what leads its family today; who is shut out counts 0, and a
    scenario that shuts out all says nothing about the choice."""
    worst_regret: FrozenMap[float]
    """The most that each loses against the best choice, over today's world and all that may
    happen."""
    best_expected: str
    """Id of the deployment with the most expected points."""
    least_regret: str
    """Whose most regret is smallest."""
