"""Who is too small for all of the work may serve a part: a milder requirement costs no answer."""

from dataclasses import replace

import pytest

from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.recommend import recommend
from opendecide.stages.billing.costing import price
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates import AFTER_COST, BEFORE_COST
from opendecide.stages.run import place_of, run
from opendecide.stages.screening.fewer_workloads import sifted
from opendecide.stages.screening.screen import again, apply, screen, sift_fewer

CRITERIA, CATALOG = load_criteria(), load_catalog()
SAMPLES = 128


def harbour(*, chat=None, cards=2, operators=4.0, modellers=3.0):
    """Return a harbour whose files stay inside, and whose public chat overloads its cards."""
    return Profile.model_validate(
        {
            "organisation": {"name": "Harbour", "country": "NL", "size": {"headcount": 4000}},
            "data": {
                "classes": [
                    {"id": "manifests", "kind": "trade_secret", "minimum_locus": "own_premises"},
                    {"id": "timetables", "kind": "public"},
                ]
            },
            "workloads": [
                {
                    "id": "files",
                    "task_type": "extraction",
                    "user_type": "machine",
                    "volume": {"requests_per_day": 20000},
                    "latency": {"interactive": False},
                    "data_classes": ["manifests"],
                },
                {
                    "id": "chat",
                    "task_type": "chat_assistant",
                    "user_type": "public",
                    "exposure": "public",
                    "volume": {"requests_per_day": 900000},
                    "latency": {"p95_seconds": 4, "interactive": True},
                    "data_classes": ["timetables"],
                    **(chat or {}),
                },
            ],
            "team": {
                "ml_fte": modellers,
                "ops_fte": operators,
                "ml_level": "advanced",
                "delivery_fte": 3,
                "hireable_fte": 0,
                "on_call": "24x7",
            },
            "systems": {"application": True},
            "hardware": {
                "accelerators": [{"model": "H100", "count": cards, "memory_gb": 80}],
                "expandable": False,
            },
            "budget": {"currency": "EUR", "capex_allowed": False},
        }
    )


def answered(profile):
    """Return the workloads that the answer serves, and its score: of a combination if proposed."""
    found = recommend(profile, samples=SAMPLES, criteria=CRITERIA, stress=False)
    if found.hybrid is not None and found.hybrid.proposed:
        return {one.workload for one in found.hybrid.assignments}, found.hybrid.score
    leader = found.ranking[0]
    return set(leader.serves), leader.score


@pytest.mark.parametrize(
    ("strict", "mild"),
    [
        ({"availability_minimum": 99.95}, {"availability_minimum": 98.0}),
        ({"availability_minimum": 99.95}, {}),
        ({"quality": {"minimum": 0.9}}, {"quality": {"minimum": 0.5}}),
    ],
)
def test_a_milder_minimum_of_one_workload_leaves_none_unserved_and_lowers_no_score(strict, mild):
    before, score_before = answered(harbour(chat=strict))
    after, score_after = answered(harbour(chat=mild))
    assert "files" in before <= after
    assert score_after >= score_before - 0.5  # the quality that is asked for moves with its minimum


def test_cards_too_few_for_all_serve_what_only_they_may():
    found = run(harbour(), CRITERIA, CATALOG, Draws(0, SAMPLES))
    inside = [one for one in (*found.views, *found.partial) if one.own_site]
    assert {need for view in inside if len(view.serving) == 1 for need in view.serving} == {"files"}
    objections = [
        one
        for view in inside
        for one in found.screened.excluded.get(view.deployment.id, ())
        if one.reason.code == "compute.overload"
    ]
    assert objections
    assert {one.workload for one in objections} == {"chat"}


def test_what_hits_a_deployment_whatever_it_serves_is_not_tried_again():
    profile = harbour()
    unwilling = profile.team.model_copy(update={"willing_to_operate": False})
    found = run(profile.model_copy(update={"team": unwilling}), CRITERIA, CATALOG, Draws(0, 64))
    assert not [one for one in (*found.views, *found.partial) if one.self_run]


def test_a_team_for_one_workload_is_not_shut_out_for_being_too_small_for_two():
    case, _ = complete(harbour(operators=0.57, modellers=0.18), CATALOG, CRITERIA)
    [skills] = [gate for gate in BEFORE_COST if gate.__name__ == "skills"]
    [view] = candidates(case, {"own-premises": {"gpt-oss-20b"}})
    whole = apply(view, [skills])
    assert [one.kind for one in whole] == ["excluded"]
    found = sifted(view, whole, ("files", "chat"), again([skills], None))
    assert found.left is not None
    assert list(found.left.serving) == ["files"]
    assert {one.workload for one in found.against} == {"chat"}


def test_what_is_too_much_may_be_any_one_of_three():
    """Whichever of the others is the easiest to have served elsewhere."""
    profile = harbour()
    [files, chat] = profile.workloads
    notes = files.model_copy(update={"id": "notes"})
    three = profile.model_copy(update={"workloads": (files, chat, notes)})
    case, _ = complete(three, CATALOG, CRITERIA)
    draws = Draws(0, SAMPLES)

    def billed(some):
        return price(some, draws)

    view = candidates(case, {"own-premises": {"gpt-oss-20b"}})[0]
    orders = [("files", "chat", "notes"), ("files", "notes", "chat"), ("chat", "files", "notes")]
    for scarce in orders:
        left = sift_fewer(*billed([view]), AFTER_COST, scarce, billed)
        assert left is not None
        assert set(left.serving) == {"files", "notes"}


def test_whoever_is_given_up_before_all_gates_are_asked_is_who_all_of_them_shut_out():
    case, _ = complete(harbour(operators=0.57, modellers=0.18), CATALOG, CRITERIA)
    scarce = ("files", "chat")
    left = set()
    for view in candidates(case):
        asked = sifted(view, apply(view, BEFORE_COST), scarce, again(BEFORE_COST, None)).left
        assert sift_fewer(view, BEFORE_COST, scarce) == asked
        left.add(None if asked is None else len(asked.serving))
    assert left == {None, 1}


def test_one_pool_of_cards_is_not_given_to_two_components_of_a_combination():
    found = recommend(harbour(), samples=SAMPLES, criteria=CRITERIA, stress=False)
    assert found.hybrid.proposed
    inside = [one for one in found.hybrid.assignments if "@own-premises" in one.deployment]
    assert [one.workload for one in inside] == ["files"]


def test_nobody_without_a_machine_is_called_outdone():
    profile = harbour()
    bare = profile.model_copy(
        update={"hardware": profile.hardware.model_copy(update={"accelerators": ()})}
    )
    found = run(bare, CRITERIA, CATALOG, Draws(0, 64)).screened
    for view in found.set_aside:
        assert view.deployment.machine is not None or not view.self_run
    reasons = {one.reason.code for those in found.excluded.values() for one in those}
    assert "compute.none" in reasons


def test_while_nobody_passes_everybody_is_looked_at():
    case, _ = complete(harbour(), CATALOG, CRITERIA)
    views = candidates(case, {"own-premises": {"gpt-oss-20b", "qwen3.6-27b", "granite-4.1-8b"}})
    poor = replace(case, ceiling=1.0)
    views = [replace(view, case=poor) for view in views]
    draws = Draws(0, 64)
    found = screen(
        views, lambda some: some[:1], lambda some: price(some, draws), lambda some: some[:1]
    )
    assert found.passed
    assert not found.admissible
    assert not found.set_aside
    assert all(
        any(one.gate == "budget" for one in found.excluded[view.deployment.id])
        for view in found.passed
    )


def offices(**limits):
    """Return an office that writes and listens, and may not have the means for both."""
    return Profile.model_validate(
        {
            "organisation": {"name": "Office", "country": "FR", "size": {"headcount": 350}},
            "workloads": [
                {"id": "letters", "task_type": "rag_qa", "volume": {"requests_per_day": 220}},
                {"id": "notes", "task_type": "summarisation", "volume": {"requests_per_day": 25}},
                {
                    "id": "calls",
                    "task_type": "transcription",
                    "volume": {"requests_per_day": 180, "audio_minutes_per_request": 5},
                },
            ],
            **limits,
        }
    )


def test_what_is_scarce_is_the_same_among_those_who_may_pass():
    """A search looks at these alone, and what is left to each of them is as it would be of all."""
    whole = run(offices(), CRITERIA, CATALOG, Draws(0, SAMPLES))
    those = {place_of(one.deployment.id) for one in whole.screened.passed}
    some = run(offices(), CRITERIA, CATALOG, Draws(0, SAMPLES), among=those)
    assert len(some.screened.views) < len(whole.screened.views)
    assert some.screened.scarce == whole.screened.scarce
    # Of a hundred models that write few hear, whatever is put beside them.
    assert whole.screened.scarce[0] == "calls"


def test_who_is_called_shut_out_has_a_gate_against_each_part_of_the_work():
    tight = {"team": {"ml_fte": 0.3, "ops_fte": 0.4, "hireable_fte": 0}}
    found = recommend(offices(**tight), samples=SAMPLES, stress=False)
    against = {}
    for one in found.screened_out:
        against.setdefault(one.id, set()).add(one.workload)
    status = {one.id: one.status for one in found.candidates}
    assert {"partial", "excluded"} <= set(status.values())
    for name, state in status.items():
        lost = against.get(name, set())
        everything = None in lost or lost >= {"letters", "notes", "calls"}
        assert everything is (state == "excluded") or state == "unproven", name
