"""From the ids that measures and gates name to facts that a reader can look up."""

from collections.abc import Iterable
from datetime import date

from opendecide.measures.case import Case
from opendecide.model.base import Record
from opendecide.model.fact import Evidence, Fact
from opendecide.model.model_facts import Quality
from opendecide.model.offer_facts import Attestation, LongPrompts, Served
from opendecide.model.recommendation import CitedFact
from opendecide.stages.market.price_rows import PRICES

QUALITY = "/quality."
"""In the ids of estimates of quality, before task and language."""
KINDS = ("models", "offers", "vendors", "communities", "licences", "alternatives", "rules")


def age_limit(case: Case, path: str) -> int:
    """Return after how many days a fact of this kind counts as old."""
    limits = case.profile.evidence.max_age_days
    if "serves" in path or "price" in path or path.startswith("rules/cost"):
        return limits.price
    if "quality" in path or "redteam" in path:
        return limits.quality
    if path.startswith("communities/"):
        return limits.community
    if path.startswith("countries/"):
        return limits.law
    return limits.terms


def cite(case: Case, fact_id: str) -> tuple[CitedFact, ...]:
    """Return the facts behind an id; none when it names a derived figure or nothing known."""
    kind, _, rest = fact_id.partition("/")
    entry_id, _, path = rest.rpartition("/") if "/" in rest else (rest, "", "")
    if kind == "rules":
        fact = case.catalog.rules.get(rest)
        return () if fact is None else (_fact(case, fact_id, fact),)
    if kind == "alternatives":
        entry_id, _, path = rest.partition("/")
        fact = case.catalog.alternatives[entry_id].facts.get(path)
        return () if fact is None else (_fact(case, fact_id, fact),)
    if kind not in KINDS:
        return ()
    entry = getattr(case.catalog, kind).get(entry_id)
    if entry is None:
        return ()
    return tuple(_walk(case, fact_id, entry, path))


def privacy_law(case: Case) -> CitedFact | None:
    """Return what the data protection law of the organisation's country is called."""
    code = case.profile.organisation.country
    known = case.catalog.countries.get(code)
    if known is None or known.privacy_law is None:
        return None
    return _fact(case, f"countries/{code}/privacy_law", known.privacy_law)


def _walk(case: Case, fact_id: str, entry: Record, path: str) -> Iterable[CitedFact]:
    head, _, tail = path.partition(".")
    if head == "attestations":
        rows = [one for one in getattr(entry, head) if not tail or one.scheme == tail]
        return [_row(case, f"{fact_id}", one, _attested(one)) for one in rows]
    if head == "serves":
        rows = [one for one in getattr(entry, head) if one.model == tail]
        return [_row(case, fact_id, one, _priced(one)) for one in rows]
    if head == "facts":
        fact = getattr(entry, head).get(tail)
        return [] if fact is None else [_fact(case, fact_id, fact)]
    if head == "redteam":
        return [
            _row(case, fact_id, one, f"{one.suite}: {one.rate}") for one in getattr(entry, head)
        ]
    if head == "quality":
        return _qualities(case, fact_id, entry)
    found: object = entry
    for part in path.split("."):
        found = getattr(found, part, None)
        if found is None:
            return []
    return [_fact(case, fact_id, found)] if isinstance(found, Fact) else []


def _qualities(case: Case, fact_id: str, entry: Record) -> list[CitedFact]:
    """Return the estimates of the tasks and languages of this case, as one line each."""
    tasks = {need.workload.task_type for need in case.needs}
    day: date | None = getattr(entry, "quality_as_of", None)
    rows: tuple[Quality, ...] = getattr(entry, "quality", ())
    return [
        CitedFact(
            id=f"{fact_id}.{one.task}.{one.language}",
            value=f"{one.p50} [{one.p10}, {one.p90}]",
            unit="share of a public basket of tests passed",
            source=f"estimate from {one.evidence_rows} public test results ({one.basis})",
            as_of=day or case.catalog.as_of,
            grade="independent" if one.basis == "direct" else "expert",
            stale=_stale(case, fact_id, day),
        )
        for one in rows
        if one.task in tasks
    ]


def _attested(one: Attestation) -> str:
    scope = {True: "service in scope", False: "service not in scope", None: "scope not known"}
    return f"{one.scheme}: {one.status}, {scope[one.covers_service]}"


def _priced(one: Served) -> str:
    prices = _amounts(one, one.currency)
    if one.long is not None and prices:
        above = f"{one.long.above:,.0f}".replace(",", " ")
        prices += f"; above {above} input tokens {_amounts(one.long, one.currency)}"
    ends = f"; until {one.retires}" if one.retires is not None else ""
    return f"{prices} / {one.unit}{ends}" if prices else f"served{ends}"


def _amounts(prices: Served | LongPrompts, currency: str | None) -> str:
    amounts = {part: getattr(prices, part) for part in PRICES}
    return ", ".join(
        f"{part} {amount} {currency or ''}"
        for part, amount in amounts.items()
        if amount is not None
    )


def value_text(fact: Fact) -> str:
    """Return what a fact says, as text."""
    if fact.any_of:
        return " | ".join(fact.any_of)
    if isinstance(fact.value, tuple):
        return ", ".join(str(one) for one in fact.value)
    value = (
        ""
        if fact.value is None
        else str(fact.value).lower()
        if isinstance(fact.value, bool)
        else f"{fact.value:g}"
        if isinstance(fact.value, float)
        else str(fact.value)
    )
    if fact.low is not None and fact.high is not None:
        return f"{value} [{fact.low:g}, {fact.high:g}]".strip()
    return value or "none"


def source_text(case: Case, source: str) -> str:
    """Return a source as a reader can find it: name and address instead of our short key.

    Of a product of two figures each part keeps its source; the last may be a key.
    """
    others, times, last = source.rpartition(" × ")
    key = last.partition(":")[0]
    known = case.catalog.sources.get(key)
    if known is None:
        return source
    return f"{others}{times}{known.name}, {known.ref}{last[len(key) :]}"


def _stale(case: Case, fact_id: str, day: date | None) -> bool:
    return day is not None and (case.decision_date - day).days > age_limit(case, fact_id)


def _fact(case: Case, fact_id: str, fact: Fact) -> CitedFact:
    note = fact.note
    if fact.also:
        others = "; ".join(f"{one.value} ({one.source}, {one.as_of})" for one in fact.also)
        note = f"{note}; sources differ: {others}" if note else f"sources differ: {others}"
    return _row(case, fact_id, fact, value_text(fact), fact.unit, note)


def _row(  # noqa: PLR0913 — the columns of the annex
    case: Case,
    fact_id: str,
    one: Evidence,
    value: str,
    unit: str | None = None,
    note: str | None = None,
) -> CitedFact:
    return CitedFact(
        id=fact_id,
        value=value,
        unit=unit,
        source=source_text(case, one.source),
        as_of=one.as_of,
        grade=one.grade,
        stale=_stale(case, fact_id, one.as_of),
        note=note or one.note,
    )
