"""Lines that every kind of bill has: people, set-up, evaluation, guardrails, migration, exit."""

import numpy as np

from opendecide.cost.assumptions import Assumptions, Kind
from opendecide.cost.bill import Component, Line
from opendecide.cost.demand import Floats


def yearly_line(  # noqa: PLR0913 — a line has this many columns
    assumed: Assumptions,
    key: str,
    component: Component,
    *,
    quantity: Floats | float,
    unit: str,
    unit_price: Floats | float,
    trend: Floats | float = 1.0,
    inputs: tuple[str, ...] = (),
    workload: str | None = None,
    origin: tuple[str, object] | None = None,
) -> Line:
    """Write a line that is paid every month; `trend` multiplies each year, shape (years, s)."""
    quantities, prices = assumed.samples_of(quantity), assumed.samples_of(unit_price)
    path = np.broadcast_to(
        quantities * prices * np.asarray(trend), (assumed.years, assumed.samples)
    )
    source, as_of = _origin(assumed, inputs, origin)
    return Line(
        key=key,
        component=component,
        quantity=quantities,
        unit=unit,
        unit_price=prices,
        yearly=path * assumed.lengths[:, None],
        amount=np.einsum("ys,ys->s", path, assumed.present),
        workload=workload,
        source=source,
        as_of=as_of,
        inputs=inputs,
    )


def single_line(  # noqa: PLR0913 — a line has this many columns
    assumed: Assumptions,
    key: str,
    component: Component,
    *,
    quantity: Floats | float = 1.0,
    unit: str = "1",
    unit_price: Floats | float,
    at_end: bool = False,
    inputs: tuple[str, ...] = (),
    origin: tuple[str, object] | None = None,
) -> Line:
    """Write a line that is paid once, before the start or at the end of the horizon."""
    quantities, prices = assumed.samples_of(quantity), assumed.samples_of(unit_price)
    paid = quantities * prices
    yearly = np.zeros((assumed.years, assumed.samples))
    yearly[-1 if at_end else 0] = paid
    later = (1.0 + assumed["discount_rate"]) ** -assumed.horizon_years if at_end else 1.0
    source, as_of = _origin(assumed, inputs, origin)
    return Line(
        key=key,
        component=component,
        quantity=quantities,
        unit=unit,
        unit_price=prices,
        yearly=yearly,
        amount=paid * later,
        once=True,
        source=source,
        as_of=as_of,
        inputs=inputs,
    )


def common_lines(
    assumed: Assumptions,
    kind: Kind,
    *,
    accelerators: Floats | float = 0.0,
    guarded: bool = False,
) -> tuple[Line, ...]:
    """Return what has to be paid besides use and machines.

    Args:
        assumed: Planning figures.
        kind: Which way of running it.
        accelerators: In service; each takes some of somebody's time.
        guarded: Whether filters come with the service, so that no guardrails are bought.

    Returns:
        People, set-up, software, evaluation, guardrails, migration and exit; nothing that is zero.
    """
    staff = assumed[f"fte_{kind}"]
    inputs = ("salary_per_year", f"fte_{kind}")
    if kind in ("cloud", "owned"):
        staff = staff + assumed[f"fte_per_accelerator_{kind}"] * accelerators
    salary = assumed["salary_per_year"]
    lines = [
        yearly_line(
            assumed,
            "staff",
            "people",
            quantity=staff,
            unit="FTE",
            unit_price=salary,
            inputs=inputs,
        ),
        single_line(
            assumed,
            "setup",
            "setup",
            quantity=assumed[f"setup_{kind}"],
            unit="FTE year",
            unit_price=salary,
            inputs=(f"setup_{kind}", "salary_per_year"),
        ),
        yearly_line(
            assumed,
            "evaluation",
            "evaluation",
            quantity=assumed["fte_evaluation"],
            unit="FTE",
            unit_price=salary,
            inputs=("fte_evaluation", "salary_per_year"),
        ),
        yearly_line(
            assumed,
            "migration",
            "migration",
            quantity=assumed[f"migrations_per_year_{kind}"] * assumed["migration"],
            unit="FTE",
            unit_price=salary,
            inputs=("migration", f"migrations_per_year_{kind}", "salary_per_year"),
        ),
        single_line(
            assumed,
            "exit",
            "exit",
            quantity=assumed["exit"],
            unit="FTE year",
            unit_price=salary,
            at_end=True,
            inputs=("exit", "salary_per_year"),
        ),
    ]
    if not guarded:
        lines.append(
            yearly_line(
                assumed,
                "guardrails",
                "guardrails",
                quantity=assumed["fte_guardrails"],
                unit="FTE",
                unit_price=salary,
                inputs=("fte_guardrails", "salary_per_year"),
            )
        )
    if kind in ("cloud", "owned", "managed"):
        name = f"software_per_month_{kind}"
        lines.append(
            yearly_line(
                assumed,
                "software",
                "software",
                quantity=12.0,
                unit="month",
                unit_price=assumed[name],
                inputs=(name,),
            )
        )
    return tuple(line for line in lines if line.amount.any())


def inputs_of(lines: "tuple[Line, ...] | list[Line]", assumed: Assumptions) -> dict[str, Floats]:
    """Return the samples of every planning figure that the lines rest on."""
    names = dict.fromkeys(name for line in lines for name in line.inputs)
    return {name: assumed[name] for name in names if name in assumed.values}


def _origin(
    assumed: Assumptions, inputs: tuple[str, ...], origin: tuple[str, object] | None
) -> tuple[str | None, object]:
    """Return the given source and date, or those of the first planning figure."""
    if origin is not None:
        return origin
    for name in inputs:
        if name in assumed.sources:
            return assumed.sources[name]
    return None, None
