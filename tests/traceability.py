"""Write `docs/traceability.md`: which criterion, gate, persona and case answers to each claim.

`python tests/traceability.py` prints the page, `--write` puts it where it belongs.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "traceability.md"


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _files(folder: str) -> list[Path]:
    paths = sorted((ROOT / folder).glob("*.yaml"))
    if not paths:
        raise SystemExit(f"{folder} has no files")
    return paths


def claims() -> dict[str, dict[str, Any]]:
    """Return the claims of the source documents by id."""
    return {claim["id"]: claim for claim in _read(ROOT / "tests/data/claims.yaml")["claims"]}


def cases() -> dict[str, dict[str, Any]]:
    """Return the cases by file name, without the profiles."""
    return {path.stem: _read(path) for path in _files("tests/cases")}


def judged() -> Iterator[tuple[str, list[str]]]:
    """Yield everything in `criteria/` that answers to claims, with the claims."""
    criteria = []
    for path in _files("criteria"):
        content = _read(path)
        if "factors" in content:
            criteria.append(content)
    for criterion in sorted(criteria, key=lambda one: one["order"]):
        yield criterion["id"], criterion.get("claims", [])
        for factor in criterion["factors"]:
            yield f"{criterion['id']}.{factor['id']}", factor.get("claims", [])
    for kind in ("gates", "personas"):
        for entry in _read(ROOT / "criteria" / f"{kind}.yaml")[kind]:
            yield f"{kind[:-1]} `{entry['id']}`", entry.get("claims", [])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def unreached() -> list[str]:
    """Return the claims that nothing answers to."""
    reached = {claim for _, named in judged() for claim in named}
    reached |= {claim for case in cases().values() for claim in case.get("claims", [])}
    return [claim for claim in claims() if claim not in reached]


def _link(stem: str, case: dict[str, Any]) -> str:
    return f"`{stem}`" + (" *" if "pending" in case else "")


def _claims_tables() -> Iterator[str]:
    judges: dict[str, list[str]] = defaultdict(list)
    for name, named in judged():
        for cited in named:
            judges[cited].append(name)
    proofs: dict[str, list[str]] = defaultdict(list)
    for stem, case in cases().items():
        for cited in case.get("claims", []):
            # A behaviour stands for its cases, so that the line of a claim stays short.
            proof = case.get("behaviour") or _link(stem, case)
            if proof not in proofs[cited]:
                proofs[cited].append(proof)
    for document, title in _read(ROOT / "tests/data/claims.yaml")["documents"].items():
        yield from ("", f"## {title}", "")
        yield from ("| Claim | In our words | Judged by | Proved by |", "|---|---|---|---|")
        for name, claim in claims().items():
            if claim["document"] == document:
                by = ", ".join(judges[name]) or "; ".join(claim["targets"])
                yield f"| {name} | {_cell(claim['text'])} | {_cell(by)} | {', '.join(proofs[name])} |"


def _behaviours_table() -> Iterator[str]:
    links: dict[str, list[str]] = defaultdict(list)
    for stem, case in cases().items():
        links[case.get("behaviour", "")].append(_link(stem, case))
    yield from ("", "## Behaviours", "", "| Behaviour | What must hold | Cases |", "|---|---|---|")
    for name, text in _read(ROOT / "tests/data/behaviours.yaml").items():
        yield f"| {name} | {_cell(text)} | {', '.join(links[name])} |"


def _pending_table() -> Iterator[str]:
    yield from ("", "## Pending", "", "Marked * above.", "")
    yield from ("| Case | Waits because |", "|---|---|")
    for stem, case in cases().items():
        if "pending" in case:
            yield f"| {stem} | {_cell(case['pending'])} |"


def render() -> str:
    """Return the page."""
    lines = [
        "# Traceability",
        "",
        "What the five source documents claim, in our own words, what in `criteria/` answers to it, and which",
        "behaviour or case proves it. Made by `python tests/traceability.py --write`; a test keeps it current.",
        *_claims_tables(),
        *_behaviours_table(),
        *_pending_table(),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if "--write" in sys.argv[1:]:
        PAGE.write_text(render(), encoding="utf-8")
    else:
        sys.stdout.write(render())
