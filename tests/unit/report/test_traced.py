"""Every figure of a report can be followed to the page that says it, and worked out again by hand."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from opendecide.model.criteria import factors_of
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.recommend import recommend
from opendecide.report.brief import brief
from opendecide.report.language import language
from opendecide.report.render import render
from opendecide.report.speech import Speech, unworded
from opendecide.report.views.evidence import evidence
from opendecide.report.views.flips import _beyond

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture(scope="module")
def app():
    return recommend(load_profile(EXAMPLES / "tutoring_app.yaml"), samples=128, stress=False)


def test_a_fact_is_linked_to_its_own_page_and_to_no_other_of_the_same_site(app):
    annex = evidence(brief(app, language("en")), ())
    assert len(annex.groups) > 10
    for group in annex.groups:
        pages = {row.label: row.address for row in group.rows}
        rows = iter(group.rows)
        for line in group.lines:
            for _ in line.says:
                row = next(rows)
                assert pages[row.label] == line.address, (row.fact, row.address)


NOTARY = {
    "organisation": {"name": "Notary", "country": "BE", "persona": "regulated_enterprise"},
    "workloads": [
        {
            "id": "letters",
            "task_type": "summarisation",
            "languages": ["nl", "fr"],
            "volume": {"requests_per_day": 400, "growth_per_year": 0.1},
            "latency": {"p95_seconds": 30, "interactive": True},
            "data_classes": ["confidential"],
        }
    ],
    "data": {
        "classes": [{"id": "confidential", "kind": "confidential", "minimum_locus": "own_premises"}]
    },
    "hardware": {"accelerators": [{"model": "l40s", "count": 2}], "expandable": True},
    "team": {"ops_fte": 2, "ml_fte": 0.5, "willing_to_operate": True},
    "budget": {"currency": "EUR", "horizon_years": 4},
}


WORKSHOP = Path(__file__).parents[2] / "data" / "workshop.yaml"


def steps(found, deployment):
    """Return the steps of one bill by code; of several alike the last."""
    cost = next(one for one in found.cost if one.deployment == deployment)
    assert cost.workings
    return cost, {one.code: one.values for one in cost.workings}


@pytest.fixture(scope="module")
def notary():
    found = recommend(Profile.model_validate(NOTARY), samples=256, stress=False)
    assert not [one for one in unworded(found) if one.startswith("working.")]
    return found


def test_the_years_of_a_line_follow_from_the_rate_the_growth_and_the_fall_of_prices(app):
    cost, told = steps(app, app.ranking[0].id)
    worth, fall = told["working.present_value"], told["working.price_fall"]
    growth = {one.values["workload"]: one.values["rate"] for one in cost.workings
              if one.code == "working.growth"}  # fmt: skip
    assert fall["source"]
    lines = [one for one in cost.lines if one.label.code == "cost.api_output_tokens"]
    assert lines
    for line in lines:
        grown = growth.get(line.label.values["workload"], 0.0)
        ratio = (1 + grown) * (1 - fall["rate"]) / (1 + worth["rate"])
        years = range(round(worth["years"]))
        assert worth["years"] == round(worth["years"])
        by_hand = worth["first"] * sum(ratio**year for year in years)
        assert line.factor == pytest.approx(by_hand, rel=0.02)


def test_a_price_in_a_foreign_currency_says_at_which_rate_of_which_day_it_came_in(app):
    cost, told = steps(app, app.ranking[0].id)
    rate = told["working.exchange"]
    assert rate["source"]
    assert rate["as_of"]
    assert rate["into"] == cost.currency
    catalogue = load_catalog().rates
    per_eur = {"EUR": 1.0} | {name: one.per_eur for name, one in catalogue.items()}
    assert rate["factor"] == pytest.approx(per_eur[cost.currency] / per_eur[rate["of"]], rel=1e-3)


def test_the_memory_that_is_free_follows_from_that_of_one_card(notary):
    _, told = steps(notary, notary.ranking[0].id)
    memory = told["working.memory"]
    by_hand = memory["ways"] * (memory["each"] * memory["share"] - memory["kept"])
    assert memory["available"] == pytest.approx(by_hand)


def test_no_spare_is_counted_that_the_machines_at_hand_have_no_room_for(notary):
    # EuroLLM takes both cards.
    own = next(one.id for one in notary.ranking if one.id == "eurollm@own-premises:l40s-x2")
    _, told = steps(notary, own)
    assert "working.replicas" not in told
    there = told["working.replicas_at_hand"]
    assert there["needed"] == there["billed"] == 1
    assert there["accelerators"] == 2
    assert told["working.utilisation"]["total"] == there["needed"]


def test_the_carbon_of_own_machines_follows_from_electricity_grid_and_making(notary):
    own = next(one.id for one in notary.ranking if "l40s" in one.id and "own-premises" in one.id)
    cost, told = steps(notary, own)
    made = told["working.carbon"]
    by_hand = made["kwh"] * made["grid"] + made["machines"] * made["making"] / (
        made["life"] * made["millions"]
    )
    assert made["kg"] == pytest.approx(by_hand)
    assert made["middle"] == pytest.approx(cost.energy.kgco2e.p50)
    assert made["source"]


def test_the_electricity_of_a_service_names_the_measurements_it_comes_from(app):
    _, told = steps(app, app.ranking[0].id)
    drawn = told["working.service_energy"]
    assert "ML.ENERGY" in drawn["source"]
    assert drawn["as_of"]


def test_every_machine_that_is_said_to_be_too_small_is_called_by_its_name():
    lab = recommend(load_profile(EXAMPLES / "enzyme_lab.yaml"), samples=64, stress=False)
    small = {
        one.reason.values["on"]
        for one in lab.screened_out
        if one.reason.code == "compute.memory" and one.reason.values.get("on")
    }
    assert len(small) > 1
    assert {one for one in small if f"machines/{one}" not in lab.names} == set()


@pytest.mark.parametrize(
    ("threshold", "written"),
    [(164_000.0, "162400"), (0.146, "0.1445"), (34.8, "34.45"), (12_340_000.0, "12220000")],
)
def test_a_command_writes_figures_as_people_write_them(threshold, written):
    flip = SimpleNamespace(path="budget.ceiling.amount", threshold=threshold, direction="below")
    assert _beyond(flip) == f"budget.ceiling.amount={written}"


def test_a_value_is_that_of_its_scale_times_the_share_of_the_work_that_counts(notary):
    """What a reader finds by hand: scale, weight and the printed share give the points."""
    factors = factors_of(load_criteria())
    seen = 0
    for one in notary.ranking:
        assert 0 < one.counted <= 1
        for name, result in one.factors.items():
            factor = factors[name]
            if factor.type != "ordinal" or not result.known or result.low != result.high:
                continue
            on_scale = factor.levels[result.performance].value
            assert result.value == pytest.approx(on_scale * one.counted, abs=1e-6), name
            seen += on_scale > 0
    assert seen > 20


def test_the_share_of_the_work_that_counts_is_told_above_the_scores(notary):
    page = render(notary, "md", lang="en").content
    table = page.split("### Where the points come from")[1].split("###")[0]
    [row] = [line for line in table.splitlines() if "work that counts" in line and "|" in line]
    first = notary.ranking[0]
    assert f"{100 * first.counted:.1f}%" in row
    assert "Half of a workload's points is lost" in table


def test_nobody_with_a_card_in_a_workstation_is_told_that_there_is_no_machine():
    found = recommend(load_profile(WORKSHOP), samples=64, stress=False)
    said = Speech(language("en"), names=found.names)
    [why] = {
        said.message(one.reason) for one in found.screened_out if one.reason.code == "compute.none"
    }
    assert why == "There is no server to run it on, and none can be had."


def test_no_column_of_differences_stands_where_a_combination_has_none():
    told = brief(recommend(load_profile(WORKSHOP), samples=64, stress=False), language("en"))
    assert told.together is not None
    page = render(told.recommendation, "md", lang="en").content
    assert "First against runner-up" not in page


def test_a_price_of_today_beside_a_break_even_says_where_and_when_it_was_read(notary, app):
    priced = [one for found in (notary, app) for one in found.break_even
              if "/" in one.unit and one.unit[:3].isupper() and one.today]  # fmt: skip
    assert priced
    for one in priced:
        assert one.source, one.quantity
        assert one.as_of, one.quantity
    page = render(app, "md", lang="en").content
    table = page.split("### Break-even")[1].split("###")[0]
    [row] = [line for line in table.splitlines() if line.startswith("| price of the service")]
    assert "(https://" in row


def test_a_year_of_a_machine_and_of_its_care_follow_from_its_price(notary):
    own = next(one.id for one in notary.ranking if "l40s" in one.id and "own-premises" in one.id)
    cost, told = steps(notary, own)
    [care] = [one for one in cost.lines if one.label.code == "cost.maintenance"]
    paid = told["working.maintenance"]
    assert care.unit_price == pytest.approx(paid["rate"] * paid["price"], rel=0.05)
    bare = {**NOTARY, "hardware": {"accelerators": [], "expandable": True}}
    bought = next(
        one
        for one in recommend(Profile.model_validate(bare), samples=256, stress=False).cost
        if one.workings and any(line.label.code == "cost.server_years" for line in one.lines)
    )
    [year] = [one for one in bought.lines if one.label.code == "cost.server_years"]
    made = {one.code: one.values for one in bought.workings}["working.machine_year"]
    share = (1 - made["kept"] / 100) / made["life"] + made["capital"] / 100 * made["bound"]
    assert year.unit_price == pytest.approx(made["price"] * share, rel=0.05)


@pytest.mark.parametrize(
    ("ranking", "said"),
    [(["cost", "safety"], "mean of those drawn"), (None, "rank-order centroid")],
)
def test_weights_of_an_order_that_leaves_criteria_out_are_not_called_its_centroid(ranking, said):
    every = [one.id for one in load_criteria().criteria]
    weights = {"method": "ranking", "ranking": ranking or every}
    profile = Profile.model_validate({**NOTARY, "preferences": {"weights": weights}})
    found = recommend(profile, samples=64, stress=False)
    assert said in render(found, "md", lang="en").content
    if ranking is None:  # by hand: the mean of 1/k from each place on
        places = len(every)
        by_hand = [sum(1 / k for k in range(n, places + 1)) / places for n in range(1, places + 1)]
        shown = {one.id: one.weight for one in found.criteria}
        assert [shown[one] for one in every] == pytest.approx(by_hand, abs=0.05)


def test_a_quota_is_held_against_the_peak_of_what_people_wait_for():
    """By hand: 1,440 a day that can wait are one a minute; as many at twice the mean are two."""
    load = {"task_type": "chat_assistant", "languages": ["en"]}
    shop = {
        "organisation": {"name": "Shop", "country": "US", "persona": "startup"},
        "workloads": [
            {
                **load,
                "id": "texts",
                "volume": {"requests_per_day": 1440, "peak_factor": 6},
                "latency": {"interactive": False},
            },
            {**load, "id": "chat", "volume": {"requests_per_day": 1440, "peak_factor": 2}},
        ],
    }
    found = recommend(Profile.model_validate(shop), samples=64, stress=False)
    needed = {
        one.reason.values["need"]
        for one in found.screened_out
        if one.reason.code == "compute.quota"
    }
    assert sorted(needed) == [pytest.approx(3.0)]
