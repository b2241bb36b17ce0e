"""Who fails by exactly one gate: the best of each family, with what would let it in."""

from opendecide.model.criteria import Criteria
from opendecide.model.message import Message, shared
from opendecide.model.relief import NearMiss
from opendecide.stages.gates import Outcome
from opendecide.stages.run import Run
from opendecide.stages.shortlist import Look

SHOWN = 8
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
    """Return the most promising deployment of each family and gate that this gate alone excludes.

    The order is that of a quick look, which ranks but gives no figure.

    Args:
        today: Today's pass.
        criteria: What is judged.
    """
    weights = today.weights
    share = dict(zip(weights.factors, weights.mean.tolist(), strict=True))
    look = Look(today.case, criteria, share, today.draws.seed)
    admitted = {one.deployment.id for one in today.views}
    found: dict[tuple[str, str], list[tuple[float, str]]] = {}
    for name, objections in today.screened.excluded.items():
        gates = {one.gate for one in objections}
        if len(gates) == 1 and name not in admitted:
            view = today.screened.views[name]
            [gate] = gates
            found.setdefault((view.deployment.family, gate), []).append((-look.alone(view), name))
    best = sorted((min(members), key) for key, members in found.items())
    return tuple(
        _told(today, name, gate, len(found[family, gate]) - 1)
        for (_, name), (family, gate) in best[:SHOWN]
    )


def _told(today: Run, name: str, gate: str, others: int) -> NearMiss:
    deployment = today.screened.views[name].deployment
    objections = today.screened.excluded[name]
    cures = shared(cure for one in objections if (cure := _cure(one)) is not None)
    return NearMiss(
        deployment=name,
        name=deployment.name,
        family=deployment.family,
        gate=gate,
        reasons=shared(one.reason for one in objections),
        cure=next(iter(cures), None),
        others=others,
    )


def _cure(objection: Outcome) -> Message | None:
    if objection.cure is not None:
        return objection.cure
    reason = objection.reason
    if reason.code not in GIVES_WAY:
        return None
    values = {**reason.values, "level": reason.values.get("have")}
    return Message(code=GIVES_WAY[reason.code], values=values)
