"""The report of real recommendations: complete, in both languages, inert and repeatable."""

import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from babel.messages.pofile import read_po
from markdown_it import MarkdownIt

from opendecide.cost import parameters
from opendecide.reading.profile import load_profile
from opendecide.recommend import recommend
from opendecide.report.bill_words import DISTRUST
from opendecide.report.render import render
from opendecide.report.sections import TITLES
from opendecide.report.sentences import SENTENCES
from opendecide.report.speech import messages
from opendecide.report.translations import LOCALE

ROOT = Path(__file__).parents[3]
NAMES = ("illustrator", "city_council", "machine_builder")
HOSTILE = "Evil | `x` <script>alert(1)</script> [a](javascript:alert(1)) ![i](http://x/y) =cmd()"


@pytest.fixture(scope="module", params=NAMES)
def found(request):
    profile = load_profile(ROOT / "examples" / f"{request.param}.yaml")
    return recommend(profile, samples=128, stress=False)


@pytest.fixture(scope="module")
def answers():
    """Recommend for an example once, without what would change the answer."""

    @cache
    def answered(name):
        profile = load_profile(ROOT / "examples" / f"{name}.yaml")
        return recommend(profile, samples=64, stress=False)

    return answered


def test_every_message_has_a_sentence(found):
    assert {one.code for one in messages(found)} <= set(SENTENCES)


def test_the_french_catalogue_is_complete():
    with (LOCALE / "fr" / "LC_MESSAGES" / "opendecide.po").open("rb") as stream:
        catalogue = read_po(stream, locale="fr")
    assert len(catalogue) > 500
    assert not [one.id for one in catalogue if one.id and (not one.string or one.fuzzy)]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_eighteen_sections_stand_in_order(found, lang):
    page = render(found, "md", lang=lang).content
    numbers = [int(one) for one in re.findall(r"^## (\d+)\. ", page, flags=re.MULTILINE)]
    assert numbers == list(range(18))
    assert len(TITLES) == 18


def test_what_is_to_be_distrusted_stands_below_its_bill(found):
    page = render(found, "md").content
    bills = page[page.index("## 7. ") : page.index("## 8. ")].split("### Bill: ")[1:]
    names = {one.id: one.name for one in found.ranking}
    told = {one.deployment: one for one in found.cost}
    for name, text in ((one.partition("\n")[0], one) for one in bills):
        shown = [told[key] for key, said in names.items() if said == name and key in told]
        assert ("To be distrusted here:" in text) == any(one.distrust for one in shown)


def test_everything_to_be_distrusted_has_words():
    room = Path(parameters.__file__).parent
    given = {
        code
        for name in ("provision", "media", "api_bill")
        for code in re.findall(
            r'(?:weak\.append\(|weak = \[|weak=\()"(\w+)"',
            (room / f"{name}.py").read_text(encoding="utf-8"),
        )
    }
    assert given == set(DISTRUST)


def test_rendering_twice_gives_the_same_bytes(found):
    assert render(found, "md") == render(found, "md")
    assert render(found, "json") == render(found, "json")


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("name", ["property_insurer", "illustrator", "clinic"])
def test_links_inside_the_page_resolve(name, lang, answers):
    page = render(answers(name), "md", lang=lang).content
    headings = re.findall(r"^#+ (.+)$", page, flags=re.MULTILINE)
    anchors = {
        re.sub(r"[^\w\- ]", "", one.lower().replace("`", "")).strip().replace(" ", "-")
        for one in headings
    }
    wanted = set(re.findall(r"\]\(#([^)]+)\)", page))
    assert wanted
    assert wanted <= anchors


def test_charts_are_pictures_with_title_and_text(found):
    made = render(found, "md")
    assert made.files
    for name, svg in made.files.items():
        root = ET.fromstring(svg)  # noqa: S314 — written by this library a moment ago
        assert root.tag.endswith("svg")
        tags = {one.tag.rpartition("}")[2] for one in root}
        assert {"title", "desc"} <= tags
        assert name in made.content


def test_a_number_is_never_broken_over_two_lines_in_french(found):
    page = render(found, "md", lang="fr").content
    prose = re.sub(r"`[^`]*`|\]\([^)]*\)|https?://\S+", "", page)
    assert not re.findall(r"(?<![\w.])\d{1,3} \d{3}(?!\w)", prose)


def hostile(form):
    profile = load_profile(ROOT / "examples" / "illustrator.yaml")
    organisation = profile.organisation.model_copy(update={"name": HOSTILE})
    renamed = profile.model_copy(update={"organisation": organisation})
    return render(recommend(renamed, samples=64, stress=False), form).content


def test_text_of_a_profile_stays_inert_in_markdown():
    """As a site that allows raw HTML would show it: no element and no link come out of it."""
    shown = MarkdownIt("commonmark", {"html": True}).enable("table").render(hostile("md"))
    assert "alert(1)" in shown
    assert "<script" not in shown
    assert not re.search(r'(href|src)="(javascript:|http://x/y)', shown)


def test_text_of_a_profile_stays_inert_in_html():
    page = hostile("html")
    assert "alert(1)" in page
    assert "<script>alert" not in page


def test_text_of_a_profile_starts_no_formula_in_a_table():
    assert not re.search(r'(^|,)"?[=+@-][A-Za-z]', hostile("csv"), flags=re.MULTILINE)
