"""An index is built by a model made for it, beside the one that answers or somewhere else."""

import pytest

from opendecide.cost.order_statistics import median
from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.recommend import recommend
from opendecide.report.brief import brief
from opendecide.report.language import language
from opendecide.report.views.combination import combination
from opendecide.stages.billing.costing import price
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.screening.shortlist import usage_cost

INDEX = {
    "id": "index", "task_type": "embedding", "user_type": "machine", "languages": ["en"],
    "volume": {"requests_per_day": 40000}, "tokens": {"input": 900, "output": 1}, "weight": 0.3,
}  # fmt: skip
DRAFTING = {
    "id": "drafting", "task_type": "chat_assistant", "languages": ["en"],
    "volume": {"users": 200}, "weight": 0.7,
}  # fmt: skip


def profile(*workloads, **told):
    return Profile.model_validate(
        {"organisation": {"name": "Firm", "country": "GB"}, "workloads": list(workloads), **told}
    )


def found(*workloads, catalog=None, **told):
    case, _ = complete(profile(*workloads, **told), catalog or load_catalog(), load_criteria())
    return case, candidates(case)


def test_an_index_is_not_built_by_a_chat_model_nor_a_chat_answered_by_an_index():
    _, views = found(INDEX, DRAFTING)
    assert views
    for view in views:
        for need, model in view.serving.items():
            wanted = "embedding" if need == "index" else "text"
            assert wanted in model.modalities, view.deployment.id


def test_a_chat_model_gets_an_embedding_model_of_the_same_service_beside_it():
    _, views = found(INDEX, DRAFTING)
    at = {view.deployment.id: view for view in views}
    both = at["gpt-6-sol+text-embedding-3-large@openai-api"]
    assert {need: model.id for need, model in both.serving.items()} == {
        "index": "text-embedding-3-large",
        "drafting": "gpt-6-sol",
    }


def test_whoever_sells_no_embedding_model_leaves_the_index_to_others():
    _, views = found(INDEX, DRAFTING)
    alone = [view for view in views if view.offer.id == "anthropic-api"]
    assert alone
    assert all(view.serving.keys() == {"drafting"} for view in alone)


def test_a_place_may_build_the_index_alone_where_combinations_are_allowed():
    machines = {"hardware": {"accelerators": [{"model": "L40S", "count": 2, "owned": True}]}}

    def at_home(**told):
        _, views = found(INDEX, DRAFTING, **machines, **told)
        return {view.deployment.id for view in views if view.serving.keys() == {"index"}}

    assert "qwen3-embedding-8b@own-premises:l40s-x2" in at_home()
    assert not at_home(preferences={"hybrid_allowed": False})


def test_a_vector_has_no_tokens_whatever_an_answer_is_counted_as():
    case, _ = found(INDEX)
    [need] = case.needs
    assert need.output_tokens.high == 0.0
    assert need.input_tokens.mid == 900


def test_a_law_firm_that_keeps_its_archive_inside_may_index_it_on_its_own_cards():
    """What an adviser says: vectors on the cards in the cellar, drafting with a service."""
    inside = {"id": "archive", "kind": "client_privileged", "minimum_locus": "own_premises"}
    # Two cards hold no model that drafts so well for sure.
    well = {"must_have": ["context>=128k"], "quality": {"minimum": 0.8}}
    answer = recommend(
        profile(
            INDEX | {"data_classes": ["archive"]},
            DRAFTING | {"data_classes": ["matters"], **well},
            data={"classes": [inside, {"id": "matters", "kind": "internal"}]},
            hardware={
                "accelerators": [{"model": "L40S", "count": 2, "owned": True}],
                "expandable": False,
            },
            obligations={"on_prem_only": ["archive"]},
            team={"ml_level": "basic", "ml_fte": 0.5, "ops_fte": 1},
        ),
        stress=False,
    )
    places = {one.workload: one for one in answer.hybrid.assignments}
    assert answer.hybrid.proposed
    assert "@own-premises" in places["index"].deployment
    assert "@own-premises" not in places["drafting"].deployment
    assert places["index"].model in places["index"].deployment.partition("@")[0].split("+")
    rows = combination(brief(answer, language("en"))).assignments
    assert {one.workload: one.data for one in rows} == {"index": "archive", "drafting": "matters"}
    names = {one.id: one.name for one in load_catalog().models.values()}
    for one in answer.ranking:  # whom no workload is left to is not in the name
        idle = {names[model] for model in one.id.partition("@")[0].split("+")}
        idle -= {names[model] for model in one.models.values()}
        assert not [name for name in idle if name in one.name], one.name


def test_a_non_commercial_embedding_model_is_no_ones_companion_where_others_may_be_used():
    _, views = found(INDEX | {"commercial": True}, DRAFTING | {"commercial": True})
    used = {view.serving["index"].id for view in views if "index" in view.serving}
    assert used
    assert "jina-embeddings-v3" not in used


def test_where_the_catalogue_knows_no_model_another_one_is_no_advice():
    shipped = load_catalog()
    models = {
        name: model for name, model in shipped.models.items() if "embedding" not in model.modalities
    }
    answer = recommend(
        profile(INDEX, DRAFTING),
        catalog=shipped.model_copy(update={"models": models}),
        stress=False,
    )
    said = {
        (one.reason.code, one.cure.code if one.cure else None)
        for one in answer.screened_out
        if one.reason.values.get("workload") == "index"
    }
    assert said == {("capability.unknown_kind", "cure.add_model")}


@pytest.mark.parametrize("language", ["en", "fr", "multi"])
def test_the_larger_of_two_kin_finds_more(language):
    models = load_catalog().models

    def p50(name):
        return next(one.p50 for one in models[name].quality if one.language == language)

    assert p50("qwen3-embedding-8b") > p50("qwen3-embedding-0.6b")
    assert 0.4 < p50("text-embedding-3-small") < p50("gemini-embedding-001") < 0.8


@pytest.mark.parametrize("volume", [{"requests_per_day": 1e9}, {"batch": 1e9}], ids=str)
def test_the_quick_look_counts_the_machines_that_a_large_index_takes(volume):
    """At nothing a machine it would be one of the cheapest, whatever the volume."""
    _, views = found(INDEX | {"volume": volume, "latency": {"interactive": False}})
    view = next(
        one for one in views if one.offer.id == "verda" and one.model.id == "qwen3-embedding-8b"
    )
    (billed,) = price([view], Draws(0, 64))
    hours = sum(median(one.amount) for one in billed.bill.lines if one.component == "hardware")
    assert usage_cost(view) == pytest.approx(hours, rel=0.3)
