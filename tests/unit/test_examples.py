"""Every shipped example reads without a fault."""

from pathlib import Path

import pytest

from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile

EXAMPLES = Path(__file__).parents[2] / "examples"
PROFILES = [*sorted(EXAMPLES.glob("*.yaml")), EXAMPLES / "database" / "profile.yaml"]
DATABASE = EXAMPLES / "database"
WORKED = ("city_council", "property_insurer", "enzyme_lab", "illustrator", "tutoring_app")


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_an_example_is_a_valid_profile(path):
    assert load_profile(path).workloads
    assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=")


def test_the_worked_organisations_and_two_more_are_there():
    names = {path.stem for path in PROFILES}
    assert set(WORKED) <= names
    assert len(names) >= len(WORKED) + 2


def test_the_field_that_is_not_about_ai_has_facts_for_its_own_factors():
    criteria = load_criteria(DATABASE / "criteria").criteria
    factors = {f"{one.id}.{factor.id}": factor for one in criteria for factor in one.factors}
    assert len(factors) == 5
    assert {factor.measure for factor in factors.values()} == {"fact"}
    own = load_catalog([DATABASE / "catalog"]).alternatives
    assert len(own) == 5
    for alternative in own.values():
        assert set(alternative.facts) <= set(factors), alternative.id
        assert len(alternative.facts) >= 4, alternative.id
        for name, fact in alternative.facts.items():
            levels = factors[name].levels
            assert not levels or fact.value in levels, (alternative.id, name)
            assert levels or {fact.value, fact.low, fact.high} - {None}, (alternative.id, name)
