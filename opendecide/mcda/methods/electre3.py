"""ELECTRE III: two distillations of a fuzzy outranking relation."""

import numpy as np

from opendecide.mcda.arrays import ArrayLike, Floats, Outcome
from opendecide.mcda.distillation import distil
from opendecide.mcda.pseudo_criteria import thresholds, valued_outranking


def electre3(  # noqa: PLR0913 - the thresholds are the method's own parameters
    matrix: Floats,
    weights: Floats,
    signs: Floats,
    /,
    *,
    q: ArrayLike = 0.0,
    p: ArrayLike = 0.0,
    v: ArrayLike | None = None,
    alpha: float = -0.15,
    beta: float = 0.3,
) -> Outcome:
    """Score each alternative by the mean of its ranks in the two distillations.

    Args:
        matrix: Shape (n, m).
        weights: Shape (m,), scaled to sum 1.
        signs: Shape (m,), +1 to maximise and -1 to minimise.
        q: Indifference thresholds, shape (m,), in the unit of the criterion.
        p: Preference thresholds, shape (m,), at least q.
        v: Veto thresholds, shape (m,), at least p; None, or None for a criterion, for no veto.
        alpha: Slope of the discrimination threshold s(x) = alpha * x + beta.
        beta: Its intercept.

    Returns:
        Mean ranks, shape (n,), lower is better; `concordance` and `credibility` (n, n),
        `discordance` (n, n, m), `descending` and `ascending` ranks, and `outranks`, the final
        partial pre-order: (a, b) is true if no distillation places b before a.

    Source:
        Roy (1978), ELECTRE III: un algorithme de classements fonde sur une representation floue
        des preferences en presence de criteres multiples, Cahiers du CERO 20(1).
    """
    limits = thresholds(q, p, v, matrix.shape[1])
    agreement, disagreement, credibility = valued_outranking(
        matrix, matrix, weights / weights.sum(), signs, limits
    )
    descending = distil(credibility, best_first=True, alpha=alpha, beta=beta)
    ascending = distil(credibility, best_first=False, alpha=alpha, beta=beta)
    relation = np.logical_and(
        descending[:, None] <= descending[None, :], ascending[:, None] <= ascending[None, :]
    )
    return (descending + ascending) / 2, {
        "concordance": agreement,
        "discordance": disagreement,
        "credibility": credibility,
        "descending": descending,
        "ascending": ascending,
        "outranks": relation,
    }
