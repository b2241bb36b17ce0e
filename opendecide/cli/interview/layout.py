"""From answers to a profile: as data to be checked, and as commented YAML to be kept."""

import json
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

from opendecide.cli.interview.questions import ENOUGH, TRADE_OFFS, Answer, Answers
from opendecide.reading.words import SOURCE, _, spoken

SCHEMA_LINES = (
    "# yaml-language-server: $schema=./profile.schema.json",
    "# $schema: ./profile.schema.json",
)
WIDTH = 96
"""Of a comment, in characters."""
HORIZON_YEARS = 3
"""What the question about the budget speaks of."""
_TEAMS: Mapping[str, Mapping[str, Any]] = {
    "nobody": {"willing_to_operate": False},
    "little": {"ml_level": "basic", "ops_fte": 0.1, "on_call": "none"},
    "half": {"ml_level": "intermediate", "ops_fte": 0.5, "on_call": "business_hours"},
    "team": {"ml_level": "advanced", "ops_fte": 2, "ml_fte": 1, "on_call": "business_hours"},
}
Points = Mapping[str, int]
Part = tuple[str, Any]


def as_yaml(answers: Answers, points: Points) -> str:
    """Lay the profile out, a comment before each part; what was not answered is left out."""
    lines = [*SCHEMA_LINES, "#"]
    lines += [f"# {one}" for one in _preamble()]
    if spoken() != SOURCE:
        lines += ["", f"# {_('Language of the report')}", f"language: {spoken()}"]
    for comment, name, parts in _sections(answers, points):
        if parts:
            said = [f"# {one}" for one in wrap(comment, WIDTH, break_long_words=False)]
            lines += ["", *said, f"{name}:", *_block(parts)]
    return "\n".join([*lines, ""])


def as_data(answers: Answers, points: Points) -> dict[str, Any]:
    """Return the profile as plain data."""
    from opendecide.reading.yaml12 import parse

    data: dict[str, Any] = parse(as_yaml(answers, points).encode(), "profile").data or {}
    return data


def _preamble() -> Sequence[str]:
    return (
        _("Written by `opendecide init`. What is not here has a default that the report lists."),
        _("Check it with `opendecide validate`; `opendecide explain WORD` says what a word means."),
    )


def _sections(answers: Answers, points: Points) -> Iterator[tuple[str, str, Sequence[Part]]]:
    yield (
        _("Who decides"),
        "organisation",
        [(name, answers[name]) for name in ("name", "country", "persona") if name in answers],
    )
    yield _("What AI is to do; one entry per use"), "workloads", _workload(answers)
    yield _("What law, contracts and policy ask for"), "obligations", _obligations(answers)
    reach = answers.get("reach", "none")
    yield (
        _("Who must be unable to get at the data"),
        "jurisdiction",
        [] if reach == "none" else [("sovereignty_minimum", reach)],
    )
    team = answers.get("team")
    yield _("Who could run it"), "team", list(_TEAMS.get(str(team), {}).items())
    yield _("Machines that are there"), "hardware", _hardware(str(answers.get("hardware", "")))
    yield _("Money, over the whole horizon"), "budget", _budget(str(answers.get("budget", "")))
    said = ", ".join(one for one in answers.get(TRADE_OFFS, []) if one != ENOUGH)
    yield (
        _("What going from worst to best is worth, from your trade-offs: {said}").format(said=said),
        "preferences",
        _preferences(answers.get(TRADE_OFFS, []), points),
    )


def _workload(answers: Answers) -> list[Part]:
    if "task" not in answers:
        return []
    parts: list[Part] = [("id", answers["task"]), ("task_type", answers["task"])]
    if answers.get("volume"):
        figures = [float(one) for one in str(answers["volume"]).split("-")]
        requests = [int(one) if one == int(one) else one for one in figures]
        parts.append(
            ("volume", {"requests_per_day": requests[0] if len(requests) == 1 else requests})
        )
    if answers.get("data"):
        parts.append(("data_classes", answers["data"]))
    if answers.get("quality", "usual") not in ("usual", ""):
        parts.append(("quality", {"minimum": float(str(answers["quality"]))}))
    if answers.get("stakes"):
        parts.append(("criticality", answers["stakes"]))
    return [("", [parts])]


def _obligations(answers: Answers) -> list[Part]:
    parts: list[Part] = []
    place = answers.get("place")
    if place == "premises":
        parts.append(("on_prem_only", True))
    elif place == "region":
        parts.append(("region_only", ["EEA"]))
    elif place == "country":
        parts.append(("region_only", [answers["country"]]))
    if answers.get("certification"):
        parts.append(("certifications", answers["certification"]))
    return parts


def _hardware(said: str) -> list[Part]:
    found = [one.split(" ") for one in said.split(", ") if one]
    owned = [{"model": model, "count": int(count)} for count, model in found]
    return [("accelerators", owned)] if owned else []


def _budget(said: str) -> list[Part]:
    if not said:
        return []
    amount, currency = said.split(" ")
    ceiling = {"amount": float(amount), "currency": currency}
    return [("currency", currency), ("horizon_years", HORIZON_YEARS), ("ceiling", ceiling)]


def _preferences(trade_offs: Answer, points: Points) -> list[Part]:
    if not trade_offs or not points:
        return []
    swing = [{"criterion": name, "points": one} for name, one in points.items()]
    return [("weights", [("method", "swing"), ("swing", swing)])]


def _block(parts: Sequence[Part], indent: int = 2) -> Iterator[str]:
    """Write fields, one per line; a list of groups gets one line for each."""
    for name, value in parts:
        if isinstance(value, list) and value and isinstance(value[0], list):  # groups in full
            for one in value:
                first, *rest = _block(one, indent + 2)
                yield f"{'':{indent}}- {first.strip()}"
                yield from rest
        elif isinstance(value, list) and value and isinstance(value[0], tuple):
            yield f"{'':{indent}}{name}:"
            yield from _block(value, indent + 2)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{'':{indent}}{name}:"
            yield from (f"{'':{indent + 2}}- {_flow(one)}" for one in value)
        else:
            yield f"{'':{indent}}{name}: {_flow(value)}"


def _flow(value: Any) -> str:
    """Write a value on one line.

    Examples:
        >>> _flow({"requests_per_day": [200, 800]}), _flow("Clinique du Lac"), _flow("NO: x")
        ('{requests_per_day: [200, 800]}', 'Clinique du Lac', '"NO: x"')
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_flow(one) for one in value) + "]"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, str) and _is_plain(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _is_plain(text: str) -> bool:
    """Tell whether YAML reads a text as it stands."""
    words = text.lower() not in ("true", "false", "null", "~", "")
    start = text[:1].isalpha()
    return (
        words
        and start
        and all(one.isalnum() or one in " _.’" for one in text.strip())
        and (text == text.strip())
    )
