"""Every case of `tests/cases/`: sentences about the domain, run through the whole pipeline."""

from fnmatch import fnmatch
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import yaml

from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.recommend import recommend
from opendecide.report.render import render
from opendecide.stages.assessment import factors_of, rate
from opendecide.stages.candidates import candidates
from opendecide.stages.completion import complete
from opendecide.stages.costing import price
from opendecide.stages.gates import AFTER_COST, BEFORE_COST
from opendecide.stages.reference import reference_total
from opendecide.stages.scales import Scales
from opendecide.stages.screening import apply

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "tests" / "cases").glob("*.yaml"))
SAMPLES = 512
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
        # What would change the answer leaves the answer alone, so only its report is asked for it.
        self.result = recommend(self.profile, samples=SAMPLES, stress="report" in expected)
        self.case, _ = complete(self.profile, self.catalog, self.criteria)
        self.views = candidates(self.case)
        self.draws = Draws(0, SAMPLES)

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


@cache
def organisation(name, which):
    case = CASES[name]
    written = case["profiles"][which] if which else case["profile"]
    return Organisation(written, case["expect"])


def organisations(name):
    for which in CASES[name].get("profiles", {None: None}):
        yield organisation(name, which)


RUN = [name for name, case in CASES.items() if "pending" not in case]


def expecting(key):
    names = [name for name in RUN if key in CASES[name]["expect"]]
    assert names, f"no case expects {key}"
    return pytest.mark.parametrize("name", names)


def as_list(one):
    return one if isinstance(one, list) else [one]


@expecting("first")
def test_the_leader_is_of_the_expected_family(name):
    for one in organisations(name):
        assert one.result.verdict.family in as_list(CASES[name]["expect"]["first"]["family"])


@expecting("not_first")
def test_no_family_leads_that_should_not(name):
    for one in organisations(name):
        assert one.result.verdict.family not in CASES[name]["expect"]["not_first"]


def objections(one, entry, kind):
    """Return, for every match of an entry, whether its gate objects in this way."""
    found = one.matching(entry.get("deployment"), entry.get("model"), entry.get("families"))
    assert found, f"nothing matches {entry}"
    for view in found:
        hits = [
            outcome
            for outcome in one.outcomes(view)
            if outcome.gate == entry["gate"]
            and outcome.kind == kind
            and (entry.get("workload") is None or outcome.workload in (None, entry["workload"]))
        ]
        yield view.deployment.id, bool(hits)


@expecting("excluded")
def test_the_gate_excludes_what_it_should(name):
    for one in organisations(name):
        for entry in CASES[name]["expect"]["excluded"]:
            spared = [who for who, hit in objections(one, entry, "excluded") if not hit]
            assert not spared, f"{entry} spares {spared[:3]}"


@expecting("not_excluded")
def test_the_gate_spares_what_it_should(name):
    for one in organisations(name):
        for entry in CASES[name]["expect"]["not_excluded"]:
            hit = [who for who, hit in objections(one, entry, "excluded") if hit]
            assert not hit, f"{entry} hits {hit[:3]}"


@expecting("conditional")
def test_the_gate_asks_where_a_fact_is_missing(name):
    for one in organisations(name):
        for entry in CASES[name]["expect"]["conditional"]:
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


@expecting("factor")
def test_a_deployment_does_on_a_factor_as_its_facts_say(name):
    for one in organisations(name):
        for entry in CASES[name]["expect"]["factor"]:
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


@expecting("costs_rise")
def test_a_deployment_costs_more_from_one_profile_to_the_next(name):
    wanted = CASES[name]["expect"]["costs_rise"]
    totals = []
    for which in wanted["from"]:
        one = organisation(name, which)
        [view] = one.matching(wanted["deployment"])
        [billed] = price([view], one.draws)
        totals.append(float(np.median(billed.bill.total)))
    for less, more in pairwise(totals):
        assert more >= less * wanted["at_least"]


@expecting("label")
def test_a_model_has_the_labels_that_licence_and_components_give(name):
    for one in organisations(name):
        for entry in CASES[name]["expect"]["label"]:
            found = one.matching(model=entry["model"])
            own = [view for view in found if view.model.id == entry["model"]]
            assert own, f"nothing matches {entry}"
            for view in own:
                labels = set(view.deployment.labels)
                assert set(as_list(entry.get("has", []))) <= labels
                assert not set(as_list(entry.get("lacks", []))) & labels


@expecting("verdict")
def test_the_verdict_is_one_of_those_expected(name):
    for one in organisations(name):
        assert one.result.verdict.grade in CASES[name]["expect"]["verdict"]


@expecting("differs")
def test_other_preferences_give_another_leader(name):
    assert CASES[name]["expect"]["differs"] == "first"
    assert len({one.result.verdict.deployment for one in organisations(name)}) > 1


@expecting("hybrid")
def test_a_combination_serves_each_workload_where_its_gate_allows(name):
    for one in organisations(name):
        wanted = CASES[name]["expect"]["hybrid"]
        hybrid = one.result.hybrid
        assert hybrid is not None
        assert hybrid.proposed == wanted["proposed"]
        families = {view.deployment.id: view.deployment.family for view in one.views}
        for workload, allowed in wanted.get("workloads", {}).items():
            serving = [row for row in hybrid.assignments if row.workload == workload]
            assert serving
            assert all(families[row.deployment] in allowed for row in serving)


@expecting("report")
def test_the_report_has_the_headings(name):
    for one in organisations(name):
        page = render(one.result, "md", lang="en").content
        for heading in CASES[name]["expect"]["report"]:
            assert heading in page


@expecting("catalog")
def test_the_catalogue_has_what_the_case_names(name):
    catalog = load_catalog()
    known = set(catalog.models) | set(catalog.offers) | set(catalog.systems) | set(catalog.vendors)
    assert set(CASES[name]["expect"]["catalog"]) <= known
