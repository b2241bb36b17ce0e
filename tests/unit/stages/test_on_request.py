"""Clouds that publish neither machines nor prices: asked only where nobody else will do."""

import pytest

from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.recommend import recommend
from opendecide.report.brief import brief
from opendecide.report.language import language
from opendecide.report.views.flips import changes
from opendecide.stages.run import run

QUALIFIED = {"outscale-iaas", "cloud-temple-iaas", "ovhcloud-secnumcloud"}


def insurer(*certificates, quotes=(), **more):
    """An insurer whose files may only be read on machines under its own keys, in France."""
    return Profile.model_validate(
        {
            "organisation": {
                "name": "Insurer", "country": "FR", "persona": "regulated_enterprise",
                "decision": {"date": "2026-12-15"},
            },
            "workloads": [
                {
                    "id": "files", "task_type": "extraction", "user_type": "machine",
                    "languages": ["fr"], "volume": {"requests_per_day": 900},
                    "data_classes": ["files"],
                }
            ],
            "data": {
                "classes": [{"id": "files", "kind": "health", "minimum_locus": "own_tenancy"}]
            },
            "obligations": {
                "certifications": certificates,
                "region_only": {"regions": ["FR"], "hard": True},
            },
            "hardware": {"accelerators": []},
            "budget": {"capex_allowed": False},
            "team": {"ml_level": "intermediate", "ml_fte": 1.5, "ops_fte": 2},
            "evidence": {"quotes": quotes},
        }
        | more
    )  # fmt: skip


def places(found):
    return {view.offer.id for view in found.screened.views.values()}


def passed(profile):
    return run(profile, load_criteria(), load_catalog(), Draws(0, 64))


def test_they_are_not_looked_at_while_somebody_with_a_price_will_do():
    found = passed(insurer("hds"))
    assert found.screened.admissible
    assert not places(found) & QUALIFIED


def test_where_a_qualification_leaves_nobody_else_they_are_asked_for_a_price():
    answer = recommend(insurer("secnumcloud"), stress=False, samples=64)
    assert answer.verdict.grade == "insufficient_information"
    assert answer.verdict.family == "open_weights_own_cloud"
    assert {one.id.rpartition("@")[2].partition(":")[0] for one in answer.ranking} <= QUALIFIED
    for one in answer.ranking:
        assert "budget.borrowed_hour" in {condition.code for condition in one.conditions}


def test_a_qualified_platform_shields_whoever_rents_it():
    # The model is the tenant's own, so what is underneath is all that there is to be qualified.
    files = {
        "id": "files", "kind": "health", "minimum_locus": "own_tenancy",
        "minimum_compelled_access": "home_controlled_and_shielded",
    }  # fmt: skip
    answer = recommend(insurer("secnumcloud", data={"classes": [files]}), stress=False, samples=64)
    assert answer.ranking[0].id.partition("@")[2].startswith("cloud-temple-iaas")
    assert not [one for one in answer.ranking[0].conditions if one.code.startswith("place.")]


def test_a_server_for_others_is_asked_for_and_no_card_of_a_desk():
    found = passed(insurer("secnumcloud"))
    catalog = found.case.catalog
    machines = {view.deployment.machine for view in found.views}
    kinds = {catalog.accelerators[catalog.machines[one].accelerator].kind for one in machines}
    assert kinds == {"datacenter"}


def test_with_a_quote_they_are_compared_as_others_are():
    quote = {
        "option": "outscale-iaas:h100-x1", "what": "machine_per_hour", "amount": 4.1,
        "currency": "EUR",
    }  # fmt: skip
    found = passed(insurer("secnumcloud", quotes=[quote]))
    assert {view.deployment.machine for view in found.views} == {"h100-x1"}
    assert places(found) & QUALIFIED == {"outscale-iaas"}
    answer = recommend(insurer("secnumcloud", quotes=[quote]), stress=False, samples=64)
    assert answer.verdict.grade == "recommended_with_conditions"
    assert answer.verdict.deployment.endswith("@outscale-iaas:h100-x1")


@pytest.mark.parametrize(
    "obligations",
    [{"on_prem_only": True}, {"region_only": {"regions": ["PE"], "hard": True}}],
    ids=["own premises", "a region that nobody promises"],
)
def test_they_are_no_way_round_what_they_are_not_known_to_keep(obligations):
    answer = recommend(insurer(obligations=obligations), stress=False, samples=64)
    assert answer.verdict.grade == "no_acceptable_deployment"


def test_a_change_after_which_they_alone_are_left_says_that_a_price_is_to_be_asked_for():
    files = {"id": "files", "kind": "health", "minimum_locus": "own_tenancy"}
    answer = recommend(insurer("hds", data={"classes": [files]}), samples=256)
    [change] = [one for one in answer.robustness.flips if one.on_request]
    assert change.then.partition("@")[2].partition(":")[0] in QUALIFIED
    told = next(one for one in changes(brief(answer, language("en"))) if change.path in one.command)
    assert "whose price has to be asked for" in told.sentence
    # And so it is, when somebody tries it.
    path, _, field = change.path.partition(".")
    tried = recommend(
        insurer("hds", data={"classes": [files]}, **{path: {field: change.threshold}}),
        samples=256,
        stress=False,
    )
    assert tried.verdict.deployment == change.then
    assert tried.verdict.grade == "insufficient_information"
