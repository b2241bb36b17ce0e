"""From which quantity one deployment costs less than another, with the range of the estimate."""

from opendecide.model.costs import BreakEven
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
from opendecide.report.views.crossing import bare, crossing, per

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
    description = view.brief.speech.text("; ").join(said)
    return Picture(title=title, description=description, height=top, shapes=tuple(shapes))


def _panel(view: View, rows: list[BreakEven], top: float) -> list[Shape]:
    speech = view.brief.speech
    met = [value for one in rows for value in (one.p10, one.p50, one.p90, one.today) if value]
    marks = decades(met)
    scale = Scale(marks[0], marks[-1], _LEFT, _RIGHT, log=True)
    first = top + _HEAD
    bottom = first + _ROW * len(rows)
    shapes: list[Shape] = [Text(_LEFT, top + 6, _axis(view, rows[0]), size=12, fill=QUIET)]
    for mark in marks[:: -(-len(marks) // _MARKS)]:
        at = scale.at(mark)
        label = bare(speech, mark, rows[0].unit)
        shapes.append(Line(at, first - 14, at, bottom))
        shapes.append(Text(at, bottom + 16, label, "middle", _SMALL, QUIET))
    for row, one in enumerate(rows):
        shapes += _row(view, one, scale, first + _ROW * row + _ROW / 2)
    return shapes


def _row(view: View, one: BreakEven, scale: Scale, y: float) -> list[Shape]:
    speech = view.brief.speech
    middle = one.p50 or 0.0
    # What is reached from the start lies beyond the left end of a logarithmic axis.
    low = _LEFT if one.p10 == 0 else scale.at(one.p10 or middle)
    high = scale.at(one.p90 or middle)
    shapes: list[Shape] = [*lines(_pair(view, one), 16, y, _LEFT - 46, most=4)]
    if one.today:
        today = scale.at(one.today)
        shapes += [
            Line(today, y - 26, today, y + 12, QUIET, 1.5, dashed=True),
            Text(today, y - 30, speech.text("today"), "middle", _SMALL, QUIET, halo=True),
        ]
    label = bare(speech, middle, one.unit)
    shapes += [
        Box(low, y - 8, max(2.0, high - low), 16, SKY, 3),
        Dot(scale.at(middle), y, BLUE, 6),
        Text(scale.at(middle), y - 14, label, "middle", bold=True, halo=True),
    ]
    if one.p10 and one.p90:
        ends = bare(speech, one.p10, one.unit), bare(speech, one.p90, one.unit)
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
    unit = per(speech, one.unit)
    quantity = speech.word("crossing", one.quantity)
    return (
        quantity + unit
        if unit.startswith(" /")
        else ", ".join(filter(None, (quantity, unit.strip())))
    )


def _pair(view: View, one: BreakEven) -> str:
    return view.brief.speech.say(
        "{deployment} against {other}",
        deployment=view.brief.name(one.deployment),
        other=view.brief.name(one.against),
    )


def _said(view: View, one: BreakEven) -> str:
    told = crossing(view.brief, one)
    colon = view.brief.speech.text(": ")
    return f"{_pair(view, one)}, {told.quantity}{colon}{told.middle} ({told.span})"
