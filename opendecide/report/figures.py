"""A figure on the page, with how it came about and what it rests on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import NamedTuple

from opendecide.report.annex import Citation


class Figure(NamedTuple):
    """A figure as written, with its origin.

    Attributes:
        text: The figure as the reader sees it.
        label: What it is the figure of; figures of one label share a line in the annex.
        formula: How it is calculated, in words.
        citations: The facts it rests on.
        read: What was read elsewhere than in the facts: prices, each with source, date and grade.
    """

    text: str
    label: str
    formula: str
    citations: tuple[Citation, ...] = ()
    read: tuple[str, ...] = ()


class Origin(NamedTuple):
    """One line of the annex: how figures of one kind are calculated, and from which facts."""

    label: str
    formula: str
    citations: tuple[Citation, ...]
    priced: bool
    """Whether it rests on the bill as well, whose lines name the source of each price."""


def figures(part: object) -> Iterator[Figure]:
    """Find every figure inside a view."""
    if isinstance(part, Figure):
        yield part
    elif is_dataclass(part) and not isinstance(part, type):
        for one in fields(part):
            yield from figures(getattr(part, one.name))
    elif isinstance(part, Mapping):
        for value in part.values():
            yield from figures(value)
    elif isinstance(part, (list, tuple)):
        for value in part:
            yield from figures(value)


def origins(part: object) -> tuple[Origin, ...]:
    """Gather the figures of a view into one line for each label."""
    formulas: dict[str, str] = {}
    cited: dict[str, dict[str, Citation]] = {}
    priced = {one.label for one in figures(part) if one.read}
    for one in figures(part):
        formulas.setdefault(one.label, one.formula)
        cited.setdefault(one.label, {}).update({cite.label: cite for cite in one.citations})
    return tuple(
        Origin(label, formula, tuple(sorted(cited[label].values(), key=_position)), label in priced)
        for label, formula in formulas.items()
    )


def _position(citation: Citation) -> int:
    return int(citation.label[1:])


def ranges(citations: Iterable[Citation]) -> str:
    """Write citation labels in short, as `E1–E4, E9`."""
    positions = sorted(_position(one) for one in citations)
    runs: list[list[int]] = []
    for position in positions:
        if runs and position == runs[-1][-1] + 1:
            runs[-1].append(position)
        else:
            runs.append([position])
    return ", ".join(f"E{run[0]}" if len(run) == 1 else f"E{run[0]}–E{run[-1]}" for run in runs)
