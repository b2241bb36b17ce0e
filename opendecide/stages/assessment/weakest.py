"""Which workload a deployment may fail: a figure over all of them hides the one that it serves ill.

A factor rated by workload is shown as the heaviest workload has it, and counts as the average. A
minimum is missed or reached by one workload, not on average.
"""

from collections.abc import Mapping

from opendecide.measures.performance import Performance
from opendecide.model.message import Message

POSSIBLE, PROBABLE = 0.1, 0.5
"""Share of the samples below the minimum from which on a miss is possible (the P10 lies below it,
as at the gate that asks for a test), and probable (the P50 does)."""


def weakest(by_workload: Mapping[str, Performance]) -> Message | None:
    """Name the workload whose minimum is missed most often; None where none is in danger.

    Args:
        by_workload: How far each workload gets from its minimum, at 0, to its target, at 1.
    """
    if len(by_workload) < 2:  # noqa: PLR2004 — then the figure is that of the one
        return None
    silent = tuple(need for need, one in by_workload.items() if one.samples is None)
    if silent:
        return Message(code="weakest.unknown", values={"workload": silent})
    missed = {
        need: float((one.samples < 0).mean())
        for need, one in by_workload.items()
        if one.samples is not None
    }
    need = max(missed, key=lambda one: missed[one])
    if missed[need] <= POSSIBLE:
        return None
    code = "weakest.probable" if missed[need] >= PROBABLE else "weakest.possible"
    return Message(code=code, values={"workload": need, "share": missed[need]})
