"""Whether an offer is open to an organisation at all."""

from opendecide.measures.case import Case
from opendecide.model.offer_facts import Offer

SECTOR_OF_PERSONA = {"public_administration": "public", "research_lab": "research"}
"""The sector that a persona stands for when the profile names none."""


def for_organisations_alone(case: Case, offer: Offer) -> bool:
    """Tell whether a single person asks for terms that are signed with organisations alone."""
    one_person = case.profile.organisation.persona == "individual" and case.headcount == 1
    return one_person and offer.organisations_only


def closed_to(case: Case, offer: Offer) -> bool:
    """Tell whether an offer is sold to others only: by sector, by country, or to organisations."""
    organisation = case.profile.organisation
    sector = organisation.sector or SECTOR_OF_PERSONA.get(organisation.persona)
    countries = case.countries_of(offer.open_to_countries)
    return bool(
        for_organisations_alone(case, offer)
        or (offer.open_to_sectors and sector not in offer.open_to_sectors)
        or (countries and organisation.country not in countries)
    )
