"""Strict YAML 1.2: plain data with the place of every value, and a clear fault for the rest.

`NO` is a word, `010` is ten, `1e3` is a number, a key appears once. The text is read event by
event, without recursion: composing deeply nested text in C would end the interpreter.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Never

import yaml

from opendecide.reading.documents import Document, Place, Said, dotted, refuse
from opendecide.reading.text import MAX_BYTES, content_of, decode, refuse_syntax, unfit
from opendecide.reading.words import _

MAX_DEPTH = 64
MAX_VALUES = 100_000
MAX_DIGITS = 300
MAX_NUMBER = 1e30
"""More than anything that is counted here, and far from where products overflow."""

_Base: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_CORE_TAGS = frozenset(f"tag:yaml.org,2002:{tag}" for tag in ("str", "map", "seq"))
_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{tag}" for tag in ("int", "float", "bool", "null"))

Refusal = Callable[[Any, str, str, str], Never]


@dataclass(slots=True)
class _Open:
    """A mapping or sequence that is still being read."""

    data: Any
    place: Place
    anchor: str | None
    count: int = 1
    key: str = ""
    keyed: bool = False
    key_at: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class _Anchored:
    """What an anchor stands for, and how many values that is."""

    data: Any
    place: Place
    count: int


def read(path: str | Path, *, name: str | None = None) -> Document:
    """Read one YAML file.

    Raises:
        InvalidFileError: If it cannot be opened, is no text, or breaks a rule of YAML 1.2.
    """
    shown = name or str(path)
    return parse(content_of(path, shown, MAX_BYTES), shown)


def parse(content: bytes, name: str) -> Document:
    """Read the YAML in some bytes; the name is for messages.

    Examples:
        >>> parse(b"{country: NO, number: 010, price: 1e3, day: 2026-11-22}", "x.yaml").data
        {'country': 'NO', 'number': 10, 'price': 1000.0, 'day': '2026-11-22'}
    """
    text = decode(content, name)
    try:
        return _Builder(name).build(text)
    except yaml.MarkedYAMLError as error:
        refuse_syntax(error, text, name)
    except yaml.YAMLError as error:
        what = _("The YAML cannot be read: {reason}.").format(reason=error)
        refuse(name, (1, 1), Said(what, "", "OD006"))


def parse_value(text: str) -> Any:
    """Read one value written on a command line: `5`, `true`, `[health]`, `{amount: 3}`.

    Raises:
        InvalidFileError: If it is not YAML.
    """
    return parse(text.encode(errors="surrogatepass"), "--set").data if text.strip() else None


class _Builder:
    """Turns the events of the parser into data and places."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.stack: list[_Open] = []
        self.anchors: dict[str, _Anchored] = {}
        self.open_anchors: set[str] = set()
        self.finished: tuple[Any, Place] | None = None
        self.total = 0

    def build(self, text: str) -> Document:
        """Read the one document of a text."""
        for event in _events(text):
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                self._begin(event)
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                self._end(event)
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.DocumentStartEvent) and self.finished is not None:
                what = _("A second document starts here.")
                self.fail(event, what, _("Keep one document per file."), "OD013")
        if self.finished is None:
            what, fix = _("The file is empty."), _("Start from what 'opendecide init' writes.")
            refuse(self.name, (1, 1), Said(what, fix, "OD005"))
        return Document(self.name, *self.finished)

    def fail(self, event: Any, what: str, fix: str, code: str) -> Never:
        """Refuse the file at the place of an event."""
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        open_parts = [
            (one.key if one.keyed else None) if isinstance(one.data, dict) else len(one.data)
            for one in self.stack
        ]
        path = [part for part in open_parts if part is not None]
        field = dotted(path) if len(path) < MAX_DEPTH else ""
        refuse(self.name, (line, column), Said(what, fix, code), field)

    def _at_key(self) -> bool:
        return (
            bool(self.stack) and isinstance(self.stack[-1].data, dict) and not self.stack[-1].keyed
        )

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if said := unfit(str(event.value)):
            self.fail(event, *said)
        if self._at_key():
            self._key(event)
            return
        value = _core_value(event, self.fail)
        place = _place(event)
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(value, place, 1)
        self._add(event, value, place, 1)

    def _key(self, event: yaml.ScalarEvent) -> None:
        top, place = self.stack[-1], _place(event)
        top.key, top.key_at, top.keyed = str(event.value), (place.line, place.column), True
        if event.value == "<<" and event.implicit[0]:
            what = _("Merge keys (<<) are not part of YAML 1.2.")
            self.fail(event, what, _("Write the fields out."), "OD016")
        if event.value in top.data:
            what = _("The key '{key}' appears twice; first on line {line}.")
            first = top.place.keys[event.value][0]
            said = what.format(key=event.value, line=first)
            self.fail(event, said, _("Keep one of them."), "OD008")

    def _begin(self, event: Any) -> None:
        if self._at_key():
            what, fix = (
                _("A key must be plain text."),
                _("Quote a text that begins with a bracket."),
            )
            self.fail(event, what, fix, "OD015")
        _refuse_tag(event, self.fail, _CORE_TAGS)
        if len(self.stack) >= MAX_DEPTH:
            what = _("Nested deeper than {most} levels.").format(most=MAX_DEPTH)
            self.fail(event, what, _("Flatten it."), "OD009")
        if event.anchor:
            self.open_anchors.add(event.anchor)
        empty: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.stack.append(_Open(empty, _place(event), event.anchor))

    def _end(self, event: Any) -> None:
        done = self.stack.pop()
        if done.anchor:
            self.open_anchors.discard(done.anchor)
            self.anchors[done.anchor] = _Anchored(done.data, done.place, done.count)
        self.total -= done.count - 1  # its parts were counted one by one
        self._add(event, done.data, done.place, done.count)

    def _alias(self, event: yaml.AliasEvent) -> None:
        if self._at_key():
            what, fix = _("A key must be plain text."), _("Quote a text that begins with *.")
            self.fail(event, what, fix, "OD015")
        if event.anchor in self.open_anchors:
            what = _("The alias refers to its own parent.")
            self.fail(event, what, _("Write the value out."), "OD011")
        if event.anchor not in self.anchors:
            what, fix = _("An alias without its anchor."), _("Quote a text that begins with *.")
            self.fail(event, what, fix, "OD019")
        meant = self.anchors[event.anchor]
        self._add(event, meant.data, meant.place, meant.count)

    def _add(self, event: Any, value: Any, place: Place, count: int) -> None:
        """Put a finished value where it belongs; an alias counts as all that it stands for."""
        self.total += count
        if self.total > MAX_VALUES:
            what = _("The file is too large once its aliases are expanded.")
            self.fail(event, what, _("Write the values out."), "OD010")
        if not self.stack:
            self.finished = value, place
            return
        top = self.stack[-1]
        top.count += count
        if isinstance(top.data, list):
            top.place.values[len(top.data)] = place
            top.data.append(value)
        else:
            top.data[top.key] = value
            top.place.keys[top.key], top.place.values[top.key] = top.key_at, place
            top.keyed = False


def _place(event: Any) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)


def _events(text: str) -> Iterator[Any]:
    yield from yaml.parse(text, Loader=_Base)


def _refuse_tag(event: Any, fail: Refusal, known: frozenset[str]) -> None:
    if event.tag is not None and event.tag not in known and event.tag != "!":
        what = _("The tag {tag} is not allowed.").format(tag=event.tag)
        fail(event, what, _("Write the plain value."), "OD014")


def _core_value(event: yaml.ScalarEvent, fail: Refusal) -> Any:
    """Return the value of a scalar by the core schema of YAML 1.2."""
    text = str(event.value)
    _refuse_tag(event, fail, _CORE_TAGS | _PLAIN_TAGS)
    if not event.implicit[0] and event.tag not in _PLAIN_TAGS:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _FLOAT.fullmatch(text) or _INTEGER.fullmatch(text):
        return _number(text, event, fail)
    if _NOT_FINITE.fullmatch(text):
        what = _("'{text}' is not a finite number.").format(text=text)
        fail(event, what, _("Leave the field out if it is not known."), "OD018")
    return text


def _number(text: str, event: yaml.ScalarEvent, fail: Refusal) -> int | float:
    if len(text) > MAX_DIGITS:
        what = _("The number has more than {most} digits.").format(most=MAX_DIGITS)
        fail(event, what, _("Quote it if it is text."), "OD017")
    number: int | float
    if _INTEGER.fullmatch(text):
        number = int(text, 0) if text[:2] in ("0o", "0x") else int(text)
    else:
        number = float(text)
    if abs(number) > MAX_NUMBER:
        fix = _("The most is {limit}.").format(limit=f"{MAX_NUMBER:g}")
        fail(event, _("The number is too large."), fix, "OD017")
    return number
