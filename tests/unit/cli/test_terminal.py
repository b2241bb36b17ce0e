"""On a terminal: a short answer in colour where colour is wanted, and progress that leaves no trace."""

import io
import os
import re
import sys
from itertools import pairwise
from pathlib import Path

import pexpect
import pytest

from opendecide.cli.recommend import _follow
from opendecide.cli.verdict import show_verdict
from opendecide.reading.profile import load_profile
from opendecide.reading.settings import parse_setting
from opendecide.reading.words import _
from opendecide.recommend import recommend

ILLUSTRATOR = str(Path(__file__).parents[3] / "examples" / "illustrator.yaml")
COLOUR = re.compile(r"\x1b\[[0-9;]*3[0-7]m")


def screen(target, width=100, **environment):
    words = ["-m", "opendecide", "recommend", ILLUSTRATOR, "--fast", "--samples", "64"]
    ours = {"NO_COLOR", "COLUMNS", "LINES"}
    inherited = {name: value for name, value in os.environ.items() if name not in ours}
    child = pexpect.spawn(
        sys.executable,
        [*words, "-o", str(target)],
        dimensions=(40, width),
        encoding="utf-8",
        timeout=120,
        env={**inherited, "TERM": "xterm-256color", **environment},
    )
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    return child.before


def test_a_terminal_shows_the_answer_in_colour(tmp_path):
    shown = screen(tmp_path / "r.md", LANGUAGE="en")
    assert COLOUR.search(shown)
    for heading in ("Probability", "Runner-up", "Cost over", "Next step", "Report"):
        assert heading in shown


def test_no_colour_is_respected(tmp_path):
    assert not COLOUR.search(screen(tmp_path / "r.md", LANGUAGE="en", NO_COLOR="1"))


@pytest.mark.parametrize("width", [40, 72])
def test_no_line_is_wider_than_the_terminal(tmp_path, width):
    shown = screen(tmp_path / "r.md", width, LANGUAGE="fr", NO_COLOR="1")
    plain = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", shown.rpartition("\x1b[K")[2])
    assert "Probabilité" in plain
    assert max(len(line.rstrip()) for line in plain.splitlines()) <= width


class Screen(io.StringIO):
    """What a terminal of some width shows."""

    def isatty(self):
        return True


@pytest.fixture(scope="module")
def answer():
    return recommend(load_profile(ILLUSTRATOR), samples=64)


def summary_of(answer, lang, width, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("NO_COLOR", "1")
    shown = Screen()
    show_verdict(answer, lang, None, shown)
    return re.sub(r"\x1b\[[0-9;]*m", "", shown.getvalue()).splitlines()


def test_no_width_tears_a_number_or_leaves_a_sign_at_the_start_of_a_line(answer, monkeypatch):
    for width in range(50, 130):
        found = [line.rstrip() for line in summary_of(answer, "fr", width, monkeypatch)]
        assert max(map(len, found)) <= width
        for line, after in pairwise(found):
            begins = after.strip()
            assert not re.match(r"[;:?!»%€]", begins), (width, line, after)
            assert not (re.search(r"\d$", line) and re.match(r"\d{3}\b", begins)), (width, line)


def test_the_summary_says_what_speaks_against_it_and_by_when_to_act(answer, monkeypatch):
    said = "\n".join(summary_of(answer, "en", 100, monkeypatch))
    assert "What speaks against it" in said
    assert re.search(r"Next step, by\s+\d+\s\w+\s\d{4}", said)


def test_messages_go_on_in_the_language_of_the_profile(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")
    asked = load_profile(ILLUSTRATOR).model_copy(update={"language": "fr"})
    _follow(asked, None)
    assert _("Ranking") == "Classement"
    monkeypatch.setenv("LANGUAGE", "en")
    _follow(asked, "en")
    assert _("Ranking") == "Ranking"


def test_where_nothing_serves_all_the_terminal_says_what_stands_in_the_way(monkeypatch):
    low = parse_setting("budget.ceiling.amount=1000")
    found = recommend(load_profile(ILLUSTRATOR.replace("illustrator", "clinic"), settings=[low]))
    assert found.relief
    assert "What stands in the way" in "\n".join(summary_of(found, "en", 100, monkeypatch))
