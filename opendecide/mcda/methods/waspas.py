"""WASPAS: a weighted sum and a weighted product, mixed."""

import numpy as np

from opendecide.mcda.arrays import Floats, Outcome
from opendecide.mcda.checks import share
from opendecide.mcda.methods.wpm import log_products
from opendecide.mcda.normalise import normalise, reciprocals


def waspas(
    matrix: Floats,
    weights: Floats,
    signs: Floats,
    /,
    *,
    normalization: str | None = "linear",
    lambda_: float = 0.5,
) -> Outcome:
    """Score by lambda times the weighted sum plus (1 - lambda) times the weighted product.

    Args:
        matrix: Shape (n, m), positive.
        weights: Shape (m,) or (s, m), used as given.
        signs: Shape (m,); without normalisation a cost counts by its reciprocal in both parts.
        normalization: See `opendecide.mcda.normalise`; "linear" in the paper.
        lambda_: Share of the weighted sum, from 0 to 1.

    Returns:
        Scores, shape (n,) or (s, n), higher is better; `wsm_scores`, `wpm_scores` and
        `log10_wpm_scores`.

    Source:
        Zavadskas, Turskis, Antucheviciene & Zakarevicius (2012), Optimization of weighted
        aggregated sum product assessment, Elektronika ir elektrotechnika 122.
    """
    balance = share(lambda_, name="lambda")
    if normalization in {None, "none"}:
        values = reciprocals(matrix, signs)
    else:
        values = normalise(matrix, signs, normalization)
    sums = weights @ values.T
    logs = log_products(values, weights)
    products = np.exp(logs)
    details = {
        "wsm_scores": sums,
        "wpm_scores": products,
        "log10_wpm_scores": logs / np.log(10),
    }
    return balance * sums + (1 - balance) * products, details
