"""What must hold for any organisation and any facts: tried on generated ones."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opendecide.measures.draws import Draws
from opendecide.model.catalog import Alternative, Catalog
from opendecide.model.criteria import factors_of
from opendecide.model.fact import Fact
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.recommend import recommend
from opendecide.stages.run import assessed, place_of

ROOT = Path(__file__).parents[2]
CRITERIA = load_criteria(ROOT / "examples" / "database" / "criteria")
FACTORS = factors_of(CRITERIA)
PROFILE = Profile.model_validate(
    {
        "organisation": {"name": "Any", "country": "FR"},
        "workloads": [{"id": "any", "task_type": "extraction"}],
        "risk": {"on_missing_data": "persona_prior", "confidence_required": 0.6},
    }
)
SHIPPED = load_catalog()
# `moderation` is not among them: an organisation that has to buy its own filters pays more, and the
# more of a bill is fixed the steadier it is, which the predictability of cost rightly rewards.
SILENCED = (
    "terms",
    "attestations",
    "control_country",
    "support",
    "clauses",
    "clauses_absent",
    "controls",
    "controls_absent",
    "pinning",
    "logs",
    "usability",
    "sla_uptime_percent",
    "finetuning",
    "exit_terms",
    "key_holder",
)
calm = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def known(value):
    return Fact(value=value, source="generated", as_of=date(2026, 11, 1), grade="own_test")


def facts_of():
    """Return a strategy for one option: a level or number for each factor, or nothing known."""
    shapes = {}
    for name, factor in FACTORS.items():
        if factor.type == "ordinal":
            values = st.sampled_from(list(factor.levels))
        else:
            ends = [anchor.at for anchor in factor.anchors]
            values = st.floats(min(ends), max(ends), allow_subnormal=False)
        shapes[name] = st.none() | values.map(known)
    return st.fixed_dictionaries(shapes).map(
        lambda facts: {name: fact for name, fact in facts.items() if fact is not None}
    )


def catalog_of(options):
    return Catalog(
        as_of=date(2026, 11, 1),
        alternatives={
            name: Alternative(id=name, name=name, family=name, facts=facts)
            for name, facts in options.items()
        },
        countries=SHIPPED.countries,
        rules=SHIPPED.rules,
        rates=SHIPPED.rates,
    )


def scores(options):
    result = recommend(PROFILE, samples=256, criteria=CRITERIA, catalog=catalog_of(options))
    return result, {one.id: one.score for one in result.ranking}


def value(name, fact):
    """Return the value of a known fact on a factor's fixed scale."""
    factor = FACTORS[name]
    if factor.type == "ordinal":
        return factor.levels[fact.value].value
    points = sorted((anchor.at, anchor.value) for anchor in factor.anchors)
    at = [one[0] for one in points]
    number = fact.value
    if factor.interpolation == "log":
        at, number = np.log(at), np.log(number)
    return float(np.interp(number, at, [one[1] for one in points]))


def best_word(name):
    factor = FACTORS[name]
    if factor.type == "ordinal":
        return known(max(factor.levels, key=lambda word: factor.levels[word].value))
    return known(max(factor.anchors, key=lambda anchor: anchor.value).at)


@calm
@given(st.lists(facts_of(), min_size=2, max_size=4))
def test_a_dominated_deployment_never_ranks_above_its_dominator(options):
    table = {f"o{place}": facts for place, facts in enumerate(options)}
    _, found = scores(table)
    for one, left in table.items():
        for other, right in table.items():
            if left.keys() == right.keys() == FACTORS.keys() and all(
                value(name, left[name]) >= value(name, right[name]) for name in FACTORS
            ):
                assert found[one] >= found[other] - 1e-9


@calm
@given(st.lists(facts_of(), min_size=2, max_size=4), st.sampled_from(list(FACTORS)))
def test_improving_one_fact_never_lowers_a_score(options, factor):
    table = {f"o{place}": facts for place, facts in enumerate(options)}
    _, before = scores(table)
    _, after = scores(table | {"o0": table["o0"] | {factor: best_word(factor)}})
    assert after["o0"] >= before["o0"] - 1e-9


@calm
@given(st.lists(facts_of(), min_size=2, max_size=4), facts_of())
def test_adding_a_deployment_never_swaps_two_others(options, newcomer):
    table = {f"o{place}": facts for place, facts in enumerate(options)}
    _, before = scores(table)
    _, after = scores(table | {"zz": newcomer})
    for name, score in before.items():
        assert after[name] == pytest.approx(score, abs=1e-9)


@calm
@given(st.lists(facts_of(), min_size=2, max_size=3), st.sampled_from(list(FACTORS)))
def test_a_wider_fact_is_never_worth_more_than_its_best_value(options, factor):
    table = {f"o{place}": facts for place, facts in enumerate(options)}
    wide = {name: fact for name, fact in table["o0"].items() if name != factor}

    def chance(facts):
        result, _ = scores(table | {"o0": facts})
        leaders = {one.id: one.rank_probabilities[0] for one in result.ranking}
        return leaders["o0"]

    assert chance(wide) <= chance(wide | {factor: best_word(factor)}) + 1e-9


@calm
@given(st.lists(facts_of(), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_files_never_matters(options, chance):
    table = {f"o{place}": facts for place, facts in enumerate(options)}
    shuffled = list(table.items())
    chance.shuffle(shuffled)
    first, _ = scores(table)
    second, _ = scores(dict(shuffled))
    assert first.model_dump_json() == second.model_dump_json()


def test_the_order_of_the_shipped_catalogue_never_matters():
    profile = load_profile(ROOT / "examples" / "illustrator.yaml")
    turned = SHIPPED.model_copy(
        update={
            part: dict(reversed(getattr(SHIPPED, part).items()))
            for part in ("models", "offers", "vendors", "machines", "accelerators")
        }
    )
    straight = recommend(profile, samples=256, catalog=SHIPPED, stress=False)
    reverse = recommend(profile, samples=256, catalog=turned, stress=False)
    assert straight.model_dump_json() == reverse.model_dump_json()


@pytest.mark.parametrize("name", ["city_council", "machine_builder", "tutoring_app"])
def test_an_offer_never_gains_by_being_undocumented(name):
    """Take away, one by one, every term of the leader's host: its score never rises.

    It depends on no other deployment, so the leader alone is looked at again.
    """
    profile, criteria = load_profile(ROOT / "examples" / f"{name}.yaml"), load_criteria()
    leader = recommend(profile, samples=256, catalog=SHIPPED, stress=False).ranking[0]
    offer = SHIPPED.offers[leader.id.split("@")[1].split(":")[0]]

    def score(catalog):
        found = assessed(profile, criteria, catalog, Draws(0, 256), only={place_of(leader.id)})
        means = 100 * found.evaluation.mean
        return dict(zip(found.problem.deployments, means, strict=True)).get(leader.id, 0.0)

    assert score(SHIPPED) == pytest.approx(leader.score)
    fields = type(offer).model_fields
    silenced = [field for field in SILENCED if getattr(offer, field) != fields[field].get_default()]
    assert len(silenced) > 4
    for field in silenced:
        silent = offer.model_copy(update={field: fields[field].get_default()})
        catalog = SHIPPED.model_copy(update={"offers": SHIPPED.offers | {offer.id: silent}})
        assert score(catalog) <= leader.score + 1e-9, field
