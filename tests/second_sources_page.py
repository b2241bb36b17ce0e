"""Write `docs/methods/second-sources.md`: which architectures and accelerators two sources agree on.

`python tests/second_sources_page.py` prints the page, `--write` puts it where it belongs. It is made
from the notes beside the figures: what a note calls confirmed, or says that its source agrees on.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "methods" / "second-sources.md"
sys.path.insert(0, str(ROOT))

from opendecide.cli.cost import known_architectures  # noqa: E402 - found through the line above
from opendecide.model.fact import Evidence  # noqa: E402
from opendecide.model.machine_facts import Accelerator  # noqa: E402
from opendecide.reading.catalog import load_catalog  # noqa: E402
from opendecide.reading.yaml12 import read  # noqa: E402

FIGURES = {
    "memory_gb": "memory", "bandwidth_tb_s": "bandwidth", "bf16_tflops": "16-bit rate",
    "fp8_tflops": "8-bit rate", "fp4_tflops": "4-bit rate", "link_gb_s": "link", "tdp_w": "power",
}  # fmt: skip
_CONFIRMED = re.compile(r"(?<!not )\bconfirmed|\bagrees\b|\bthe same figures\b")
_AGREES = re.compile(r"agrees on ([^;:]*)")
_DIFFERS = re.compile(r"differs: ([^;:]*)")


def page() -> str:
    """Return the page."""
    return "\n".join((*_architectures(), *_accelerators(), ""))


def _architectures() -> Iterator[str]:
    catalog = load_catalog()
    other_names = read(ROOT / "opendecide" / "cost" / "same_architectures.yaml").data
    found: dict[str, list[str]] = {"yes": [], "part": [], "no": []}
    for name, one in sorted(known_architectures(catalog).items()):
        if name in other_names:
            continue
        mark = " †" if name in catalog.models else ""
        found[confirmed(one.evidence)].append(f"{name}{mark}")
    yield "# What a second source confirms"
    yield ""
    yield "Speed and memory of a model follow from its architecture, and those of a machine from its data sheet. Here is what"
    yield "two sources agree on. † marks models that bills are made of; the rest serves `opendecide cost accuracy` alone."
    yield ""
    yield "## Architectures"
    yield ""
    for heading, state in (
        ("Confirmed by a second source", "yes"),
        ("Confirmed in part", "part"),
        ("From one source", "no"),
    ):
        yield f"**{heading}** ({len(found[state])}): {', '.join(found[state]) or 'none'}."
        yield ""


def confirmed(evidence: Iterable[Evidence]) -> str:
    """Return whether notes call all of a thing confirmed, a part of it, or nothing."""
    notes = "; ".join(one.note or "" for one in evidence)
    if not _CONFIRMED.search(notes):
        return "no"
    return "part" if "not confirmed" in notes else "yes"


def _accelerators() -> Iterator[str]:
    yield "## Accelerators"
    yield ""
    yield "| Accelerator | Two sources agree on | One source, or memory | Sources differ on |"
    yield "|---|---|---|---|"
    for one in load_catalog().accelerators.values():
        agreed, differ = _named(_AGREES, one), _named(_DIFFERS, one)
        stated = [name for name in FIGURES if getattr(one, name) is not None]
        columns = (
            [name for name in stated if name in agreed and name not in differ],
            [name for name in stated if name not in agreed and name not in differ],
            [name for name in stated if name in differ],
        )
        said = (", ".join(FIGURES[name] for name in names) or "–" for names in columns)
        yield f"| {one.name} | {' | '.join(said)} |"


def _named(pattern: re.Pattern[str], one: Accelerator) -> set[str]:
    """Return the figures that notes name after some words."""
    said = " ".join(part for note in one.evidence for part in pattern.findall(note.note or ""))
    return {name for name in FIGURES if name in said}


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        sys.stdout.write(page())
