"""Combinations: exact against every possible assignment, and no data where its gate forbids."""

from itertools import permutations, product
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from opendecide.cost.bill import quantiles
from opendecide.measures.draws import Draws
from opendecide.model.criteria import factors_of
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.recommend import recommend
from opendecide.report.speech import unworded
from opendecide.stages.hybrid.combination import in_order
from opendecide.stages.hybrid.division import divided
from opendecide.stages.hybrid.joint_table import Table
from opendecide.stages.hybrid.minimums import Minimums
from opendecide.stages.run import run

CASES, MOST = 1000, 3
EXAMPLES = Path(__file__).parents[3] / "examples"


def table(scores, overhead):
    """Return a table of cells; NaN where a gate keeps a workload from a deployment."""
    made = object.__new__(Table)
    made.overhead = overhead
    made.case = SimpleNamespace(needs=[None] * len(scores))
    made.cells = {}
    for need, row in enumerate(scores):
        cells = [
            SimpleNamespace(
                view=SimpleNamespace(deployment=SimpleNamespace(id=f"d{place}")),
                score=score,
                worth=1.0 - score,
                reaches=True,
            )
            for place, score in enumerate(row)
            if not np.isnan(score)
        ]
        made.cells[f"w{need}"] = sorted(cells, key=lambda one: (-one.score, one.view.deployment.id))
    return made


def best_by_brute_force(scores, overhead, components, *, least=1):
    """Try every way to give each workload to one deployment or to nobody."""
    best = 0.0
    needs, deployments = scores.shape
    for choice in product([None, *range(deployments)], repeat=needs):
        given = [(need, one) for need, one in enumerate(choice) if one is not None]
        used = {one for _, one in given}
        if least <= len(used) <= components and not any(np.isnan(scores[pair]) for pair in given):
            total = sum(scores[pair] for pair in given) - overhead * (len(used) - 1)
            best = max(best, total)
    return best


def test_a_thousand_small_cases_equal_brute_force():
    rng = np.random.default_rng(0)
    combined = 0
    for _ in range(CASES):
        shape = (int(rng.integers(2, 5)), int(rng.integers(2, 5)))
        scores = rng.random(shape)
        scores[rng.random(shape) < 0.25] = np.nan
        overhead = float(rng.choice([0.0, 0.03, 0.3]))
        sets = table(scores, overhead).best_sets(MOST)
        wanted = best_by_brute_force(scores, overhead, MOST)
        totals = [total(chosen, overhead) for chosen in sets]
        assert totals == sorted(totals, reverse=True)
        assert max(totals, default=0.0) <= wanted + 1e-9
        if wanted > best_by_brute_force(scores, overhead, 1) + 1e-9:
            combined += 1
        together = best_by_brute_force(scores, overhead, MOST, least=2)
        assert max([0.0, *totals]) == pytest.approx(together)
        for chosen in sets:
            for need, one in chosen.items():
                assert not np.isnan(scores[int(need[1:]), int(one.view.deployment.id[1:])])
    assert combined > CASES / 2


def test_a_machine_that_is_there_for_one_workload_is_tried_for_the_others_as_well():
    made = table(np.array([[0.5, 0.6], [0.8, np.nan], [np.nan, 0.7]]), 0.0)
    for cells in made.cells.values():
        for cell in cells:  # the money of one workload alone makes the machine look worse
            cell.worth = 0.9 if cell.view.deployment.id == "d0" else 0.5
    served = {tuple(one.view.deployment.id for one in way.values()) for way in made.best_sets(2)}
    assert {("d1", "d0", "d1"), ("d0", "d0", "d1")} == served


def option(points, *, too_dear=False, reached=0.0):
    return SimpleNamespace(
        within=True,
        too_dear=too_dear,
        scored=SimpleNamespace(samples=np.full(4, points)),
        duty=SimpleNamespace(reached=reached),
        is_answer=not too_dear,
    )


def test_what_is_above_a_strict_ceiling_hides_nothing_that_is_below_it():
    dear, plain, cheap = (
        option(0.9, too_dear=True, reached=0.5),
        option(0.8),
        option(0.6, reached=0.5),
    )
    assert in_order([plain, dear, cheap])[0] is cheap
    assert in_order([plain, dear])[0] is plain


def real_table(profile, criteria):
    """Return the cells of a case as the pipeline finds them, gates and classes of data included."""
    found = run(profile, criteria, load_catalog(), Draws(0, 64))
    division = divided(found, criteria)
    whole = found if division is None else division.found
    return whole, Table(whole, factors_of(criteria), Minimums(found, {}))


@pytest.mark.parametrize("components", [2, 3])
@pytest.mark.parametrize("example", ["city_council", "machine_builder", "property_insurer", None])
def test_the_assignment_is_the_best_of_all_among_real_deployments(example, components, criteria):
    profile = plant() if example is None else load_profile(EXAMPLES / f"{example}.yaml")
    whole, made = real_table(profile, criteria)
    best = max(
        sum(one.score for one in chosen if one) - made.overhead * (len(used) - 1)
        for chosen in product(*[[None, *cells] for cells in made.cells.values()])
        if 2 <= len(used := {one.view.deployment.id for one in chosen if one}) <= components
    )
    sets = made.best_sets(components)
    assert max(total(one, made.overhead) for one in sets) == pytest.approx(best)
    for need, one in sets[0].items():
        objections = whole.screened.excluded.get(one.view.deployment.id, ())
        assert not [outcome for outcome in objections if outcome.workload in (None, need)]


def test_together_is_never_cheaper_than_its_dearest_part_nor_dearer_than_all_apart(criteria):
    _, made = real_table(plant(), criteria)
    for chosen in made.best_sets(2)[:5]:
        bill = made.bill(chosen)
        parts = [one.bill for one in made.components(chosen)]
        assert bill is not None
        assert (bill.total >= np.max([one.total for one in parts], axis=0)).all()
        assert (bill.total <= np.sum([one.total for one in parts], axis=0) * (1 + 1e-9)).all()


def test_two_models_of_one_place_take_the_people_of_one_that_does_the_work_of_both(criteria):
    """What the second model serves is tested and watched too, and nobody sets up twice."""
    _, made = real_table(load_profile(EXAMPLES / "city_council.yaml"), criteria)
    seen = set()
    for first, second in permutations(made.cells, 2):
        does_both = {one.view.deployment.id: one for one in made.cells[second]}
        for one, other in product(made.cells[first], made.cells[second]):
            name, offer = one.view.deployment.id, one.view.offer.id
            apart = name != other.view.deployment.id and offer == other.view.offer.id
            if apart and name in does_both and not one.view.by_machine and offer not in seen:
                seen.add(offer)
                two = made.bill({first: one, second: other})
                single = made.bill({first: one, second: does_both[name]})
                for key in ("staff", "setup", "evaluation", "guardrails", "migration", "exit"):
                    assert paid(two, key) == pytest.approx(paid(single, key)), (offer, key)
    assert seen


def paid(bill, key):
    return sum(float(np.mean(line.amount)) for line in bill.lines if line.key == key)


def total(chosen, overhead):
    components = {one.view.deployment.id for one in chosen.values()}
    return sum(one.score for one in chosen.values()) - overhead * (len(components) - 1)


@pytest.fixture(scope="module")
def criteria():
    return load_criteria()


def plant(**data):
    drawings = {
        "id": "drawings",
        "kind": "trade_secret",
        "share_of_volume": 0.05,
        "minimum_locus": "own_premises",
    }
    texts = {"id": "texts", "kind": "public", "share_of_volume": 0.95}
    return Profile.model_validate(
        {
            "organisation": {"name": "Plant", "country": "FR"},
            "data": {"classes": [drawings | data, texts]},
            "workloads": [
                {
                    "id": "writing",
                    # Models that fit the card are far behind here, so what may leave does.
                    "task_type": "coding",
                    "volume": {"requests_per_day": 200},
                    "data_classes": ["drawings", "texts"],
                }
            ],
            "hardware": {
                "accelerators": [{"model": "L4", "count": 1, "memory_gb": 24}],
                "expandable": False,
            },
            "team": {"ml_fte": 2, "ops_fte": 2, "ml_level": "advanced", "delivery_fte": 2},
        }
    )


@pytest.fixture(scope="module")
def answer(criteria):
    return recommend(plant(), samples=128, criteria=criteria, stress=False)


def test_the_sensitive_share_of_a_workload_stays_and_the_rest_goes_where_it_is_served_best(answer):
    found = answer.hybrid
    assert found.proposed
    by_class = {one.data_class: one.deployment for one in found.assignments}
    assert {one.workload for one in found.assignments} == {"writing"}
    families = {one.id: one.family for one in answer.candidates}
    inside = {"open_weights_on_premises", "fully_open_self_run"}
    assert families[by_class["drawings"]] in inside
    assert families[by_class["texts"]] not in inside


def test_what_is_sensitive_fails_closed_and_the_rest_has_another_operator_to_go_to(answer):
    found = answer.hybrid
    assert "hybrid.fail_closed" in {one.code for one in found.rule}
    assert [one.data_class for one in found.standby] == ["texts"]
    [rest] = [one for one in found.assignments if one.data_class == "texts"]
    assert found.standby[0].deployment.partition("@")[2] != rest.deployment.partition("@")[2]
    assert not [one for one in unworded(answer) if one.startswith("hybrid.")]


def test_two_services_of_one_house_with_the_same_models_are_no_combination(criteria):
    """Speech by the same model of the same offer is the same purchase, whatever stands beside it."""
    city = load_profile(EXAMPLES / "city_council.yaml")
    found = recommend(city, samples=64, criteria=criteria, stress=False).hybrid
    offers = {one.deployment.rpartition("@")[2] for one in found.assignments}
    assert found.assignments
    assert len(offers) > 1 or len({one.model for one in found.assignments}) > 2


def test_a_share_is_divided_with_its_volume_and_its_weight(criteria):
    today = run(plant(), criteria, load_catalog(), Draws(0, 64))
    division = divided(today, criteria)
    needs = {division.parts[one.id].data_class: one for one in division.found.case.needs}
    assert needs["drawings"].requests_per_day.mid == pytest.approx(10)
    assert needs["texts"].share == pytest.approx(0.95)


def test_shares_below_the_whole_divide_a_workload_in_their_proportion(criteria):
    today = run(plant(share_of_volume=0.95 / 99), criteria, load_catalog(), Draws(0, 64))
    division = divided(today, criteria)
    needs = {division.parts[one.id].data_class: one for one in division.found.case.needs}
    assert needs["drawings"].requests_per_day.mid == pytest.approx(2)
    assert needs["texts"].requests_per_day.mid == pytest.approx(198)


def test_a_workload_whose_data_ask_for_the_same_is_not_divided(criteria):
    alike = plant(kind="public", minimum_locus="shared_any_region")
    found = recommend(alike, samples=64, criteria=criteria, stress=False)
    assert found.hybrid.reason.code == "hybrid.one_workload"


def test_one_deployment_for_everything_is_respected(criteria):
    whole = plant().model_copy(
        update={"preferences": plant().preferences.model_copy(update={"hybrid_allowed": False})}
    )
    found = recommend(whole, samples=64, criteria=criteria, stress=False)
    assert found.hybrid.reason.code == "hybrid.not_allowed"


def test_a_ceiling_that_is_not_strict_still_comes_before_points():
    made = table(np.array([[0.5, 0.4]]), 0.0)
    made.case.ceiling = 100.0
    cheap, dear = (
        SimpleNamespace(paid_spread=quantiles(np.array([amount]))) for amount in (90.0, 110.0)
    )
    assert made.overrun(cheap) == pytest.approx(-0.1)
    assert made.overrun(dear) == pytest.approx(0.1)
    assert made.overrun(None) > 0
