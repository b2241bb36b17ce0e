"""What a year of one person is taken to cost, by country, where the profile does not say."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

from opendecide.cost.currency import exchange_factor
from opendecide.errors import InvalidInputError
from opendecide.measures.draws import Draws
from opendecide.model.catalog import Country
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.stages.billing.costing import planning
from opendecide.stages.filling.completion import complete
from opendecide.stages.filling.salary import RULE, usual_salary

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))
PERSONA = "productivity_enterprise"
CATALOG = load_catalog()
FLAT = CATALOG.rules[RULE]


def salary(country, catalog=CATALOG):
    return usual_salary(catalog, country, PERSONA)


def spread(fact):
    return math.log(fact.high / fact.low)


def completed(country, catalog=CATALOG, **team):
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": country},
            "workloads": [{"id": "help", "task_type": "chat_assistant"}],
            "team": team,
        }
    )
    return complete(profile, catalog, load_criteria())


def drawn(case):
    return planning(case, Draws(0, 64))


def test_price_levels_are_those_of_this_world():
    known = {code: one.price_level for code, one in CATALOG.countries.items() if one.price_level}
    assert len(known) > 180
    assert all(0.1 < level.value < 1.3 and level.unit == "1" for level in known.values())
    assert known["US"].value == 1
    assert {code for code, one in CATALOG.countries.items() if one.eu} <= known.keys()
    assert known["IN"].value < known["PL"].value < known["FR"].value < known["CH"].value


def test_average_wages_are_those_of_this_world():
    known = {code: one.average_wage for code, one in CATALOG.countries.items() if one.average_wage}
    assert len(known) > 30
    dollars = {
        code: wage.value * exchange_factor(wage.unit[:3], "USD", CATALOG.rates)
        for code, wage in known.items()
    }
    assert all(10_000 < wage < 150_000 for wage in dollars.values())
    assert dollars["MX"] < dollars["PL"] < dollars["FR"] < dollars["US"] < dollars["CH"]


def test_pay_is_the_planning_figure_times_the_average_wage_over_that_of_the_united_states():
    france, reference = (CATALOG.countries[one].average_wage.value for one in ("FR", "US"))
    times = france * exchange_factor("EUR", "USD", CATALOG.rates) / reference
    assert salary("FR").middle == pytest.approx(FLAT.value * times)
    assert salary("FR").middle < FLAT.value * CATALOG.countries["FR"].price_level.value


@pytest.mark.parametrize("country", ["IN", "KE", "BR", "CL"])
def test_pay_follows_the_price_level_where_no_wage_or_no_rate_is_known(country):
    level = CATALOG.countries[country].price_level.value
    pay = CATALOG.rules["cost.salary_at_price_level"].value
    assert salary(country).middle == pytest.approx(FLAT.value * level * pay)
    assert salary(country).origin == "price_level"


def test_pay_at_price_levels_is_what_wages_are_of_prices_where_both_are_known_and_prices_low():
    known = [one for one in CATALOG.countries.values() if one.average_wage and one.code != "US"]
    reference = CATALOG.countries["US"].average_wage.value
    of_prices = [
        one.average_wage.value
        * exchange_factor(one.average_wage.unit[:3], "USD", CATALOG.rates)
        / reference
        / one.price_level.value
        for one in known
        if one.price_level.value < 0.7
    ]
    pay = CATALOG.rules["cost.salary_at_price_level"]
    assert np.median(of_prices) == pytest.approx(pay.value, abs=0.02)
    assert pay.low < np.quantile(of_prices, 0.1) < np.quantile(of_prices, 0.9) < pay.high


def test_wages_without_an_exchange_rate_are_not_compared():
    rates = {code: rate for code, rate in CATALOG.rates.items() if code != "PLN"}
    assert salary("PL", CATALOG.model_copy(update={"rates": rates})).origin == "price_level"


def test_in_the_country_that_the_figure_speaks_of_nothing_is_carried_over():
    assert salary("US").fact == FLAT


def test_what_is_carried_over_is_less_sure_the_less_is_known_of_the_country():
    assert CATALOG.countries["TW"].price_level is None
    known = [FLAT, *(salary(country).fact for country in ("PL", "IN", "LI", "MC", "TW"))]
    assert [spread(one) for one in known] == sorted(spread(one) for one in known)


def test_without_wages_or_prices_pay_is_that_of_the_middle_of_all_countries_and_not_american():
    known = [salary(code).middle for code, one in CATALOG.countries.items() if one.price_level]
    unknown = salary("TW")
    assert unknown.origin == "unknown_price_level"
    assert unknown.middle == pytest.approx(np.median(known), rel=0.02)
    assert unknown.middle < FLAT.value / 2
    assert unknown.fact.low < np.quantile(known, 0.1)
    assert unknown.fact.high > np.quantile(known, 0.9)


@pytest.mark.parametrize("country", ["MC", "SM", "LI", "GG"])
def test_pay_of_a_small_state_is_that_of_the_middle_of_those_with_its_currency(country):
    currency = CATALOG.countries[country].currency
    near = [
        salary(code).middle
        for code, one in CATALOG.countries.items()
        if one.currency == currency and (one.average_wage or one.price_level)
    ]
    found = salary(country)
    assert found.origin == "pay_at_same_currency"
    assert found.middle == pytest.approx(np.median(near))
    assert found.fact.low < min(near)
    assert found.fact.high > max(near)


def test_where_no_country_at_all_is_known_the_figure_stays_and_is_wide():
    nowhere = salary("TW", CATALOG.model_copy(update={"countries": {}}))
    assert (nowhere.origin, nowhere.middle) == ("unknown_price_level", FLAT.value)
    assert spread(nowhere.fact) > spread(FLAT)


def test_the_source_names_the_figure_and_what_carried_it_over():
    assert salary("PL").fact.source == f"{FLAT.source} × oecd_average_wages:PL"
    assert salary("IN").fact.source == f"{FLAT.source} × worldbank_price_level:IN"


def test_a_figure_for_one_persona_is_carried_over_as_well():
    own = FLAT.model_copy(update={"value": 100_000.0, "low": None, "high": None})
    catalog = CATALOG.model_copy(update={"rules": {**CATALOG.rules, f"{RULE}.{PERSONA}": own}})
    carried = salary("PL").middle / FLAT.value
    assert salary("PL", catalog).middle == pytest.approx(100_000.0 * carried)


@pytest.mark.parametrize("wrong", [0.0, -0.5, "cheap"])
def test_a_price_level_that_is_none_is_refused(wrong):
    level = CATALOG.countries["PL"].price_level.model_copy(update={"value": wrong})
    countries = {"PL": Country(code="PL", price_level=level)}
    with pytest.raises(InvalidInputError, match="salary"):
        salary("PL", CATALOG.model_copy(update={"countries": countries}))


def test_bills_draw_the_salary_once_in_their_own_currency():
    case, _ = completed("PL")
    assert case.currency == "PLN"
    rate = exchange_factor("USD", "PLN", CATALOG.rates)
    samples, again = drawn(case)["salary_per_year"], drawn(case)["salary_per_year"]
    assert np.median(samples) == pytest.approx(salary("PL").middle * rate, rel=0.1)
    assert (samples == again).all()


def test_a_stated_salary_replaces_everything():
    stated = {"loaded_cost": {"amount": 70_000, "currency": "EUR"}}
    for country in ("IN", "CH", "TW"):
        case, assumed = completed(country, **stated)
        assert set(drawn(case)["salary_per_year"]) == {70_000.0}
        assert "team.loaded_cost" not in {one.field for one in assumed}


@pytest.mark.parametrize(
    ("country", "origin", "currency"),
    [
        ("PL", "average_wage", "PLN"),
        ("IN", "price_level", "INR"),
        ("MC", "pay_at_same_currency", "EUR"),
        ("TW", "unknown_price_level", "USD"),  # no rate for its own
        ("US", "planning_figure", "USD"),
    ],
)
def test_the_salary_taken_is_listed_with_its_origin(country, origin, currency):
    _, assumed = completed(country)
    [taken] = [one for one in assumed if one.field == "team.loaded_cost"]
    money = json.loads(taken.value)
    assert taken.origin == origin
    assert money["currency"] == currency
    middle = salary(country).middle * exchange_factor("USD", currency, CATALOG.rates)
    assert money["amount"] == pytest.approx(middle, rel=0.005)


def test_a_budget_for_a_partner_buys_more_people_where_people_cost_less():
    budget = {"partner_budget": {"amount": 80_000, "currency": "EUR"}}
    bought = [completed(country, **budget)[0].crew.partner_fte for country in ("IN", "PL", "CH")]
    assert bought == sorted(bought, reverse=True)
    year = salary("PL").middle * exchange_factor("USD", "EUR", CATALOG.rates)
    assert bought[1] == pytest.approx(80_000 / (year * 1.5))


def test_the_salaries_that_the_examples_state_lie_nearer_than_to_one_figure_for_the_world():
    carried, flat = [], []
    for path in EXAMPLES:
        profile = load_profile(path)
        stated, organisation = profile.team.loaded_cost, profile.organisation
        if stated is None:
            continue
        known = stated.amount * exchange_factor(stated.currency, "USD", CATALOG.rates)
        carried.append(abs(math.log(salary(organisation.country).middle / known)))
        flat.append(abs(math.log(FLAT.value / known)))
    assert len(flat) >= 5
    assert np.mean(carried) < np.mean(flat) / 2
