"""From what the deciders said to weights of the factors, with the spread that it leaves."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from opendecide import mcda
from opendecide.errors import InvalidInputError
from opendecide.measures.performance import Floats
from opendecide.model.criteria import Criteria
from opendecide.model.message import Message
from opendecide.model.preferences import Weights

PERSONA_CONCENTRATION = 50.0
"""A persona is a guess at the decider: 10 % then has a standard deviation of 4 points."""
SWING_CONCENTRATION = 200.0
"""Swing points were thought about: 10 % is known to about 2 points."""
DIRECT_CONCENTRATION = 400.0
"""Stated shares are meant: 10 % is known to about 1.5 points."""
CONSISTENCY_LIMIT = 0.2
"""Above it, pairwise judgements contradict each other too much to be used."""
JUDGEMENT_SPREAD = 0.15
"""Least standard deviation of the logarithm of one pairwise judgement."""
TOTAL = 100.0


@dataclass(frozen=True, kw_only=True)
class WeightDraws:
    """Weights of all factors, sample by sample.

    Attributes:
        factors: Full ids of the columns, length m.
        samples: Shape (s, m); every row sums to 1.
        origin: How they were given.
        consistency_ratio: Of pairwise judgements; None otherwise.
    """

    factors: tuple[str, ...]
    samples: Floats
    origin: Message
    consistency_ratio: float | None = None

    @cached_property
    def mean(self) -> Floats:
        """Shape (m,)."""
        return np.asarray(self.samples.mean(axis=0))

    @cached_property
    def by_factor(self) -> dict[str, float]:
        """The same by the id of the factor."""
        return dict(zip(self.factors, self.mean.tolist(), strict=True))


def factor_ids(criteria: Criteria) -> tuple[str, ...]:
    """Return the full ids of all factors, in order."""
    return tuple(
        f"{criterion.id}.{factor.id}"
        for criterion in criteria.criteria
        for factor in criterion.factors
    )


def persona_weights(criteria: Criteria, persona: str) -> dict[str, float]:
    """Return the persona's share of every factor; they sum to 1."""
    found: dict[str, float] = {}
    total = sum(
        one.weight.get(persona, one.weight.get("default", 0.0)) for one in criteria.criteria
    )
    for criterion in criteria.criteria:
        share = criterion.weight.get(persona, criterion.weight.get("default", 0.0)) / total
        local = [
            factor.weight.get(persona, factor.weight.get("default", 0.0))
            for factor in criterion.factors
        ]
        inside = sum(local)
        for factor, weight in zip(criterion.factors, local, strict=True):
            found[f"{criterion.id}.{factor.id}"] = share * weight / inside if inside else 0.0
    return found


def _moved(usual: dict[str, float], times: Floats) -> dict[str, float]:
    """Return usual weights multiplied, as shares of the whole again."""
    moved = np.array(list(usual.values())) * times
    total = moved.sum()
    return dict(zip(usual, (moved / (total or 1.0)).tolist(), strict=True))


def draw_weights(  # noqa: PLR0913 — who decides, what they said, and how often it is drawn
    criteria: Criteria, persona: str, stated: Weights, samples: int, seed: int, times: Floats
) -> WeightDraws:
    """Draw the weights of all factors.

    Args:
        criteria: What is judged.
        persona: Whose proportions fill in what was not stated.
        stated: What the deciders said.
        samples: The number s of samples.
        seed: Of the generator.
        times: What a factor's usual weight is multiplied by, shape (m,).

    Returns:
        Weights, their origin, and the consistency ratio of pairwise judgements.

    Raises:
        InvalidInputError: If an id is unknown, or pairwise judgements are too inconsistent.
    """
    usual = _moved(persona_weights(criteria, persona), times)
    rng = np.random.Generator(np.random.SFC64([seed, 7]))
    if stated.are_the_personas:
        return _persona(criteria, persona, usual, samples, rng)
    method = "direct" if stated.method == "persona_default" else stated.method
    if method == "ranking":
        return _ranking(criteria, usual, stated, samples, rng)
    if method == "pairwise":
        return _pairwise(criteria, usual, stated, samples, rng)
    points = (
        dict(stated.direct)
        if method == "direct"
        else {one.criterion: one.points for one in stated.swing}
    )
    concentration = DIRECT_CONCENTRATION if method == "direct" else SWING_CONCENTRATION
    centre = _stated_shares(criteria, usual, points, swing=method == "swing")
    drawn = mcda.weight_samples(
        "dirichlet", len(centre), samples, rng, centre=centre, concentration=concentration
    )
    return WeightDraws(
        factors=factor_ids(criteria),
        samples=drawn,
        origin=Message(code=f"weights.{method}"),
    )


def members(criteria: Criteria, name: str) -> tuple[int, ...]:
    """Return the columns that a criterion or factor id stands for."""
    ids = factor_ids(criteria)
    found = tuple(
        place
        for place, one in enumerate(ids)
        if one == name or one.split(".")[0] == name or one.split(".")[1] == name
    )
    if not found:
        raise InvalidInputError(
            "preferences.weights: no criterion or factor has the id '{name}'", name=name
        )
    return found


def _persona(
    criteria: Criteria,
    persona: str,
    usual: dict[str, float],
    samples: int,
    rng: np.random.Generator,
) -> WeightDraws:
    shares = np.array(
        [sum(usual[f"{one.id}.{factor.id}"] for factor in one.factors) for one in criteria.criteria]
    )
    outer = mcda.weight_samples(
        "dirichlet", len(shares), samples, rng, centre=shares, concentration=PERSONA_CONCENTRATION
    )
    return WeightDraws(
        factors=factor_ids(criteria),
        samples=_split(criteria, usual, outer, samples, rng),
        origin=Message(code="weights.persona", values={"persona": persona}),
    )


def _split(
    criteria: Criteria,
    usual: dict[str, float],
    outer: Floats,
    samples: int,
    rng: np.random.Generator,
) -> Floats:
    """Divide each criterion's weight among its factors, around the persona's proportions."""
    blocks = []
    for place, criterion in enumerate(criteria.criteria):
        inside = np.array([usual[f"{criterion.id}.{factor.id}"] for factor in criterion.factors])
        if inside.sum() == 0:
            inside = np.ones_like(inside)
        local = (
            mcda.weight_samples(
                "dirichlet",
                len(inside),
                samples,
                rng,
                centre=inside,
                concentration=PERSONA_CONCENTRATION,
            )
            if len(inside) > 1
            else np.ones((samples, 1))
        )
        blocks.append(outer[:, place : place + 1] * local)
    return np.concatenate(blocks, axis=1)


def _stated_shares(
    criteria: Criteria, usual: dict[str, float], points: dict[str, float], *, swing: bool
) -> Floats:
    """Return the share of every factor: stated points, the rest in the persona's proportions.

    Direct points are per cent: what they leave of 100 goes to the others. Swing points are on a
    scale of their own, so the others keep the persona's weight against the ones that were named.
    """
    centre = np.array(list(usual.values()))
    named = np.zeros(len(centre), dtype=bool)
    parts = np.zeros(len(centre))
    # Criteria first: a factor named beside its criterion takes its points out of it.
    for name, weight in sorted(points.items(), key=lambda one: -len(members(criteria, one[0]))):
        columns = np.array(members(criteria, name))
        inside = centre[columns]
        share = (
            inside / inside.sum() if inside.sum() > 0 else np.full(len(columns), 1 / len(columns))
        )
        if named[columns].all() and len(columns) < len(centre):
            others = named.copy()
            others[columns] = False
            before = parts[columns].sum()
            siblings = np.array(
                [
                    one
                    for one in members(criteria, _criterion(criteria, columns[0]))
                    if one not in columns
                ],
                dtype=int,
            )
            left = max(0.0, parts[siblings].sum() + before - weight)
            if siblings.size and parts[siblings].sum() > 0:
                parts[siblings] *= left / parts[siblings].sum()
        parts[columns] = weight * share
        named[columns] = True
    total = parts.sum()
    rest = np.where(named, 0.0, centre)
    if rest.sum() == 0:
        if total <= 0:
            raise InvalidInputError(
                "preferences.weights: all points are zero; give some to one at least"
            )
        return np.asarray(parts / total)
    if swing and total > 0:
        scale = float(centre[named].sum() or 1.0) / total
        return np.asarray((parts * scale + rest) / (parts * scale + rest).sum())
    if total < TOTAL:
        return np.asarray(parts / TOTAL + rest / rest.sum() * (1 - total / TOTAL))
    combined = parts / TOTAL + rest
    return np.asarray(combined / combined.sum())


def _criterion(criteria: Criteria, column: int) -> str:
    return factor_ids(criteria)[column].split(".")[0]


def _items(
    criteria: Criteria, names: list[str]
) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]]]:
    """Return the columns of the named items, and of every criterion's unnamed remainder."""
    taken: set[int] = set()
    named: list[tuple[int, ...]] = []
    singles = {name for name in names if len(members(criteria, name)) == 1}
    reserved = {column for name in singles for column in members(criteria, name)}
    for name in names:
        columns = tuple(
            one for one in members(criteria, name) if name in singles or one not in reserved
        )
        named.append(columns)
        taken.update(columns)
    rest: list[tuple[int, ...]] = []
    for criterion in criteria.criteria:
        columns = tuple(one for one in members(criteria, criterion.id) if one not in taken)
        if columns:
            rest.append(columns)
    return named, rest


def _spread_items(usual: dict[str, float], items: list[tuple[int, ...]], drawn: Floats) -> Floats:
    """Divide the weight of each item among its factors in the persona's proportions."""
    centre = np.array(list(usual.values()))
    found = np.zeros((drawn.shape[0], len(centre)))
    for place, columns in enumerate(items):
        inside = centre[list(columns)]
        share = (
            inside / inside.sum() if inside.sum() > 0 else np.full(len(columns), 1 / len(columns))
        )
        found[:, list(columns)] = drawn[:, place : place + 1] * share
    return found


def _ranking(
    criteria: Criteria,
    usual: dict[str, float],
    stated: Weights,
    samples: int,
    rng: np.random.Generator,
) -> WeightDraws:
    """Draw weights in the stated order; what nobody ranked stays below, much as usual."""
    groups = [(one,) if isinstance(one, str) else one for one in stated.ranking]
    names = [name for group in groups for name in group]
    named, rest = _items(criteria, names)
    centre = np.array(list(usual.values()))
    places = [place for place, group in enumerate(groups, start=1) for _ in group]
    items = named + rest
    options: dict[str, object] = {"ranks": places + [len(groups) + 1] * len(rest)}
    if rest:
        options["centre"] = [max(1e-6, float(centre[list(columns)].sum())) for columns in items]
        options["concentration"] = PERSONA_CONCENTRATION
    drawn = mcda.weight_samples("ordered", len(items), samples, rng, **options)
    return WeightDraws(
        factors=factor_ids(criteria),
        samples=_spread_items(usual, items, drawn),
        origin=Message(
            code="weights.ranking_in_part" if rest else "weights.ranking",
            values={"names": ", ".join(names)},
        ),
    )


def _pairwise(
    criteria: Criteria,
    usual: dict[str, float],
    stated: Weights,
    samples: int,
    rng: np.random.Generator,
) -> WeightDraws:
    """Draw weights around pairwise judgements; contradictions widen them, or are refused."""
    names = list(dict.fromkeys(name for one in stated.pairwise for name in (one.a, one.b)))
    named, rest = _items(criteria, names)
    matrix = np.full((len(names), len(names)), np.nan)
    np.fill_diagonal(matrix, 1.0)
    for one in stated.pairwise:
        row, column = names.index(one.a), names.index(one.b)
        matrix[row, column], matrix[column, row] = one.ratio, 1 / one.ratio
    ratio = _consistency(matrix)
    if ratio is not None and ratio > CONSISTENCY_LIMIT:
        raise InvalidInputError(
            "preferences.weights.pairwise: the judgements contradict each other "
            "(consistency ratio {ratio}, at most {limit}); look at them again",
            ratio=f"{ratio:.2f}",
            limit=CONSISTENCY_LIMIT,
        )
    block = mcda.weight_samples(
        "pairwise", len(names), samples, rng, judgements=matrix, least_spread=JUDGEMENT_SPREAD
    )
    centre = np.array(list(usual.values()))
    share = float(sum(centre[list(columns)].sum() for columns in named))
    drawn = np.concatenate(
        [
            block * share,
            np.tile([float(centre[list(columns)].sum()) for columns in rest], (samples, 1)),
        ],
        axis=1,
    )
    drawn /= drawn.sum(axis=1, keepdims=True)
    return WeightDraws(
        factors=factor_ids(criteria),
        samples=_spread_items(usual, named + rest, drawn),
        origin=Message(code="weights.pairwise", values={"cr": ratio}),
        consistency_ratio=ratio,
    )


def _consistency(matrix: Floats) -> float | None:
    """Return the consistency ratio; None below three criteria, where nothing can contradict."""
    if len(matrix) < 3:  # noqa: PLR2004 — two items cannot contradict each other
        return None
    complete = not np.isnan(matrix).any()
    method = "ahp_priorities" if complete else "ahp_incomplete"
    diagnostics = mcda.weigh(method, matrix).diagnostics
    ratio = diagnostics.get("consistency_ratio")
    return float(ratio) if isinstance(ratio, (int, float)) else None
