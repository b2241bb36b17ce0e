"""Write docs/examples.md: what comes out for every shipped example, beside what an adviser expects.

`python tests/outcomes.py --write` makes it anew; without the option it says whether it is current.
"""

import sys
from pathlib import Path

import yaml

import opendecide as od
from opendecide.reading.criteria import load_criteria

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "examples.md"
EXPECTED = ROOT / "tests" / "data" / "expected.yaml"
HEAD = """# What comes out for the examples

Made by `python tests/outcomes.py --write`; no figure on this page is typed. What an adviser expects of the first
five was written down before the model was run, from the profile alone; of the other three, beside the first results.
Where the two differ, the last line of the section says why.
"""


def page():
    """Return the page as it should be."""
    expected = yaml.safe_load(EXPECTED.read_text(encoding="utf-8"))
    names = {one.id: one.name for one in load_criteria().families}
    parts = [HEAD]
    for name, notes in expected.items():
        answer = od.recommend(od.load_profile(ROOT / "examples" / f"{name}.yaml"), stress=False)
        parts.append(section(name, notes, answer, names))
    return "\n".join(parts)


def section(name, notes, answer, names):
    """Return the section of one example."""
    verdict = answer.verdict
    lines = [f"## {answer.organisation}", "", f"`examples/{name}.yaml`. {notes['expected']}", ""]
    lines += [f"Verdict: **{verdict.grade.replace('_', ' ')}**.", ""]
    leaders = [one for one in answer.ranking if one.family_leader][:4]
    if leaders:
        lines += ["| Family | Its best deployment | Score | Chance of being best |"]
        lines += ["|---|---|---:|---:|"]
        lines += [
            f"| {names.get(one.family, one.family)} | {one.name} | {one.score:.1f} |"
            f" {one.rank_probabilities[0]:.0%} |"
            for one in leaders
        ]
        lines.append("")
    gates = {}
    for one in answer.screened_out:
        gates.setdefault(one.gate, set()).add(one.id)
    excluded = ", ".join(f"{gate} {len(gates[gate])}" for gate in sorted(gates))
    lines += [f"Deployments that a gate objects to: {excluded}.", "", notes["why"], ""]
    return "\n".join(lines)


def main():
    made = page()
    if "--write" in sys.argv:
        PAGE.write_text(made, encoding="utf-8")
        return 0
    current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == made
    print("current" if current else "stale: run python tests/outcomes.py --write")
    return 0 if current else 1


if __name__ == "__main__":
    sys.exit(main())
