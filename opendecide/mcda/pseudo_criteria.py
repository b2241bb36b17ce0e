"""Valued outranking with thresholds, for ELECTRE III and ELECTRE TRI."""

from typing import NamedTuple

import numpy as np

from opendecide.mcda.arrays import ArrayLike, Floats
from opendecide.mcda.checks import LARGEST, per_criterion, refuse
from opendecide.mcda.normalise import divide


class Thresholds(NamedTuple):
    """Indifference q, preference p and veto v, shape (m,) each; no veto is infinity."""

    q: Floats
    p: Floats
    v: Floats


def thresholds(q: ArrayLike, p: ArrayLike, v: ArrayLike | None, criteria: int) -> Thresholds:
    """Check thresholds: 0 <= q <= p <= v for each criterion."""
    indifference = per_criterion(q, criteria, name="q")
    preference = per_criterion(p, criteria, name="p")
    given = np.array(np.nan if v is None else v, dtype=float)
    veto = per_criterion(np.where(np.isnan(given), LARGEST, given), criteria, name="v")
    refuse(indifference < 0, indifference, name="q", cure="give thresholds of 0 or more")
    refuse(preference < indifference, preference, name="p", cure="give at least q")
    refuse(veto < preference, veto, name="v", cure="give at least p, or None for no veto")
    return Thresholds(indifference, preference, np.where(veto == LARGEST, np.inf, veto))


def valued_outranking(
    rows: Floats, columns: Floats, weights: Floats, signs: Floats, limits: Thresholds
) -> tuple[Floats, Floats, Floats]:
    """Return how credible it is that each row is at least as good as each column.

    Args:
        rows: Shape (n, m).
        columns: Shape (k, m).
        weights: Shape (m,), summing to 1.
        signs: Shape (m,), +1 to maximise and -1 to minimise.
        limits: The thresholds.

    Returns:
        Concordance (n, k), discordance per criterion (n, k, m) and credibility (n, k).
    """
    behind = (columns[None, :, :] - rows[:, None, :]) * signs
    slack = 1e-12 * np.maximum(np.abs(rows).max(axis=0), np.abs(columns).max(axis=0))
    agreement = 1 - _ramp(behind, limits.q, limits.p, slack)
    disagreement = _ramp(behind, limits.p, limits.v, slack)
    concordance = agreement @ weights
    whole = concordance[:, :, None]
    factors = divide(1 - disagreement, 1 - whole, otherwise=1.0)
    credibility = concordance * np.where(disagreement > whole, factors, 1.0).prod(axis=2)
    return concordance, disagreement, credibility


def _ramp(behind: Floats, start: Floats, end: Floats, slack: Floats) -> Floats:
    """Rise from 0 at the start to 1 at the end; a step just after the start if they coincide."""
    endless = np.isinf(end)
    step = start == end
    width = np.where(step | endless, 1.0, end - np.where(endless, 0.0, start))
    slope = np.clip((behind - start) / width, 0.0, 1.0)
    return np.where(endless, 0.0, np.where(step, behind > start + slack, slope))
