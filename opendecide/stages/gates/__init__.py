"""The ten gates: limits that exclude, whatever the rest."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from opendecide.measures.view import View
from opendecide.stages.gates.batch_end import batch_of_machines, batch_of_services
from opendecide.stages.gates.capability import capability
from opendecide.stages.gates.certifications import certifications
from opendecide.stages.gates.country_policy import country_policy
from opendecide.stages.gates.feasibility import (
    answer_time,
    compute,
    machine,
    memory,
    power,
    quota,
    service_time,
    skills,
)
from opendecide.stages.gates.licence import licence
from opendecide.stages.gates.minimums import minimums
from opendecide.stages.gates.money_and_tests import (
    acceptance_tests,
    budget,
    price_of_an_hour,
    price_per_request,
)
from opendecide.stages.gates.outcome import Outcome
from opendecide.stages.gates.processing_place import processing_place
from opendecide.stages.gates.quality_floor import quality_floor

Gate = Callable[[View], Iterator[Outcome]]

BEFORE_COST: tuple[Gate, ...] = (
    licence,
    certifications,
    minimums,
    processing_place,
    capability,
    quality_floor,
    machine,
    memory,
    power,
    quota,
    service_time,
    batch_of_services,
    skills,
    country_policy,
    acceptance_tests,
    price_of_an_hour,
)
"""Gates that need no bill; each function goes by the id of its gate."""
AFTER_COST: tuple[Gate, ...] = (
    compute,
    answer_time,
    batch_of_machines,
    budget,
    price_per_request,
)
"""Gates that read the bill: whether the load fits, how soon it is answered and a lot is through,
and what it costs."""

OF_THE_LOAD: frozenset[Gate] = frozenset(
    {memory, quota, skills, compute, budget, price_per_request}
)
"""Gates that mostly say that all together is too much, and let fewer workloads pass."""


def _models(view: View) -> tuple[Hashable, ...]:
    return (view.model.id, *[(need, model.id) for need, model in view.serving.items()])


def _offer(view: View) -> Hashable:
    return (view.offer.id, *view.serving)


def _models_at(view: View) -> tuple[Hashable, ...]:
    return (view.offer.id, *[(need, model.id) for need, model in view.serving.items()])


def _workloads(view: View) -> Hashable:
    return tuple(view.serving)


READS: Mapping[Gate, Callable[[View], Hashable]] = MappingProxyType(
    {
        licence: lambda view: (view.self_run, *_models(view)),
        quality_floor: _models,
        certifications: _offer,
        processing_place: _offer,
        capability: lambda view: (view.model.id, view.at_hand, *_models_at(view)),
        memory: lambda view: (view.offer.id, view.deployment.machine, view.model.id),
        skills: _offer,
        service_time: _offer,
        acceptance_tests: _workloads,
    }
)
"""What a gate reads of a deployment besides the case, where that is less than all: hundreds of
deployments share a model, an offer or a way of running it, and with it the answer."""


def apply(view: View, gates: Sequence[Gate]) -> tuple[Outcome, ...]:
    """Return every objection of some gates to one deployment.

    As long as it has no bill there is nothing else to read: what moves nothing that any of them
    reads then leaves the answer as it is, and none of them is asked again.
    """
    if view.bill is None:
        here = view.deployment
        question = (tuple(gates), here.id, here.machine, *_models(view))
        return view.case.share(question, lambda part: _each(gates, view.of(part)))
    return _each(gates, view)


def _each(gates: Sequence[Gate], view: View) -> tuple[Outcome, ...]:
    return tuple([one for gate in gates for one in ask(gate, view)])


def ask(gate: Gate, view: View) -> Iterable[Outcome]:
    """Return the objections of one gate to one deployment."""
    reads = READS.get(gate)
    if reads is None:
        return gate(view)
    return view.case.share((gate, reads(view)), lambda part: tuple(gate(view.of(part))))


__all__ = ["AFTER_COST", "BEFORE_COST", "OF_THE_LOAD", "Gate", "Outcome", "apply", "ask"]
