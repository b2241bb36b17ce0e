"""What the command line says: its own words, those of faults and errors, and those of click."""

import ast
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from io import BytesIO
from itertools import takewhile
from pathlib import Path
from typing import Any

from babel.messages.extract import extract_python

from opendecide.mcda.methods.table import METHODS
from opendecide.mcda.weighting.table import WEIGHTINGS
from opendecide.reading.places import SCHEMAS
from opendecide.reading.shipped_schema import texts

PACKAGE = Path(__file__).parents[1]
Message = str | tuple[str, str]

_OWN = ("_", "mark", "Code", "text", "say")
_CLICK: Mapping[str, None] = {"_": None, "ngettext": None}
_CLICK_ITEMS = ("required",)
"""What click translates by name; only babel before 2.19 takes the name for a message."""
_CLICK_MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "types")
_ERRORS = ("InvalidInputError", "OpendecideError")
_ROOMS_OF_ERRORS = ("cli", "cost", "reading", "report", "stages")
"""`mcda` is used on its own, by people who program: it speaks English."""
_IN_TEMPLATE = re.compile(r"\[\[(.+?)\]\]")
"""How a comment to translate is marked in the profile that `init` writes."""


def interface_messages() -> Iterator[Message]:
    """Find every message of the command line."""
    for room in ("cli", "reading", "report"):
        for path in sorted((PACKAGE / room).rglob("*.py")):
            yield from _spoken(path)
    for room in _ROOMS_OF_ERRORS:
        for path in sorted((PACKAGE / room).rglob("*.py")):
            yield from _raised(path, _ERRORS)
    # Validators of the records say what makes no sense; `reading` puts it into a sentence.
    for path in sorted((PACKAGE / "model").glob("*.py")):
        yield from _raised(path, ("ValueError",))
    for path in sorted((PACKAGE / "cli").rglob("*.template.yaml")):
        yield from _IN_TEMPLATE.findall(path.read_text(encoding="utf-8"))
    for path in sorted(SCHEMAS.glob("*.schema.json")):
        yield from texts(json.loads(path.read_bytes()))
    yield from _of_methods()
    yield from _of_click()


def _of_methods() -> Iterator[str]:
    names = [one.name for one in METHODS.values()] + [one.name for one in WEIGHTINGS.values()]
    yield from (one for one in names if any(word[1:].islower() for word in one.split()))
    yield from (way.judgements for way in WEIGHTINGS.values())
    yield from (one.idea for one in METHODS.values())
    sources = [one.source for one in METHODS.values()] + [one.source for one in WEIGHTINGS.values()]
    yield from (one for one in sources if one.islower() and one.replace(" ", "").isalpha())


def _spoken(path: Path) -> Iterator[str]:
    """Find what is marked, inside f-strings as well; the first word of a code is its number."""
    for name, words in _calls(path):
        if name in _OWN:
            yield from (words[1:] if name == "Code" else words[:1])


def _raised(path: Path, errors: Iterable[str]) -> Iterator[str]:
    """Find the errors whose message is a plain text; one put together has no translation."""
    for name, words in _calls(path):
        if name in errors:
            yield from words[:1]


def _calls(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Go through the calls in a file: the name that is called, and its leading plain texts."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            texts = takewhile(lambda one: isinstance(one, ast.Constant), node.args)
            words = [one.value for one in texts if isinstance(one, ast.Constant)]
            yield name, [one for one in words if isinstance(one, str) and one]


def _of_click() -> Iterator[Message]:
    found = find_spec("click")
    if found is None or found.origin is None:
        return
    yield from _CLICK_ITEMS
    for module in _CLICK_MODULES:
        path = Path(found.origin).with_name(f"{module}.py")
        marked: Iterable[Any] = extract_python(BytesIO(path.read_bytes()), _CLICK, [], {})
        for _line, name, said, _comments in marked:
            yield (said[0], said[1]) if name == "ngettext" else said
