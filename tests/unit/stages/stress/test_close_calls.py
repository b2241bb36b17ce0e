"""What is told of a change holds a hundredth before and past it, however close the call."""

from pathlib import Path

import pytest
import yaml

from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.settings import apply_to_catalog, apply_to_profile, parse_setting
from opendecide.recommend import recommend

CRITERIA, CATALOG = load_criteria(), load_catalog()
CASES = yaml.safe_load((Path(__file__).parents[3] / "data" / "close_calls.yaml").read_text())
SIDE = 0.01


def led(profile, *settings, stress=False):
    made = [parse_setting(one) for one in settings]
    changed = Profile.model_validate(apply_to_profile(profile, made))
    catalog = apply_to_catalog(CATALOG, made)
    return recommend(changed, criteria=CRITERIA, catalog=catalog, stress=stress)


@pytest.mark.parametrize("case", CASES, ids=[one["name"] for one in CASES])
def test_who_is_told_to_lead_does_and_not_before(case, searching_for):
    profile = case["profile"]
    with searching_for(case["changes"]):
        today = led(profile, stress=True)
    told = [f for f in today.robustness.flips if f.path.startswith(case["changes"])]
    assert told
    for flip in told:
        if flip.direction == "becomes":
            past = led(profile, f"{flip.path}={flip.threshold}")
        else:
            sign = 1 if flip.direction == "above" else -1
            before, past = (
                led(profile, f"{flip.path}={flip.threshold * (1 + side * sign):.6g}")
                for side in (-SIDE, SIDE)
            )
            assert before.verdict.family == today.verdict.family
        assert past.verdict.deployment == flip.then
