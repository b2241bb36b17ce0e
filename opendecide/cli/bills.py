"""Bills as plain data, as text for a terminal and as CSV."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from opendecide.cli.tables import columns
from opendecide.reading.words import _, mark, spoken

if TYPE_CHECKING:
    from opendecide.cost import Bill, Capacity, MediaCapacity
    from opendecide.cost.bill import Line
    from opendecide.measures.view import View
    from opendecide.model.costs import BreakEven
    from opendecide.model.recommendation import Hybrid
    from opendecide.report.speech import Speech


def as_data(view: "View") -> dict[str, Any]:
    """Return one bill as plain data."""
    from opendecide.cost import Bill

    name = view.deployment.id
    if not isinstance(view.bill, Bill):
        reason = view.bill.reason if view.bill is not None else "excluded_before_its_bill"
        return {"deployment": name, "known": False, "reason": reason, "lines": []}
    return {"deployment": name, "known": True, **_figures(view, view.bill)}


def _figures(view: "View", found: "Bill") -> dict[str, Any]:
    """Return the figures of a bill; quantity x unit price x factor is the central amount."""
    from opendecide.cost.bill import quantiles
    from opendecide.stages.findings.bills import is_nothing, is_stale

    provisioned, full_load = found.per_million_tokens, found.per_million_tokens_full_load
    lines = []
    for line in found.lines:
        if is_nothing(line):
            continue
        quantity, unit_price, factor, central = line.central
        lines.append(
            {
                "component": line.component,
                "line": line.key,
                "workload": line.workload,
                "machine": _machine(view, line),
                "quantity": quantity,
                "unit": line.unit,
                "unit_price": unit_price,
                "factor": factor,
                "central": central,
                "amount": quantiles(line.amount)._asdict(),
                "source": line.source,
                "as_of": line.as_of.isoformat() if line.as_of else None,
                "stale": is_stale(view.case, line),
            }
        )
    return {
        "currency": found.currency,
        "horizon_years": found.horizon_years,
        **quantiles(found.total)._asdict(),
        "first_year": quantiles(found.first_year)._asdict(),
        "upfront": quantiles(found.upfront_cash)._asdict(),
        "dominant": [name for name, _correlation in found.dominant],
        "distrust": list(found.weak),
        "exchange": _exchange(found),
        "per_million_tokens_as_provisioned": _middle(provisioned),
        "per_million_tokens_full_load": _middle(full_load),
        "unit_prices": [
            {"workload": one.workload, "unit": one.unit, "price": _middle(one.each)}
            for one in (found.unit_prices if provisioned is None else ())
        ],
        "capacity": _capacity(found.capacity),
        "lines": lines,
    }


def _machine(view: "View", line: "Line") -> str | None:
    """Return what the machine of a line is called; None of what is no machine."""
    from opendecide.stages.findings.naming import machine_name
    from opendecide.stages.market.machines import names_at_hand

    if line.component != "hardware":
        return None
    name = (line.machine or view.deployment.machine or "").rpartition(":")[2]
    at_hand = names_at_hand(view.case).get(f"machines/{name}")
    return at_hand or machine_name(name, view.case.catalog) or None


def whole_as_data(found: "Hybrid", parts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return what a combination costs, and the bills of its parts, as plain data."""
    total, paid = found.cost, found.paid
    return {
        "known": total is not None,
        "assignments": [one.model_dump(mode="json") for one in found.assignments],
        **({} if total is None else total.model_dump(mode="json")),
        "paid": None if paid is None else paid.model_dump(mode="json"),
        "parts": list(parts),
    }


def _exchange(found: "Bill") -> list[dict[str, Any]]:
    """Return the rates at which prices in the usual currencies came into this bill."""
    return [
        {
            "from": one.of,
            "to": one.into,
            "factor": one.factor,
            "source": one.source,
            "as_of": one.as_of.isoformat(),
        }
        for one in found.assumed.exchanges
    ]


def _capacity(found: "Capacity | MediaCapacity | None") -> dict[str, Any] | None:
    """Return what self-run machines can do; None for a service."""
    if found is None:
        return None
    names = (
        "accelerator",
        "precision",
        "accelerators_per_replica",
        "replicas",
        "accelerators",
        "batch",
        "tokens_per_s",
        "utilisation",
        "first_token_floor_s",
        "p95_s",
        "memory_needed_gb",
        "memory_available_gb",
        "kwh_per_million_output_tokens",
        "kgco2e_per_million_output_tokens",
    )
    given = {name: getattr(found, name, None) for name in names}
    return {
        name: value if isinstance(value, str | int | None) else _middle(value)
        for name, value in given.items()
    }


def _middle(samples: Any) -> float | None:
    from numpy import isfinite, median

    if samples is None:
        return None
    value = float(median(samples))
    return value if isfinite(value) else None


def whole_as_text(whole: Mapping[str, Any]) -> str:
    """Write the bills of the parts of a combination, and what all of it costs."""
    speech, parts = _speech(), whole["parts"]
    bills = [as_text(one, of_a_part=True) for one in parts]
    if not whole["known"]:
        return "\n\n".join([*bills, f"{_('The combination')}{_(': ')}{_('no bill')}"])
    rows: list[tuple[str, ...]] = [("", "P10", "P50", "P90")]
    for name, one in [*((f"  {one['deployment']}", one) for one in parts), (_("  total"), whole)]:
        rows.append((name, *(_two(speech, one[at]) for at in ("p10", "p50", "p90"))))
    title = f"{_('The combination')}{_(': ')}{_span(speech, parts[0])}"
    note = _(
        "What several of the parts need is in the bill of each and in the total once; medians need"
        " not add up."
    )
    return "\n\n".join([*bills, "\n".join([title, columns(rows), f"  {note}"])])


def _span(speech: "Speech", cost: Mapping[str, Any]) -> str:
    """Say in which currency and over which horizon a bill is."""
    return f"{cost['currency']}, {speech.language.exact(cost['horizon_years'])} {_('years')}"


def as_text(cost: Mapping[str, Any], *, of_a_part: bool = False) -> str:
    """Write one bill; money is rounded to two significant figures, the rest to four.

    Args:
        cost: The bill as plain data.
        of_a_part: Whether it is for its share of a combination alone.
    """
    name, speech = cost["deployment"], _speech()
    if of_a_part:
        name = _("{name}, its share of the combination").format(name=name)
    if not cost["known"]:
        known = _REASONS.get(cost["reason"])
        reason = _(known) if known else cost["reason"]
        return f"{name}{_(': ')}{_('no bill')} ({reason})"
    title = f"{name}{_(': ')}{_span(speech, cost)}"
    heading = (
        "",
        _("quantity a year"),
        _("unit"),
        _("unit price"),
        _("x years"),
        _("= amount"),
        "P10",
        "P50",
        "P90",
        _("source"),
    )
    central = sum(one["central"] for one in cost["lines"])
    amounts = (central, cost["p10"], cost["p50"], cost["p90"])
    total = (_("  total"), "", "", "", "", *(_two(speech, one) for one in amounts))
    rows = [heading, *(_line_row(speech, one) for one in cost["lines"]), total]
    notes = [
        f"{_('Each line is at the middle of its inputs.')} "
        + _(
            "P50 of the total is of all samples together, so that the lines need not add up to it."
        ),
        speech.against_total(central, cost["p50"], cost["currency"]),
        speech.range_from(cost["dominant"], cost["p10"], cost["p90"]),
    ]
    notes = [one for one in notes if one]
    if cost["distrust"]:
        notes.append(speech.distrusted(cost["distrust"]))
    provisioned = cost["per_million_tokens_as_provisioned"]
    if provisioned is not None:
        each = _two(speech, provisioned)
        notes.append(f"{_('per million tokens, as provisioned')}{_(': ')}{each}")
    if cost["per_million_tokens_full_load"] is not None:
        full = _two(speech, cost["per_million_tokens_full_load"])
        notes.append(f"{_('per million tokens, at full load')}{_(': ')}{full}")
    notes += [
        _("{workload}, use alone: {price} per {unit}").format(
            workload=one["workload"],
            price=_two(speech, one["price"]),
            unit=speech.word("cost_per", one["unit"]),
        )
        for one in cost["unit_prices"]
    ]
    notes += [
        f"1 {one['from']} = {speech.language.number(one['factor'], figures=4)} {one['to']}"
        f" ({one['source']} {one['as_of']})"
        for one in cost["exchange"]
    ]
    return "\n".join([title, columns(rows), *(f"  {one}" for one in notes)])


def _line_row(speech: "Speech", line: Mapping[str, Any]) -> tuple[str, ...]:
    """Write one line: quantity x unit price x factor = amount."""
    from opendecide.model.message import Message

    named = {"machine": line["machine"]} if line["machine"] else {}
    label = speech.message(Message(code=f"cost.{line['line']}", values=named))
    figures = (line["quantity"], line["unit_price"], line["factor"], line["central"])
    quantity, *rest = (speech.language.number(one, figures=4) for one in figures)
    return (
        f"  {label}, {line['workload']}" if line["workload"] else f"  {label}",
        quantity,
        speech.unit(line["unit"]),
        *rest,
        *(_two(speech, line["amount"][name]) for name in ("p10", "p50", "p90")),
        _source(speech, line),
    )


def _source(speech: "Speech", line: Mapping[str, Any]) -> str:
    """Write source and date; a price that is older than the profile allows says so."""
    where = speech.source(line["source"]) if line["source"] else _("your own figure")
    said = f"{where} {line['as_of'] or ''}".strip()
    return f"{said} ({_('old')})" if line["stale"] else said


def crossings_as_text(crossings: "Sequence[BreakEven]") -> str:
    """Write where two deployments cross."""
    from opendecide.report.views.crossing import beyond, what

    first, speech = crossings[0], _speech()
    title = f"{_('break-even')}{_(': ')}{first.deployment} {_('against')} {first.against}"
    sides = {"above": _("above"), "below": _("below")}
    heading = ("", "", "P10", "P50", "P90", _("today"), _("unit"))
    rows: list[tuple[str, ...]] = [heading]
    for one in crossings:
        figures = (
            beyond(speech, one, value) or _two(speech, value or 0.0)
            for value in (one.p10, one.p50, one.p90)
        )
        today = "-" if one.today is None else _two(speech, one.today)
        label = f"  {what(speech, one)}"
        rows.append((label, sides[one.direction], *figures, today, speech.unit(one.unit)))
    notes = [_("no verdict on cost: quality not compared")] if first.withheld else []
    if any(one.quantity == "volume" and one.p10 == 0 for one in crossings):
        notes.append(_("always: at every volume looked at, from the smallest on"))
    return "\n".join([title, columns(rows), *(f"  {one}" for one in notes)])


def _two(speech: "Speech", amount: float) -> str:
    return speech.language.number(amount, figures=2)


def _speech() -> "Speech":
    from opendecide.report.language import language
    from opendecide.report.speech import Speech

    return Speech(language(spoken()))


_REASONS = {
    "no_price": mark("a price is not known"),
    "no_unit": mark("nothing says how it is counted"),
    "no_exchange_rate": mark("an exchange rate is not known"),
    "no_rental": mark("the machine has no rent"),
    "no_purchase_price": mark("the machine has no price"),
    "no_speed": mark("nothing says how fast it is"),
    "no_architecture": mark("the architecture of the model is not known"),
    "does_not_fit": mark("the model does not fit into the machines"),
    "excluded_before_its_bill": mark("a gate excludes it before its bill"),
}


def as_csv(bills: Sequence[Mapping[str, Any]], parts: Sequence[Mapping[str, Any]] = ()) -> str:
    """Write one row per line of each bill, with full figures.

    Args:
        bills: Of deployments alone.
        parts: Of the parts of the combination that is the answer; they come first.
    """
    from opendecide.report.csv_files import COMBINATION, table

    columns_of_a_line = (
        "component", "line", "workload", "machine", "quantity", "unit", "unit_price", "factor",
        "central",
    )  # fmt: skip
    those = [*((one, COMBINATION) for one in parts), *((one, None) for one in bills)]
    return table(
        [
            {
                "deployment": cost["deployment"],
                "part_of": part_of,
                "currency": cost["currency"],
                **{name: line[name] for name in columns_of_a_line},
                **line["amount"],
                "source": line["source"],
                "as_of": line["as_of"],
                "stale": int(line["stale"]),
            }
            for cost, part_of in those
            for line in cost["lines"]
        ]
    )
