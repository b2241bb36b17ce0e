"""The bills of every deployment that the catalogue has for a workload, where a report bills a few."""

import gc
from time import process_time

from bench_acceptability import ms

from opendecide.cost import Bill
from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.billing.costing import price
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete

SAMPLES, ROUNDS = 4096, 5
USES = ("summarisation", "rag_qa", "coding")


def measure(*, peers: bool) -> tuple[str, list[tuple[str, str, str]]]:  # noqa: ARG001 — nobody else bills
    """Return the title and rows of this benchmark."""
    gc.disable()  # as the command line does
    rounds = [[_billed(_profile(uses)) for uses in (1, 3)] for _time in range(ROUNDS)]
    gc.enable()
    one, three = (min(column, key=lambda found: found[0]) for column in zip(*rounds, strict=True))
    took, count, bills = one
    rows = [
        (f"one workload, {count} deployments, {bills} of them with a bill", ms(took), "≤ 400 ms"),
        ("for each bill", f"{1e6 * took / bills:.0f} µs", "-"),
        ("three workloads", ms(three[0]), "-"),
    ]
    return f"Bills of the whole catalogue, {SAMPLES:,} samples, totals included", rows


def _profile(count: int) -> Profile:
    workloads = [
        {"id": use, "task_type": use, "volume": {"requests_per_day": [300, 1000, 3000]}}
        for use in USES[:count]
    ]
    organisation = {"name": "Firm", "country": "FR"}
    return Profile.model_validate(
        {
            "organisation": organisation,
            "workloads": workloads,
            "hardware": {"expandable": True},
        }
    )


def _billed(profile: Profile) -> tuple[float, int, int]:
    """Bill all candidates with samples of their own: seconds, how many there are and have a bill."""
    case, _ = complete(profile, load_catalog(), load_criteria())
    views, draws = candidates(case), Draws(0, SAMPLES)
    started = process_time()
    bills = [view.bill for view in price(views, draws) if isinstance(view.bill, Bill)]
    for bill in bills:
        _ = bill.total
    return process_time() - started, len(views), len(bills)
