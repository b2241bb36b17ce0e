"""ELECTRE I: the kernel of a crisp outranking relation."""

import numpy as np

from opendecide.mcda.arrays import Floats, Outcome
from opendecide.mcda.graph import kernel
from opendecide.mcda.outranking import concordance, discordance, outranks, prescaled


def electre1(  # noqa: PLR0913 - the thresholds are the method's own parameters
    matrix: Floats,
    weights: Floats,
    signs: Floats,
    /,
    *,
    c_hat: float = 0.65,
    d_hat: float = 0.35,
    prescale: str | None = "sum",
) -> Outcome:
    """Find the alternatives that remain when those outranked by the kernel are set aside.

    Args:
        matrix: Shape (n, m).
        weights: Shape (m,), scaled to sum 1.
        signs: Shape (m,), +1 to maximise and -1 to minimise.
        c_hat: Least concordance of an outranking, from 0 to 1.
        d_hat: Largest discordance of an outranking, from 0 to 1.
        prescale: How columns are made comparable in the discordance: "sum", "none" or another
            normalisation that knows no direction.

    Returns:
        1 for the kernel and 0 for the rest, shape (n,); `kernel` (rows in ascending order),
        `concordance`, `discordance` and `outranks`, each (n, n).

    Source:
        Roy (1968), Classement et choix en presence de points de vue multiples (la methode
        ELECTRE), RIRO 2(8).
    """
    scaled = prescaled(matrix, prescale)
    agreement = concordance(scaled, weights, signs)
    disagreement = discordance(scaled, signs)
    relation = outranks(agreement, disagreement, at_least=c_hat, at_most=d_hat)
    members = kernel(relation)
    scores = np.zeros(len(matrix))
    scores[members] = 1.0
    return scores, {
        "kernel": members,
        "concordance": agreement,
        "discordance": disagreement,
        "outranks": relation,
    }
