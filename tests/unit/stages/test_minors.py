"""What terms on users under 18 do to a deployment, where the profile says that they are who asks."""

import pytest

from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates.capability import capability
from opendecide.stages.screening.binding import may_begin

CATALOG, CRITERIA = load_catalog(), load_criteria()
SILENT = "scaleway-generative-apis"
"""A service of whose terms on minors nothing was read."""


def view(offer, users="minors", *, catalog=CATALOG):
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Tutors", "country": "FR", "persona": "startup"},
            "workloads": [
                {
                    "id": "tutor",
                    "task_type": "chat_assistant",
                    "user_type": users,
                    "languages": ["fr"],
                    "volume": {"requests_per_day": 1000},
                }
            ],
        }
    )
    case, _ = complete(profile, catalog, CRITERIA)
    return next(one for one in candidates(case) if one.offer.id == offer)


def on_minors(one):
    found = (outcome for outcome in capability(one) if ".minors_" in outcome.reason.code)
    return {outcome.reason.code.partition(".minors_")[2]: outcome for outcome in found}


def allowing(offer, **said):
    """Return the catalogue in which an offer's terms say that, in place of what they say."""
    entry = CATALOG.offers[offer]
    known = CATALOG.offers["gemini-api-paid"].terms.minors_allowed
    facts = {name: known.model_copy(update={"value": value}) for name, value in said.items()}
    terms = entry.terms.model_copy(update=facts)
    offers = {**CATALOG.offers, offer: entry.model_copy(update={"terms": terms})}
    return CATALOG.model_copy(update={"offers": offers})


def test_terms_that_shut_minors_out_exclude_with_their_source_and_a_way_out():
    one = on_minors(view("gemini-api-paid"))["excluded"]
    assert one.kind == "excluded"
    assert one.fact == "offers/gemini-api-paid/terms.minors_allowed"
    assert one.cure.code == "cure.terms_for_minors"


def test_terms_that_allow_minors_under_safeguards_name_them():
    found = on_minors(view("anthropic-api"))
    assert found.keys() == {"safeguards"}
    assert found["safeguards"].kind == "conditional"
    assert {"age_check", "content_filter"} <= set(found["safeguards"].reason.values["steps"])


def test_terms_that_nobody_read_are_asked_for_before_the_first_use():
    one = view(SILENT)
    found = on_minors(one)
    assert found.keys() == {"unknown"}
    assert found["unknown"].kind == "conditional"
    assert not may_begin(one.case, found.values())


def test_what_terms_do_not_forbid_leaves_the_work_to_nobody_else():
    assert not on_minors(view(SILENT))["unknown"].silent


def test_safeguards_are_for_the_organisation_to_see_to():
    one = view("anthropic-api")
    assert may_begin(one.case, on_minors(one).values())


def test_terms_that_contradict_themselves_are_asked_about():
    assert on_minors(view("deepseek-api")).keys() == {"unknown", "safeguards"}


def test_safeguards_of_the_maker_do_not_answer_for_the_cloud_that_sells_its_model():
    assert on_minors(view("claude-vertex")).keys() == {"unknown", "safeguards"}


def test_terms_that_allow_minors_without_more_ask_nothing():
    assert not on_minors(view(SILENT, catalog=allowing(SILENT, minors_allowed=True)))


@pytest.mark.parametrize("users", ["employee", "public", "machine"])
def test_terms_on_minors_are_no_matter_where_none_are_among_the_users(users):
    assert not on_minors(view("gemini-api-paid", users))
    assert not on_minors(view(SILENT, users))


def test_who_runs_a_model_on_machines_asks_no_seller_about_the_users():
    assert not on_minors(view("scaleway-gpu-instances"))
    assert not on_minors(view("own-premises"))
