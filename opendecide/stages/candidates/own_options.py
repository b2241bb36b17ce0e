"""What the organisation named, tested or was quoted: it asks about these, whoever does better."""

from typing import cast, get_args

from opendecide.measures.view import View
from opendecide.model.offer_facts import Family
from opendecide.model.own_evidence import OwnOption
from opendecide.model.profile import Profile


def own_options(profile: Profile) -> tuple[OwnOption, ...]:
    """Return the options of a profile, and those that it has tests of or quotes for, each once."""
    named = {one.id: one for one in profile.options}
    evidence = profile.evidence
    for option in (
        *(one.option for one in evidence.own_tests),
        *(one.option for one in evidence.quotes),
    ):
        named.setdefault(option, OwnOption(id=option))
    return tuple(named.values())


def present_way(profile: Profile) -> OwnOption | None:
    """Return what is in use today; None where the profile does not say.

    An option that the profile describes, a model, an offer, a deployment, or a whole family.
    """
    today = profile.preferences.current_option
    if today is None:
        return None
    family = cast("Family", today) if today in get_args(Family) else None
    described = (one for one in own_options(profile) if one.id == today)
    return next(described, OwnOption(id=today, family=family))


def stands_for(view: View, option: OwnOption) -> bool:
    """Tell whether an option is this deployment, its model, its offer, or all of its family."""
    wanted = option.listed_as
    deployment = view.deployment
    names = {deployment.id, f"{view.model.id}@{view.offer.id}", view.model.id, view.offer.id}
    # What is rented is put on one machine of its place, whichever of them was named.
    rented = view.by_machine and not view.own_site
    if wanted in names or (rented and wanted.partition(":")[0] in names):
        return True
    return option.deployment is None and option.family == deployment.family and not option.facts
