"""What running a model oneself costs: in a cloud, in one's own room, or on a device."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from opendecide.cost.assumptions import Assumptions
from opendecide.cost.bill import Bill, DoesNotFit, Unpriced
from opendecide.cost.demand import Demand, Floats
from opendecide.model.catalog import Accelerator, Architecture, Machine, Rental

Mode = Literal["cloud", "owned", "device"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPlan:
    """Which model on which machines, and how they are paid for."""

    model: str
    architecture: Architecture | None
    """None for models without tokens (images, speech), whose speed is a planning figure."""
    parameters_total: float
    """Count, as 21e9."""
    parameters_active: float
    machine: Machine
    accelerator: Accelerator
    mode: Mode
    bits: float | None = None
    """Bits per weight; None takes the highest precision in use that fits: native, 8, then 4."""
    engine: str = "vllm"
    rental: Rental | None = None
    """The price row; None takes the middle one of the machine's rentals."""
    already_owned: bool = False
    """Hardware that is there costs power and care, no purchase."""
    free_share: float = 1.0
    """Of the owned machines, what other uses leave over."""
    machines_available: int | None = None
    """How many there are at most; None: as many as the load needs."""
    autoscaled: bool = False
    """Cloud only: switch replicas off outside the peak, as far as `autoscaling_follow` says."""
    reserved: bool = False
    """Cloud only: committed for the horizon at `reserved_discount`."""
    spot: bool = False
    """Cloud only, and only where no workload is interactive."""
    spare_replicas: int | None = None
    """None: one for interactive workloads, none for the rest."""
    purchase: Floats | None = None
    """Draws of the server's price, in its own currency; None takes the fact as a point."""
    measured_tokens_per_s: Floats | float | None = None
    """Output tokens per second of one replica, measured by the organisation; replaces the model."""
    guarded: bool = False


def run_bill(
    plan: RunPlan, demands: Sequence[Demand], assumed: Assumptions
) -> Bill | DoesNotFit | Unpriced:
    """Bill the machines that carry the load within the latency target, and all around them.

    Args:
        plan: Model, machine and how it is paid for.
        demands: The workloads that share the machines.
        assumed: Planning figures.

    Returns:
        A bill with its `capacity`; `DoesNotFit` when the memory is too small; `Unpriced` with the
        reason when a price, a rate or the architecture is not known.
    """
    raise NotImplementedError
