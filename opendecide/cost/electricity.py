"""What a bill takes from the meter, for work that answers in tokens."""

import numpy as np

from opendecide.cost.bill import Bill
from opendecide.cost.capacity import Capacity
from opendecide.cost.demand import Floats
from opendecide.cost.energy import JOULE_PER_KWH


def kwh_per_million_output_tokens(bill: Bill) -> Floats | None:
    """Return the electricity of a million output tokens, shape (s,).

    A service does not say on which machines it runs: its figure is the whole range of published
    measurements.

    Returns:
        None where no tokens are generated, or the rated power of the machines is not known.
    """
    if isinstance(bill.capacity, Capacity):
        kwh = bill.capacity.kwh_per_million_output_tokens
        return kwh if np.isfinite(kwh).all() else None
    if bill.capacity is not None or not any(np.any(one.generated_tokens) for one in bill.demands):
        return None
    assumed = bill.assumed
    server = assumed["server_over_accelerators"] * assumed["pue"]
    return np.asarray(assumed["service_joule_per_token"] * server * 1e6 / JOULE_PER_KWH)
