"""Where a French sentence meets a name or a date, it reads as a French person would write it."""

from datetime import date

import pytest

from opendecide.model.message import Message
from opendecide.report.language import language
from opendecide.report.speech import Speech

FRENCH, ENGLISH = language("fr"), language("en")


@pytest.mark.parametrize(
    ("before", "name", "together"),
    [
        ("la licence de ", "Olmo 3", "la licence d’Olmo 3"),
        ("le prix de ", "OVHcloud", "le prix d’OVHcloud"),
        ("plus tôt que ", "Azure", "plus tôt qu’Azure"),
        ("lorsque ", "Azure", "lorsqu’Azure"),
        ("le prix de\u00a0", "o3", "le prix d’o3"),
        ("au nom de ", "État", "au nom d’État"),
        ("une région de ", "hébergement", "une région d’hébergement"),
        ("la hausse de ", "huit", "la hausse de huit"),
        ("un prix de ", "hors taxe", "un prix de hors taxe"),
        ("le loyer de ", "H100", "le loyer de H100"),
        ("le prix de ", "Hetzner", "le prix de Hetzner"),
        ("le prix de ", "Yi", "le prix de Yi"),
        ("la licence de ", "Mistral", "la licence de Mistral"),
        ("à moins de ", "11 €", "à moins de 11 €"),
        ("le plus petit de ", "onze", "le plus petit de onze"),
        ("ceux qui décident que ", "oui", "ceux qui décident que oui"),
        ("chaque ", "offre", "chaque offre"),
        ("le type de « ", "assistant", "le type de « assistant"),
        ("la qualité de ", "les deux usages", "la qualité des deux usages"),
        ("renoncer à ", "le minimum", "renoncer au minimum"),
    ],
)
def test_a_word_that_ends_in_a_vowel_gives_it_up_before_another(before, name, together):
    assert FRENCH.joined(before, name) == together


def test_nothing_is_given_up_in_english():
    assert ENGLISH.joined("the price of ", "Olmo") == "the price of Olmo"


def test_a_sentence_about_a_deployment_joins_its_names():
    price = Message(code="flip.price_input", values={"model": "Olmo 3", "host": "OVHcloud"})
    assert Speech(FRENCH).message(price) == "Prix des jetons d’entrée d’Olmo 3 chez OVHcloud"


def test_what_the_organisation_wrote_stays_as_it_wrote_it():
    said = FRENCH.say("Obligation of the organisation: {text}", text="respect de Olmo")
    assert said.endswith("respect de Olmo")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 5, 1), "1er\u00a0mai\u00a02026"),
        (date(2026, 12, 1), "1er\u00a0déc.\u00a02026"),
        (date(2026, 5, 11), "11\u00a0mai\u00a02026"),
        (date(2021, 1, 21), "21\u00a0janv.\u00a02021"),
    ],
)
def test_the_first_of_a_month_is_an_ordinal_in_french(day, said):
    assert FRENCH.day(day) == said


def test_the_first_of_a_month_is_a_plain_number_in_english():
    assert ENGLISH.day(date(2026, 5, 1)) == "1\u00a0May\u00a02026"
