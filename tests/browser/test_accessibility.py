"""Whoever cannot see well, or uses no mouse, reads the same report (axe-core, WCAG 2.2 AA)."""

from importlib.resources import files

import pytest

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def axe():
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(("device", "scheme"), [("desktop", "light"), ("phone", "dark")])
def test_axe_finds_no_fault(visit, excerpt, axe, device, scheme):
    page = visit(file=excerpt, device=device, color_scheme=scheme)
    page.evaluate(axe)
    page.evaluate(
        "all('#section-6 ~ details, #section-16 ~ details').forEach(one => one.open = true)"
    )
    page.evaluate("explain(document.querySelector('.figure'))")
    found = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", RULES)
    faults = [
        f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]
    ]
    assert faults == []


def test_the_first_stop_of_the_tab_key_skips_to_the_content(visit):
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_charts_have_a_title_and_a_description(visit):
    told = visit().evaluate(
        "all('figure svg').map(one => one.getAttribute('aria-labelledby').split(' ')"
        ".map(id => by(id).textContent.length > 10))"
    )
    assert told
    assert all(all(one) for one in told)
