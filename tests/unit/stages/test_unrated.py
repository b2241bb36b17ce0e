"""Places near home that nothing is known of are named, not left out without a word."""

from pathlib import Path

import pytest

from opendecide.measures.draws import Draws
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.stages.findings.unrated import unrated
from opendecide.stages.run import run

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.mark.parametrize(("example", "there"), [("clinic", True), ("tutoring_app", False)])
def test_a_qualified_cloud_without_a_price_list_is_named_to_those_it_is_home_to(example, there):
    catalog, criteria = load_catalog(), load_criteria()
    found = run(load_profile(EXAMPLES / f"{example}.yaml"), criteria, catalog, Draws(0, 64))
    bleu = next(one.name for one in catalog.offers.values() if one.id == "bleu")
    assert (bleu in unrated(found)) is there


def test_whoever_has_a_candidate_is_not_called_unrated():
    catalog, criteria = load_catalog(), load_criteria()
    found = run(load_profile(EXAMPLES / "clinic.yaml"), criteria, catalog, Draws(0, 64))
    names = {view.offer.name for view in found.screened.views.values()}
    assert not names & set(unrated(found))
