"""One offline HTML file: no request to anyone, readable without its script, printable."""

import json
from base64 import b64encode
from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from opendecide.model.recommendation import Recommendation
from opendecide.report.annex import Citation
from opendecide.report.charts import draw
from opendecide.report.compiled import TEMPLATES, shipped
from opendecide.report.figures import Figure, ranges
from opendecide.report.language import Language
from opendecide.report.live import PersonaWeights, live_data
from opendecide.report.sections import heading
from opendecide.report.view import View, view
from opendecide.report.views.comparison import Cell

STYLES = ("style/page.css", "style/what_if.css", "style/print.css")
SCRIPTS = ("script/rank.js", "script/explain.js", "script/page.js")


def render_html(
    recommendation: Recommendation,
    language: Language,
    persona_weights: PersonaWeights,
    loader: BaseLoader | None = None,
) -> str:
    """Lay a recommendation out as one HTML file."""
    seen = view(recommendation, language)
    persona_weights = _telling(persona_weights)
    style, script = _joined(STYLES), _joined(SCRIPTS)
    charts = {name: Markup(svg) for name, svg in draw(seen).items()}  # noqa: S704 — drawn with escaping
    made = environment(seen, loader)
    page = made.get_template("page.html.j2").render(
        charts=charts,
        view=seen,
        style=Markup(style),  # noqa: S704 — our own file
        script=Markup(script),  # noqa: S704 — our own file
        style_hash=_hash(style),
        script_hash=_hash(script),
        personas=[
            (persona, seen.brief.speech.word("persona", persona))
            for persona in sorted(persona_weights)
        ],
        data=embedded(live_data(seen.brief, persona_weights) | _explained(seen)),
        **{name: part for name, part in vars(seen).items() if name != "brief"},
    )
    return page.strip() + "\n"


def embedded(data: Mapping[str, Any]) -> Markup:
    """Write data so that nothing in it can end the element it stands in."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 — every character that could end the element is escaped


def _telling(weights: PersonaWeights) -> PersonaWeights:
    """Return the weights of the personas, or none when criteria weigh the same for all of them."""
    return weights if len({tuple(sorted(one.items())) for one in weights.values()}) > 1 else {}


def _explained(seen: View) -> dict[str, Any]:
    """Return what a reader sees who points at a figure."""
    colon = seen.brief.speech.text(": ")
    return {
        "origins": [[one.label, one.formula] for one in seen.evidence.origins],
        "facts": {
            row.label: [
                f"{group.heading}{colon}{row.fact}",
                row.value,
                row.source,
                row.as_of,
                row.grade,
            ]
            for group in seen.evidence.groups
            for row in group.rows
        },
    }


def environment(seen: View, loader: BaseLoader | None = None) -> Environment:
    """Return the template environment of HTML: it escapes, and writes figures with their origin."""
    made = (SandboxedEnvironment if loader else Environment)(
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    language = seen.brief.speech.language
    positions = {one.label: position for position, one in enumerate(seen.evidence.origins)}
    made.globals |= {
        "_": language.text,
        "say": language.say,
        "counted": language.numbered,
        "heading": partial(heading, language),
        "colon": language.text(": "),
    }
    made.filters |= {
        "figure": partial(_figure, positions),
        "like": partial(_like, positions),
        "computed": _computed,
        "cell": _cell,
        "cited": _cited,
        "ranges": ranges,
        "listed": language.listed,
        "address": _address,
    }
    made.loader = loader or shipped(made, "html")
    return made


def _figure(positions: Mapping[str, int], figure: Figure | None) -> Markup:
    """Write a figure such that the page can explain it."""
    return Markup("–") if figure is None else _like(positions, figure.text, figure)


def _like(positions: Mapping[str, int], text: str, figure: Figure) -> Markup:
    """Write a text that is calculated as a figure is: its range, or a difference of two."""
    position = positions[figure.label]
    return Markup(
        '<a class="figure" href="#o{0}" data-origin="{0}" data-facts="{1}"{2}>{3}</a>'
    ).format(position, ranges(figure.citations), _read(figure.read), text)


def _read(read: tuple[str, ...]) -> Markup:
    """Hand over where prices were read, one on a line."""
    return Markup(' data-read="{}"').format("\n".join(read)) if read else Markup("")


def _cell(cell: Cell, factor: str) -> Markup:
    """Write what a deployment does on a factor such that the page can explain it."""
    if not cell.citations:
        return Markup("{}").format(cell.text)
    return Markup(
        '<a class="figure cell" href="#{0}" data-facts="{1}" data-label="{2}" data-formula="{3}">'
        "{4}</a>"
    ).format(cell.citations[0].label, ranges(cell.citations), factor, cell.counted, cell.text)


def _computed(text: str, label: str, formula: str) -> Markup:
    """Write a figure that no fact stands behind directly: its calculation tells all."""
    if text == "–":
        return Markup("–")
    return Markup(
        '<a class="figure" href="#section-16" data-facts="" data-label="{0}" data-formula="{1}">'
        "{2}</a>"
    ).format(label, formula, text)


def _cited(citations: tuple[Citation, ...]) -> Markup:
    return Markup(" ").join(
        Markup('<a class="cite" href="#{0}" data-facts="{0}">{0}</a>').format(one.label)
        for one in citations
    )


def _address(source: str) -> str:
    """Return a web address to link to, or nothing: no other scheme may run in the page."""
    return source if source.startswith(("https://", "http://")) else ""


def _joined(names: tuple[str, ...]) -> str:
    """Put our files into one: a page has one style and one script, each with its digest."""
    folder = TEMPLATES / "html"
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)


def _hash(content: str) -> str:
    return "sha256-" + b64encode(sha256(content.encode()).digest()).decode()
