"""Section 11 names the law of the land, and no other's as if it were."""

import pytest

from opendecide import recommend
from opendecide.model.profile import Profile
from opendecide.report.brief import brief
from opendecide.report.language import language
from opendecide.report.views.compliance import compliance


def notes(country, lang="en", **more):
    profile = {
        "organisation": {"name": "X", "country": country},
        "workloads": [
            {"id": "letters", "task_type": "summarisation", "data_classes": ["personal"]}
        ],
        **more,
    }
    found = recommend(Profile.model_validate(profile), samples=32, stress=False)
    return " ".join(compliance(brief(found, language(lang))))


def test_in_a_member_state_the_gdpr_is_the_law():
    assert "Article 35" in notes("DE")


@pytest.mark.parametrize(
    ("country", "law"),
    [("CH", "FADP"), ("GB", "UK GDPR"), ("BR", "LGPD"), ("JP", "APPI")],
)
def test_a_law_that_a_source_names_is_named_and_article_35_is_not(country, law):
    said = notes(country, jurisdiction={"markets": [country, "EU"]})
    assert law in said
    assert "Article 35" not in said
    assert "Article 3)" in said


def test_where_no_source_names_the_law_it_has_to_be_checked():
    said = notes("SN")
    assert "have it checked which data protection law applies (Senegal)" in said
    assert "GDPR" not in said


def test_the_name_of_a_law_is_translated():
    assert "LPD" in notes("CH", "fr")


def used_by(kind, country, lang="en"):
    work = {"id": "talk", "task_type": "chat_assistant", "user_type": kind}
    return notes(country, lang, workloads=[work], jurisdiction={"markets": [country]})


def test_whoever_serves_children_is_told_what_the_law_asks_for_where_they_are():
    there, here = used_by("minors", "US"), used_by("minors", "PL")
    assert "COPPA" in there
    assert "GDPR Article 8" not in there
    assert "GDPR Article 8" in here
    assert "COPPA" not in here
    assert "RGPD, article 8" in used_by("minors", "FR", "fr")


@pytest.mark.parametrize(("kind", "told"), [("public", True), ("minors", True), ("expert", False)])
def test_strangers_are_told_that_they_deal_with_a_machine(kind, told):
    assert ("AI Act Article 50" in used_by(kind, "DE")) is told


def test_a_certificate_that_a_law_asks_for_is_on_the_list_of_the_lawyer():
    needed = {"id": "files", "task_type": "summarisation", "data_classes": ["health"]}
    profile = Profile.model_validate(
        {"organisation": {"name": "Clinic", "country": "FR"}, "workloads": [needed]}
    )
    found = recommend(profile, samples=64, stress=False)
    assert any(one.field == "obligations.certifications" for one in found.assumed)
    assert any(one.startswith("HDS:") for one in compliance(brief(found, language("en"))))
