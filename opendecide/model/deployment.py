"""The thing that is chosen: model, host, offer, adaptation and operator."""

from pydantic import Field

from opendecide.model.base import FrozenMap, Record


class Deployment(Record):
    """One way to run AI for this organisation, before anybody judges it."""

    id: str
    """`model@offer`; companions as `model+whisper@offer`, own machines as `model@place:2xh100`."""
    name: str
    family: str
    offer: str
    """Id of the offer or place; the own id for an option described by facts alone."""
    model: str | None = None
    """Id of the main model; None for an alternative described by facts alone."""
    models: FrozenMap[str] = Field(default_factory=dict)
    """The model that serves each workload, by workload id; a workload nobody serves is absent."""
    machine: str | None = None
    machines_count: int = 0
    bits: float | None = None
    """Weight precision when run by the organisation itself."""
    alternative: bool = False
    current: bool = False
    labels: tuple[str, ...] = ()
