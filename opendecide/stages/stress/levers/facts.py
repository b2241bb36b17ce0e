"""The facts of the catalogue: prices, what tests say, and the end of a model."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from opendecide.measures.view import View
from opendecide.stages.market.price_rows import long_prices, price_row, quoted_prices
from opendecide.stages.market.purchases import purchase_of
from opendecide.stages.market.quotes import quotes_for
from opendecide.stages.market.rentals import offered, rental_of
from opendecide.stages.stress.levers.lever import LIKELY, USUAL, Z90, Lever, Stage, message, times

YEAR = timedelta(days=365)


def prices(stage: Stage) -> Iterator[Lever]:
    """Move the price that matters most for the leader and for each rival."""
    seen: set[str] = set()
    for view in (stage.leader, *stage.rivals):
        for lever in _price(view):
            if lever.path not in seen:
                seen.add(lever.path)
                yield lever if lever.kind == "share" else _against(lever, view is stage.leader)


def _against(lever: Lever, ours: bool) -> Lever:  # noqa: FBT001 — whose price it is
    """Return a price that rises for the leader or falls for a rival: the rest helps the leader."""
    if ours:
        return replace(lever, directions=(1,), bill_only=False)  # a sibling may step in
    return replace(lever, directions=(-1,))


def _price(view: View) -> Iterator[Lever]:
    case, offer = view.case, view.offer
    names = {"model": view.model.name, "host": offer.name}
    if view.by_machine:
        yield from _machine(view)
        return
    if offer.access_mode == "seat":
        seat = view.of_offer("seat_price_month")
        offered = "seat_price_month" in quotes_for(case, offer.id, view.deployment.id)
        if seat is not None and not offered and seat.range is not None and seat.range[1] > 0:
            yield Lever(
                path=f"catalog.offers.{offer.id}.seat_price_month",
                label=message("flip.seat", host=offer.name, currency=(seat.fact.unit or "")[:3]),
                kind="price",
                today=seat.range[1],
                step=USUAL["price"],
                bill_only=True,
                **times(seat.range[1], 50.0),  # type: ignore[arg-type]  # low, high and log
            )
        return
    row = price_row(case, offer, view.model)
    if (
        row is None
        or row.unit != "1M tokens"
        or not any(o.model == row.model for o in offer.serves)
        or any(long_prices(row, need) for need in view.served_needs())
    ):
        return  # of two prices, for short and for long inputs, none is the one that moves
    spent = {
        "price_input": sum(
            one.requests_per_day.mid * one.active_days_per_year * one.input_tokens.mid
            for one in view.served_needs()
        )
        * (row.input or 0.0),
        "price_output": sum(
            one.requests_per_day.mid * one.active_days_per_year * one.output_tokens.mid
            for one in view.served_needs()
        )
        * (row.output or 0.0),
    }
    name = max(sorted(spent), key=lambda one: spent[one])
    today = row.input if name == "price_input" else row.output
    offered = name.removeprefix("price_") in quoted_prices(case, offer, view.model)
    if today and not offered:  # a list moves no price that was offered
        yield Lever(
            path=f"catalog.offers.{offer.id}.serves.{view.model.id}.{name}",
            label=message(f"flip.{name}", **names, currency=row.currency),
            kind="price",
            today=today,
            step=USUAL["price"],
            bill_only=True,
            **times(today, 100.0),  # type: ignore[arg-type]  # low, high and log
        )


def _machine(view: View) -> Iterator[Lever]:
    case = view.case
    name = (view.deployment.machine or "").removeprefix("assumed:")
    machine = case.catalog.machines.get(name)
    if machine is None:
        for place, one in enumerate(case.profile.hardware.accelerators):
            if view.own_site:
                yield Lever(
                    path=f"hardware.accelerators.{one.model or place}.free_share",
                    label=message("flip.free_share", machine=one.model or name),
                    kind="share",
                    directions=(-1,),
                    today=one.free_share,
                    low=0.01,
                    high=1.0,
                    step=USUAL["share"],
                )
        return
    rental = rental_of(case, machine, view.offer.id)
    if offered(rental):
        return  # a list moves no price that was offered
    if rental is not None:
        yield Lever(
            path=f"catalog.machines.{machine.id}.rentals.{rental.cloud}.per_hour",
            label=message(
                "flip.rent",
                machine=machine.name,
                host=view.offer.name,
                currency=rental.currency,
            ),
            kind="price",
            today=rental.per_hour,
            step=USUAL["machine"],
            **times(rental.per_hour, 30.0),  # type: ignore[arg-type]  # low, high and log
        )
    elif (
        purchase_of(case, machine) is machine.purchase  # a list moves no price that was offered
        and machine.purchase is not None
        and isinstance(machine.purchase.value, (int, float))
    ):
        yield Lever(
            path=f"catalog.machines.{machine.id}.purchase",
            label=message(
                "flip.purchase", machine=machine.name, currency=(machine.purchase.unit or "")[:3]
            ),
            kind="price",
            today=float(machine.purchase.value),
            step=USUAL["purchase"],
            **times(float(machine.purchase.value), 30.0),  # type: ignore[arg-type]  # low, high and log
        )


def qualities(stage: Stage) -> Iterator[Lever]:
    """Move what tests say of the leader's model and of the nearest rival's."""
    seen: set[str] = set()
    for view in (stage.leader, *stage.rivals[:2]):
        for need in view.served_needs():
            model = view.serving[need.id]
            rows = [one for one in model.quality if one.task == need.workload.task_type]
            path = f"catalog.models.{model.id}.quality.{need.workload.task_type}.p50"
            if not rows or path in seen:
                continue
            seen.add(path)
            row = next((one for one in rows if one.language in need.languages), rows[0])
            sd = (row.p90 - row.p10) / (2 * Z90)
            yield Lever(
                path=path,
                label=message("flip.task_quality", model=model.name, workload=need.id),
                kind="evidence",
                directions=(-1,) if view is stage.leader else (1,),
                today=row.p50,
                low=0.02,
                high=0.98,
                sd=sd or None,
                step=max(sd, 0.02),
            )


def ends(stage: Stage) -> Iterator[Lever]:
    """Let the operator stop serving the leader's model a year from now."""
    view = stage.leader
    if view.self_run:
        return
    day = (view.case.decision_date + YEAR).isoformat()
    rows = [one for one in view.offer.serves if one.model == view.model.id]
    known = [one.retires for one in rows if one.retires is not None]
    if rows and not (known and min(known).isoformat() <= day):
        yield Lever(
            path=f"catalog.offers.{view.offer.id}.serves.{view.model.id}.retires",
            label=message("flip.retirement", model=view.model.name, host=view.offer.name),
            kind="retirement",
            today=min(known).isoformat() if known else None,
            step=LIKELY["retirement"],
            choices=(day,),
        )
