"""What the organisation named, tested or was quoted: it asks about these, whoever does better."""

from opendecide.measures.view import View
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


def stands_for(view: View, option: OwnOption) -> bool:
    """Tell whether an option is this deployment, its model, its offer, or all of its family."""
    wanted = option.deployment or option.id
    deployment = view.deployment
    names = {deployment.id, f"{view.model.id}@{view.offer.id}", view.model.id, view.offer.id}
    if wanted in names:
        return True
    return option.deployment is None and option.family == deployment.family and not option.facts
