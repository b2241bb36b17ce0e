"""From which quantity one deployment costs less than another, with the range of the estimate."""

from opendecide.model.recommendation import BreakEven
from opendecide.report.charts.colours import BLUE, SKY
from opendecide.report.charts.scales import Scale, decades
from opendecide.report.charts.shapes import (
    QUIET,
    Box,
    Dot,
    Line,
    Picture,
    Shape,
    Text,
    breadth,
    lines,
)
from opendecide.report.view import View
from opendecide.report.views.crossing import bare, unit_of

_TOP, _ROW, _LEFT, _RIGHT = 52.0, 64.0, 330.0, 716.0
_HEAD, _FOOT = 34.0, 40.0
_MARKS = 7
_SMALL = 11.0


def break_even(view: View) -> Picture | None:
    """Draw a band from P10 to P90 for every pair, on a logarithmic axis for each quantity."""
    title = view.brief.speech.text("Break-even with its range")
    panels: dict[tuple[str, str], list[BreakEven]] = {}
    for one in view.brief.recommendation.break_even:
        if one.p50:
            panels.setdefault((one.quantity, one.unit), []).append(one)
    if not panels:
        return None
    shapes: list[Shape] = [Text(16, 26, title, size=16, bold=True)]
    said: list[str] = []
    top = _TOP
    for rows in panels.values():
        shapes += _panel(view, rows, top)
        said += [_said(view, one) for one in rows]
        top += _HEAD + _ROW * len(rows) + _FOOT
    return Picture(title=title, description="; ".join(said), height=top, shapes=tuple(shapes))


def _panel(view: View, rows: list[BreakEven], top: float) -> list[Shape]:
    speech, unit = view.brief.speech, rows[0].unit
    marks = decades([value for one in rows for value in (one.p10, one.p50, one.p90) if value])
    scale = Scale(marks[0], marks[-1], _LEFT, _RIGHT, log=True)
    first = top + _HEAD
    bottom = first + _ROW * len(rows)
    shapes: list[Shape] = [Text(_LEFT, top + 6, _axis(view, rows[0]), size=12, fill=QUIET)]
    for mark in marks[:: -(-len(marks) // _MARKS)]:
        at = scale.at(mark)
        shapes.append(Line(at, first - 14, at, bottom))
        shapes.append(Text(at, bottom + 16, bare(speech, mark, unit), "middle", 11, QUIET))
    for row, one in enumerate(rows):
        y = first + _ROW * row + _ROW / 2
        middle = one.p50 or 0.0
        low, high = scale.at(one.p10 or middle), scale.at(one.p90 or middle)
        shapes += [
            *lines(_pair(view, one), 16, y, _LEFT - 46, most=4),
            Box(low, y - 8, max(2.0, high - low), 16, SKY, 3),
            Dot(scale.at(middle), y, BLUE, 6),
            Text(
                scale.at(middle), y - 14, bare(speech, middle, unit), "middle", bold=True, halo=True
            ),
        ]
        if one.p10 and one.p90:
            ends = bare(speech, one.p10, unit), bare(speech, one.p90, unit)
            shapes += _ends(ends, (low, high), y + 22)
    return shapes


def _ends(numbers: tuple[str, str], at: tuple[float, float], y: float) -> list[Shape]:
    """Write the ends of a band under them, or as one range where there is no room for both."""
    if sum(breadth(one, _SMALL) for one in numbers) / 2 + 6 > at[1] - at[0]:
        return [Text(sum(at) / 2, y, "–".join(numbers), "middle", _SMALL, QUIET, halo=True)]
    return [
        Text(place, y, one, "middle", _SMALL, QUIET, halo=True)
        for one, place in zip(numbers, at, strict=True)
    ]


def _axis(view: View, one: BreakEven) -> str:
    speech = view.brief.speech
    quantity, unit = speech.word("crossing", one.quantity), unit_of(speech, one.unit)
    return f"{quantity} ({unit.strip()})" if unit.startswith("\u00a0") else f"{quantity}{unit}"


def _pair(view: View, one: BreakEven) -> str:
    return view.brief.speech.say(
        "{deployment} against {other}",
        deployment=view.brief.name(one.deployment),
        other=view.brief.name(one.against),
    )


def _said(view: View, one: BreakEven) -> str:
    speech = view.brief.speech
    values = [value for value in (one.p10, one.p50, one.p90) if value]
    figures = "–".join(bare(speech, value, one.unit) for value in values)
    return f"{_pair(view, one)}: {_axis(view, one)}: {figures}"
