"""Where exactly the leading family changes: asked until two answers close by differ.

A guess says where to look. The pipeline is asked on both sides of it; where both agree, the point
lies further on, along the line through what was seen, or before it, found by strides and halving.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import exp, log

from opendecide.stages.stress.levers import Lever
from opendecide.stages.stress.standing import LOST, SAFE, Standing

SIDE = 0.005
"""How close to the point, as a share of it, the leader must differ on the two sides."""
A_THOUSAND = 1000
"""Of the whole range, the least figure that sides are a share of: at zero a share is nothing."""
FAR = 6.0
"""Usual steps beyond which a change is no news."""
PROBES = 12
"""How often one change is asked of the pipeline, at most."""
STRIDE, STRIDES = 3.0, 1
"""Each stride back is so many times the one before; after so many a point that is not close by is
found sooner by halving the way from today."""
TWICE = 2
"""So often on one side, and the line between the ends bends: halve instead."""

Ask = Callable[[float], Standing | None]
Turned = Callable[[Standing], bool]


def along(lever: Lever, value: float) -> float:
    """Return the place of a figure on the scale along which it usually moves."""
    return log(value + lever.unit) if lever.log else value


def back(lever: Lever, place: float) -> float:
    """Return the figure at a place."""
    return exp(place) - lever.unit if lever.log else place


def start(lever: Lever) -> float:
    """Return the figure today; nothing where none is stated."""
    return float(lever.today or 0.0)


def limit_of(lever: Lever, direction: int) -> float:
    """Return how far to look: to the end, or as many usual steps as are news."""
    reach = back(lever, along(lever, start(lever)) + direction * FAR * lever.step)
    return max(lever.low, reach) if direction < 0 else min(lever.high, reach)


def side(lever: Lever, at: float) -> float:
    """Return how far off the point the leader must differ."""
    least = 0.0 if lever.unit else (lever.high - lever.low) / A_THOUSAND
    return SIDE * max(abs(at), least)


def zero_of(near: float, near_gap: float, far: float, far_gap: float) -> float | None:
    """Return where a straight line falls to zero; None where it does not move.

    Examples:
        >>> zero_of(1.0, 0.2, 2.0, 0.1)
        3.0
    """
    return None if near_gap == far_gap else near + (far - near) * near_gap / (near_gap - far_gap)


@dataclass(slots=True)
class _Search:
    """What the pipeline said so far: figures where today's family leads, and where it does not."""

    lever: Lever
    direction: int
    close: float
    slope: float
    near: float | None = None
    far: float | None = None
    before: Standing | None = None
    """Who leads on the near side."""
    beyond: Standing | None = None
    """Who leads on the far side."""
    seen: list[tuple[float, float]] = field(default_factory=list)
    """Places and gaps where both today's family and another are there, in the order asked."""
    in_a_row: int = 0
    """How often the same side answered, above zero for the near one."""

    def note(self, value: float, found: Standing, *, ours: bool) -> None:
        """Take an answer in."""
        if ours:
            self.near, self.before = value, found
            self.in_a_row = max(self.in_a_row, 0) + 1
        else:
            self.far, self.beyond = value, found
            self.in_a_row = min(self.in_a_row, 0) - 1
        if LOST < found.gap < SAFE:
            self.seen.append((along(self.lever, value), found.gap))

    def next(self) -> float | None:
        """Return the figure to ask about next; None where nothing says where to look."""
        zero, near = self._zero(), start(self.lever) if self.near is None else self.near
        if self.far is None:
            beyond = None if zero is None else zero + self.direction * self.close
            return None if beyond is None else self._further(beyond, near)
        ends = near, self.far
        if zero is not None and abs(self.in_a_row) <= TWICE:
            to = zero + (self.close if self.in_a_row > 0 else -self.close) * self.direction
            if min(ends) < to < max(ends):
                return to
        middle = back(self.lever, (along(self.lever, ends[0]) + along(self.lever, ends[1])) / 2)
        if self.near is not None or self.in_a_row < -STRIDES:
            return middle
        stride = self.far - self.direction * self.close * STRIDE**-self.in_a_row
        nearest = start(self.lever) + self.direction * self.close * TWICE
        return stride if (stride - nearest) * self.direction > 0 else nearest

    def short(self, value: float) -> bool:
        """Tell whether a figure is no change: stating what is now assumed would do."""
        return (value - start(self.lever)) * self.direction <= self.close

    def _further(self, value: float, than: float) -> float | None:
        """Return a figure further on, or the limit where it lies beyond; None where none is."""
        limit = limit_of(self.lever, self.direction)
        value = limit if (value - limit) * self.direction > 0 else value
        return value if (value - than) * self.direction > self.close else None

    def _zero(self) -> float | None:
        """Return the figure at which the line through what was seen falls to zero."""
        if not self.seen:
            return None
        (place, gap), *others = reversed(self.seen)
        zero = zero_of(place, gap, *others[0]) if others else None
        if zero is None and self.slope:
            zero = place - gap / self.slope
        if zero is None:
            return None
        low, high = along(self.lever, self.lever.low), along(self.lever, self.lever.high)
        return back(self.lever, min(max(zero, low), high))


def pinned(  # noqa: PLR0913 — a lever, where to begin, and whom to ask
    lever: Lever, at: float, direction: int, slope: float, turned: Turned, ask: Ask
) -> tuple[float, Standing] | None:
    """Return the point, to four digits, and who leads beyond it; None where none is found.

    Args:
        lever: What moves.
        at: Where a guess sees the point.
        direction: 1 where today's answer loses above it, -1 below.
        slope: Change of the gap along the lever's scale, 0 where it jumps.
        turned: Whether an answer is another than today's.
        ask: Who leads at a figure, by the pipeline.
    """
    search = _Search(lever, direction, side(lever, at), slope)
    value: float | None = at - direction * search.close
    for _ in range(PROBES):
        if value is None or search.short(value) or not lever.low < value < lever.high:
            return None
        found = ask(value)
        if found is None:
            return None
        search.note(value, found, ours=not turned(found))
        if search.near is not None and search.far is not None and search.beyond is not None:
            point = float(f"{(search.near + search.far) / 2:.4g}")
            search.close = side(lever, point)
            if abs(search.far - search.near) <= 2 * search.close * (1 + SIDE):
                return None if only_less(search.before, search.beyond) else (point, search.beyond)
        first = search.far is None and search.in_a_row == 1
        value = at + direction * search.close if first else search.next()
    return None


def only_less(before: Standing | None, beyond: Standing) -> bool:
    """Tell whether whoever leads beyond a point leads before it too, and does less of the work.

    Where today another leads: the leader changed before, and does not at this point.
    """
    return before is not None and not beyond.assignments and before.places == beyond.places


def halved(lever: Lever, far: float, turned: Turned, ask: Ask) -> tuple[float, Standing] | None:
    """Return the point between today and a figure at which an answer turns; None without one.

    Args:
        lever: What moves.
        far: Where it has turned.
        turned: Whether an answer is another than today's.
        ask: Who leads at a figure, by the pipeline.
    """
    near, beyond = start(lever), None
    for _ in range(PROBES):
        if beyond is not None and abs(far - near) <= 2 * side(lever, far):
            return float(f"{(near + far) / 2:.4g}"), beyond
        middle = back(lever, (along(lever, near) + along(lever, far)) / 2)
        found = ask(middle)
        if found is None:
            return None
        if turned(found):
            far, beyond = middle, found
        else:
            near = middle
    return None
