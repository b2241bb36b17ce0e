"""What the documentation tells a reader to type works, and its tables are made, not typed."""

import re
import runpy
import shlex
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from opendecide.cli import COMMANDS, program
from opendecide.reading.criteria import load_criteria

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
HOW_TO = (DOCS / "how-to").glob("*.md")
MADE = {"glossary.md": "glossary.py", "trust.md": "trust.py"}
assert PAGES, "docs has no pages"


def blocks(page, language):
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


def commands(page):
    """Return the lines of a page that call the program, in order."""
    lines = [
        line.partition(" #")[0].strip()
        for one in blocks(page, "sh")
        for line in one.replace("\\\n", " ").splitlines()
    ]
    return [line for line in lines if line.startswith("opendecide ")]


NEEDS_A_TERMINAL = "--interactive"
"""The interview is driven in a terminal of its own, by the tests of the command."""


def run(line, samples="64"):
    arguments = shlex.split(line)[1:]
    if arguments[0] == "recommend":
        arguments += ["--samples", samples]
    return CliRunner().invoke(program, arguments)


def test_every_command_of_the_tutorial_runs_in_order(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    lines = commands(DOCS / "tutorial.md")
    assert len(lines) > 9
    for line in lines:
        done = run(line)
        assert done.exit_code == 0, f"{line}\n{done.output}"
    assert {"ours.md", "ours.html", "longer.md", "decided.json"} <= {
        one.name for one in tmp_path.iterdir()
    }


@pytest.mark.parametrize(
    "page", [page for page in HOW_TO if commands(page)], ids=lambda page: page.stem
)
def test_every_command_of_a_how_to_runs(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    if not any(line.startswith("opendecide init") for line in commands(page)):
        (tmp_path / "clinic.yaml").symlink_to(ROOT / "examples" / "clinic.yaml")
    templates = ROOT / "opendecide" / "report" / "templates" / "markdown"
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "report.md.j2").write_bytes((templates / "report.md.j2").read_bytes())
    for line in commands(page):
        if NEEDS_A_TERMINAL in line:
            continue
        done = run(line)
        assert done.exit_code == 0, f"{line}\n{done.output}"


def test_a_criterion_can_be_copied_from_its_how_to(tmp_path):
    text = blocks(DOCS / "how-to" / "add-a-criterion.md", "yaml")[0]
    for file in (ROOT / "criteria").glob("*.yaml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "footprint.yaml").write_text(text, encoding="utf-8")
    assert "footprint" in {one.id for one in load_criteria(tmp_path).criteria}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_every_yaml_of_the_documentation_can_be_read(page):
    for text in blocks(page, "yaml"):
        yaml.safe_load(text)


@pytest.mark.parametrize("name", MADE)
def test_a_page_that_is_made_is_current(name):
    made = runpy.run_path(str(ROOT / "tests" / MADE[name]))["page"]()
    assert (DOCS / name).read_text(encoding="utf-8") == made, (
        f"run python tests/{MADE[name]} --write"
    )


def test_every_page_is_in_the_navigation():
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    listed = set(re.findall(r"[\w/-]+\.md", str(settings["nav"])))
    assert listed == {str(page.relative_to(DOCS)) for page in PAGES}


def test_every_command_is_mentioned():
    text = " ".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert not [name for name in COMMANDS if f"opendecide {name}" not in text]
