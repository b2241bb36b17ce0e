"""What would have to give way for something to be acceptable, and what misses by one gate alone."""

from opendecide.model.base import Record
from opendecide.model.message import Message


class Relaxed(Record):
    """One requirement that gives way."""

    label: Message
    path: str
    """What `--set` takes."""
    today: str | float | None
    to: str | float


class Relief(Record):
    """A set of requirements to relax; nothing smaller of the same requirements admits anything."""

    relaxed: tuple[Relaxed, ...]
    deployment: str
    """Who leads then."""
    name: str
    family: str
    score: float
    admitted: int
    """How many deployments pass the gates that need no bill then."""
    serves: tuple[str, ...] = ()
    not_served: tuple[str, ...] = ()
    """Workloads that it serves, and that it does not."""


class NearMiss(Record):
    """The most promising deployment of a family that one gate alone shuts out."""

    deployment: str
    name: str
    family: str
    gate: str
    reasons: tuple[Message, ...]
    cure: Message | None = None
    others: int = 0
    """How many more of the family fail by this gate alone."""
