"""What a gate says of one deployment: excluded or conditional, with reason, fact and cure."""

from dataclasses import dataclass
from typing import Any, Literal

from opendecide.model.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One objection; a gate without objection returns none."""

    gate: str
    kind: Literal["excluded", "conditional"]
    reason: Message
    workload: str | None = None
    """None: for every workload."""
    fact: str | None = None
    cure: Message | None = None
    near_miss: bool = False
    of_the_load: bool = False
    """Whether it is about all workloads together, so that fewer of them may pass."""
    silent: bool = False
    """Conditional because no fact at all says whether it holds; what is left to do is not."""
    unlikely: bool = False
    """Conditional on a test that it will probably fail: who will probably pass comes first."""
    doubtful: bool = False
    """Conditional on what will probably not hold: nothing can be recommended before it is known."""

    @property
    def undecided(self) -> bool:
        """Whether nobody knows if it may be chosen at all."""
        return self.silent or self.doubtful


def message(code: str, **values: Any) -> Message:
    """Return a sentence to be said in the reader's language."""
    return Message(code=code, values=values)
