"""What README and CONTRIBUTING tell a newcomer to type works."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from opendecide.cli import program
from opendecide.reading.catalog import load_catalog
from opendecide.reading.yaml12 import parse

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def blocks(text, language):
    found = re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
    assert found, f"no {language} block"
    return found


def commands(text):
    lines = [
        line.partition("#")[0].strip()
        for block in blocks(text, "sh")
        for line in block.splitlines()
    ]
    return [line for line in lines if line]


def test_every_make_target_that_is_named_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = {
        line.split()[1] for line in commands(README + CONTRIBUTING) if line.startswith("make ")
    }
    assert {"report", "test"} <= named <= targets


def test_the_python_of_the_readme_runs():
    (code,) = blocks(README, "python")
    assert len(code.strip().splitlines()) <= 13
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_the_commands_of_the_readme_run(tmp_path, monkeypatch):
    from click.testing import CliRunner

    monkeypatch.chdir(tmp_path)
    lines = [line for line in commands(README) if line.startswith("opendecide ")]
    assert len(lines) > 4
    for line in lines:
        done = CliRunner().invoke(program, shlex.split(line)[1:])
        assert done.exit_code == 0, f"{line}\n{done.output}"
    assert (tmp_path / "report.md").is_file()


def test_the_profile_of_the_readme_is_valid():
    from opendecide.reading.profile import check_document

    (text,) = blocks(README, "yaml")
    assert len([line for line in text.splitlines() if not line.startswith("#")]) <= 4
    check_document(parse(text.encode(), "README.md"))


@pytest.mark.parametrize("block", blocks(CONTRIBUTING, "yaml"))
def test_the_entries_of_contributing_can_be_added(block, tmp_path):
    data = yaml.safe_load(block)
    folder = tmp_path / ("models" if "artifacts" in data else "hosts")
    folder.mkdir()
    (folder / f"{data['id']}.yaml").write_text(block, encoding="utf-8")
    catalog = load_catalog([tmp_path])
    assert data["id"] in {**catalog.models, **catalog.offers}


def test_files_that_are_linked_exist():
    for text in (README, CONTRIBUTING):
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (ROOT / target).exists(), target
