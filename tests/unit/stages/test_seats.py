"""How many seats are paid for, and what a tier without a price costs at least."""

from dataclasses import replace

import numpy as np
import pytest

from opendecide.cost.order_statistics import median
from opendecide.measures.code_access import artifact_access
from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.billing.costing import price
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates.capability import capability
from opendecide.stages.market.seat_price import seats_bought
from opendecide.stages.screening.shortlist import usage_cost

CATALOG, CRITERIA = load_catalog(), load_criteria()
DRAWS = Draws(0, 256)


def view(offer, people, *, catalog=CATALOG, persona="startup", beside=(), years=1, **workload):
    profile = Profile.model_validate(
        {
            "organisation": {
                "name": "Firm",
                "country": "DE",
                "persona": persona,
                "size": {"headcount": people},
            },
            "workloads": [
                {
                    "id": "help",
                    "task_type": "chat_assistant",
                    "volume": {"users": people, "requests_per_user_per_day": 10},
                    **workload,
                },
                *beside,
            ],
            "budget": {"currency": "USD", "horizon_years": years},
        }
    )
    case, _ = complete(profile, catalog, CRITERIA)
    return next(one for one in candidates(case) if one.offer.id == offer)


def said(one):
    return [outcome.reason.code for outcome in capability(one)]


def test_two_people_pay_for_the_fewest_seats_that_are_sold():
    assert seats_bought(view("claude-team", 2)) == 5
    assert seats_bought(view("claude-team", 9)) == 9
    assert usage_cost(view("claude-team", 2)) == pytest.approx(
        usage_cost(view("claude-team", 5)), rel=1e-9
    )


def test_seats_are_paid_for_the_work_that_is_done_at_them():
    sits, unattended = {"requests_per_day": 1000}, {"requests_per_day": 12000}
    profile = Profile.model_validate({
        "organisation": {"name": "School", "country": "DE", "size": {"headcount": 2900}},
        "workloads": [
            {"id": "plans", "task_type": "chat_assistant", "volume": sits},
            {"id": "tutor", "task_type": "chat_assistant", "user_type": "minors",
             "volume": unattended},
        ],
    })  # fmt: skip
    case, _ = complete(profile, CATALOG, CRITERIA)
    of_both = next(one for one in candidates(case) if one.offer.id == "claude-team")
    of_one = of_both.serving_only(["plans"])
    [bill] = [one.bill for one in price([of_one], DRAWS)]
    [seats] = [float(np.median(one.quantity)) for one in bill.lines if one.key == "seats"]
    assert seats_bought(of_one) == pytest.approx(seats / 12)


def test_no_more_seats_are_sold_than_there_are():
    assert "capability.too_many_seats" not in said(view("claude-team", 150))
    assert "capability.too_many_seats" in said(view("claude-team", 151))
    assert "capability.one_person" in said(view("chatgpt-plus", 2))
    assert "capability.one_person" not in said(view("chatgpt-plus", 1))


def test_a_tier_without_a_price_costs_no_less_than_the_one_below_it():
    tier, below = price([view("mistral-vibe-enterprise", 10), view("mistral-vibe-team", 10)], DRAWS)
    assert tier.bill.at_least == pytest.approx(median(below.bill.paid))
    assert median(below.bill.paid) > usage_cost(below)  # people come on top of the seats


@pytest.mark.parametrize(
    ("terms", "wanted"),
    [(True, "capability.private_use"), (None, "capability.private_use_unsure"), (False, None)],
)
def test_terms_for_private_use_leave_out_work(terms, wanted):
    plus = CATALOG.offers["chatgpt-plus"]
    fact = plus.seat_maximum.model_copy(update={"value": terms})
    offers = {**CATALOG.offers, "chatgpt-plus": plus.model_copy(update={"personal_use_only": fact})}
    catalog = CATALOG.model_copy(update={"offers": offers})
    work = view("chatgpt-plus", 1, catalog=catalog, persona="individual", commercial=True)
    leisure = view("chatgpt-plus", 1, catalog=catalog, persona="individual", commercial=False)
    found = {one for one in said(work) if one.startswith("capability.private")}
    assert found == ({wanted} if wanted else set())
    assert not {one for one in said(leisure) if one.startswith("capability.private")}


def outcomes(volume, people=40):
    return {
        one.reason.code: one
        for one in capability(view("claude-team", people, volume=volume))
        if one.reason.code.endswith("by_hand")
    }


def test_nobody_enters_more_by_hand_than_a_working_day_has_minutes():
    assert outcomes({"users": 40, "requests_per_user_per_day": 30}) == {}
    assert outcomes({"requests_per_day": 40 * 400}) == {}
    beyond = outcomes({"requests_per_day": 1e10})["capability.too_much_by_hand"]
    assert beyond.kind == "excluded"
    assert beyond.reason.values["each"] == pytest.approx(1e10 / 40)
    assert beyond.cure.code == "cure.interface"


def test_a_volume_that_is_perhaps_too_much_for_people_is_a_condition():
    perhaps = outcomes({"requests_per_day": [4_000, 40_000, 80_000]})
    assert perhaps["capability.too_much_by_hand"].kind == "conditional"


def test_a_lot_that_takes_people_days_to_enter_is_a_condition():
    # 8,000 photographs each: seventeen working days at one a minute.
    photographs = outcomes({"batch": 320_000})["capability.lot_by_hand"]
    assert photographs.kind == "conditional"
    assert photographs.reason.values["days"] == pytest.approx(320_000 / 480)
    assert outcomes({"batch": 400}) == {}


def test_no_weights_come_with_a_seat_whatever_the_licence_of_the_model():
    seat = view("mistral-vibe-team", 5)
    assert seat.downloadable
    assert artifact_access(seat).levels == ("service_only",)


def unknown_at(offer, task):
    found = view(offer, 20, task_type=task, volume={"requests_per_day": 50}, languages=["en"])
    return [one for one in capability(found) if one.reason.code == "capability.seat_unknown"]


def test_that_a_model_hears_speech_says_nothing_of_a_button_for_it_in_an_application():
    [said] = unknown_at("gemini-workspace", "transcription")
    assert (said.kind, said.silent) == ("conditional", True)


def test_a_model_made_for_pictures_is_served_for_pictures():
    assert not unknown_at("chatgpt-business", "image")


def test_an_assistant_writes_text_at_its_seats():
    assert not unknown_at("gemini-workspace", "chat_assistant")


def test_whose_work_is_answered_elsewhere_needs_no_seat():
    """In a combination the thousands in the field buy no seats of those at the desks."""
    field = {
        "id": "field",
        "task_type": "extraction",
        "volume": {"users": 3000, "requests_per_user_per_day": 5},
    }
    both = view("claude-team", 20, beside=[field])
    desks = replace(both, serving={"help": both.serving["help"]})
    assert (seats_bought(both), seats_bought(desks)) == (3000, 20)


TYPED, SPOKEN = {"requests_per_day": 92}, {"users": 3, "requests_per_user_per_day": 10}


def test_nobody_buys_half_a_seat():
    assert seats_bought(view("chatgpt-business", 40, volume=TYPED)) == 12


def test_a_few_people_with_other_work_make_no_seats_superfluous():
    few = {"id": "few", "task_type": "summarisation", "volume": SPOKEN}
    assert seats_bought(view("chatgpt-business", 40, volume=TYPED, beside=[few])) == 12
    assert seats_bought(view("chatgpt-business", 40, volume=SPOKEN)) == 3


def seats_over_years(**volume):
    one = view("chatgpt-business", 40, years=3, volume=volume)
    [line] = [line for line in price([one], DRAWS)[0].bill.lines if line.key == "seats"]
    falling = 1 - one.case.catalog.rules["cost.api_price_decline"].value
    months = 12 * line.unit_price * falling ** np.arange(3)
    return [round(seats) for seats in np.median(line.yearly, axis=1) / months]


def test_seats_become_more_with_the_work_up_to_all_that_there_are():
    assert seats_over_years(**TYPED, growth_per_year=1.0) == [12, 23, 40]
    assert seats_over_years(**SPOKEN, growth_per_year=1.0) == [3, 3, 3]


def test_how_many_people_there_are_may_be_a_range():
    users = {"users": [10, 20, 40], "requests_per_user_per_day": 10}
    [billed] = price([view("chatgpt-business", 40, volume=users)], DRAWS)
    [seats] = [line.quantity / 12 for line in billed.bill.lines if line.key == "seats"]
    assert np.quantile(seats, [0.1, 0.5, 0.9]) == pytest.approx([10, 20, 40], abs=2)


def with_terms(offer, **terms):
    """Return a catalogue in which an offer has other terms."""
    known = CATALOG.offers[offer]
    facts = {
        name: known.seat_price_month.model_copy(
            update={"value": amount, "low": None, "high": None, "unit": unit}
        )
        for name, (amount, unit) in terms.items()
    }
    offers = {**CATALOG.offers, offer: known.model_copy(update=facts)}
    return CATALOG.model_copy(update={"offers": offers})


def test_a_suite_in_another_currency_costs_as_much_as_in_that_of_the_seat():
    def a_month(currency):
        per_dollar = CATALOG.rates["JPY"].per_eur / CATALOG.rates["USD"].per_eur
        amount = {"USD": 14.0, "JPY": 14.0 * per_dollar}[currency]
        catalog = with_terms("gemini-workspace", suite_price_month=(amount, currency))
        [billed] = price([view("gemini-workspace", 9, catalog=catalog)], DRAWS)
        return median(next(one.amount for one in billed.bill.lines if one.key == "seats"))

    assert a_month("JPY") == pytest.approx(a_month("USD"))
    assert a_month("USD") > 0


def test_a_contract_for_seats_may_commit_to_more_than_they_cost():
    catalog = with_terms("chatgpt-business", minimum_commitment=(1000.0, "USD/month"))
    [billed] = price([view("chatgpt-business", 9, catalog=catalog)], DRAWS)
    paid = sum(one.first for one in billed.bill.lines if one.component == "usage")
    assert paid == pytest.approx(12 * 1000.0)
