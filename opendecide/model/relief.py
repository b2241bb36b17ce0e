"""What would have to give way for something to be acceptable, and what misses by one gate alone."""

from opendecide.model.base import Record
from opendecide.model.message import Message


class Relaxed(Record):
    """One requirement that gives way."""

    label: Message
    """The requirement in words."""
    path: str
    """What `--set` takes."""
    today: str | float | None
    """What it is today."""
    to: str | float
    """What it would have to be: of a list, without all its entries that give way together."""


class Relief(Record):
    """A set of requirements to relax; nothing smaller of the same requirements admits anything."""

    relaxed: tuple[Relaxed, ...]
    """The requirements that give way."""
    deployment: str
    """Who leads then."""
    name: str
    """What reports call it."""
    family: str
    """Its family."""
    score: float
    """Points from 0 to 100."""
    admitted: int
    """How many deployments pass the gates that need no bill then."""
    serves: tuple[str, ...] = ()
    """Ids of the workloads that it serves."""
    not_served: tuple[str, ...] = ()
    """Workloads that it serves, and that it does not."""


class NearMiss(Record):
    """The nearest deployment of a family that one gate alone shuts out."""

    deployment: str
    """Id of the deployment."""
    name: str
    """What reports call it."""
    family: str
    """Its family."""
    gate: str
    """Id of the gate."""
    reasons: tuple[Message, ...]
    """Why it is excluded."""
    cure: Message | None = None
    """What would lift the exclusion; of several reasons the first."""
    further_cures: tuple[Message, ...] = ()
    """What would lift the other reasons, all of it together with the first."""
    others: int = 0
    """How many more of the family fail by this gate alone."""

    @property
    def cures(self) -> tuple[Message, ...]:
        """All that would lift the exclusion, together."""
        return () if self.cure is None else (self.cure, *self.further_cures)
