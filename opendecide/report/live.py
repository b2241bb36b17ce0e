"""The figures with which a page ranks again while the reader moves the weights.

The page repeats one formula: a deployment scores `100 × Σ weight × value`, the weights being shares
of their sum. Values are per criterion; with the factor weights of another persona, per factor.
"""

from collections.abc import Mapping
from typing import Any

from opendecide.model.recommendation import CriterionText, RankedDeployment
from opendecide.report.brief import Brief
from opendecide.report.views.comparison import result_of

PersonaWeights = Mapping[str, Mapping[str, float]]
"""Shares of the whole by full factor id, by persona."""


def live_data(brief: Brief, persona_weights: PersonaWeights) -> dict[str, Any]:
    """Gather what the script needs to rank again."""
    recommendation, speech = brief.recommendation, brief.speech
    return {
        "language": speech.language.code,
        "criteria": [
            {"id": one.id, "name": speech.text(one.name), "weight": one.weight}
            for one in (brief.criteria if recommendation.ranking else ())
        ],
        "deployments": [
            {
                "name": one.name,
                "rank": one.rank,
                "family": speech.word("family", one.family),
                "values": [_criterion_value(one, criterion) for criterion in brief.criteria],
                "factors": [_factor_values(one, criterion) for criterion in brief.criteria],
            }
            for one in recommendation.ranking
        ],
        "personas": [
            {
                "id": persona,
                "name": speech.word("persona", persona),
                "weights": [
                    sum(weights.get(_full(one, key), 0.0) for key in one.factors)
                    for one in brief.criteria
                ],
                "factors": [_local(weights, one) for one in brief.criteria],
            }
            for persona, weights in sorted(persona_weights.items())
        ],
        "gates": _gates(brief),
        "words": {
            "same": speech.text("The first stays the same."),
            "changed": speech.text("Another deployment leads now: {name}."),
            "before": speech.text("(in the report: {rank})"),
            "returning": speech.text("Comes back: {number}"),
            "nothing": speech.text("None comes back: other requirements exclude them too."),
            "own": speech.text("own profile and assumptions"),
            "more": speech.text("and {number} more"),
            "colon": speech.text(": "),
            "semicolon": speech.text("; "),
        },
    }


def _criterion_value(one: RankedDeployment, criterion: CriterionText) -> float:
    """Return the mean value on a criterion, such that weight × value gives the contribution."""
    if criterion.weight > 0:
        return one.contributions.get(criterion.id, 0.0) / 100 / criterion.weight
    values = _factor_values(one, criterion)
    return sum(values) / len(values) if values else 0.0


def _factor_values(one: RankedDeployment, criterion: CriterionText) -> list[float]:
    results = (result_of(one, criterion.id, key) for key in criterion.factors)
    return [result.value if result else 0.0 for result in results]


def _local(weights: Mapping[str, float], criterion: CriterionText) -> list[float]:
    """Return the shares of the factors inside their criterion."""
    shares = [weights.get(_full(criterion, key), 0.0) for key in criterion.factors]
    total = sum(shares)
    return [one / total for one in shares] if total else [1 / len(shares)] * len(shares)


def _full(criterion: CriterionText, factor: str) -> str:
    return factor if factor.startswith(f"{criterion.id}.") else f"{criterion.id}.{factor}"


def _gates(brief: Brief) -> list[dict[str, Any]]:
    """Return, for every gate, whom it excludes, and every gate that excludes each of them."""
    out = brief.recommendation.screened_out
    gates = dict.fromkeys(one.gate for one in out)
    held: dict[str, set[str]] = {}
    for one in out:
        held.setdefault(one.id, set()).add(one.gate)
    told = {one.id: one for one in out}
    # Nobody scored them; the most promising of its family comes first where that is known.
    promising = {one.deployment for one in brief.recommendation.near_misses}
    order = sorted(held, key=lambda one: (told[one].family, one not in promising, one))
    return [
        {
            "id": gate,
            "name": brief.speech.word("gate", gate),
            "excluded": [
                {
                    "name": told[one].name,
                    "family": brief.speech.word("family", told[one].family),
                    "gates": sorted(held[one]),
                }
                for one in order
                if gate in held[one]
            ],
        }
        for gate in gates
    ]
