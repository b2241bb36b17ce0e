"""What is told of a change holds a hundredth before and past it, however close the call."""

from pathlib import Path

import pytest
import yaml

from opendecide.model.profile import Profile
from opendecide.reading.criteria import load_criteria
from opendecide.reading.settings import apply_to_profile, parse_setting
from opendecide.recommend import recommend

CRITERIA = load_criteria()
CASES = yaml.safe_load((Path(__file__).parents[3] / "data" / "close_calls.yaml").read_text())
SIDE = 0.01


def led(profile, *settings, stress=False):
    made = apply_to_profile(profile, [parse_setting(one) for one in settings])
    return recommend(Profile.model_validate(made), criteria=CRITERIA, stress=stress)


@pytest.mark.parametrize("case", CASES, ids=[one["name"] for one in CASES])
def test_who_is_told_to_lead_does_and_not_before(case):
    profile = case["profile"]
    today = led(profile, stress=True)
    told = [f for f in today.robustness.flips if f.path.startswith(case["changes"])]
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
