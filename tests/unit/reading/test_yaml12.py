"""Strict YAML 1.2: what words and numbers mean, and what is refused."""

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendecide.errors import InvalidFileError
from opendecide.reading.yaml12 import MAX_BYTES, parse, parse_value, read


def value(text):
    return parse(text.encode(), "x.yaml").data


def fault(content):
    with pytest.raises(InvalidFileError) as caught:
        parse(content if isinstance(content, bytes) else content.encode(), "x.yaml")
    assert len(caught.value.faults) == 1
    return caught.value.faults[0]


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("NO", "NO"),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("010", 10),
        ("0o10", 8),
        ("0x1F", 31),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("-1.5E-3", -0.0015),
        ("1:30", "1:30"),
        ("1_000", "1_000"),
        ("2026-11-22", "2026-11-22"),
        ("'12'", "12"),
        ("!!str 12", "12"),
        ("é", "é"),
    ],
)
def test_a_scalar_means_what_yaml_1_2_says(text, meaning):
    found = value(f"key: {text}")["key"]
    assert found == meaning
    assert type(found) is type(meaning)


def test_positions_count_characters_from_one_also_behind_a_byte_order_mark():
    document = parse("\ufeffnom: {café: é, lieu: [1, 2]}\r\n".encode(), "x.yaml")
    assert document.at(("nom", "lieu", 1)) == (1, 26)
    assert document.at(("nom", "café"), key=True) == (1, 7)
    assert document.at(("nom", "nothing", "here")) == (1, 6)


def test_an_alias_repeats_its_value_and_keeps_its_place():
    document = parse(b"a: &x {b: 1}\nc: *x\n", "x.yaml")
    assert document.data == {"a": {"b": 1}, "c": {"b": 1}}
    assert document.at(("c", "b")) == (1, 11)


def test_forty_thousand_brackets_are_refused_at_once():
    begin = time.perf_counter()
    assert fault("[" * 40_000).code == "OD009"
    assert fault("{a: " * 40_000).code == "OD009"
    assert fault("- " * 40_000).code == "OD009"
    assert time.perf_counter() - begin < 2


def test_an_alias_bomb_is_refused_at_once():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 10)}]" for at in range(1, 9)]
    begin = time.perf_counter()
    assert fault("\n".join(lines)).code == "OD010"
    assert time.perf_counter() - begin < 2


def test_more_than_a_megabyte_is_refused(tmp_path):
    path = tmp_path / "big.yaml"
    path.write_bytes(b"# " + b"x" * MAX_BYTES)
    with pytest.raises(InvalidFileError, match="OD002"):
        read(path)


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(256)),
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"PK\x03\x04\x14\x00\x06\x00",
        b"\x1f\x8b\x08\x00",
        "organisation: {}".encode("utf-16"),
        "pays: é".encode("latin-1"),
        b"name: \x00",
        b"\x7fELF\x02\x01\x01",
    ],
)
def test_binary_files_are_refused(content):
    assert fault(content).code in ("OD003", "OD004")


def test_a_fault_of_the_encoding_is_placed():
    found = fault("organisation: {}\npays: é".encode("latin-1"))
    assert (found.line, found.column) == (2, 7)


@pytest.mark.parametrize("make", ["missing", "folder", "nul"])
def test_what_cannot_be_opened_is_said(tmp_path, make):
    path = {"missing": tmp_path / "x.yaml", "folder": tmp_path, "nul": "a\0b"}[make]
    with pytest.raises(InvalidFileError, match="OD001"):
        read(path)


def test_a_value_of_the_command_line_is_yaml():
    assert parse_value("[health]") == ["health"]
    assert parse_value("5") == 5
    assert parse_value("") is None


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.text("abc: {}[],#&*!|>'\"%@`-?\n é", max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("abé", min_size=1, max_size=3), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(PLAIN)
def test_what_pyyaml_writes_is_read_back(data):
    import yaml

    written = yaml.safe_dump({"data": data, "last": 1}, allow_unicode=True)
    assert parse(written.encode(), "x.yaml").data == {"data": data, "last": 1}


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_but_never_breaks(text):
    with contextlib.suppress(InvalidFileError):
        parse(text.encode(errors="surrogatepass"), "x.yaml")


@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused_but_never_break(content):
    with contextlib.suppress(InvalidFileError):
        parse(content, "x.yaml")
