"""Charts as SVG text, the same for Markdown and HTML."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from opendecide.report.charts.break_even import break_even
from opendecide.report.charts.contributions import contributions
from opendecide.report.charts.costs import costs
from opendecide.report.charts.hybrid import hybrid
from opendecide.report.charts.ranks import ranks
from opendecide.report.charts.shapes import TONES, Picture
from opendecide.report.charts.tornado import tornado
from opendecide.report.charts.volume import volume
from opendecide.report.charts.weights import weights
from opendecide.report.compiled import shipped
from opendecide.report.view import View

CHARTS: Mapping[str, Callable[[View], Picture | None]] = MappingProxyType(
    {
        "contributions": contributions,
        "ranks": ranks,
        "costs": costs,
        "volume": volume,
        "break_even": break_even,
        "tornado": tornado,
        "weights": weights,
        "hybrid": hybrid,
    }
)


def draw(view: View) -> dict[str, str]:
    """Draw every chart there are figures for, by name."""
    template = _environment().get_template("chart.svg.j2")
    pictures = {name: chart(view) for name, chart in CHARTS.items()}
    return {
        name: template.render(name=name, picture=picture)
        for name, picture in pictures.items()
        if picture is not None
    }


def _environment() -> Environment:
    made = Environment(
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["n"] = _short
    made.loader = shipped(made, "charts")
    made.globals["tone"] = _tone
    return made


def _tone(colour: str, more: str = "") -> Markup:
    """Return the class by which a page gives a colour its own."""
    named = f"{TONES.get(colour, '')} {more}".strip()
    return Markup(' class="{}"').format(named) if named else Markup("")


def _short(value: float) -> str:
    """Write a position with at most one decimal, so that a file is the same bytes everywhere."""
    return f"{value:.1f}".removesuffix(".0")
