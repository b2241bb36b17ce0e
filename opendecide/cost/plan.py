"""Which model runs on which machines, and how they are paid for."""

from dataclasses import dataclass, replace
from typing import Literal

from opendecide.cost.demand import Floats
from opendecide.model.machine_facts import Accelerator, Machine, Rental
from opendecide.model.model_facts import Architecture

Mode = Literal["cloud", "managed", "owned", "device"]
"""Rented and run by the organisation, run for it by the host, bought, or a person's device."""
RENTED: frozenset[Mode] = frozenset({"cloud", "managed"})
"""Machines paid by the hour, as many as the load takes."""
Terms = Literal["reserved", "autoscaled", "spot"]

LEAST_FREE = 0.01
"""Accelerators: where nothing is left the load is said to be too much, not to be infinite."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPlan:
    """Which model on which machines, and how they are paid for."""

    model: str
    architecture: Architecture | None
    """None for models that write no tokens: pictures, speech, vectors."""
    usual_architecture: bool = False
    """Guessed from the parameter counts, because nothing is known about this model's own."""
    parameters_total: float
    """Count, as 21e9."""
    parameters_active: float
    machine: Machine
    accelerator: Accelerator
    mode: Mode
    bits: float | None = None
    """Bits per weight; None takes the highest precision in use that fits: native, 8, then 4."""
    engine: str | None = None
    """None: vLLM, and llama.cpp on devices."""
    rental: Rental | None = None
    """The price row; None takes the middle one of the machine's rentals."""
    quoted: bool = False
    """The rental is an offer made to this organisation: nothing is left to negotiate."""
    already_owned: bool = False
    """Hardware that is there costs power and care, no purchase."""
    free_share: float = 1.0
    """Of the owned machines, what other uses leave over."""
    machines_available: int | None = None
    """How many are at hand; None: as many as the load needs."""
    paid: bool = True
    """Whether those at hand are paid for; otherwise their price is in the bill."""
    taken: float = 0.0
    """Accelerators of those at hand that models beside this one keep busy at the peak."""
    beside: bool = False
    """Another model runs on the same machines, and their care and idle power are in its bill."""
    others_gb: float = 0.0
    """Memory of each accelerator that models beside this one fill."""
    expandable: bool = False
    """More of the same may be bought where those at hand are too few."""
    devices: float = 1.0
    """Devices only: how many have to run it, where they are not counted as machines at hand."""
    of_users: bool = False
    """Devices only: they belong to users outside, who look after them and pay for their power."""
    autoscaled: bool = False
    """Cloud only: switch replicas off outside the peak, as far as `autoscaling_follow` says."""
    sleeps_after_hours: float | None = None
    """Managed only: hours without a call until the host switches the machines off, and asks nothing
    for them; None: they are paid day and night."""
    reserved: bool = False
    """Cloud only: committed for the horizon at `reserved_discount`."""
    spot: bool = False
    """Cloud only, and only where no workload is interactive."""
    spare_replicas: int | None = None
    """None: one for interactive workloads, none for the rest."""
    purchase: Floats | None = None
    """Draws of the server's price, in its own currency; None draws from the fact's range."""
    measured_tokens_per_s: Floats | float | None = None
    """Output tokens per second of one replica, measured by the organisation; replaces the model."""
    guarded: bool = False
    """Whether filters are there already, so that no guardrails are bought."""

    @property
    def free_accelerators(self) -> float:
        """Of those at hand, as many as other uses leave over; the last of them perhaps in part."""
        free = (self.machines_available or 1) * self.machine.count * self.free_share
        return max(free - self.taken, LEAST_FREE)

    @property
    def unpaid(self) -> float:
        """Machines at hand whose price is still due: the share of them that is free for this."""
        if self.paid or self.beside:
            return 0.0
        return (self.machines_available or 0) * self.free_share

    @property
    def sizing(self) -> tuple[object, ...]:
        """What decides how many machines there are: all but what they cost."""
        measured = self.measured_tokens_per_s
        return (
            self.model,
            self.parameters_total,
            self.parameters_active,
            self.accelerator.id,
            self.accelerator.memory_gb,
            self.machine.count,
            self.mode,
            self.bits,
            self.engine,
            self.already_owned,
            self.free_share,
            self.machines_available,
            self.taken,
            self.beside,
            self.others_gb,
            self.expandable,
            self.devices,
            self.autoscaled,
            self.reserved,
            self.sleeps_after_hours,
            self.spare_replicas,
            measured if measured is None or isinstance(measured, float) else id(measured),
        )


def rented_on(plan: RunPlan, terms: Terms) -> RunPlan:
    """Return the same plan with its rented machines on other terms."""
    return replace(
        plan,
        reserved=terms == "reserved",
        autoscaled=terms == "autoscaled",
        spot=terms == "spot",
    )
