"""One offline file that explains its figures, stays inert, and prints."""

import re
from pathlib import Path

import pytest

import opendecide as od

EXAMPLES = Path(__file__).parents[2] / "examples"

PHONE_WIDTH, PHONE_HEIGHT = 390, 844
A4_AT_THESE_MARGINS = 1030
SHIFT = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def explained(page):
    return page.locator("#explained")


def test_every_figure_says_how_it_came_about(visit):
    told = visit().evaluate(
        "all('.figure').map(one => { explain(one); return [one.textContent, box.innerText]; })"
    )
    assert len(told) > 50
    assert [figure for figure, text in told if len(text) < 20] == []


def test_costs_and_unit_prices_say_where_the_price_was_read_when_and_how_good_it_is(visit):
    told = visit().evaluate(
        "all('.front .figure[data-read], #section-7 ~ * .figure[data-read]')"
        ".map(one => { explain(one); return box.innerText; })"
    )
    grades = "vendor|independent|own test|second hand|expert"
    assert len(told) > 5
    assert [one for one in told if not re.search(r" · \d+\s\w+\s\d{4}", one)] == []
    assert sum(re.search(grades, one) is not None for one in told) > 0.8 * len(told)


def test_a_cell_of_the_comparison_says_how_it_counts_and_on_which_facts(visit):
    told = visit().evaluate(
        "all('.figure.cell').map(one => { explain(one); return box.innerText; })"
    )
    assert len(told) > 50
    assert all("Counts as " in one and re.search(r"E\d+", one) for one in told)


def test_a_figure_names_source_date_and_grade_of_its_facts(visit, report):
    page = visit()
    told = page.evaluate(
        "all('.figure[data-origin]').map(one => { explain(one); return box.innerText; })"
    )
    grades = {"vendor", "independent", "own test", "secondary", "expert"}
    sourced = [text for text in told if "E" in text and any(one in text for one in grades)]
    assert sourced
    sources = {one.source for one in report.answer.evidence}
    assert any(source in text for text in sourced for source in sources)
    assert any("\u00a02026" in text for text in sourced)


def test_hover_focus_and_escape(visit):
    page = visit()
    figure = page.locator(".card .figure").first
    figure.hover()
    assert explained(page).is_visible()
    assert figure.get_attribute("aria-describedby") == "explained"
    page.mouse.move(5, 5)
    assert explained(page).is_hidden()
    figure.focus()
    assert "100 × sum" in explained(page).inner_text()
    page.keyboard.press("Escape")
    assert explained(page).is_hidden()


def test_a_tap_explains_and_a_second_one_leads_to_the_annex(visit):
    page = visit(device="phone")
    figure = page.locator(".card .figure").first
    figure.tap()
    assert explained(page).is_visible()
    inside = explained(page).bounding_box()
    assert inside["x"] >= 0
    assert inside["x"] + inside["width"] <= PHONE_WIDTH
    figure.tap()
    target = page.locator(figure.get_attribute("href"))
    assert target.evaluate("one => one.getBoundingClientRect().top") < PHONE_HEIGHT


def test_a_link_to_a_folded_fact_unfolds_it(visit):
    page = visit()
    cite = page.locator("a.cite:visible").first
    target = page.locator(cite.get_attribute("href"))
    assert target.is_hidden()
    cite.click()
    cite.click()
    assert target.is_visible()


def test_nobody_is_asked_and_the_policy_forbids_to(visit):
    page = visit()
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert page.locator("[src], link, iframe, object, embed, form").count() == 0


@pytest.mark.parametrize("device", ["desktop", "phone"])
def test_text_of_a_profile_stays_text(visit, report, device):
    page = visit(device=device)
    assert report.hostile in page.locator("h1").inner_text()
    assert page.evaluate("window.hit") is None
    attributes = page.evaluate(
        "all('*').flatMap(one => [...one.attributes]).filter(one => one.name.startsWith('on')"
        " || /^\\s*(javascript|data):/i.test(one.value)).length"
    )
    assert attributes == 0
    assert page.locator("script").count() == 2
    assert "49" not in page.locator("h1").inner_text()


def test_without_its_script_the_page_has_the_printed_result(visit, report):
    page = visit(java_script_enabled=False)
    assert page.locator("#what-if").is_hidden()
    listed = page.locator("noscript li").all_inner_texts()
    first = report.answer.ranking[0]
    assert listed[0].startswith(first.name)
    assert f"{first.score:.1f}" in listed[0]
    fold = page.locator("details.fold").first
    fold.locator("summary").click()
    assert fold.locator("table").first.is_visible()


def test_nothing_moves_sideways_on_a_phone(visit):
    page = visit(device="phone")
    assert page.evaluate(SHIFT) <= 0
    page.evaluate("all('details').forEach(one => { one.open = true; })")
    assert page.evaluate(SHIFT) <= 0


def test_ids_stand_once(visit):
    ids = visit().evaluate("all('[id]').map(one => one.id)")
    assert sorted(ids) == sorted(set(ids))


def test_links_inside_the_page_lead_somewhere(visit):
    lost = visit().evaluate(
        "all('a[href^=\"#\"]').map(one => one.getAttribute('href')).filter(one => !by(one.slice(1)))"
    )
    assert lost == []


def test_paper_shows_everything_but_what_moves(visit):
    page = visit()
    page.emulate_media(media="print")
    assert page.locator("nav").is_hidden()
    assert page.locator("#what-if").is_hidden()
    assert page.locator("#section-17").is_visible()
    pages = page.pdf(format="A4")
    assert pages.startswith(b"%PDF")
    opened = page.evaluate(
        "(dispatchEvent(new Event('beforeprint')), all('details:not([open])').length)"
    )
    assert opened == 0


@pytest.fixture(scope="module", params=["property_insurer", "tutoring_app"])
def longest(request, tmp_path_factory):
    """Return the pages of the examples that have most to say first, by language."""
    answer = od.recommend(od.load_profile(EXAMPLES / f"{request.param}.yaml"), samples=128)
    folder = tmp_path_factory.mktemp(request.param)
    files = {lang: folder / f"{lang}.html" for lang in ("en", "fr")}
    for lang, file in files.items():
        answer.save(file, lang=lang)
    return files


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_summary_with_its_next_step_fits_on_one_printed_page(browser, longest, lang):
    page = browser.new_page(viewport={"width": 688, "height": 1000})
    page.goto(longest[lang].as_uri())
    page.emulate_media(media="print")
    for part in (".front", ".front .next"):
        box = page.locator(part).bounding_box()
        assert box["y"] + box["height"] <= A4_AT_THESE_MARGINS
    page.close()


def test_the_file_is_small_enough_to_mail(report):
    assert report.file.stat().st_size < 1_500_000
