"""The people that a gate asks for are those that the bill pays to keep it running."""

from pathlib import Path

import pytest

from opendecide.measures.draws import Draws
from opendecide.measures.operability import people_needed, skill_gap
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.stages.run import run

EXAMPLES = Path(__file__).parents[3] / "examples"
STANDING = ("staff", "evaluation", "guardrails", "application")
"""Lines of people who keep it running; who validates it is somebody else."""
ROUGHLY = 0.1
"""Planning figures are drawn in the bill and taken at their middle at the gate, which is asked before
anybody knows how many small cards the load takes."""


@pytest.fixture(scope="module", params=("clinic", "property_insurer", "city_council"))
def found(request):
    profile = load_profile(EXAMPLES / f"{request.param}.yaml")
    return run(profile, load_criteria(), load_catalog(), Draws(0, 2048))


def test_what_the_gate_asks_for_adds_up_from_the_lines_of_the_bill(found):
    for view in found.views:
        paid = sum(one.central.quantity for one in view.bill.lines if one.key in STANDING)
        assert people_needed(view).mid == pytest.approx(paid, rel=ROUGHLY, abs=ROUGHLY)


def test_every_figure_that_adds_up_is_cited(found):
    view = found.views[found.evaluation.order[0]]
    needed = people_needed(view)
    assert len(needed.rules) >= 2
    assert set(needed.rules) <= set(skill_gap(view).evidence)
