"""What a chart is made of, before it becomes SVG."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

INK = "#1a1a1a"
QUIET = "#595959"
GRID = "#d9d9d9"
FAINT = "#f0f0f0"
TONES = {INK: "ink", QUIET: "quiet", GRID: "grid", FAINT: "faint"}
"""Classes by which a page with other paper gives these colours its own."""
WIDTH = 760.0


class Box(NamedTuple):
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    radius: float = 0.0
    opacity: float = 1.0
    kind: Literal["box"] = "box"


class Line(NamedTuple):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str = GRID
    thickness: float = 1.0
    dashed: bool = False
    kind: Literal["line"] = "line"


class Curve(NamedTuple):
    """A line that leaves and arrives level."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str
    thickness: float = 2.0
    kind: Literal["curve"] = "curve"

    @property
    def bend(self) -> float:
        """Where it turns."""
        return (self.x1 + self.x2) / 2


class Dot(NamedTuple):
    """A marked point."""

    x: float
    y: float
    fill: str
    radius: float = 5.0
    kind: Literal["dot"] = "dot"


class Polygon(NamedTuple):
    """A filled area that others show through."""

    corners: tuple[tuple[float, float], ...]
    fill: str
    kind: Literal["polygon"] = "polygon"


class Text(NamedTuple):
    """One line of text."""

    x: float
    y: float
    text: str
    anchor: Literal["start", "middle", "end"] = "start"
    size: float = 13.0
    fill: str = INK
    bold: bool = False
    halo: bool = False
    shaded: bool = False
    """Stands on a see-through box: dark paper needs light text there."""
    kind: Literal["text"] = "text"


Shape = Box | Line | Curve | Dot | Polygon | Text


class Picture(NamedTuple):
    """One chart: its shapes, and the same in words for who cannot see them."""

    title: str
    description: str
    height: float
    shapes: tuple[Shape, ...] = ()
    width: float = WIDTH


def lines(  # noqa: PLR0913 — words, and where they stand
    words: str, x: float, middle: float, width: float, *, most: int = 3, size: float = 12.0
) -> Iterable[Text]:
    """Set text in at most so many lines around a height, ending with … when it is too long."""
    rows = wrapped(words, width, most=most, size=size)
    step = size * 1.22
    top = middle - (len(rows) - 1) * step / 2 + size * 0.35
    return tuple(Text(x, top + step * place, row, size=size) for place, row in enumerate(rows))


def wrapped(words: str, width: float, *, most: int = 2, size: float = 13.0) -> tuple[str, ...]:
    """Break text into lines that fit a width.

    Examples:
        >>> wrapped("gpt-oss-120b on own machines, 2 × H100", 150)
        ('gpt-oss-120b on own', 'machines, 2 × H100')
    """
    rows: list[str] = []
    for word in words.split(" "):
        if rows and breadth(f"{rows[-1]} {word}", size) <= width:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    kept = [cut(row, width, size) for row in rows[:most]]
    if len(rows) > most:
        kept[-1] = cut(f"{kept[-1]} …", width, size)
    return tuple(kept)


def cut(words: str, width: float, size: float = 13.0) -> str:
    """Shorten one line so that it fits."""
    if breadth(words, size) <= width:
        return words
    shorter = words.removesuffix("…").rstrip()
    while shorter and breadth(shorter + "…", size) > width:
        shorter = shorter[:-1].rstrip()
    return shorter + "…"


def breadth(words: str, size: float = 13.0) -> float:
    """Estimate how wide a line of text is; the widest of the usual fonts (DejaVu Sans) decides."""
    narrow = sum(letter in "iljtfrI.,:;'’|()[]/- \u00a0\u202f" for letter in words)
    wide = sum(letter in "mwMW@%—…×œ→" or ord(letter) > 0x2E80 for letter in words)  # noqa: PLR2004 — where East Asian scripts begin
    return size * (0.64 * len(words) - 0.28 * narrow + 0.32 * wide)
