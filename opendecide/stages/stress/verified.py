"""A change as a record, where the pipeline agrees on both sides of its point."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from types import MappingProxyType

from opendecide.model.robustness import Flip
from opendecide.stages.stress.ceilings import AskBeside, last_ceiling
from opendecide.stages.stress.hints import DIRECTIONS, Hint, guess_of
from opendecide.stages.stress.levers import Lever
from opendecide.stages.stress.narrowing import ask_at, narrowed
from opendecide.stages.stress.pinning import Ask, along, halved, limit_of, pinned, side, start
from opendecide.stages.stress.standing import LOST, Standing
from opendecide.stages.stress.trial import NEWCOMERS, PAST, REWEIGHED, SOONER, Trial

GATED = frozenset({"people", "quality", "latency"})
"""Figures that shut out whoever leads today: what is left of all must then be looked at anew."""
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
    {"weight": (0.05, PAST), "voice": (0.05, PAST)}
)
"""How far off the point, as shares of it, some are asked again: where two are about level the lead
may come and go. Furthest first, where most fail; a weight costs no run."""
Point = tuple[float, Standing]
"""Where an answer turns, and who leads beyond."""
NEARER = 3
"""How often a point is looked for anew, as somebody is found who leads before it."""


def verified(trial: Trial, hint: Hint) -> Flip | None:
    """Return the change that a hint stands for, if the pipeline sees it: by costs, if these say."""
    lever = hint.lever
    if lever.kind == "ceiling" and hint.direction < 0:
        last = last_ceiling(trial, lever, lambda value, also: ask_at(trial, lever, value, also))
        if last is not None:
            if last.beyond is None:
                return None
            return _flip(hint, last.at, last.beyond, _distance(lever, last.at))
    near = narrowed(trial, hint)
    return None if near is None else _agreed(trial, near)


def _agreed(trial: Trial, hint: Hint) -> Flip | None:
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
    gate = lever.frees or ""
    levels = lever.choices[:-1] if gate else ()
    for place, choice in enumerate(levels):
        # The best of those whom the last level lets in may all stay out at a nearer one.
        there = trial.let_in(gate, lever.setting(choice))
        nearer = _another(trial, replace(hint, also=(*hint.also, *there)), choice)
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


def _pinned(trial: Trial, hint: Hint) -> Flip | None:
    """Return the change at the point where the pipeline sees it, close by on both sides."""
    lever = hint.lever

    def ask(value: float, others: Collection[str] = ()) -> Standing | None:
        besides = hint.also or _besides(trial, hint, value)
        return ask_at(trial, lever, value, {*besides, *others})

    found = pinned(lever, float(hint.at), hint.direction, hint.slope, trial.turned, ask)
    if found is None or not firm(trial, hint, found[0], ask):
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
        if not firm(trial, hint, nearer[0], _beside(ask, others)):
            break  # the lead comes and goes before it: told is from where on it stays
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
    if not hint.also and not guess_of(trial, lever, before).keeps_it_all:
        falls = narrowed(trial, replace(hint, at=at, far_gap=LOST, all_of_it=True))
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


def firm(trial: Trial, hint: Hint, at: float, ask: Ask) -> bool:
    """Tell whether the leader differs further off too: what is drawn does not move smoothly."""
    lever, runs = hint.lever, trial.runs
    for share in WIDER.get(lever.kind, (PAST,)):
        for sign in (-1, 1):
            value = at * (1 + sign * hint.direction * share)
            if not lever.low <= value <= lever.high:
                continue  # nobody can state that
            found = ask(value)
            trial.runs = runs  # it belongs to the change: no other goes unasked for it
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
        on_request=then.on_request,
        distance_sd=distance,
        together_from=None if sooner is None else sooner[0],
        together_assignments=() if sooner is None else sooner[1].assignments,
    )
