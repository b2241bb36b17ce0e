"""The machines that a profile says are there, found in the catalogue by name or by memory."""

from opendecide.measures.case import Case
from opendecide.model.catalog import Catalog
from opendecide.model.fact import Fact
from opendecide.model.machine_facts import GIGABYTES, Accelerator, Machine, meant_by, plain
from opendecide.model.means import OwnAccelerator

UNNAMED_KINDS = frozenset({"datacenter", "workstation", "consumer"})


def own_machines(case: Case) -> dict[str, tuple[Accelerator, int, float]]:
    """Return the profile's own accelerators by the name of the machine they make up."""
    return case.once("own machines", lambda: _own_machines(case))


def cards_of(case: Case, machine: str | None) -> tuple[int, Accelerator] | None:
    """Return how many accelerators a machine has, and which; None where nobody knows."""
    name = (machine or "").removeprefix("assumed:")
    if name in own_machines(case):
        accelerator, count, _ = own_machines(case)[name]
        return count, accelerator
    if name in fleet(case):
        return 1, fleet(case)[name]
    known = case.catalog.machines.get(name)
    return None if known is None else (known.count, case.catalog.accelerators[known.accelerator])


def names_at_hand(case: Case) -> dict[str, str]:
    """Return what reports call the machines, devices and chips that a profile states.

    By `machines/…` and `accelerators/…`, the latter also as the profile writes them.
    """
    hardware = case.profile.hardware
    found: dict[str, str] = {}
    for name, (accelerator, count, _) in own_machines(case).items():
        found[f"machines/{name.rpartition(':')[2]}"] = f"{count} x {accelerator.name}"
    for name, device in fleet(case).items():
        found[f"machines/{name.rpartition(':')[2]}"] = device.name
    stated = [one.model for one in hardware.accelerators]
    stated += [hardware.devices.accelerator] if hardware.devices is not None else []
    for word in stated:
        known = None if word is None else named_accelerator(case.catalog, word, None)
        if word is not None and known is not None:
            # The memory that the profile states stands beside it.
            found[f"accelerators/{word}"] = _without_memory(known)
    return found


def unpaid_machines(case: Case) -> frozenset[str]:
    """Return the names of own machines whose price is still due."""
    return case.once(
        "unpaid machines",
        lambda: frozenset(
            _name(accelerator, one)
            for one in case.profile.hardware.accelerators
            if not one.owned and (accelerator := accelerator_at_hand(case.catalog, one)) is not None
        ),
    )


def _name(accelerator: Accelerator, own: OwnAccelerator) -> str:
    return f"own:{accelerator.id}-x{own.count}"


def _own_machines(case: Case) -> dict[str, tuple[Accelerator, int, float]]:
    found: dict[str, tuple[Accelerator, int, float]] = {}
    for one in case.profile.hardware.accelerators:
        accelerator = accelerator_at_hand(case.catalog, one)
        if accelerator is not None:
            found[_name(accelerator, one)] = (accelerator, one.count, one.free_share)
    return found


def fleet(case: Case) -> dict[str, Accelerator]:
    """Return the weakest device of a stated fleet by the name of its machine, if there is one.

    Named, or the slowest laptop of the stated memory; without both the smallest there is.
    """
    stated = case.profile.hardware.devices
    if stated is None or stated.count == 0:
        return {}
    memory, device = stated.memory_gb, None
    if stated.accelerator:
        device = named_accelerator(case.catalog, stated.accelerator, memory)
    if device is None:
        laptops = [one for one in case.catalog.accelerators.values() if one.kind == "laptop"]
        device = _slowest(laptops, memory)
    return {} if device is None else {f"own:{device.id}-x1": device}


def accelerator_at_hand(catalog: Catalog, own: OwnAccelerator) -> Accelerator | None:
    """Return the accelerator that a profile means; one of the stated memory when it is not named.

    Among accelerators of that memory the slowest stands in: what nobody named is not flattered.
    None when neither name nor memory tells.
    """
    named = named_accelerator(catalog, own.model, own.memory_gb) if own.model else None
    if named is not None or own.memory_gb is None:
        return named
    likely = [one for one in catalog.accelerators.values() if one.kind in UNNAMED_KINDS]
    return _slowest(likely, own.memory_gb)


def _slowest(likely: list[Accelerator], memory_gb: float | None) -> Accelerator | None:
    """Return the slowest of those nearest in memory, with the memory stated."""
    best = min(
        likely,
        key=lambda one: (abs(one.memory_gb - (memory_gb or 0.0)), one.bandwidth_tb_s, one.id),
        default=None,
    )
    if best is None or memory_gb is None:
        return best
    like = _without_memory(best)
    return best.model_copy(update={"memory_gb": memory_gb, "name": f"{memory_gb:g} GB (≈ {like})"})


def price_of(catalog: Catalog, accelerator: Accelerator, count: int) -> Fact | None:
    """Return what so many accelerators with their server cost to buy, after a machine like it.

    Without a machine of the same accelerator, those of its kind stand in by their memory: from the
    cheapest gigabyte to the dearest.
    """
    sold = [one for one in catalog.machines.values() if _sold(one)]
    same = [one for one in sold if one.accelerator == accelerator.id]
    if same:
        nearest = min(same, key=lambda one: (abs(one.count - count), one.id))
        return _times(nearest, count / nearest.count)
    memory_gb = accelerator.memory_gb * count
    kin = [
        _times(one, memory_gb / (card.memory_gb * one.count))
        for one in sold
        if (card := catalog.accelerators[one.accelerator]).kind == accelerator.kind
    ]
    kin.sort(key=_middle)
    if not kin:
        return None
    ends = {"low": kin[0].low or _middle(kin[0]), "high": kin[-1].high or _middle(kin[-1])}
    return kin[len(kin) // 2].model_copy(update=ends)


def _sold(machine: Machine) -> bool:
    return machine.purchase is not None and isinstance(machine.purchase.value, int | float)


def _middle(fact: Fact) -> float:
    return fact.value if isinstance(fact.value, int | float) else 0.0


def _times(machine: Machine, factor: float) -> Fact:
    """Return the price of so many times a machine that is sold."""
    fact = machine.purchase
    assert fact is not None  # noqa: S101 — only machines that are sold come here
    figures = {"value": _middle(fact), "low": fact.low, "high": fact.high}
    scaled = {name: one * factor for name, one in figures.items() if one is not None}
    return fact.model_copy(update=scaled)


def named_accelerator(catalog: Catalog, name: str, memory_gb: float | None) -> Accelerator | None:
    """Return the accelerator that a profile means by a name, with the memory it states."""
    names = {one.id: one.name for one in catalog.accelerators.values()}
    matches = [catalog.accelerators[one] for one in meant_by(name, names)]
    if not matches:
        return None
    exact = [one for one in matches if plain(one.id) == plain(name)]
    best = min(exact or matches, key=lambda one: (abs(one.memory_gb - (memory_gb or 0)), one.id))
    if memory_gb is None or memory_gb == best.memory_gb:
        return best
    return best.model_copy(update={"memory_gb": memory_gb, "name": _with(best, memory_gb)})


def _without_memory(accelerator: Accelerator) -> str:
    """Return the name of an accelerator without the memory that the catalogue says it has."""
    return GIGABYTES.sub("", accelerator.name).rstrip(" ,()")


def _with(accelerator: Accelerator, memory_gb: float) -> str:
    """Return the name of an accelerator with another memory than that of the catalogue."""
    stated = f"{memory_gb:g} GB"
    if GIGABYTES.search(accelerator.name):
        return GIGABYTES.sub(stated, accelerator.name)
    return f"{accelerator.name}, {stated}"
