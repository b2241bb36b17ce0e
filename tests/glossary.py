"""Write docs/glossary.md: the words of criteria, gates, families and verdicts in two languages.

`python tests/glossary.py --write` makes it anew; without the option it says whether it is current.
"""

import gettext
import sys
from pathlib import Path

from opendecide.cli.glossary import TERMS
from opendecide.reading.criteria import load_criteria
from opendecide.report.words import KINDS

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "glossary.md"
LOCALE = ROOT / "opendecide" / "report" / "locale"
HEAD = """# Glossary · Glossaire

Made by `python tests/glossary.py --write` from the criteria and the French catalogue of messages.
`opendecide explain WORD` says more about any of them; `opendecide explain MOT --lang fr` en dit plus.
"""


def page():
    """Return the page as it should be."""
    french = gettext.translation("opendecide", LOCALE, languages=["fr"]).gettext
    criteria = load_criteria()
    parts = [HEAD, *words_of_opendecide(french)]
    factors = [
        (f"`{one.id}.{factor.id}`", factor.name)
        for one in criteria.criteria
        for factor in one.factors
    ]
    for title, rows in (
        ("Criteria · Critères", [(f"`{one.id}`", one.name) for one in criteria.criteria]),
        ("Factors · Facteurs", factors),
        ("Gates · Filtres", [(f"`{one.id}`", one.name) for one in criteria.gates]),
        ("Families · Familles", [(f"`{one.id}`", one.name) for one in criteria.families]),
        ("Personas · Profils types", [(f"`{one.id}`", one.name) for one in criteria.personas]),
        ("Verdicts", [(f"`{word}`", name) for word, name in KINDS["verdict"].items()]),
    ):
        parts += [f"## {title}", "", "| Id | English | Français |", "|---|---|---|"]
        parts += [f"| {name} | {text} | {french(text)} |" for name, text in rows]
        parts.append("")
    return "\n".join(parts)


def words_of_opendecide(french):
    """Return the table of the words with their meanings, as `explain` tells them."""
    yield "| We say | Nous disons | Meaning | Sens |"
    yield "|---|---|---|---|"
    for word, meaning in TERMS.items():
        yield f"| {word} | {french(word)} | {meaning} | {french(meaning)} |"
    yield ""


def main():
    made = page()
    if "--write" in sys.argv:
        PAGE.write_text(made, encoding="utf-8")
        return 0
    current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == made
    print("current" if current else "stale: run python tests/glossary.py --write")
    return 0 if current else 1


if __name__ == "__main__":
    sys.exit(main())
