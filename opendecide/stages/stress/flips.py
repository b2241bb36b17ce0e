"""What would change the answer, in the decider's own words, most likely first.

A guess looks where the leading family changes; the pipeline itself, with today's seed and samples,
must then agree on both sides of the point, or the change is not printed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import exp, log
from types import MappingProxyType

from opendecide.model.criteria import Criteria
from opendecide.model.recommendation import Flip
from opendecide.stages.run import Run
from opendecide.stages.stress.levers import MOVES, Lever, Stage, levers
from opendecide.stages.stress.relief import newcomers
from opendecide.stages.stress.trial import LOST, SAFE, Change, Standing, Trial

SHOWN = 8
OF_A_KIND: Mapping[str, int] = MappingProxyType({"weight": 3, "persona": 1})
USUALLY = 2
"""Changes of one kind that are shown: six weights say little more than three."""
RUNS = 18
"""How often the pipeline is asked, at most."""
GUESSES, PINS = 5, 3
"""Steps of a guess, and of the pipeline, towards the point."""
SIDE = 0.005
"""How close to the point, as a share of it, the leader must differ on the two sides."""
FAR = 8.0
"""Usual steps beyond which a change is no news."""
CLOSE, LEVEL = 0.02, 2e-4
"""A guess is close enough at this share of a usual step, or at this gap."""
ROOM = 1e-9
RIVALS = 4
NEWCOMERS = 10
"""How many who are not in front today are looked at when a choice shuts the front out."""


@dataclass(frozen=True, slots=True)
class Hint:
    """Where a guess sees the leading family change."""

    lever: Lever
    at: float | str
    direction: int
    """1 above, -1 below, 0 for a plain choice."""
    distance: float
    """In usual steps."""
    far_gap: float = LOST
    slope: float = 0.0
    """Change of the gap along the lever's scale."""
    also: tuple[str, ...] = ()


def flips(today: Run, criteria: Criteria, change: Change) -> tuple[Flip, ...]:
    """Return the changes that make another family lead, most likely first.

    Args:
        today: Today's pass.
        criteria: What is judged.
        change: What `--set` would make of profile and catalogue.
    """
    order = today.evaluation.order
    if not order:
        return ()
    rows = _rows(today)
    trial = Trial(today, criteria, change, rows)
    views = [today.views[row] for row in rows]
    rivals = tuple(one for one in views if one.deployment.family != trial.ours)
    stage = Stage(today, today.views[order[0]], rivals[:RIVALS])
    hints = sorted(
        (one for lever in levers(stage) for one in _hints(trial, lever)),
        key=lambda one: (one.distance, one.lever.path, one.direction),
    )
    found: list[tuple[float, Flip]] = []
    kinds: dict[str, int] = {}
    for hint in hints:
        if len(found) == SHOWN or trial.runs >= RUNS:
            break
        if kinds.get(hint.lever.kind, 0) >= OF_A_KIND.get(hint.lever.kind, USUALLY):
            continue
        near = _narrowed(trial, hint)
        flip = None if near is None else _verified(trial, near)
        if near is not None and flip is not None:
            kinds[hint.lever.kind] = kinds.get(hint.lever.kind, 0) + 1
            found.append((near.distance, flip))
    found.sort(key=lambda one: (one[0], one[1].path, str(one[1].threshold)))
    return tuple(flip for _, flip in found)


def _rows(today: Run) -> list[int]:
    """Return the rows that may lead: the best of all, of today's family and of the others."""
    order, leaders = today.evaluation.order, today.evaluation.leaders
    ours = today.families[order[0]]
    own = [row for row in order if today.families[row] == ours][:2]
    seconds = [row for row in order[:8] if row not in own][:2]
    return list(dict.fromkeys([*own, *leaders[: RIVALS + 1], *seconds]))


def _written(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.6g}"


def _setting(lever: Lever, value: float | str) -> str:
    return f"{lever.path}={_written(value)}"


def _along(lever: Lever, value: float) -> float:
    return log(value) if lever.log else value


def _back(lever: Lever, place: float) -> float:
    return exp(place) if lever.log else place


def _gap(trial: Trial, lever: Lever, value: float | str) -> float | None:
    return trial.guess(_setting(lever, value), MOVES.get(lever.kind))


def _hints(trial: Trial, lever: Lever) -> Iterator[Hint]:
    """Look once at each end: where today's family does not lead there, it stops on the way."""
    if lever.choices:
        yield from _choices(trial, lever)
        return
    if not isinstance(lever.today, float) or (lever.log and lever.today <= 0):
        return
    today = _along(lever, lever.today)
    for direction in lever.directions:
        end = lever.low if direction < 0 else lever.high
        reach = _reach(lever, direction, end)
        if reach is None:
            continue
        if lever.kind == "weight":
            yield from _weight(trial, lever, direction)
            continue
        gap = _gap(trial, lever, _back(lever, reach))
        gap = LOST if gap is None else gap
        if gap < 0:
            share = 0.5 if gap == LOST else _share(trial.lead, gap)
            distance = abs(reach - today) * share / lever.step
            yield Hint(lever, _back(lever, reach), direction, distance, far_gap=gap)


def _weight(trial: Trial, lever: Lever, direction: int) -> Iterator[Hint]:
    """The interval of a weight is exact for the mean values: no guess is better."""
    criterion = lever.path.rpartition(".")[2]
    for one in trial.intervals:
        challenger = one.challenger_below if direction < 0 else one.challenger_above
        if one.criterion == criterion and challenger is not None:
            at = 100 * (one.low if direction < 0 else one.high)
            if lever.low < at < lever.high:
                distance = abs(at - 100 * one.today) / lever.step
                if distance <= FAR:
                    yield Hint(lever, at, direction, distance)


def _share(near_gap: float, far_gap: float) -> float:
    """Return how far along a straight line falls to zero."""
    return near_gap / (near_gap - far_gap) if near_gap > 0 else 0.0


def _reach(lever: Lever, direction: int, end: float) -> float | None:
    """Return how far to look: to the end, or as many usual steps as are news."""
    today = _along(lever, float(lever.today or 0.0))
    limit = _along(lever, end)
    reach = today + direction * FAR * lever.step
    place = max(limit, reach) if direction < 0 else min(limit, reach)
    return place if (place - today) * direction > ROOM else None


def _narrowed(trial: Trial, hint: Hint) -> Hint | None:
    """Halve the way, or follow the line between its ends, until the guess is close enough."""
    lever = hint.lever
    if isinstance(hint.at, str) or lever.kind == "weight":
        return hint
    today = _along(lever, float(lever.today or 0.0))
    near, far = today, _along(lever, hint.at)
    near_gap, far_gap = trial.lead, hint.far_gap
    for _ in range(GUESSES):
        smooth = far_gap > LOST and near_gap < SAFE
        share = min(0.9, max(0.1, _share(near_gap, far_gap))) if smooth else 0.5
        middle = near + (far - near) * share
        found = _gap(trial, lever, _back(lever, middle))
        if found is None or found < 0:
            far, far_gap = middle, LOST if found is None else found
        else:
            near, near_gap = middle, found
        if abs(far - near) < CLOSE * lever.step or (smooth and abs(found or LOST) < LEVEL):
            break
    at = (near + far) / 2
    slope = 0.0
    if far_gap > LOST and near_gap < SAFE:
        slope = (far_gap - near_gap) / (far - near)
        at = near + (far - near) * _share(near_gap, far_gap)
    distance = abs(at - today) / lever.step
    return Hint(lever, _back(lever, at), hint.direction, distance, slope=slope)


def _choices(trial: Trial, lever: Lever) -> Iterator[Hint]:
    for choice in lever.choices:
        also: tuple[str, ...] = ()
        if lever.frees is not None:
            also = newcomers(trial.today, trial.criteria, lever.frees)
            if not also:
                return
        elif lever.kind == "persona":
            if choice not in trial.other_personas:
                continue
        else:
            gap = trial.guess(_setting(lever, choice), frozenset() if lever.shuts else None)
            if gap is not None and gap >= 0:
                continue
        yield Hint(lever, choice, 0, lever.step, also=also)
        if lever.kind != "persona":
            return


def _verified(trial: Trial, hint: Hint) -> Flip | None:
    """Return the change as a record, when the pipeline agrees on both sides."""
    if isinstance(hint.at, str):
        setting = _setting(hint.lever, hint.at)
        also = hint.also or trial.promising(setting, NEWCOMERS)
        found = trial.exact(setting, also=also)
        if found is None or found.family == trial.ours:
            return None
        return _flip(hint, hint.at, found, None)
    return _pinned(trial, hint)


def _ask(trial: Trial, lever: Lever, value: float) -> Standing | None:
    """Return who leads at a value, by the pipeline."""
    setting = _setting(lever, value)
    if lever.kind == "weight":
        return trial.reweighed(setting)
    return trial.exact(setting, bill_only=lever.bill_only)


def _pinned(trial: Trial, hint: Hint) -> Flip | None:
    """Move the point until the leader differs on its two sides, close by."""
    lever, at = hint.lever, float(hint.at)
    slope = hint.slope
    asked: dict[float, Standing | None] = {}
    for _ in range(PINS):
        at = float(f"{at:.4g}")
        side = max(SIDE * abs(at), 0.0005 * abs(lever.high - lever.low) if not lever.log else 0.0)
        before, after = at - hint.direction * side, at + hint.direction * side
        if not lever.low <= min(before, after) or max(before, after) > lever.high:
            return None
        if (before - float(lever.today or 0.0)) * hint.direction <= 0:
            return None  # stating what is now assumed would do: no change of the figure itself
        for one in (before, after):
            if one not in asked:
                asked[one] = _ask(trial, lever, one)
        near, beyond = asked[before], asked[after]
        if near is None or beyond is None:
            return None
        if near.family == trial.ours and beyond.family != trial.ours:
            return _flip(hint, at, beyond, _distance(lever, at))
        # A step of Newton along the gap as the pipeline sees it now.
        here = (near.gap + beyond.gap) / 2
        rise = (beyond.gap - near.gap) / (_along(lever, after) - _along(lever, before))
        if max(abs(near.gap), abs(beyond.gap)) >= 1:
            return None
        rise = rise if abs(rise) > abs(slope) / 4 else slope
        if rise == 0:
            return None
        at = _back(lever, _along(lever, at) - here / rise)
    return None


def _distance(lever: Lever, at: float) -> float | None:
    if lever.sd is None or not isinstance(lever.today, float):
        return None
    return abs(_along(lever, at) - _along(lever, lever.today)) / lever.sd


def _flip(hint: Hint, at: float | str, then: Standing, distance: float | None) -> Flip:
    words = {-1: "below", 0: "becomes", 1: "above"}
    return Flip(
        path=hint.lever.path,
        label=hint.lever.label,
        today=hint.lever.today,
        threshold=at,
        direction=words[hint.direction],
        then=then.leader,
        then_family=then.family,
        distance_sd=distance,
    )
