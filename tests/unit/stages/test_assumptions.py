"""Every figure that a bill rests on is stated, or listed among the assumptions."""

import json

import pytest

from opendecide.measures.performance import number
from opendecide.measures.service_quality import AMPLE, latency_headroom
from opendecide.model.criteria import factors_of
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.places import LANGUAGES
from opendecide.stages.filling.completion import complete

CATALOG, CRITERIA = load_catalog(), load_criteria()


def completed(task, **stated):
    workload = {"id": "work", "task_type": task, **stated}
    organisation = {"name": "Firm", "country": "FR"}
    profile = Profile.model_validate({"organisation": organisation, "workloads": [workload]})
    case, assumed = complete(profile, CATALOG, CRITERIA)
    return case.needs[0], {one.field.removeprefix("workloads.work."): one.value for one in assumed}


@pytest.mark.parametrize(
    ("task", "field"),
    [
        ("transcription", "volume.audio_minutes_per_request"),
        ("image", "volume.images_per_request"),
        ("embedding", "tokens.input"),
        ("chat_assistant", "tokens.output"),
    ],
)
def test_what_a_request_is_made_of_is_assumed_aloud_or_stated(task, field):
    part, name = field.split(".")
    _, assumed = completed(task)
    assert json.loads(assumed[field])
    need, assumed = completed(task, **{part: {name: [6, 7, 8]}})
    assert field not in assumed
    found = (need.audio_minutes, need.images, need.input_tokens, need.output_tokens)
    assert sum(one.mid == 7 for one in found) == 1


def test_how_often_each_person_asks_is_assumed_aloud():
    _, assumed = completed("chat_assistant", volume={"users": 100})
    assert json.loads(assumed["volume.requests_per_user_per_day"]) == [2, 6, 20]
    assert json.loads(assumed["volume.share_active"]) == [0.2, 0.5, 0.9]


def test_text_is_not_said_to_contain_speech_or_images():
    _, assumed = completed("chat_assistant")
    assert not {one for one in assumed if "minutes" in one or "images" in one}


def test_work_that_can_wait_has_no_answer_time_unless_somebody_states_one():
    assert completed("extraction")[0].p95_seconds is None
    assert completed("extraction", latency={"p95_seconds": 40})[0].p95_seconds == 40
    _, assumed = completed("extraction")
    assert assumed["latency.interactive"] == "false"
    assert "latency.p95_seconds" not in assumed


@pytest.mark.parametrize("waits", [True, False])
@pytest.mark.parametrize("task", ["chat_assistant", "extraction"])
def test_whether_somebody_waits_is_believed_without_an_answer_time(task, waits):
    need, assumed = completed(task, latency={"interactive": waits})
    assert need.interactive is waits
    assert (need.p95_seconds is not None) is waits
    assert ("latency.p95_seconds" in assumed) is waits


def test_where_nobody_waits_no_deployment_gains_by_speed():
    need, _ = completed("extraction")
    factor = factors_of(CRITERIA)["service_quality.latency_headroom"]
    assert factor.anchors[-1].at == AMPLE
    assert factor.anchors[-1].value == 1
    assert latency_headroom(None, need, None) == number(AMPLE)


def currency_of(country, **budget):
    profile = {
        "organisation": {"name": "Firm", "country": country},
        "workloads": [{"id": "work", "task_type": "coding"}],
        "budget": budget,
    }
    case, assumed = complete(Profile.model_validate(profile), CATALOG, CRITERIA)
    [origin] = [one.origin for one in assumed if one.field == "budget.currency"]
    return case.currency, origin


@pytest.mark.parametrize(
    ("country", "currency", "origin"),
    [
        ("US", "USD", "country"),
        ("CH", "CHF", "country"),
        ("NO", "NOK", "country"),
        ("KE", "USD", "no_rate"),
        ("AQ", "USD", "no_currency"),
    ],
)
def test_a_report_without_stated_money_is_in_the_currency_of_the_country(country, currency, origin):
    assert currency_of(country) == (currency, origin)


def test_stated_money_brings_its_currency():
    cap = {"amount": 900, "currency": "EUR"}
    assert currency_of("US", monthly_cap=cap) == ("EUR", "stated_money")


def requests_of(task, people=100):
    profile = {
        "organisation": {"name": "Firm", "country": "FR", "size": {"headcount": people}},
        "workloads": [{"id": "work", "task_type": task, "volume": {"users": people}}],
    }
    case, assumed = complete(Profile.model_validate(profile), CATALOG, CRITERIA)
    [each] = [one for one in assumed if one.field.endswith("requests_per_user_per_day")]
    assert each.origin == "task"
    return case.needs[0].requests_per_day


def test_a_developer_asks_more_in_a_day_than_who_writes_letters_and_nobody_knows_how_much_more():
    office, code = requests_of("chat_assistant"), requests_of("coding")
    assert code.mid >= 3 * office.mid
    assert code.high / code.low > office.high / office.low
    # An assistant that works by itself asks hundreds of times for one developer.
    assert code.high >= 100 * 0.9 * 100


@pytest.mark.parametrize(
    ("country", "report", "spoken"),
    [
        ("CH", None, "de"),
        ("CH", "fr", "fr"),
        ("BE", "fr", "fr"),
        ("CA", "fr", "fr"),
        ("DE", "fr", "de"),
        ("GR", "en", "el"),
        ("SN", None, "fr"),
    ],
)
def test_people_are_taken_to_work_in_the_language_of_the_report_where_the_country_has_it(
    country, report, spoken
):
    workload = {"id": "work", "task_type": "extraction"}
    organisation = {"name": "Firm", "country": country}
    said = {"organisation": organisation, "workloads": [workload], "language": report}
    case, _ = complete(Profile.model_validate(said), CATALOG, CRITERIA)
    assert case.needs[0].languages == (spoken,)


def test_the_languages_of_every_country_are_such():
    assert set(CRITERIA.defaults.languages) <= set(CATALOG.countries)
    assert {one for those in CRITERIA.defaults.languages.values() for one in those} <= LANGUAGES
