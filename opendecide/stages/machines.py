"""The machines that a profile says are there, found in the catalogue by name or by memory."""

from opendecide.measures.case import Case
from opendecide.model.catalog import Accelerator, Catalog
from opendecide.model.profile import Devices, OwnAccelerator

UNNAMED_KINDS = frozenset({"datacenter", "workstation", "consumer"})


def own_machines(case: Case) -> dict[str, tuple[Accelerator, int, float]]:
    """Return the profile's own accelerators by the name of the machine they make up."""
    return case.once("own machines", lambda: _own_machines(case))


def _own_machines(case: Case) -> dict[str, tuple[Accelerator, int, float]]:
    found: dict[str, tuple[Accelerator, int, float]] = {}
    for one in case.profile.hardware.accelerators:
        accelerator = accelerator_at_hand(case.catalog, one)
        if accelerator is not None:
            found[f"own:{accelerator.id}-x{one.count}"] = (accelerator, one.count, one.free_share)
    return found


def accelerator_at_hand(catalog: Catalog, own: OwnAccelerator) -> Accelerator | None:
    """Return the accelerator that a profile means; one of the stated memory when it is not named.

    Among accelerators of that memory the slowest stands in: what nobody named is not flattered.
    None when neither name nor memory tells.
    """
    named = named_accelerator(catalog, own.model, own.memory_gb) if own.model else None
    if named is not None or own.memory_gb is None:
        return named
    memory = own.memory_gb
    likely = [one for one in catalog.accelerators.values() if one.kind in UNNAMED_KINDS]
    best = min(
        likely,
        key=lambda one: (abs(one.memory_gb - memory), one.bandwidth_tb_s, one.id),
        default=None,
    )
    return None if best is None else best.model_copy(update={"memory_gb": memory})


def named_accelerator(catalog: Catalog, name: str, memory_gb: float | None) -> Accelerator | None:
    """Return the accelerator that a profile means by a name, with the memory it states."""
    plain = "".join(char for char in name.lower() if char.isalnum())
    matches = [
        one
        for one in catalog.accelerators.values()
        if plain in ("".join(char for char in f"{one.id}{one.name}".lower() if char.isalnum()))
    ]
    if not matches:
        return None
    exact = [one for one in matches if "".join(filter(str.isalnum, one.id)) == plain]
    best = min(exact or matches, key=lambda one: (abs(one.memory_gb - (memory_gb or 0)), one.id))
    if memory_gb is None or memory_gb == best.memory_gb:
        return best
    return best.model_copy(update={"memory_gb": memory_gb})


def weakest_device(accelerator: Accelerator, devices: Devices | None) -> Accelerator:
    """Return a device of the catalogue with no more memory than the weakest one of the fleet."""
    if devices is None or devices.memory_gb is None or devices.memory_gb >= accelerator.memory_gb:
        return accelerator
    return accelerator.model_copy(update={"memory_gb": devices.memory_gb})
