"""One row of the ranking, whatever it was made from."""

from dataclasses import dataclass

from opendecide.measures.data_security import promised_regions
from opendecide.measures.view import View
from opendecide.model.catalog import Alternative
from opendecide.model.deployment import Deployment


@dataclass(frozen=True, slots=True)
class Contender:
    """What verdict and ranking need to know of a deployment."""

    deployment: Deployment
    host: str
    serves: tuple[str, ...]
    not_served: tuple[str, ...]
    place: str | None = None
    """Where an organisation runs it itself, by the way of access; None where somebody else does."""
    leased: bool = False
    """Whether that is a room leased in the building of another."""
    regions: tuple[str, ...] = ()
    """The regions accepted here in which its contract keeps the processing."""


def of_view(view: View) -> Contender:
    """Return a deployment of the catalogue as a contender."""
    served = tuple(view.serving)
    missed = tuple(need.id for need in view.case.needs if need.id not in view.serving)
    place = view.offer.access_mode if view.self_run else None
    return Contender(
        view.deployment,
        view.offer.name,
        served,
        missed,
        place,
        view.leased_room,
        promised_regions(view),
    )


def of_alternative(alternative: Alternative, workloads: tuple[str, ...]) -> Contender:
    """Return a ready-made option as a contender."""
    deployment = Deployment(
        id=alternative.id,
        name=alternative.name,
        family=alternative.family,
        offer=alternative.id,
        alternative=True,
    )
    return Contender(deployment, alternative.name, workloads, ())
