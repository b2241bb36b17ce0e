"""No claim of the source documents is forgotten, and the page that says so is current."""

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TRACE = runpy.run_path(str(ROOT / "tests" / "traceability.py"))
CLAIMS = TRACE["claims"]()
CASES = TRACE["cases"]()
JUDGED = dict(TRACE["judged"]())


def test_every_claim_is_listed():
    assert list(CLAIMS) == [f"S{number}" for number in range(1, 132)]


def test_no_claim_is_unreached():
    assert TRACE["unreached"]() == []


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=lambda claim: claim["id"])
def test_a_claim_is_proved_by_a_case_of_each_of_its_behaviours(claim):
    for behaviour in claim["tests"]:
        assert any(
            case.get("behaviour") == behaviour and claim["id"] in case["claims"]
            for case in CASES.values()
        ), behaviour


def test_what_a_claim_names_answers_to_it():
    for name, claim in CLAIMS.items():
        for target in claim["targets"]:
            if "." in target and target in JUDGED:
                assert name in JUDGED[target], (name, target)


def test_nobody_cites_a_claim_that_does_not_exist():
    for name, claims in JUDGED.items():
        assert set(claims) <= set(CLAIMS), name
    for stem, case in CASES.items():
        assert set(case.get("claims", ())) <= set(CLAIMS), stem


def test_a_case_is_a_sentence_and_a_pending_one_gives_a_reason():
    for stem, case in CASES.items():
        assert len(case["name"].split()) > 3, stem
        assert len(case.get("pending", "a reason of three words").split()) > 3, stem


def test_the_page_is_current():
    page = ROOT / "docs" / "traceability.md"
    assert page.read_text(encoding="utf-8") == TRACE["render"](), (
        "run: python tests/traceability.py --write"
    )
