"""Where within a family: one way of running may stand on own premises or on rented machines."""

from collections.abc import Mapping, Sequence

import numpy as np

from opendecide.stages.assessment.contender import Contender
from opendecide.stages.assessment.evaluation import Evaluation


def by_place(evaluation: Evaluation, contenders: Sequence[Contender]) -> Mapping[str, float]:
    """Return how often each place has the best deployment of the leading family.

    Nothing where the family stands in one kind of place only: then its name says it.
    """
    rows = _of_the_family(evaluation, contenders)
    places = [place for place, _ in rows]
    if len(rows) < 2:  # noqa: PLR2004 — one place leaves no choice
        return {}
    best = np.array([evaluation.scores[list(members)].max(axis=0) for _, members in rows])
    shares = np.bincount(best.argmax(axis=0), minlength=len(places)) / best.shape[1]
    return dict(zip(places, shares.tolist(), strict=True))


def elsewhere(evaluation: Evaluation, contenders: Sequence[Contender]) -> int | None:
    """Return the best row of the leading family at another place than the leader's."""
    rows = _of_the_family(evaluation, contenders)
    return rows[1][1][0] if len(rows) > 1 else None


def _of_the_family(
    evaluation: Evaluation, contenders: Sequence[Contender]
) -> list[tuple[str, tuple[int, ...]]]:
    """Return the rows of the leading family by place, the place of the leader first."""
    family = contenders[evaluation.order[0]].deployment.family
    found: dict[str, list[int]] = {}
    for row in evaluation.order:
        place = contenders[row].place
        if contenders[row].deployment.family == family and place is not None:
            found.setdefault(place, []).append(row)
    return [(place, tuple(rows)) for place, rows in found.items()]
