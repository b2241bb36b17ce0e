"""`--set`: every path that reports name, and a clear fault for the others."""

import pytest

from opendecide.errors import InvalidFileError
from opendecide.measures.draws import Draws
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import check_document
from opendecide.reading.settings import apply_to_catalog, parse_setting
from opendecide.reading.yaml12 import parse
from opendecide.stages.run import weigh

PROFILE = b"""
organisation: {name: Clinic, country: FR}
workloads:
  - {id: letters, task_type: summarisation}
  - {id: minutes, task_type: summarisation}
"""


def with_settings(*texts):
    settings = [parse_setting(one) for one in texts]
    return check_document(parse(PROFILE, "x.yaml"), settings=settings)


def fault(*texts):
    with pytest.raises(InvalidFileError) as caught:
        with_settings(*texts)
    return str(caught.value.faults[0])


@pytest.fixture(scope="module")
def catalog():
    return load_catalog()


def test_a_field_that_the_file_leaves_out_is_added():
    assert with_settings("budget.horizon_years=5").budget.horizon_years == 5


def test_a_workload_goes_by_its_id():
    profile = with_settings("workloads.minutes.volume.requests_per_day=[10, 90]")
    assert profile.workloads[0].volume.requests_per_day is None
    assert profile.workloads[1].volume.requests_per_day.high == 90


def test_a_weight_makes_the_weights_direct():
    profile = with_settings(
        "preferences.weights.cost=30", "preferences.weights.service_quality.task_quality=12"
    )
    assert profile.preferences.weights.method == "direct"
    assert dict(profile.preferences.weights.direct) == {
        "cost": 30,
        "service_quality.task_quality": 12,
    }


def test_a_criterion_may_count_for_nothing_while_others_are_left():
    without, less = (
        weigh(with_settings(f"preferences.weights.cost={points}"), load_criteria(), Draws(0, 64))
        for points in (0, 20)
    )
    found, usual = without[0].by_factor, less[0].by_factor
    others = [name for name in found if not name.startswith("cost.") and usual[name] > 0.02]
    assert sum(weight for name, weight in found.items() if name.startswith("cost.")) == 0
    assert sum(found.values()) == pytest.approx(1)
    shares = [found[name] / usual[name] for name in others]
    assert shares == pytest.approx([1 / 0.8] * len(shares), rel=0.1)


@pytest.mark.parametrize("name", ["*", "personal"])
def test_a_class_that_is_named_by_its_kind_alone_can_be_set(name):
    profile = with_settings(
        "workloads.letters.data_classes=[personal]",
        f"data.classes.{name}.minimum_locus=own_tenancy",
    )
    found = {one.id: (one.kind, one.minimum_locus) for one in profile.data.classes}
    assert found["personal"] == ("personal", "own_tenancy")


def test_common_weights_are_refused_where_every_group_has_its_own():
    own = "preferences.groups=[{name: board, weights: {method: direct, direct: {cost: 40}}}]"
    with pytest.raises(InvalidFileError) as caught:
        with_settings(own, "preferences.weights.cost=30")
    assert "Every group that decides has weights of its own" in str(caught.value)


def test_the_last_setting_counts():
    assert with_settings("language=en", "language=fr").language == "fr"


def test_a_value_is_yaml():
    assert with_settings("obligations.on_prem_only=[health]").obligations.on_prem_only == (
        "health",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "budget.horizon_years=-1",
            "--set budget.horizon_years=-1: budget.horizon_years: -1 is too small: the least is 0.08. [OD028]",
        ),
        (
            "budget.horizon=5",
            "--set budget.horizon=5: budget.horizon: There is no field 'horizon' here. Did you mean 'horizon_years'? [OD012]",
        ),
        (
            "workloads.leters.agentic=true",
            "--set workloads.leters.agentic=true: workloads.leters.agentic: There is no entry 'leters' here. Did you mean 'letters'? [OD046]",
        ),
        (
            "evidence.own_tests.*.passed=3",
            "--set evidence.own_tests.*.passed=3: evidence.own_tests.*.passed: There are no entries here yet. Set all of them at once, as evidence.own_tests=[{…}]. [OD046]",
        ),
        (
            "workloads.letters.volume.requests_per_week=700",
            "--set workloads.letters.volume.requests_per_week=700: workloads.letters.volume.requests_per_week: There is no field 'requests_per_week' here. The fields here are: active_days_per_year, audio_minutes_per_request, batch, documents_per_month, growth_per_year, images_per_request, peak_factor, requests_per_day, requests_per_user_per_day, share_active, users. [OD012]",
        ),
        (
            "organisation.name.first=x",
            "--set organisation.name.first=x: organisation.name.first: 'Clinic' has no field 'first'. Shorten the path. [OD046]",
        ),
        (
            "preferences.weights.cst=3",
            "--set preferences.weights.cst=3: preferences.weights.direct.cst: No criterion has this id. Did you mean 'cost'? [OD035]",
        ),
    ],
)
def test_what_does_not_fit_is_said_with_the_setting(text, said):
    assert fault(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "workloads.letters=5",
        "workloads.letters.id=b c",
        "workloads.0.volume=7",
        "workloads.minutes.volume.requests_per_day.low=5",
        "budget.ceiling.amount=5",
        "data.classes.0.id=x",
    ],
)
def test_a_fault_that_the_file_did_not_have_is_the_settings_own(text):
    with pytest.raises(InvalidFileError) as caught:
        with_settings("budget.horizon_years=5", text)
    assert {one.file for one in caught.value.faults} == {f"--set {text}"}


def test_a_fault_that_the_file_had_before_stays_there():
    document = parse(PROFILE.replace(b"FR", b"UK"), "x.yaml")
    with pytest.raises(InvalidFileError) as caught:
        check_document(document, settings=[parse_setting("organisation.name=")])
    assert [one.file for one in caught.value.faults] == ["--set organisation.name=", "x.yaml"]


@pytest.mark.parametrize(
    "text",
    [
        "budget",
        "=5",
        "a..b=3",
        ".a=3",
        "a.=3",
        "language=[",
        "x=*y",
        "x={a: 1, a: 2}",
        "a." * 64 + "a=3",
    ],
)
def test_what_is_no_setting_is_refused(text):
    with pytest.raises(InvalidFileError):
        parse_setting(text)


def test_a_fact_of_a_model_is_replaced(catalog):
    setting = parse_setting("catalog.models.gpt-oss-120b.context_tokens=32000")
    fact = apply_to_catalog(catalog, [setting]).models["gpt-oss-120b"].context_tokens
    assert (fact.value, fact.grade, fact.as_of) == (32000, "own_test", catalog.as_of)
    assert fact.source == "--set catalog.models.gpt-oss-120b.context_tokens=32000"


def test_two_numbers_make_an_interval(catalog):
    setting = parse_setting("catalog.models.gpt-oss-120b.documentation_items=[5, 9]")
    fact = apply_to_catalog(catalog, [setting]).models["gpt-oss-120b"].documentation_items
    assert (fact.low, fact.value, fact.high) == (5, None, 9)


def test_a_fact_inside_a_block_is_replaced(catalog):
    setting = parse_setting("catalog.models.gpt-oss-120b.artifacts.signature=true")
    assert (
        apply_to_catalog(catalog, [setting]).models["gpt-oss-120b"].artifacts.signature.value
        is True
    )


def token_priced(catalog):
    return next(
        one
        for one in sorted(catalog.offers.values(), key=lambda one: one.id)
        if len({served.model for served in one.serves if served.input is not None}) > 1
    )


def test_every_price_of_an_offer_is_replaced(catalog):
    offer = token_priced(catalog)
    setting = parse_setting(f"catalog.offers.{offer.id}.price_input=2.5")
    changed = apply_to_catalog(catalog, [setting]).offers[offer.id]
    assert {one.input for one in changed.serves if one.unit == "1M tokens"} == {2.5}


def test_the_price_of_one_model_is_replaced(catalog):
    offer = token_priced(catalog)
    model = next(one.model for one in offer.serves if one.input is not None)
    setting = parse_setting(f"catalog.offers.{offer.id}.{model}.price_output=7")
    changed = apply_to_catalog(catalog, [setting]).offers[offer.id]
    for before, after in zip(offer.serves, changed.serves, strict=True):
        wanted = 7 if before.model == model and before.unit == "1M tokens" else before.output
        assert after.output == wanted


def test_what_an_offer_lists_without_a_price_stays_without_one(catalog):
    offer = catalog.offers["infomaniak-ai"]
    free = {one.model for one in offer.serves if one.input is None}
    assert free
    setting = parse_setting(f"catalog.offers.{offer.id}.price_input=20")
    changed = apply_to_catalog(catalog, [setting]).offers[offer.id]
    assert {one.model for one in changed.serves if one.input is None} == free
    assert {one.input for one in changed.serves if one.model not in free} == {20}


def test_the_price_of_a_model_of_speech_is_that_of_its_minute(catalog):
    path = "catalog.offers.scaleway-generative-apis.whisper-large-v3.price_input"
    offer = catalog.offers["scaleway-generative-apis"]
    changed = apply_to_catalog(catalog, [parse_setting(f"{path}=0.06")]).offers[offer.id]
    moved = [new for old, new in zip(offer.serves, changed.serves, strict=True) if old != new]
    assert [(one.model, one.unit, one.input) for one in moved] == [
        ("whisper-large-v3", "minute", 0.06)
    ]


def test_a_price_that_is_not_listed_changes_nothing_in_silence(catalog):
    text = "catalog.offers.azure-speech.price_input=0.06"
    with pytest.raises(InvalidFileError) as caught:
        apply_to_catalog(catalog, [parse_setting(text)])
    assert "There are: serves.azure-speech.input." in str(caught.value)


def test_a_rule_is_replaced(catalog):
    setting = parse_setting("catalog.rules.staffing.service=0.3")
    assert apply_to_catalog(catalog, [setting]).rules["staffing.service"].value == 0.3


@pytest.mark.parametrize(
    "text",
    [
        "catalog.modls.gpt-oss-120b.context_tokens=3",
        "catalog.models.gpt-oss-121b.context_tokens=3",
        "catalog.models.gpt-oss-120b.contxt_tokens=3",
        "catalog.models.gpt-oss-120b=3",
        "catalog.models.gpt-oss-120b=",
        "catalog.models.gpt-oss-120b.licence=nothing",
        "catalog.models.gpt-oss-120b.licence.grade=independent",
        "catalog.models.gpt-oss-120b.context_tokens=[9, 5]",
        "catalog.models.gpt-oss-120b.context_tokens=-5",
        "catalog.models.gpt-oss-120b.artifacts.weights=perhaps",
        "catalog.offers.openai-api.price_input=-1",
        "catalog.accelerators.h100-pcie.memory_gb=0",
        "catalog.models=3",
        "catalog.as_of=2026-01-01",
        "catalog.models.gpt-oss-120b.quality=3",
        "catalog.models.gpt-oss-120b.modalities=text",
        "catalog.models.gpt-oss-120b.name.first=text",
        "catalog.machines.nothing.count=3",
        "catalog.offers.openai-api.price_input=cheap",
        "catalog.offers.openai-api.nothing.price_input=3",
    ],
)
def test_a_setting_of_the_catalogue_that_does_not_fit_is_refused(catalog, text):
    with pytest.raises(InvalidFileError) as caught:
        apply_to_catalog(catalog, [parse_setting(text)])
    assert str(caught.value).startswith(f"--set {text}")


def test_another_middle_of_an_estimate_takes_its_ends_along():
    path = "catalog.models.gpt-oss-120b.quality.summarisation.p50"
    catalog = load_catalog()
    changed = apply_to_catalog(catalog, [parse_setting(f"{path}=0.3")])
    rows = [one for one in changed.models["gpt-oss-120b"].quality if one.task == "summarisation"]
    assert rows
    for row in rows:
        old = next(
            one
            for one in catalog.models["gpt-oss-120b"].quality
            if (one.task, one.language) == (row.task, row.language)
        )
        assert row.p50 == 0.3
        assert row.p90 - row.p50 == pytest.approx(old.p90 - old.p50)
        assert row.p10 == pytest.approx(max(0.0, 0.3 + old.p10 - old.p50))
