"""Charts of made-up figures: in their places, inside the picture, no label on another."""

import html
import re
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

import opendecide as od
from opendecide.model.assignment import Assignment
from opendecide.model.costs import BreakEven
from opendecide.model.message import Message
from opendecide.model.recommendation import Hybrid
from opendecide.model.robustness import Flip, Robustness, WeightInterval
from opendecide.report.charts import CHARTS, draw
from opendecide.report.charts.colours import PALETTE, luminance, shade, text_on
from opendecide.report.charts.shapes import Box, Dot, Text, breadth
from opendecide.report.language import language
from opendecide.report.view import view

BOLD = 1.1


@pytest.fixture(scope="module")
def found():
    """A small recommendation, with everything in it that a chart can show."""
    profile = od.Profile.model_validate(
        {
            "organisation": {"name": "Harbour", "country": "PT", "persona": "startup"},
            "workloads": [
                {
                    "id": "tickets",
                    "task_type": "chat_assistant",
                    "volume": {"requests_per_day": 700},
                }
            ],
        }
    )
    answer = od.recommend(profile, samples=64, stress=False)
    first, second, third = (one.id for one in answer.ranking[:3])
    weights = [
        WeightInterval(criterion=one.id, today=one.weight, low=one.weight / 2, high=0.6)
        for one in answer.criteria
    ]
    flips = [
        Flip(
            path=f"preferences.weights.{one.id}",
            label=Message(code="flip.weight", values={"criterion": one.id}),
            today=one.weight * 100,
            threshold=12.5 + place,
            direction="above",
            then=second,
            distance_sd=0.3 + place,
        )
        for place, one in enumerate(answer.criteria[:5])
    ]
    workloads = ("tickets_of_all_our_harbours_and_their_customers", "minutes", "code")
    return answer.model_copy(
        update={
            "robustness": Robustness(weight_intervals=weights, flips=flips),
            "hybrid": Hybrid(
                proposed=True,
                assignments=[
                    Assignment(workload=one, data_class=data, deployment=deployment)
                    for one, data, deployment in zip(
                        workloads, ("personal", None, None), (first, second, third), strict=True
                    )
                ],
            ),
            "break_even": (
                even(first, second, "volume", "token/day", (350, 1200, 8400)),
                even(first, third, "volume", "token/day", (90_000, 400_000, None)),
                even(second, first, "volume", "token/day", (1000, 1200, 1400)),
                even(second, third, "utilisation", "1", (0.12, 0.31, 0.74)),
                even(second, third, "staff", "FTE", (None, None, None)),
            ),
        }
    )


def even(deployment, against, quantity, unit, quantiles):
    p10, p50, p90 = quantiles
    return BreakEven(
        deployment=deployment,
        against=against,
        quantity=quantity,
        unit=unit,
        p10=p10,
        p50=p50,
        p90=p90,
        within_reach=True,
        today=(p50 or 1.0) / 4,
    )


@pytest.fixture(params=["en", "fr"])
def seen(found, request):
    return view(found, language(request.param))


@pytest.fixture(params=CHARTS)
def picture(seen, request):
    drawn = CHARTS[request.param](seen)
    assert drawn is not None
    return drawn


def edges(text):
    """Return left, right, top and bottom of a text."""
    wide = breadth(text.text, text.size) * (BOLD if text.bold else 1)
    left = text.x - {"start": 0, "middle": wide / 2, "end": wide}[text.anchor]
    return left, left + wide, text.y - 0.72 * text.size, text.y


def test_every_label_lies_inside_the_picture(picture):
    for text in (one for one in picture.shapes if isinstance(one, Text)):
        left, right, top, bottom = edges(text)
        assert left >= 0, text
        assert right <= picture.width, text
        assert top >= 0, text
        assert bottom <= picture.height, text


def test_no_label_lies_on_another(picture):
    texts = [one for one in picture.shapes if isinstance(one, Text)]
    for one, other in combinations(texts, 2):
        a, b = edges(one), edges(other)
        assert a[1] <= b[0] or b[1] <= a[0] or a[3] <= b[2] or b[3] <= a[2], (one, other)


def test_boxes_have_a_width_and_stay_inside(picture):
    boxes = [one for one in picture.shapes if isinstance(one, Box)]
    assert all(one.width > 0 and one.height > 0 for one in boxes)
    assert all(one.x >= 0 and one.x + one.width <= picture.width for one in boxes)


def test_a_picture_says_the_same_in_words(picture):
    assert picture.title
    assert len(picture.description) > 20


def test_drawn_pictures_share_no_id_and_name_what_they_show(seen):
    ids = []
    for svg in draw(seen).values():
        root = ET.fromstring(svg)  # noqa: S314 — written by this library a moment ago
        ids += [one.get("id") for one in root.iter() if one.get("id")]
        assert set(root.get("aria-labelledby").split()) <= set(ids)
    assert len(ids) == len(set(ids)) == 2 * len(CHARTS)


def test_a_number_in_a_french_picture_is_written_in_french(found):
    drawn = "".join(draw(view(found, language("fr"))).values())
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", drawn)
    assert "400\u202f000" in texts
    assert not [one for one in texts if re.fullmatch(r"[+−]?\d+\.\d+|\d+,\d{3}|€.*|\d+%", one)]


def test_a_colon_in_a_french_picture_stays_with_its_word(found):
    drawn = "".join(draw(view(found, language("fr"))).values())
    texts = re.findall(r"<(?:text|desc|title)[^>]*>([^<]*)</", drawn)
    assert [one for one in texts if "\u00a0: " in one]
    assert not [one for one in texts if re.search(r"\w[:;] ", one)]


def test_a_break_even_lies_inside_its_band_on_an_axis_of_its_quantity(found):
    picture = CHARTS["break_even"](view(found, language("en")))
    dots = [one for one in picture.shapes if isinstance(one, Dot)]
    bands = [one for one in picture.shapes if isinstance(one, Box)]
    assert len(dots) == len(bands) == 4  # the fifth has no figure to show
    for dot, band in zip(dots, bands, strict=True):
        assert band.x <= dot.x <= band.x + band.width
    places = {one.text: one.x for one in picture.shapes if isinstance(one, Text)}
    assert {"350", "1,200", "8,400", "400,000", "1,000–1,400", "31%", "today"} <= set(places)
    assert sum("tokens a calendar day" in one for one in places) == 1
    assert places["1,000"] < dots[0].x < places["10,000"] < dots[1].x


def words_of(picture):
    return [one.text for one in picture.shapes if isinstance(one, Text)]


def test_components_of_cost_go_by_their_own_name_and_the_middle_of_the_total_is_marked(found):
    seen = view(found, language("en"))
    picture = CHARTS["costs"](seen)
    legend = {row.name for row in seen.components.rows}
    assert "use of the service" in legend
    assert not {"Input tokens", "Output tokens"} & set(words_of(picture))
    assert legend <= set(words_of(picture))
    drawn = [one for one in found.cost if one.known]
    assert len([one for one in picture.shapes if isinstance(one, Dot)]) <= len(drawn)
    assert any("P10 to P90" in one for one in words_of(picture))


def test_every_segment_has_its_figure_in_a_table(found):
    table = view(found, language("en")).components
    assert table.deployments
    assert all(len(row.amounts) == len(table.deployments) for row in table.rows)


def test_a_picture_of_volume_says_they_cross_only_where_they_do_and_what_both_leave_out(found):
    never = even(found.break_even[0].deployment, "x", "volume", "token/day", (None, None, None))
    titles = {}
    for name, crossings in (("met", found.break_even), ("never", (never,))):
        picture = CHARTS["volume"](
            view(found.model_copy(update={"break_even": crossings}), language("en"))
        )
        titles[name] = picture.title
        assert "coloured band: P10 to P90" in " ".join(words_of(picture))
        assert any(one.startswith("volume, tokens") for one in words_of(picture))
    assert titles["met"].endswith("where the two cross")
    assert "not" in titles["never"]


def test_without_figures_there_is_no_picture(found):
    bare = found.model_copy(
        update={
            "break_even": (),
            "volume_curve": None,
            "hybrid": None,
            "robustness": Robustness(),
            "ranking": (),
            "cost": (),
        }
    )
    assert draw(view(bare, language("en"))) == {}


@pytest.mark.parametrize("colour", [*PALETTE, *(shade(share / 20) for share in range(21))])
def test_text_on_a_colour_can_be_read(colour):
    """Contrast of at least 4.5 to 1, as WCAG 2.2 AA asks."""
    light, dark = sorted((luminance(colour), luminance(text_on(colour))), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_a_picture_calls_no_chance_certain_that_was_found_by_sampling(found):
    first, *others = found.ranking
    surely = first.model_copy(update={"rank_probabilities": (1.0, 0.0)})
    drawn = found.model_copy(update={"ranking": (surely, *others)})
    words = draw(view(drawn, language("en")))["ranks"]
    assert ">\u00a099%" in html.unescape(words)
    assert ": 100%" not in words
    assert ">100%<" not in words
