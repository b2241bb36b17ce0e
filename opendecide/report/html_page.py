"""One offline HTML file: no request to anyone, readable without its script, printable."""

import json
from base64 import b64encode
from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import BaseLoader, Environment, PackageLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from opendecide.model.recommendation import Recommendation
from opendecide.report.annex import Citation
from opendecide.report.charts import draw
from opendecide.report.figures import Figure, ranges
from opendecide.report.language import Language
from opendecide.report.live import PersonaWeights, live_data
from opendecide.report.sections import heading
from opendecide.report.view import View, view


def render_html(
    recommendation: Recommendation,
    language: Language,
    persona_weights: PersonaWeights,
    loader: BaseLoader | None = None,
) -> str:
    """Lay a recommendation out as one HTML file."""
    seen = view(recommendation, language)
    style, script = _asset("style.css"), _asset("script.js")
    charts = {name: Markup(svg) for name, svg in draw(seen).items()}  # noqa: S704 — drawn with escaping
    made = _environment(seen, loader)
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
        **{name: getattr(seen, name) for name in View.__dataclass_fields__ if name != "brief"},
    )
    return page.strip() + "\n"


def embedded(data: Mapping[str, Any]) -> Markup:
    """Write data so that nothing in it can end the element it stands in."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 — every character that could end the element is escaped


def _explained(seen: View) -> dict[str, Any]:
    """Return what a reader sees who points at a figure."""
    return {
        "origins": [[one.label, one.formula] for one in seen.evidence.origins],
        "facts": {
            row.label: [
                f"{group.heading}.{row.fact}".removesuffix("."),
                row.value,
                row.source,
                row.as_of,
                row.grade,
            ]
            for group in seen.evidence.groups
            for row in group.rows
        },
    }


def _environment(seen: View, loader: BaseLoader | None) -> Environment:
    made = (SandboxedEnvironment if loader else Environment)(
        loader=loader or PackageLoader("opendecide", "report/templates/html"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    language = seen.brief.speech.language
    positions = {one.label: position for position, one in enumerate(seen.evidence.origins)}
    made.globals |= {
        "_": language.text,
        "say": lambda message, **values: language.text(message).format_map(values),
        "heading": partial(heading, language),
        "colon": language.text(": "),
    }
    made.filters |= {
        "figure": partial(_figure, positions),
        "cited": _cited,
        "ranges": ranges,
        "listed": language.listed,
        "address": _address,
    }
    return made


def _figure(positions: Mapping[str, int], figure: Figure | None) -> Markup:
    if figure is None:
        return Markup("–")
    position = positions[figure.label]
    return Markup(
        '<a class="figure" href="#o{0}" data-origin="{0}" data-facts="{1}">{2}</a>'
    ).format(position, ranges(figure.citations), figure.text)


def _cited(citations: tuple[Citation, ...]) -> Markup:
    return Markup(" ").join(
        Markup('<a class="cite" href="#{0}" data-facts="{0}">{0}</a>').format(one.label)
        for one in citations
    )


def _address(source: str) -> str:
    """Return a web address to link to, or nothing: no other scheme may run in the page."""
    return source if source.startswith(("https://", "http://")) else ""


def _asset(name: str) -> str:
    folder = files("opendecide.report") / "templates" / "html"
    return (folder / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return "sha256-" + b64encode(sha256(content.encode()).digest()).decode()
