"""What `--set` would make of a profile and a catalogue."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from opendecide.model.catalog import Catalog
from opendecide.model.profile import Profile


@dataclass(frozen=True, slots=True)
class Change:
    """What `--set` would make of profile and catalogue.

    Attributes:
        roughly: The same without the checks across fields; None where a value does not fit.
        exactly: As `--set` does it; None where it would refuse.
        all_of: The profile after several changes at once; None where `--set` would refuse.
    """

    roughly: Callable[[str], tuple[Profile, Catalog] | None]
    exactly: Callable[[str], tuple[Profile, Catalog] | None]
    all_of: Callable[[Sequence[str]], Profile | None]
