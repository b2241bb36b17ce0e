"""A case names only what exists: a mistyped id must not pass for a fact."""

from fnmatch import fnmatchcase
from pathlib import Path

import pytest
import yaml

from opendecide.model.profile import Profile

ROOT = Path(__file__).parents[2]
CATALOG = ROOT / "opendecide" / "catalog"
CASES = sorted((ROOT / "tests" / "cases").glob("*.yaml"))
KEYS = {
    "first",
    "not_first",
    "excluded",
    "not_excluded",
    "conditional",
    "factor",
    "label",
    "verdict",
    "differs",
    "dearer",
    "hybrid",
    "report",
    "catalog",
}


def _read(path: Path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _ids(kind: str) -> set[str]:
    return {entry["id"] for entry in _read(ROOT / "criteria" / f"{kind}.yaml")[kind]}


MODELS = {path.stem for path in (CATALOG / "models").glob("*.yaml")}
OFFERS = {
    path.stem: _read(path)
    for folder in ("offers", "hosts")
    for path in (CATALOG / folder).glob("*.yaml")
}
SYSTEMS = (CATALOG / "systems.yaml").read_text(encoding="utf-8")
FAMILIES, GATES, LABELS = _ids("families"), _ids("gates"), _ids("labels")
FACTORS = {
    f"{criterion['id']}.{factor['id']}": factor
    for path in (ROOT / "criteria").glob("*.yaml")
    for criterion in [_read(path)]
    for factor in criterion.get("factors", ())
}


def _can_exist(deployment: str) -> bool:
    """Return whether some offer of the pattern serves, or may run, a model of the pattern."""
    model, offer = deployment.split("@")
    offer = offer.partition(":")[0].rstrip("*")
    names = [name for name in OFFERS if fnmatchcase(name, offer or "*")]
    for name in names:
        served = {one["model"] for one in OFFERS[name].get("serves", ())}
        if OFFERS[name].get("any_open_weights"):
            served |= MODELS
        if all(any(fnmatchcase(one, part) for one in served) for part in model.split("+")):
            return True
    return False


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_asks_for_what_exists(path):
    case = _read(path)
    assert set(case["expect"]) <= KEYS
    for profile in [case["profile"]] if "profile" in case else case["profiles"].values():
        content = _read(ROOT / profile) if isinstance(profile, str) else profile
        assert Profile.model_validate(content).workloads
    expect = case["expect"]
    families = [*expect.get("not_first", ())]
    first = expect.get("first", {}).get("family", ())
    families += [first] if isinstance(first, str) else first
    for entry in (
        entry
        for key in ("excluded", "not_excluded", "conditional")
        for entry in expect.get(key, ())
    ):
        assert entry["gate"] in GATES
        assert entry.get("model", "gpt-oss-120b") in MODELS
        assert _can_exist(entry.get("deployment", "*@*")), entry
        families += entry.get("families", ())
    assert set(families) <= FAMILIES
    for entry in expect.get("factor", ()):
        assert _can_exist(entry["deployment"]), entry
        assert _can_exist(entry.get("above", "*@*")), entry
        levels = FACTORS[entry["factor"]].get("levels")
        for word in {"equals", "at_least", "at_most"} & set(entry):
            assert entry[word] in levels if levels else isinstance(entry[word], (int, float))
    for entry in expect.get("label", ()):
        assert entry["model"] in MODELS
        assert {entry[word] for word in ("has", "lacks") if word in entry} <= LABELS
    for name in expect.get("dearer", ()):
        assert _can_exist(name), name
    for name in expect.get("catalog", ()):
        assert name in MODELS or f"id: {name}" in SYSTEMS, name
