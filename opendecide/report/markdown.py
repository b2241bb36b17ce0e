"""GitHub-flavoured Markdown: text of the profile is escaped, so that it can only be read."""

import json
import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from opendecide.report.anchors import slug
from opendecide.report.annex import Citation
from opendecide.report.compiled import shipped
from opendecide.report.figures import Figure, ranges
from opendecide.report.language import Language
from opendecide.report.sections import EVIDENCE, anchor, heading
from opendecide.report.view import View

# These begin with the characters they look for: a search then skips all others at once.
_SPECIAL = re.compile(r"[\\`*\[\]<>|~$&_](?<![^\W_]_(?=[^\W_]))")
"""What Markdown may read as its own; an underscore inside a word is part of the word."""
_SCHEMES = ("http", "https", "ftp", "mailto", "xmpp", "data", "javascript")
_AFTER_SCHEME = "|".join(rf"(?<=\b{one}:)" for one in _SCHEMES)
_LINKED = re.compile(rf"(?i)[:.](?:(?:{_AFTER_SCHEME})(?=\S)|(?<=\bwww\.)|(?<=:)(?=[\w+-]+:))")
"""The colon or point with which something becomes an address, or `:so:` a picture."""
_MARKER = re.compile(r"^(\d*)([#+=\-]+|(?<=\d)[.)])(?=\s|$)")
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
    safe = _LINKED.sub(_as_it_is, _SPECIAL.sub(_as_it_is, plain))
    safe = safe.replace("@", "@\u2060")  # a word joiner: GitHub would mail or mention otherwise
    return Markdown(_MARKER.sub(lambda found: f"{found[1]}\\{found[2]}", safe))


def _as_it_is(found: re.Match[str]) -> str:
    return f"\\{found.group()}"


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


def _figure(figure: Figure | None) -> Markdown:
    """Write a figure; one link in the head of its row or table leads to how it came about."""
    return Markdown("–") if figure is None else escape(figure.text)


def _cited(citations: tuple[Citation, ...]) -> Markdown:
    """Link the numbers of facts, one link for each entry of the annex."""
    by_anchor: dict[str, list[Citation]] = {}
    for one in citations:
        by_anchor.setdefault(one.anchor, []).append(one)
    linked = (f"[{ranges(cited)}](#{target})" for target, cited in by_anchor.items())
    return Markdown(" ".join(linked))


def _how(target: str, words: str) -> Markdown:
    """Link a heading to the part of the annex that tells how the figures below came about."""
    return Markdown(f"[{escape(words)}](#{target})")


def _yaml(text: str) -> Markdown:
    """Quote text for the front matter; a JSON string is a YAML string too."""
    return Markdown(json.dumps(one_line(text), ensure_ascii=False))


def environment(language: Language, loader: BaseLoader | None = None) -> Environment:
    """Return a template environment that escapes whatever a template prints."""
    made = (SandboxedEnvironment if loader else Environment)(
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    made.globals |= {
        "_": language.text,
        "say": language.say,
        "counted": language.numbered,
        "heading": lambda section: Markdown(heading(language, section)),
        "anchor": partial(anchor, language),
        "colon": Markdown(language.text(": ")),
        "semicolon": Markdown(language.text("; ")),
        "annex": anchor(language, EVIDENCE),
        "how": partial(_how, slug(language.text("How the figures are calculated"))),
    }
    made.filters |= {
        "code": code,
        "markdown": Markdown,
        "link": link,
        "figure": _figure,
        "cited": _cited,
        "ranges": ranges,
        "listed": language.listed,
        "yaml": _yaml,
    }
    made.loader = loader or shipped(made, "markdown")
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
    return {name: part for name, part in vars(view).items() if name != "brief"}
