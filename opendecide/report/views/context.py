"""Section 2: what the organisation said, and what was assumed for the rest."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NamedTuple

from opendecide.model.field_names import FIELDS
from opendecide.model.recommendation import Assumed
from opendecide.report.brief import Brief
from opendecide.report.field_words import GROUPS
from opendecide.report.statements import label, phrases, said
from opendecide.report.unit_words import VOLUMES

_ASSUMED_SHOWN = 15
_ELSEWHERE = frozenset({"workloads", "schema", "id", "version", "language"})
"""Parts of the profile that stand in a table of their own, or say nothing to a reader."""
_HOUSING = frozenset({"classes", "volume", "quality", "latency", "tokens"})
"""Parts of a path that only house others."""


class WorkloadRow(NamedTuple):
    """One workload as stated."""

    id: str
    task: str
    volume: str
    languages: str
    data: str
    description: str


class Statement(NamedTuple):
    """One part of the profile, or one assumption, in words."""

    field: str
    value: str
    origin: str = ""
    path: str = ""


class WeightRow(NamedTuple):
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
            Statement(
                speech.word("field_group", part), speech.text("; ").join(phrases(speech, stated))
            )
            for part in dict.fromkeys((*GROUPS, *profile))
            if part not in _ELSEWHERE and (stated := profile.get(part))
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
        assumed=tuple(_assumption(brief, one) for one in recommendation.assumed[:_ASSUMED_SHOWN]),
        assumed_hidden=max(0, len(recommendation.assumed) - _ASSUMED_SHOWN),
    )


def _data_class(brief: Brief, name: str) -> str:
    """Say a class of data, with its kind where the organisation gave it a name of its own."""
    classes = _at(brief.recommendation.profile, "data", "classes")
    kind = next((str(one.get("kind")) for one in _items(classes) if one.get("id") == name), None)
    said_kind = brief.speech.word("data", kind or name)
    return said_kind if kind in (None, name) else f"{_spaced(name)} ({said_kind})"


def _languages(brief: Brief, workload: Mapping[str, Any]) -> Sequence[Any]:
    """Return the languages of a workload: its own, those of the house, or those of the country."""
    field = f"workloads.{workload.get('id')}.languages"
    assumed = (_read(one.value) for one in brief.recommendation.assumed if one.field == field)
    house = _at(brief.recommendation.profile, "organisation", "working_languages")
    return _items(workload.get("languages")) or _items(house) or _items(next(assumed, ()))


def _origin(brief: Brief, origin: str) -> str:
    """Say where an assumption comes from: a persona, or a named rule."""
    if brief.speech.word("persona", origin) != brief.speech.text(origin.replace("_", " ")):
        return brief.speech.word("persona", origin)
    return brief.speech.word("origin", origin)


def _workload(brief: Brief, stated: Mapping[str, Any]) -> WorkloadRow:
    speech = brief.speech
    return WorkloadRow(
        id=speech.workload(str(stated.get("id", ""))),
        task=speech.word("task", str(stated.get("task_type", ""))),
        volume=speech.language.listed(_volume(brief, stated.get("volume")))
        or speech.text("not stated"),
        languages=speech.language.listed(
            speech.language.tongue(str(one)) for one in _languages(brief, stated)
        ),
        data=speech.language.listed(
            _data_class(brief, str(one)) for one in _items(stated.get("data_classes"))
        ),
        description=str(stated.get("description") or ""),
    )


def _volume(brief: Brief, volume: Any) -> Iterator[str]:
    speech = brief.speech
    stated = volume if _is_map(volume) else {}
    order = (*VOLUMES, *stated)
    for key, value in sorted(stated.items(), key=lambda one: order.index(one[0])):
        if key == "growth_per_year":
            if value:
                share = speech.language.percent(abs(value))
                grows = speech.say("growing {share} a year", share=share)
                yield grows if value > 0 else speech.say("shrinking {share} a year", share=share)
            continue
        ends = [one for one in (_items(value) or (value,)) if isinstance(one, (int, float))]
        form = VOLUMES.get(str(key))
        if form is None or not ends:
            yield f"{label(speech, str(key))}{speech.text(': ')}{said(speech, str(key), value)}"
            continue
        written = [
            speech.language.exact(100 * one if key == "share_active" else one) for one in ends
        ]
        span = "–".join(dict.fromkeys((written[0], written[-1])))
        yield speech.counted_in(form, span, ends[-1])


def _assumption(brief: Brief, one: Assumed) -> Statement:
    """Say an assumption as the organisation would have stated it."""
    speech = brief.speech
    first, _, rest = one.field.partition(".")
    if first == "weights":
        times = speech.text("{number} times its usual weight")
        number = speech.language.exact(float(one.value.removeprefix("× ")))
        return Statement(
            speech.say("weight of “{factor}”", factor=speech.name(rest)),
            times.replace("{number}", number),
            _origin(brief, one.origin),
            one.field,
        )
    *middle, key = rest.split(".")
    taken = said(speech, key, _read(one.value))
    if one.beyond is not None:
        *where, last = one.beyond.split(".")
        stated = _at(brief.recommendation.profile, *where, last)
        taken = speech.say(
            "{taken} – stricter than what is stated for all data: {stated}",
            taken=taken,
            stated=said(speech, last, stated),
        )
    whose = [_whose(brief, first, part) for part in middle if part not in _HOUSING]
    what = label(speech, key)
    return Statement(
        speech.say("{what} ({whose})", what=what, whose=", ".join(whose)) if whose else what,
        taken,
        _origin(brief, one.origin),
        one.field,
    )


def _whose(brief: Brief, first: str, part: str) -> str:
    """Say of what an assumption speaks: a class of data, a field, or what goes by an id."""
    if first == "data":
        return _data_class(brief, part)
    return brief.speech.word("field", part) if part in FIELDS else brief.speech.workload(part)


def _spaced(identifier: str) -> str:
    return identifier.replace("_", " ")


def _read(value: str) -> Any:
    """Read an assumption back as the figure it is."""
    with suppress(ValueError):
        return json.loads(value)
    return value


def _is_map(part: Any) -> bool:
    return isinstance(part, Mapping)


def _items(part: Any) -> Sequence[Any]:
    return part if isinstance(part, (list, tuple)) else ()


def _at(part: Any, *keys: str) -> Any:
    for key in keys:
        part = part.get(key) if _is_map(part) else None
    return part
