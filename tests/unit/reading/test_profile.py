"""Profiles: what is accepted, and that nothing is lost on the way."""

import subprocess
import sys
from datetime import date

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import opendecide as od
from opendecide.errors import InvalidFileError
from opendecide.model.profile import Profile
from opendecide.reading.documents import Document, Place
from opendecide.reading.profile import check_document, check_profile, load_profile
from opendecide.reading.yaml12 import parse

MINIMAL = """
organisation: {name: Clinique du Lac, country: FR, persona: regulated_enterprise}
workloads:
  - {id: letters, task_type: summarisation, volume: {requests_per_day: 1500}, data_classes: [health]}
"""


def loaded(text):
    return check_document(parse(text.encode(), "x.yaml"))


def refused(text):
    with pytest.raises(InvalidFileError) as caught:
        loaded(text)
    return [str(one) for one in caught.value.faults]


def test_three_lines_are_enough():
    profile = loaded(MINIMAL)
    assert profile.organisation.country == "FR"
    assert profile.workloads[0].volume.requests_per_day.mid == 1500


def test_norway_is_a_country():
    assert loaded(MINIMAL.replace("FR", "NO")).organisation.country == "NO"


def test_a_month_or_a_year_is_enough_for_a_date():
    text = MINIMAL.replace("country: FR", "country: FR, decision: {date: 2027-03}")
    assert loaded(text).organisation.decision.date == date(2027, 3, 1)


def test_figures_are_a_number_or_a_span():
    for written, low, high in (("400", 400, 400), ("[300, 500]", 300, 500), ("[1, 4, 9]", 1, 9)):
        figure = loaded(MINIMAL.replace("1500", written)).workloads[0].volume.requests_per_day
        assert (figure.low, figure.high) == (low, high)


def test_shares_in_whole_per_cents_may_be_above_the_whole_by_their_rounding():
    def sixths(share):
        one = f"{{id: c%d, kind: public, share_of_volume: {share}}}"
        return MINIMAL + f"data: {{classes: [{', '.join(one % n for n in range(6))}]}}"

    assert len(loaded(sixths(0.17)).data.classes) == 6
    [fault] = refused(sixths(0.18))
    assert "The shares of the data classes sum to 1.08." in fault


def test_a_scheme_nobody_knows_is_accepted_with_a_sentence():
    text = MINIMAL + "obligations: {certifications: [{scheme: golden, text: Our own scheme}]}"
    assert loaded(text).obligations.certifications[0].scheme == "golden"


def test_own_criteria_decide_which_weights_exist(tmp_path):
    from opendecide.reading.criteria import load_criteria

    folder = tmp_path / "criteria"
    folder.mkdir()
    (folder / "speed.yaml").write_text(
        "id: speed\nname: Speed\norder: 1\nweight: {default: 100}\nfactors:\n"
        "  - {id: joins, name: Joins, question: How fast?, type: number, measure: fact,"
        " weight: {default: 100}, anchors: [{at: 0, value: 0}, {at: 9, value: 1}]}\n"
    )
    path = tmp_path / "x.yaml"
    path.write_text(MINIMAL + "preferences: {weights: {method: direct, direct: {speed: 3}}}")
    assert load_profile(path, criteria=load_criteria(folder)).preferences.weights.direct
    with pytest.raises(InvalidFileError, match="No criterion has this id"):
        load_profile(path)


def test_a_profile_made_in_python_is_checked_as_well():
    data = yaml.safe_load(MINIMAL)
    data["workloads"][0]["data_classes"] = ["helth"]
    with pytest.raises(InvalidFileError, match="Did you mean 'health'"):
        check_profile(Profile.model_validate(data))


def test_the_library_checks_what_it_is_asked_about():
    data = yaml.safe_load(MINIMAL)
    data["evidence"] = {"quotes": [{"option": "openai-ap", "what": "price_input", "amount": 1}]}
    with pytest.raises(InvalidFileError, match="Did you mean 'openai-api'"):
        od.recommend(Profile.model_validate(data), samples=64, stress=False)


def test_the_order_of_fields_never_matters():
    data = yaml.safe_load(MINIMAL)
    turned = dict(reversed(data.items()))
    assert loaded(yaml.safe_dump(data)) == loaded(yaml.safe_dump(turned, sort_keys=False))


def test_every_fault_of_a_file_is_reported_at_once():
    said = refused("organisation: {name: , country: FRA}\nworkloads: [{id: a, task_type: x}, {}]\n")
    assert len(said) == 5


UNSEEN = ("Cc", "Cf", "Cn", "Cs")
"""Characters that a text file may not hold."""
WORD = st.text("abcdefghij_-", min_size=1, max_size=10)
FIGURE = st.one_of(
    st.integers(0, 10**6),
    st.lists(st.integers(0, 10**6), min_size=2, max_size=3).map(sorted),
).filter(lambda figure: figure and figure not in ([0, 0], [0, 0, 0]))
"""Nothing to do is a fault of its own."""
WORKLOADS = st.lists(
    st.fixed_dictionaries(
        {"id": WORD, "task_type": st.sampled_from(["coding", "rag_qa", "summarisation", "image"])},
        optional={
            "volume": st.fixed_dictionaries({"requests_per_day": FIGURE}),
            "languages": st.lists(st.sampled_from(["fr", "en", "no"]), max_size=2),
            "agentic": st.booleans(),
            "weight": st.floats(0, 1),
            "data_classes": st.lists(st.sampled_from(["health", "public"]), max_size=2),
            "quality": st.fixed_dictionaries({"minimum": st.floats(0, 1)}),
            "description": st.text(st.characters(exclude_categories=UNSEEN), max_size=30),
        },
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda one: one["id"],
).filter(lambda those: {one["weight"] for one in those if "weight" in one} != {0.0})
"""Weights that leave nothing to weigh are a fault of their own."""
PROFILES = st.fixed_dictionaries(
    {
        "organisation": st.fixed_dictionaries(
            {
                # A name of spaces is a fault of its own: invalid/name_of_spaces.yaml.
                "name": st.text("abc éü", min_size=1, max_size=20).filter(str.strip),
                "country": st.sampled_from(["FR", "NO", "US"]),
            },
            optional={
                "decision": st.fixed_dictionaries(
                    {"date": st.dates(date(2025, 1, 1), date(2199, 12, 31)).map(str)}
                )
            },
        ),
        "workloads": WORKLOADS,
    },
    optional={
        "budget": st.fixed_dictionaries(
            {
                "ceiling": st.fixed_dictionaries(
                    {"amount": st.floats(0, 1e9), "currency": st.just("EUR")}
                )
            }
        ),
        "obligations": st.fixed_dictionaries(
            {
                "on_prem_only": st.booleans() | st.just(["health"]),
                "region_only": st.sampled_from(["EU", ["EEA", "CH"]]),
            }
        ),
        "risk": st.fixed_dictionaries({"attitude": st.sampled_from(["averse", {"cara": 2}])}),
    },
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(PROFILES)
def test_loading_what_was_dumped_gives_the_same_profile(data):
    first = check_document(Document("x.yaml", data, Place(1, 1)))
    for dumped in (
        first.model_dump(mode="json", by_alias=True),
        first.model_dump(mode="json", by_alias=True, exclude_unset=True),
        first.model_dump(mode="json", by_alias=True, exclude_defaults=True),
    ):
        written = yaml.safe_dump(dumped, allow_unicode=True)
        assert check_document(parse(written.encode(), "x.yaml")) == first


def test_validating_a_profile_loads_neither_numpy_nor_the_report():
    code = (
        "import sys; from opendecide.reading.profile import load_profile; "
        "print(sorted({'numpy', 'scipy', 'jinja2', 'babel', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_empty_list_of_regions_is_no_limit():
    nowhere = loaded(MINIMAL + "obligations: {region_only: []}\n")
    assert nowhere.obligations == loaded(MINIMAL).obligations


def test_a_limit_to_no_region_at_all_is_refused():
    [fault] = refused(MINIMAL + "obligations: {region_only: {regions: []}}\n")
    assert "obligations.region_only.regions" in fault
