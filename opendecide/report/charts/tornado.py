"""How far each change that would turn the answer is from today."""

from opendecide.report.charts.colours import BLUE, ORANGE
from opendecide.report.charts.scales import Scale, ticks
from opendecide.report.charts.shapes import QUIET, Box, Line, Picture, Shape, Text, lines
from opendecide.report.view import View
from opendecide.report.views.flips import changes

_TOP, _ROW, _LEFT, _RIGHT, _SHOWN = 76.0, 40.0, 380.0, 690.0, 10
_LIKELY = 1.0


def tornado(view: View) -> Picture | None:
    """Draw the distance of every change in standard deviations; a short bar is a fragile point."""
    brief = view.brief
    told = zip(brief.recommendation.robustness.flips, changes(brief), strict=True)
    rows = [(flip.distance_sd, change) for flip, change in told if flip.distance_sd is not None]
    rows = sorted(rows, key=lambda row: row[0])[:_SHOWN]
    if not rows:
        return None
    number, text = brief.speech.language.number, brief.speech.text
    marks = ticks(max(distance for distance, _ in rows) * 1.05, 4)
    scale = Scale(0, marks[-1], _LEFT, _RIGHT)
    bottom = _TOP + _ROW * len(rows)
    shapes: list[Shape] = [
        Text(16, 26, text("How far each change is from today"), size=16, bold=True),
        Text(
            16,
            48,
            text("In standard deviations of what is uncertain; a short bar is a fragile point."),
            size=12,
            fill=QUIET,
        ),
    ]
    for mark in marks:
        at = scale.at(mark)
        shapes.append(Line(at, _TOP - 6, at, bottom))
        shapes.append(Text(at, bottom + 16, number(mark), "middle", 11, QUIET))
    for row, (distance, change) in enumerate(rows):
        y = _TOP + _ROW * row + _ROW / 2
        colour = ORANGE if distance < _LIKELY else BLUE
        shapes += [
            *lines(f"{change.what} {change.direction} {change.threshold}", 16, y, _LEFT - 30),
            Box(_LEFT, y - 10, max(1.0, scale.at(distance) - _LEFT), 20, colour),
            Text(scale.at(distance) + 6, y + 4.5, number(distance, decimals=1), halo=True),
        ]
    return Picture(
        title=text("How far each change is from today"),
        description=text("; ").join(f"{change.sentence} {change.distance}" for _, change in rows),
        height=bottom + 32,
        shapes=tuple(shapes),
    )
