"""What `criteria/` promises: eleven criteria, their factors, fixed scales, six personas."""

import csv
import functools
import itertools
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from opendecide.measures.money import BEGINS_AT, BEGINS_WITHOUT
from opendecide.model.catalog import Community, Country
from opendecide.model.criteria import Criteria, Factor
from opendecide.model.machine_facts import Accelerator, Machine
from opendecide.model.model_facts import Licence, Model
from opendecide.model.offer_facts import Offer, Vendor
from opendecide.model.profile import Profile
from opendecide.stages.gates.money_and_tests import END_OF_SCALE

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
OTHER = ("gates", "personas", "families", "labels")


def _folder() -> Path:
    installed = Path(str(files("opendecide"))) / "_criteria"
    return installed if installed.is_dir() else ROOT / "criteria"


def _criteria() -> Criteria:
    record = {"criteria": []}
    paths = sorted(_folder().glob("*.yaml"))
    assert paths, "the criteria folder has no files"
    for path in paths:
        text = yaml.safe_load(path.read_text(encoding="utf-8"))
        if path.stem in OTHER:
            record[path.stem] = text[path.stem]
        elif "factors" in text:
            assert text["id"] == path.stem
            record["criteria"].append(text)
    record["criteria"].sort(key=lambda criterion: criterion["order"])
    return Criteria.model_validate(record)


CRITERIA = _criteria()
FACTORS = {
    f"{criterion.id}.{factor.id}": (criterion, factor)
    for criterion in CRITERIA.criteria
    for factor in criterion.factors
}
with (DATA / "global_weights.csv").open(encoding="utf-8", newline="") as file:
    PRINTED = {row["factor"]: row for row in csv.DictReader(file)}
OPTIONAL = {"cost.energy_use"}


def _local(factor: Factor, persona: str) -> float:
    return factor.weight.get(persona, factor.weight["default"])


def test_criteria_and_factors_stand_in_the_order_of_the_documents():
    assert [criterion.order for criterion in CRITERIA.criteria] == list(range(1, 12))
    assert [criterion.id for criterion in CRITERIA.criteria if criterion.headline] == [
        "code_access",
        "cost",
        "customization",
        "data_security",
        "community",
    ]
    assert [name for name in FACTORS if name not in OPTIONAL] == list(PRINTED)
    assert len(PRINTED) == 39


def test_optional_factors_weigh_nothing_until_somebody_gives_them_a_weight():
    assert FACTORS.keys() >= OPTIONAL
    for name in OPTIONAL:
        assert set(FACTORS[name][1].weight.values()) == {0}


@pytest.mark.parametrize("persona", CRITERIA.personas, ids=lambda persona: persona.id)
def test_the_weights_of_a_persona_sum_to_one_hundred(persona):
    assert sum(criterion.weight[persona.id] for criterion in CRITERIA.criteria) == 100
    for criterion in CRITERIA.criteria:
        assert sum(_local(factor, persona.id) for factor in criterion.factors) == 100, criterion.id


@pytest.mark.parametrize("persona", CRITERIA.personas, ids=lambda persona: persona.id)
def test_the_global_weights_are_the_printed_ones(persona):
    for name in PRINTED:
        criterion, factor = FACTORS[name]
        share = criterion.weight[persona.id] * _local(factor, persona.id) / 100
        assert share == pytest.approx(float(PRINTED[name][persona.code]), abs=0.06), name


@pytest.mark.parametrize("name", FACTORS)
def test_a_scale_runs_from_worst_to_best_within_zero_and_one(name):
    factor = FACTORS[name][1]
    assert bool(factor.levels) == (factor.type == "ordinal")
    assert bool(factor.anchors) == (factor.type == "number")
    if factor.levels:
        values = [level.value for level in factor.levels.values()]
        assert (values[0], values[-1]) == (0, 1)
        assert all(low < high for low, high in itertools.pairwise(values))
    for anchors in (factor.anchors, factor.anchors_without_budget):
        at = [anchor.at for anchor in anchors]
        values = [anchor.value for anchor in anchors]
        assert at == sorted(set(at))
        assert values == sorted(values, reverse=factor.direction == "min")
        assert not values or {min(values), max(values)} == {0, 1}
        assert factor.interpolation == "linear" or all(where > 0 for where in at)


def test_steadiness_and_the_gate_on_money_go_by_the_ends_of_the_scale_of_cost():
    cost = FACTORS["cost.tco"][1]
    assert cost.anchors[0].at == BEGINS_AT
    assert [one.at for one in cost.anchors_without_budget] == [BEGINS_WITHOUT, END_OF_SCALE]


@pytest.mark.parametrize("name", FACTORS)
def test_a_factor_says_what_it_asks_and_what_it_reads(name):
    factor = FACTORS[name][1]
    assert factor.question.endswith("?")
    assert factor.measure == factor.id
    assert factor.measured_from
    assert factor.profile_fields
    assert factor.claims or name in OPTIONAL
    assert factor.unit or factor.type == "ordinal"


def test_unequal_steps_are_those_of_the_documents():
    expected = {
        "code_access.licence_freedom": [0, 0.15, 0.35, 0.6, 0.85, 1],
        "data_security.processing_locus": [0, 0.25, 0.5, 0.75, 0.95, 1],
        "data_security.retention_reuse": [0, 0.2, 0.5, 0.85, 1],
        "data_security.compelled_access": [0, 0.3, 0.55, 0.75, 0.9, 1],
        "safety.builtin_safeguards": [0, 0.25, 0.45, 0.8, 1],
        "customization.adaptation_depth": [0, 0.35, 0.55, 0.8, 0.95, 1],
    }
    for name, (_, factor) in FACTORS.items():
        if factor.levels:
            steps = len(factor.levels) - 1
            equal = [step / steps for step in range(steps + 1)]
            values = [level.value for level in factor.levels.values()]
            assert values == expected.get(name, equal), name


def test_no_factor_gate_or_weight_reads_the_words_of_a_camp():
    for name, (_, factor) in FACTORS.items():
        read = " ".join((factor.measure, *factor.measured_from, *factor.profile_fields))
        assert not {"open_weights", "proprietary", "open_source"} & set(read.split()), name
        assert "labels" not in read, name


def test_stability_and_control_together_weigh_at_most_ten():
    for persona in CRITERIA.personas:
        joint = sum(
            FACTORS[name][0].weight[persona.id] * _local(FACTORS[name][1], persona.id) / 100
            for name in ("service_quality.version_stability", "sovereignty.unilateral_control")
        )
        assert joint <= 10


def test_gates_personas_families_and_labels_are_all_there():
    assert [gate.id for gate in CRITERIA.gates] == [
        "licence",
        "certifications",
        "processing_place",
        "budget",
        "capability",
        "quality_floor",
        "compute",
        "skills",
        "country_policy",
        "acceptance_tests",
    ]
    assert [persona.code for persona in CRITERIA.personas] == ["PE", "RE", "RL", "SU", "PA", "IN"]
    assert len(CRITERIA.families) == 14
    assert [label.id for label in CRITERIA.labels][:2] == ["open_source_ai", "mof_class"]


def test_no_factor_counts_the_same_label_twice():
    measures = [factor.measure for _, factor in FACTORS.values()]
    assert len(measures) == len(set(measures))


def _reaches(node: dict, steps: list[str], definitions: dict) -> bool:
    if not steps:
        return True
    if "$ref" in node:
        return _reaches(definitions[node["$ref"].rsplit("/", 1)[1]], steps, definitions)
    if steps[0] in node.get("properties", {}):
        return _reaches(node["properties"][steps[0]], steps[1:], definitions)
    inner = [*node.get("anyOf", []), *([node["items"]] if "items" in node else [])]
    return any(_reaches(option, steps, definitions) for option in inner)


@functools.cache
def _schema(record: type) -> dict:
    return record.model_json_schema()


def _is_field(record: type, path: str) -> bool:
    schema = _schema(record)
    return _reaches(schema, path.replace("[]", "").split("."), schema.get("$defs", {}))


def test_the_profile_fields_named_exist():
    fields = {field for _, factor in FACTORS.values() for field in factor.profile_fields}
    fields |= {field for gate in CRITERIA.gates for field in gate.profile_fields}
    assert fields
    assert not {field for field in fields if not _is_field(Profile, field)}


def test_the_facts_named_exist():
    records = {
        "accelerator": Accelerator,
        "community": Community,
        "countries": Country,
        "licence": Licence,
        "machine": Machine,
        "model": Model,
        "offer": Offer,
        "vendor": Vendor,
    }
    paths = {path for _, factor in FACTORS.values() for path in factor.measured_from}
    assert paths
    for path in paths:
        record, _, rest = path.partition(".")
        if record in records:
            assert _is_field(records[record], rest), path
        else:
            assert record == "rules" or _is_field(Profile, path), path
