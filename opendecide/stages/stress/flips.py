"""What would change the answer, in the decider's own words."""

from collections.abc import Callable, Collection

from opendecide.measures.draws import Draws
from opendecide.model.recommendation import Flip
from opendecide.stages.run import Run

Again = Callable[[str, Draws, Collection[str] | None], Run | None]
"""One setting, the draws, and the places to look at (all when absent); None if it is refused."""


def flips(run: Run, again: Again) -> tuple[Flip, ...]:
    """Return the changes that make another family lead."""
    return ()
