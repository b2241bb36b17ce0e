"""Section 16: how it was judged."""

from dataclasses import dataclass
from typing import NamedTuple

from opendecide.report.brief import Brief


class Branch(NamedTuple):
    """One criterion with the global weights of its factors."""

    criterion: str
    weight: str
    factors: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Method:
    """The method note."""

    tree: tuple[Branch, ...]
    weights_origin: str
    required: str
    samples: str
    seed: str


def method(brief: Brief) -> Method:
    """Describe tree, weights and sampling."""
    speech, made = brief.speech, brief.recommendation.provenance
    weights = {
        key: result.weight for key, result in (brief.leader.factors.items() if brief.leader else ())
    }
    return Method(
        tree=tuple(
            Branch(
                speech.text(one.name),
                speech.language.percent(one.weight, decimals=1),
                tuple(
                    (speech.text(name), _share(brief, weights, one.id, key))
                    for key, name in one.factors.items()
                ),
            )
            for one in brief.criteria
        ),
        weights_origin=speech.message(brief.recommendation.weights_origin),
        required=speech.language.percent(brief.recommendation.verdict.confidence_required),
        samples=speech.language.number(made.samples, decimals=0),
        seed=str(made.seed),
    )


def _share(brief: Brief, weights: dict[str, float], criterion: str, factor: str) -> str:
    full = factor if factor.startswith(criterion + ".") else f"{criterion}.{factor}"
    weight = weights.get(full, weights.get(factor))
    return "–" if weight is None else brief.speech.language.percent(weight, decimals=1)
