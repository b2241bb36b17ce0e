"""What facts of a catalogue may say: figures in their bounds, true or false, places that exist."""

from collections.abc import Iterator
from typing import Any, get_args

from opendecide.model.base import Record
from opendecide.model.fact import Fact
from opendecide.model.model_facts import Model, TaskType
from opendecide.model.offer_facts import Served
from opendecide.reading.countries import country_codes
from opendecide.reading.documents import Said, Where
from opendecide.reading.faults import Found
from opendecide.reading.walking import is_number, unknown
from opendecide.reading.wording import not_a_number, not_a_truth
from opendecide.reading.words import _

FIGURES = frozenset(
    (
        "absence_factor", "context_tokens", "contributors_90d", "cost", "derivatives_12m",
        "documentation_items", "first_response_days", "latency_p95_s", "lead_time_weeks",
        "mof_class", "notice_days", "observed_uptime_percent", "parameters_active",
        "parameters_total", "power_kw", "price_level", "purchase", "releases_12m",
        "requests_per_minute", "residency_uplift_percent", "retention_days", "seal",
        "seat_maximum", "seat_minimum", "seat_price_month", "sla_uptime_percent",
        "sleeps_after_hours", "suite_price_month", "term_months", "tokens_per_day",
        "training_flop", "version_months", "viability",
    )
)  # fmt: skip
"""Fields whose facts are figures, of which none can be negative."""
TRUTHS = frozenset(
    (
        "evaluation_code", "history_deletable", "human_review", "inference_code",
        "isolated_operator", "minors_allowed", "moderation", "open_to_new", "opt_out",
        "personal_use_only", "pinning", "private_network", "reasoning", "signature",
        "structured_output", "tools", "training_code", "weights", "zdr_available", "zdr_default",
        "zdr_needs_approval",
    )
)  # fmt: skip
"""Fields whose facts are true or false."""
TASKS = frozenset(("meant_for",))
"""Fields whose facts are types of tasks, as profiles name them."""
TASK_TYPES = get_args(TaskType)
PER_CENT = frozenset(("observed_uptime_percent", "sla_uptime_percent"))
"""Figures that end at 100."""
PLACES = frozenset(
    (
        "conditional_regions", "control_country", "developer_country", "guaranteed_regions",
        "operator_country", "regions", "ultimate_owner",
    )
)  # fmt: skip
"""Fields whose facts are countries or groups of them."""
NO_COUNTRIES = ("global", "EU", "EEA", "customer", "own_premises")
"""What else stands for a place."""
WHOLE = 100
_ENDS = (("low", "value", "high"), ("low", "rate", "high"), ("p10", "p50", "p90"))


def wrong_facts(record: Record, path: Where = ()) -> Iterator[Found]:
    """Go through the facts of an entry, and find those that cannot be meant."""
    fields = type(record).model_fields
    figures = next((ends for ends in _ENDS if fields.keys() >= set(ends)), ())
    stated = [one for name in figures if is_number(one := getattr(record, name))]
    if stated != sorted(stated):
        what = _("The figures do not run from low to high.")
        yield Found(path, Said(what, _("Write the lowest first."), "OD045"))
    if isinstance(record, Served):
        yield from _no_currency(record, path)
    if isinstance(record, Model):
        yield from _said_twice(record, path)
    for name in fields:
        yield from _wrong(name, getattr(record, name), (*path, name))


def _wrong(name: str, value: Any, path: Where) -> Iterator[Found]:
    if isinstance(value, Fact):
        yield from _wrong_fact(name, value, path)
    if isinstance(value, Record):
        yield from wrong_facts(value, path)
    elif isinstance(value, tuple):
        for position, one in enumerate(value):
            if isinstance(one, Record):
                yield from wrong_facts(one, (*path, position))


def _wrong_fact(name: str, fact: Fact, path: Where) -> Iterator[Found]:
    if name in FIGURES:
        yield from _no_figure(fact, path)
    elif name in PLACES:
        what = _("'{word}' is no country, and no group of them.")
        fix = _("Use the two letters of ISO 3166, as FR, or one of: {words}.")
        for one in sorted(set(_words(fact)) - country_codes() - {*NO_COUNTRIES}):
            said = Said(what.format(word=one), fix.format(words=", ".join(NO_COUNTRIES)), "OD039")
            yield Found((*path, "value"), said)
    elif name in TASKS:
        what = _("'{word}' is no type of task.")
        for one in _words(fact):
            yield from unknown((*path, "value"), one, TASK_TYPES, what)
    elif name in TRUTHS and fact.value is not None and not isinstance(fact.value, bool):
        yield Found((*path, "value"), not_a_truth(fact.value))


def _words(fact: Fact) -> tuple[str, ...]:
    said = fact.value if isinstance(fact.value, tuple) else (fact.value,)
    return tuple(str(one) for one in (*said, *fact.any_of) if one is not None)


def _no_figure(fact: Fact, path: Where) -> Iterator[Found]:
    for end in ("low", "value", "high"):
        figure = getattr(fact, end)
        if figure is None:
            continue
        if not is_number(figure):
            yield Found((*path, end), not_a_number(figure))
        elif figure < 0:
            what = _("{value} is too small: the least is {limit}.").format(value=figure, limit=0)
            yield Found((*path, end), Said(what, "", "OD028"))
        elif path[-1] in PER_CENT and figure > WHOLE:
            what = _("{value} is too large: the most is {limit}.").format(value=figure, limit=WHOLE)
            yield Found((*path, end), Said(what, "", "OD028"))


def _no_currency(row: Served, path: Where) -> Iterator[Found]:
    """Find prices in no currency: nobody could add them up."""
    if row.currency is None and (row.input is not None or row.output is not None):
        what = _("A price has a currency.")
        yield Found(path, Said(what, _("Add `currency`, as EUR."), "OD020"))


def _said_twice(model: Model, path: Where) -> Iterator[Found]:
    """Find a second estimate of one task in one language: only one of them would count."""
    seen: set[tuple[str, str]] = set()
    for position, one in enumerate(model.quality):
        if (one.task, one.language) in seen:
            what = _("The quality of '{task}' in '{language}' stands here twice.")
            said = Said(
                what.format(task=one.task, language=one.language), _("Keep one of them."), "OD034"
            )
            yield Found((*path, "quality", position), said)
        seen.add((one.task, one.language))
