"""Write docs/trust.md: how far to trust the figures, with the errors that were measured.

`python tests/trust.py --write` makes it anew; without the option it says whether it is current.
"""

import json
import sys
from pathlib import Path

from click.testing import CliRunner

from opendecide.cli import program

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "trust.md"
POINTS = ROOT / "tests" / "data" / "throughput_points.csv"
HEAD = """# How far to trust it

Made by `python tests/trust.py --write`; no figure of the table is typed.

## The speed of own machines

Predicted against published measurements of output tokens per second (`tests/data/throughput_points.csv`). The constants
of the model were fitted to these points, so this is the error on what it has seen; what it has not seen is worse, and
the error bar in every bill is the one found when each measurement is predicted without the models related to its own.
It is wider for accelerators with fewer than ten measurements of their kind (AMD, Ada, workstation cards, Macs), and for
models whose architecture is guessed from their size; bills say so.

"""
TAIL = """
`opendecide cost accuracy FILE.csv` says the same for measurements of your own. Where an engine lacks the right kernels
for a precision, real speed can be a quarter of the prediction; no model of this kind foresees that. The time to the
first token is a floor, not a forecast.

## Money

Prices are list prices of one day, with source and date; the catalogue flags what is older than the profile allows.
Planning figures (who runs it, what people cost) are judgement and dominate small bills: the report names the two inputs
that move each bill most. A cost is printed with two significant figures and its P10–P90, never better.

## Task quality

Estimates from public tests, refitted by `tests/benchmarks/quality_refit.py`. On tests that the fit had not seen, the
80 % interval held in 82 % of the cases and the ranks agreed at 0.80, against 0.63 for averages of standardised scores.
Faithfulness in summaries cannot be foreseen from other tests. Nothing public says how your items compare: test.

## Against people

- [Five organisations beside what an experienced adviser expects](examples.md), and three more.
- [Decisions that real teams published](real-decisions.md), coded from their stated facts alone: agreement, and every
  disagreement explained.

## What it does not know

- Contracts that are not public, discounts, and what a vendor would promise you in writing. Ask; then put the answer
  into the profile as a quote or an override with a name and a date.
- The quality of a model in languages that nobody tested, and on images, sequences or speech of your kind.
- Whether a certificate covers the service that you would use: the report asks for the document.
- The law of your case. Gates name the text that they read and the day.

An unknown is shown, ranked by what knowing it would be worth, and never helps a deployment.
"""


def page():
    """Return the page as it should be."""
    done = CliRunner().invoke(program, ["cost", "accuracy", str(POINTS), "--format", "json"])
    found = json.loads(done.stdout)
    rows = [("All", found["overall"])]
    rows += [(f"Engine {name}", one) for name, one in found["by_engine"].items()]
    rows += [(f"Load: {name.replace('_', ' ')}", one) for name, one in found["by_load"].items()]
    lines = ["| | Points | Median error | Within 1.5× | Within 2× | 80 % interval holds |"]
    lines += ["|---|---:|---:|---:|---:|---:|"]
    lines += [
        f"| {name} | {one['points']} | {one['median_absolute_error']:.0%} | {one['within_1_5x']:.0%} |"
        f" {one['within_2x']:.0%} | {one['interval_80_coverage']:.0%} |"
        for name, one in rows
    ]
    return HEAD + "\n".join(lines) + "\n" + TAIL


def main():
    made = page()
    if "--write" in sys.argv:
        PAGE.write_text(made, encoding="utf-8")
        return 0
    current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == made
    print("current" if current else "stale: run python tests/trust.py --write")
    return 0 if current else 1


if __name__ == "__main__":
    sys.exit(main())
