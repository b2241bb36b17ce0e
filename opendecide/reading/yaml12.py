"""Strict YAML 1.2: plain data with the place of every value, and a clear fault for the rest.

`NO` is a word, `010` is ten, `1e3` is a number, a key appears once. The text is read event by
event, without recursion: composing deeply nested text in C would end the interpreter.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Never

import yaml

from opendecide.errors import Fault, InvalidFileError
from opendecide.reading.words import _

MAX_BYTES = 1_000_000
MAX_DEPTH = 64
MAX_VALUES = 100_000
MAX_DIGITS = 300

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
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")

Path_ = tuple[str | int, ...]
"""Where a value stands in the data: keys and positions, from the root."""


@dataclass(slots=True)
class Place:
    """Where one value stands in the text, and where its keys and values stand."""

    line: int
    column: int
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    values: dict[str | int, "Place"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """The data of one file, with the place of everything in it."""

    name: str
    data: Any
    root: Place

    def at(self, path: Sequence[str | int], *, key: bool = False) -> tuple[int, int]:
        """Return line and column of the value at the path, or of what comes closest to it.

        With `key`, the place of the last key instead of its value.
        """
        place = self.root
        for position, part in enumerate(path):
            if part not in place.values:
                break
            if key and position == len(path) - 1 and part in place.keys:
                return place.keys[str(part)]
            place = place.values[part]
        return place.line, place.column


@dataclass(slots=True)
class _Open:
    """A mapping or sequence that is still being read."""

    data: Any
    place: Place
    anchor: str | None
    count: int = 1
    key: str | None = None
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
    try:
        with Path(path).open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        _fail(shown, 0, 0, _("There is no such file."), _("Check the path."), "OD001")
    except IsADirectoryError:
        _fail(shown, 0, 0, _("This is a folder."), _("Name a file inside it."), "OD001")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        _fail(
            shown,
            0,
            0,
            _("The file cannot be opened: {reason}.").format(reason=reason),
            "",
            "OD001",
        )
    return parse(content, shown)


def parse(content: bytes, name: str) -> Document:
    """Read the YAML in some bytes; the name is for messages.

    Examples:
        >>> parse(b"{country: NO, number: 010, price: 1e3, day: 2026-11-22}", "x.yaml").data
        {'country': 'NO', 'number': 10, 'price': 1000.0, 'day': '2026-11-22'}
    """
    text = _decode(content, name)
    try:
        return _build(text, name)
    except yaml.MarkedYAMLError as error:
        raise InvalidFileError([_syntax_fault(error, text, name)]) from None
    except yaml.YAMLError as error:
        _fail(name, 1, 1, _("The YAML cannot be read: {reason}.").format(reason=error), "", "OD006")


def parse_value(text: str) -> Any:
    """Read one value written on a command line: `5`, `true`, `[health]`, `{amount: 3}`.

    Raises:
        InvalidFileError: If it is not YAML.
    """
    return parse(text.encode(errors="surrogatepass"), "--set").data if text.strip() else None


def _fail(name: str, line: int, column: int, what: str, fix: str, code: str) -> Never:
    raise InvalidFileError([Fault(name, line, column, "", what, fix, code)])


def _decode(content: bytes, name: str) -> str:
    if len(content) > MAX_BYTES:
        _fail(
            name,
            1,
            1,
            _("The file is larger than 1 MB."),
            _("Keep only what the schema asks for."),
            "OD002",
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        _fail(name, line, column, _("The file is not UTF-8 text."), _("Save it as UTF-8."), "OD003")
    bad = _CONTROL.search(text)
    if bad:
        before_bad = text[: bad.start()]
        line, column = before_bad.count("\n") + 1, bad.start() - before_bad.rfind("\n")
        what = _("The character {code} cannot stand in a text file.").format(
            code=f"U+{ord(bad[0]):04X}"
        )
        _fail(name, line, column, what, _("Remove it, or save the file as UTF-8."), "OD004")
    return text


def _syntax_fault(error: yaml.MarkedYAMLError, text: str, name: str) -> Fault:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    start = lines[line] if line < len(lines) else ""
    if "\t" in start[: len(start) - len(start.lstrip())]:
        column = start.index("\t") + 1
        return Fault(
            name,
            line + 1,
            column,
            "",
            _("A tab stands in the indentation."),
            _("Indent with spaces."),
            "OD007",
        )
    problem = error.problem or "?"
    if "undefined alias" in problem:
        return Fault(
            name,
            line + 1,
            column + 1,
            "",
            _("An alias (*name) without its anchor (&name)."),
            _("Define the anchor first, or quote the text."),
            "OD019",
        )
    reason = ", ".join(part for part in (error.context, problem) if part)
    what = _("The YAML cannot be read: {reason}.").format(reason=reason)
    return Fault(name, line + 1, column + 1, "", what, _syntax_hint(problem), "OD006")


def _syntax_hint(problem: str) -> str:
    hints = {
        "mapping values are not allowed": _(
            "Quote a text that contains a colon, and check the indentation."
        ),
        "could not find expected ':'": _("Put a colon and a space between field and value."),
        "cannot start any token": _("Quote a text that begins with a special character."),
        "did not find expected ',' or": _("Close the bracket, and put a comma between items."),
        "did not find expected '-' indicator": _("Indent all items of a list alike."),
        "did not find expected key": _(
            "Indent all fields of a group alike, and close every quote."
        ),
        "found unexpected end of stream": _("Close the quote or bracket that is still open."),
    }
    return next((hint for words, hint in hints.items() if words in problem), "")


def _build(text: str, name: str) -> Document:
    """Turn the events of the parser into data and places."""
    stack: list[_Open] = []
    anchors: dict[str, _Anchored] = {}
    open_anchors: set[str] = set()
    finished: tuple[Any, Place] | None = None
    total = 0

    def fail(event: yaml.Event, what: str, fix: str, code: str) -> Never:
        mark = event.start_mark
        path = [one.key if isinstance(one.data, dict) else len(one.data) for one in stack]
        where = dotted([part for part in path if part is not None]) if len(path) < MAX_DEPTH else ""
        raise InvalidFileError(
            [Fault(name, mark.line + 1, mark.column + 1, where, what, fix, code)]
        )

    def add(event: yaml.Event, value: Any, place: Place, count: int) -> None:
        """Put a finished value where it belongs."""
        nonlocal finished, total
        total += count
        if total > MAX_VALUES:
            fail(
                event,
                _("The file is too large once its aliases are expanded."),
                _("Write the values out."),
                "OD010",
            )
        if not stack:
            finished = value, place
            return
        top = stack[-1]
        top.count += count
        if isinstance(top.data, list):
            top.place.values[len(top.data)] = place
            top.data.append(value)
        elif top.key is not None:
            top.data[top.key] = value
            top.place.keys[top.key], top.place.values[top.key] = top.key_at, place
            top.key = None

    def take_key(event: yaml.ScalarEvent) -> None:
        top = stack[-1]
        if event.value == "<<" and event.implicit[0]:
            fail(
                event,
                _("Merge keys (<<) are not part of YAML 1.2."),
                _("Write the fields out."),
                "OD016",
            )
        if event.value in top.data:
            line = top.place.keys[event.value][0]
            what = _("The key '{key}' appears twice; first on line {line}.").format(
                key=event.value, line=line
            )
            fail(event, what, _("Keep one of them."), "OD008")
        top.key, top.key_at = event.value, (event.start_mark.line + 1, event.start_mark.column + 1)

    for event in _events(text):
        place = Place(event.start_mark.line + 1, event.start_mark.column + 1)
        at_key = bool(stack) and isinstance(stack[-1].data, dict) and stack[-1].key is None
        if isinstance(event, yaml.ScalarEvent):
            if at_key:
                take_key(event)
                continue
            value = _scalar(event, fail)
            if event.anchor:
                anchors[event.anchor] = _Anchored(value, place, 1)
            add(event, value, place, 1)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            if at_key:
                fail(
                    event,
                    _("A key must be plain text."),
                    _("Quote the text if it begins with a bracket."),
                    "OD015",
                )
            _refuse_tag(event, fail, _CORE_TAGS)
            if len(stack) >= MAX_DEPTH:
                fail(
                    event,
                    _("Nested deeper than {most} levels.").format(most=MAX_DEPTH),
                    _("Flatten it."),
                    "OD009",
                )
            if event.anchor:
                open_anchors.add(event.anchor)
            empty: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
            stack.append(_Open(empty, place, event.anchor))
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            done = stack.pop()
            if done.anchor:
                open_anchors.discard(done.anchor)
                anchors[done.anchor] = _Anchored(done.data, done.place, done.count)
            total -= done.count - 1  # its parts were counted one by one
            add(event, done.data, done.place, done.count)
        elif isinstance(event, yaml.AliasEvent):
            if at_key:
                fail(
                    event,
                    _("A key must be plain text."),
                    _("Quote the text if it begins with *."),
                    "OD015",
                )
            if event.anchor in open_anchors:
                fail(
                    event,
                    _("The alias refers to its own parent."),
                    _("Write the value out."),
                    "OD011",
                )
            if event.anchor not in anchors:
                fail(
                    event,
                    _("An alias (*name) without its anchor (&name)."),
                    _("Define the anchor first, or quote the text."),
                    "OD019",
                )
            meant = anchors[event.anchor]
            add(event, meant.data, meant.place, meant.count)
        elif isinstance(event, yaml.DocumentStartEvent) and finished is not None:
            fail(
                event,
                _("A second document starts here."),
                _("Keep one document per file."),
                "OD013",
            )
    if finished is None or (finished[0] is None and not text.strip("\ufeff \r\n\t")):
        _fail(
            name,
            1,
            1,
            _("The file is empty."),
            _("Start from what 'opendecide init' writes."),
            "OD005",
        )
    return Document(name, finished[0], finished[1])


def _events(text: str) -> Iterator[Any]:
    yield from yaml.parse(text, Loader=_Base)


def _refuse_tag(event: Any, fail: Any, known: frozenset[str]) -> None:
    if event.tag is not None and event.tag not in known and event.tag != "!":
        fail(
            event,
            _("The tag {tag} is not allowed.").format(tag=event.tag),
            _("Write the plain value."),
            "OD014",
        )


def _scalar(event: yaml.ScalarEvent, fail: Any) -> Any:
    """Return the value of a scalar by the core schema of YAML 1.2."""
    text = str(event.value)
    _refuse_tag(event, fail, _CORE_TAGS | _PLAIN_TAGS)
    if not event.implicit[0] and event.tag not in _PLAIN_TAGS:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text) or _FLOAT.fullmatch(text):
        if len(text) > MAX_DIGITS:
            fail(
                event,
                _("The number has more than {most} digits.").format(most=MAX_DIGITS),
                _("Quote it if it is text."),
                "OD017",
            )
        if _INTEGER.fullmatch(text):
            return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
        number = float(text)
        if number in (float("inf"), float("-inf")):
            fail(event, _("The number is too large."), _("Check the exponent."), "OD017")
        return number
    if _NOT_FINITE.fullmatch(text):
        fail(
            event,
            _("'{text}' is not a finite number.").format(text=text),
            _("Leave the field out if it is not known."),
            "OD018",
        )
    return text


def dotted(path: Sequence[str | int], data: Any = None) -> str:
    """Write a path as `workloads.letters.volume`: items that have an id go by it.

    Examples:
        >>> dotted(("workloads", 0, "volume"), {"workloads": [{"id": "letters"}]})
        'workloads.letters.volume'
        >>> dotted(("workloads", 0))
        'workloads.0'
    """
    words = []
    for part in path:
        data = _step(data, part)
        own = data.get("id") if isinstance(part, int) and isinstance(data, dict) else None
        words.append(own if isinstance(own, str) and own else str(part))
    return ".".join(words)


def _step(data: Any, part: str | int) -> Any:
    try:
        return data[part]
    except (KeyError, IndexError, TypeError):
        return None
