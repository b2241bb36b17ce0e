"""GitHub-flavoured Markdown: text of the profile is escaped, so that it can only be read."""

import json
import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from jinja2 import BaseLoader, Environment, PackageLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from opendecide.report.anchors import slug
from opendecide.report.annex import Citation
from opendecide.report.figures import Figure, ranges
from opendecide.report.language import Language
from opendecide.report.sections import EVIDENCE, anchor, heading
from opendecide.report.view import View

_SPECIAL = re.compile(r"([\\`*\[\]<>|~$&]|(?<![^\W_])_|_(?![^\W_]))")
_MARKER = re.compile(r"^(\d*)([#+=\-]+|(?<=\d)[.)])(?=\s|$)")
_LINKED = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp|data|javascript):(?=\S)|\bwww\.|:(?=[\w+-]+:)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+")


class Markdown(str):
    """Text that is Markdown already."""

    __slots__ = ()


def one_line(text: str) -> str:
    """Put text on one line, without control marks and marks that turn its direction."""
    return _CONTROL.sub(" ", text).strip()


def escape(text: str) -> Markdown:
    r"""Escape text so that Markdown shows it as it is: no link, no table cell, no HTML.

    Examples:
        >>> print(escape("a|b <script> [x](http://y) snake_case"))
        a\|b \<script\> \[x\](http\://y) snake_case
    """
    plain = one_line(text)
    safe = _SPECIAL.sub(r"\\\1", plain)
    safe = _LINKED.sub(lambda found: _unlinked(found.group()), safe)
    safe = safe.replace("@", "@\u2060")  # a word joiner: GitHub would mail or mention otherwise
    return Markdown(_MARKER.sub(r"\1\\\2", safe))


def _unlinked(start: str) -> str:
    return start[:-1] + "\\" + start[-1]


def code(text: str) -> Markdown:
    """Put an id in code style; a backtick would end it, a bar would end a table cell."""
    plain = one_line(text).replace("`", "'").replace("|", "\\|")
    return Markdown(f"`{plain}`") if plain else Markdown("")


def link(text: str, address: str) -> Markdown:
    """Link to an address on the web; anything else than http stays text."""
    if not address.startswith(("https://", "http://")):
        return escape(text)
    quoted = re.sub(r"[\s<>()\[\]|\\`\"]", lambda found: f"%{ord(found.group()):02X}", address)
    return Markdown(f"[{escape(text.removeprefix('https://').removeprefix('http://'))}]({quoted})")


def _shown(value: Any) -> Any:
    return value if isinstance(value, Markdown) else escape(str(value))


def _figure(computed: str, figure: Figure | None) -> Markdown:
    if figure is None:
        return Markdown("–")
    anchors = {one.anchor for one in figure.citations}
    target = anchors.pop() if len(anchors) == 1 else computed
    return Markdown(f"[{escape(figure.text)}](#{target})")


def _cited(citations: tuple[Citation, ...]) -> Markdown:
    return Markdown(" ".join(f"[{one.label}](#{one.anchor})" for one in citations))


def _yaml(text: str) -> Markdown:
    """Quote text for the front matter; a JSON string is a YAML string too."""
    return Markdown(json.dumps(one_line(text), ensure_ascii=False))


def environment(language: Language, loader: BaseLoader | None = None) -> Environment:
    """Return a template environment that escapes whatever a template prints."""
    made = (SandboxedEnvironment if loader else Environment)(
        loader=loader or PackageLoader("opendecide", "report/templates/markdown"),
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    computed = slug(language.text("How the figures are calculated"))
    made.globals |= {
        "_": language.text,
        "say": lambda message, **values: language.text(message).format_map(values),
        "heading": lambda section: Markdown(heading(language, section)),
        "anchor": partial(anchor, language),
        "colon": Markdown(language.text(": ")),
        "annex": anchor(language, EVIDENCE),
    }
    made.filters |= {
        "code": code,
        "markdown": Markdown,
        "link": link,
        "figure": partial(_figure, computed),
        "cited": _cited,
        "ranges": ranges,
        "listed": language.listed,
        "yaml": _yaml,
    }
    return made


def render_markdown(
    view: View,
    charts: Mapping[str, str],
    template: str = "report.md.j2",
    loader: BaseLoader | None = None,
) -> str:
    """Lay a view out as Markdown.

    Args:
        view: What to say.
        charts: Relative path of every chart there is, by its name.
        template: The template to fill.
        loader: Where templates are, when not in the package.
    """
    made = environment(view.brief.speech.language, loader)
    text = made.get_template(template).render(
        view=view, charts=charts, speech=view.brief.speech, **_sections(view)
    )
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _sections(view: View) -> dict[str, Any]:
    return {name: getattr(view, name) for name in View.__dataclass_fields__ if name != "brief"}
