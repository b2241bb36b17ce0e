"""Folders of the catalogue: the shipped one, one's own on top, and what is refused."""

import pytest

from opendecide.errors import InvalidFileError
from opendecide.reading import places
from opendecide.reading.catalog import load_catalog, read_catalog, read_yaml
from opendecide.reading.catalog_checks import wrong_levels
from opendecide.reading.criteria import load_criteria

EVIDENCE = "as_of: 2026-11-02, source: https://example.org/card, grade: vendor"
MODEL = f"""\
id: small-model
name: Small model
vendor: openai
context_tokens: {{value: 32000, {EVIDENCE}}}
licence: {{value: apache-2.0, {EVIDENCE}}}
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "small-model.yaml").write_text(MODEL)
    return tmp_path


def faults(folder):
    with pytest.raises(InvalidFileError) as caught:
        load_catalog([folder])
    return "\n".join(str(one).removeprefix(f"{folder}/") for one in caught.value.faults)


def test_the_shipped_yaml_has_no_fault_and_says_the_same_as_the_snapshot():
    assert read_yaml() == load_catalog()


def test_every_level_word_of_the_shipped_catalogue_exists():
    assert list(wrong_levels(load_catalog(), load_criteria())) == []


def test_an_own_folder_adds_a_model(folder):
    loaded = read_catalog([folder])
    assert loaded.catalog.models["small-model"].context_tokens.value == 32000
    assert set(load_catalog().models) < set(loaded.catalog.models)
    assert loaded.replaced == ()


def test_the_later_folder_counts_and_this_is_reported(folder, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    (other / "models").mkdir()
    (other / "models" / "small-model.yaml").write_text(MODEL.replace("32000", "64000"))
    loaded = read_catalog([folder, other])
    assert loaded.catalog.models["small-model"].context_tokens.value == 64000
    assert [(one.part, one.id) for one in loaded.replaced] == [("models", "small-model")]


def test_the_order_of_files_never_matters(folder, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    (other / "models").mkdir()
    for name in ("b-model", "a-model"):
        text = MODEL.replace("id: small-model", f"id: {name}")
        (folder / "models" / f"{name}.yaml").write_text(text)
    for name in ("a-model", "small-model", "b-model"):
        text = MODEL.replace("id: small-model", f"id: {name}")
        (other / "models" / f"{name}.yaml").write_text(text)
    assert load_catalog([folder]) == load_catalog([other])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "id: small-model",
            "id: other",
            "models/small-model.yaml:1:5: id: The id is 'other', the file small-model.yaml. Name the file by its id. [OD042]",
        ),
        (
            "vendor: openai",
            "vendor: openia",
            "models/small-model.yaml:3:9: vendor: No vendor has the id 'openia'. Did you mean 'openai'? [OD035]",
        ),
        ("apache-2.0", "apache-2", "No licence has the id 'apache-2'. Did you mean 'apache-2.0'?"),
        (
            EVIDENCE,
            "as_of: 2026-11-02, grade: vendor",
            "The field 'source' is missing. Every fact has source, as_of and grade.",
        ),
        ("grade: vendor", "grade: maker", "'maker' is not one of the words allowed here."),
        ("as_of: 2026-11-02", "as_of: 2199-11-02", "2199-11-02 lies in the future."),
        ("as_of: 2026-11-02", "as_of: November", "'November' is not a date."),
        (
            "source: https://example.org/card",
            "source: nobody_knows",
            "No source has the key 'nobody_knows'.",
        ),
        ("value: 32000", "value: many", "context_tokens.value: 'many' is not a number."),
        ("value: 32000", "value: -5", "context_tokens.value: -5 is too small: the least is 0."),
        ("value: 32000", "low: 9, high: 5", "context_tokens: The figures do not run from low"),
        (
            "context_tokens: {value: 32000",
            "tools: {value: some",
            "'some' is neither true nor false.",
        ),
        (f"{{value: 32000, {EVIDENCE}}}", "32000", "A fact needs its source and date."),
        ("context_tokens", "context_token", "Did you mean 'context_tokens'?"),
        ("name: Small model", "name: Small model\nname: Again", "The key 'name' appears twice"),
    ],
)
def test_a_fault_of_an_entry_is_told(folder, old, new, said):
    assert old in MODEL
    (folder / "models" / "small-model.yaml").write_text(MODEL.replace(old, new, 1))
    assert said in faults(folder)


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ("p10: 50, p50: 60, p90: 70", "write 0.5."),
        ("p10: 0.7, p50: 0.6, p90: 0.5", "quality.0: The figures do not run from low to high."),
    ],
)
def test_shares_that_make_no_sense_are_told(folder, figures, said):
    quality = f"quality: [{{task: coding, language: en, {figures}, basis: thin}}]\n"
    (folder / "models" / "small-model.yaml").write_text(MODEL + quality)
    assert said in faults(folder)


def test_a_folder_without_an_entry_is_told(tmp_path):
    (tmp_path / "readme.txt").write_text("nothing yet")
    assert "No entry of a catalogue lies in this folder." in faults(tmp_path)


def test_a_file_where_nobody_looks_is_told(folder):
    (folder / "model").mkdir()
    (folder / "model" / "x.yaml").write_text(MODEL)
    assert "model/x.yaml: The catalogue does not look here." in faults(folder)


def test_two_entries_of_one_id_are_told(folder):
    for home in ("offers", "hosts"):
        (folder / home).mkdir()
        (folder / home / "cloud.yaml").write_text(
            "id: cloud\nname: C\nfamily: vendor_api\noperator: openai\n"
        )
    assert "The id 'cloud' is used twice" in faults(folder)


def test_an_offer_of_a_model_that_does_not_exist_is_told(folder):
    (folder / "offers").mkdir()
    (folder / "offers" / "cloud.yaml").write_text(
        "id: cloud\nname: C\nfamily: vendor_api\noperator: openai\nserves:\n"
        f"  - {{model: smal-model, input: 1, currency: EUR, {EVIDENCE}}}\n"
    )
    assert (
        "serves.0.model: No model has the id 'smal-model'. Did you mean 'small-model'?"
        in faults(folder)
    )


def test_a_price_in_an_unknown_unit_is_told(folder):
    (folder / "offers").mkdir()
    (folder / "offers" / "cloud.yaml").write_text(
        "id: cloud\nname: C\nfamily: vendor_api\noperator: openai\nserves:\n"
        f"  - {{model: small-model, unit: 1k tokens, input: 1, currency: EUR, {EVIDENCE}}}\n"
    )
    assert "Did you mean '1M tokens'?" in faults(folder)


def test_tables_are_checked_entry_by_entry(folder):
    (folder / "sources.yaml").write_text("paper: {name: A paper, ref: 'doi:1/2', licens: MIT}\n")
    assert (
        "sources.yaml:1:40: paper.licens: There is no field 'licens' here. Did you mean 'licence'?"
        in faults(folder)
    )


def test_an_own_rule_is_added(folder):
    (folder / "rules").mkdir()
    (folder / "rules" / "own.yaml").write_text(
        f"staffing.service: {{value: 3, unit: FTE, {EVIDENCE}}}\n"
    )
    loaded = read_catalog([folder])
    assert loaded.catalog.rules["staffing.service"].value == 3
    assert loaded.replaced[0].id == "staffing.service"


def test_there_must_be_a_folder(tmp_path):
    with pytest.raises(InvalidFileError, match="There is no such folder"):
        load_catalog([tmp_path / "nothing"])


def test_what_an_offer_is_made_for_is_a_type_of_task(tmp_path):
    (tmp_path / "offers").mkdir()
    shipped = (places.CATALOG / "offers" / "github-copilot.yaml").read_text(encoding="utf-8")
    text = shipped.replace("meant_for: {value: [coding]", "meant_for: {value: [codeing]")
    (tmp_path / "offers" / "github-copilot.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFileError) as caught:
        load_catalog([tmp_path])
    assert "'codeing' is no type of task. Did you mean 'coding'?" in str(caught.value)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("regions: {value: [Europe], EVIDENCE}", "'Europe' is no country, and no group of them."),
        ("operator_country: {value: ZZ, EVIDENCE}", "'ZZ' is no country, and no group of them."),
        ("sla_uptime_percent: {value: 150, EVIDENCE}", "150 is too large: the most is 100."),
        ("serves: [{model: gpt-4o, input: 1, output: 1, EVIDENCE}]", "A price has a currency."),
    ],
)
def test_what_an_offer_cannot_mean_is_told(tmp_path, line, said):
    offer = "id: cloud\nname: Cloud\nfamily: vendor_api\noperator: openai\n"
    (tmp_path / "offers").mkdir()
    (tmp_path / "offers" / "cloud.yaml").write_text(offer + line.replace("EVIDENCE", EVIDENCE))
    assert said in faults(tmp_path)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["language: english"], "Use the two letters of ISO 639, as fr, or multi or any."),
        (["language: en", "language: en"], "The quality of 'coding' in 'en' stands here twice."),
    ],
)
def test_one_estimate_for_each_task_and_language(folder, rows, said):
    figures = "p10: 0.4, p50: 0.5, p90: 0.6, basis: thin, evidence_rows: 1"
    quality = ", ".join(f"{{task: coding, {row}, {figures}}}" for row in rows)
    text = f"{MODEL}quality_as_of: 2026-11-02\nquality: [{quality}]\n"
    (folder / "models" / "small-model.yaml").write_text(text)
    assert said in faults(folder)


def test_a_fact_without_a_source_is_none(folder):
    text = MODEL.replace("source: https://example.org/card", "source: ''")
    (folder / "models" / "small-model.yaml").write_text(text)
    assert "context_tokens.source: Too short" in faults(folder)


def test_a_country_that_is_a_number_is_told(folder):
    (folder / "countries.yaml").write_text("FR: 3\n")
    assert "countries.yaml:1:5: FR: The file must hold fields" in faults(folder)
