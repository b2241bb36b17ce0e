"""RANCOM: weights from who is more important than whom, in wins and draws."""

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import ArrayLike, Details, Floats
from opendecide.mcda.checks import numbers, refuse


def rancom(judgements: ArrayLike) -> tuple[Floats, Details]:
    """Return weights in proportion to the points each criterion wins against all.

    Args:
        judgements: Shape (m, m): 1 if the row's criterion is more important than the column's, 0.5
            if they are equal (and on the diagonal), 0 if it is less. Or ranks, shape (m,), 1 for
            the most important, from which the comparisons follow.

    Returns:
        Weights, shape (m,); the `comparisons`.

    Source:
        Wieckowski, Kizielewicz, Shekhovtsov & Salabun (2023), RANCOM: A novel approach to
        identifying criteria relevance based on inaccuracy expert judgments, Engineering
        Applications of Artificial Intelligence 122.
    """
    table = numbers(judgements, name="judgements", dimensions=(1, 2))
    if table.ndim == 1:
        table = (np.sign(table[None, :] - table[:, None]) + 1) / 2
    if table.shape[0] != table.shape[1]:
        raise InvalidInputError(f"judgements: shape {table.shape}; give a square table or ranks")
    refuse(~np.isin(table, (0.0, 0.5, 1.0)), table, name="judgements", cure="give 0, 0.5 or 1")
    refuse(table + table.T != 1, table, name="judgements", cure="its mirror must be one minus that")
    return table.sum(axis=1) / table.sum(), {"comparisons": table}
