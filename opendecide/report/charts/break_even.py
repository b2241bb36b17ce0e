"""From which volume one deployment costs less than another, with the range of the estimate."""

from opendecide.report.charts.colours import BLUE
from opendecide.report.charts.scales import Scale, decades
from opendecide.report.charts.shapes import QUIET, Box, Dot, Line, Picture, Shape, Text, lines
from opendecide.report.view import View

_TOP, _ROW, _LEFT, _RIGHT = 60.0, 56.0, 330.0, 720.0


def break_even(view: View) -> Picture | None:
    """Draw a band from P10 to P90 for every pair, on a logarithmic axis."""
    brief = view.brief
    rows = [
        (one, one.p10, one.p50, one.p90)
        for one in brief.recommendation.break_even
        if one.p10 and one.p50 and one.p90
    ]
    units = {one.unit for one, *_ in rows}
    if not rows or len(units) != 1:
        return None
    unit = brief.speech.unit(units.pop())
    number = brief.speech.language.number
    marks = decades([value for _, *values in rows for value in values])
    scale = Scale(marks[0], marks[-1], _LEFT, _RIGHT, log=True)
    bottom = _TOP + _ROW * len(rows)
    shapes: list[Shape] = [
        Text(16, 26, brief.speech.text("Break-even with its range"), size=16, bold=True)
    ]
    for mark in marks:
        at = scale.at(mark)
        shapes.append(Line(at, _TOP - 8, at, bottom))
        shapes.append(Text(at, bottom + 16, f"{number(mark)} {unit}", "middle", 11, QUIET))
    said = []
    for row, (one, low, middle, high) in enumerate(rows):
        y = _TOP + _ROW * row + _ROW / 2
        pair = brief.speech.say(
            "{deployment} against {other}",
            deployment=brief.name(one.deployment),
            other=brief.name(one.against),
        )
        shapes += [
            *lines(pair, 16, y, _LEFT - 46, most=3),
            Box(scale.at(low), y - 8, scale.at(high) - scale.at(low), 16, "#56b4e9", 3),
            Dot(scale.at(middle), y, BLUE, 6),
            Text(scale.at(middle), y - 14, number(middle, figures=2), "middle", 12, halo=True),
        ]
        figures = "–".join(number(value, figures=2) for value in (low, middle, high))
        said.append(f"{pair}: {figures} {unit}")
    return Picture(
        title=brief.speech.text("Break-even with its range"),
        description="; ".join(said),
        height=bottom + 32,
        shapes=tuple(shapes),
    )
