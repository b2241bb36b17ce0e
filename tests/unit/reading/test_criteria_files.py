"""Folders of criteria: the shipped one, one's own, and what is refused."""

import shutil

import pytest

from opendecide.errors import InvalidFileError
from opendecide.reading import snapshot
from opendecide.reading.criteria import load_criteria
from opendecide.reading.places import shipped_criteria

SPEED = """\
id: speed
name: Speed
order: 1
weight: {default: 100}
factors:
  - id: joins
    name: Joins
    question: How fast are joins?
    type: number
    measure: fact
    unit: s
    direction: min
    weight: {default: 100}
    anchors: [{at: 0.1, value: 1}, {at: 10, value: 0}]
"""

ONE_ANCHOR = "anchors: [{at: 1, value: 1}]"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "speed.yaml").write_text(SPEED)
    return tmp_path


def fault(folder, text, name="speed.yaml"):
    (folder / name).write_text(text)
    with pytest.raises(InvalidFileError) as caught:
        load_criteria(folder)
    return "\n".join(str(one).removeprefix(f"{folder}/") for one in caught.value.faults)


def test_the_yaml_says_the_same_as_the_snapshot(tmp_path):
    copy = tmp_path / "criteria"
    shutil.copytree(shipped_criteria(), copy)
    assert load_criteria(copy) == load_criteria()


def test_criteria_come_in_their_order_whatever_the_files_are_called(tmp_path):
    for position, name in enumerate(("zebra", "apple", "mouse")):
        text = SPEED.replace("id: speed", f"id: {name}").replace("order: 1", f"order: {position}")
        (tmp_path / f"{name}.yaml").write_text(text)
    assert [one.id for one in load_criteria(tmp_path).criteria] == ["zebra", "apple", "mouse"]


def test_an_own_folder_needs_criteria_only(folder):
    criteria = load_criteria(folder)
    assert [one.id for one in criteria.criteria] == ["speed"]
    assert criteria.personas == load_criteria().personas


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "id: speed",
            "id: sped",
            "speed.yaml:1:5: id: The id is 'sped', the file speed.yaml. Name the file by its id. [OD042]",
        ),
        ("factors:", "factor:", "Did you mean 'factors'?"),
        ("type: number", "type: numbr", "Did you mean 'number'?"),
        (
            "direction: min",
            "direction: max",
            "The values of the anchors run against the direction.",
        ),
        ("{at: 0.1, value: 1}", "{at: 10, value: 1}", "The anchors do not run along 'at'."),
        ("{at: 10, value: 0}", "{at: 10, value: 2}", "2 is too large: the most is 1."),
        (
            "value: 0}]",
            "value: 0}, {at: 20, value: 0.5}]",
            "The values of the anchors go up and down.",
        ),
        (
            "    anchors: [{at: 0.1, value: 1}, {at: 10, value: 0}]\n",
            "",
            "A factor in numbers needs anchors.",
        ),
        ("type: number", "type: ordinal", "An ordinal factor needs levels."),
        (
            "weight: {default: 100}\nfactors",
            "weight: {regulated: 100}\nfactors",
            "Did you mean 'regulated_enterprise'?",
        ),
        (
            "weight: {default: 100}\nfactors",
            "weight: {startup: 100}\nfactors",
            "There is no weight for productivity_enterprise.",
        ),
        (
            "weight: {default: 100}\nfactors",
            "weight: {default: -3}\nfactors",
            "-3 is too small: the least is 0.",
        ),
        (
            "weight: {default: 100}\nfactors",
            "weight: {default: 0}\nfactors",
            "The weights of all criteria are 0 for startup. Give one of them weight.",
        ),
        ("at: 0.1", "at: 0", "A logarithm needs anchors above 0."),
        ("name: Speed", "name: [Speed]", "'[Speed]' is not text."),
    ],
)
def test_a_fault_of_a_criterion_is_told(folder, old, new, said):
    text = (
        SPEED.replace("direction: min\n", "direction: min\n    interpolation: log\n")
        if "at: 0" in (old, new)
        else SPEED
    )
    assert old in text
    assert said in fault(folder, text.replace(old, new, 1))


def test_two_factors_of_one_id_are_told(folder):
    again = SPEED + SPEED[SPEED.index("  - id: joins") :]
    assert "factors.joins.id: The id 'joins' is used twice." in fault(folder, again)


def test_levels_run_from_worst_to_best(folder):
    text = SPEED[: SPEED.index("    anchors")].replace("type: number", "type: ordinal")
    text += "    levels: {good: {value: 1, text: x}, bad: {value: 0, text: y}}\n"
    assert "The levels do not run from worst to best." in fault(folder, text)


def test_an_entry_of_another_file_is_told(folder):
    text = "gates:\n  - {id: a, name: A, rule: r, effect: e}\n  - {id: a, nme: B, rule: r, effect: e}\n"
    said = fault(folder, text, "gates.yaml")
    assert "gates.a.id: The id 'a' is used twice." in said
    assert "Did you mean 'name'?" in said


@pytest.mark.parametrize("make", ["missing", "empty", "file"])
def test_a_folder_without_criteria_is_told(tmp_path, make):
    path = tmp_path / "x"
    if make == "empty":
        path.mkdir()
    if make == "file":
        path.write_text("")
    with pytest.raises(InvalidFileError):
        load_criteria(path)


def test_the_faults_of_several_files_come_together(folder):
    (folder / "cost.yaml").write_text("id: cost\n")
    (folder / "size.yaml").write_text("id: [\n")
    said = fault(folder, SPEED.replace("name: Speed", "nam: Speed"))
    assert "size.yaml" in said  # a file that is no YAML comes first, the others after it is mended
    (folder / "size.yaml").unlink()
    said = fault(folder, SPEED.replace("name: Speed", "nam: Speed"))
    assert "cost.yaml" in said
    assert "speed.yaml" in said


def test_the_shipped_criteria_come_from_the_snapshot():
    load_criteria()
    assert snapshot.load("criteria") is not None


def test_a_criterion_without_factors_is_told(folder):
    (folder / "rest.yaml").write_text(
        "id: rest\nname: Rest\norder: 2\nweight: {default: 1}\nfactors: []\n", encoding="utf-8"
    )
    with pytest.raises(InvalidFileError, match="factors: Too short"):
        load_criteria(folder)


def test_a_list_in_place_of_the_defaults_is_told(folder):
    (folder / "defaults.yaml").write_text("[]\n", encoding="utf-8")
    with pytest.raises(InvalidFileError, match="The file must hold fields"):
        load_criteria(folder)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  productivity_enterprise:\n", "  productivity:\n", "of 'productivity_enterprise'"),
        ("  coding:", "  codding:", "of 'coding'"),
        ("  health:", "  helth:", "of 'health'"),
    ],
)
def test_defaults_say_something_of_whatever_a_profile_may_name(folder, old, new, said):
    shipped = (shipped_criteria() / "defaults.yaml").read_text(encoding="utf-8")
    assert old in shipped
    text = shipped.replace(old, new, 1)
    assert f"Nothing is said {said}" in fault(folder, text, "defaults.yaml")


def test_one_anchor_makes_no_scale(folder):
    text = SPEED.replace(SPEED[SPEED.index("anchors:") :].partition("\n")[0], ONE_ANCHOR)
    assert "One anchor makes no scale" in fault(folder, text)


def test_nobody_can_ask_for_more_than_certainty(folder):
    shipped = (shipped_criteria() / "personas.yaml").read_text(encoding="utf-8")
    text = shipped.replace("confidence_required: 0.7", "confidence_required: 70", 1)
    assert "less than 1 is needed" in fault(folder, text, "personas.yaml")
