"""What would change the answer, in the decider's own words, most likely first.

A guess looks where the leading family changes; the pipeline itself, with today's seed and samples,
must then agree on both sides of the point, or the change is not printed.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf, log
from types import MappingProxyType
from typing import Literal

import numpy as np

from opendecide.model.criteria import Criteria
from opendecide.model.robustness import Flip, PersonaLeader
from opendecide.stages.gates.money_and_tests import END_OF_SCALE
from opendecide.stages.hybrid.combination import Combined
from opendecide.stages.newcomers import newcomers
from opendecide.stages.run import Run, place_of
from opendecide.stages.stress.ceilings import (
    AskBeside,
    Opening,
    last_ceiling,
    least_ceiling,
    needed,
    openings,
)
from opendecide.stages.stress.change import Change
from opendecide.stages.stress.deciders import says
from opendecide.stages.stress.glance import Guess
from opendecide.stages.stress.joint_trial import JointTrial
from opendecide.stages.stress.levers import ALL_VOLUMES, MOVES, Lever, Stage, joint_levers, levers
from opendecide.stages.stress.pinning import (
    FAR,
    Ask,
    along,
    back,
    halved,
    limit_of,
    pinned,
    side,
    start,
)
from opendecide.stages.stress.standing import LOST, SAFE, Standing
from opendecide.stages.stress.trial import NEWCOMERS, PAST, REWEIGHED, SOONER, Trial, mean_scores

SHOWN = 8
OF_A_KIND: Mapping[str, int] = MappingProxyType({"persona": 1})
USUALLY = 2
"""Changes of one kind that are shown: six weights say little more than two."""
RUNS = 14
"""How often the pipeline is asked, at most, unless a search that began takes longer; a little more
for plain choices, which take one answer each, and where a guess finds the point to the digit."""
PLAIN = 10
"""Further ones for plain choices, and where a guess finds the point to the digit."""
LONGEST = 7
"""For how many one change counts at most: a search that began is finished, and others are too."""
ON_BOTH_SIDES = 2
"""How often it is asked where guesses find to the digit from where on too much is asked."""
GUESSES, HALVINGS = 8, 14
"""Steps of a guess towards the point, and of one that only halves."""
GATED = frozenset({"people", "quality", "latency"})
"""Figures that shut out whoever leads today: what is left of all must then be looked at anew."""
QUICK_HALVINGS = 3
"""Steps to about where too much is asked: within a fifth of the way to the end."""
OF_ANOTHER_KIND = 24
"""How many of those that look best for another kind of organisation are asked."""
LIFTS: Mapping[str, tuple[str, int]] = MappingProxyType(
    {
        "people": ("skills", 1),
        "quality": ("quality_floor", -1),
        "ceiling": ("budget", 1),
        "volume": ("budget", 1),
    }
)
"""The gate that a figure opens, and in which direction: who falls by it alone today comes in."""
WIDER: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {"weight": (0.05, PAST), "voice": (0.05, PAST), "quality": (PAST,)}
)
"""How far off the point, as shares of it, what moves by samples is asked again: where two are about
level the lead may come and go. Furthest first, where most fail; a weight costs no run."""
CLOSE, LEVEL = 0.02, 2e-4
"""A guess is close enough at this share of a usual step, or at this gap."""
ROOM = 1e-9
OUT_OF_PROPORTION = "budget.out_of_proportion"
BEYOND = 2.5
"""How far past the figure at which somebody comes in the search begins: who comes in leads a
little later, and a search finds its way back more surely than on."""
DIRECTIONS: Mapping[int, Literal["below", "becomes", "above"]] = MappingProxyType(
    {-1: "below", 0: "becomes", 1: "above"}
)
RIVALS, SIBLINGS = 3, 3
Point = tuple[float, Standing]
"""Where an answer turns, and who leads beyond."""
NEARER = 3
"""How often a point is looked for anew, as somebody is found who leads before it."""


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


def flips(
    today: Run,
    criteria: Criteria,
    change: Change,
    kinds: Sequence[PersonaLeader],
    combined: Combined,
) -> tuple[Flip, ...]:
    """Return the changes after which another leads, or nobody is left, most likely first.

    For figures another family, for duties and choices another deployment: those name whom they shut
    out, and a twin of the leader is news when it is what is left. Of a combination that is today's
    answer, what counts is which families serve its workloads.

    Args:
        today: Today's pass.
        criteria: What is judged.
        change: What `--set` would make of profile and catalogue.
        kinds: Who would lead if the organisation were of another kind.
        combined: The combination of today.
    """
    order = today.evaluation.order
    if not order:
        return ()
    rows = who_may_lead(today)
    if combined.components and combined.choice is not None:
        joint = JointTrial(today, criteria, change, rows, combined.choice)
        return _searched(joint, joint_levers(today, combined, joint.rivals), {})
    trial = Trial(today, criteria, change, rows)
    views = [today.views[row] for row in rows]
    rivals = tuple(one for one in views if one.deployment.family != trial.ours)
    stage = Stage(today, today.views[order[0]], rivals[:RIVALS])
    return _searched(trial, levers(stage), {one.persona: one for one in kinds})


def _searched(
    trial: Trial, those: Sequence[Lever], kind_of: Mapping[str, PersonaLeader]
) -> tuple[Flip, ...]:
    """Ask of every lever where the answer changes, and keep what holds.

    What the answer rests on is asked first, then the nearest: the pipeline is asked so often only.
    """

    def place(one: Hint) -> tuple[bool, float, str, int]:
        rests = one.lever.path in trial.rests_on and one.direction < 0
        return not rests, one.distance, one.lever.path, one.direction

    hints = sorted((one for lever in those for one in _hints(trial, lever, kind_of)), key=place)
    found: list[tuple[float, Flip]] = []
    shown: dict[str, int] = {}
    tried: dict[str, int] = {}
    for hint in hints:
        if len(found) == SHOWN:
            break
        takes = ON_BOTH_SIDES if hint.all_of_it else trial.needs(hint.lever)
        most = RUNS + (PLAIN if hint.lever.choices or hint.all_of_it else 0)
        if takes and trial.runs + takes > most:
            continue
        if any(_same_way(hint, flip) for _, flip in found):
            continue
        enough = OF_A_KIND.get(hint.lever.kind, USUALLY)
        if shown.get(hint.lever.kind, 0) >= enough or tried.get(hint.lever.kind, 0) > enough:
            continue
        tried[hint.lever.kind] = tried.get(hint.lever.kind, 0) + 1
        # Figures and weights of a changed case are asked for once, and would fill the memory.
        runs = trial.runs
        with trial.today.draws.briefly("planning", "demand", "weights"):
            flip = _found(trial, hint)
        trial.runs = min(trial.runs, runs + LONGEST)
        if (
            flip is not None
            and trial.change.exactly(hint.lever.setting(flip.threshold or "")) is None
        ):
            continue  # `--set` would refuse it
        distance = hint.distance if flip is None else _steps(hint, flip)
        if flip is not None and distance <= FAR:
            shown[hint.lever.kind] = shown.get(hint.lever.kind, 0) + 1
            found.append((distance, flip))
    found.sort(key=lambda one: (one[0], one[1].path, str(one[1].threshold)))
    return tuple(flip for _, flip in found)


def _same_way(hint: Hint, flip: Flip) -> bool:
    """Tell whether a change is found already: one figure in one direction turns the answer once.

    From how much of all the work on it turns says about as much as from how much of a part.
    """
    same = flip.path == hint.lever.path
    part = flip.path == ALL_VOLUMES and hint.lever.kind == "volume"
    return hint.direction != 0 and (same or part) and flip.direction == DIRECTIONS[hint.direction]


def _steps(hint: Hint, flip: Flip) -> float:
    """Return how many usual steps away a change is."""
    lever = hint.lever
    if not isinstance(flip.threshold, float) or not isinstance(lever.today, float):
        return lever.step
    return abs(along(lever, flip.threshold) - along(lever, lever.today)) / lever.step


def who_may_lead(today: Run) -> list[int]:
    """Return the rows that may lead: the best of all, of today's family and of the others.

    With each come its twins of other companions: another volume may make another the right one.
    """
    order, leaders = today.evaluation.order, today.evaluation.leaders
    ours = today.families[order[0]]
    first: dict[str, int] = {}
    for row in order:
        if today.families[row] == ours:
            first.setdefault(today.views[row].model.id, row)
    own = list(first.values())[:SIBLINGS]
    chosen = [*own, *order[:2], *leaders[: RIVALS + 1]]
    mains = {_main(today, row) for row in chosen}
    return list(dict.fromkeys([*chosen, *(row for row in order if _main(today, row) in mains)]))


def _main(today: Run, row: int) -> tuple[str, str]:
    view = today.views[row]
    return view.model.id, view.offer.id


def _guess(trial: Trial, lever: Lever, value: float | str) -> Guess:
    return trial.guess(lever.setting(value), MOVES.get(lever.kind))


def _hints(trial: Trial, lever: Lever, kinds: Mapping[str, PersonaLeader]) -> Iterator[Hint]:
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
        guess = _guess(trial, lever, limit)
        if guess.gap >= 0 and not guess.keeps_it_all:
            yield _too_much(trial, lever, direction)
        if guess.gap < 0:
            share = 0.5 if guess.gap == LOST else _share(trial.lead, guess.gap)
            distance = abs(reach - today) * share / lever.step
            if lever.kind == "ceiling" and direction < 0:
                distance = min(distance, _down_to_its_cost(trial, lever))
            yield Hint(lever, limit, direction, distance, far_gap=guess.gap)


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
        kept = _guess(trial, lever, back(lever, middle)).keeps_it_all
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


def _share(near_gap: float, far_gap: float) -> float:
    """Return how far along a straight line falls to zero."""
    return near_gap / (near_gap - far_gap) if near_gap > 0 else 0.0


def _found(trial: Trial, hint: Hint) -> Flip | None:
    """Return the change that a hint stands for, if the pipeline sees it: by costs, if these say."""
    lever = hint.lever
    if lever.kind == "ceiling" and hint.direction < 0:
        last = last_ceiling(trial, lever, lambda value, also: _ask(trial, lever, value, also))
        if last is not None:
            if last.beyond is None:
                return None
            return _flip(hint, last.at, last.beyond, _distance(lever, last.at))
    narrowed = _narrowed(trial, hint)
    return None if narrowed is None else _verified(trial, narrowed)


def _narrowed(trial: Trial, hint: Hint) -> Hint | None:
    """Halve the way, or follow the line between its ends, until the guess is close enough."""
    lever = hint.lever
    if hint.opening is not None:
        at = least_ceiling(
            trial, lever, hint.opening, lambda value: _ask(trial, lever, value, hint.also)
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
        share = min(0.9, max(0.1, _share(near_gap, far_gap))) if follow else 0.5
        middle = near + (far - near) * share
        guess = _guess(trial, lever, back(lever, middle))
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
        at = near + (far - near) * _share(near_gap, far_gap)
    distance = abs(at - today) / lever.step
    return replace(hint, at=back(lever, at), distance=distance, slope=slope)


def _turn_below(trial: Trial, hint: Hint) -> float | None:
    """Return where the answer turns from the figure of a hint down; None where it never does.

    Whoever comes in may lead at once, or where its chance of missing the minimum is small enough.
    """
    lever, lowest = hint.lever, limit_of(hint.lever, -1)

    def ask(value: float) -> Standing | None:
        return _ask(trial, lever, value, hint.also)

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


def _verified(trial: Trial, hint: Hint) -> Flip | None:
    """Return the change as a record, when the pipeline agrees on both sides."""
    if hint.lever.kind == "persona":
        return _of_another_kind(trial, hint)
    if isinstance(hint.at, str):
        return _chosen(trial, hint)
    return _pinned(trial, hint)


def _of_another_kind(trial: Trial, hint: Hint) -> Flip | None:
    """Return who leads an organisation of another kind: looked for among few, asked of many.

    All that follows from the kind changes, so a quick look with today's eyes is a poor judge.
    """
    setting = hint.lever.setting(str(hint.at))
    many = {*trial.pool, *trial.promising(setting, OF_ANOTHER_KIND)}
    found = trial.alone_or_together(setting, many)
    if found is None or found.leader is None:
        return None
    offers = {place.rpartition("@")[2] for place in found.places}
    there = {place for place in trial.passing if place.rpartition("@")[2] in offers}
    if there - many:  # whoever leads may do so with another model at the same place
        found = trial.exact(setting, also={*found.places, *there, *trial.front})
    if found is not None and found.assignments:  # of few that were looked at, several together
        found = trial.among_all(setting, opens=True)
    if found is None or found.kind == trial.ours:
        return None
    return _flip(hint, hint.at, found, None)


def _chosen(trial: Trial, hint: Hint) -> Flip | None:
    """Return the change by a plain choice; of several levels that let others in, the nearest.

    The last lets most in: where it changes nothing, no other is asked about.
    """
    lever = hint.lever
    found = _another(trial, hint, str(hint.at))
    if found is None:
        return None
    levels = lever.choices[:-1] if lever.frees is not None else ()
    for place, choice in enumerate(levels):
        nearer = _another(trial, hint, choice)
        if nearer is not None:
            # Whoever comes up here may have been there before, among others nobody looked at.
            known = replace(hint, also=(*hint.also, *nearer.places))
            closer = ((one, _another(trial, known, one)) for one in levels[:place])
            first = next(((one, then) for one, then in closer if then is not None), None)
            return _flip(hint, *(first or (choice, nearer)), None)
    return _flip(hint, hint.at, found, None)


def _another(trial: Trial, hint: Hint, choice: str) -> Standing | None:
    """Return who leads after a choice, if that is not who leads today."""
    found = trial.chosen(hint.lever, choice, hint.also)
    return None if found is None or found.places == trial.front else found


def _ask(trial: Trial, lever: Lever, value: float, also: Collection[str] = ()) -> Standing | None:
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


def _pinned(trial: Trial, hint: Hint) -> Flip | None:
    """Return the change at the point where the pipeline sees it, close by on both sides."""
    lever = hint.lever

    def ask(value: float, others: Collection[str] = ()) -> Standing | None:
        besides = hint.also or _besides(trial, hint, value)
        return _ask(trial, lever, value, {*besides, *others})

    found = pinned(lever, float(hint.at), hint.direction, hint.slope, trial.turned, ask)
    if found is None or not _firm(trial, hint, found[0], ask):
        return None
    found = _confirmed(trial, hint, found, ask)
    sooner = None
    if found is not None and lever.kind in REWEIGHED:
        found = _among_all(trial, hint, found)
    elif found is not None:
        found, sooner = _together(trial, hint, found)
    if found is None:
        return None
    at, beyond = found
    if lever.kind == "quality" and hint.direction > 0 and beyond.doubted:
        return None  # a higher bar is no reason for one that nobody knows to reach it
    return _flip(hint, at, beyond, _distance(lever, at), sooner)


def _confirmed(trial: Trial, hint: Hint, found: Point, ask: AskBeside) -> Point | None:
    """Return the point and who leads beyond it among all, who may do so from earlier on."""
    lever = hint.lever
    at, beyond = found[0], trial.confirmed(lever, found[0], hint.direction, found[1])
    others: frozenset[str] = frozenset()
    for _ in range(NEARER):
        if beyond is None or not beyond.places - found[1].places:
            break
        # Somebody whom the search did not look at leads past the point: from where on?
        others |= beyond.places
        nearer = pinned(lever, at, hint.direction, 0.0, trial.turned, _beside(ask, others))
        if nearer is None:
            return None
        found, (at, beyond) = nearer, nearer
        # Somebody leads for less than a hundredth: told is who leads where that is tried. And with
        # a ceiling somebody cheaper still may come in before, with a minimum somebody better.
        if lever.kind in SOONER or not others & beyond.places or beyond.assignments:
            beyond = trial.confirmed(lever, at, hint.direction, beyond)
    return None if beyond is None else (at, beyond)


def _among_all(trial: Trial, hint: Hint, found: Point) -> Point | None:
    """Return the point where other weights turn the answer among all, alone or together, too.

    The search draws up a short list, and a pass looks at others as well where the best of a family
    are too dear; and several together may be the answer before one alone leads.
    """
    lever, at, runs = hint.lever, found[0], trial.runs
    off = hint.direction * max(PAST * abs(at), side(lever, at))
    near, far = (
        trial.among_all(lever.setting(at + one), opens=lever.opens(hint.direction))
        for one in (-off, off)
    )
    trial.runs = runs  # it belongs to the change: no other goes unasked for it
    if near is None or far is None or trial.turned(near) or not trial.turned(far):
        return None
    return at, far


def _beside(ask: AskBeside, others: Collection[str]) -> Ask:
    return lambda value: ask(value, others)


def _together(trial: Trial, hint: Hint, found: Point) -> tuple[Point | None, Point | None]:
    """Return a point, and from where on before it several together lead, today's leader among them.

    No point where the answer turns before it, to several together, and nobody can tell where.
    """
    lever, (at, then), runs = hint.lever, found, trial.runs
    if not trial.may_be_several:
        return found, None
    before = at - hint.direction * max(PAST * abs(at), side(lever, at))

    def ask(value: float) -> Standing | None:
        return trial.together(lever.setting(value), then.places | frozenset(hint.also))

    sooner = None
    # Most come in where nobody does it all any more; of whom a hint names no guess knows.
    if not hint.also and not _guess(trial, lever, before).keeps_it_all:
        falls = _narrowed(trial, replace(hint, at=at, far_gap=LOST, all_of_it=True))
        sooner = None if falls is None else _astride(trial, hint, float(falls.at), ask)
    if sooner is None:
        near = ask(before)
        if near is None or not near.assignments:
            return found, None
        near = trial.among_all(lever.setting(before), opens=lever.opens(hint.direction))
        if near is None or not near.assignments:
            return found, None
        sooner = halved(lever, at, trial.turned, ask)
    if sooner is None:
        return None, None
    beyond = trial.confirmed(lever, sooner[0], hint.direction, sooner[1])
    trial.runs = min(trial.runs, runs + 1)  # it belongs to the change: no other goes unasked for it
    if beyond is None:
        return None, None
    sooner = sooner[0], beyond
    return (found, sooner) if trial.is_main(beyond) else (sooner, None)


def _astride(trial: Trial, hint: Hint, at: float, ask: Ask) -> Point | None:
    """Return a point to four digits if the answer turns between its two sides."""
    point = float(f"{at:.4g}")
    off = hint.direction * side(hint.lever, point)
    near, beyond = ask(point - off), ask(point + off)
    if near is None or beyond is None or trial.turned(near) or not trial.turned(beyond):
        return None
    return point, beyond


def _besides(trial: Trial, hint: Hint, at: float) -> tuple[str, ...]:
    """Return who else may lead where a gate lets them in, or shuts out whoever leads today.

    Where tests say less of today's model, those are with another one.
    """
    if hint.lever.kind == "evidence" and hint.direction < 0:
        return trial.without_its_model
    opened = _let_in(trial, hint.lever, at)
    if opened or not (hint.all_of_it or hint.lever.kind in GATED):
        return opened
    return trial.promising(hint.lever.setting(at), NEWCOMERS)


def _let_in(trial: Trial, lever: Lever, at: float) -> tuple[str, ...]:
    """Return the best of those whom one gate shuts out today, which a figure opens.

    Where a ceiling is stated more work opens nothing: only what is usual to pay grows with it.
    """
    gate, direction = LIFTS.get(lever.kind, ("", 0))
    stated = lever.kind == "volume" and trial.today.case.ceiling is not None
    if stated or (at - start(lever)) * direction <= 0:
        return ()
    return trial.let_in(gate, lever.setting(limit_of(lever, direction)))


def _firm(trial: Trial, hint: Hint, at: float, ask: Ask) -> bool:
    """Tell whether the leader differs further off too: what is drawn does not move smoothly."""
    for share in WIDER.get(hint.lever.kind, ()):
        for sign in (-1, 1):
            found = ask(at * (1 + sign * hint.direction * share))
            if found is None or trial.turned(found) is (sign < 0):
                return False
    return True


def _distance(lever: Lever, at: float) -> float | None:
    if lever.sd is None or not isinstance(lever.today, float):
        return None
    return abs(along(lever, at) - along(lever, lever.today)) / lever.sd


def _flip(
    hint: Hint,
    at: float | str,
    then: Standing,
    distance: float | None,
    sooner: Point | None = None,
) -> Flip:
    return Flip(
        path=hint.lever.path,
        label=hint.lever.label,
        today=hint.lever.today,
        threshold=at,
        direction=DIRECTIONS[hint.direction],
        then=then.leader,
        then_family=then.family,
        then_assignments=then.assignments,
        not_served=then.not_served,
        unserved=then.unserved,
        distance_sd=distance,
        together_from=None if sooner is None else sooner[0],
        together_assignments=() if sooner is None else sooner[1].assignments,
    )
