"""Every case of `tests/cases/`: sentences about the domain, run through the whole pipeline."""

from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path

import numpy as np
import pytest
import yaml

from opendecide.measures.draws import Draws
from opendecide.model.criteria import factors_of
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.recommend import recommend
from opendecide.report.render import render
from opendecide.stages.assessment.ratings import rate
from opendecide.stages.assessment.scales import Scales
from opendecide.stages.billing.costing import price
from opendecide.stages.billing.reference import reference_total
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates import AFTER_COST, BEFORE_COST
from opendecide.stages.screening.screen import apply

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "tests" / "cases").glob("*.yaml"))
SAMPLES = 512
SEARCHED = frozenset(
    {
        "What would have to give way",
        "Robustness: what would change the answer",
        "Transition plan and exit",
    }
)
"""Headings of sections that a search fills."""
assert FILES, "tests/cases has no files"


def read(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


CASES = {path.stem: read(path) for path in FILES}


class Organisation:
    """One profile of a case with everything that can be asked about it."""

    def __init__(self, written, expected):
        self.catalog, self.criteria = load_catalog(), load_criteria()
        self.profile = (
            load_profile(ROOT / written)
            if isinstance(written, str)
            else Profile.model_validate(written)
        )
        self.expected = expected
        self.case, _ = complete(self.profile, self.catalog, self.criteria)
        self.draws = Draws(0, SAMPLES)

    @cached_property
    def result(self):
        # What would change the answer leaves the answer alone, so only its sections ask for it.
        searched = not SEARCHED.isdisjoint(self.expected.get("report", ()))
        return recommend(self.profile, samples=SAMPLES, stress=searched)

    @cached_property
    def views(self):
        return candidates(self.case)

    def matching(self, pattern=None, model=None, families=None):
        return [
            view
            for view in self.views
            if (pattern is None or self.named(view, pattern))
            and (
                model is None
                or model in {one.id for one in view.serving.values()} | {view.model.id}
            )
            and (families is None or view.deployment.family in families)
        ]

    @staticmethod
    def named(view, pattern):
        plain = f"{view.model.id}@{view.offer.id}"
        return fnmatch(view.deployment.id, pattern) or fnmatch(plain, pattern)

    def outcomes(self, view):
        found = apply(view, BEFORE_COST)
        return found + apply(price([view], self.draws)[0], AFTER_COST)

    def rating(self, view, factor):
        [billed] = price([view], self.draws)
        scales = Scales(
            self.draws, self.case.on_missing_data, budgeted=self.case.ceiling is not None
        )
        reference = reference_total(self.case, self.draws)
        return rate(billed, factors_of(self.criteria)[factor], scales, self.draws, reference)

    def middle_total(self, pattern):
        [view] = self.matching(pattern)
        [billed] = price([view], self.draws)
        return float(np.median(billed.bill.total))


def organisations(case):
    """Return the organisations of a case by name; a lone one has none."""
    written = case.get("profiles", {None: case.get("profile")})
    return {name: Organisation(one, case["expect"]) for name, one in written.items()}


RUN = [name for name, case in CASES.items() if "pending" not in case]


@pytest.mark.parametrize("name", RUN)
def test_what_a_case_expects_comes_out(name):
    those = organisations(CASES[name])
    for key, wanted in CASES[name]["expect"].items():
        CHECKS[key](wanted, those)


def test_every_expectation_that_can_be_written_stands_in_a_case():
    assert {key for name in RUN for key in CASES[name]["expect"]} == set(CHECKS)


def as_list(one):
    return one if isinstance(one, list) else [one]


def the_leader_is_of_the_expected_family(wanted, those):
    for one in those.values():
        assert one.result.verdict.family in as_list(wanted["family"])


def no_family_leads_that_should_not(wanted, those):
    for one in those.values():
        assert one.result.verdict.family not in wanted


def objections(one, entry, kind):
    """Return, for every match of an entry, whether its gate objects in this way."""
    found = one.matching(entry.get("deployment"), entry.get("model"), entry.get("families"))
    asked = entry.get("workload")
    if asked is not None and entry["gate"] != "capability":  # that one says who does not serve it
        found = [view for view in found if asked in view.serving]
    assert found, f"nothing matches {entry}"
    for view in found:
        hits = [
            outcome
            for outcome in one.outcomes(view)
            if outcome.gate == entry["gate"]
            and outcome.kind == kind
            and (asked is None or outcome.workload in (None, asked))
        ]
        yield view.deployment.id, bool(hits)


def the_gate_excludes_what_it_should(wanted, those):
    for one in those.values():
        for entry in wanted:
            spared = [who for who, hit in objections(one, entry, "excluded") if not hit]
            assert not spared, f"{entry} spares {spared[:3]}"


def the_gate_spares_what_it_should(wanted, those):
    for one in those.values():
        for entry in wanted:
            hit = [who for who, hit in objections(one, entry, "excluded") if hit]
            assert not hit, f"{entry} hits {hit[:3]}"


def the_gate_asks_where_a_fact_is_missing(wanted, those):
    for one in those.values():
        for entry in wanted:
            silent = [who for who, hit in objections(one, entry, "conditional") if not hit]
            assert not silent, f"{entry} is silent on {silent[:3]}"


def comparable(factor, performance, word):
    """Return a performance and a bound on one scale: places of levels, or numbers."""
    if factor.type == "ordinal":
        words = list(factor.levels)
        return [words.index(one) for one in performance.levels], words.index(word)
    if performance.samples is not None:
        return [float(np.median(performance.samples))], word
    return [performance.mid], word


def a_deployment_does_on_a_factor_as_its_facts_say(wanted, those):
    for one in those.values():
        for entry in wanted:
            factor = factors_of(one.criteria)[entry["factor"]]
            found = one.matching(entry["deployment"])
            assert found, f"nothing matches {entry}"
            for view in found:
                rating = one.rating(view, entry["factor"])
                who = f"{view.deployment.id} on {entry['factor']}: {rating.performance}"
                if "above" in entry:
                    others = one.matching(entry["above"])
                    assert others, f"nothing matches {entry['above']}"
                    below = max(one.rating(other, entry["factor"]).valued.mean for other in others)
                    assert rating.valued.mean > below, who
                for bound, holds in (
                    ("equals", lambda have, want: have == want),
                    ("at_least", lambda have, want: have >= want),
                    ("at_most", lambda have, want: have <= want),
                ):
                    if bound in entry:
                        have, want = comparable(factor, rating.performance, entry[bound])
                        assert have, who
                        assert all(holds(figure, want) for figure in have), who


def a_model_has_the_labels_that_licence_and_components_give(wanted, those):
    for one in those.values():
        for entry in wanted:
            found = one.matching(model=entry["model"])
            own = [view for view in found if view.model.id == entry["model"]]
            assert own, f"nothing matches {entry}"
            for view in own:
                labels = set(view.deployment.labels)
                assert set(as_list(entry.get("has", []))) <= labels
                assert not set(as_list(entry.get("lacks", []))) & labels


def the_verdict_is_one_of_those_expected(wanted, those):
    for one in those.values():
        assert one.result.verdict.grade in wanted


def other_preferences_give_another_leader(wanted, those):
    assert wanted == "first"
    assert len({one.result.verdict.deployment for one in those.values()}) > 1


def the_bill_grows_from_one_profile_to_the_next(wanted, those):
    for pattern in wanted:
        totals = [one.middle_total(pattern) for one in those.values()]
        assert len(totals) > 1
        assert totals == sorted(set(totals)), f"{pattern}: {totals}"


def a_combination_serves_each_workload_where_its_gate_allows(wanted, those):
    for one in those.values():
        hybrid = one.result.hybrid
        assert hybrid is not None
        assert hybrid.proposed == wanted["proposed"]
        families = {view.deployment.id: view.deployment.family for view in one.views}
        for workload, allowed in wanted.get("workloads", {}).items():
            serving = [row for row in hybrid.assignments if row.workload == workload]
            assert serving
            assert all(families[row.deployment] in allowed for row in serving)


def the_report_has_the_headings(wanted, those):
    for one in those.values():
        page = render(one.result, "md", lang="en").content
        for heading in wanted:
            assert heading in page


def the_catalogue_has_what_the_case_names(wanted, _those):
    catalog = load_catalog()
    known = set(catalog.models) | set(catalog.offers) | set(catalog.systems) | set(catalog.vendors)
    assert set(wanted) <= known


CHECKS = {
    "first": the_leader_is_of_the_expected_family,
    "not_first": no_family_leads_that_should_not,
    "excluded": the_gate_excludes_what_it_should,
    "not_excluded": the_gate_spares_what_it_should,
    "conditional": the_gate_asks_where_a_fact_is_missing,
    "factor": a_deployment_does_on_a_factor_as_its_facts_say,
    "dearer": the_bill_grows_from_one_profile_to_the_next,
    "label": a_model_has_the_labels_that_licence_and_components_give,
    "verdict": the_verdict_is_one_of_those_expected,
    "differs": other_preferences_give_another_leader,
    "hybrid": a_combination_serves_each_workload_where_its_gate_allows,
    "report": the_report_has_the_headings,
    "catalog": the_catalogue_has_what_the_case_names,
}
"""What can be expected of a case, and the function that checks it."""
