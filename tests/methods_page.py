"""Keep the tables of `docs/methods.md` as the package has them.

`python tests/methods_page.py` prints the page, `--write` puts it where it belongs. What stands
between a line `<!-- name -->` and a line `<!-- end -->` is made here, the rest is written by hand.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "methods.md"
sys.path.insert(0, str(ROOT))

from opendecide.mcda.methods.table import METHODS  # noqa: E402 - found through the line above
from opendecide.mcda.normalise import NORMALISATIONS  # noqa: E402
from opendecide.mcda.sampling import SAMPLERS  # noqa: E402
from opendecide.mcda.weighting.table import WEIGHTINGS  # noqa: E402


def page() -> str:
    """Return the page with its tables made anew."""
    text = PAGE.read_text(encoding="utf-8")
    for name, table in (
        ("methods", _methods()),
        ("normalisations", _normalisations()),
        ("asked", _weightings("decider")),
        ("data", _weightings("data")),
        ("samplers", _samplers()),
    ):
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        assert pattern.search(text), f"{PAGE} has no place for {name}"
        made = "\n".join(table)
        text = pattern.sub(lambda found, made=made: f"{found[1]}\n{made}\n\n{found[2]}", text)
    return text


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    heads = list(heads)
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _methods() -> Iterator[str]:
    heads = ("Name", "Method", "Columns it needs", "A strength makes up for any weakness")
    return _table(
        (*heads, "A third alternative can swap two others", "Best score", "Source"),
        (
            (
                f"`{one.id}`",
                one.name,
                one.scale,
                "yes" if one.compensatory else "no",
                "no" if one.independent else "yes",
                "highest" if one.higher_is_better else "lowest",
                one.source,
            )
            for one in METHODS.values()
        ),
    )


def _normalisations() -> Iterator[str]:
    rows = ((f"`{name}`", _first_line(one.__doc__)) for name, one in NORMALISATIONS.items())
    return _table(("Name", "What it does"), rows)


def _weightings(about: str) -> Iterator[str]:
    return _table(
        ("Name", "Method", "What it takes", "Source"),
        (
            (f"`{one.id}`", one.name, one.judgements, one.source)
            for one in WEIGHTINGS.values()
            if one.about == about
        ),
    )


def _samplers() -> Iterator[str]:
    return _table(
        ("Name", "What is known about the weights", "Options", "Draws"),
        (
            (
                f"`{one.id}`",
                one.says,
                ", ".join(f"`{option}`" for option in one.options),
                "independent" if one.exact else "independent, or chains where too few would be",
            )
            for one in SAMPLERS.values()
        ),
    )


def _first_line(text: str | None) -> str:
    assert text, "no docstring"
    return text.split("\n", maxsplit=1)[0].rstrip(".")


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        sys.stdout.write(page())
