"""Both costs along the volume, each with its band, and the range in which they cross."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from opendecide.model.costs import Interval, VolumeCurve
from opendecide.report.brief import Brief
from opendecide.report.charts.colours import BLUE, ORANGE
from opendecide.report.charts.scales import Scale, decades
from opendecide.report.charts.shapes import (
    QUIET,
    WIDTH,
    Box,
    Dot,
    Line,
    Picture,
    Polygon,
    Shape,
    Text,
    breadth,
    wrapped,
)
from opendecide.report.view import View
from opendecide.report.views.crossing import grouped

_HEAD, _HEIGHT, _LEFT, _RIGHT = 46.0, 320.0, 104.0, 740.0
_ALL = 3
_BAND = "#eeeeee"
_AROUND = 30.0
"""So many times below today's volume the chart begins, unless the curves cross there."""
_ROW, _SMALL = 17.0, 12.0
Band = Sequence[tuple[float, Interval]]


def volume(view: View) -> Picture | None:
    """Draw cost against volume on logarithmic axes, and what they show and leave out in words."""
    brief = view.brief
    curve = brief.recommendation.volume_curve
    if curve is None or not curve.points:
        return None
    speech, money = brief.speech, brief.speech.language.money
    crossing = next(
        (one for one in brief.recommendation.break_even if one.quantity == "volume"), None
    )
    met = [one for one in (crossing.p10, crossing.p50, crossing.p90) if one] if crossing else []
    own, other = _bands(curve, met)
    if not own or not other:
        return None
    across = Scale(other[0][0], other[-1][0], _LEFT, _RIGHT, log=True)
    caption = [
        row
        for words in _caption(brief, curve, len(met))
        for row in wrapped(words, WIDTH - 40, size=_SMALL, most=3)
    ]
    top = _HEAD + _ROW * len(caption) + 22
    foot = top + _HEIGHT
    heights = decades([one for _, at in (*own, *other) for one in (at.p10, at.p90) if one > 0])
    up = Scale(heights[0], heights[-1], foot, top, log=True)
    title = (
        speech.text("Cost over the horizon by volume, and where the two cross")
        if crossing and crossing.p50
        else speech.text("Cost over the horizon by volume: the two do not usually cross")
    )
    colon = speech.text(": ")
    shapes: list[Shape] = [Text(16, 26, title, size=16, bold=True)]
    shapes += [
        Text(16, _HEAD + _ROW * place, row, size=_SMALL, fill=QUIET)
        for place, row in enumerate(caption)
    ]
    if met:
        left, right = across.at(met[0]), across.at(met[-1]) if len(met) > 1 else _RIGHT
        shapes.append(Box(left, top, max(right - left, 2.0), foot - top, _BAND))
    shapes += _grid(view, across, up, heights, curve.currency)
    for band, colour in ((other, ORANGE), (own, BLUE)):
        shapes += _drawn(band, across, up, colour)
    today = across.at(curve.today)
    shapes += [
        Line(today, top, today, foot, QUIET, 1.5, dashed=True),
        Text(today, top - 8, speech.text("today"), "middle", 12, QUIET, halo=True),
    ]
    if crossing is not None and crossing.p50 and other[0][0] <= crossing.p50 <= other[-1][0]:
        near = min(own, key=lambda one: abs(one[0] - (crossing.p50 or 0.0)))
        place = across.at(crossing.p50)
        label = f"{grouped(speech.language, crossing.p50)}"
        shapes += [
            Dot(place, up.at(near[1].p50), "#1a1a1a", 5),
            Text(place, up.at(near[1].p50) - 12, label, "middle", 13, bold=True, halo=True),
        ]
    unit = speech.unit(curve.unit)
    axis = speech.word("crossing", "volume") + ", " + unit
    shapes.append(Text((_LEFT + _RIGHT) / 2, foot + 38, axis, "middle", 12, QUIET))
    bottom = foot + 62
    for name, colour in ((curve.deployment, BLUE), (curve.against, ORANGE)):
        rows = wrapped(brief.name(name), _RIGHT - 60, most=2)
        shapes.append(Box(16, bottom - 10, 14, 12, colour))
        shapes += [Text(38, bottom + _ROW * at, row) for at, row in enumerate(rows)]
        bottom += _ROW * len(rows) + 4
    return Picture(
        title=title,
        description=speech.text("; ").join(
            f"{speech.language.joined(f'{grouped(speech.language, at)} ', unit)}{colon}"
            f"{money(mine.p50, curve.currency)} / {money(theirs.p50, curve.currency)}"
            for (at, mine), (_, theirs) in list(zip(own, other, strict=False))[::5]
        ),
        height=bottom + 8,
        shapes=tuple(shapes),
    )


def _caption(brief: Brief, curve: VolumeCurve, quantiles: int) -> Iterator[str]:
    """Say what is drawn, and what both leave out; of three quantiles some may never be met."""
    say, text = brief.speech.say, brief.speech.text
    yield text("Line: the middle of the total; coloured band: P10 to P90.")
    if quantiles == _ALL:
        yield text("Grey band: where the two cross in eight samples of ten.")
    elif quantiles:
        yield text("Grey: from where on the two cross in at least one sample of ten.")
    bills = (brief.costs.get(one) for one in (curve.deployment, curve.against))
    if any(line.component == "application" for bill in bills if bill for line in bill.lines):
        yield text("Left out of both: the application for the users, the same behind either.")
    for one in (curve.deployment, curve.against):
        if one not in brief.ranked:
            yield say("Not in the ranking, here for its cost alone: {name}.", name=brief.name(one))


def _bands(curve: VolumeCurve, met: Sequence[float]) -> tuple[Band, Band]:
    """Return both bands around today and the crossing; own machines may end earlier."""
    least = min([curve.today, *met]) / _AROUND
    most = max([curve.today, *met]) * _AROUND
    points = [one for one in curve.points if least <= one.volume <= most]
    other = [(one.volume, one.against) for one in points]
    own = [(one.volume, one.deployment) for one in points if one.deployment is not None]
    return own, other


def _grid(
    view: View, across: Scale, up: Scale, heights: Sequence[float], currency: str
) -> list[Shape]:
    language = view.brief.speech.language
    shapes: list[Shape] = []
    for mark in heights:
        y = up.at(mark)
        shapes += [
            Line(_LEFT, y, _RIGHT, y),
            Text(_LEFT - 8, y + 4, language.money(mark, currency), "end", 11, QUIET),
        ]
    marks = [one for one in decades([across.low, across.high]) if across.low <= one <= across.high]
    free = _LEFT - 40
    for mark in marks:
        x, label = across.at(mark), grouped(language, mark)
        shapes.append(Line(x, up.end, x, up.start))
        if x - breadth(label, 11) / 2 > free:
            shapes.append(Text(x, up.start + 18, label, "middle", 11, QUIET))
            free = x + breadth(label, 11) / 2 + 8
    return shapes


def _drawn(band: Band, across: Scale, up: Scale, colour: str) -> list[Shape]:
    floor = up.low
    upper = [(across.at(at), up.at(max(one.p90, floor))) for at, one in band]
    lower = [(across.at(at), up.at(max(one.p10, floor))) for at, one in band]
    middle = [(across.at(at), up.at(max(one.p50, floor))) for at, one in band]
    shapes: list[Shape] = [Polygon(tuple(upper + lower[::-1]), colour)]
    for (x1, y1), (x2, y2) in pairwise(middle):
        shapes.append(Line(x1, y1, x2, y2, colour, 2.5))
    return shapes
