"""Every figure of a report can be followed to the page that says it, and worked out again by hand."""

from pathlib import Path

import pytest

from opendecide.reading.profile import load_profile
from opendecide.recommend import recommend
from opendecide.report.brief import brief
from opendecide.report.language import language
from opendecide.report.views.evidence import evidence

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture(scope="module")
def app():
    return recommend(load_profile(EXAMPLES / "tutoring_app.yaml"), samples=128, stress=False)


def test_a_fact_is_linked_to_its_own_page_and_to_no_other_of_the_same_site(app):
    annex = evidence(brief(app, language("en")), ())
    assert len(annex.groups) > 10
    for group in annex.groups:
        pages = {row.label: row.address for row in group.rows}
        rows = iter(group.rows)
        for line in group.lines:
            for _ in line.says:
                row = next(rows)
                assert pages[row.label] == line.address, (row.fact, row.address)
