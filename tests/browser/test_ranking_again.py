"""The page ranks again as Python does, and says so."""

import re

import numpy as np
import pytest

from opendecide import mcda

EXACT = 1e-9


def python_scores(values, points):
    return 100 * mcda.aggregate("wsm", values, points / points.sum()).scores


def page_scores(page):
    """Return the scores in the order of the report, whatever order the page shows."""
    return np.array([one["score"] for one in by_position(page)])


def by_position(page):
    return sorted(page.evaluate("ranked()"), key=lambda one: one["position"])


def set_weights(page, points):
    for place, weight in enumerate(points):
        page.locator(f"#w{place}").fill(str(weight))


def test_untouched_the_page_has_the_scores_of_the_report(visit, report):
    page = visit()
    assert len(report.answer.ranking) > 5
    found = page_scores(page)
    assert found == pytest.approx([one.score for one in report.answer.ranking], abs=EXACT)
    assert page.locator("#live-message").inner_text() == "The first stays the same."


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_moved_sliders_give_the_scores_of_python(visit, report, seed):
    page = visit()
    points = np.random.default_rng(seed).uniform(0, 100, len(report.criteria)).round(1)
    set_weights(page, points)
    expected = python_scores(report.values, points)
    assert page_scores(page) == pytest.approx(expected, abs=EXACT)
    shown = [float(one.get_attribute("data-score")) for one in page.locator("#live li").all()]
    assert shown == pytest.approx(sorted(expected, reverse=True)[: len(shown)], abs=EXACT)
    first = report.answer.ranking[int(expected.argmax())].name
    assert first in page.locator("#live li").first.inner_text()


def test_a_persona_weighs_factors_as_python_does(visit, report):
    page = visit()
    for persona, weights in report.personas.items():
        page.locator(f"button[data-persona={persona}]").click()
        expected = [
            100 * sum(weights[factor] * result.value for factor, result in one.factors.items())
            for one in report.answer.ranking
        ]
        assert page_scores(page) == pytest.approx(expected, abs=EXACT)
        pressed = page.locator("button[data-persona][aria-pressed=true]")
        assert pressed.get_attribute("data-persona") == persona


def test_a_new_leader_is_announced_and_the_way_back_is_one_button(visit, report):
    page = visit()
    winners = report.values.argmax(axis=0)
    criterion = int(np.flatnonzero(report.values.max(axis=0) > report.values[0] + 0.01)[0])
    set_weights(page, np.where(np.arange(len(winners)) == criterion, 100, 0))
    message = page.locator("#live-message[role=status]")
    assert "leads now" in message.inner_text()
    assert page.locator("#live li").first.locator("span").nth(1).inner_text().split(" (in")[0] in (
        message.inner_text()
    )
    page.locator("#reset").click()
    assert message.inner_text() == "The first stays the same."
    assert "#" not in page.url


def test_who_leads_stays_in_sight_while_a_slider_is_moved_on_a_phone(visit, report):
    page = visit(device="phone")
    last = page.locator(f"#w{len(report.criteria) - 1}")
    last.scroll_into_view_if_needed()
    last.fill("100")
    box = page.locator("#live-message").bounding_box()
    assert page.locator("#live-message").inner_text()
    assert 0 <= box["y"] < page.viewport_size["height"] - box["height"]


def test_all_weights_at_nothing_are_no_error(visit, report):
    page = visit()
    set_weights(page, np.zeros(len(report.criteria)))
    assert not page_scores(page).any()


def test_the_arrow_keys_move_a_slider(visit):
    page = visit()
    before = page.locator("#s0").inner_text(), page_scores(page)
    page.locator("#w0").focus()
    for _ in range(15):
        page.keyboard.press("ArrowRight")
    assert page.locator("#s0").inner_text() != before[0]
    assert page.locator("#w0").get_attribute("aria-valuetext") == page.locator("#s0").inner_text()
    assert abs(page_scores(page) - before[1]).max() > 0.1


def test_the_mouse_drags_a_slider(visit):
    page = visit()
    before = page_scores(page)
    page.locator("#w1").scroll_into_view_if_needed()
    box = page.locator("#w1").bounding_box()
    height = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 12, height)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.9 * box["width"], height)
    page.mouse.up()
    assert float(page.locator("#w1").input_value()) == pytest.approx(90, abs=5)
    assert abs(page_scores(page) - before).max() > 0.1


def test_a_lifted_requirement_shows_what_comes_back(visit, report):
    page = visit()
    held, family = {}, {one.name: one.family for one in report.answer.screened_out}
    for one in report.answer.screened_out:
        held.setdefault((one.id, one.name), set()).add(one.gate)
    gates = sorted(set().union(*held.values()))
    assert len(gates) > 1
    for count in range(1, len(gates) + 1):
        lifted = set(gates[:count])
        page.locator(f"[data-gate={gates[count - 1]}]").uncheck()
        expected = {name for (_, name), by in held.items() if by <= lifted}
        assert set(page.evaluate("returning().map(one => one.name)")) == expected
        lines = page.locator("#returning li").all_inner_texts()
        assert len(lines) == len({family[name] for name in expected})
        counts = [int(re.search(r"\((\d+)\): ", line)[1]) for line in lines]
        assert sum(counts) == len(expected)
        told = page.locator("#returning-message[role=status]").inner_text()
        assert told.startswith(f"Comes back: {len(expected)}" if expected else "None comes back")
    page.locator("#reset").click()
    assert page.locator("#returning li").count() == 0
    assert page.locator("#returning-message").inner_text() == ""


def test_the_link_keeps_what_was_moved(visit, report):
    page = visit()
    page.locator("button[data-persona=public_administration]").click()
    page.locator("#w2").fill("61.5")
    gate = page.locator("[data-gate]").first
    gate.uncheck()
    fragment = "#" + page.url.partition("#")[2]
    again = visit(fragment)
    assert f"w.{report.criteria[2]}=61.5" in fragment
    assert page_scores(again) == pytest.approx(page_scores(page), abs=EXACT)
    assert again.locator("#returning").inner_text() == page.locator("#returning").inner_text()
    assert not again.locator("[data-gate]").first.is_checked()
    assert "persona=public_administration" in fragment
    assert again.locator("button[data-persona][aria-pressed=true]").count() == 0


def test_a_link_inside_the_page_does_not_lose_what_was_moved(visit):
    page = visit()
    page.locator("#w0").fill("80")
    page.locator("nav a[href='#section-12']").click()
    assert "w." in page.url
    assert page.locator("#section-12").evaluate("one => one.getBoundingClientRect().top") < 100


@pytest.mark.parametrize("fragment", ["#w.cost=1e9", "#w.cost=abc&persona=nobody&off=x", "#%E0%A4"])
def test_a_broken_link_shows_the_report_as_it_is(visit, report, fragment):
    found = page_scores(visit(fragment))
    assert found == pytest.approx([one.score for one in report.answer.ranking], abs=EXACT)
