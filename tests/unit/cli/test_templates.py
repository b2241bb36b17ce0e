"""`--template`: a folder of one's own lays the report out, and a fault in it is told with its line."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from opendecide.cli import program

STUDIO = """
organisation: {name: Studio, country: FR, persona: individual}
workloads:
  - {id: drafts, task_type: chat_assistant}
"""


@pytest.fixture(scope="module")
def profile(tmp_path_factory):
    file = tmp_path_factory.mktemp("profile") / "studio.yaml"
    file.write_text(STUDIO, encoding="utf-8")
    return file


@pytest.fixture(autouse=True)
def in_english(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")


def run(profile: Path, folder: Path, *more: str):
    words = ["recommend", str(profile), "--fast", "--samples", "64", "--template", str(folder)]
    return CliRunner().invoke(program, [*words, *more])


def test_a_template_replaces_the_shipped_one_of_its_name(tmp_path, profile):
    (tmp_path / "report.md.j2").write_text(
        "# {{ summary.headline }}\n{% include '01_summary.md.j2' %}"
    )
    (tmp_path / "01_summary.md.j2").write_text("By the house: {{ summary.leader }}")
    done = run(profile, tmp_path)
    assert done.exit_code == 0, done.output
    assert "\nBy the house: " in done.stdout
    assert len(done.stdout.splitlines()) == 2


def test_the_text_of_a_profile_is_escaped_there_as_well(tmp_path, profile):
    (tmp_path / "report.md.j2").write_text("{{ '<b>' }}")
    assert run(profile, tmp_path).stdout == "\\<b\\>\n"


@pytest.mark.parametrize(
    ("template", "line", "reason"),
    [
        ("\n{{ sumary.headline }}", 2, "'sumary' is undefined"),
        ("\n\n{% if %}", 3, "Expected an expression"),
        ("{% for x in summary %}{% endfor %}", 1, "not iterable"),
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", 1, "unsafe"),
        ("{% include 'nothing.j2' %}", 1, "nothing.j2"),
        ("{{ summary.headline | shout }}", 1, "shout"),
        ("{{ 1 / 0 }}", 1, "division by zero"),
    ],
)
def test_a_fault_is_told_with_file_and_line(tmp_path, profile, template, line, reason):
    file = tmp_path / "report.md.j2"
    file.write_text(template)
    done = run(profile, tmp_path)
    assert done.exit_code == 1, done.output
    assert done.stderr.startswith(f"{file}:{line}:1: The template fails: ")
    assert reason in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_html_templates_can_be_replaced_too(tmp_path, profile):
    (tmp_path / "front.html.j2").write_text("<p>{{ nobody }}</p>")
    done = run(profile, tmp_path, "--format", "html")
    assert done.exit_code == 1
    assert f"{tmp_path}/front.html.j2:1:1: The template fails: 'nobody' is undefined" in done.stderr


def test_a_folder_that_replaces_nothing_is_a_mistake(tmp_path, profile):
    (tmp_path / "raport.md.j2").write_text("x")
    done = run(profile, tmp_path)
    assert done.exit_code == 1
    assert "No template in this folder replaces a shipped one. They are called: " in done.stderr
    assert run(profile, tmp_path / "nowhere").exit_code == 1


def test_a_format_without_templates_is_wrong_usage(tmp_path, profile):
    done = run(profile, tmp_path, "--format", "csv")
    assert done.exit_code == 2
    assert "No template lays out csv" in done.stderr
