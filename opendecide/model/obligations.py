"""What the organisation must keep to."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from opendecide.model.base import Record
from opendecide.model.written import Region


class Scoped(Record):
    """A scheme or agreement that only some data or workloads ask for."""

    scheme: str
    """The certificate or agreement, as `hds` or `gdpr_dpa`."""
    data_classes: tuple[str, ...] = ()
    """Kinds of data that ask for it; all when empty."""
    workloads: tuple[str, ...] = ()
    """Ids of the workloads that ask for it; all when empty."""
    text: str | None = None
    """For a scheme that is not in the list: a sentence saying what it is."""


def _scoped(value: Any) -> Any:
    return {"scheme": value} if isinstance(value, str) else value


class RegionNeed(Record):
    """Where processing has to stay; soft asks, hard excludes."""

    regions: tuple[Region, ...] = Field(min_length=1)
    """Country codes, `EU` or `EEA`."""
    hard: bool = True
    """Whether processing elsewhere is excluded; otherwise it is only asked for."""
    data_classes: tuple[str, ...] = ()
    """Kinds of data it holds for; all when empty."""
    workloads: tuple[str, ...] = ()
    """Ids of the workloads it holds for; all when empty."""


def _region_need(value: Any) -> Any:
    if isinstance(value, str):
        return {"regions": [value]}
    if isinstance(value, (list, tuple)):
        return {"regions": value} if value else None  # nowhere in particular, as people write none
    return value


class AiAct(Record):
    """Role and risk class under Regulation (EU) 2024/1689."""

    role: Literal["deployer", "system_provider", "model_provider", "none"] = "deployer"
    """The role of the organisation under the Act; duties follow from it."""
    risk_class: Literal["minimal", "limited", "high", "unknown"] = "unknown"
    """The risk class of the use; a high one asks for acceptance tests."""


class OpenProcurement(Record):
    """A stated preference for openness in purchasing."""

    prefer_open: bool = False
    """Whether purchasing prefers open products; openness then counts more."""
    reason: str | None = None
    """Why, or by which rule."""


class OtherObligation(Record):
    """An obligation that no field names: in words, with its effect."""

    id: str
    """Its name."""
    text: str
    """What is asked for, in a sentence; the report repeats it."""
    effect: Literal["gate", "minimum"]
    """What it does: it must be checked by hand, or a factor must reach a level."""
    factor: str | None = None
    """The factor that must reach a level, as `data_security.assurance`."""
    level: str | None = None
    """The least level of that factor; anything less is excluded."""


class Obligations(Record):
    """What law, contracts and policy ask for."""

    on_prem_only: bool | tuple[str, ...] = False
    """true, or the data classes that must stay on own premises; own machines in a leased room count
    as such."""
    region_only: Annotated[RegionNeed | None, BeforeValidator(_region_need)] = None
    """Where processing has to stay, as `EEA` or [FR, DE]; elsewhere is excluded."""
    certifications: tuple[Annotated[Scoped, BeforeValidator(_scoped)], ...] = ()
    """Certificates that operators must hold, as `hds`; without them they are excluded."""
    agreements: tuple[Annotated[Scoped, BeforeValidator(_scoped)], ...] = ()
    """Contracts that operators must sign, as `gdpr_dpa`."""
    ai_act: AiAct = AiAct.model_construct()
    """Role and risk class under the European AI Act."""
    own_ip: bool = False
    """Whether the adapted model must belong to the organisation."""
    reproducibility: bool = False
    """Whether results must be made again years later; open artefacts then count more."""
    open_procurement: OpenProcurement = OpenProcurement.model_construct()
    """Whether purchasing prefers open products, and why."""
    other: tuple[OtherObligation, ...] = ()
    """Obligations that no field names."""
