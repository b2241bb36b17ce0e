"""The committed JSON Schemas are what the records say."""

import json

import pytest

from opendecide.reading import schema
from opendecide.reading.places import PACKAGE

CHECKOUT = PACKAGE.parent
KINDS = sorted(path.name.partition(".")[0] for path in schema.SCHEMAS.glob("*.json"))
assert len(KINDS) == 8, "a schema is missing"


@pytest.mark.parametrize("kind", KINDS)
def test_the_committed_schema_is_up_to_date(kind):
    assert schema.committed(kind) == schema.generate(kind), "run: make schemas"


@pytest.mark.skipif(not (CHECKOUT / "criteria").is_dir(), reason="only a checkout has copies")
def test_the_copies_beside_the_yaml_are_up_to_date():
    for path, kind in schema.copies(CHECKOUT):
        assert path.read_bytes() == schema.committed(kind), f"{path}: run: make schemas"


def test_every_record_has_a_title_and_most_fields_a_text():
    profile = json.loads(schema.committed("profile"))
    assert profile["$schema"].startswith("https://json-schema.org/")
    assert profile["$id"] == "urn:opendecide:schema:profile:1"
    assert all("title" in one for one in profile["$defs"].values())
    assert (
        "Total over the horizon"
        in profile["$defs"]["Budget"]["properties"]["ceiling"]["description"]
    )


def test_short_forms_are_in_the_schema():
    profile = json.loads(schema.committed("profile"))
    forms = profile["$defs"]["Range"]["anyOf"]
    assert {"type": "number", "minimum": 0} in forms
    assert any(one.get("type") == "array" for one in forms)
