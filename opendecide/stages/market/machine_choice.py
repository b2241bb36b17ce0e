"""Which machine a model is put on: the one that carries the load for the least money."""

import math
from collections.abc import Collection, Sequence

from opendecide.cost.fit import precisions_of
from opendecide.cost.load import SECONDS_PER_DAY
from opendecide.cost.media import load_cap, reading_s, speech_reads, speech_speed
from opendecide.cost.memory import GB, Shape
from opendecide.cost.parameters import ENGINE_SHARE
from opendecide.cost.points import generic_architecture
from opendecide.cost.rough_sizing import RoughLoad, Sized, Weights, card_of, size, weights_of
from opendecide.measures.case import Case, Need
from opendecide.model.fact import number_of
from opendecide.model.machine_facts import Accelerator, Machine
from opendecide.model.model_facts import Model
from opendecide.stages.assessment.scales import BEYOND_REASON

OVERHEAD = 1.2
"""Weights plus activations over the bare weights, where no load says how much cache there is."""
FOUR_BIT = 0.5625
"""Bytes of a weight at the fewest bits in use, scale factors included."""
SECONDS_PER_MINUTE = 60.0
SPEEDS = ("cost.throughput_factor", "cost.deployment_derate")

LATE = 2.0
"""Times the target, where the scale of `latency_headroom` ends."""
TOO_LATE = BEYOND_REASON * LATE
"""Times the target that somebody stated: nobody waits so long."""

Priced = tuple[float, Machine]


def machine_for(
    case: Case, model: Model, machines: Sequence[Priced], companions: Collection[Model] = ()
) -> Machine | None:
    """Return the machine that costs least at the load of the case; None where none holds the model.

    A machine that answers late counts for so many times its price, and one that answers so late
    that nobody would wait is taken only where all do.

    Args:
        case: The case.
        model: The model.
        machines: With the price of one, from the cheapest to the dearest.
        companions: What runs on the same machines beside it.
    """
    best: Machine | None = None
    least = (True, float("inf"))
    for price, machine in machines:
        if (False, price) >= least:
            break
        sized = _beside_each_other(case, (model, *companions), machine)
        if sized is None:
            continue
        cost = (sized.late > TOO_LATE, price * sized.machines * sized.late)
        if cost < least:
            best, least = machine, cost
    return best


def rented_machine_for(case: Case, model: Model, machines: Sequence[Priced]) -> Machine | None:
    """Return the machine that costs least to rent at the load of the case; see `machine_for`.

    Where all work is done once a machine is given back after it, so that the work itself is paid
    and not the machine: a quick one may cost more an hour.
    """
    if not case.done_once:
        return machine_for(case, model, machines)
    sized = [
        (price * found.at_work * found.late, place)
        for place, (price, machine) in enumerate(machines)
        if (found := roughly(case, model, machine)) is not None
    ]
    return machines[min(sized)[1]][1] if sized else None


def roughly(
    case: Case, model: Model, machine: Machine, *, once: bool | None = None
) -> Sized | None:
    """Return how many of a machine the load of the case takes; None where they hold no model.

    Args:
        case: The case.
        model: The model.
        machine: The machine.
        once: Whether what is done once is meant alone, or what goes on; all of it when absent.
    """
    question = ("roughly", model.id, machine.accelerator, machine.count, once)
    return case.share(question, lambda part: _roughly(part, model, machine, once=once))


def _meant(case: Case, *, once: bool | None) -> list[Need]:
    return [need for need in case.needs if once in (None, need.once)]


def _beside_each_other(case: Case, models: Sequence[Model], machine: Machine) -> Sized | None:
    """Return how many of a machine models take that share it; None where it holds no main model."""
    first, *others = (roughly(case, one, machine) for one in models)
    if first is None:
        return None
    at_work = sum(one.at_work for one in others if one is not None)
    most = max((one.machines for one in others if one is not None), default=0.0)
    together_at_work = math.ceil(first.at_work + at_work) if at_work else 0
    return first._replace(machines=max(first.machines, most, together_at_work))


def fits(model: Model, accelerator: Accelerator, count: int) -> bool:
    """Tell whether a model fits so many accelerators, in four bits if need be."""
    return together((model,), accelerator, count)


def together(
    models: Collection[Model], accelerator: Accelerator, count: int, share: float = 1.0
) -> bool:
    """Tell whether models fit a share of so many accelerators beside each other."""
    needed = 0.0
    for model in models:
        total = None if model.parameters_total is None else model.parameters_total.value
        if not isinstance(total, int | float):
            return False
        native = None if model.architecture is None else model.architecture.native_bits
        needed += total * (FOUR_BIT if native is None else min(FOUR_BIT, native / 8)) * OVERHEAD
    return needed <= accelerator.memory_gb * GB * count * share


def _roughly(case: Case, model: Model, machine: Machine, *, once: bool | None) -> Sized | None:
    accelerator = case.catalog.accelerators[machine.accelerator]
    weights = case.once(("weights", model.id), lambda: _weights(model))
    load = case.once(("rough load", once), lambda: _load(_meant(case, once=once)))
    if weights is None or load is None:
        if not fits(model, accelerator, 1):
            return None
        return _one_at_a_time(case, _meant(case, once=once), model, machine)
    losses = _losses(case)
    native = None if model.architecture is None else model.architecture.native_bits
    for name in precisions_of(accelerator, native):
        question = ("card", accelerator.id, name, bool(weights.experts))
        card = case.once(
            question,
            lambda name=name: card_of(accelerator, name, sparse=bool(weights.experts)),  # type: ignore[misc]
        )
        sized = size(load, weights, card, machine.count, losses)
        if sized is not None:
            return sized
    return None


def _one_at_a_time(case: Case, needs: Sequence[Need], model: Model, machine: Machine) -> Sized:
    """Return the machines for pictures, speech and vectors: one job at a time on every card.

    Speech is read as fast as the memory reads the weights, a text for its vector as fast as the
    card multiplies, and a picture takes as long on any card.
    """
    card = case.catalog.accelerators[machine.accelerator]
    parameters = number_of(model.parameters_active) or number_of(model.parameters_total)
    busy = 0.0
    for need in needs:
        peak = need.peak_per_day / SECONDS_PER_DAY
        if need.modality not in model.modalities:
            continue
        if need.modality == "audio_in":
            reads = _figure(case, speech_reads(waited_for=need.interactive))
            seconds = need.audio_minutes.mid * SECONDS_PER_MINUTE
            busy += float(peak * seconds / speech_speed(card, parameters, reads))
        elif need.modality == "image":
            busy += peak * need.images.mid * _figure(case, "seconds_per_image")
        elif need.modality == "embedding":
            each = reading_s(card, parameters, _losses(case))
            busy += float(peak * need.input_tokens.mid * each)
    cap = load_cap(waited_for=any(need.interactive for need in needs))
    machines = max(1, math.ceil(busy / cap / machine.count))
    return Sized(float(machines), 1.0, busy / machine.count)


def _figure(case: Case, name: str) -> float:
    return number_of(case.catalog.rules.get(f"cost.{name}"))


def _weights(model: Model) -> Weights | None:
    total = None if model.parameters_total is None else model.parameters_total.value
    if not isinstance(total, int | float) or "text" not in model.modalities:
        return None
    active = None if model.parameters_active is None else model.parameters_active.value
    spoken = float(active) if isinstance(active, int | float) else float(total)
    return weights_of(
        Shape(
            architecture=model.architecture or generic_architecture(float(total), spoken),
            parameters_total=float(total),
            parameters_active=spoken,
        )
    )


def _load(meant: Sequence[Need]) -> RoughLoad | None:
    """Return all text of some work together, at its middle figures; None where there is none."""
    needs = [need for need in meant if need.modality == "text"]
    yearly = [need.expected_per_day * need.active_days_per_year for need in needs]
    whole = sum(yearly)
    if not whole:
        return None
    read = sum(
        requests * need.input_tokens.mid * (1.0 - need.cached_share.mid)
        for need, requests in zip(needs, yearly, strict=True)
    )
    written = sum(
        requests * need.output_tokens.mid for need, requests in zip(needs, yearly, strict=True)
    )
    return RoughLoad(
        input_tokens=read / whole,
        output_tokens=max(written / whole, 1.0),
        peak_per_s=sum(need.peak_per_day for need in needs) / SECONDS_PER_DAY,
        p95_s=min(
            (need.p95_seconds for need in needs if need.p95_seconds is not None), default=None
        ),
        hard=any(need.workload.latency.hard for need in needs),
        waited_for=any(need.interactive for need in needs),
    )


def _losses(case: Case) -> float:
    """Return measured over predicted speed, in the middle."""
    return case.once("rough losses", lambda: _usual_losses(case))


def _usual_losses(case: Case) -> float:
    losses = ENGINE_SHARE["vllm"].value
    for name in SPEEDS:
        value = case.catalog.rules[name].value
        losses *= value if isinstance(value, int | float) else 1.0
    return losses
