"""What would change the answer, in the decider's own words, most likely first.

A guess looks where the leading family changes; the pipeline itself, with today's seed and samples,
must then agree on both sides of the point, or the change is not printed.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from opendecide.model.criteria import Criteria
from opendecide.model.robustness import Flip, PersonaLeader
from opendecide.stages.hybrid.combination import Combined
from opendecide.stages.run import Run
from opendecide.stages.stress.change import Change
from opendecide.stages.stress.hints import DIRECTIONS, Hint, hints
from opendecide.stages.stress.joint_trial import JointTrial
from opendecide.stages.stress.levers import ALL_VOLUMES, Lever, Stage, joint_levers, levers
from opendecide.stages.stress.pinning import FAR, along
from opendecide.stages.stress.trial import Trial
from opendecide.stages.stress.verified import verified

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
RIVALS, SIBLINGS = 3, 3


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

    in_order = sorted((one for lever in those for one in hints(trial, lever, kind_of)), key=place)
    found: list[tuple[float, Flip]] = []
    shown: dict[str, int] = {}
    tried: dict[str, int] = {}
    for hint in in_order:
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
            flip = verified(trial, hint)
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
