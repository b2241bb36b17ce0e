"""Keep the table of three loads in `docs/methods/cost.md` as the shipped catalogue gives it.

`python tests/cost_page.py` prints the page, `--write` puts it where it belongs. What stands between
a line `<!-- loads -->` and a line `<!-- end -->` is made here, the rest is written by hand.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "methods" / "cost.md"
sys.path.insert(0, str(ROOT))

from opendecide.cost import Bill  # noqa: E402 - found through the line above
from opendecide.measures.draws import Draws  # noqa: E402
from opendecide.measures.view import View  # noqa: E402
from opendecide.model.catalog import Catalog  # noqa: E402
from opendecide.model.criteria import Criteria  # noqa: E402
from opendecide.model.profile import Profile  # noqa: E402
from opendecide.reading.catalog import load_catalog  # noqa: E402
from opendecide.reading.criteria import load_criteria  # noqa: E402
from opendecide.report.language import language  # noqa: E402
from opendecide.report.speech import Speech  # noqa: E402
from opendecide.stages.billing.costing import price  # noqa: E402
from opendecide.stages.candidates.long_list import candidates  # noqa: E402
from opendecide.stages.filling.completion import complete  # noqa: E402
from opendecide.stages.run import by_offer, place_of  # noqa: E402

LOADS = {"1 million": (1e6, 5.0), "100 million": (1e8, 4.0), "5 billion": (5e9, 2.5)}
"""Tokens a day, and the peak over the mean, which falls as more people ask."""
INPUT, OUTPUT = 1500, 500
"""Tokens of a request."""
ANSWER_SECONDS = 33
"""For nineteen answers of twenty: about 50 ms for a token."""
OPTIONS = (
    "gpt-5.6-sol@openai-api",
    "gpt-6-luna@openai-api",
    "gpt-oss-120b@deepinfra",
    "gpt-oss-120b@verda",
    "llama-3.3-70b@verda",
    "deepseek-v3@verda",
)
"""A dear and a cheap proprietary model, an open one at a host, and three run on rented machines."""
SEED, SAMPLES = 0, 1024


def page() -> str:
    """Return the page with its table made anew."""
    text = PAGE.read_text(encoding="utf-8")
    pattern = re.compile(r"(<!-- loads -->\n).*?(<!-- end -->)", re.DOTALL)
    assert pattern.search(text), f"{PAGE} has no place for loads"
    made = "\n".join(_table())
    return pattern.sub(lambda found: f"{found[1]}\n{made}\n\n{found[2]}", text)


def _table() -> Iterator[str]:
    catalog, criteria = load_catalog(), load_criteria()
    columns = [_billed(catalog, criteria, tokens, peak) for tokens, peak in LOADS.values()]
    yield f"| Tokens a day | {' | '.join(LOADS)} |"
    yield f"|{'---|' * (len(LOADS) + 1)}"
    for option in OPTIONS:
        cells = (_cell(one, option) for one in columns)
        yield f"| {_name(columns[0][option])} | {' | '.join(cells)} |"


def _billed(
    catalog: Catalog, criteria: Criteria, tokens_per_day: float, peak: float
) -> dict[str, View]:
    """Return the options with their bills."""
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "US", "size": {"headcount": 300}},
            "workloads": [
                {
                    "id": "chat",
                    "task_type": "chat_assistant",
                    "volume": {
                        "requests_per_day": tokens_per_day / (INPUT + OUTPUT),
                        "active_days_per_year": 365,
                        "peak_factor": peak,
                    },
                    "tokens": {"input": INPUT, "output": OUTPUT},
                    "latency": {"interactive": True, "p95_seconds": ANSWER_SECONDS},
                }
            ],
            "budget": {"currency": "USD", "horizon_years": 3},
        }
    )
    case, _ = complete(profile, catalog, criteria)
    views = price(candidates(case, by_offer(OPTIONS)), Draws(SEED, SAMPLES))
    return {place_of(one.deployment.id): one for one in views}


def _cell(views: dict[str, View], option: str) -> str:
    """Say the rank of an option, what it costs a month and what moves that most."""
    order = sorted(OPTIONS, key=lambda one: _per_month(views[one]))
    speech, bill = Speech(language("en")), views[option].bill
    assert isinstance(bill, Bill)
    money = speech.language.money(_per_month(views[option]), "USD", figures=2)
    moved = ", ".join(speech.word("component", name) for name, _ in bill.dominant)
    return f"{order.index(option) + 1}. {money}{_machines(bill)}: {moved}"


def _per_month(view: View) -> float:
    assert isinstance(view.bill, Bill)
    return float(np.median(view.bill.per_month))


def _machines(bill: Bill) -> str:
    """Say how many accelerators there are, and at which precision."""
    if bill.capacity is None:
        return ""
    count = int(np.median(bill.capacity.accelerators))
    name = bill.capacity.accelerator.upper()
    return f", {count} × {name} in {bill.capacity.precision.upper()}"


def _name(view: View) -> str:
    return f"{view.model.name}, {view.offer.name}"


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        sys.stdout.write(page())
