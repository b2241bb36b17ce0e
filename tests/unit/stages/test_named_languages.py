"""Languages that a model's maker names, and those that it leaves out of its list."""

from datetime import date
from types import MappingProxyType

import pytest

from opendecide.measures.quality import PRIOR_LOGIT_SD, public_estimate
from opendecide.model.fact import Fact
from opendecide.model.message import shared
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.places import LANGUAGES
from opendecide.report.language import language
from opendecide.report.speech import Speech
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates.quality_floor import quality_floor

TWELVE = "granite-4.0-h-small"
"""A model that was tested in several languages; its maker names twelve, no South Slavic one."""
LARGE = ("en", "de", "fr")


def case_of(*languages, naming=None, criticality="medium", model=TWELVE):
    """Return a case of one workload, with the list of the maker of a model set to `naming`."""
    catalog = load_catalog()
    named = (
        None
        if naming is None
        else Fact(value=tuple(naming), source="a card", as_of=date(2026, 1, 1), grade="vendor")
    )
    changed = catalog.models[model].model_copy(update={"languages": named})
    models = MappingProxyType({**catalog.models, model: changed})
    workload = {
        "id": "letters",
        "task_type": "summarisation",
        "languages": languages,
        "criticality": criticality,
    }
    profile = Profile.model_validate(
        {"organisation": {"name": "Call centre", "country": "HR"}, "workloads": [workload]}
    )
    return complete(profile, catalog.model_copy(update={"models": models}), load_criteria())[0]


def estimate(*languages, naming=None, model=TWELVE):
    case = case_of(*languages, naming=naming, model=model)
    return public_estimate(case, case.needs[0], case.catalog.models[model])


def asked(case, model=TWELVE):
    view = next(one for one in candidates(case) if one.model.id == model)
    return [one for one in quality_floor(view) if one.kind == "conditional"]


def test_a_language_that_the_maker_does_not_name_is_rated_below_one_that_it_names():
    named = estimate("hr", naming=[*LARGE, "hr"])
    unnamed = estimate("hr", naming=LARGE)
    assert unnamed.centre == pytest.approx(named.centre - PRIOR_LOGIT_SD)
    assert unnamed.spread == pytest.approx((named.spread**2 + PRIOR_LOGIT_SD**2) ** 0.5)
    assert unnamed.unnamed == ("hr",)
    assert named.unnamed == ()


def test_the_silence_of_a_maker_changes_nothing():
    assert estimate("hr") == estimate("hr", naming=[*LARGE, "hr"])
    assert estimate("sw") == estimate("sw", naming=[*LARGE, "sw"])


def test_a_language_in_which_the_model_was_tested_needs_no_naming():
    assert estimate("fr", naming=["en"]) == estimate("fr")
    assert estimate("en", "fr", naming=["de"]) == estimate("en", "fr")


def test_a_language_outside_europe_loses_no_more_for_being_left_out_as_well():
    left_out = estimate("sw", naming=LARGE)
    assert left_out.unnamed == ("sw",)
    assert (left_out.centre, left_out.spread) == (estimate("sw").centre, estimate("sw").spread)


def test_languages_of_a_workload_count_alike_when_one_of_them_is_left_out():
    both = estimate("fr", "hr", naming=LARGE)
    assert both.unnamed == ("hr",)
    silent = estimate("fr", "hr")
    assert both.centre == pytest.approx(silent.centre - PRIOR_LOGIT_SD / 2)


@pytest.mark.parametrize(("named", "asked_for"), [("no", "nb"), ("nb", "no"), ("nn", "no")])
def test_norwegian_is_named_by_any_of_its_codes(named, asked_for):
    assert estimate(asked_for, naming=["en", named]).unnamed == ()


def test_the_condition_says_which_languages_are_missing_from_the_list():
    [condition] = asked(case_of("hr", "sl", "fr", naming=LARGE))
    assert condition.reason.code == "quality.language_unnamed"
    assert condition.fact == f"models/{TWELVE}/languages"
    assert condition.cure.code == "cure.run_test"
    [reason] = shared([condition.reason])
    english = Speech(language("en"), workloads=("letters", "other")).message(reason)
    assert "does not name Croatian and Slovenian among its languages" in english
    french = Speech(language("fr"), workloads=("letters", "other")).message(reason)
    assert "il manque\u00a0: croate et slovène" in french.replace("\u202f", "\u00a0")


def test_a_critical_workload_hears_of_a_missing_language_too():
    [condition] = asked(case_of("hr", naming=LARGE, criticality="high"))
    assert condition.reason.code == "quality.language_unnamed"


def test_where_the_maker_names_the_language_the_condition_is_the_usual_one():
    [condition] = asked(case_of("hr", naming=[*LARGE, "hr"]))
    assert condition.reason.code != "quality.language_unnamed"


def test_lists_of_languages_in_the_catalogue_hold_codes_of_languages_once_each():
    lists = {
        one.id: one.languages.value
        for one in load_catalog().models.values()
        if one.languages is not None
    }
    assert len(lists) > 1
    for model, codes in lists.items():
        assert isinstance(codes, tuple), model
        assert not set(codes) - LANGUAGES, model
        assert len(set(codes)) == len(codes), model
        assert "en" in codes, model


@pytest.mark.parametrize(
    ("model", "speaks"),
    [
        ("granite-4.0-h-small", False),
        ("llama-3.3-70b", False),
        ("eurollm", True),
        ("qwen3-32b", True),
        ("whisper-large-v3", True),
        ("universal-3-pro", False),
    ],
)
def test_who_names_croatian(model, speaks):
    assert ("hr" in load_catalog().models[model].languages.value) == speaks


@pytest.mark.parametrize("deviation", [-3.0, -1.0, 0.0, 1.0, 3.0])
def test_what_is_not_known_of_a_language_makes_no_model_more_likely_to_pass(deviation):
    # A wider estimate alone would raise the upper end, and with it who is too weak by the middle.
    named = estimate("hr", naming=[*LARGE, "hr"])
    unnamed = estimate("hr", naming=LARGE)
    assert unnamed.at(deviation) <= named.at(deviation)
    assert unnamed.widened(0.8).at(deviation) <= named.widened(0.8).at(deviation)


@pytest.mark.parametrize("criticality", ["low", "medium", "high"])
@pytest.mark.parametrize("model", [TWELVE, "deepseek-v4-flash", "claude-sonnet-5-5", "gpt-5.5"])
def test_whoever_asks_for_swahili_hears_that_nobody_measured_the_model_in_it(model, criticality):
    conditions = asked(case_of("en", "sw", criticality=criticality, model=model), model)
    [told] = [one for one in conditions if one.reason.code == "quality.language_unmeasured"]
    assert list(told.reason.values["languages"]) == ["sw"]
    assert told.cure.code == "cure.run_test"
    english = Speech(language("en"), workloads=("letters", "other")).message(told.reason)
    assert "nobody is known to have measured" in english
    assert "in Swahili" in english


def test_an_organisation_that_tested_a_model_itself_is_told_nothing_of_who_measured_it():
    case = case_of("sw")
    test = {"option": TWELVE, "workload": "letters", "passed": 30, "of": 50, "date": "2026-01-01"}
    profile = case.profile.model_dump(mode="json", exclude_unset=True)
    tested = Profile.model_validate({**profile, "evidence": {"own_tests": [test]}})
    found = asked(complete(tested, case.catalog, load_criteria())[0])
    assert not any(one.reason.code.startswith("quality.language") for one in found)


def test_where_the_figure_of_european_languages_stands_in_no_second_condition_is_made():
    assert estimate("hr").unmeasured == ()
    assert len(asked(case_of("hr", criticality="high"))) == 1


def test_what_the_maker_does_not_name_and_what_nobody_measured_are_said_each_once():
    found = asked(case_of("sw", "mi", "en", naming=[*LARGE, "mi"], criticality="high"))
    told = {one.reason.code: list(one.reason.values.get("languages", ())) for one in found}
    assert told == {"quality.language_unnamed": ["sw"], "quality.language_unmeasured": ["mi"]}
