"""Between which shares each criterion may weigh without another first."""

from opendecide.report.charts.colours import BLUE, SKY
from opendecide.report.charts.scales import Scale, ticks
from opendecide.report.charts.shapes import INK, QUIET, Box, Dot, Line, Picture, Shape, Text, cut
from opendecide.report.view import View

_TOP, _ROW, _LEFT, _RIGHT = 76.0, 27.0, 304.0, 700.0


def weights(view: View) -> Picture | None:
    """Draw a bar from the lowest to the highest weight, and a dot for today's."""
    brief = view.brief
    rows = brief.recommendation.robustness.weight_intervals
    if not rows:
        return None
    percent, text = brief.speech.language.percent, brief.speech.text
    marks = ticks(min(1.0, max(max(one.high, one.today) for one in rows)))
    scale = Scale(0, marks[-1], _LEFT, _RIGHT)
    bottom = _TOP + _ROW * len(rows)
    shapes: list[Shape] = [
        Text(
            16,
            26,
            text("Range of each weight within which the leading family stays first"),
            size=16,
            bold=True,
        ),
        Text(16, 48, text("Dot: the weight in this report."), size=12, fill=QUIET),
    ]
    for mark in marks:
        at = scale.at(mark)
        shapes.append(Line(at, _TOP - 6, at, bottom))
        shapes.append(Text(at, bottom + 16, percent(mark), "middle", 11, QUIET))
    for row, one in enumerate(rows):
        y = _TOP + _ROW * row + _ROW / 2
        low, high = scale.at(one.low), scale.at(one.high)
        shapes += [
            Text(16, y + 4.5, cut(brief.speech.name(one.criterion), _LEFT - 22)),
            Box(low, y - 6, max(2.0, high - low), 12, SKY, 3),
            Dot(scale.at(one.today), y, INK if one.low > one.today else BLUE, 5.5),
        ]
    colon = text(": ")
    said = (
        f"{brief.speech.name(one.criterion)}{colon}{percent(one.low)}–{percent(one.high)}"
        f" ({percent(one.today)})"
        for one in rows
    )
    return Picture(
        title=text("Range of each weight within which the leading family stays first"),
        description=text("; ").join(said),
        height=bottom + 32,
        shapes=tuple(shapes),
    )
