"""Whom a higher ceiling lets in and a lower one shuts out, and from which ceiling on.

What a deployment costs is known, and with it the ceiling that it needs: where somebody better is
shut out by a hair, or the last of today's family falls, no guess has to find the point.
"""

from collections.abc import Callable, Collection
from math import inf
from typing import NamedTuple

from opendecide.stages.filling.completion import complete
from opendecide.stages.gates.money_and_tests import BUDGET, limit_beside_others
from opendecide.stages.newcomers import shut_out_by_cost
from opendecide.stages.stress.levers import Lever
from opendecide.stages.stress.pinning import SIDE, along, back, limit_of, only_less, start
from opendecide.stages.stress.standing import Standing
from opendecide.stages.stress.trial import AMONG_ALL, Trial

REACHES = (1.0,)
"""Usual steps within which those are looked for who fall short by little, before all that is news:
among many that more money lets in, a quick look would pass them over."""
HAIR = 2 * SIDE
"""How far past a point, as a share of it, the answer is looked at."""
FEWER = 6
"""How often somebody cheaper still is looked for."""
OFTEN_ENOUGH = 2
"""How often among all: each time it takes as long as all the others."""
AskBeside = Callable[[float, Collection[str]], Standing | None]


class Opening(NamedTuple):
    """A ceiling that lets somebody in.

    Attributes:
        at: The ceiling, as the lever has it.
        least: The least ceiling that lets one of them in.
        places: Models and offers of those whom it lets in.
    """

    at: float
    least: float
    places: tuple[str, ...]


class Last(NamedTuple):
    """The ceiling that today's kind of answer just keeps to.

    Attributes:
        at: The ceiling, as the lever has it.
        beyond: Who leads below it among all; None where nobody is known to.
    """

    at: float
    beyond: Standing | None


def openings(trial: Trial, lever: Lever) -> list[Opening]:
    """Return how far a ceiling is raised to let in who may lead then: a little, and far."""
    furthest = limit_of(lever, 1)
    near = (back(lever, along(lever, start(lever)) + one * lever.step) for one in REACHES)
    found: list[Opening] = []
    for at in (*(one for one in near if one < furthest), furthest):
        places = trial.let_in(BUDGET, lever.setting(at))
        cost = min(shut_out_by_cost(trial.today, places).values(), default=None)
        least = None if cost is None else needed(trial, lever, at, cost)
        if least is not None and (not found or places != found[-1].places):
            found.append(Opening(at, least, places))
    return found


def needed(trial: Trial, lever: Lever, at: float, cost: float) -> float | None:
    """Return the ceiling that an expected cost needs, as the lever has it.

    Args:
        trial: Tries changes.
        lever: The ceiling.
        at: Some figure of it.
        cost: Over the horizon, in the currency of the case.
    """
    changed = trial.change.roughly(lever.setting(at))
    if changed is None:
        return None
    limit = limit_beside_others(complete(*changed, trial.criteria, like=trial.today.case)[0])
    return at * cost / limit if 0 < limit < inf else None


def least_ceiling(
    trial: Trial, lever: Lever, opening: Opening, ask: Callable[[float], Standing | None]
) -> float | None:
    """Return the least ceiling that turns the answer, from what those cost who lead above it.

    Below what one costs somebody cheaper may lead, down to where today's answer does: the cheapest
    at the least.

    Args:
        trial: Tries changes.
        lever: The ceiling.
        opening: How far it is raised.
        ask: Who leads at a figure.
    """
    furthest = _lowest(trial, lever, opening.at, ask)
    if furthest is None:
        return None
    cheapest = opening.least * (1 + HAIR)
    if cheapest >= furthest:
        return furthest
    return _lowest(trial, lever, cheapest, ask) or furthest


def last_ceiling(trial: Trial, lever: Lever, ask: AskBeside) -> Last | None:
    """Return the ceiling below which today's answer falls, from what those cost who lead.

    Below what the leader costs a cheaper one of its kind may lead, and then one cheaper still: one
    of those looked at, or one that only a look at all finds.

    Args:
        trial: Tries changes.
        lever: The ceiling.
        ask: Who leads at a figure among those looked at, and some places besides.

    Returns:
        The ceiling and who leads below; None where costs do not say, as another leads above it.
    """
    at, cost, places = start(lever), trial.cost, frozenset[str]()
    among_all, runs = 0, trial.runs
    for _ in range(FEWER):
        least = None if cost is None else needed(trial, lever, at, cost)
        if least is None or not lever.low < least < at:
            return None
        below = least * (1 - HAIR)
        found = ask(below, places)
        if found is not None and trial.turned(found):
            if among_all == OFTEN_ENOUGH:
                break  # cheaper ones of today's kind came up each time: so may another
            among_all += 1
            found = trial.among_all(lever.setting(below), opens=False, limit=cost or inf)
        if found is None or trial.turned(found):
            above = ask(least * (1 + HAIR), places)
            if above is not None and trial.falls_short(above):
                # It leaves work to others already: somebody may do more whom nobody looked at.
                higher = lever.setting(least * (1 + HAIR))
                above = trial.among_all(higher, opens=False, limit=cost or inf)
            # A few whose bills are known take little time: together as much as one more look.
            trial.runs = min(trial.runs, runs + 1 + AMONG_ALL * among_all)
            if above is None or trial.turned(above):
                return None
            changed = found is not None and not only_less(above, found)
            return Last(float(f"{least:.4g}"), found if changed else None)
        at, cost, places = least, found.cost, places | found.places
    return Last(at, None)


def _lowest(
    trial: Trial, lever: Lever, at: float, ask: Callable[[float], Standing | None]
) -> float | None:
    """Return the least ceiling found below a figure; None where today's answer leads there."""
    point = None
    for _ in range(FEWER):
        found = ask(at)
        if found is None or found.cost is None or found.kind == trial.ours:
            break
        lower = needed(trial, lever, at, found.cost)
        if lower is None or not start(lever) < lower < at:
            break
        point, at = lower, lower * (1 - HAIR)
        if at <= start(lever):
            break
    return point
