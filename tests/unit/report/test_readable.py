"""A report that people read: names instead of ids, groups instead of repetition."""

import re
from pathlib import Path

import pytest

from opendecide.model.catalog import Community
from opendecide.model.message import Message
from opendecide.model.model_facts import Artifacts, Model
from opendecide.model.offer_facts import FineTuning, Offer, Terms, Vendor
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.recommend import recommend
from opendecide.report.fact_words import FACTS
from opendecide.report.facts import heading, of_whom, subject, value
from opendecide.report.language import language
from opendecide.report.render import render
from opendecide.report.sentences import PLURALS, SENTENCES
from opendecide.report.sentences.gates import GATES
from opendecide.report.sources import source
from opendecide.report.spans import Span, together
from opendecide.report.speech import Speech
from opendecide.report.statements import label, phrases, said
from opendecide.report.view import view

ROOT = Path(__file__).parents[3]
ENGLISH = Speech(
    language("en"),
    names={
        "models/granite-4.0-h-small": "Granite 4.0 H Small",
        "communities/gpt-5.5": "GPT-5.5",
        "offers/small-cloud": "Small cloud",
    },
)


@pytest.fixture(scope="module", params=["clinic", "city_council"])
def found(request):
    profile = load_profile(ROOT / "examples" / f"{request.param}.yaml")
    return recommend(profile, samples=128, stress=False)


def section(page, number):
    """Return one numbered section of a Markdown report."""
    return re.search(rf"^## {number}\. .*?(?=^## |\Z)", page, flags=re.MULTILINE | re.DOTALL)[0]


def test_a_thousand_candidates_fit_into_sixty_lines_of_screening(found):
    assert len(found.candidates) > 900
    lines = section(render(found, "md").content, 4).splitlines()
    assert len(lines) <= 60


def test_the_counts_of_a_family_add_up(found):
    for row in view(found, language("en")).options.families:
        parts = (row.excluded, row.partial, row.unproven, row.outdone, row.ranked)
        assert int(row.considered) == sum(map(int, parts))


def test_a_report_has_at_most_eleven_hundred_lines_and_its_front_fits_a_page(found):
    page = render(found, "md").content
    assert page.count("\n") <= 1100
    front = section(page, 0) + section(page, 1)
    assert len(front.splitlines()) <= 60


def test_every_fact_has_one_number_and_stands_once_in_the_annex(found):
    seen = view(found, language("en"))
    rows = [row for group in seen.evidence.groups for row in group.rows]
    assert len({row.label for row in rows}) == len(rows) == len(found.evidence)


def test_headings_of_the_annex_differ(found):
    page = render(found, "md").content
    headings = re.findall(r"^#+ (.+)$", page, flags=re.MULTILINE)
    assert len(set(headings)) == len(headings)


def test_no_id_is_left_where_people_read(found):
    page = render(found, "md").content
    prose = re.sub(r"`[^`]*`|\[[^\]]*\]\([^)]*\)|https?://\S+", " ", page)
    assert not re.findall(r"\b[a-z]+_[a-z_]+\b", prose)
    assert not re.findall(r"(?:models|offers|vendors|rules|communities)/\w+", prose)


def test_the_figures_of_the_front_lead_to_the_annex(found):
    page = render(found, "md").content
    for number in (1, 6, 7):
        assert "](#how-the-figures-are-calculated)" in section(page, number)


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        ("models/granite-4.0-h-small/licence", "Granite 4.0 H Small: licence"),
        ("communities/gpt-5.5", "GPT-5.5: activity of its community"),
        ("rules/staffing.on_premises", "people needed on own premises"),
        ("rules/brand.new_rule", "brand, new rule"),
        ("offers/small-cloud/attestations.iso27001", "Small cloud: ISO/IEC 27001"),
        ("offers/small-cloud/notice_days", "Small cloud: days of notice before a version ends"),
        (
            "models/unheard-of/quality.rag_qa.fr",
            "unheard-of: quality: answers from own documents, French",
        ),
    ],
)
def test_every_fact_has_a_name_and_no_name_is_cut_at_a_dot(fact, words):
    assert of_whom(ENGLISH, fact) == words


def test_an_entry_of_the_annex_is_named_by_its_kind():
    assert (
        heading(ENGLISH, subject("models/granite-4.0-h-small/licence"))
        == "Model: Granite 4.0 H Small"
    )
    assert heading(ENGLISH, subject("rules/duties")) == "Planning figures and rules"


@pytest.mark.parametrize(
    ("fact", "text", "unit", "words"),
    [
        (
            "rules/lead_time.bought_machine",
            "20 [12, 36]",
            "week",
            "20\u00a0weeks (12 to 36\u00a0weeks)",
        ),
        ("rules/availability.device", "99.5 [98, 99.9]", "%", "99.5% (98% to 99.9%)"),
        ("models/x/quality.coding.en", "0.874 [0.769, 0.936]", "share", "87% (77% to 94%)"),
        ("models/x/redteam", "suite: 0.076", None, "suite: 7.6% of attacks succeed"),
        ("offers/x/attestations.hds", "hds: held, scope not known", None, "held, scope not known"),
        ("offers/x/operator_country", "FR", None, "France"),
        ("offers/x/terms.training_default", "false", None, "no"),
        (
            "offers/x/serves.m",
            "input 0.15 USD; until 2027-09-15",
            None,
            "input US$0.15; until 15\u00a0Sept\u00a02027",
        ),
        (
            "offers/x/serves.m",
            "input 0.15 USD, output 0.6 USD / 1M tokens",
            None,
            "input US$0.15, output US$0.60 / 1 million tokens",
        ),
    ],
)
def test_a_value_carries_its_unit_and_its_sense(fact, text, unit, words):
    assert value(ENGLISH, subject(fact), text, unit) == words


def test_many_exclusions_are_said_as_one_with_the_span_of_their_days():
    days = ("2027-07-01", "2026-12-20")
    found = together(
        Message(
            code="capability.retires_before_use",
            values={"model": day, "host": "a host", "date": day, "go_live": "2027-09-30"},
        )
        for day in days
    )
    assert found.values["date"] == Span("2026-12-20", "2027-07-01")
    assert ENGLISH.message(found) == (
        "Will be withdrawn before the deadline of 30\u00a0Sept\u00a02027, by which it has to be in use:"
        " 20\u00a0Dec\u00a02026 to 1\u00a0Jul\u00a02027."
    )


def test_fields_of_a_profile_are_said_in_words():
    assert label(ENGLISH, "budget.capex_allowed") == "machines may be bought"
    assert said(ENGLISH, "capex_allowed", value=True) == "yes"
    assert said(ENGLISH, "ceiling", {"amount": 600000.0, "currency": "EUR"}) == "€600,000"
    assert said(ENGLISH, "peak_factor", [2, 3.5, 6]) == "2 to 6 times the mean"
    assert phrases(ENGLISH, {"site": {"cooling": "limited"}, "accelerators": []}) == (
        "site (cooling: limited)",
        "accelerators: none",
    )


def test_a_source_is_a_short_name_and_an_address_to_open():
    read = source("Index, December scores, github:lab/index@abc123:scores.csv")
    assert (read.name, read.package) == ("Index", "github:lab/index@abc123")
    assert read.address == "https://github.com/lab/index/blob/abc123/scores.csv"
    assert source("general knowledge, unverified").address == ""


def test_pipes_and_line_ends_of_a_profile_break_no_table():
    profile = load_profile(ROOT / "examples" / "illustrator.yaml")
    first, *others = profile.workloads
    named = first.model_copy(update={"description": "a | b\n| c |\n\n# heading"})
    made = recommend(
        profile.model_copy(update={"workloads": (named, *others)}), samples=64, stress=False
    )
    table = section(render(made, "md").content, 2).split("###")[0]
    rows = [line for line in table.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {6}
    assert "\n# heading" not in table


def fact_paths(record, prefix=""):
    """Return the path of every fact of a catalogue entry."""
    for name, described in record.model_fields.items():
        shape = str(described.annotation)
        if "Fact" in shape and "Mapping" not in shape:  # `facts` go by the names of factors
            yield prefix + name
        inner = [one for one in (Artifacts, Terms, FineTuning) if one.__name__ in shape]
        for part in inner:
            yield from fact_paths(part, f"{name}.")


@pytest.mark.parametrize("entry", [Model, Offer, Vendor, Community])
def test_every_fact_of_the_catalogue_has_a_name(entry):
    paths = set(fact_paths(entry))
    assert paths
    assert paths <= set(FACTS)


def test_every_level_of_the_shipped_scales_can_be_read():
    levels = [
        level
        for criterion in load_criteria().criteria
        for factor in criterion.factors
        for level in factor.levels
    ]
    assert len(levels) > 90
    assert {one for one in levels if "_" in ENGLISH.word("level", one)} == set()


def test_every_code_that_the_stages_say_has_a_sentence():
    said = {
        code
        for path in (ROOT / "opendecide" / "stages").rglob("*.py")
        for code in re.findall(
            r"""(?:code=|message\()"([a-z_]+\.[a-z_]+)\"""", path.read_text(encoding="utf-8")
        )
    }
    assert len(said) > 40
    assert said <= SENTENCES.keys() | PLURALS.keys()


def test_every_objection_of_a_gate_has_a_sentence():
    kinds = {code.partition(".")[0] for code in GATES}
    stages = ROOT / "opendecide" / "stages"
    said = {
        code
        for path in (*(stages / "gates").glob("*.py"), stages / "candidates" / "licence_terms.py")
        for code in re.findall(r"""\"([a-z_]+\.[a-z_]+)\"""", path.read_text(encoding="utf-8"))
        if code.partition(".")[0] in kinds
    }
    assert "licence.redistribution" in said
    assert said <= SENTENCES.keys()
