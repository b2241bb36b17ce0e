"""A near miss is one deployment: others of its model may be recommended on the same page."""

from pathlib import Path

from opendecide.model.message import Message
from opendecide.model.recommendation import ScreenedOut
from opendecide.reading.recommendation import load_recommendation
from opendecide.report.brief import brief
from opendecide.report.language import language
from opendecide.report.views.screening import screening

WRITTEN = Path(__file__).parents[2] / "data" / "recommendation.json"


def test_a_near_miss_is_named_with_its_host():
    missed = ScreenedOut(
        id="gpt@dear",
        name="GPT — Dear host",
        family="vendor_api",
        gate="budget",
        reason=Message(code="cure.other_model", values={}),
        near_miss=True,
    )
    found = load_recommendation(WRITTEN).model_copy(update={"screened_out": (missed,)})
    [told] = screening(brief(found, language("en"))).near_misses
    assert told.names == "GPT — Dear host"
