"""Where a quick look sees the answer change: a place to begin at, for the pipeline to look into."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import inf, log
from types import MappingProxyType
from typing import Literal

import numpy as np

from opendecide.model.robustness import PersonaLeader
from opendecide.stages.gates.money_and_tests import END_OF_SCALE
from opendecide.stages.newcomers import newcomers
from opendecide.stages.run import place_of
from opendecide.stages.stress.ceilings import Opening, needed, openings
from opendecide.stages.stress.deciders import says
from opendecide.stages.stress.glance import Guess
from opendecide.stages.stress.levers import MOVES, Lever
from opendecide.stages.stress.pinning import FAR, along, back, limit_of, start
from opendecide.stages.stress.standing import LOST
from opendecide.stages.stress.trial import NEWCOMERS, REWEIGHED, Trial, mean_scores

QUICK_HALVINGS = 3
"""Steps to about where too much is asked: within a fifth of the way to the end."""
CLOSE = 0.02
"""A guess is close enough at this share of a usual step."""
DIRECTIONS: Mapping[int, Literal["below", "becomes", "above"]] = MappingProxyType(
    {-1: "below", 0: "becomes", 1: "above"}
)
ROOM = 1e-9
OUT_OF_PROPORTION = "budget.out_of_proportion"
BEYOND = 2.5
"""How far past the figure at which somebody comes in the search begins: who comes in leads a
little later, and a search finds its way back more surely than on."""


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
    """Beyond it, as in `Standing.gap`."""
    slope: float = 0.0
    """Change of the gap along the lever's scale."""
    also: tuple[str, ...] = ()
    """Places that it lets in."""
    opening: Opening | None = None
    """Whom a higher ceiling lets in: what they cost says where, and no guess has to."""
    all_of_it: bool = False
    """Whether it is where nobody does all of the work any more, though today's family is ahead."""


def hints(trial: Trial, lever: Lever, kinds: Mapping[str, PersonaLeader]) -> Iterator[Hint]:
    """Look once at each end: where today's family does not lead there, it stops on the way."""
    if lever.choices:
        yield from _choices(trial, lever, kinds)
        return
    if not isinstance(lever.today, float) or (lever.log and lever.today + lever.unit <= 0):
        return
    today = along(lever, lever.today)
    for direction in lever.directions:
        limit = limit_of(lever, direction)
        reach = along(lever, limit)
        if (reach - today) * direction <= ROOM:
            continue
        if lever.kind in REWEIGHED:
            exact = _weight if lever.kind == "weight" else _voice
            yield from exact(trial, lever, direction)
            continue
        yield from _coming_in(trial, lever, direction)
        if lever.kind == "quality" and direction > 0 and (kin := trial.stronger_kin(lever)):
            yield from _up_to_the_strongest(lever, kin)
            continue
        guess = guess_of(trial, lever, limit)
        if guess.gap >= 0 and not guess.keeps_it_all:
            yield _too_much(trial, lever, direction)
        if guess.gap < 0:
            share = 0.5 if guess.gap == LOST else share_of_the_way(trial.lead, guess.gap)
            distance = abs(reach - today) * share / lever.step
            if lever.kind == "ceiling" and direction < 0:
                distance = min(distance, _down_to_its_cost(trial, lever))
            yield Hint(lever, limit, direction, distance, far_gap=guess.gap)


def _choices(trial: Trial, lever: Lever, kinds: Mapping[str, PersonaLeader]) -> Iterator[Hint]:
    for choice in lever.choices:
        also: tuple[str, ...] = ()
        if lever.frees is not None:
            also = newcomers(trial.today, trial.criteria, lever.frees)
            if not also:
                return
        elif lever.kind == "persona":
            if choice not in kinds or kinds[choice].family in (None, trial.ours):
                continue
        elif trial.guess(lever.setting(choice), frozenset() if lever.shuts else None).gap >= 0:
            continue
        at = choice if lever.frees is None else lever.choices[-1]
        yield Hint(lever, at, 0, lever.step, also=also)
        if lever.kind != "persona":
            return


def _coming_in(trial: Trial, lever: Lever, direction: int) -> Iterator[Hint]:
    """Say who comes in by a higher ceiling, more work without a ceiling, or a lower minimum."""
    if lever.kind == "ceiling" and direction > 0:
        yield from _opened(trial, lever)
    if lever.kind == "volume" and direction > 0 and trial.today.case.ceiling is None:
        yield from _in_proportion(trial, lever)
    if lever.kind == "quality" and direction < 0:
        yield from _expected_to_miss(trial, lever)


def _up_to_the_strongest(lever: Lever, kin: Mapping[str, float]) -> Iterator[Hint]:
    """Say up to which minimum today's family still reaches it, with another model than today's."""
    at = max(kin.values())
    if start(lever) < at < limit_of(lever, 1):
        yield Hint(lever, at, 1, (at - start(lever)) / lever.step, also=tuple(kin))


def _expected_to_miss(trial: Trial, lever: Lever) -> Iterator[Hint]:
    """Say below which minimum those come in who will probably miss today's.

    They wait for a test while others will probably reach it, so no guess knows them.
    """
    places = trial.waiting_for(str(lever.label.values["workload"]), lever.setting(lever.low))
    nearest = max(places.values(), default=0.0)
    if limit_of(lever, -1) < nearest < start(lever):
        distance = (start(lever) - nearest) / lever.step
        # With less asked of quality others that pass today already may come before them.
        others = trial.promising(lever.setting(nearest), NEWCOMERS)
        also = tuple(dict.fromkeys((*places, *others)))
        yield Hint(lever, nearest, -1, distance, also=also)


def _too_much(trial: Trial, lever: Lever, direction: int) -> Hint:
    """Say about where too much is asked of all that may lead, as the ends alone tell little."""
    today = along(lever, start(lever))
    near, far = today, along(lever, limit_of(lever, direction))
    for _ in range(QUICK_HALVINGS):
        middle = (near + far) / 2
        kept = guess_of(trial, lever, back(lever, middle)).keeps_it_all
        near, far = (middle, far) if kept else (near, middle)
    distance = abs((near + far) / 2 - today) / lever.step
    return Hint(lever, back(lever, far), direction, distance, all_of_it=True)


def _down_to_its_cost(trial: Trial, lever: Lever) -> float:
    """Return how many usual steps a ceiling may fall before today's answer is above it."""
    if trial.cost is None or start(lever) <= 0:
        return inf
    least = needed(trial, lever, start(lever), trial.cost)
    if least is None:
        return inf
    return abs(along(lever, start(lever)) - along(lever, least)) / lever.step


def _opened(trial: Trial, lever: Lever) -> Iterator[Hint]:
    """Say whom a higher ceiling lets in: as far off as what the cheapest of them costs."""
    for one in openings(trial, lever):
        distance = (along(lever, one.least) - along(lever, start(lever))) / lever.step
        yield Hint(lever, one.at, 1, distance, also=one.places, opening=one)


def _in_proportion(trial: Trial, lever: Lever) -> Iterator[Hint]:
    """Say from how much work on those come in whose cost is out of proportion to today's.

    No guess knows them. Where this is one workload of several, it has to grow by so much more.
    """
    places = trial.let_in("budget", lever.setting(limit_of(lever, 1)))
    screened = trial.today.screened
    count = len(trial.today.case.needs) if "workload" in lever.label.values else 1
    times = [
        float(one.reason.values["times"])
        for name, objections in screened.excluded.items()
        if place_of(name) in places
        for one in objections
        if one.reason.code == OUT_OF_PROPORTION
    ]
    if times:
        more = count * max(0.0, min(times) / END_OF_SCALE - 1.0)
        at = min(start(lever) * (1.0 + more) * BEYOND, limit_of(lever, 1) * (1 - CLOSE))
        distance = (along(lever, at) - along(lever, start(lever))) / lever.step
        yield Hint(lever, at, 1, distance, also=places)


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


def _voice(trial: Trial, lever: Lever, direction: int) -> Iterator[Hint]:
    """So is the share of the say: the average of the groups' scores is a straight line in it."""
    today = trial.today
    place = next(n for n, one in enumerate(today.voices) if f".{one.name}." in lever.path)
    means = np.array([mean_scores(trial.problem, one.weights) for one in today.voices])
    ends = says(today.voices, means, place, trial.kinds, trial.ours)
    point = ends[0 if direction < 0 else 1]
    if point is not None and 0 < point.at < 1:
        share = today.voices[place].share
        at = start(lever) * (1 - share) / share * point.at / (1 - point.at)
        distance = abs(log(at) - log(start(lever))) / lever.step
        if lever.low < at < lever.high and distance <= FAR:
            yield Hint(lever, at, direction, distance)


def guess_of(trial: Trial, lever: Lever, value: float | str) -> Guess:
    """Return who a quick look finds ahead at a value, and by how much."""
    return trial.guess(lever.setting(value), MOVES.get(lever.kind))


def share_of_the_way(near_gap: float, far_gap: float) -> float:
    """Return how far along a straight line falls to zero."""
    return near_gap / (near_gap - far_gap) if near_gap > 0 else 0.0
