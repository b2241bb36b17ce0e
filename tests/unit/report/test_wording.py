"""Sentences that a board reads: each says one thing, as a person would."""

import json
import re
from pathlib import Path
from string import Formatter

import pytest

from opendecide.model.costs import BreakEven, CostLine, Interval
from opendecide.model.message import Message
from opendecide.model.profile import Profile
from opendecide.model.recommendation import Assumed, CandidateSummary, FactorResult
from opendecide.model.relief import Relaxed, Relief
from opendecide.model.robustness import Flip
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.reading.settings import parse_setting
from opendecide.recommend import recommend
from opendecide.report.brief import brief, placed
from opendecide.report.facts import subject, value
from opendecide.report.language import language
from opendecide.report.render import render
from opendecide.report.sentences import gates
from opendecide.report.spans import NAMES, Span, together
from opendecide.report.speech import Speech
from opendecide.report.unit_words import UNTESTED
from opendecide.report.views.acceptance import acceptance, otherwise
from opendecide.report.views.bill import bill
from opendecide.report.views.compliance import compliance
from opendecide.report.views.context import context
from opendecide.report.views.crossing import crossing, written
from opendecide.report.views.flips import changes
from opendecide.report.views.next_step import next_step
from opendecide.report.views.outlook import outlook
from opendecide.report.views.performances import performance, with_caution
from opendecide.report.views.relaxation import given_way
from opendecide.report.views.risks import risks
from opendecide.report.views.summary import summary
from opendecide.stages.filling.completion import complete
from opendecide.stages.findings.naming import named
from opendecide.stages.findings.records import by_consequence

ROOT = Path(__file__).parents[3]


def clinic_profile():
    return load_profile(ROOT / "examples" / "clinic.yaml")


@pytest.fixture(scope="module")
def clinic():
    return recommend(clinic_profile(), samples=128, stress=False)


def told(found, flip):
    """Return one change as a report says it."""
    robustness = found.robustness.model_copy(update={"flips": (flip,)})
    return changes(brief(found.model_copy(update={"robustness": robustness}), language("en")))[0]


def test_one_more_excluded_country_is_said_without_the_whole_policy(clinic):
    policy = [{"country": "CN", "stance": "excluded", "scope": ["service"]}]
    more = [*policy, {"country": "US", "stance": "excluded", "scope": ["weights"]}]
    change = told(
        clinic,
        Flip(
            path="jurisdiction.country_policy",
            label=Message(code="flip.country_maker", values={"country": "US"}),
            today=json.dumps(policy),
            threshold=json.dumps(more),
            direction="becomes",
            then="anybody",
        ),
    )
    assert change.sentence == (
        "If models made in this country were excluded (United States): anybody leads."
    )
    assert (change.today, change.threshold) == ("no", "yes")


@pytest.mark.parametrize(
    ("unserved", "said"),
    [
        ((), "which another would have to serve"),
        (("notes",), "nothing acceptable serves the workload “notes” then"),
        (("letters", "notes"), "which nothing acceptable serves then"),
    ],
)
def test_what_nobody_serves_after_a_change_is_not_left_to_another(clinic, unserved, said):
    change = told(
        clinic,
        Flip(
            path="obligations.on_prem_only",
            label=Message(code="flip.on_prem_only"),
            today="false",
            threshold="true",
            direction="becomes",
            then="anybody",
            not_served=("letters", "notes"),
            unserved=unserved,
        ),
    )
    assert said in change.then
    assert ("another would have" in change.then) is (not unserved)


def test_what_is_given_up_is_said_as_a_condition(clinic):
    change = told(
        clinic,
        Flip(
            path="team.willing_to_operate",
            label=Message(code="flip.willing"),
            today="true",
            threshold="false",
            direction="becomes",
            then="anybody",
        ),
    )
    assert change.sentence == (
        "If the organisation did not want to run models itself: anybody leads."
    )


def test_a_converted_limit_is_rounded_and_a_stated_one_is_not():
    english = language("en")
    assert english.price(214822771.21374866, "EUR") == "€214,800,000"
    assert english.price(1234567.89, "EUR") == "€1,234,567.89"
    assert english.price(0.0000025, "EUR") == "€0.0000025"


def test_people_are_asked_for_in_tenths_and_never_too_few():
    cure = Message(code="cure.hire", values={"fte": 0.0175})
    assert Speech(language("en")).message(cure) == "Hire or buy in 0.1\u00a0full-time equivalents."


def test_lines_of_a_bill_that_are_called_alike_are_told_apart(clinic):
    for one in bill(brief(clinic, language("en"))).bills:
        labels = [line.label for line in one.lines]
        assert len(set(labels)) == len(labels)


def test_a_share_that_would_change_the_answer_is_said_in_per_cent(clinic):
    change = told(
        clinic,
        Flip(
            path="workloads.letters.quality.minimum",
            label=Message(code="flip.quality_minimum", values={"workload": "letters"}),
            today=0.85,
            threshold=0.9,
            direction="above",
            then="anybody",
        ),
    )
    assert (change.today, change.threshold) == ("85%", "90%")


def test_a_minimum_that_nobody_stated_is_no_pass_mark(clinic):
    tests = acceptance(brief(clinic, language("en")))
    stated = {one.id for one in clinic_profile().workloads if one.quality.minimum is not None}
    assert {one.workload.replace(" ", "_") for one in tests if "%" in one.tests[0]} == stated
    for one in tests:
        asked = "state the minimum before the test" in one.tests[0]
        assert asked is (one.workload.replace(" ", "_") not in stated)


def test_where_a_target_is_stated_and_no_minimum_the_target_is_the_pass_mark(clinic):
    workload = {"id": "code", "task_type": "coding", "quality": {"target": 0.8}}
    asked = clinic.model_copy(update={"profile": {**clinic.profile, "workloads": [workload]}})
    [one] = acceptance(brief(asked, language("en")))
    assert "80% pass, which is the stated target" in one.tests[0]


def test_after_a_failed_test_the_acceptance_section_and_page_one_name_the_same_deployment(clinic):
    first, second, third = clinic.ranking[:3]
    doubtful = Message(
        code="quality.unlikely",
        values={
            "workload": "letters",
            "model": "M",
            "assumed": 0.75,
            "chance": 0.6,
            "items": 60,
            "other": third.id,
        },
    )
    verdict = clinic.verdict.model_copy(
        update={"deployment": first.id, "runner_up": second.id, "conditions": (doubtful,)}
    )
    told = brief(clinic.model_copy(update={"verdict": verdict}), language("en"))
    assert third.name in otherwise(told)
    assert second.name not in otherwise(told)
    certain = verdict.model_copy(update={"conditions": ()})
    told = brief(clinic.model_copy(update={"verdict": certain}), language("en"))
    assert second.name in otherwise(told)


def test_an_assumption_that_would_change_the_answer_comes_first():
    assumed = [Assumed(field=one, value="", origin="task") for one in ("a", "b", "c")]
    flip = Flip(
        path="c",
        label=Message(code="flip.horizon"),
        today=1.0,
        threshold=2.0,
        direction="above",
        then="x",
    )
    found = by_consequence(assumed, [flip])
    assert [(one.field, one.influence) for one in found] == [("c", 1.0), ("a", 0.0), ("b", 0.0)]


@pytest.mark.parametrize("stated", ["foreign_formal_ground", "home_controlled", None])
def test_a_minimum_that_is_assumed_and_outbids_a_stated_one_is_marked(stated):
    profile = Profile.model_validate(
        {
            "organisation": {
                "name": "Defender",
                "country": "BR",
                "persona": "public_administration",
            },
            "jurisdiction": {} if stated is None else {"sovereignty_minimum": stated},
            "data": {"classes": [{"id": "files", "kind": "special_category"}]},
            "workloads": [
                {
                    "id": "summaries",
                    "task_type": "summarisation",
                    "volume": {"requests_per_day": 50},
                    "data_classes": ["files"],
                }
            ],
        }
    )
    _, assumed = complete(profile, load_catalog(), load_criteria())
    field = "data.classes.files.minimum_compelled_access"
    outbids = {one.field: one.beyond for one in assumed if one.beyond is not None}
    marked = {field: "jurisdiction.sovereignty_minimum"}
    assert outbids == (marked if stated == "foreign_formal_ground" else {})


def test_what_outbids_a_stated_minimum_comes_before_what_only_fills_a_blank(clinic):
    field = "data.classes.files.minimum_compelled_access"
    rows = [
        Assumed(field="workloads.letters.commercial", value="true", origin="task"),
        Assumed(
            field=field,
            value="foreign_with_held_keys",
            origin="public_administration",
            beyond="jurisdiction.sovereignty_minimum",
        ),
    ]
    ordered = by_consequence(rows, [])
    assert [one.field for one in ordered] == [field, rows[0].field]
    profile = {
        **clinic.profile,
        "jurisdiction": {"sovereignty_minimum": "foreign_formal_ground"},
    }
    told = brief(clinic.model_copy(update={"assumed": ordered, "profile": profile}), language("en"))
    first, second = context(told).assumed
    assert "stricter than what is stated for all data" in first.value
    assert "formal transfer ground" in first.value
    assert "stricter" not in second.value


def test_the_mildest_of_several_cures_is_named():
    cures = [Message(code="cure.raise_budget", values={"amount": one}) for one in (77e3, 34e3)]
    said = Speech(language("en")).message(together(cures))
    assert said == "Raise the ceiling to €34,000 or more."


def test_a_place_that_is_nobodys_product_is_named_in_the_readers_language():
    french = language("fr")
    assert placed("Qwen3 32B — Own premises (4 x NVIDIA L4)", french) == (
        "Qwen3 32B — Locaux de l’organisation (4 x NVIDIA L4)"
    )
    condition = Message(
        code="own_duty.availability_in_bad_times",
        values={"host": "Own premises", "have": 99.6, "low": 99.0, "need": 99.5},
    )
    assert "(Locaux de l’organisation)" in Speech(french).message(condition)


def test_an_obligation_in_the_organisations_own_words_is_quoted():
    values = {"host": "Small cloud", "scheme": "audit_rights", "text": "audit rights, in writing"}
    said = Speech(language("en")).message(Message(code="certification.unknown", values=values))
    assert said == "Whether Small cloud meets this is not known: “audit rights, in writing”."


def test_deployments_that_differ_in_their_machine_show_it(clinic):
    catalog = load_catalog()
    first, second = clinic.ranking[:2]
    alike = [
        first.model_copy(update={"id": f"m@own-premises:{one}", "name": "M — Own premises"})
        for one in list(catalog.machines)[:2]
    ]
    renamed = named(clinic.model_copy(update={"ranking": (*alike, second)}), catalog).ranking
    assert len({one.name for one in renamed}) == 3
    assert renamed[2].name == second.name


@pytest.mark.parametrize(
    ("number", "unit", "english", "french"),
    [
        (1.0, "years", "1 year", "1 an"),
        (1.0, "accelerators", "1 accelerator", "1 accélérateur"),
        (2.0, "Mtok", "2 million tokens", "2 millions de jetons"),
        (0.0, "seats", "0 seats", "0 licence"),
        (1.5, "years", "1.5 years", "1,5 an"),
        (0.85, "FTE", "0.85 full-time equivalents", "0,85 équivalent temps plein"),
        (1.98, "weeks", "2 weeks", "2 semaines"),
    ],
)
def test_a_unit_goes_with_its_number_as_it_is_written(number, unit, english, french):
    for code, said in (("en", english), ("fr", french)):
        written = Speech(language(code)).measured(number, unit, figures=2)
        assert written.replace("\u00a0", " ") == said


def test_a_sentence_counts_one_of_a_thing_as_one():
    memory = Message(code="compute.overload", values={"need": 1.0, "have": 0.0})
    assert Speech(language("en")).message(memory) == (
        "Needed at the peak: 1\u00a0accelerator; free: 0."
    )
    people = Message(code="skills.gap", values={"required": 1.2, "available": 0.05})
    assert "1,2\u00a0équivalent temps plein" in Speech(language("fr")).message(people)


def test_a_span_says_its_unit_once():
    memory = Message(code="compute.memory", values={"need_gb": Span(144, 1570), "have_gb": 138})
    assert Speech(language("en")).message(memory) == (
        "144 to 1,570\u00a0GB of accelerator memory is needed; 138\u00a0GB is there."
    )


def test_what_exceeds_a_ceiling_never_reads_as_if_it_kept_to_it():
    above = Message(
        code="budget.above",
        values={"p50": 1441.2, "ceiling": {"amount": 1440.0, "currency": "EUR"}},
    )
    assert Speech(language("en")).message(above) == (
        "What is paid over the horizon in the middle (P50), €1,450, is above the ceiling of €1,440."
    )


@pytest.mark.parametrize(("p90", "said"), [(180_300.0, "€181,000"), (640_000.0, "€640,000")])
def test_a_cost_above_a_ceiling_is_never_written_as_that_ceiling(p90, said):
    tight = Message(
        code="budget.tight",
        values={"p90": p90, "ceiling": {"amount": 180_000.0, "currency": "EUR"}},
    )
    assert Speech(language("en")).message(tight) == (
        f"In an expensive course of events {said} is paid over the horizon, above the ceiling of"
        " €180,000."
    )


def test_the_name_of_a_machine_has_its_units_in_the_readers_language():
    machine = "1 x Apple M4, 10 cores, 24 GB"
    french = Speech(language("fr"), names={"machines/m4": machine})
    assert french.machine("m4") == "1 x Apple M4, 10\u00a0cœurs, 24\u00a0Go"
    assert placed(f"Gemma 3 27B — Own premises ({machine})", language("fr")).endswith(
        "(1 x Apple M4, 10\u00a0cœurs, 24\u00a0Go)"
    )


def test_a_level_that_a_duty_asks_for_is_called_as_in_the_comparison():
    below = Message(
        code="minimum.below",
        values={"text": "Validation", "need": "own_logs_pinned", "have": "vendor_logs"},
    )
    assert Speech(language("fr")).message(below) == (
        "Validation\u00a0: «\u00a0journaux tenus par l’organisation, version figée\u00a0» est"
        " demandé\u202f; «\u00a0journaux chez le fournisseur, pour un temps\u00a0» est atteint."
    )


def test_names_with_a_comma_inside_are_told_apart_by_semicolons():
    names = ("Together AI", "Scaleway Generative APIs, serverless", "Runpod")
    assert language("en").listed(names) == "; ".join(names)
    assert language("en").listed(names[::2]) == "Together AI and Runpod"
    assert language("fr").in_a_row(names[::2]) == "Together AI, Runpod"


def free_of_charge(clinic, **stated):
    """Return a leader's bill with seats that cost nothing."""
    quantity = {"quantity": 4200.0, "unit": "seat month", **stated}
    line = CostLine(
        component="usage",
        label=Message(code="cost.seats"),
        unit_price=0.0,
        factor=0.0,
        central=0.0,
        amount=Interval(p10=0.0, p50=0.0, p90=0.0),
        **quantity,
    )
    cost = next(one for one in clinic.cost if one.deployment == clinic.ranking[0].id)
    free = cost.model_copy(update={"lines": (line, *cost.lines)})
    others = tuple(one for one in clinic.cost if one is not cost)
    return brief(clinic.model_copy(update={"cost": (free, *others)}), language("en"))


def test_what_costs_nothing_is_paid_for_no_years(clinic):
    told_of = free_of_charge(clinic)
    seats = bill(told_of).bills[0].lines[0]
    assert (seats.label, seats.unit_price, seats.factor) == ("Seats", "€0", "")
    assert not any("Seats" in one for one in outlook(told_of).worked[0].products)


@pytest.mark.parametrize(
    ("counted", "written"), [(True, "4,212\u00a0seat-months"), (False, "4,210\u00a0seat-months")]
)
def test_a_count_that_nothing_makes_uncertain_is_not_rounded(clinic, counted, written):
    told_of = free_of_charge(clinic, quantity=4212.0, unit="seat-months", counted=counted)
    assert bill(told_of).bills[0].lines[0].quantity == written


def test_the_equations_of_a_bill_count_as_the_bill_does(clinic):
    told_of = brief(clinic, language("en"))
    products = " ".join(outlook(told_of).worked[0].products)
    assert re.search(r"\d\u00a0machine-years? × €", products)
    assert "full-time years" not in products


@pytest.mark.parametrize("code", ["en", "fr"])
def test_who_may_use_an_offer_is_said_in_the_readers_language(code):
    catalog = load_catalog()
    stated = [one.eligibility for one in catalog.offers.values() if one.eligibility]
    assert stated
    speech = Speech(language(code))
    for one in stated:
        who = " ".join(one.words) if not isinstance(one.value, str) else one.value
        for excluded in ("capability.eligibility", "capability.eligibility_unsure"):
            said = speech.message(Message(code=excluded, values={"who": who}))
            assert (who in said) is (code == "en")


def test_what_would_have_to_give_way_together_is_one_sentence(clinic):
    data = Message(
        code="relax.minimum_locus", values={"data_class": "client_files", "level": "own_tenancy"}
    )
    people = Message(code="relax.willing")
    relaxed = tuple(Relaxed(path="a", today=None, to="b", label=one) for one in (people, data))
    least = Relief(
        relaxed=relaxed, deployment="a@b", name="A — B", family="vendor_api", score=50.0, admitted=1
    )
    assert given_way(brief(clinic, language("en")), least) == (
        "Be willing to run models; ask for less of the place of processing of the data"
        " “client files” (“own cloud tenancy, keys in own hands” is enough)"
    )


def test_a_price_that_would_change_the_answer_carries_its_currency():
    seat = Message(code="flip.seat", values={"host": "Small chat", "currency": "USD"})
    said = Speech(language("fr")).message(seat)
    assert said == "Prix d’une licence par poste chez Small chat (USD par mois)"


def test_a_certificate_to_ask_for_is_named(clinic):
    condition = Message(code="certification.unknown", values={"host": "Small cloud", "text": "X"})
    verdict = clinic.verdict.model_copy(
        update={"conditions": (condition,), "grade": "recommended_with_conditions"}
    )
    assert next_step(brief(clinic, language("en")), verdict) == (
        "Settle this for Small cloud, in writing where it is the host's to say: “X”."
    )


def test_an_agreement_that_a_duty_names_already_is_not_listed_again(clinic):
    leader = clinic.ranking[0].model_copy(update={"family": "vendor_api"})
    served = clinic.model_copy(update={"ranking": (leader, *clinic.ranking[1:])})
    notes = compliance(brief(served, language("fr")))
    assert sum("sous-traitance" in one and "Accord" in one for one in notes) == 1
    assert all(one[:1].isupper() for one in notes)


def test_an_estimate_that_no_test_stands_behind_says_so():
    said = Speech(language("fr")).source("estimate from 0 public test results (prior)")
    assert said == "estimation sans résultat de test public (d’après des modèles semblables)"


def test_of_several_values_one_is_true():
    speech = Speech(language("fr"))
    about = subject("models/m/maker_country")
    assert value(speech, about, "GB | DE | US", None).count(" ou ") == 1
    ready = subject("offers/o/readiness")
    either = value(speech, ready, "none | weights", None)
    assert either == "néant ou poids téléchargeables"


def test_values_that_are_joined_from_several_are_told_apart_by_quotes():
    about = subject("vendors/v/regulatory")
    words = "partial_documents | recognised_code"
    for code, joint in (("en", " and "), ("fr", " et ")):
        either = value(Speech(language(code)), about, words, None)
        assert joint in either
        assert either.count("“" if code == "en" else "«") == 2


def even(p10, p50, p90):
    return BreakEven(
        deployment="a",
        against="b",
        quantity="staff",
        unit="FTE",
        direction="below",
        p10=p10,
        p50=p50,
        p90=p90,
        today=0.88,
        within_reach=True,
    )


@pytest.mark.parametrize(
    ("quantiles", "span"),
    [
        ((None, None, 0.49), "never–0.49 full-time equivalents"),
        ((0.49, 0.7, None), "0.49 full-time equivalents–never"),
        ((1.0, 1.0, 1.0), "1 full-time equivalent"),
        ((0.49, 0.7, 1.0), "0.49–1 full-time equivalent"),
        ((None, None, None), "never"),
    ],
)
def test_the_range_of_a_break_even_says_where_it_is_out_of_reach(clinic, quantiles, span):
    told_of = crossing(brief(clinic, language("en")), even(*quantiles))
    assert told_of.span.replace("\u00a0", " ") == span


def test_a_runner_up_of_another_family_is_told_from_the_second_of_the_ranking(clinic):
    first, other = clinic.ranking[0], clinic.ranking[-1].model_copy(update={"rank": 5})
    verdict = clinic.verdict.model_copy(update={"deployment": first.id, "runner_up": other.id})
    found = clinic.model_copy(update={"ranking": (first, other), "verdict": verdict})
    assert summary(brief(found, language("en"))).before_the_runner_up == 3


def test_equations_name_the_chip_and_not_its_id(clinic):
    steps = " ".join(outlook(brief(clinic, language("en"))).worked[0].workings)
    assert "NVIDIA" in steps


QUALITY = "share of the way from the workload's minimum to its target"


def result(performance, low, high, unit, value_low=0.0, value_high=1.0):
    return FactorResult(
        performance=performance,
        low=low,
        high=high,
        unit=unit,
        value=0.5,
        value_low=value_low,
        value_high=value_high,
        weight=0.1,
    )


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_range_joins_its_ends_by_one_preposition(lang):
    speech = Speech(language(lang))
    said = with_caution(speech, result(0.96, 0.31, 1.2, QUALITY))
    assert "à à" not in said
    down = with_caution(speech, result(420.0, 174.0, 1080.0, "min/month")).replace("\u00a0", " ")
    assert down.count("down" if lang == "en" else "indisponible") == 1
    assert "18" in down


def test_what_nobody_tested_is_assumed_and_not_expected():
    assert "expected" not in with_caution(Speech(language("en")), result(1.2, 1.1, 1.4, UNTESTED))


def test_the_whole_cost_is_said_in_money_and_not_in_multiples_of_a_reference():
    generous = [parse_setting("budget.ceiling.amount=1000000")]
    profile = load_profile(ROOT / "examples" / "illustrator.yaml", settings=generous)
    seen = brief(recommend(profile, samples=64, stress=False), language("en"))
    factors = seen.leader.factors
    [name] = [one for one in factors if one.endswith(".tco")]
    assert with_caution(seen.speech, factors[name]).startswith("€")


@pytest.mark.parametrize(
    ("lang", "value", "said"),
    [
        ("en", 180e6, "180 million tokens"),
        ("fr", 180e6, "180 millions de jetons"),
        ("fr", 1.5e9, "1,5 milliard de jetons"),
        ("fr", 900.0, "900 jetons"),
    ],
)
def test_a_large_volume_is_written_in_one_way_only(lang, value, said):
    assert written(Speech(language(lang)), value, "tokens").replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("code", "year"), [("en", "Maintenance of machines"), ("fr", "Maintenance des machines")]
)
def test_a_machine_year_says_of_which_machine(code, year):
    bought = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "FR", "persona": "startup"},
            "data": {"classes": [{"id": "plans", "kind": "trade_secret"}]},
            "workloads": [
                {
                    "id": "help",
                    "task_type": "summarisation",
                    "languages": ["fr"],
                    "volume": {"requests_per_day": 900},
                    "data_classes": ["plans"],
                }
            ],
            "hardware": {"accelerators": [{"model": "h100", "count": 2, "memory_gb": 80}]},
            "obligations": {"on_prem_only": True},
            "team": {"ml_fte": 4, "ops_fte": 4, "ml_level": "advanced", "delivery_fte": 4},
        }
    )
    found = recommend(bought, samples=64, stress=False)
    page = render(found, "md", lang=code).content
    assert f"{year} (2 x NVIDIA H100" in page
    assert "h100-x2" not in page.partition("## 8.")[0].partition("## 7.")[2]


def test_a_workload_keeps_the_name_that_the_organisation_gave_it():
    french = Speech(language("fr"))
    assert french.workload("summaries") == "summaries"
    assert french.workload("control_code") == "control code"
    assert french.workload("extraction") == "extraction"


def test_what_a_judgement_leans_on_is_quoted_in_its_own_language():
    said = "judgement of this project, after the bands of the factor"
    assert Speech(language("fr")).source(said) == (
        "jugement de ce projet, d’après «\u00a0the bands of the factor\u00a0»"
    )
    own = f"{said}: a single start-up at a loss to a profitable vendor"
    assert "the bands" not in Speech(language("fr")).source(own)
    both = "assumption of this project; salary: assumption of this project, after OECD"
    assert "d’après «\u00a0OECD\u00a0»" in Speech(language("fr")).source(both)


@pytest.mark.parametrize(
    ("count", "said"), [(1.6, "imposent 1,6 migration"), (2.4, "imposent 2,4 migrations")]
)
def test_forced_migrations_agree_with_their_number_in_french(count, said):
    values = {"years": 2, "count": count}
    text = Speech(language("fr")).message(Message(code="scenario.migrations", values=values))
    assert text.replace("\u202f", " ").replace("\u00a0", " ").endswith(said)
    assert "imposées" not in text


ONLY_ASKED = frozenset({
    "own_duty.availability_in_bad_times", "own_duty.too_slow", "own_duty.batch_end",
    "quality.language_unmeasured", "quality.language_unnamed", "quality.no_evidence",
    "quality.test_needed", "quality.unlikely", "quality.together", "quality.prior_only",
    "quality.required_own_test", "budget.borrowed", "capability.availability_in_bad_times",
    "capability.batch_pace", "compute.shared_memory", "acceptance.tests", "place.retention_own",
})  # fmt: skip
"""Conditions of one deployment, which nothing falls by: they are never told of many at once."""


def test_what_many_fall_by_has_a_sentence_that_names_none_of_them():
    tables = [one for name, one in vars(gates).items() if name.isupper() and isinstance(one, dict)]
    sentences = {code: forms for table in tables for code, forms in table.items()}
    assert sentences
    named = {
        code
        for code, forms in sentences.items()
        if NAMES & {key for _, key, *_ in Formatter().parse(forms[-1]) if key}
    }
    assert named == ONLY_ASKED


def duties_of(clinic, leader, **obligations):
    """Return the compliance notes of a clinic that states some obligations, with that leader."""
    chosen = clinic.model_copy(
        update={
            "ranking": (leader, *clinic.ranking[1:]),
            "profile": {**clinic.profile, "obligations": obligations},
        }
    )
    return compliance(brief(chosen, language("en")))


def test_each_kind_of_scheme_is_dealt_with_in_its_own_way(clinic):
    leader = clinic.ranking[0].model_copy(update={"family": "vendor_api"})
    notes = duties_of(
        clinic, leader, certifications=["hds", "hipaa_baa"], agreements=["dora_exit", "dpia"]
    )

    def about(name):
        return next(one for one in notes if one.startswith(name))

    assert "show the certificate" in about("HDS")
    assert "sign it" in about("HIPAA BAA")
    assert "certificate" not in about("HIPAA BAA")
    assert "carries it out itself" in about("DORA exit plan")
    assert "carry it out" in about("Data protection impact assessment")


def test_only_where_there_are_weights_is_their_licence_to_be_kept(clinic):
    leader = clinic.ranking[0].model_copy(update={"models": {}})
    clinic = clinic.model_copy(update={"candidates": ()})
    for label, kept in (("proprietary", False), ("open_weights", True)):
        notes = duties_of(clinic, leader.model_copy(update={"labels": (label,)}))
        assert any(one.startswith("Keep the licence") for one in notes) is kept
        assert any(one.startswith("Keep the terms of use") for one in notes) is not kept


def test_a_closed_model_beside_another_has_terms_and_no_licence(clinic):
    leader = clinic.ranking[0].model_copy(
        update={
            "id": "talk+hear@cloud",
            "model": "talk",
            "models": {"speech": "hear"},
            "labels": ("open_weights",),
        }
    )
    alone = CandidateSummary(
        id="hear@cloud", name="Hear", family="vendor_api", status="partial", labels=("proprietary",)
    )
    notes = duties_of(clinic.model_copy(update={"candidates": (alone,)}), leader)
    assert [one for one in notes if one.startswith("Keep the licence") and "talk" in one]
    assert [one for one in notes if one.startswith("Keep the terms of use") and "hear" in one]


def test_the_risk_of_a_licence_without_weights_is_one_of_terms(clinic):
    leader = clinic.ranking[0]
    name = "code_access.licence_freedom"
    terms = leader.factors[name].model_copy(
        update={"performance": "service_terms", "low": None, "high": None, "value": 0.0}
    )
    told = clinic.model_copy(
        update={
            "ranking": (
                leader.model_copy(update={"factors": {name: terms}}),
                *clinic.ranking[1:],
            )
        }
    )
    [row] = risks(brief(told, language("en")))[0].rows
    assert "weights" not in row.measure


@pytest.mark.parametrize(
    ("locus", "asked", "owed"),
    [
        ("shared_guaranteed_region", "Ask for certificates with the AI service in scope", False),
        ("own_premises", "Have the own security management and these machines checked", False),
        ("device_or_disconnected", "Have the own security management and these machines", False),
        ("own_tenancy", "certificates that cover the rented machines", False),
        ("own_premises", "Hold ISO/IEC 27001 as the organisation itself", True),
    ],
)
def test_who_runs_its_own_machines_is_not_sent_to_a_provider_for_certificates(
    clinic, locus, asked, owed
):
    leader = clinic.ranking[0]
    weak, where = "data_security.security_assurance", "data_security.processing_locus"
    level = {"low": None, "high": None}
    factors = {
        weak: leader.factors[weak].model_copy(
            update={"performance": "none", "value": 0.0, **level}
        ),
        where: leader.factors[where].model_copy(
            update={"performance": locus, "value": 1.0, "value_high": 1.0, **level}
        ),
    }
    owes = (Message(code="own_duty.certificate", values={"scheme": "iso27001"}),) if owed else ()
    first = leader.model_copy(update={"factors": factors, "conditions": owes})
    told = clinic.model_copy(update={"ranking": (first, *clinic.ranking[1:])})
    [row] = risks(brief(told, language("en")))[0].rows
    assert asked in row.measure
    assert ("operator" in row.risk) is (locus == "shared_guaranteed_region")


def test_what_is_not_known_of_a_figure_says_its_unit_once(clinic):
    leader = clinic.ranking[0]
    wide = leader.factors["operability.time_to_production"].model_copy(
        update={"known": False, "performance": None, "low": 4.0, "high": 26.0, "unit": "weeks"}
    )
    speech = brief(clinic, language("en")).speech
    assert performance(speech, wide) == "not known: from 4 to 26\u00a0weeks"
    points = wide.model_copy(update={"low": 25.0, "high": 65.0, "unit": "points of 100"})
    assert performance(speech, points) == "not known: from 25 to 65\u00a0of 100 points"


def test_who_holds_a_certificate_is_asked_for_its_scope(clinic):
    held = Message(
        code="certification.scope_unknown", values={"scheme": "iso27001", "host": "A host"}
    )
    told = clinic.model_copy(
        update={"verdict": clinic.verdict.model_copy(update={"conditions": (held,)})}
    )
    said = next_step(brief(told, language("en")), told.verdict)
    assert said == "Ask A host for the certificate and its scope: ISO/IEC 27001."
