"""Lines that every kind of bill has: people, set-up, evaluation, guardrails, migration, exit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from opendecide.cost.assumptions import Assumptions, Kind
from opendecide.cost.bill import Component, Line
from opendecide.cost.care import as_of_few, care_together
from opendecide.cost.demand import LEAST_OF_A_LOT, Demand, Floats, years_of_lots
from opendecide.cost.discounting import MONTHS
from opendecide.cost.trend import Trend, bought_by_year, trend

Origin = tuple[str, date]
SALARY = "salary_per_year"
"""The planning figure that every line of somebody's time is paid by."""
_LEAST_RATE = 1e-9
"""Changes a year below which models are taken to last for ever."""


class Work(NamedTuple):
    """What is served, as far as people's time goes; of nothing, nothing."""

    care: float
    """How many more people it takes than one workload of medium criticality."""
    validated: int
    """Workloads that somebody independent has to validate."""
    adapted: int
    """Workloads for which the weights of a model are trained further."""


def _work_of(demands: Sequence[Demand]) -> Work:
    return Work(
        care=care_together(one.care for one in demands) if demands else 0.0,
        validated=sum(one.validated for one in demands),
        adapted=sum(one.adapted for one in demands),
    )


class End(NamedTuple):
    """A model that is known to end."""

    years: float
    """From first use."""
    work: Work
    """What has to move to another then."""
    workload: str
    """One that it serves, by which the model is known."""


class Served(NamedTuple):
    """What people's time goes to in the first year, and after it."""

    now: Work
    later: Work
    """Without what is done once."""
    lot_years: float | None
    """How long it may take where all of it is done once; None where something goes on."""
    running: float | None
    """How long somebody keeps it running then."""
    ends: tuple["End", ...]
    """Of the models that are known to end."""
    open_ended: float
    """Care of what is served by models of which no end is known."""

    @property
    def years(self) -> float:
        """Of the first year, how much something runs."""
        return 1.0 if self.running is None else self.running


def _served(demands: Sequence[Demand], at_work: float | None) -> Served:
    lot_years = years_of_lots(demands)
    later = [one for one in demands if not one.once]
    ends: dict[float, list[Demand]] = {}
    for one in later:
        if one.model_ends is not None:
            ends.setdefault(one.model_ends, []).append(one)
    return Served(
        now=_work_of(demands),
        later=_work_of(later),
        ends=tuple(
            End(years, _work_of(those), those[0].workload) for years, those in sorted(ends.items())
        ),
        open_ended=_work_of([one for one in later if one.model_ends is None]).care,
        lot_years=lot_years,
        running=lot_years if lot_years is None or at_work is None else min(lot_years, at_work),
    )


def kept_running(kind: Kind) -> float | None:
    """Return how long a service is kept running for a lot, in years; None for all it may take.

    It needs no machines of the organisation's own that would hold it up. Seats are there for the
    whole time: people work with them.
    """
    return None if kind == "seats" else LEAST_OF_A_LOT


def common_lines(  # noqa: PLR0913 — all that is around use and machines follows from these
    assumed: Assumptions,
    kind: Kind,
    demands: Sequence[Demand],
    *,
    accelerators: Floats | float = 0.0,
    guarded: bool = False,
    at_work: float | None = None,
) -> tuple[Line, ...]:
    """Return what has to be paid besides use and machines.

    Args:
        assumed: Planning figures.
        kind: Which way of running it.
        demands: What it serves: the more, and the more critical, the more is tested and adapted.
        accelerators: In service; each takes some of somebody's time.
        guarded: Whether filters come with the service, so that no guardrails are bought.
        at_work: Years that a lot runs where all is done once; all that it may take when absent.

    Returns:
        People, set-up, software, evaluation, guardrails, migration and exit; nothing that is zero.
    """
    served = _served(demands, at_work)
    shared = assumed.once(
        ("overheads", kind, guarded, served),
        lambda: _overheads(assumed, kind, served, guarded=guarded),
    )
    return (
        *_staff(assumed, kind, accelerators, served.running),
        *_setup(assumed, kind, accelerators),
        *shared,
    )


def application_lines(
    assumed: Assumptions, demands: Sequence[Demand], users: Floats | float
) -> tuple[Line, ...]:
    """Return what it takes to give people an application where the offer is a bare interface.

    Args:
        assumed: Planning figures.
        demands: What is served.
        users: People who sit at it; shape (years, s) where they become more.

    Returns:
        The work to set it up and keep it, its server, and a licence as far as one is bought.
    """
    lot_years = years_of_lots(demands)
    work = assumed.once(
        ("application", lot_years),
        lambda: (
            _once(assumed, "application", "setup_application", key="setup_application"),
            _work(
                assumed,
                "application",
                "application",
                assumed["fte_application"],
                ("fte_application",),
                lot_years=lot_years,
            ),
        ),
    )
    months = MONTHS * (1.0 if lot_years is None else lot_years)
    servers = np.maximum(users / assumed["application_users_per_server"], 1.0)
    # Lists end there: whoever is more agrees on a price for all that nobody publishes.
    seats = np.minimum(users, assumed["application_seats_listed"])
    bought = (
        ("hosting", "month", months * servers, "hosting_per_month", "users_per_server"),
        ("licence", "seat month", months * seats, "licence_per_seat_month", "seats_listed"),
    )
    prices = _while_at_work(assumed, lot_years)
    product = []
    for what, unit, by_year, each, size in bought:
        quantity, path = bought_by_year(by_year, prices, assumed.present)
        product.append(
            Line(
                key=f"application_{what}",
                component="application",
                quantity=quantity,
                unit=unit,
                unit_price=assumed[f"application_{each}"],
                trend=path,
                source=_source(assumed, f"application_{each}"),
                as_of=_day(assumed, f"application_{each}"),
                inputs=(f"application_{each}", f"application_{size}"),
            )
        )
    return _paid((*work, *product))


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
OF_MANY = ("devices_per_person", "device_scale")
"""By which figures devices take less of somebody's time each, the more there are."""


def _staff(
    assumed: Assumptions, kind: Kind, accelerators: Floats | float, lot_years: float | None
) -> tuple[Line, ...]:
    """Return the people who keep it running."""
    if isinstance(accelerators, float):
        return assumed.once(
            ("staff", kind, accelerators, lot_years),
            lambda: _team(assumed, kind, accelerators, lot_years, shared=True),
        )
    return _team(assumed, kind, accelerators, lot_years, shared=False)


def _team(
    assumed: Assumptions,
    kind: Kind,
    accelerators: Floats | float,
    lot_years: float | None,
    *,
    shared: bool,
) -> tuple[Line, ...]:
    staff, inputs = assumed[f"fte_{kind}"], [f"fte_{kind}"]
    if kind in EACH:
        each, _ = EACH[kind]
        staff = staff + assumed[each] * _further(assumed, kind, accelerators)
        inputs += [each, *(OF_MANY if kind == "device" else ())]
    line = _work(
        assumed, "staff", "people", staff, tuple(inputs), lot_years=lot_years, shared=shared
    )
    return _paid((line,))


def _further(assumed: Assumptions, kind: Kind, machines: Floats | float) -> Floats | float:
    """Return the machines beyond the start; of devices, as many of a few as take the same time."""
    _, covered = EACH[kind]
    further = np.maximum(machines - covered, 0.0)
    if kind != "device":
        return further
    return as_of_few(further, *(assumed[name] for name in OF_MANY))


def _setup(assumed: Assumptions, kind: Kind, devices: Floats | float) -> tuple[Line, ...]:
    """Return what it takes to begin; on devices, one after the other."""
    name = f"setup_{kind}"
    if kind != "device":
        return assumed.once(
            ("setup", kind), lambda: _paid((_once(assumed, "setup", name, key="setup"),))
        )
    further = assumed["setup_per_device"] * _further(assumed, kind, devices)
    begun = _once(assumed, "setup", name, key="setup")
    return _paid(
        (
            replace(
                begun,
                quantity=begun.quantity + further,
                inputs=(name, "setup_per_device", *OF_MANY, SALARY),
            ),
        )
    )


def _overheads(
    assumed: Assumptions, kind: Kind, served: Served, *, guarded: bool
) -> tuple[Line, ...]:
    """Return what does not depend on how many machines there are.

    What is done once is tested and watched while it is done, and never moved to another model.
    """
    work, later, lot_years = served.now, served.later, served.lot_years
    left = later.care / work.care if work.care else 1.0
    lines = [
        _work(
            assumed,
            "evaluation",
            "evaluation",
            assumed["fte_evaluation"] * work.care,
            ("fte_evaluation",),
            lot_years=lot_years,
            left=left,
        ),
        _work(
            assumed,
            "validation",
            "evaluation",
            assumed["fte_validation"] * work.validated,
            ("fte_validation",),
            lot_years=lot_years,
            left=later.validated / max(work.validated, 1),
        ),
        *_migrations(assumed, kind, served),
        _once(assumed, "exit", "exit", key="exit", at_end=True),
    ]
    if work.adapted:
        begun = _once(assumed, "adaptation", "adaptation", key="setup_adaptation")
        lines.append(replace(begun, quantity=begun.quantity * work.adapted))
    if not guarded:
        figure = assumed["fte_guardrails"] * work.care
        watched = _work(
            assumed,
            "guardrails",
            "guardrails",
            figure,
            ("fte_guardrails",),
            lot_years=lot_years,
            left=left,
        )
        lines.append(watched)
    if kind in ("cloud", "owned", "managed"):
        name = f"software_per_month_{kind}"
        lines.append(
            Line(
                key="software",
                component="software",
                quantity=MONTHS * served.years,
                unit="month",
                unit_price=assumed[name],
                trend=_while_at_work(assumed, lot_years),
                source=_source(assumed, name),
                as_of=_day(assumed, name),
                inputs=(name,),
                shared=True,
            )
        )
    return _paid(lines)


def _migrations(assumed: Assumptions, kind: Kind, served: Served) -> Iterator[Line]:
    """Return a change of model at each end that is known, and the usual number where none is.

    The next model lasts as long as models usually do, and after it changes come at the planning
    rate, as they do from the start where no end is known. So over such a time nobody has fewer
    changes for keeping an end to himself.
    """
    changes = f"migrations_per_year_{kind}"
    people, inputs = _moving(assumed, served.later)
    line = _work(assumed, "migration", "migration", assumed[changes] * people, (*inputs, changes))
    if served.ends:
        unforeseen = _unforeseen(assumed, served, assumed[changes])
        line = replace(line, trend=trend(unforeseen, assumed.present))
    yield line
    for years, work, workload in served.ends:
        if years < assumed.horizon_years:
            people, inputs = _moving(assumed, work)
            path = np.zeros((assumed.years, 1))
            path[int(years)] = 1.0
            worth = (1.0 + assumed["discount_rate"]) ** -years
            yield replace(
                _work(assumed, "known_migration", "migration", people, inputs),
                unit="FTE year",
                trend=Trend(path, worth),
                once=True,
                workload=workload,
            )


def _moving(assumed: Assumptions, work: Work) -> tuple[Floats, tuple[str, ...]]:
    """Return the people's time of one change of model, and the planning figures behind it."""
    people = assumed["migration"] * work.care + assumed["revalidation"] * work.validated
    inputs = ["migration"]
    inputs += ["revalidation"] if work.validated else []
    inputs += ["adaptation_again"] if work.adapted else []
    return people + assumed["adaptation_again"] * work.adapted, tuple(inputs)


def _unforeseen(assumed: Assumptions, served: Served, rate: Floats) -> Floats:
    """Return the share of each year in which changes come unforeseen; shape (years, s)."""
    lengths, years = assumed.lengths[:, None], np.arange(assumed.years)[:, None]
    lasts = 1.0 / np.maximum(rate, _LEAST_RATE)
    known = np.zeros((assumed.years, rate.size))
    whole = served.open_ended
    for end, work, _ in served.ends:
        known += work.care * np.clip((end + lasts - years) / lengths, 0.0, 1.0)
        whole += work.care
    return np.asarray(1.0 - known / whole)


def _work(  # noqa: PLR0913 — a line has this many columns
    assumed: Assumptions,
    key: str,
    component: Component,
    people: Floats | float,
    inputs: tuple[str, ...],
    *,
    lot_years: float | None = None,
    left: float = 1.0,
    shared: bool = True,
) -> Line:
    """Write a line of somebody's time, paid by the month.

    Args:
        assumed: Planning figures.
        key: Which line it is.
        component: Where it counts.
        people: In the first year, if there is work all through it.
        inputs: The planning figures behind it.
        lot_years: How long there is work where all of it is done once.
        left: Of these people, what is needed after the first year where some work is done once.
        shared: Whether many bills have this very line.
    """
    return Line(
        key=key,
        component=component,
        quantity=people if lot_years is None else people * lot_years,
        unit="FTE" if lot_years is None else "FTE year",
        unit_price=assumed[SALARY],
        trend=_while_at_work(assumed, lot_years, left),
        source=_paid_by(assumed, inputs[0]),
        as_of=_day(assumed, inputs[0]),
        inputs=(*inputs, SALARY),
        shared=shared,
    )


def _while_at_work(assumed: Assumptions, lot_years: float | None, left: float = 1.0) -> Trend:
    """Return the trend of what is paid as long as there is work."""
    if lot_years is not None:
        return assumed.of_a_lot
    if left == 1.0:
        return assumed.trend()
    path = np.full((assumed.years, 1), left)
    path[0] = 1.0
    return trend(path, assumed.present)


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
        unit_price=assumed[SALARY],
        trend=Trend(path, later if at_end else np.ones(assumed.samples)),
        once=True,
        source=_paid_by(assumed, name),
        as_of=_day(assumed, name),
        inputs=(name, SALARY),
        shared=True,
    )


def _paid(lines: "tuple[Line, ...] | list[Line]") -> tuple[Line, ...]:
    """Leave out what costs nothing."""
    return tuple(line for line in lines if line.amount.any())


def _paid_by(assumed: Assumptions, name: str) -> str | None:
    """Return where the time comes from, and the salary where that comes from elsewhere."""
    source, salary = _source(assumed, name), _source(assumed, SALARY)
    if source is None or salary == source:
        return source
    return f"{source}; salary: {salary or 'profile/team.loaded_cost'}"


def _source(assumed: Assumptions, name: str) -> str | None:
    origin = planned_origin(assumed, name)
    return origin[0] if origin else None


def _day(assumed: Assumptions, name: str) -> date | None:
    origin = planned_origin(assumed, name)
    return origin[1] if origin else None
