"""What the schemas say about records, fields and values, from where it is written in the code."""

import ast
import inspect
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from opendecide.model import base
from opendecide.model.field_names import FIELDS
from opendecide.reading.criteria import load_criteria
from opendecide.reading.shipped_schema import VALUE_TEXTS
from opendecide.reading.value_texts import VALUES

_RECORD_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "AiAct": "AI Act",
        "Cara": "Risk aversion",
        "CostLine": "Line of a bill",
        "Range": "Figure or range",
        "Scoped": "Certificate or agreement",
        "Weeks": "Span in weeks",
    }
)
"""Names that are no plain words once the name of the class is taken apart."""


def describe(schema: dict[str, Any], record: type[BaseModel]) -> None:
    """Name a record and its fields, and say what they and their values mean."""
    schema["title"] = _name(record)
    if "description" in schema:
        schema["description"] = _unwrapped(schema["description"])
    written = _attribute_docstrings(record)
    for name, info in record.model_fields.items():
        called = info.alias or name
        shown = schema.get("properties", {}).get(called)
        if shown is None:
            continue
        shown.pop("title", None)  # pydantic only spells the name with capitals
        if called in FIELDS:
            shown["title"] = FIELDS[called]
        if name in written:
            shown["description"] = _unwrapped(written[name])
        for part in _with_values(shown):
            _describe_values(part, name)


def _name(record: type[BaseModel]) -> str:
    """Return the name of a record in words."""
    name = record.__name__
    return _RECORD_NAMES.get(name) or re.sub(r"(?<=[a-z])[A-Z]", _small, name)


def _small(letter: re.Match[str]) -> str:
    return f" {letter[0].lower()}"


def _unwrapped(text: str) -> str:
    """Join the lines of each paragraph: where the source breaks them means nothing."""
    paragraphs = re.split(r"\n\s*\n", inspect.cleandoc(text))
    return "\n\n".join(" ".join(one.split()) for one in paragraphs)


def _with_values(schema: Any) -> Iterator[dict[str, Any]]:
    """Return every part of a field's schema that lists the values it may have."""
    if isinstance(schema, dict):
        if "enum" in schema:
            yield schema
        for one in schema.values():
            yield from _with_values(one)
    elif isinstance(schema, list):
        for one in schema:
            yield from _with_values(one)


def _describe_values(schema: dict[str, Any], field: str) -> None:
    said = [VALUES.get(field, {}).get(one) or _of_criteria().get(one) for one in schema["enum"]]
    if all(said):
        schema[VALUE_TEXTS] = said


@cache
def _of_criteria() -> Mapping[str, str]:
    """Return the texts of levels, and the names of personas and families, by id."""
    criteria = load_criteria()
    found = {
        word: level.text
        for criterion in criteria.criteria
        for factor in criterion.factors
        for word, level in factor.levels.items()
    }
    personas = {one.id: one.name for one in criteria.personas}
    families = {one.id: one.name for one in criteria.families}
    return {**found, **personas, **families}


def _attribute_docstrings(record: type[BaseModel]) -> dict[str, str]:
    """Read the texts below the fields of a class, and of those that it builds on."""
    texts: dict[str, str] = {}
    for one in reversed(record.__mro__):
        if not one.__module__.startswith("opendecide.") or one is base.Record:
            continue
        for field, text in pairwise(_bodies(one.__module__)[one.__name__]):
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and isinstance(text, ast.Expr)
                and isinstance(text.value, ast.Constant)
                and isinstance(text.value.value, str)
            ):
                texts[field.target.id] = text.value.value
    return texts


@cache
def _bodies(module: str) -> Mapping[str, list[ast.stmt]]:
    """Return what stands in each class of a module."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: node.body for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
