"""What the catalogue entries that a recommendation speaks of are called."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from opendecide.model.catalog import Catalog
from opendecide.model.message import Message
from opendecide.model.recommendation import (
    DescribedPart,
    Hybrid,
    RankedDeployment,
    Recommendation,
)
from opendecide.model.robustness import PersonaLeader
from opendecide.model.scenarios import ScenarioResult

INSTEAD = ("other", "part", "instead", "alone")
"""What a condition calls those who would do instead."""
NOTHING: Mapping[str, str] = MappingProxyType({})
Leader = TypeVar("Leader", PersonaLeader, ScenarioResult)
KINDS = ("models", "offers", "vendors", "communities", "machines", "alternatives")


def named(
    recommendation: Recommendation, catalog: Catalog, at_hand: Mapping[str, str] = NOTHING
) -> Recommendation:
    """Return the recommendation with the names of the entries behind its facts and bills.

    Args:
        recommendation: Without names.
        catalog: What entries are called.
        at_hand: What machines are called that the profile states, by `machines/…`.
    """
    working = [_at_work(one, catalog) for one in recommendation.ranking]
    told_apart = _told_apart(working, catalog, at_hand)
    ranked = {one.id for one in told_apart}
    hybrid = recommendation.hybrid
    flips = recommendation.robustness.flips
    elsewhere = {flip.then for flip in flips if flip.then is not None}
    elsewhere |= {
        one.deployment
        for flip in flips
        for one in (*flip.then_assignments, *flip.together_assignments)
    }
    elsewhere |= {
        str(one.values[who])
        for one in recommendation.verdict.conditions
        for who in INSTEAD
        if who in one.values
    }
    parts = () if hybrid is None else (*hybrid.assignments, *hybrid.standby)
    elsewhere |= {one.deployment for one in parts}
    names = entry_names(_spoken_of(recommendation), catalog) | dict(at_hand)
    for one in sorted(elsewhere - ranked):
        if "@" in one:
            there = {part.model for part in parts if part.deployment == one}
            names[one] = deployment_name(_working(one, there), catalog)
    ranked_alike = _as_ranked(recommendation, told_apart)
    return ranked_alike.model_copy(
        update={
            "names": names,
            "ranking": told_apart,
            "hybrid": _parts_at_work(hybrid, names, told_apart, catalog),
        }
    )


def _parts_at_work(
    hybrid: Hybrid | None,
    names: Mapping[str, str],
    ranking: Sequence[RankedDeployment],
    catalog: Catalog,
) -> Hybrid | None:
    """Call the parts of a combination by the models that work there.

    Alone a deployment may do other work, with other models of its own, and is called by those.
    """
    if hybrid is None or not hybrid.described:
        return hybrid
    alone = {one.id: one for one in ranking}

    def called(part: DescribedPart) -> str:
        working = _working(part.id, set(part.models.values()))
        other = alone.get(part.id)
        if other is None:
            return names.get(part.id, part.name)
        if _working(part.id, set(other.models.values())) == working:
            return other.name
        return deployment_name(working, catalog)

    described = tuple(one.model_copy(update={"name": called(one)}) for one in hybrid.described)
    return hybrid.model_copy(update={"described": described})


def _as_ranked(
    recommendation: Recommendation, ranking: Sequence[RankedDeployment]
) -> Recommendation:
    """Call who leads elsewhere for the same work what the ranking calls it."""
    told = {(one.id, one.not_served): one.name for one in ranking}
    names = {one.id: one.name for one in ranking}
    firmness = recommendation.robustness

    def renamed(one: Leader) -> Leader:
        name = told.get((one.deployment or "", one.not_served), one.name)
        return one if name == one.name else one.model_copy(update={"name": name})

    changed: dict[str, object] = {"personas": tuple(map(renamed, firmness.personas))}
    if firmness.scenarios is not None:
        results = tuple(map(renamed, firmness.scenarios.results))
        changed["scenarios"] = firmness.scenarios.model_copy(update={"results": results})
    return recommendation.model_copy(
        update={
            "robustness": firmness.model_copy(update=changed),
            "candidates": tuple(
                one.model_copy(update={"name": names[one.id]})
                if names.get(one.id, one.name) != one.name
                else one
                for one in recommendation.candidates
            ),
        }
    )


def deployment_name(identifier: str, catalog: Catalog) -> str:
    """Return the name of a deployment that only a change brings in: its models and its place."""
    models, _, place = identifier.partition("@")
    offer = place.partition(":")[0]
    known = [catalog.models[one].name for one in models.split("+") if one in catalog.models]
    name = catalog.offers[offer].name if offer in catalog.offers else offer
    return f"{' + '.join(known) or models} — {name}"


def _at_work(one: RankedDeployment, catalog: Catalog) -> RankedDeployment:
    """Leave out of a name the models that no workload is left to."""
    working = _working(one.id, set(one.models.values()))
    if working == one.id:
        return one
    return one.model_copy(update={"name": deployment_name(working, catalog)})


def _working(identifier: str, at_work: Collection[str | None]) -> str:
    """Return an id without the models that do nothing; whole where nothing tells which work."""
    models, _, place = identifier.partition("@")
    working = [model for model in models.split("+") if model in at_work]
    return f"{'+'.join(working)}@{place}" if working else identifier


def _told_apart(
    ranking: Sequence[RankedDeployment], catalog: Catalog, at_hand: Mapping[str, str]
) -> tuple[RankedDeployment, ...]:
    """Add the machine to names that two deployments would share."""
    shared = Counter(one.name for one in ranking)
    return tuple(
        one.model_copy(update={"name": f"{one.name} ({machine})".replace(" GB", "\u00a0GB")})
        if shared[one.name] > 1 and (machine := _machine(one.id, catalog, at_hand))
        else one
        for one in ranking
    )


def _machine(deployment: str, catalog: Catalog, at_hand: Mapping[str, str]) -> str:
    """Return the name of the machine in a deployment's id."""
    machine = deployment.partition("@")[2].partition(":")[2]
    return at_hand.get(f"machines/{machine}") or machine_name(machine, catalog)


def machine_name(machine: str, catalog: Catalog) -> str:
    """Return the name of a machine; own ones are known by their chips. Empty when nothing is."""
    if machine in catalog.machines:
        return catalog.machines[machine].name
    chip, _, count = machine.rpartition("-x")
    return f"{count} x {catalog.accelerators[chip].name}" if chip in catalog.accelerators else ""


def entry_names(ids: Iterable[str], catalog: Catalog) -> dict[str, str]:
    """Return the names by `kind/id`; what has no name of its own is left out."""
    found: dict[str, str] = {}
    for one in sorted(set(ids)):
        kind, _, entry = one.partition("/")
        record = getattr(catalog, kind, {}).get(entry) if kind in KINDS else None
        if record is None and kind == "communities":
            record = catalog.models.get(entry)  # a model without a community of its own
        name = getattr(record, "name", None)
        if name is None and kind == "machines":
            name = machine_name(entry, catalog)
        if name:
            found[one] = name
    return found


def _spoken_of(recommendation: Recommendation) -> Iterable[str]:
    facts = [one.id for one in recommendation.evidence]
    facts += [one.fact for one in recommendation.gaps]
    facts += [one.fact for one in recommendation.screened_out if one.fact]
    yield from ("/".join(one.split("/")[:2]) for one in facts)
    for deployment in recommendation.ranking:
        yield f"offers/{deployment.host}"
        served = (deployment.model, *deployment.models.values())
        yield from (f"models/{one}" for one in served if one)
    if recommendation.hybrid is not None:
        yield from (f"models/{one.model}" for one in recommendation.hybrid.assignments)
        yield from (f"offers/{one.host}" for one in recommendation.hybrid.described)
    parts = recommendation.hybrid.parts if recommendation.hybrid is not None else ()
    for cost in (*recommendation.cost, *parts):
        for line in cost.lines:
            yield from _machines(line.label)
    for one in recommendation.screened_out:
        yield from _machines(one.reason)
    for missed in recommendation.near_misses:
        for reason in missed.reasons:
            yield from _machines(reason)


def _machines(said: Message) -> Iterable[str]:
    """Return the machines that a sentence names: who pays for them, or is too small."""
    for key in ("machine", "assumed", "on"):
        value = said.values.get(key)
        if isinstance(value, str):
            yield f"machines/{value.rpartition(':')[2]}"
