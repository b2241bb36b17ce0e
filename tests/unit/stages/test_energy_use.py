"""Electricity as a factor: shown to everybody, weighed where somebody gives it a weight."""

from pathlib import Path

from opendecide import recommend
from opendecide.model.profile import Profile
from opendecide.reading.profile import load_profile
from opendecide.reading.settings import apply_to_profile, parse_setting

CLINIC = Path(__file__).parents[3] / "examples" / "clinic.yaml"
FACTOR = "cost.energy_use"


def ranked(*settings):
    data = load_profile(CLINIC).model_dump(mode="json", by_alias=True, exclude_unset=True)
    made = [parse_setting(one) for one in settings]
    profile = Profile.model_validate(apply_to_profile(data, made))
    found = recommend(profile, samples=512, stress=False)
    return {one.id: one for one in found.ranking}


def test_electricity_is_shown_and_moves_no_score_by_itself():
    for one in ranked().values():
        assert one.factors[FACTOR].weight == 0
        assert one.factors[FACTOR].performance > 0


def test_of_a_service_only_the_range_of_published_measurements_is_known():
    known = {one.family: one.factors[FACTOR] for one in ranked().values()}
    own = [factor for family, factor in known.items() if "on_premises" in family]
    services = [factor for family, factor in known.items() if family.endswith(("_api", "_managed"))]
    assert own
    assert services
    assert all(factor.known for factor in own)
    for factor in services:
        assert not factor.known
        assert factor.high > 8 * factor.low


def test_a_weight_on_electricity_speaks_against_machines_that_mostly_wait():
    usual, greener = ranked(), ranked("preferences.weights.cost.energy_use=30")
    both = usual.keys() & greener.keys()
    thirst = {name: usual[name].factors[FACTOR].performance for name in both}
    thirsty, frugal = max(thirst, key=thirst.get), min(thirst, key=thirst.get)
    assert thirst[thirsty] > 10 * thirst[frugal]
    before = usual[thirsty].score - usual[frugal].score
    assert greener[thirsty].score - greener[frugal].score < before - 10
