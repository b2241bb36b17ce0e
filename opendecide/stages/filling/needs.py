"""What each workload asks, with every blank filled in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from opendecide.cost.discounting import MONTHS
from opendecide.measures.case import TASK_MODALITY, Bar, Need
from opendecide.measures.data_security import REACHES
from opendecide.model.criteria import (
    DataMinimum,
    Defaults,
    LegalReach,
    PersonaDefaults,
    TaskDefaults,
)
from opendecide.model.profile import Profile
from opendecide.model.workload import DataClass, QualityNeed, Volume, Workload
from opendecide.model.written import Range
from opendecide.stages.filling.filled_in import FilledIn

DEFAULT_PEAK = Range(low=2.0, mid=3.5, high=6.0)
DEFAULT_ACTIVE = Range(low=0.2, mid=0.5, high=0.9)
"""Share of the users who use it on a day."""
NOTHING = Range(low=0.0, mid=0.0, high=0.0)
WORKING_DAYS = 250.0
OWN_USE = frozenset({"employee", "developer", "expert"})
SHARE_OF_ONE = 0.1
"""What one person asks, of what is usual for the people of an organisation."""
LEAST_SPAN = 1e-6
"""A target lies above its minimum, if only by so much."""
REACH, OF_ALL_DATA = "minimum_compelled_access", "jurisdiction.sovereignty_minimum"
"""The same minimum, of a class of data and of all."""
NON_COMMERCIAL_SECTORS = frozenset({"public", "education", "research"})


@dataclass(frozen=True, slots=True)
class Blanks:
    """What fills the blanks of one profile."""

    profile: Profile
    defaults: Defaults
    usual: PersonaDefaults
    said: FilledIn
    decision_date: date
    reaches: tuple[LegalReach, ...]
    """What the law of the home region asks."""


def _triple(values: tuple[float, float, float]) -> Range:
    return Range(low=values[0], mid=values[1], high=values[2])


def _times(left: Range, right: Range) -> Range:
    return Range(low=left.low * right.low, mid=left.mid * right.mid, high=left.high * right.high)


def _scale(figure: Range, factor: float) -> Range:
    return Range(low=figure.low * factor, mid=figure.mid * factor, high=figure.high * factor)


def _said_requests(
    volume: Volume, task: TaskDefaults, active_days: float, where: str, said: FilledIn
) -> Range | None:
    """Return requests per active day however the profile says it; None when it does not."""
    if volume.requests_per_day is not None:
        return volume.requests_per_day
    if volume.users is not None:
        each = said.figure(
            f"{where}.requests_per_user_per_day",
            volume.requests_per_user_per_day,
            _triple(task.each),
        )
        share = said.figure(f"{where}.share_active", volume.share_active, DEFAULT_ACTIVE)
        return _times(_times(volume.users, share), each)
    if volume.documents_per_month is not None:
        return _scale(volume.documents_per_month, MONTHS / active_days)
    lot = _lot(volume)
    return None if lot is None else _scale(lot, 1 / active_days)


def _lot(volume: Volume) -> Range | None:
    """Return how many requests there are where all the work is one lot; None where it is not."""
    said = (volume.requests_per_day, volume.users, volume.documents_per_month)
    return volume.batch if all(one is None for one in said) else None


def _data_class(found: DataClass, blanks: Blanks) -> DataClass:
    """Return a data class with its minimums filled in from its kind, the persona and the law."""
    profile, said = blanks.profile, blanks.said
    table: Mapping[str, DataMinimum] = blanks.defaults.data_kinds[found.kind]
    least = table.get(profile.organisation.persona, table["default"])
    reach = _lawful(found.kind, least.compelled_access, blanks)
    update: dict[str, object] = {}
    for name, value in (
        ("minimum_locus", least.locus),
        ("minimum_retention_level", least.retention),
        (REACH, reach),
    ):
        if getattr(found, name) is None:
            update[name] = value
            if found.kind != "public":
                beyond = OF_ALL_DATA if name == REACH and _outbids(value, profile) else None
                origin = "law" if name == REACH and reach != least.compelled_access else None
                said.take(f"data.classes.{found.id}.{name}", value, origin, beyond=beyond)
    return found.model_copy(update=update)


def _lawful(kind: str, usual: str, blanks: Blanks) -> str:
    """Return what is usual to ask for, or what the law asks where that is more."""
    asked = [one.compelled_access for one in blanks.reaches if kind in one.kinds]
    return max((usual, *asked), key=REACHES.index)


def _outbids(value: object, profile: Profile) -> bool:
    """Tell whether a minimum that is assumed for a class asks for more than is stated for all."""
    stated = profile.jurisdiction.sovereignty_minimum
    return stated is not None and value in REACHES[REACHES.index(stated) + 1 :]


def _commercial(workload: Workload, profile: Profile, usual: PersonaDefaults) -> bool:
    """Tell whether a use is commercial: stated, or usual for this persona and sector."""
    if workload.commercial is not None:
        return workload.commercial
    trading = profile.organisation.sector not in NON_COMMERCIAL_SECTORS
    return usual.commercial and trading


def _bar(workload: Workload, task: TaskDefaults, said: FilledIn) -> Bar:
    """Return the least and the wanted share of items passed."""
    where = f"workloads.{workload.id}.quality"
    criticality = "high" if workload.criticality == "critical" else workload.criticality
    least, wanted = task.quality[criticality]
    if workload.quality.minimum is None:
        said.take(f"{where}.minimum", least, "task")
    else:
        least = workload.quality.minimum
        # A target lies above the minimum, half-way to perfect if nobody said more.
        wanted = max(wanted, least + (1 - least) / 2)
    if workload.quality.target is None:
        said.take(f"{where}.target", round(wanted, 2), "task")
    else:
        wanted = workload.quality.target
    return Bar(
        minimum=least,
        target=max(wanted, least + LEAST_SPAN),
        stated=workload.quality.minimum is not None,
    )


def _patience(workload: Workload, task: TaskDefaults, said: FilledIn) -> tuple[bool, float | None]:
    """Return whether somebody waits, and for how many seconds; None where work can wait."""
    latency, where = workload.latency, f"workloads.{workload.id}.latency"
    interactive = latency.interactive
    if not latency.model_fields_set:
        # For the end of a lot somebody waits, for each answer nobody.
        interactive = task.interactive and _lot(workload.volume) is None
        said.take(f"{where}.interactive", str(interactive).lower(), "task")
    if latency.p95_seconds is not None or not interactive:
        return interactive, latency.p95_seconds
    said.take(f"{where}.p95_seconds", task.p95_seconds, "task")
    return interactive, task.p95_seconds


def _languages(workload: Workload, blanks: Blanks) -> tuple[str, ...]:
    organisation = blanks.profile.organisation
    stated = workload.languages or organisation.working_languages
    if stated:
        return stated
    spoken = blanks.defaults.languages.get(organisation.country, ("en",))
    own = blanks.profile.language
    usual, origin = (own, "report_language") if own in spoken else (spoken[0], "country")
    blanks.said.take(f"workloads.{workload.id}.languages", [usual], origin)
    return (usual,)


def _requests(workload: Workload, task: TaskDefaults, blanks: Blanks) -> tuple[Range, float]:
    """Return requests per active day, and the active days of a year."""
    said = blanks.said
    where = f"workloads.{workload.id}.volume"
    days = workload.volume.active_days_per_year
    if days is None:
        days = WORKING_DAYS
        said.take(f"{where}.active_days_per_year", days, "working_days")
    requests = _said_requests(workload.volume, task, days, where, said)
    if requests is None:
        requests = _triple(task.requests)
        people = blanks.profile.organisation.size.headcount or blanks.usual.headcount
        if people == 1 and workload.user_type in OWN_USE:
            requests = _scale(requests, SHARE_OF_ONE)
        said.take(f"{where}.requests_per_day", requests.model_dump(), "task")
    return requests, days


def _need(
    workload: Workload, share: float, classes: Mapping[str, DataClass], blanks: Blanks
) -> Need:
    profile, said = blanks.profile, blanks.said
    where = f"workloads.{workload.id}"
    task = blanks.defaults.tasks[workload.task_type]
    requests, days = _requests(workload, task, blanks)
    volume, tokens = workload.volume, workload.tokens
    once = _lot(volume) is not None

    audio_minutes = said.figure(
        f"{where}.volume.audio_minutes_per_request",
        volume.audio_minutes_per_request,
        _triple(task.audio_minutes),
    )
    images = said.figure(
        f"{where}.volume.images_per_request", volume.images_per_request, _triple(task.images)
    )
    peak_factor = said.figure(f"{where}.volume.peak_factor", volume.peak_factor, DEFAULT_PEAK)
    input_tokens = said.figure(f"{where}.tokens.input", tokens.input, _triple(task.input))
    output_tokens = said.figure(f"{where}.tokens.output", tokens.output, _triple(task.output))
    modality = TASK_MODALITY.get(workload.task_type, "text")
    if modality == "embedding":  # a vector is no text, whatever an answer is counted as
        output_tokens = NOTHING
    interactive, p95_seconds = _patience(workload, task, said)
    commercial = _commercial(workload, profile, blanks.usual)
    if workload.commercial is None:
        said.take(f"{where}.commercial", str(commercial).lower())
    multiplier = profile.scenarios.volume_multiplier
    deadline = profile.organisation.decision.deadline
    day = workload.deadline or (deadline.date if deadline else None)
    return Need(
        workload=workload.model_copy(update={"quality": QualityNeed()}),
        share=share,
        modality=modality,
        requests_per_day=requests,
        input_tokens=input_tokens,
        output_tokens=output_tokens,
        cached_share=tokens.cached_share or NOTHING,
        peak_factor=peak_factor,
        audio_minutes=audio_minutes,
        images=images,
        active_days_per_year=days,
        growth_per_year=0.0 if once else volume.growth_per_year,
        once=once,
        p95_seconds=p95_seconds,
        interactive=interactive,
        languages=_languages(workload, blanks),
        difficulty_spread=task.difficulty_spread_logit,
        classes=tuple(classes[name] for name in workload.data_classes),
        commercial=commercial,
        go_live=max(blanks.decision_date, day) if day else blanks.decision_date,
        volume_multiplier=1.0 if multiplier is None else multiplier.mid,
    )


def _shares(workloads: tuple[Workload, ...], said: FilledIn) -> tuple[float, ...]:
    stated = [one.weight for one in workloads]
    if all(weight is None for weight in stated):
        if len(workloads) > 1:
            said.take("workloads.*.weight", "equal", "task")
        return tuple(1 / len(workloads) for _ in workloads)
    filled = [0.0 if weight is None else weight for weight in stated]
    total = sum(filled)
    return tuple(weight / total for weight in filled)


def _classes_named(blanks: Blanks) -> dict[str, DataClass]:
    """Return every data class by id: those written, and the ready-made one of each kind named."""
    profile = blanks.profile
    written = {one.id: one for one in profile.data.classes}
    named = (name for workload in profile.workloads for name in workload.data_classes)
    return {
        name: _data_class(
            written.get(name) or DataClass.model_validate({"id": name, "kind": name}), blanks
        )
        for name in dict.fromkeys((*written, *named))
    }


def needs_of(blanks: Blanks) -> tuple[tuple[Need, ...], Mapping[str, Bar]]:
    """Return what each workload of the profile asks, in its order, and of which quality."""
    workloads, tasks = blanks.profile.workloads, blanks.defaults.tasks
    classes = _classes_named(blanks)
    needs, bars = [], {}
    for workload, share in zip(workloads, _shares(workloads, blanks.said), strict=True):
        needs.append(_need(workload, share, classes, blanks))
        bars[workload.id] = _bar(workload, tasks[workload.task_type], blanks.said)
    return tuple(needs), bars
