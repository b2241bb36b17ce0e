"""How likely each rank is for the best deployment of each family."""

from functools import partial

from opendecide.report.charts.colours import BLUE, shade, text_on
from opendecide.report.charts.shapes import QUIET, WIDTH, Box, Picture, Shape, Text, breadth, lines
from opendecide.report.view import View
from opendecide.report.views.chance import likelihood

_TOP, _ROW, _LEFT = 80.0, 46.0, 290.0
_WIDEST = "> 99 %"


def ranks(view: View) -> Picture | None:
    """Draw the rank probabilities as a table of shades."""
    brief = view.brief
    rows = [one for one in brief.recommendation.ranking if one.rank_probabilities]
    columns = max((len(one.rank_probabilities) for one in rows), default=0)
    if not rows:
        return None
    language, text = brief.speech.language, brief.speech.text
    percent = partial(likelihood, language, samples=brief.recommendation.provenance.samples)
    wide = (WIDTH - _LEFT - 12) / columns
    size = min(13.0, 13.0 * (wide - 4) / breadth(_WIDEST))
    shapes: list[Shape] = [
        Text(
            16,
            26,
            text("Rank probabilities of the best deployment of each family"),
            size=16,
            bold=True,
        ),
        Text(_LEFT - 12, _TOP - 10, text("Rank"), "end", 12, QUIET),
    ]
    shapes += [
        Text(_LEFT + wide * (position + 0.5), _TOP - 10, str(position + 1), "middle", 12, QUIET)
        for position in range(columns)
    ]
    for row, one in enumerate(rows):
        middle = _TOP + _ROW * row + _ROW / 2
        shapes += lines(one.name, 16, middle, _LEFT - 30)
        for column, share in enumerate(one.rank_probabilities):
            x = _LEFT + wide * column
            ink = text_on(shade(share))
            cell = Box(x, middle - _ROW / 2 + 1, wide - 1, _ROW - 1, BLUE, opacity=share)
            number = percent(share)
            text_in = Text(x + wide / 2, middle + 4.5, number, "middle", size, ink, shaded=True)
            shapes += [cell, text_in]
    said = (
        one.name + text(": ") + ", ".join(percent(share) for share in one.rank_probabilities)
        for one in rows
    )
    return Picture(
        title=text("Rank probabilities of the best deployment of each family"),
        description=text("; ").join(said),
        height=_TOP + _ROW * len(rows) + 16,
        shapes=tuple(shapes),
    )
