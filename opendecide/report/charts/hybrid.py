"""Which deployment serves which workload of a combination."""

from opendecide.report.charts.colours import PALETTE
from opendecide.report.charts.shapes import FAINT, Box, Curve, Picture, Shape, Text, lines
from opendecide.report.view import View

_TOP, _ROW, _WIDE, _RIGHT = 56.0, 62.0, 250.0, 484.0


def hybrid(view: View) -> Picture | None:
    """Draw workloads on the left, deployments on the right, and who serves whom."""
    assignments = view.combination.assignments
    if not assignments:
        return None
    text = view.brief.speech.text
    colon = text(": ")
    targets = tuple(dict.fromkeys(one.deployment for one in assignments))
    rows = max(len(assignments), len(targets))
    place = {
        name: _TOP + _ROW * rows * (position + 0.5) / len(targets)
        for position, name in enumerate(targets)
    }
    shapes: list[Shape] = [
        Text(16, 28, text("Which deployment serves which workload"), size=16, bold=True)
    ]
    for position, one in enumerate(assignments):
        y = _TOP + _ROW * rows * (position + 0.5) / len(assignments)
        colour = PALETTE[targets.index(one.deployment) % len(PALETTE)]
        label = f"{one.workload}{colon}{one.data}" if one.data else one.workload
        shapes += [
            Curve(16 + _WIDE, y, _RIGHT, place[one.deployment], colour, 3),
            Box(16, y - 24, _WIDE, 48, FAINT, 5),
            *lines(label, 28, y, _WIDE - 24),
        ]
    for position, name in enumerate(targets):
        shapes += [
            Box(_RIGHT, place[name] - 24, 6, 48, PALETTE[position % len(PALETTE)]),
            Box(_RIGHT + 6, place[name] - 24, _WIDE, 48, FAINT),
            *lines(name, _RIGHT + 18, place[name], _WIDE - 24),
        ]
    return Picture(
        title=text("Which deployment serves which workload"),
        description=text("; ").join(
            f"{one.workload} {one.data}".strip() + f"{colon}{one.deployment}" for one in assignments
        ),
        height=_TOP + _ROW * rows + 14,
        shapes=tuple(shapes),
    )
