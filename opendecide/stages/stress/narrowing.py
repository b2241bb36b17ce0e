"""From where a quick look sees the answer change to about where it does."""

from collections.abc import Collection
from dataclasses import replace

from opendecide.stages.stress.ceilings import least_ceiling
from opendecide.stages.stress.hints import CLOSE, Hint, guess_of, share_of_the_way
from opendecide.stages.stress.levers import Lever
from opendecide.stages.stress.pinning import along, back, halved, limit_of, side, start
from opendecide.stages.stress.standing import LOST, SAFE, Standing
from opendecide.stages.stress.trial import REWEIGHED, Trial

GUESSES, HALVINGS = 8, 14
"""Steps of a guess towards the point, and of one that only halves."""
LEVEL = 2e-4
"""A guess is close enough at this gap."""


def narrowed(trial: Trial, hint: Hint) -> Hint | None:
    """Halve the way, or follow the line between its ends, until the guess is close enough."""
    lever = hint.lever
    if hint.opening is not None:
        at = least_ceiling(
            trial, lever, hint.opening, lambda value: ask_at(trial, lever, value, hint.also)
        )
        return None if at is None else replace(hint, at=at)
    if lever.kind == "quality" and hint.also and hint.direction < 0:
        turn = _turn_below(trial, hint)
        return None if turn is None else replace(hint, at=turn)
    if isinstance(hint.at, str) or lever.kind in REWEIGHED or hint.also:
        return hint
    today = along(lever, start(lever))
    near, far = today, along(lever, hint.at)
    near_gap, far_gap = trial.lead, hint.far_gap
    moved = 0
    for step in range(HALVINGS):
        smooth = far_gap > LOST and near_gap < SAFE
        # The same end twice: the line between the ends bends, so halve instead.
        follow = smooth and abs(moved) < 2  # noqa: PLR2004 — twice
        share = min(0.9, max(0.1, share_of_the_way(near_gap, far_gap))) if follow else 0.5
        middle = near + (far - near) * share
        guess = guess_of(trial, lever, back(lever, middle))
        found = LOST if hint.all_of_it and not guess.keeps_it_all else guess.gap
        if found < 0:
            far, far_gap = middle, found
            moved = min(moved, 0) - 1 if follow else 0
        else:
            near, near_gap = middle, found
            moved = max(moved, 0) + 1 if follow else 0
        if smooth:
            close = abs(far - near) < CLOSE * lever.step or abs(found) < LEVEL
            enough = close or step + 1 >= GUESSES
        else:  # a gate: where it shuts is found by halving alone, so to the digit that is printed
            ends = back(lever, near), back(lever, far)
            enough = abs(ends[1] - ends[0]) < side(lever, ends[0])
        if enough:
            break
    at = (near + far) / 2
    slope = 0.0
    if far_gap > LOST and near_gap < SAFE:
        slope = (far_gap - near_gap) / (far - near)
        at = near + (far - near) * share_of_the_way(near_gap, far_gap)
    distance = abs(at - today) / lever.step
    return replace(hint, at=back(lever, at), distance=distance, slope=slope)


def _turn_below(trial: Trial, hint: Hint) -> float | None:
    """Return where the answer turns from the figure of a hint down; None where it never does.

    Whoever comes in may lead at once, or where its chance of missing the minimum is small enough.
    """
    lever, lowest = hint.lever, limit_of(hint.lever, -1)

    def ask(value: float) -> Standing | None:
        return ask_at(trial, lever, value, hint.also)

    def turned(value: float) -> bool:
        found = ask(value)
        return found is not None and trial.turned(found)

    at = float(hint.at)
    if turned(at - side(lever, at)):
        return at
    if not turned(lowest):
        return None
    found = halved(lever, lowest, trial.turned, ask)
    return None if found is None else found[0]


def ask_at(trial: Trial, lever: Lever, value: float, also: Collection[str] = ()) -> Standing | None:
    """Return who leads at a value, by the pipeline; looked at are those that may lead, and others.

    Args:
        trial: Tries changes.
        lever: What moves.
        value: To where.
        also: Places to look at besides.
    """
    setting = lever.setting(value)
    if lever.kind in REWEIGHED:
        return trial.reweighed(setting)
    if also:
        return trial.exact(setting, also=(*trial.pool, *trial.siblings, *also))
    return trial.exact(setting, bill_only=lever.bill_only)
