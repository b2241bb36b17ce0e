"""Of most small bills people are the largest part, so what a limit has to pay for decides much."""

import pytest

from opendecide.model.costs import OF_THE_MODEL
from opendecide.model.profile import Profile
from opendecide.reading.settings import apply_to_profile, parse_setting
from opendecide.recommend import recommend
from opendecide.report.render import render

LIBRARY = {
    "organisation": {"name": "Library", "country": "CH", "persona": "public_administration"},
    "language": "fr",
    "workloads": [
        {
            "id": "catalogue",
            "task_type": "extraction",
            "volume": {"requests_per_day": 800},
            "data_classes": ["public"],
        },
        {
            "id": "readers",
            "task_type": "chat_assistant",
            "volume": {"requests_per_day": 300},
            "data_classes": ["personal"],
        },
    ],
}


def asked(*settings, stress=False, **budget):
    limit = {"ceiling": {"amount": 40_000, "currency": "CHF"}, "horizon_years": 1}
    said = {**LIBRARY, "budget": {**limit, **budget}}
    changed = apply_to_profile(said, [parse_setting(one) for one in settings])
    return recommend(Profile.model_validate(changed), samples=256, stress=stress)


@pytest.fixture(scope="module")
def answer():
    return asked(stress=True)


def assumed(found):
    return {one.field: one.value for one in found.assumed}


def test_what_a_limit_covers_is_assumed_aloud_where_nobody_said(answer):
    assert assumed(answer)["budget.covers"] == "everything"
    assert assumed(answer)["budget.counts_existing_staff"] == "true"
    said = assumed(asked(covers="everything", counts_existing_staff=True))
    assert not {"budget.covers", "budget.counts_existing_staff"} & said.keys()


@pytest.mark.parametrize("limit", ["ceiling", "monthly_cap", "price_per_request_cap"])
def test_whatever_is_limited_is_assumed_aloud_to_pay_for_people_too(limit):
    """Where its change is tried, its present value stands among what was assumed."""
    amount = {"amount": 2.0, "currency": "CHF"}
    said = {**LIBRARY, "budget": {limit: amount, "horizon_years": 1}}
    found = recommend(Profile.model_validate(said), samples=64, stress=False)
    assert assumed(found)["budget.covers"] == "everything"
    assert assumed(found)["budget.counts_existing_staff"] == "true"


def test_without_a_limit_nothing_is_assumed_of_what_it_covers():
    found = recommend(Profile.model_validate(LIBRARY), samples=64, stress=False)
    assert not {"budget.covers", "budget.counts_existing_staff"} & assumed(found).keys()


def test_a_limit_that_leaves_people_out_is_a_change_with_the_leader_that_it_gives(answer):
    less = {"budget.covers": "model_bill_only", "budget.counts_existing_staff": "false"}
    told = [one for one in answer.robustness.flips if one.path in less]
    assert told
    for flip in told:
        assert flip.threshold == less[flip.path]
        then = asked(f"{flip.path}={flip.threshold}")
        assert then.verdict.deployment == flip.then


def test_whom_only_the_limit_keeps_out_comes_in_where_it_pays_for_the_model_alone(answer):
    ways = {one.path: way for way in answer.relief for one in way.relaxed if len(way.relaxed) == 1}
    assert ways.keys() == {"budget.covers", "budget.ceiling.amount"}
    assert not ways["budget.covers"].not_served


def test_a_limit_on_the_model_alone_may_have_to_pay_for_people_too(searching_for):
    ceiling = {"amount": 150_000, "currency": "CHF"}
    with searching_for("budget.covers"):
        found = asked(ceiling=ceiling, covers="model_bill_only", hard=True, stress=True)
    [flip] = [one for one in found.robustness.flips if one.path == "budget.covers"]
    then = asked("budget.covers=everything", ceiling=ceiling, hard=True)
    assert then.verdict.deployment == flip.then != found.verdict.deployment


def test_the_first_page_says_how_little_of_a_cost_is_for_the_model(answer):
    [bill] = [one for one in answer.cost if one.deployment == answer.verdict.deployment]
    model = sum(sum(one.years) for one in bill.years if one.component in OF_THE_MODEL)
    assert model < 0.01 * sum(sum(one.years) for one in bill.years)
    page = render(answer, "md", lang="en").content
    assert "\\<\u00a01% pays for the model or its machines" in page


def test_a_weight_leaves_those_in_play_whom_only_their_cost_brought_in(searching_for):
    """The best are too dear here, so others were looked at: with other weights they are again."""
    limit = {"ceiling": {"amount": 40_000, "currency": "CHF"}, "horizon_years": 1}
    said = {**LIBRARY, "budget": limit}
    with searching_for("preferences.weights"):
        found = recommend(Profile.model_validate(said))
    weights = [one for one in found.robustness.flips if one.path.startswith("preferences.weights")]
    assert weights
    for flip in weights:
        past = flip.threshold * (1.01 if flip.direction == "above" else 0.99)
        made = apply_to_profile(said, [parse_setting(f"{flip.path}={past:.6g}")])
        after = recommend(Profile.model_validate(made), stress=False)
        assert after.verdict.deployment == flip.then
