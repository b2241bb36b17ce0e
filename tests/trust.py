"""Write docs/trust.md: how far to trust the figures, with the errors that were measured.

`python tests/trust.py --write` makes it anew; without the option it says whether it is current.
"""

import csv
import sys
from pathlib import Path
from statistics import mean, median

from opendecide.cli.cost import known_architectures, known_sizes
from opendecide.cost.accuracy import COLUMNS, evaluate
from opendecide.reading.catalog import load_catalog
from opendecide.reading.tables import read_rows

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "trust.md"
DATA = ROOT / "tests" / "data"
POINTS = tuple(
    DATA / f"{name}_points.csv"
    for name in ("throughput", "further", "later", "second", "third", "fourth")
)
UNSEEN = DATA / "unseen_speed.csv"
LEFT_OUT = {
    "model": "model",
    "accelerator": "accelerator",
    "source": "publisher",
    "engine": "engine",
}
BEFORE = "before_fit"
TERMS_WERE_ADDED = {
    "later": "The second time", "third": "The fourth time", "fourth": "The fifth time",
}  # fmt: skip
OF_OLD_ENGINES = "dstack"
"""Who ran the largest models in engines of their first months: most of what is off by more than twice."""
HEAD = """# How far to trust it

Made by `python tests/trust.py --write`; no figure of the table is typed.

## The speed of own machines

Predicted against published measurements of output tokens per second (`tests/data/throughput_points.csv`,
`further_points.csv`, `later_points.csv`, `second_points.csv`, `third_points.csv` and `fourth_points.csv` beside it, with
their sources). The constants of the model were fitted to these points, so this is the error on what it has seen:

"""
UNSEEN_HEAD = """
What it has not seen is worse. Each measurement was predicted by a fit without all that is related to it: a family of
models, an accelerator, a publisher, an engine. The error bar in every bill comes from those without the own publisher.
Which terms the model has was decided by the same errors, so they flatter it. Before the fourth time below, these fits
had promised 13 to 15 %, 97 % within 2× and 81 to 84 % in the interval, and what came was 22 %, 85 % and 61 %; before the
fifth they promised 13 to 16 %, 95 % and 81 to 86 %, and what came was 19 %, 89 % and 74 %. Expect that of a machine and a
publisher that are wholly new.

"""
FURTHER_HEAD = """
Five times measurements were collected after the model had been fitted to the others. What it said of them before it saw one,
and what a fit says of each publisher's rows that has all others. The second time its terms of that day were too few: a
wide expert is nearly as fast as a dense layer, some models have experts in a part of their layers only, and linear
attention keeps a state. The terms of today, with constants fitted to the 644 rows before them, stand below it. The third
time, 161 rows of the machines that it knew least, no term had to be added.

The fourth time was the hardest: 170 rows of 22 publishers of whom it knew none, the lowest, the middle and the highest
load of each of their tables. It was further off than ever since the first time, and its interval too narrow. DeepSeek-R1
two months after it came out, in engines that had no kernels for its attention (dstack, March 2025), and a model of 405B
with long contexts in vLLM of 2024 ran at a half to a sixth of what was said; prompts of sparse models run faster, since
hundreds of their tokens come to each expert at once; and so do small sparse models on one card, where large ones on eight
wait for the card with the most sought-after experts. The terms for prompts, for experts that cards share out, for rounds
of exchange and for four-bit weights on cards without four-bit products came of it, and a wider interval. Today's terms,
with constants fitted to the 1,032 rows before them, stand below it; they were chosen with these rows in sight.

The fifth time 196 rows of 56 publishers came, again none of whom it knew, by a rule written down before: a seventh of
them of Instinct MI355X, the rest from a T4 to GB300. Of the 179 that it could say something of, it was off by 19 % in
the middle, 86 % were within 2×, and the interval held in 71 %. Nineteen rows were left out afterwards: five whose
layout nobody states, three without an address, six whose card is not sure, four of a quantisation that is not known
here, and one whose rate drifted; five others had attention spread by data, said in words alone. What is left is in the
table; Radeon cards were added with it. What is off by more than twice: prompts of models with sparse attention, read at
a quarter of what was said (DeepSeek-V3.2 and V4 in their first months); models that fill a card but for a sliver, where
a gigabyte more or less decides; a model of under a billion parameters on a Mac; and llama.cpp with a prompt of a
hundred tokens, or on two cards in a row. From the last came the one term that was added: while nothing is written,
every piece of a prompt reads the weights and launches by itself, and cards in a row wait for one another. AMD's own
engine on MI300X is twice as fast as what others measured there with vLLM.

"""
WHERE_WEAK = """
The bar is wider for accelerators with few measurements of their kind (what is of no family here), for Instinct cards,
whose engines change most from one version to the next, for llama.cpp on cards for data centres, and for models whose
architecture is guessed from their size; bills say so. It is too narrow where a publisher ran an engine without the kernels
made for the accelerator or the model: vLLM of 2024 on an MI300X, as Argonne measured it, vLLM on Strix Halo and
DeepSeek-R1 in its first months are that.

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
    measured, found = seen()
    rows = [("All", found.overall)]
    rows += [(f"Engine {name}", one) for name, one in found.by_engine.items()]
    rows += [(f"Load: {name.replace('_', ' ')}", one) for name, one in found.by_load.items()]
    made = HEAD + table(
        (name, one.points, one.median_absolute_error, one.within_1_5x, one.within_2x,
         one.interval_80_coverage)
        for name, one in rows
    )  # fmt: skip
    kept = unseen()
    made += UNSEEN_HEAD + table(
        (f"Without the own {said}", *errors(kept[name], measured))
        for name, said in LEFT_OUT.items()
    )
    before = kept[BEFORE]
    source = {row["point_id"]: row["source_group"] for row in points()}
    rest = [row for row in kept["source"] if row["point_id"] in {one["point_id"] for one in before}]
    both = (("before it saw any", before), ("without the own publisher", rest))
    lines = []
    for said, name in (("The first time", "further"), ("The second time", "later"),
                       ("The third time", "second"), ("The fourth time", "third"), ("The fifth time", "fourth")):  # fmt: skip
        for when, rows in both:
            theirs = [row for row in rows if row["point_id"].startswith(name)]
            lines.append((f"{said}, {when}", *errors(theirs, measured)))
    for name, said in TERMS_WERE_ADDED.items():
        lines.append((f"{said}, by the terms of today", *errors(kept[name], measured)))
    for when, rows in (("before it saw any", before), ("by the terms of today", kept["third"])):
        theirs = [row for row in rows if row["point_id"].startswith("third")
                  and source[row["point_id"]] != OF_OLD_ENGINES]  # fmt: skip
        lines.append(
            (f"The fourth time but for `{OF_OLD_ENGINES}`, {when}", *errors(theirs, measured))
        )
    for name in sorted({source[row["point_id"]] for row in before}):
        for when, rows in both:
            theirs = [row for row in rows if source[row["point_id"]] == name]
            lines.append((f"`{name}`, {when}", *errors(theirs, measured)))
    return made + FURTHER_HEAD + table(lines) + WHERE_WEAK + TAIL.removeprefix("\n")


def points():
    """Return every measurement as its file has it."""
    return [row for path in POINTS for row in read_rows(path, COLUMNS)]


def seen():
    """Return what was measured, and the errors of the constants as they are."""
    catalog = load_catalog()
    rows = points()
    found = evaluate(rows, known_architectures(catalog), catalog.accelerators, known_sizes(catalog))
    return {row["point_id"]: float(row["value"]) for row in rows}, found


def unseen():
    """Return predictions for what a fit had not seen, by what it was kept from."""
    kept = {}
    with UNSEEN.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kept.setdefault(row["without"], []).append(row)
    return kept


def errors(rows, measured):
    """Return the figures of one line: points, median error, within 1.5 and 2 times, coverage."""
    pairs = [(float(row["p50"]), measured[row["point_id"]]) for row in rows]
    times = [max(told / found, found / told) for told, found in pairs]
    inside = [float(row["p10"]) <= measured[row["point_id"]] <= float(row["p90"]) for row in rows]
    return (
        len(rows),
        median(abs(told / found - 1) for told, found in pairs),
        mean(one <= 1.5 for one in times),
        mean(one <= 2 for one in times),
        mean(inside),
    )


def table(rows):
    """Return lines of figures."""
    lines = ["| | Points | Median error | Within 1.5× | Within 2× | 80 % interval holds |"]
    lines += ["|---|---:|---:|---:|---:|---:|"]
    lines += [
        f"| {name} | {count} | {off:.0%} | {close:.0%} | {near:.0%} | {inside:.0%} |"
        for name, count, off, close, near, inside in rows
    ]
    return "\n".join(lines) + "\n"


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
