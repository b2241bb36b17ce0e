"""What several workloads have in common is said once, and names every one of them."""

import re
from pathlib import Path

import pytest

from opendecide.model.message import Message, shared
from opendecide.reading.profile import load_profile
from opendecide.recommend import recommend
from opendecide.report.language import language
from opendecide.report.render import render
from opendecide.report.speech import Speech

ROOT = Path(__file__).parents[3]
WORKLOADS = ("customer_letters", "minutes", "speech")
ENGLISH = Speech(language("en"), workloads=WORKLOADS)
FRENCH = Speech(language("fr"), workloads=WORKLOADS)


def untested(workload, model="Olmo 3"):
    return Message(
        code="quality.language_unmeasured", values={"workload": workload, "model": model}
    )


@pytest.fixture(scope="module")
def illustrator():
    profile = load_profile(ROOT / "examples" / "illustrator.yaml")
    return recommend(profile, samples=64, stress=False)


def test_a_condition_of_two_workloads_names_both():
    [condition] = shared([untested("customer_letters"), untested("minutes")])
    assert ENGLISH.message(condition).startswith(
        "For the workloads “customer letters” and “minutes” Olmo 3 was not tested"
    )
    assert FRENCH.message(condition).startswith(
        "Pour les usages «\u00a0customer letters\u00a0» et «\u00a0minutes\u00a0», Olmo 3"
    )


def test_a_condition_of_every_one_of_many_workloads_says_so():
    [condition] = shared(map(untested, WORKLOADS))
    assert ENGLISH.message(condition).startswith("For all workloads Olmo 3")
    test = Message(code="plan.own_test", values={**condition.values, "items": 60, "minimum": 0.8})
    assert "pour tous les usages ; continuer" in FRENCH.message(test).replace("\u202f", " ")


def test_the_workloads_of_a_test_are_contracted_with_their_preposition():
    tests = Message(code="acceptance.tests", values={"workload": ["minutes", "speech"]})
    assert "mise en service des usages «\u00a0minutes\u00a0» et" in FRENCH.message(tests)


def test_conditions_that_differ_in_more_than_the_workload_stay_apart():
    conditions = shared([untested("minutes"), untested("speech", model="Whisper")])
    assert [one.values["workload"] for one in conditions] == ["minutes", "speech"]


def test_data_that_ask_for_the_same_are_named_together():
    kept = [
        Message(
            code="place.retention_unknown", values={"data_class": one, "need": "zero_retention"}
        )
        for one in ("letters", "plans")
    ]
    [condition] = shared(kept)
    assert ENGLISH.message(condition).endswith("“nothing kept, by contract”: letters and plans.")


def test_what_holds_whatever_the_workload_is_said_once():
    unsure = [
        Message(
            code="place.region_conditional",
            values={"host": "Small cloud", "region": ["EEA"], "workload": one},
        )
        for one in WORKLOADS
    ]
    assert len(shared(unsure)) == 1


def test_the_conditions_of_an_answer_name_every_workload_they_hold_for(illustrator):
    page = render(illustrator, "md").content
    assert "For the workloads “ideas” and “own style” Stable Diffusion" in page


def test_what_reads_alike_is_said_once_though_its_figures_differ():
    tests = [
        Message(code="quality.required_own_test", values={"workload": one, "assumed": share})
        for one, share in (("minutes", 0.8), ("speech", 0.75))
    ]
    assert len(shared(tests)) == 2
    assert ENGLISH.once(tests) == (
        (
            "A test on own examples is asked for before a decision, for the workloads “minutes” and"
            " “speech”."
        ),
    )


def test_conditions_are_no_bad_sides_in_the_decision_record(illustrator):
    page = render(illustrator, "md").content
    record = page[page.index("## 17. Decision record") :]
    assert "- Condition: For the workloads “ideas” and “own style”" in record
    assert "- Bad: For the workload" not in record


def test_the_file_for_programs_keeps_the_ids(illustrator):
    assert '"own_style"' in render(illustrator, "json").content


@pytest.mark.parametrize("code", ["en", "fr"])
def test_a_reader_meets_no_id_of_a_workload(code):
    profile = load_profile(ROOT / "examples" / "machine_builder.yaml")
    found = recommend(profile, samples=64, stress=False)
    assert found.hybrid is not None
    page = render(found, "md", lang=code).content
    # A field to write into the profile, and what `--set` takes, are for machines.
    prose = re.sub(r"`(?:--set|[a-z]+\.)[^`]*`", " ", page)
    assert "field_service" not in prose
    assert "field service" in prose
