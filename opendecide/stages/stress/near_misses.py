"""Who fails by exactly one gate: the nearest of each family, with what would let it in."""

from collections.abc import Sequence
from math import ceil, inf, log, log2

from opendecide.model.criteria import Criteria
from opendecide.model.message import Message, shared
from opendecide.model.relief import NearMiss
from opendecide.stages.gates import Outcome
from opendecide.stages.gates.feasibility import TOO_LARGE
from opendecide.stages.run import Run
from opendecide.stages.screening.shortlist import Look
from opendecide.stages.stress.requirements import STEP
from opendecide.stages.stress.to_the_end import objections

SHOWN = 8
TRIED = 4
"""How many of a family get a bill, to see whether it would shut them out as well."""
A_SIZE_LARGER = 0.5
"""Doublings from one size of memory that is sold to the next: 8, 12, 16, 24, 32, 48 GB."""
MACHINES_SHORT = {
    TOO_LARGE: ("need_gb", "have_gb"),
    "compute.overload": ("need", "have"),
}
"""Lacks of machines, and under what names an objection says how much is needed and is there."""
GIVES_WAY = {
    "place.on_premises_required": "relax.on_prem_only",
    "place.locus_below": "relax.minimum_locus",
    "place.retention_below": "relax.minimum_retention_level",
    "place.compelled_below": "relax.minimum_compelled_access",
    "skills.unwilling": "relax.willing",
    "country.excluded": "relax.country",
    "openness.below": "relax.openness",
}
"""Where only the organisation could lift an objection: the requirement that would give way."""


def near_misses(today: Run, criteria: Criteria) -> tuple[NearMiss, ...]:
    """Return the nearest deployment of each family and gate that this gate alone excludes.

    Nearest is whatever misses by the fewest steps, as far as the objections give figures: what
    needs a little more memory than there is comes before what needs forty times as much. Among
    these the order is that of a quick look, which ranks but gives no figure.

    Args:
        today: Today's pass.
        criteria: What is judged.
    """
    look = Look(today.case, criteria, today.weights.by_factor, today.draws.seed)
    admitted = {one.deployment.id for one in today.views}
    found: dict[tuple[str, str], list[tuple[float, float, str]]] = {}
    for name, against_it in today.screened.excluded.items():
        gates = {one.gate for one in against_it}
        if len(gates) == 1 and name not in admitted:
            view = today.screened.views[name]
            [gate] = gates
            key = (view.deployment.family, gate)
            found.setdefault(key, []).append((_steps(against_it), -look.alone(view), name))
    best = sorted((min(members)[1:], key) for key, members in found.items())
    told: list[NearMiss] = []
    for _, key in best:
        members = [name for *_, name in sorted(found[key])]
        against = _by_one_gate(today, members[:TRIED])
        if against is not None:
            told.append(_told(today, *against, len(members) - 1))
        if len(told) == SHOWN:
            break
    return tuple(told)


def _by_one_gate(today: Run, names: Sequence[str]) -> tuple[str, tuple[Outcome, ...]] | None:
    """Return the first of some that no other gate shuts out, with the bill drawn up as well."""
    for name in names:
        found = objections(today, name)
        if found is not None and len({one.gate for one in found}) == 1:
            return name, found
    return None


def _told(today: Run, name: str, against: Sequence[Outcome], others: int) -> NearMiss:
    deployment = today.screened.views[name].deployment
    cures = shared(cure for one in against if (cure := _cure(one)) is not None)
    return NearMiss(
        deployment=name,
        name=deployment.name,
        family=deployment.family,
        gate=against[0].gate,
        reasons=shared(one.reason for one in against),
        cure=next(iter(cures), None),
        further_cures=cures[1:],
        others=others,
    )


def _steps(against: Sequence[Outcome]) -> float:
    """Return by how many whole steps a deployment misses; none where no objection says how far."""
    return ceil(far) if (far := max(map(_far, against))) < inf else inf


def _far(objection: Outcome) -> float:
    """Return how far one objection is from being met, in steps of what it counts."""
    reason, cure = objection.reason.values, objection.cure
    if objection.reason.code in MACHINES_SHORT:
        need, have = (float(reason[name]) for name in MACHINES_SHORT[objection.reason.code])
        return log2(need / have) / A_SIZE_LARGER if have > 0 else inf
    if objection.reason.code == "budget.above":
        ceiling = float(reason["ceiling"])
        return log(float(reason["enough"]) / ceiling) / STEP["money"] if ceiling > 0 else inf
    if objection.reason.code == "quality.below":
        least = float(reason.get("minimum", reason.get("assumed")))
        return (least - float(reason["p90"])) / STEP["quality"]
    if cure is not None and "fte" in cure.values:
        return float(cure.values["fte"]) / STEP["people"]
    return 0.0


def _cure(objection: Outcome) -> Message | None:
    if objection.cure is not None:
        return objection.cure
    reason = objection.reason
    if reason.code not in GIVES_WAY:
        return None
    values = {**reason.values, "level": reason.values.get("have")}
    return Message(code=GIVES_WAY[reason.code], values=values)
