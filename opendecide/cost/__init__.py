"""Tokens to throughput to replicas to money: pure functions over samples.

A caller describes each workload as a `Demand`, draws the `Assumptions` once for all deployments and
asks for a bill; every array has shape (s,), one entry per sample.

    assumed = assumptions(catalog.rules, overrides, draw, currency="EUR", rates=catalog.rates)
    bill = api_bill([served_letters, served_minutes], demands, assumed)
    bill = seat_bill(price, demands, assumed, seats=120)
    bill = run_bill(RunPlan(model="gpt-oss-120b", machine=machine, ...), demands, assumed)
    if isinstance(bill, Unpriced | DoesNotFit): ...   # the reason is `bill.reason`; never a price

`draw(key, fact)` returns the samples of one fact; drawing the same key twice must return the same
array, so that deployments share their uncertain facts.
"""

from opendecide.cost.api_bill import api_bill
from opendecide.cost.assumptions import Assumptions, Kind, assumptions, sampler
from opendecide.cost.bill import Bill, Line, combine
from opendecide.cost.capacity import Capacity, MediaCapacity
from opendecide.cost.demand import Demand
from opendecide.cost.outcomes import DoesNotFit, Unpriced
from opendecide.cost.plan import RunPlan
from opendecide.cost.planning import PLANNING
from opendecide.cost.run_bill import run_bill
from opendecide.cost.seat_bill import seat_bill

__all__ = [
    "PLANNING",
    "Assumptions",
    "Bill",
    "Capacity",
    "Demand",
    "DoesNotFit",
    "Kind",
    "Line",
    "MediaCapacity",
    "RunPlan",
    "Unpriced",
    "api_bill",
    "assumptions",
    "combine",
    "run_bill",
    "sampler",
    "seat_bill",
]
