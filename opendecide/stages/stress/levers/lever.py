"""One thing that may move, who plays, and how far such things usually move."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log
from types import MappingProxyType

from opendecide.measures.view import View
from opendecide.model.message import Message
from opendecide.model.written import Range
from opendecide.stages.run import Run

Z90 = 1.2815515655446004
USUAL = {
    "volume": 0.6,
    "length": 0.3,
    "price": 0.3,
    "machine": 0.3,
    "purchase": 0.2,
    "ceiling": 0.3,
    "horizon": 0.5,
    "salary": 0.2,
    "latency": 0.7,
    "quality": 0.06,
    "people": 0.7,
    "share": 0.25,
    "class_share": 0.15,
    "decline": 0.15,
    "voice": 0.4,
}
"""How far each kind of figure usually moves between two decisions: in natural logarithms, or in
units where it is a share or a head count. How long speech is, or how many images are made for one
request, moves less than how often it is asked. Only the order of the changes rests on it."""
LIKELY = {
    "retirement": 1.0,
    "duty": 1.5,
    "place": 1.5,
    "premises": 1.5,
    "choice": 1.8,
    "country": 2.2,
    "persona": 2.6,
    "relief": 1.6,
    "uptime": 1.6,
}
"""The same for plain choices: how many usual steps away they count as."""
OPENS: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {
        "volume": (-1,),
        "latency": (1,),
        "quality": (-1,),
        "evidence": (1,),
        "people": (1,),
        "share": (1,),
        "class_share": (-1, 1),
        "horizon": (-1,),
        "persona": (0,),
        "premises": (0,),
    }
)
"""Which way a figure moves to open a gate that reads no bill: who must stay on own premises is
taken to buy servers, which no default says of some kinds of organisation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """One thing that may move.

    Attributes:
        path: What `--set` takes.
        label: What it is called.
        today: Its value today; None when it is not stated.
        low: Where the search ends below; None for a plain choice.
        high: Where it ends above.
        log: Whether steps are shares of the figure.
        unit: What is added to the figure before its share is taken, where it is nothing today: of
            nothing there are no shares.
        sd: Standard deviation of the input today, along its own scale; None when it has none.
        step: The usual step along that scale, for the order of likelihood.
        bill_only: Whether nothing but the bill can move.
        choices: Values to try in this order, as `--set` takes them; figures have none. Of what
            lifts a gate the last lets most in.
        directions: Where today's family can lose: 1 above, -1 below.
        shuts: Whether all it can do is shut deployments out.
        frees: The gate that it lifts, or one reason of a gate, when those may come in that nothing
            else excludes.
        kind: What sort of change it is; a report shows few of each.
    """

    path: str
    label: Message
    kind: str
    today: float | str | None = None
    low: float = 0.0
    high: float = 0.0
    log: bool = False
    unit: float = 0.0
    sd: float | None = None
    step: float = 1.0
    bill_only: bool = False
    choices: tuple[str, ...] = ()
    directions: tuple[int, ...] = (-1, 1)
    shuts: bool = False
    frees: str | None = None

    def setting(self, value: float | str) -> str:
        """Return what `--set` takes to get a value."""
        return f"{self.path}={value}" if isinstance(value, str) else f"{self.path}={value:.6g}"

    def opens(self, direction: int) -> bool:
        """Tell whether a move may let somebody in whom a gate that reads no bill shuts out today.

        Args:
            direction: 1 above, -1 below, 0 for a plain choice.
        """
        return self.frees is not None or direction in OPENS.get(self.kind, ())


@dataclass(frozen=True, slots=True)
class Stage:
    """Who plays: today's pass, its leader, and those that could take over."""

    run: Run
    leader: View
    rivals: tuple[View, ...]


def message(code: str, **values: object) -> Message:
    """Return what a lever is called."""
    return Message(code=code, values=values)


def times(today: float, factor: float) -> dict[str, float | bool]:
    """Return the ends of a figure that moves in shares of itself."""
    return {"low": today / factor, "high": today * factor, "log": True}


def from_nothing(unit: float, factor: float) -> dict[str, float | bool]:
    """Return the ends of a figure that is nothing today, and moves in shares of a unit from there.

    Args:
        unit: What counts as little of it.
        factor: As for a figure of that size.
    """
    return {"low": 0.0, "high": unit * factor, "log": True, "unit": unit}


def spread(span: Range) -> float | None:
    """Return the standard deviation of a figure's logarithm; None for a certain one."""
    if span.low <= 0 or span.low >= span.high:
        return None
    return log(span.high / span.low) / (2 * Z90)


def plain_choice(  # noqa: PLR0913 — what there is to say of a choice
    *,
    path: str,
    label: Message,
    kind: str,
    choices: tuple[str, ...],
    today: str | None = None,
    shuts: bool = False,
    frees: str | None = None,
) -> Lever:
    """Return a choice that has no figure: how likely it is follows from its kind."""
    return Lever(
        path=path,
        label=label,
        kind=kind,
        today=today,
        shuts=shuts,
        frees=frees,
        step=LIKELY[kind],
        choices=choices,
    )
