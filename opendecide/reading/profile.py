"""From a YAML file to a profile, with everything checked that the file can tell."""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from opendecide.errors import Fault, InvalidFileError
from opendecide.model.profile import Profile
from opendecide.reading.cards import cards_in, not_a_card
from opendecide.reading.documents import Document, Place
from opendecide.reading.faults import attempt, place
from opendecide.reading.named_options import strange
from opendecide.reading.option_ids import option_ids_in
from opendecide.reading.profile_checks import cross_check, unrated, unsold
from opendecide.reading.rates import BASE
from opendecide.reading.sellers import sellers_in
from opendecide.reading.settings import Setting, apply_to_profile, place_settings
from opendecide.reading.weights import joined, read_weights
from opendecide.reading.yaml12 import read

if TYPE_CHECKING:
    from opendecide.model.catalog import Catalog
    from opendecide.model.criteria import Criteria

Sellers = Callable[[], Collection[str]]
"""Says who sells; asked only where a profile names such a place."""
Options = Callable[[], Collection[str]]
"""Says which models and offers there are; asked only where a profile names the present way."""
Cards = Callable[[], Mapping[str, str]]
"""Says what the accelerators are called; asked only where a profile names one."""


def load_profile(  # noqa: PLR0913 — a file, and what it may refer to
    path: str | Path,
    *,
    settings: Sequence[Setting] = (),
    criteria: "Criteria | None" = None,
    weights: Sequence[str | Path] = (),
    rates: Collection[str] | None = None,
    sellers: Sellers | None = None,
    options: Options | None = None,
    cards: Cards | None = None,
) -> Profile:
    """Read the profile of one organisation from a YAML file.

    Args:
        path: The file.
        settings: Changes to make before it is checked, as the command line's `--set` gives them.
        criteria: What the preferences refer to; the shipped criteria when absent.
        weights: Files with the weights of further groups that decide.
        rates: The currencies that amounts may be in; any that exists when absent.
        sellers: Ids of the offers and operators that credits and contracts may name; any word when
            absent.
        options: Ids of the models and offers that the present way may be; any word when absent.
        cards: Names by id of the accelerators that may be at hand; any word when absent.

    Raises:
        InvalidFileError: With every fault of the file, in the order of its lines.
    """
    groups = [read_weights(one, criteria) for one in weights]
    document = joined(read(path), groups)
    return check_document(
        document,
        settings=settings,
        criteria=criteria,
        rates=rates,
        sellers=sellers,
        options=options,
        cards=cards,
    )


def check_document(  # noqa: PLR0913 — as `load_profile`
    document: Document,
    *,
    settings: Sequence[Setting] = (),
    criteria: "Criteria | None" = None,
    rates: Collection[str] | None = None,
    sellers: Sellers | None = None,
    options: Options | None = None,
    cards: Cards | None = None,
) -> Profile:
    """Turn the data of a document into a profile; see `load_profile`."""
    if not settings or not isinstance(document.data, dict):
        profile, faults = _checked(document, criteria, rates, sellers, options, cards)
    else:
        changed = apply_to_profile(document.data, settings)
        made = Document(document.name, changed, document.root)
        profile, faults = _checked(made, criteria, rates, sellers, options, cards)
        if faults:
            before = _checked(document, criteria, rates, sellers, options, cards)[1]
            faults = place_settings(faults, settings, before)
    if profile is None or faults:
        raise InvalidFileError(faults)
    return profile


def _checked(  # noqa: PLR0913 — as `load_profile`
    document: Document,
    criteria: "Criteria | None",
    rates: Collection[str] | None,
    sellers: Sellers | None,
    options: Options | None,
    cards: Cards | None,
) -> tuple[Profile | None, list[Fault]]:
    profile, found = attempt(Profile, document.data)
    if isinstance(document.data, dict):
        said = {one.path for one in found}
        found += [one for one in cross_check(document.data, criteria) if one.path not in said]
        found += unrated(document.data, rates) if rates is not None else ()
        found += unsold(document.data, sellers) if sellers is not None else ()
        found += strange(document.data, options) if options is not None else ()
        found += not_a_card(document.data, cards) if cards is not None else ()
    return profile, place(document, found)


def check_profile(
    profile: Profile, criteria: "Criteria | None" = None, catalog: "Catalog | None" = None
) -> Profile:
    """Check a profile made in Python for what its fields alone cannot tell.

    Args:
        profile: What was made.
        criteria: What its preferences refer to; the shipped criteria when absent.
        catalog: What its options, credits and amounts refer to; any word when absent.

    Raises:
        InvalidFileError: With every fault, under the name `profile`.
    """
    data = profile.model_dump(mode="json", by_alias=True, exclude_unset=True)
    found = list(cross_check(data, criteria))
    if catalog is not None:
        sold, known = sellers_in(catalog), option_ids_in(catalog)
        found += unrated(data, {BASE, *catalog.rates})
        found += unsold(data, lambda: sold)
        found += strange(data, lambda: known)
        found += not_a_card(data, lambda: cards_in(catalog))
    if found:
        raise InvalidFileError(place(Document("profile", data, Place(0, 0)), found))
    return profile
