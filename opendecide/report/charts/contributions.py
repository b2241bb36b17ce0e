"""Where the first gains on the runner-up, and where it loses, criterion by criterion."""

from collections.abc import Mapping
from typing import NamedTuple

from opendecide.model.recommendation import RankedDeployment
from opendecide.report.brief import Brief
from opendecide.report.charts.colours import BLUE, ORANGE
from opendecide.report.charts.scales import Scale, ticks
from opendecide.report.charts.shapes import (
    GRID,
    INK,
    QUIET,
    WIDTH,
    Box,
    Line,
    Picture,
    Shape,
    Text,
    cut,
)
from opendecide.report.view import View
from opendecide.report.views.ranking import signed

_TOP, _ROW, _LEFT, _RIGHT = 104.0, 27.0, 304.0, 598.0
_KEY = 12.0


class _Side(NamedTuple):
    """What one of the two scores, and where that comes from."""

    name: str
    points: Mapping[str, float]
    score: float


def _pair(brief: Brief) -> tuple[_Side, _Side] | None:
    """Return the first and the runner-up as page one names them; None where one has no points."""
    found, leader, second = brief.together, brief.leader, brief.runner_up
    if found is not None:
        if leader is None or not found.contributions:
            return None
        whole = _Side(brief.speech.text("The combination"), found.contributions, found.score or 0.0)
        return whole, _side(leader)
    return None if leader is None or second is None else (_side(leader), _side(second))


def _side(one: RankedDeployment) -> _Side:
    return _Side(one.name, one.contributions, one.score)


def contributions(view: View) -> Picture | None:
    """Draw the differences between first and runner-up."""
    brief, pair = view.brief, _pair(view.brief)
    if pair is None or not brief.criteria:
        return None
    first, second = pair
    number, text = brief.speech.language.number, brief.speech.text
    rows = [
        (
            brief.speech.text(one.name),
            first.points.get(one.id, 0.0),
            second.points.get(one.id, 0.0),
        )
        for one in brief.criteria
    ]
    reach = ticks(max(abs(a - b) for _, a, b in rows) * 1.15, 3)[-1]
    scale = Scale(-reach, reach, _LEFT, _RIGHT)
    bottom = _TOP + _ROW * len(rows)
    shapes: list[Shape] = [
        Text(16, 26, text("Contributions of the criteria to the score"), size=16, bold=True),
        *_key(brief, "First", first.name, 50, BLUE),
        *_key(brief, "Runner-up", second.name, 70, ORANGE),
        Text(_RIGHT + 70, _TOP - 12, text("First"), "end", 12, QUIET),
        Text(WIDTH - 12, _TOP - 12, text("Runner-up"), "end", 12, QUIET),
    ]
    for tick in ticks(reach, 3):
        for place in {tick, -tick}:
            at = scale.at(place)
            shapes.append(Line(at, _TOP - 6, at, bottom))
            shapes.append(Text(at, bottom + 16, _mark(brief, place), "middle", 11, QUIET))
    for position, (name, one, other) in enumerate(rows):
        middle = _TOP + _ROW * position + _ROW / 2
        apart = one - other
        start, end = sorted((scale.at(0), scale.at(apart)))
        shapes += [
            Text(16, middle + 4.5, cut(name, _LEFT - 22)),
            Box(start, middle - 8.5, max(end - start, 1), 17, BLUE if apart >= 0 else ORANGE),
            Text(
                end + 5 if apart >= 0 else start - 5,
                middle + 4.5,
                signed(brief, apart),
                "start" if apart >= 0 else "end",
                12,
                halo=True,
            ),
            Text(_RIGHT + 70, middle + 4.5, number(one, decimals=1), "end", 12),
            Text(WIDTH - 12, middle + 4.5, number(other, decimals=1), "end", 12),
        ]
    zero = scale.at(0)
    shapes += [
        Line(zero, _TOP - 6, zero, bottom, QUIET),
        Line(16, bottom + 26, WIDTH - 12, bottom + 26, GRID),
        Text(16, bottom + 46, text("Score"), bold=True),
        Text(_RIGHT + 70, bottom + 46, number(first.score, decimals=1), "end", 12, bold=True),
        Text(WIDTH - 12, bottom + 46, number(second.score, decimals=1), "end", 12, bold=True),
    ]
    colon = text(": ")
    said = (f"{name}{colon}{signed(brief, one - other)}" for name, one, other in rows)
    return Picture(
        title=brief.speech.say(
            "Contributions to the score: {first} against {second}",
            first=first.name,
            second=second.name,
        ),
        description=text("; ").join(said),
        height=bottom + 62,
        shapes=tuple(_sorted(shapes)),
    )


def _key(brief: Brief, place: str, name: str, y: float, colour: str) -> tuple[Shape, ...]:
    """Say whose colour the bars have: where it is ahead of the other."""
    label = brief.speech.text(place) + brief.speech.text(": ") + name
    return (
        Box(16, y - _KEY + 2, _KEY, _KEY, colour),
        Text(16 + _KEY + 8, y, cut(label, WIDTH - 48), fill=INK),
    )


def _mark(brief: Brief, place: float) -> str:
    written = brief.speech.language.exact(abs(place))
    return f"{'−' if place < 0 else '+' if place > 0 else ''}{written}"


def _sorted(shapes: list[Shape]) -> list[Shape]:
    """Put grid lines behind everything else."""
    return sorted(shapes, key=lambda shape: not isinstance(shape, Line))
