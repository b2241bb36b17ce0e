"""Who takes over when a place is down: another operator that passes the same gates."""

from collections.abc import Mapping

from opendecide.measures.case import Need
from opendecide.measures.view import View
from opendecide.model.assignment import Assignment
from opendecide.stages.run import Run

SENSITIVE = frozenset(
    {
        "confidential",
        "trade_secret",
        "personal",
        "special_category",
        "health",
        "financial",
        "classified",
        "client_privileged",
    }
)


def sensitive(need: Need) -> bool:
    """Tell whether a workload fails closed: its requests wait rather than go elsewhere."""
    return any(one.kind in SENSITIVE for one in need.classes)


def _understands(need: Need, usual: View, other: View) -> bool:
    """Tell whether another can go on with what was stored.

    Vectors of one model mean nothing to another, which would need an index of its own.
    """
    return need.modality != "embedding" or other.serving[need.id] is usual.serving[need.id]


def standbys(found: Run, serving: Mapping[str, str]) -> tuple[Assignment, ...]:
    """Return the best deployment of another operator for each workload that may go elsewhere.

    Args:
        found: A pass.
        serving: The deployment that serves each workload.
    """
    by_id = {view.deployment.id: view for view in (*found.views, *found.partial)}
    found_ones = []
    for need in found.case.needs:
        usual = by_id.get(serving.get(need.id, ""))
        if usual is None or sensitive(need):
            continue
        for row in found.evaluation.order:
            view = found.views[row]
            if (
                need.id in view.serving
                and view.offer.operator != usual.offer.operator
                and _understands(need, usual, view)
            ):
                found_ones.append(
                    Assignment(
                        workload=need.id,
                        deployment=view.deployment.id,
                        model=view.serving[need.id].id,
                    )
                )
                break
    return tuple(found_ones)
