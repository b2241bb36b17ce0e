"""Where several regions are accepted, it is said which are meant, and which one is guaranteed."""

from pathlib import Path

import pytest

from opendecide.measures.data_security import accepted_regions, region_promise
from opendecide.model.message import Message
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.recommend import recommend
from opendecide.report.brief import brief
from opendecide.report.language import language
from opendecide.report.speech import Speech
from opendecide.report.views.performances import with_caution
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete

INSURER = Path(__file__).parents[3] / "examples" / "property_insurer.yaml"


@pytest.fixture(scope="module")
def insurer():
    return recommend(load_profile(INSURER), samples=64, stress=False)


def accepted(country, home, limit=None, policy=()):
    profile = Profile.model_validate(
        {
            "organisation": {"name": "X", "country": country, "persona": "startup"},
            "jurisdiction": {"home": home, "country_policy": list(policy)},
            "workloads": [{"id": "letters", "task_type": "summarisation"}],
            "obligations": {} if limit is None else {"region_only": limit},
        }
    )
    return accepted_regions(complete(profile, load_catalog(), load_criteria())[0])


@pytest.mark.parametrize("cloud", ["aws-gpu", "azure-gpu", "gcp-gpu"])
@pytest.mark.parametrize(
    ("country", "kept"), [("MA", False), ("KE", False), ("ZA", None), ("SG", None), ("US", True)]
)
def test_a_cloud_has_machines_where_it_has_a_region(cloud, country, kept):
    catalog = load_catalog()
    profile = Profile.model_validate(
        {
            "organisation": {"name": "X", "country": country, "persona": "startup"},
            "workloads": [{"id": "letters", "task_type": "summarisation"}],
        }
    )
    case = complete(profile, catalog, load_criteria())[0]
    view = next(one for one in candidates(case, {cloud: {"gpt-oss-20b"}}))
    assert region_promise(view, frozenset({country})).kept is kept


def test_home_comes_first_and_then_what_the_policy_welcomes():
    welcome = [
        {"country": "US", "stance": "accepted", "scope": ["hosting"]},
        {"country": "CN", "stance": "excluded", "scope": ["hosting"]},
        {"country": "JP", "stance": "accepted", "scope": ["owner"]},
    ]
    assert accepted("CA", "CA", policy=welcome) == ("CA", "US")
    assert accepted("FR", "EU") == ("EEA", "adequate")


def test_a_stated_limit_is_named_as_it_was_stated():
    assert accepted("FR", "EU", limit={"regions": ["DE", "FR"], "hard": True}) == ("DE", "FR")


def test_who_falls_short_is_told_which_regions_would_do(insurer):
    [one, *_] = [one for one in insurer.screened_out if one.reason.code == "place.locus_below"]
    assert one.reason.values["regions"] == ["CA", "US"]
    assert "Canada or United States" in Speech(language("en")).message(one.reason)
    assert "Canada ou États-Unis" in Speech(language("fr")).message(one.cure)


def test_the_region_that_an_offer_guarantees_is_named_beside_the_level(insurer):
    told = brief(insurer, language("en"))
    level = "shared service, required region guaranteed"
    shown = {
        with_caution(told.speech, one.factors["data_security.processing_locus"])
        for one in insurer.ranking
        if "data_security.processing_locus" in one.factors
    }
    named = {one for one in shown if one.startswith(level)}
    assert named
    assert all(
        one.removeprefix(f"{level} (").startswith(("Canada", "United States")) for one in named
    )


def test_several_regions_of_a_limit_are_said_as_one_of_them():
    asked = Message(
        code="place.region_not_guaranteed", values={"host": "X", "region": ["CA", "US"]}
    )
    assert "Canada or United States" in Speech(language("en")).message(asked)
