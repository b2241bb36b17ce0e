"""JSON Schemas of the files, made from the records: completion in editors, checks in programs.

The finished schemas are committed and a test compares them with the records, so that nobody waits
for pydantic to make them. `python -m opendecide.reading.schema` writes them anew.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, TypeAdapter

from opendecide.model import catalog, criteria, profile, recommendation
from opendecide.reading.places import PACKAGE, SCHEMAS
from opendecide.reading.requirements import examples
from opendecide.reading.rewriting import replace
from opendecide.reading.schema_texts import describe
from opendecide.reading.shipped_schema import as_json
from opendecide.reading.suggestions import records_in

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "profile": "One organisation, for opendecide",
        "criterion": "One criterion with its factors, for opendecide",
        "gates": "The gates, for opendecide",
        "personas": "The personas, for opendecide",
        "families": "The families, for opendecide",
        "labels": "The labels, for opendecide",
        "catalog": "The catalogue in one piece, as opendecide holds it",
        "recommendation": "A recommendation of opendecide",
    }
)
_ROOTS: Mapping[str, Any] = MappingProxyType(
    {
        "profile": profile.Profile,
        "criterion": criteria.Criterion,
        "gates": dict[str, list[criteria.Gate]],
        "personas": dict[str, list[criteria.Persona]],
        "families": dict[str, list[criteria.FamilyText]],
        "labels": dict[str, list[criteria.Label]],
        "catalog": catalog.Catalog,
        "recommendation": recommendation.Recommendation,
    }
)
_LISTS: Mapping[str, str] = MappingProxyType(
    {
        "gates": "The gates, in the order in which reports list them.",
        "personas": "The kinds of organisation that a profile can start from.",
        "families": "The kinds of deployment that are compared.",
        "labels": "The descriptions that a deployment can bear.",
    }
)
_NUMBER = {"type": "number", "minimum": 0}
_SHORTHANDS: Mapping[str, list[dict[str, Any]]] = MappingProxyType(
    {
        "Range": [_NUMBER, {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 3}],
        "Scoped": [{"type": "string"}],
        "RegionNeed": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
    }
)
"""What people may write in place of a record; validators turn it into the record."""

_EXAMPLES: Mapping[tuple[str, str], list[Any]] = MappingProxyType(
    {
        ("Organisation", "country"): ["FR", "DE", "NO"],
        ("Organisation", "working_languages"): [["fr"], ["en", "de"]],
        ("Workload", "id"): ["letters"],
        ("Workload", "languages"): [["fr"]],
        ("Workload", "must_have"): [["context>=128k", "tools"], ["vision"]],
        ("Workload", "data_classes"): [["personal"], ["health"]],
        ("Money", "currency"): ["EUR", "USD"],
        ("Budget", "currency"): ["EUR"],
        ("Volume", "requests_per_day"): [1500, [1200, 2800, 4500]],
        ("Obligations", "on_prem_only"): [True, ["health"]],
        ("Obligations", "certifications"): [["hds"], ["secnumcloud"], ["c5_type2"]],
        ("Obligations", "agreements"): [["gdpr_dpa"]],
        ("Jurisdiction", "home"): ["EU", "FR"],
        ("Preferences", "current_option"): ["assistant_seats", "openai-api"],
    }
)


def generate(kind: str) -> bytes:
    """Make the schema of one kind of file from the records.

    Examples:
        >>> import json
        >>> json.loads(generate("profile"))["title"]
        'One organisation, for opendecide'
    """
    root = _ROOTS[kind]
    schema = TypeAdapter(root).json_schema(by_alias=True, mode="validation")
    definitions = schema.get("$defs", {})
    for one in _records(root):
        described = definitions.get(one.__name__, schema)
        describe(described, one)
        _give_examples(described, one)
    if kind in ("gates", "personas", "families", "labels"):
        items = schema["additionalProperties"]
        schema = {
            "type": "object",
            "properties": {kind: {"description": _LISTS[kind], **items}},
            "required": [kind],
            "additionalProperties": False,
            "$defs": definitions,
        }
    if kind == "profile":
        _profile_details(schema)
    _allow_shorthands(definitions)
    head = {"$schema": _DIALECT, "$id": f"urn:opendecide:schema:{kind}:1", "title": _TITLES[kind]}
    full = {**head, **{key: one for key, one in schema.items() if key != "title"}}
    return as_json(full)


def copies(checkout: Path) -> Iterator[tuple[Path, str]]:
    """Return every place of a checkout that holds a schema, and its kind."""
    for kind in _ROOTS:
        yield SCHEMAS / f"{kind}.schema.json", kind
    for kind in ("criterion", "gates", "personas", "families", "labels"):
        yield checkout / "criteria" / "schema" / f"{kind}.schema.json", kind
    yield checkout / "examples" / "profile.schema.json", "profile"


def _records(root: Any) -> set[type[BaseModel]]:
    """Return every record class within reach of an annotation."""
    found: set[type[BaseModel]] = set()
    todo = records_in(root)
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            todo += [
                inner for info in one.model_fields.values() for inner in records_in(info.annotation)
            ]
    return found


def _give_examples(schema: dict[str, Any], record: type[BaseModel]) -> None:
    for name, info in record.model_fields.items():
        shown = schema.get("properties", {}).get(info.alias or name)
        if shown is not None and (record.__name__, name) in _EXAMPLES:
            shown["examples"] = _EXAMPLES[record.__name__, name]


def _allow_shorthands(definitions: dict[str, Any]) -> None:
    """Allow the short forms of the records that have some."""
    for name, short in _SHORTHANDS.items():
        if name in definitions:
            full = definitions[name]
            text = full.pop("description", "")
            definitions[name] = {
                "title": full.pop("title"),
                "description": text,
                "anyOf": [*short, full],
            }


def _profile_details(schema: dict[str, Any]) -> None:
    """Say what validators accept beyond the types: months and years, known requirements."""
    definitions = schema["$defs"]
    for one in definitions.values():
        for shown in one.get("properties", {}).values():
            for part in (shown, *shown.get("anyOf", ())):
                if part.get("format") == "date":
                    part.pop("format")
                    part |= {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
    for name in ("must_have", "nice_to_have"):
        items = definitions["Workload"]["properties"][name]["items"]
        items["examples"] = examples()
    schema["examples"] = [
        {
            "organisation": {"name": "City clinic", "country": "FR"},
            "workloads": [{"id": "letters", "task_type": "summarisation"}],
        }
    ]


if __name__ == "__main__":
    for place, wanted in copies(PACKAGE.parent):
        place.parent.mkdir(parents=True, exist_ok=True)
        replace(place, generate(wanted))
