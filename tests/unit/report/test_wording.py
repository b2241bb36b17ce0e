"""Sentences that a board reads: each says one thing, as a person would."""

import json
from pathlib import Path

import pytest

from opendecide.model.recommendation import Assumed, Flip, Message
from opendecide.reading.catalog import load_catalog
from opendecide.reading.profile import load_profile
from opendecide.recommend import recommend
from opendecide.report.brief import brief, placed
from opendecide.report.language import language
from opendecide.report.spans import together
from opendecide.report.speech import Speech
from opendecide.report.views.acceptance import acceptance
from opendecide.report.views.bill import bill
from opendecide.report.views.flips import changes
from opendecide.stages.naming import named
from opendecide.stages.records import by_consequence

ROOT = Path(__file__).parents[3]


def clinic_profile():
    return load_profile(ROOT / "examples" / "clinic.yaml")


@pytest.fixture(scope="module")
def clinic():
    return recommend(clinic_profile(), samples=128, stress=False)


def told(found, flip):
    """Return one change as a report says it."""
    robustness = found.robustness.model_copy(update={"flips": (flip,)})
    return changes(brief(found.model_copy(update={"robustness": robustness}), language("en")))[0]


def test_one_more_excluded_country_is_said_without_the_whole_policy(clinic):
    policy = [{"country": "CN", "stance": "excluded", "scope": ["service"]}]
    more = [*policy, {"country": "US", "stance": "excluded", "scope": ["weights"]}]
    change = told(
        clinic,
        Flip(
            path="jurisdiction.country_policy",
            label=Message(code="flip.country_maker", values={"country": "US"}),
            today=json.dumps(policy),
            threshold=json.dumps(more),
            direction="becomes",
            then="anybody",
        ),
    )
    assert change.sentence == (
        "If models made in this country were excluded (United States): anybody leads."
    )
    assert (change.today, change.threshold) == ("no", "yes")


def test_what_is_given_up_is_said_as_a_condition(clinic):
    change = told(
        clinic,
        Flip(
            path="team.willing_to_operate",
            label=Message(code="flip.willing"),
            today="true",
            threshold="false",
            direction="becomes",
            then="anybody",
        ),
    )
    assert change.sentence == (
        "If the organisation did not want to run models itself: anybody leads."
    )


def test_a_converted_limit_is_rounded_and_a_stated_one_is_not():
    english = language("en")
    assert english.price(214822771.21374866, "EUR") == "€214,800,000"
    assert english.price(1234567.89, "EUR") == "€1,234,567.89"
    assert english.price(0.0000025, "EUR") == "€0.0000025"


def test_people_are_asked_for_in_tenths_and_never_too_few():
    cure = Message(code="cure.hire", values={"fte": 0.0175})
    assert Speech(language("en")).message(cure) == "Hire or buy in 0.1 full-time equivalents."


def test_lines_of_a_bill_that_are_called_alike_are_told_apart(clinic):
    for one in bill(brief(clinic, language("en"))).bills:
        labels = [line.label for line in one.lines]
        assert len(set(labels)) == len(labels)


def test_a_share_that_would_change_the_answer_is_said_in_per_cent(clinic):
    change = told(
        clinic,
        Flip(
            path="workloads.letters.quality.minimum",
            label=Message(code="flip.quality_minimum", values={"workload": "letters"}),
            today=0.85,
            threshold=0.9,
            direction="above",
            then="anybody",
        ),
    )
    assert (change.today, change.threshold) == ("85%", "90%")


def test_a_minimum_that_nobody_stated_is_called_assumed(clinic):
    tests = acceptance(brief(clinic, language("en")))
    stated = {one.id for one in clinic_profile().workloads if one.quality.minimum is not None}
    assert {
        one.workload.replace(" ", "_") for one in tests if "assumed" not in one.tests[0]
    } == stated


def test_an_assumption_that_would_change_the_answer_comes_first():
    assumed = [Assumed(field=one, value="", origin="task") for one in ("a", "b", "c")]
    flip = Flip(
        path="c",
        label=Message(code="flip.horizon"),
        today=1.0,
        threshold=2.0,
        direction="above",
        then="x",
    )
    found = by_consequence(assumed, [flip])
    assert [(one.field, one.influence) for one in found] == [("c", 1.0), ("a", 0.0), ("b", 0.0)]


def test_the_mildest_of_several_cures_is_named():
    cures = [Message(code="cure.raise_budget", values={"amount": one}) for one in (77e3, 34e3)]
    said = Speech(language("en")).message(together(cures))
    assert said == "Raise the ceiling to €34,000 or more."


def test_a_place_that_is_nobodys_product_is_named_in_the_readers_language():
    french = language("fr")
    assert placed("Qwen3 32B — Own premises (4 x NVIDIA L4)", french) == (
        "Qwen3 32B — Locaux propres (4 x NVIDIA L4)"
    )
    condition = Message(
        code="own_duty.availability_in_bad_times",
        values={"host": "Own premises", "have": 99.6, "low": 99.0, "need": 99.5},
    )
    assert "(Locaux propres)" in Speech(french).message(condition)


def test_an_obligation_in_the_organisations_own_words_is_quoted():
    values = {"host": "Small cloud", "scheme": "audit_rights", "text": "audit rights, in writing"}
    said = Speech(language("en")).message(Message(code="certification.unknown", values=values))
    assert said == "Whether Small cloud meets this is not known: “audit rights, in writing”."


def test_deployments_that_differ_in_their_machine_show_it(clinic):
    catalog = load_catalog()
    first, second = clinic.ranking[:2]
    alike = [
        first.model_copy(update={"id": f"m@own-premises:{one}", "name": "M — Own premises"})
        for one in list(catalog.machines)[:2]
    ]
    renamed = named(clinic.model_copy(update={"ranking": (*alike, second)}), catalog).ranking
    assert len({one.name for one in renamed}) == 3
    assert renamed[2].name == second.name
