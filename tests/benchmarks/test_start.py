"""Start-up: the budgets of importing, `--help`, `validate` and `recommend`, as ratios in one run where possible."""

import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
CLINIC = EXAMPLES / "clinic.yaml"
BARE = """
import click

@click.group()
def program():
    "Nothing."

@program.command()
def nothing():
    "Nothing."

program()
"""


def fastest(*arguments, times=7):
    """Return the shortest wall time of several fresh processes, in seconds."""
    best = float("inf")
    for _time in range(times):
        begin = time.perf_counter()
        subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
        best = min(best, time.perf_counter() - begin)
    return best


def test_importing_costs_at_most_15_ms_over_a_bare_interpreter():
    over = fastest("-c", "import opendecide") - fastest("-c", "pass")
    print(f"import opendecide: {over * 1000:.1f} ms over a bare interpreter")
    assert over <= 0.015


def test_help_costs_at_most_twice_a_bare_click_program():
    ratio = fastest("-m", "opendecide", "--help") / fastest("-c", BARE, "--help")
    print(f"--help: {ratio:.2f} x a bare click program")
    assert ratio <= 2


def test_validating_a_profile_of_200_lines_takes_at_most_400_ms(tmp_path):
    lines = ["organisation: {name: Clinic, country: FR}", "workloads:"]
    for number in range(33):
        lines += [
            f"  - id: use-{number}",
            "    task_type: summarisation",
            "    languages: [fr, en]",
            "    volume: {requests_per_day: [100, 200, 400]}",
            "    data_classes: [health, personal]",
            "    must_have: [context>=64k]",
        ]
    path = tmp_path / "long.yaml"
    path.write_text("\n".join(lines))
    took = fastest("-m", "opendecide", "validate", str(path))
    print(f"validate, {len(lines)} lines: {took * 1000:.0f} ms")
    assert took <= 0.4


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_recommendation_takes_at_most_1500_ms_and_300_mb(tmp_path, example):
    target = tmp_path / "report.md"
    took = fastest("-m", "opendecide", "recommend", str(example), "-o", str(target), times=3)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    print(f"recommend {example.stem}: {took:.2f} s, at most {memory:.0f} MB")
    assert took <= 1.5
    assert memory <= 300
