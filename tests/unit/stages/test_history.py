"""How long an assistant keeps the history of its users is for the organisation to say."""

import pytest

from opendecide.measures.data_security import retention_words
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates.processing_place import processing_place
from opendecide.stages.plan.in_time import BEFORE_USE
from opendecide.stages.plan.steps import settling

CATALOG, CRITERIA = load_catalog(), load_criteria()
SEATS = (
    "m365-copilot",
    "chatgpt-business",
    "chatgpt-enterprise",
    "claude-team",
    "gemini-workspace",
)


def seat(offer, retention, catalog=CATALOG):
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "US", "size": {"headcount": 200}},
            "data": {"classes": [{"id": "mail", "kind": "internal",
                                  "minimum_locus": "shared_any_region",
                                  "minimum_retention_level": retention}]},
            "workloads": [{"id": "help", "task_type": "chat_assistant", "data_classes": ["mail"]}],
        }
    )  # fmt: skip
    case, _ = complete(profile, catalog, CRITERIA)
    return next(one for one in candidates(case) if one.offer.id == offer)


@pytest.mark.parametrize("offer", SEATS)
def test_a_history_may_be_kept_as_short_as_the_data_ask(offer):
    [found] = processing_place(seat(offer, "abuse_monitoring_only"))
    assert (found.kind, found.silent) == ("conditional", False)
    assert found.reason.code == "place.retention_own"
    assert found.cure.code == "cure.set_retention"


@pytest.mark.parametrize("offer", SEATS)
def test_what_has_a_history_keeps_something(offer):
    [found] = processing_place(seat(offer, "zero_retention"))
    assert (found.kind, found.reason.code) == ("excluded", "place.retention_below")


def test_until_somebody_sets_it_the_history_counts_as_kept_for_long():
    words, evidence, missing = retention_words(seat("chatgpt-business", "abuse_monitoring_only"))
    assert words == ("opt_out_or_long_retention", "abuse_monitoring_only")
    assert "offers/chatgpt-business/terms.history_deletable" in evidence
    assert missing == ()


def test_setting_it_is_the_organisations_own_work_before_the_first_use():
    [found] = processing_place(seat("chatgpt-business", "abuse_monitoring_only"))
    [step] = settling("a deployment", [found.reason])
    assert (step.action, step.who) == ("settle", "organisation")
    assert found.reason.code in BEFORE_USE


def test_a_short_history_is_not_told_as_the_way_to_keep_nothing():
    """Where keeping nothing can be agreed as well, that is what such data ask for."""
    sold = CATALOG.offers["chatgpt-business"]
    can = sold.terms.history_deletable.model_copy(update={"value": True})
    terms = sold.terms.model_copy(update={"zdr_available": can})
    offers = {**CATALOG.offers, sold.id: sold.model_copy(update={"terms": terms})}
    catalog = CATALOG.model_copy(update={"offers": offers})
    [found] = processing_place(seat(sold.id, "zero_retention", catalog))
    assert (found.kind, found.cure.code) == ("conditional", "cure.ask_zdr")
    assert found.reason.code == "place.retention_unknown"
