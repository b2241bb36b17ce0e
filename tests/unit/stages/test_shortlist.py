"""The shortlist saves time and decides nothing."""

from pathlib import Path

import pytest

from opendecide.reading.profile import load_profile
from opendecide.recommend import recommend
from opendecide.stages import shortlist

EXAMPLES = Path(__file__).parents[3] / "examples"
EVERYTHING = 10_000


@pytest.mark.parametrize("name", ["tutoring_app", "city_council"])
def test_the_leader_is_not_lost_when_model_and_offer_are_first_looked_at_apart(name, monkeypatch):
    profile = load_profile(EXAMPLES / f"{name}.yaml")
    found = recommend(profile, samples=256, stress=False)
    monkeypatch.setattr(shortlist, "CLOSE_PER_FAMILY", EVERYTHING)
    monkeypatch.setattr(shortlist, "CLOSE_OVERALL", EVERYTHING)
    unhurried = recommend(profile, samples=256, stress=False)
    assert found.verdict.deployment == unhurried.verdict.deployment
