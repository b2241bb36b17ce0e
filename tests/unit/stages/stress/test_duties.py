"""Nobody is asked about a duty that is none of its business."""

import pytest

from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.run import run
from opendecide.stages.stress.levers.duties import duties
from opendecide.stages.stress.levers.lever import Stage
from opendecide.stages.stress.levers.schemes import of_its_business

HEALTH_HERE_AND_THERE = {"hds", "hipaa_baa", "iso27001", "secnumcloud", "fedramp_high"}


def stage(country, sector, kinds=(), **sections):
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Asked", "country": country, "sector": sector},
            "workloads": [
                {
                    "id": "texts",
                    "task_type": "summarisation",
                    "volume": {"requests_per_day": 500},
                    "data_classes": list(kinds),
                }
            ],
            **sections,
        }
    )
    found = run(profile, load_criteria(), load_catalog(), Draws(0, 32))
    return Stage(found, found.views[found.evaluation.order[0]], ())


@pytest.mark.parametrize(
    ("country", "sector", "kinds", "concerned"),
    [
        ("CA", "media", (), {"iso27001"}),
        ("FR", "media", (), {"iso27001", "secnumcloud"}),
        ("FR", "software", ("health",), {"iso27001", "secnumcloud", "hds"}),
        ("US", "health", (), {"iso27001", "hipaa_baa"}),
        ("US", "public", (), {"iso27001", "fedramp_high"}),
        ("IN", "health", ("health",), {"iso27001"}),
    ],
)
def test_a_scheme_is_looked_at_by_those_whom_it_may_concern(country, sector, kinds, concerned):
    asked = stage(country, sector, kinds)
    assert set(of_its_business(asked, HEALTH_HERE_AND_THERE)) == concerned


def test_who_sells_abroad_may_be_asked_for_what_is_asked_there():
    asked = stage("CA", "software", ("health",), jurisdiction={"markets": ["US"]})
    assert of_its_business(asked, {"hds", "hipaa_baa"}) == ["hipaa_baa"]


def makers(asked):
    return {
        one.label.values["country"]
        for one in duties(asked)
        if one.label.code == "flip.country_maker"
    }


def test_weights_from_a_trusted_country_are_shut_out_only_by_who_minds_where_things_are_from():
    own = "gpt-oss-120b@own-premises"
    servers = {"hardware": {"accelerators": [{"model": "H100", "count": 2, "memory_gb": 80}]}}
    people = {"team": {"ml_level": "advanced", "ml_fte": 2, "ops_fte": 2}}

    def led_by_its_own(**sections):
        found = stage("FR", "media", **servers, **people, **sections)
        first = next(
            view
            for view in found.run.screened.passed
            if view.deployment.id.startswith(own) and view.model.id == "gpt-oss-120b"
        )
        return Stage(found.run, first, ())

    assert makers(led_by_its_own()) == set()
    minds = {"jurisdiction": {"sovereignty_minimum": "foreign_formal_ground"}}
    assert makers(led_by_its_own(**minds)) == {"US"}
