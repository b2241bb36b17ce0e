"""The profile that a command is about: a file, or `-` for standard input."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opendecide.model.criteria import Criteria
    from opendecide.model.profile import Profile
    from opendecide.reading.settings import Setting

STDIN = "-"


def profile_of(
    path: Path,
    *,
    settings: "Sequence[Setting]" = (),
    criteria: "Criteria | None" = None,
    weights: "Sequence[Path]" = (),
    catalogs: "Sequence[Path]" = (),
) -> "Profile":
    """Read a profile; see `reading.profile.load_profile`.

    Raises:
        InvalidFileError: With every fault.
    """
    from opendecide.reading.cards import cards
    from opendecide.reading.option_ids import option_ids
    from opendecide.reading.profile import check_document, load_profile
    from opendecide.reading.rates import rated
    from opendecide.reading.sellers import sellers

    rates, places = rated(catalogs), partial(sellers, catalogs)
    options, known = partial(option_ids, catalogs), partial(cards, catalogs)
    if str(path) != STDIN:
        return load_profile(
            path,
            settings=settings,
            criteria=criteria,
            weights=weights,
            rates=rates,
            sellers=places,
            options=options,
            cards=known,
        )
    from opendecide.reading.text import MAX_BYTES
    from opendecide.reading.weights import joined, read_weights
    from opendecide.reading.yaml12 import parse

    document = parse(sys.stdin.buffer.read(MAX_BYTES + 1), "<stdin>")
    groups = [read_weights(one, criteria) for one in weights]
    return check_document(
        joined(document, groups),
        settings=settings,
        criteria=criteria,
        rates=rates,
        sellers=places,
        options=options,
        cards=known,
    )
