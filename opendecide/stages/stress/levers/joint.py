"""What may move where a combination is the answer: what moves any of its parts, and its shape."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from opendecide.measures.view import View
from opendecide.model.message import Message
from opendecide.stages.hybrid.combination import Combined
from opendecide.stages.run import Run
from opendecide.stages.stress.levers.duties import choices, duties
from opendecide.stages.stress.levers.facts import ends, prices, qualities
from opendecide.stages.stress.levers.figures import money, team, workloads
from opendecide.stages.stress.levers.lever import USUAL, Lever, Stage, message, plain_choice
from opendecide.stages.stress.levers.reliefs import reliefs
from opendecide.stages.stress.levers.weights import weights

SMALLEST = 0.01
"""Of the data: a class with less than that is none."""
PAIR = 2


def joint_levers(today: Run, combined: Combined, rivals: Sequence[View]) -> tuple[Lever, ...]:
    """Return everything that may move a combination, each change once, in a fixed order.

    Args:
        today: Today's pass.
        combined: The combination that is the answer.
        rivals: Who could take over from one of its parts, or from all of them.
    """
    stages = [Stage(today, part.view, tuple(rivals)) for part in combined.components]
    first = stages[0]
    found = [
        *weights(first),
        *workloads(first),
        *money(first),
        *(one for stage in stages for one in team(stage)),
        *(_named(one, combined) for stage in stages for one in prices(stage)),
        *(_named(one, combined) for stage in stages for one in qualities(stage)),
        *(one for stage in stages for one in duties(stage)),
        *(one for stage in stages for one in choices(stage)),
        *(one for stage in stages for one in ends(stage)),
        *reliefs(first),
        *_shares(today),
        *_size(today, len(combined.components)),
    ]
    once = {(one.path, one.label.code, one.choices, one.directions): one for one in reversed(found)}
    return tuple(reversed(once.values()))


def _named(lever: Lever, combined: Combined) -> Lever:
    """Call a part of a divided workload as the profile calls the whole."""
    parts = {} if combined.choice is None else combined.choice.parts
    part = parts.get(str(lever.label.values.get("workload")))
    if part is None:
        return lever
    values = {**lever.label.values, "workload": part.workload}
    return replace(lever, label=Message(code=lever.label.code, values=values))


def _shares(today: Run) -> Iterator[Lever]:
    """Move how much of the work each class of data is; the others keep their proportions."""
    stated = {one.id: one.share_of_volume for one in today.case.profile.data.classes}
    divided = {one.id for need in today.case.needs for one in need.classes if len(need.classes) > 1}
    for name, share in stated.items():
        if share and name in divided:
            yield Lever(
                path=f"data.classes.{name}.share_of_volume",
                label=message("flip.share_of_volume", data_class=name),
                kind="class_share",
                today=share,
                low=SMALLEST,
                high=1.0,
                step=USUAL["class_share"],
            )


def _size(today: Run, parts: int) -> Iterator[Lever]:
    """Allow one part less, where two would still be a combination."""
    if parts > PAIR:
        yield plain_choice(
            path="preferences.max_components",
            label=message("flip.max_components"),
            kind="choice",
            today=str(today.case.profile.preferences.max_components),
            choices=(str(parts - 1),),
        )
