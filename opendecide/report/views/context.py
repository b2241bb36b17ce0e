"""Section 2: what the organisation said, and what was assumed for the rest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from opendecide.report.brief import Brief

_ASSUMED_SHOWN = 15


@dataclass(frozen=True, slots=True)
class WorkloadRow:
    """One workload as stated."""

    id: str
    task: str
    volume: str
    languages: str
    data: str
    description: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One field of the profile, with its value."""

    field: str
    value: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class WeightRow:
    """One criterion with its share."""

    name: str
    weight: str
    headline: bool


@dataclass(frozen=True, slots=True)
class Context:
    """The need, the weights and the assumptions."""

    country: str
    workloads: tuple[WorkloadRow, ...]
    statements: tuple[Statement, ...]
    persona: str
    weights_origin: str
    consistency_ratio: str
    weights: tuple[WeightRow, ...]
    assumed: tuple[Statement, ...]
    assumed_hidden: int


def context(brief: Brief) -> Context:
    """Repeat the profile and list the assumptions."""
    recommendation, speech = brief.recommendation, brief.speech
    profile = recommendation.profile
    ratio = recommendation.consistency_ratio
    return Context(
        country=speech.language.country(str(_at(profile, "organisation", "country") or "")),
        workloads=tuple(
            _workload(brief, one) for one in _items(profile.get("workloads")) if _is_map(one)
        ),
        statements=tuple(
            Statement(path, value)
            for path, value in flat(profile)
            if path.partition(".")[0].partition("[")[0] not in {"workloads", "schema"}
        ),
        persona=speech.word("persona", recommendation.persona),
        weights_origin=speech.message(recommendation.weights_origin),
        consistency_ratio="" if ratio is None else speech.language.number(ratio, decimals=2),
        weights=tuple(
            WeightRow(
                speech.text(one.name), speech.language.percent(one.weight, decimals=1), one.headline
            )
            for one in brief.criteria
        ),
        assumed=tuple(
            Statement(one.field, one.value, _origin(brief, one.origin))
            for one in recommendation.assumed[:_ASSUMED_SHOWN]
        ),
        assumed_hidden=max(0, len(recommendation.assumed) - _ASSUMED_SHOWN),
    )


def _origin(brief: Brief, origin: str) -> str:
    """Say where an assumption comes from: a persona, or a named rule."""
    if brief.speech.word("persona", origin) != brief.speech.text(origin.replace("_", " ")):
        return brief.speech.word("persona", origin)
    return brief.speech.word("origin", origin)


def _workload(brief: Brief, stated: Mapping[str, Any]) -> WorkloadRow:
    speech = brief.speech
    return WorkloadRow(
        id=str(stated.get("id", "")),
        task=speech.word("task", str(stated.get("task_type", ""))),
        volume=speech.language.listed(_volume(brief, stated.get("volume")))
        or speech.text("not stated"),
        languages=speech.language.listed(
            speech.language.tongue(str(one)) for one in _items(stated.get("languages"))
        ),
        data=speech.language.listed(
            speech.word("data", str(one)) for one in _items(stated.get("data_classes"))
        ),
        description=str(stated.get("description") or ""),
    )


def _volume(brief: Brief, volume: Any) -> Iterator[str]:
    for key, value in volume.items() if _is_map(volume) else ():
        said = [_quantity(brief, one) for one in (_items(value) or (value,))]
        ends = "–".join(dict.fromkeys((said[0], said[-1])))
        yield f"{ends} {brief.speech.word('volume', str(key))}"


def _quantity(brief: Brief, value: Any) -> str:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return brief.speech.language.exact(value) if is_number else str(value)


def flat(part: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Walk through nested fields and give every value with its path."""
    if _is_map(part):
        for key, value in part.items():
            yield from flat(value, f"{path}.{key}" if path else str(key))
    elif isinstance(part, (list, tuple)):
        if any(_is_map(one) or isinstance(one, (list, tuple)) for one in part):
            for position, value in enumerate(part):
                yield from flat(value, f"{path}[{position}]")
        else:
            yield path, ", ".join(map(_plain, part))
    elif part is not None:
        yield path, _plain(part)


def _plain(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _is_map(part: Any) -> bool:
    return isinstance(part, Mapping)


def _items(part: Any) -> Sequence[Any]:
    return part if isinstance(part, (list, tuple)) else ()


def _at(part: Any, *keys: str) -> Any:
    for key in keys:
        part = part.get(key) if _is_map(part) else None
    return part
