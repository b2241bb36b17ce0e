"""A change after which nothing acceptable is left is found, told and true; so is one by a hair."""

from pathlib import Path

import pytest

from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.reading.settings import apply_to_profile, parse_setting
from opendecide.recommend import recommend
from opendecide.report.brief import brief
from opendecide.report.language import language
from opendecide.report.views.flips import changes
from opendecide.report.views.summary import summary

EXAMPLES = Path(__file__).parents[4] / "examples"
SAMPLES, PAST = 128, 0.01
ARCHIVE = {
    "organisation": {"name": "Archive", "country": "DE", "persona": "regulated_enterprise"},
    "data": {"classes": [{"id": "files", "kind": "trade_secret"}]},
    "workloads": [
        {
            "id": "summaries",
            "task_type": "summarisation",
            "languages": ["de"],
            "volume": {"requests_per_day": 2000},
            "data_classes": ["files"],
        }
    ],
    "team": {"ml_level": "advanced", "ml_fte": 2, "ops_fte": 3, "hireable_fte": 1},
    "hardware": {
        "accelerators": [{"model": "h100", "count": 2, "memory_gb": 80}],
        "expandable": False,
    },
    "budget": {
        "currency": "EUR",
        "horizon_years": 3,
        "ceiling": {"amount": 900000, "currency": "EUR"},
        "hard": True,
    },
    "obligations": {"on_prem_only": True},
}
"""Nothing may leave the house, so all hangs on machines, people and money of its own."""

STUDENT = {
    "organisation": {"name": "Student", "country": "KE", "persona": "individual"},
    "data": {"classes": [{"id": "papers", "kind": "public"}]},
    "workloads": [
        {
            "id": "vectors",
            "task_type": "embedding",
            "languages": ["en"],
            "volume": {"batch": 200000},
            "tokens": {"input": 500},
            "latency": {"interactive": False},
            "data_classes": ["papers"],
            "commercial": False,
            "weight": 0.3,
        },
        {
            "id": "ask",
            "task_type": "rag_qa",
            "languages": ["en"],
            "volume": {"requests_per_day": 40},
            "tokens": {"input": 4000, "output": 400},
            "data_classes": ["papers"],
            "commercial": False,
            "weight": 0.7,
        },
    ],
    "team": {"ml_level": "basic", "ml_fte": 0.1, "ops_fte": 0.05, "hireable_fte": 0},
    "hardware": {"accelerators": [], "devices": {"count": 1, "memory_gb": 16}},
    "budget": {
        "currency": "USD",
        "horizon_years": 2,
        "ceiling": {"amount": 0, "currency": "USD"},
        "hard": True,
        "capex_allowed": False,
        "counts_existing_staff": False,
    },
}
"""A laptop, and no money at all: the laptop falls by the electricity that it takes."""


@pytest.fixture(scope="module")
def criteria():
    return load_criteria()


def asked(profile, criteria, *settings, catalog=None, stress=False):
    made = apply_to_profile(profile, [parse_setting(one) for one in settings])
    return recommend(
        Profile.model_validate(made),
        samples=SAMPLES,
        criteria=criteria,
        catalog=catalog or load_catalog(),
        stress=stress,
    )


@pytest.fixture(scope="module")
def archive(criteria, searching_for):
    with searching_for("team."):
        return asked(ARCHIVE, criteria, stress=True)


@pytest.fixture(scope="module")
def student(criteria, searching_for):
    with searching_for("budget."):
        return asked(STUDENT, criteria, stress=True)


def sides(flip):
    """Return what to set on the near side of a change, and on the far one."""
    sign = 1 if flip.direction == "above" else -1
    return tuple(f"{flip.path}={flip.threshold * (1 + side * sign * PAST):.6g}" for side in (-1, 1))


def of(answer, path):
    return next((one for one in answer.robustness.flips if one.path == path), None)


def test_giving_up_own_operation_leaves_nothing_where_nothing_may_leave_the_house(
    archive, criteria
):
    flip = of(archive, "team.willing_to_operate")
    assert flip is not None
    assert (flip.threshold, flip.then, flip.then_family) == ("false", None, None)
    after = asked(ARCHIVE, criteria, "team.willing_to_operate=false")
    assert after.verdict.grade == "no_acceptable_deployment"


@pytest.fixture(scope="module")
def aid():
    stated = load_profile(EXAMPLES / "refugee_aid.yaml")
    return stated.model_dump(mode="json", by_alias=True, exclude_unset=True)


def test_figures_beyond_which_nothing_is_left_are_true_on_both_sides(aid, criteria, searching_for):
    one_workload = {**aid, "workloads": aid["workloads"][:1]}
    with searching_for("budget.ceiling", "team.loaded_cost"):
        answer = asked(one_workload, criteria, stress=True)
    figures = [one for one in answer.robustness.flips if one.direction != "becomes"]
    assert "budget.ceiling.amount" in {one.path for one in figures}
    for flip in figures:
        assert flip.then is None
        near, far = (asked(one_workload, criteria, one).verdict for one in sides(flip))
        assert near.family == answer.verdict.family, flip.path
        assert far.grade == "no_acceptable_deployment", flip.path


def test_a_part_of_the_work_is_out_of_reach_before_all_of_it_is(aid, criteria, searching_for):
    with searching_for("budget.ceiling", "team.loaded_cost"):
        answer = asked(aid, criteria, stress=True)
    figures = [one for one in answer.robustness.flips if one.direction != "becomes"]
    assert {one.path for one in figures} >= {"budget.ceiling.amount", "team.loaded_cost.amount"}
    for flip in figures:
        near, far = (asked(aid, criteria, one).ranking[0] for one in sides(flip))
        assert near.id == answer.verdict.deployment or not near.not_served, flip.path
        assert flip.unserved, flip.path
        assert (far.id, far.not_served) == (flip.then, flip.not_served), flip.path


def test_who_is_left_by_silence_is_not_nothing(criteria, searching_for):
    # A ceiling below what all of them cost leaves one of a size, and so of a price, nobody knows.
    known = load_catalog()
    unknown = {"parameters_total": None, "parameters_active": None}
    unsized = known.models["minimax-m3"].model_copy(update=unknown)
    catalog = known.model_copy(update={"models": {**known.models, unsized.id: unsized}})
    after = asked(ARCHIVE, criteria, "budget.ceiling.amount=360000", catalog=catalog)
    assert after.verdict.grade == "insufficient_information"
    with searching_for("budget.ceiling"):
        before = asked(ARCHIVE, criteria, catalog=catalog, stress=True)
    assert of(before, "budget.ceiling.amount") is None


@pytest.mark.parametrize(
    ("tongue", "said"),
    [("en", "nothing acceptable is left"), ("fr", "il ne reste rien d’acceptable")],
)
def test_that_nothing_is_left_is_said(archive, tongue, said):
    told = brief(archive, language(tongue))
    [one] = [one for one in changes(told) if "willing_to_operate" in one.command]
    assert one.nothing
    assert one.then == said
    assert one.sentence.endswith(f"{said}.")


def test_the_first_page_names_a_change_that_leaves_nothing(archive):
    flips = archive.robustness.flips
    others = tuple(one.model_copy(update={"then": "other@place"}) for one in flips[:1] * 3)
    nothing = of(archive, "team.willing_to_operate")
    firm = archive.robustness.model_copy(update={"flips": (*others, nothing)})
    page = summary(brief(archive.model_copy(update={"robustness": firm}), language("en")))
    assert [one.nothing for one in page.flips] == [False, False, True]


def test_what_serves_a_part_is_not_nothing(criteria, searching_for):
    letters = {
        "id": "letters",
        "task_type": "translation",
        "languages": ["de"],
        "volume": {"requests_per_day": 300},
        "data_classes": ["leaflets"],
    }
    two = {
        **ARCHIVE,
        "data": {"classes": [*ARCHIVE["data"]["classes"], {"id": "leaflets", "kind": "public"}]},
        "workloads": [*ARCHIVE["workloads"], letters],
        "obligations": {"on_prem_only": ["files"]},
    }
    with searching_for("team.willing"):
        answer = asked(two, criteria, stress=True)
    flip = of(answer, "team.willing_to_operate")
    assert flip is not None
    assert flip.then is not None
    assert "summaries" in flip.not_served
    assert flip.unserved == ("summaries",)
    after = asked(two, criteria, "team.willing_to_operate=false")
    assert after.verdict.deployment == flip.then


def test_a_laptop_shut_out_by_its_electricity_is_named_with_the_ceiling_that_lets_it_in(
    student, criteria
):
    flip = of(student, "budget.ceiling.amount")
    assert flip is not None
    assert (flip.today, flip.direction) == (0.0, "above")
    assert 0 < flip.threshold < 1
    near, far = (asked(STUDENT, criteria, one) for one in sides(flip))
    assert near.verdict.family == student.verdict.family
    assert far.verdict.family == flip.then_family
    used = {one.deployment for one in flip.then_assignments} or {flip.then}
    assert any("end-user-device" in one for one in used)
    page = summary(brief(student, language("en")))
    assert page.flips[0].today == "0"


def test_nothing_but_a_little_money_is_lacking_where_the_ceiling_is_nothing(criteria):
    inside = {**STUDENT, "obligations": {"on_prem_only": True}}
    answer = asked(inside, criteria, stress=True)
    assert answer.verdict.grade == "no_acceptable_deployment"
    [first, *_] = answer.relief
    [money] = first.relaxed
    assert (money.path, money.today) == ("budget.ceiling.amount", 0.0)
    after = asked(inside, criteria, f"{money.path}={money.to:.6g}")
    assert after.verdict.deployment == first.deployment
