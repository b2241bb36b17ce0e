"""What a change may move: the measures that a guess rates anew."""

from collections.abc import Mapping
from types import MappingProxyType

from opendecide.measures.table import FROM_THE_BILL, PER_WORKLOAD

BILL = frozenset(FROM_THE_BILL)
TESTED = frozenset(PER_WORKLOAD) - {"latency_headroom"}
"""What is rated per workload without a bill: how much of each counts follows from its quality."""
MOVES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "volume": BILL
        | {"latency_headroom", "compute_gap", "skill_gap", "vendor_support", "availability"},
        "latency": BILL | {"latency_headroom"},
        "ceiling": BILL,
        "salary": BILL,
        "decline": BILL,
        "price": BILL,
        "horizon": BILL | {"version_stability", "vendor_viability", "unilateral_control"},
        "share": BILL | {"latency_headroom", "compute_gap"},
        "quality": TESTED,
        "evidence": TESTED,
        "people": BILL
        | {
            "skill_gap",
            "vendor_support",
            "time_to_production",
            "adaptation_depth",
            "unilateral_control",
            "switching_effort",
        },
    }
)
"""The measures that a guess rates anew, by kind of change; of other kinds, all of them. A measure
that is missing here makes a guess worse, never a printed change: the pipeline has the last word."""
