"""Every line of a printed bill multiplies out, and the lines lead to its total."""

import re
from pathlib import Path

import pytest

from opendecide.reading.profile import load_profile
from opendecide.recommend import recommend
from opendecide.report.render import render

EXAMPLES = Path(__file__).parents[3] / "examples"
PROFILES = ("clinic", "tutoring_app", "machine_builder")
NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?")


def number(text):
    return float(NUMBER.search(text)[0].replace(",", ""))


def bills(page):
    """Return the rows of every bill in section 7, as printed."""
    for part in page.split("\n### Bill: ")[1:]:
        table = part.split("\n### ")[0]
        rows = [
            [cell.strip() for cell in line.strip("|").split("|")]
            for line in table.splitlines()
            if line.startswith("| ") and "---" not in line
        ]
        yield table, rows[1:]


@pytest.fixture(scope="module", params=PROFILES)
def found(request):
    profile = load_profile(EXAMPLES / f"{request.param}.yaml")
    return recommend(profile, samples=512, stress=False)


@pytest.fixture(scope="module")
def page(found):
    return render(found, "md", lang="en").content


def test_quantity_times_unit_price_times_years_is_the_amount_of_every_line(page):
    seen = 0
    for _, rows in bills(page):
        for _, quantity, price, factor, amount, *_ in rows:
            if not factor or factor == "–":
                continue
            product = number(quantity) * number(price) * number(factor)
            # Two figures of the amount and three of the quantity are printed.
            assert number(amount) == pytest.approx(product, rel=0.06), (quantity, price, factor)
            seen += product > 0
    assert seen > 10


def test_the_lines_add_up_to_the_sum_that_is_printed(page):
    for _, rows in bills(page):
        if not rows:
            continue
        [total] = [row for row in rows if row[0] == "Sum of the lines"]
        amounts = [number(row[4]) for row in rows if row[3] not in ("", "–")]
        assert number(total[4]) == pytest.approx(sum(amounts), rel=0.06)


@pytest.mark.parametrize(
    ("lang", "sentence"), [("en", "The lines add up to"), ("fr", "La somme des lignes est de")]
)
def test_a_total_that_is_not_the_sum_says_why_beside_it(found, lang, sentence):
    page = render(found, "md", lang=lang).content
    heading = {"en": "\n### Bill", "fr": "\n### Facture"}[lang]
    tables = [one.split("\n### ")[0] for one in page.split(heading)[1:]]
    assert tables
    for table in tables:
        rows = [line.split("|") for line in table.splitlines() if line.startswith("| ")]
        last = [[cell.strip(" *") for cell in cells[1:]] for cells in rows[-2:]]
        if last[-1][0].startswith("Total (P50"):
            [added_up, total] = [cells[4] for cells in last]
            assert (sentence in table) == (added_up != total)


def test_the_bills_looked_at_are_of_three_families_at_least():
    families = set()
    for name in PROFILES:
        found = recommend(load_profile(EXAMPLES / f"{name}.yaml"), samples=64, stress=False)
        opened = {one.deployment for one in found.cost if one.workings}
        families |= {one.family for one in found.ranking if one.id in opened}
    assert len(families) >= 3


def test_the_sum_of_the_lines_is_that_of_their_products(found):
    for cost in found.cost:
        by_hand = sum(
            line.quantity * line.unit_price * line.factor
            for line in cost.lines
            if line.quantity is not None
        )
        if cost.lines:
            assert cost.added_up == pytest.approx(by_hand)
