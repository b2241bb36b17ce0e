"""The figures of a profile: volumes, floors, money, time and people."""

from collections.abc import Iterator
from dataclasses import replace

from opendecide.cost.discounting import MONTHS
from opendecide.measures.case import Need
from opendecide.model.message import Message
from opendecide.model.workload import VOLUMES, Volume
from opendecide.model.written import Money, Range
from opendecide.stages.filling.planning_figures import pay_of_a_day
from opendecide.stages.run import Run
from opendecide.stages.stress.levers.lever import (
    USUAL,
    Z90,
    Lever,
    Stage,
    from_nothing,
    message,
    spread,
    times,
)

ALL_VOLUMES = "scenarios.volume_multiplier"
"""The setting that moves all volumes together."""


def _volumes(need: Need) -> Iterator[tuple[str, Range, str]]:
    """Return how much is asked, and how much speech or how many images each time, with its step."""
    volume: Volume = need.workload.volume
    stated = next((name for name in VOLUMES if getattr(volume, name) is not None), None)
    if stated is None:
        yield VOLUMES[0], need.requests_per_day, "volume"
    else:
        yield stated, getattr(volume, stated), "volume"
    yield "audio_minutes_per_request", need.audio_minutes, "length"
    yield "images_per_request", need.images, "length"


def _all_volumes(run: Run) -> Iterator[Lever]:
    """Move how much there is of all the work: what is done to one thing grows together."""
    stated = run.case.profile.scenarios.volume_multiplier
    span = stated or Range(low=1.0, mid=1.0, high=1.0)
    if len(run.case.needs) > 1 and span.mid > 0:
        yield _volume(ALL_VOLUMES, message("flip.all_volumes"), span, "volume")


def _volume(path: str, label: Message, span: Range, usual: str) -> Lever:
    sd = spread(span)
    return Lever(
        path=path,
        label=label,
        kind="volume",
        today=span.mid,
        sd=sd,
        step=max(sd or 0.0, USUAL[usual]),
        **times(span.mid, 200.0),  # type: ignore[arg-type]  # low, high and log
    )


def workloads(stage: Stage) -> Iterator[Lever]:
    """Move volume, quality floor and answer time of each workload, and all volumes together."""
    yield from _all_volumes(stage.run)
    for need in stage.run.case.needs:
        where = f"workloads.{need.id}"
        for name, span, usual in _volumes(need):
            if span.mid > 0:
                label = message("flip.volume", workload=need.id, unit=name)
                yield _volume(f"{where}.volume.{name}", label, span, usual)
        yield Lever(
            path=f"{where}.quality.minimum",
            label=message("flip.quality_minimum", workload=need.id),
            kind="quality",
            today=stage.run.case.bars[need.id].minimum,
            low=0.01,
            high=0.99,
            step=USUAL["quality"],
        )
        if need.p95_seconds is not None:
            yield Lever(
                path=f"{where}.latency.p95_seconds",
                label=message("flip.latency", workload=need.id),
                kind="latency",
                directions=(-1,),
                today=need.p95_seconds,
                step=USUAL["latency"],
                **times(need.p95_seconds, 20.0),  # type: ignore[arg-type]  # low, high and log
            )


def money(stage: Stage) -> Iterator[Lever]:
    """Move ceilings, salary, horizon and the fall of prices."""
    budget = stage.run.case.profile.budget
    pay = stage.run.case.profile.team.loaded_cost
    years = budget.horizon_years
    for path, money, code, span in (
        ("budget.ceiling.amount", budget.ceiling, "flip.ceiling", years),
        ("budget.monthly_cap.amount", budget.monthly_cap, "flip.monthly_cap", 1 / MONTHS),
    ):
        if money is not None:
            lever = Lever(
                path=path,
                label=message(code, currency=money.currency),
                kind="ceiling",
                today=money.amount,
                step=USUAL["ceiling"],
                **times(money.amount, 20.0),  # type: ignore[arg-type]  # low, high and log
            )
            yield lever if money.amount > 0 else _from_nothing(stage.run, lever, money, span)
    if pay is not None and pay.amount > 0:
        yield Lever(
            path="team.loaded_cost.amount",
            label=message("flip.salary", currency=pay.currency),
            kind="salary",
            today=pay.amount,
            step=USUAL["salary"],
            **times(pay.amount, 20.0),  # type: ignore[arg-type]  # low, high and log
        )
    if budget.ceiling is None:
        # A ceiling is for the whole horizon: longer alone, and the same money has to do for more.
        yield Lever(
            path="budget.horizon_years",
            label=message("flip.horizon"),
            kind="horizon",
            today=budget.horizon_years,
            low=0.5,
            high=10.0,
            log=True,
            step=USUAL["horizon"],
        )
    decline = stage.run.case.profile.scenarios.price_decline_per_year
    if decline is not None:
        yield Lever(
            path="scenarios.price_decline_per_year",
            label=message("flip.decline"),
            kind="decline",
            today=decline.mid,
            low=0.0,
            high=0.9,
            sd=(decline.high - decline.low) / (2 * Z90) or None,
            step=USUAL["decline"],
        )


def _from_nothing(run: Run, lever: Lever, money: Money, years: float) -> Lever:
    """Let a ceiling of nothing rise, in shares of the pay of a day a year: next to nothing.

    Args:
        run: Today's pass.
        lever: The ceiling.
        money: What the profile states of it.
        years: What it has to do for.
    """
    rate = run.case.convert(1.0, money.currency) or 1.0
    unit = pay_of_a_day(run.case, run.draws) * years / rate
    return replace(lever, directions=(1,), **from_nothing(unit, 20.0))  # type: ignore[arg-type]  # ends


def team(stage: Stage) -> Iterator[Lever]:
    """Move the people there are: away from a leader that needs them, or towards one that would."""
    crew = stage.run.case.crew
    for name in ("ml_fte", "ops_fte", "hireable_fte"):
        yield Lever(
            path=f"team.{name}",
            label=message(f"flip.{name}"),
            kind="people",
            directions=(-1,) if stage.leader.self_run else (1,),
            today=float(getattr(crew, name)),
            low=0.0,
            high=8.0,
            step=USUAL["people"],
        )
