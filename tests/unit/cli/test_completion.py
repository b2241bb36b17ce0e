"""Shells complete commands, options, choices, and the ids of criteria, catalogue and words."""

import os
import shutil
import subprocess
import sys

import pytest

SHELLS = {"bash": "bash_source", "zsh": "zsh_source", "fish": "fish_source"}


def complete(*words):
    """Return what a shell is offered for the last of the words."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from opendecide.cli import program; program(prog_name='opendecide')",
        ],
        env={
            **os.environ,
            "LANGUAGE": "en",
            "_OPENDECIDE_COMPLETE": "bash_complete",
            "COMP_WORDS": " ".join(["opendecide", *words]),
            "COMP_CWORD": str(len(words)),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["rec"], ["recommend"]),
        (["c"], ["cost", "catalog", "criteria", "compare", "check"]),
        (["catalog", "s"], ["show"]),
        (["recommend", "--for"], ["--format"]),
        (["recommend", "--format", "m"], ["md", "madr"]),
        (["init", "--persona", "re"], ["regulated_enterprise", "research_lab"]),
        (["catalog", "show", "gpt-oss-12"], ["gpt-oss-120b"]),
        (["criteria", "show", "cost.t"], ["cost.tco"]),
        (["explain", "too_"], ["too_close_to_call"]),
        (["explain", "OD01"], [f"OD01{digit}" for digit in range(10)]),
        (["explain", "nothing_of_the_kind"], []),
    ],
)
def test_a_word_that_was_begun_is_completed(words, offered):
    assert complete(*words) == offered


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_gets_its_script(shell, tmp_path):
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from opendecide.cli import program; program(prog_name='opendecide')",
        ],
        env={**os.environ, "_OPENDECIDE_COMPLETE": SHELLS[shell]},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "_OPENDECIDE_COMPLETE" in done.stdout
    found = shutil.which(shell)
    if found is not None:
        script = tmp_path / "script"
        script.write_text(done.stdout)
        subprocess.run([found, "-n", str(script)], check=True)
