"""Several deciders: what each group's weights lead to, and which disagreement matters."""

from opendecide.model.base import FrozenMap, Record
from opendecide.model.message import Message


class GroupResult(Record):
    """What comes out by the weights of one group alone."""

    name: str
    """The name of the group."""
    share: float
    """Of the say; all groups sum to 1."""
    origin: Message
    """How its weights were given."""
    weights: FrozenMap[float]
    """Share of the whole by criterion."""
    deployment: str
    """Who leads by its weights."""
    family: str
    """The family of its leader."""
    score: float
    """Points of its leader."""
    probability_best: float
    """Share of the samples in which no other family scores higher by its weights."""
    scores: FrozenMap[float]
    """Points of the leaders of the families in the common ranking, by its weights."""
    regret: float
    """Points that it loses, by its own weights, with the deployment that leads for all."""
    say_low: float
    """The lowest such share."""
    say_high: float
    """Share of the say between which the common answer stays, the others in proportion."""
    then_below: str | None = None
    """Who leads when it has less of the say."""
    then_above: str | None = None
    """Who leads when it has less, or more, of the say than that."""


class Dispute(Record):
    """A criterion on whose weight the groups disagree."""

    criterion: str
    """Id of the criterion."""
    common: float
    """Its weight in the average."""
    lowest: float
    """The lowest weight that a group gives it."""
    lowest_group: str
    """That group."""
    highest: float
    """The highest weight that a group gives it."""
    highest_group: str
    """That group."""
    matters: bool
    """Whether settling it as one of the groups wants, all else as in the average, changes the
    leading family."""
    then_lowest: str
    """Who leads when it is settled at the lowest."""
    then_highest: str
    """Who leads when it is settled at the lowest, or at the highest."""


class Compromise(Record):
    """Of what no group ranks last, what costs the group that it suits least the fewest points."""

    deployment: str
    """Id of the deployment."""
    family: str
    """Its family."""
    largest_regret: float
    """Points that the group it suits least loses by it."""
    group: str
    """That group."""
    last_for: tuple[str, ...] = ()
    """Groups that rank it last; empty unless every family is last for somebody."""


class Deciders(Record):
    """Results per group, and for all together."""

    groups: tuple[GroupResult, ...]
    """Results per group."""
    unanimous: bool
    """Whether the same family leads for every group."""
    agreement_weights: float | None = None
    """Kendall's W of the groups' orders of the criteria: 0 none, 1 all alike."""
    agreement_ranking: float | None = None
    """Kendall's W of the groups' rankings of the families."""
    compromise: Compromise | None = None
    """What suits all best."""
    disputes: tuple[Dispute, ...] = ()
    """Those that matter first, then by how far the groups are apart."""
