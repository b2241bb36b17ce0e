"""The schemes that a profile asks for, when they are a plain list, and those it could ask for."""

from collections.abc import Collection

from opendecide.stages.stress.levers.lever import Stage


def plain_schemes(stage: Stage) -> list[str]:
    """Return the schemes already asked for, when they are a plain list; no others may be added."""
    asked = stage.run.case.profile.obligations.certifications
    return [one.scheme for one in asked if not (one.data_classes or one.workloads or one.text)]


def of_its_business(stage: Stage, schemes: Collection[str]) -> list[str]:
    """Return those that such an organisation may come to ask for, by place, data and sector.

    A game studio in Canada has no use for a health certificate of France, nor for an answer to it.
    """
    case = stage.run.case
    profile = case.profile
    places = {case.home, profile.organisation.country, *profile.jurisdiction.markets}
    kinds = {one.kind for need in case.needs for one in need.classes}
    defaults = case.criteria.defaults
    scopes = {one.scheme: one for one in defaults.scheme_scopes} if defaults is not None else {}
    return sorted(
        one
        for one in schemes
        if one not in scopes or scopes[one].concerns(places, kinds, profile.organisation.sector)
    )
