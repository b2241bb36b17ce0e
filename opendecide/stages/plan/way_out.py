"""Who to go to when it does not work out, and what going there takes.

One leaves a service because of who runs it or who made the model, so the way out is another
operator, and another maker where the maker can take the model away. One leaves own machines because
of these or of the people who run them; no supplier has a say there. So the way out is another place
for the same models, or other models on the same machines.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from opendecide.measures.view import View
from opendecide.model.message import Message, shared
from opendecide.model.model_facts import Model
from opendecide.model.plan import WayOut
from opendecide.stages.plan.spans import span_at
from opendecide.stages.run import Run
from opendecide.stages.screening.binding import OWN_STEPS, binding

SAME_MACHINES = "exit.same_machines"
PLACE = "processing_place"
"""The gate that says where content may go, and what may be kept of it."""


class _Kind(NamedTuple):
    """A reason to go to somebody, and how to say it."""

    code: str
    there: View


def way_out(
    found: Run, here: View, among: Iterable[View], needs: Collection[str], *, named: bool = False
) -> WayOut | None:
    """Return whom to move to from a deployment; None where nobody else is left.

    Args:
        found: The pass.
        here: What would be left.
        among: Those who are ranked, the most welcome first.
        needs: Ids of the workloads that have to be taken over.
        named: Whether to name what is left, as where several are begun with.
    """
    able = [one for one in among if _takes_over(here, one, needs)]
    # Whoever may not get the content as things stand is no way out while somebody else is.
    able.sort(key=lambda one: bool(_unsettled(found, one, needs)))
    chosen = _from_own_site(here, able, needs) if here.own_site else _from_a_service(here, able)
    if chosen is None:
        return None
    there = chosen.there
    bought = chosen.code == SAME_MACHINES and not there.at_hand  # with what is left, by then
    return WayOut(
        deployment=there.deployment.id,
        family=there.deployment.family,
        left=here.deployment.id if named else None,
        person_days=span_at(found, here, "switching_effort"),
        weeks=None if bought else span_at(found, there, "time_to_production"),
        notes=(*_notes(chosen.code, here, there, needs), *_unsettled(found, there, needs)),
    )


def _unsettled(found: Run, there: View, needs: Collection[str]) -> tuple[Message, ...]:
    """Return what has to be settled before the content of some workloads may go there."""
    asked = found.screened.conditions.get(there.deployment.id, ())
    return shared(
        one.reason
        for one in binding(found.case, asked)
        if one.gate == PLACE and (one.workload is None or one.workload in needs)
        if one.reason.code not in OWN_STEPS
    )


def _takes_over(here: View, there: View, needs: Collection[str]) -> bool:
    return there.deployment.id != here.deployment.id and {*needs} <= there.serving.keys()


def _from_a_service(here: View, able: Sequence[View]) -> _Kind | None:
    """Prefer another operator and maker, then another operator; else say that it is the same."""
    elsewhere = [one for one in able if one.offer.operator != here.offer.operator]
    for there in elsewhere:
        if not _maker_stays(here, there):
            return _Kind("exit.other_operator", there)
    for there in elsewhere:
        return _Kind("exit.other_operator_same_maker", there)
    for there in able:
        return _Kind("exit.same_operator", there)
    return None


def _maker_stays(here: View, there: View) -> bool:
    """Tell whether a maker of what is used here, who can withdraw it, is needed there as well.

    Weights that may be downloaded stay, whatever their maker does.
    """
    if here.downloadable:
        return False
    makers = {model.vendor for model in here.serving.values()}
    return bool(makers & {model.vendor for model in there.serving.values()})


def _from_own_site(here: View, able: Sequence[View], needs: Collection[str]) -> _Kind | None:
    """Prefer the same models elsewhere, then other models on the same machines."""
    for there in able:
        if there.offer.id != here.offer.id and not _changed(here, there, needs):
            return _Kind("exit.same_models_elsewhere", there)
    for there in able:
        if there.own_site and there.deployment.machine == here.deployment.machine:
            return _Kind(SAME_MACHINES, there)
    for there in able:
        if there.offer.id != here.offer.id:
            return _Kind("exit.elsewhere", there)
    for there in able:
        return _Kind("exit.same_site", there)
    return None


def _changed(here: View, there: View, needs: Collection[str]) -> tuple[str, ...]:
    """Return the workloads that another model serves there."""
    return tuple(need for need in needs if _model(here, need).id != _model(there, need).id)


def _model(view: View, need: str) -> Model:
    """Return the model that serves a workload; the main one serves parts of a divided one."""
    return view.serving.get(need, view.model)


def _notes(code: str, here: View, there: View, needs: Collection[str]) -> Iterator[Message]:
    """Say why there, what stays, and what has to be kept ready."""
    yield Message(
        code=code,
        values={
            "here": here.offer.name,
            "there": there.offer.name,
            "makers": tuple(dict.fromkeys(_makers(here))),
        },
    )
    yield from _models(here, there, needs)
    spoken = [one.of_offer("interface") for one in (here, there)]
    if all(one is not None and "openai_compatible" in one.words for one in spoken):
        yield Message(code="exit.same_interface")
    if here.self_run and not there.self_run:
        yield Message(code="exit.contract", values={"host": there.offer.name})
    to_buy = there.own_site and there.deployment.machine is not None and not there.at_hand
    if to_buy and code != SAME_MACHINES:
        yield Message(code="exit.machines", values={"host": there.offer.name})


def _makers(view: View) -> Iterator[str]:
    vendors = view.case.catalog.vendors
    for model in view.serving.values():
        yield vendors[model.vendor].name if model.vendor in vendors else model.vendor


def _models(here: View, there: View, needs: Collection[str]) -> Iterator[Message]:
    """Say for which workloads the model stays, and where another has to be kept tested."""
    changed = _changed(here, there, needs)
    staying = [need for need in needs if need not in changed]
    if staying:
        models = tuple(dict.fromkeys(_model(here, need).name for need in staying))
        values: dict[str, object] = {"model": models}
        if changed:
            values["workload"] = tuple(staying)
        yield Message(code="exit.same_model", values=values)
    pairs: dict[tuple[str, str], list[str]] = {}
    for need in changed:
        pair = (_model(here, need).name, _model(there, need).name)
        pairs.setdefault(pair, []).append(need)
    for (old, new), those in pairs.items():
        values = {"here": old, "there": new}
        if len(pairs) > 1 or staying:
            values["workload"] = tuple(those)
        yield Message(code="exit.other_model", values=values)
