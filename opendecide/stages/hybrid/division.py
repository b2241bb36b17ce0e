"""Workloads divided by class of data: what is sensitive may go elsewhere than the rest."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from opendecide.measures.case import Case, Need
from opendecide.model.criteria import Criteria
from opendecide.model.profile import Profile
from opendecide.model.workload import VOLUMES, DataClass, Volume, Workload
from opendecide.model.written import Range
from opendecide.stages.newcomers import newcomers
from opendecide.stages.run import Run, assessed, place_of

BEST = 12
"""How many of today's best are looked at again, besides the leaders of the families."""
MOST = 40
"""Workloads of a profile."""


@dataclass(frozen=True, slots=True)
class Part:
    """Where one part of a workload comes from."""

    workload: str
    data_class: str


@dataclass(frozen=True, slots=True)
class Division:
    """A pass in which workloads are divided.

    Attributes:
        found: The pass.
        parts: What a divided workload's id stands for.
    """

    found: Run
    parts: Mapping[str, Part]


def divided(today: Run, criteria: Criteria) -> Division | None:
    """Return a pass with every workload divided whose classes of data have shares of their own.

    Looked at are today's best, and the most promising of those that the place of processing alone
    shuts out: they may serve what is not sensitive.
    """
    found = parted(today.case)
    if found is None:
        return None
    profile, parts = found
    order, leaders = today.evaluation.order, today.evaluation.leaders
    places = {place_of(today.problem.deployments[row]) for row in (*order[:BEST], *leaders)}
    places |= set(newcomers(today, criteria, "processing_place"))
    return Division(
        assessed(profile, criteria, today.case.catalog, today.draws, only=places), parts
    )


def parted(case: Case) -> tuple[Profile, Mapping[str, Part]] | None:
    """Return a profile with every such workload divided; None where there is none."""
    parts: dict[str, Part] = {}
    workloads: list[Workload] = []
    for need, workload in zip(case.needs, case.profile.workloads, strict=True):
        shares = _shares(need)
        if shares is None:
            workloads.append(workload.model_copy(update={"weight": need.share}))
            continue
        for one, share in shares.items():
            name = _name(need.id, one)
            parts[name] = Part(need.id, one)
            workloads.append(_part(need, workload, name, one, share))
    ids = {one.id for one in workloads}
    if not parts or not 1 < len(workloads) <= MOST or len(ids) < len(workloads):
        return None
    return _referring(case.profile, tuple(workloads), parts), parts


def _shares(need: Need) -> dict[str, float] | None:
    """Return the shares of a workload's classes; None when it is not to be divided."""
    stated: dict[str, float] = {}
    for one in need.classes:
        if not one.share_of_volume:
            return None
        stated[one.id] = one.share_of_volume
    volume = need.workload.volume
    known = any(getattr(volume, name) is not None for name in VOLUMES)
    if len(stated) < 2 or not known or len({_asks(one) for one in need.classes}) < 2:  # noqa: PLR2004 — one class is not divided
        return None
    total = sum(stated.values())
    return {name: share / total for name, share in stated.items()}


def _asks(one: DataClass) -> tuple[str | None, str | None, str | None]:
    return one.minimum_locus, one.minimum_retention_level, one.minimum_compelled_access


def _name(workload: str, data_class: str) -> str:
    safe = re.sub(r"[^A-Za-z0-9_-]", "_", data_class)
    return f"{workload[:40]}-{safe}"[:64]


def _part(need: Need, workload: Workload, name: str, data_class: str, share: float) -> Workload:
    scaled = {
        one: _times(getattr(workload.volume, one), share)
        for one in VOLUMES
        if getattr(workload.volume, one) is not None
    }
    volume = Volume.model_validate({**workload.volume.model_dump(exclude_none=True), **scaled})
    return workload.model_copy(
        update={
            "id": name,
            "volume": volume,
            "data_classes": (data_class,),
            "weight": need.share * share,
        }
    )


def _times(span: Range, share: float) -> list[float]:
    return [span.low * share, span.mid * share, span.high * share]


def _referring(
    profile: Profile, workloads: tuple[Workload, ...], parts: Mapping[str, Part]
) -> Profile:
    """Let everything that names a divided workload name its parts."""
    names: dict[str, list[str]] = {}
    for name, part in parts.items():
        names.setdefault(part.workload, []).append(name)

    def spread(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(new for one in ids for new in names.get(one, [one]))

    duties = profile.obligations
    region = duties.region_only
    obligations = duties.model_copy(
        update={
            "certifications": tuple(
                one.model_copy(update={"workloads": spread(one.workloads)})
                for one in duties.certifications
            ),
            "agreements": tuple(
                one.model_copy(update={"workloads": spread(one.workloads)})
                for one in duties.agreements
            ),
            "region_only": region
            and region.model_copy(update={"workloads": spread(region.workloads)}),
        }
    )
    tests = tuple(
        one.model_copy(update={"workload": name})
        for one in profile.evidence.own_tests
        for name in (names.get(one.workload, [one.workload]) if one.workload else [None])
    )
    return profile.model_copy(
        update={
            "workloads": workloads,
            "obligations": obligations,
            "evidence": profile.evidence.model_copy(update={"own_tests": tests}),
        }
    )
