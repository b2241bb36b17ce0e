"""One part of a combination: a deployment, what it serves, and what is asked of it there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from opendecide.measures.view import View
from opendecide.model.message import Message
from opendecide.stages.gates import Outcome
from opendecide.stages.hybrid.division import Part
from opendecide.stages.run import Run

OF_A_WHOLE_BILL = frozenset({"budget"})
"""Gates that were asked about a deployment with all that it could serve; a part serves less."""


@dataclass(frozen=True, slots=True)
class Component:
    """One part.

    Attributes:
        view: The deployment with the bill for its share, serving nothing else.
        workloads: Ids of the stated workloads that it serves, whole or in part.
        share: How much of the decision that is.
        conditions: What the gates ask of it for these.
    """

    view: View
    workloads: tuple[str, ...]
    share: float
    conditions: tuple[Outcome, ...]

    @property
    def id(self) -> str:
        """The id of the deployment."""
        return self.view.deployment.id


def joint_family(views: Iterable[View]) -> str:
    """Return the family that all parts of a combination are of; `hybrid` where they differ."""
    families = {view.deployment.family for view in views}
    return families.pop() if len(families) == 1 else "hybrid"


def component(whole: Run, view: View, parts: Mapping[str, Part]) -> Component:
    """Return a part of a combination, with workloads called as the profile calls them.

    Args:
        whole: The pass in which workloads may be divided.
        view: The deployment, serving its share.
        parts: What a divided workload's id stands for.
    """
    stated = {need: parts[need].workload if need in parts else need for need in view.serving}
    return Component(
        view=view,
        workloads=tuple(dict.fromkeys(stated.values())),
        share=sum(whole.case.need(need).share for need in view.serving),
        conditions=tuple(_asked(whole, view, stated)),
    )


def _asked(whole: Run, view: View, stated: Mapping[str, str]) -> Iterator[Outcome]:
    for one in whole.screened.conditions.get(view.deployment.id, ()):
        if one.gate in OF_A_WHOLE_BILL or not (one.workload is None or one.workload in stated):
            continue
        yield replace(one, reason=as_stated(one.reason, stated))


def as_stated(said: Message, stated: Mapping[str, str]) -> Message:
    """Return a sentence with the workload that it names called as the profile calls it.

    Args:
        said: The sentence.
        stated: What the profile calls the workloads of a pass.
    """
    named = said.values.get("workload")
    if isinstance(named, str):
        called: object = stated.get(named, named)
    elif isinstance(named, (list, tuple)):
        called = tuple(dict.fromkeys(stated.get(one, one) for one in named))
    else:
        return said
    return Message(code=said.code, values={**said.values, "workload": called})
