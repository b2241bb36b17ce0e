"""The snapshot counts only while the YAML is what it was made from."""

import json
import shutil

import pytest

from opendecide.reading import places, snapshot
from opendecide.reading.catalog import load_catalog


@pytest.fixture
def copy(tmp_path, monkeypatch):
    shutil.copytree(places.CATALOG, tmp_path / "catalog")
    monkeypatch.setattr(places, "CATALOG", tmp_path / "catalog")
    monkeypatch.setattr(places, "SNAPSHOT", tmp_path / "_snapshot.json")
    return tmp_path


def test_without_a_snapshot_the_yaml_is_read_and_one_is_made(copy):
    assert snapshot.load("catalog") is None
    first = load_catalog()
    assert snapshot.load("catalog") is not None
    assert load_catalog() == first
    json.loads((copy / "_snapshot.json").read_bytes())


def test_an_edit_of_the_yaml_counts_at_once(copy):
    load_catalog()
    path = copy / "catalog" / "models" / "gpt-oss-20b.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("name: gpt-oss-20b", "name: Edited"),
        encoding="utf-8",
    )
    assert load_catalog().models["gpt-oss-20b"].name == "Edited"


@pytest.mark.parametrize("content", [b"", b'{"digests": {},\n', b"\xff\n\n\n"])
def test_a_broken_snapshot_is_ignored(copy, content):
    (copy / "_snapshot.json").write_bytes(content)
    assert load_catalog().models


def test_a_read_only_package_works_without(copy, monkeypatch):
    def refuse(*_args):
        raise OSError("read-only")

    monkeypatch.setattr(snapshot, "replace", refuse)
    assert load_catalog().models
    assert not (copy / "_snapshot.json").exists()


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    target = tmp_path / "x.json"
    snapshot.replace(target, b"old")

    def refuse(*_args):
        raise OSError("full")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    with pytest.raises(OSError, match="full"):
        snapshot.replace(target, b"new")
    assert target.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["x.json"]
