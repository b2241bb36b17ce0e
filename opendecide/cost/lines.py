"""Lines that every kind of bill has: people, set-up, evaluation, guardrails, migration, exit."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from opendecide.cost.assumptions import Assumptions, Kind
from opendecide.cost.bill import Component, Line
from opendecide.cost.care import care_together
from opendecide.cost.demand import Demand, Floats
from opendecide.cost.trend import Trend

Origin = tuple[str, date]


class Work(NamedTuple):
    """What is served, as far as people's time goes."""

    care: float
    """How many more people it takes than one workload of medium criticality."""
    validated: int
    """Workloads that somebody independent has to validate."""
    adapted: int
    """Workloads for which the weights of a model are trained further."""


def common_lines(
    assumed: Assumptions,
    kind: Kind,
    demands: Sequence[Demand],
    *,
    accelerators: Floats | float = 0.0,
    guarded: bool = False,
) -> tuple[Line, ...]:
    """Return what has to be paid besides use and machines.

    Args:
        assumed: Planning figures.
        kind: Which way of running it.
        demands: What it serves: the more, and the more critical, the more is tested and adapted.
        accelerators: In service; each takes some of somebody's time.
        guarded: Whether filters come with the service, so that no guardrails are bought.

    Returns:
        People, set-up, software, evaluation, guardrails, migration and exit; nothing that is zero.
    """
    work = Work(
        care=care_together(one.care for one in demands),
        validated=sum(one.validated for one in demands),
        adapted=sum(one.adapted for one in demands),
    )
    shared = assumed.once(
        ("overheads", kind, guarded, work), lambda: _overheads(assumed, kind, work, guarded=guarded)
    )
    return (
        *_staff(assumed, kind, accelerators),
        *_setup(assumed, kind, accelerators),
        *shared,
    )


def application_lines(assumed: Assumptions) -> tuple[Line, ...]:
    """Return what it takes to give people an application where the offer is a bare interface."""
    return assumed.once(
        ("application",),
        lambda: _paid(
            (
                _once(assumed, "application", "setup_application", key="setup_application"),
                _work(
                    assumed,
                    "application",
                    "application",
                    assumed["fte_application"],
                    ("fte_application",),
                ),
            )
        ),
    )


def planned_origin(assumed: Assumptions, name: str) -> Origin | None:
    """Return source and date of a planning figure; None for the organisation's own."""
    return assumed.sources.get(name)


EACH: Mapping[Kind, tuple[str, float]] = MappingProxyType(
    {
        "cloud": ("fte_per_accelerator_cloud", 0.0),
        "owned": ("fte_per_accelerator_owned", 0.0),
        "device": ("fte_per_device", 1.0),
    }
)
"""What one more accelerator or device takes of somebody's time, and how many the start covers."""


def _staff(assumed: Assumptions, kind: Kind, accelerators: Floats | float) -> tuple[Line, ...]:
    """Return the people who keep it running."""
    if isinstance(accelerators, float):
        return assumed.once(
            ("staff", kind, accelerators), lambda: _team(assumed, kind, accelerators, shared=True)
        )
    return _team(assumed, kind, accelerators, shared=False)


def _team(
    assumed: Assumptions, kind: Kind, accelerators: Floats | float, *, shared: bool
) -> tuple[Line, ...]:
    staff, inputs = assumed[f"fte_{kind}"], [f"fte_{kind}"]
    if kind in EACH:
        each, covered = EACH[kind]
        staff = staff + assumed[each] * np.maximum(accelerators - covered, 0.0)
        inputs.append(each)
    return _paid((_work(assumed, "staff", "people", staff, tuple(inputs), shared=shared),))


def _setup(assumed: Assumptions, kind: Kind, devices: Floats | float) -> tuple[Line, ...]:
    """Return what it takes to begin; on devices, one after the other."""
    name = f"setup_{kind}"
    if kind != "device":
        return assumed.once(
            ("setup", kind), lambda: _paid((_once(assumed, "setup", name, key="setup"),))
        )
    further = assumed["setup_per_device"] * np.maximum(devices - 1.0, 0.0)
    begun = _once(assumed, "setup", name, key="setup")
    return _paid(
        (
            replace(
                begun,
                quantity=begun.quantity + further,
                inputs=(name, "setup_per_device", "salary_per_year"),
            ),
        )
    )


def _overheads(assumed: Assumptions, kind: Kind, work: Work, *, guarded: bool) -> tuple[Line, ...]:
    """Return what does not depend on how many machines there are."""
    changes = f"migrations_per_year_{kind}"
    again = assumed["migration"] * work.care + assumed["revalidation"] * work.validated
    again = again + assumed["adaptation_again"] * work.adapted
    inputs = ["migration"]
    inputs += ["revalidation"] if work.validated else []
    inputs += ["adaptation_again"] if work.adapted else []
    lines = [
        _work(
            assumed,
            "evaluation",
            "evaluation",
            assumed["fte_evaluation"] * work.care,
            ("fte_evaluation",),
        ),
        _work(
            assumed,
            "validation",
            "evaluation",
            assumed["fte_validation"] * work.validated,
            ("fte_validation",),
        ),
        _work(assumed, "migration", "migration", assumed[changes] * again, (*inputs, changes)),
        _once(assumed, "exit", "exit", key="exit", at_end=True),
    ]
    if work.adapted:
        begun = _once(assumed, "adaptation", "adaptation", key="setup_adaptation")
        lines.append(replace(begun, quantity=begun.quantity * work.adapted))
    if not guarded:
        figure = assumed["fte_guardrails"] * work.care
        lines.append(_work(assumed, "guardrails", "guardrails", figure, ("fte_guardrails",)))
    if kind in ("cloud", "owned", "managed"):
        name = f"software_per_month_{kind}"
        lines.append(
            Line(
                key="software",
                component="software",
                quantity=12.0,
                unit="month",
                unit_price=assumed[name],
                trend=assumed.trend(),
                source=_source(assumed, name),
                as_of=_day(assumed, name),
                inputs=(name,),
                shared=True,
            )
        )
    return _paid(lines)


def _work(  # noqa: PLR0913 — a line has this many columns
    assumed: Assumptions,
    key: str,
    component: Component,
    people: Floats | float,
    inputs: tuple[str, ...],
    *,
    shared: bool = True,
) -> Line:
    """Write a line of somebody's time, paid by the month."""
    return Line(
        key=key,
        component=component,
        quantity=people,
        unit="FTE",
        unit_price=assumed["salary_per_year"],
        trend=assumed.trend(),
        source=_paid_by(assumed, inputs[0]),
        as_of=_day(assumed, inputs[0]),
        inputs=(*inputs, "salary_per_year"),
        shared=shared,
    )


def _once(
    assumed: Assumptions, component: Component, name: str, *, key: str, at_end: bool = False
) -> Line:
    """Write a line of somebody's time, paid once, before the start or at the end."""
    path = np.zeros((assumed.years, 1))
    path[-1 if at_end else 0] = 1.0
    later = (1.0 + assumed["discount_rate"]) ** -assumed.horizon_years
    return Line(
        key=key,
        component=component,
        quantity=assumed[name],
        unit="FTE year",
        unit_price=assumed["salary_per_year"],
        trend=Trend(path, later if at_end else np.ones(assumed.samples)),
        once=True,
        source=_paid_by(assumed, name),
        as_of=_day(assumed, name),
        inputs=(name, "salary_per_year"),
        shared=True,
    )


def _paid(lines: "tuple[Line, ...] | list[Line]") -> tuple[Line, ...]:
    """Leave out what costs nothing."""
    return tuple(line for line in lines if line.amount.any())


def _paid_by(assumed: Assumptions, name: str) -> str | None:
    """Return where the time comes from, and the salary where that comes from elsewhere."""
    source, salary = _source(assumed, name), _source(assumed, "salary_per_year")
    if source is None or salary == source:
        return source
    return f"{source}; salary: {salary or 'profile/team.loaded_cost'}"


def _source(assumed: Assumptions, name: str) -> str | None:
    origin = planned_origin(assumed, name)
    return origin[0] if origin else None


def _day(assumed: Assumptions, name: str) -> date | None:
    origin = planned_origin(assumed, name)
    return origin[1] if origin else None
