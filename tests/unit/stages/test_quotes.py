"""Prices, speeds and totals that the organisation was offered or has measured."""

import numpy as np
import pytest

from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.billing.costing import price
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.market.seat_price import seat_price
from opendecide.stages.run import by_offer, place_of
from opendecide.stages.screening.shortlist import usage_cost

SERVICE, RENTED = "gpt-6-luna@openai-api", "gpt-oss-120b@verda"


@pytest.fixture(scope="module")
def catalog():
    return load_catalog()


@pytest.fixture(scope="module")
def criteria():
    return load_criteria()


@pytest.fixture
def billed(catalog, criteria):
    """Bill one deployment of a firm that was given some quotes."""

    def bill(place, *quotes, **more):
        profile = Profile.model_validate(
            {
                "organisation": {"name": "Firm", "country": "US"},
                "workloads": [
                    {
                        "id": "chat",
                        "task_type": "chat_assistant",
                        "volume": {"requests_per_day": 50_000},
                        "tokens": {"input": 1500, "output": 500, "cached_share": 0.5},
                    }
                ],
                "budget": {"currency": "USD"},
                "evidence": {"quotes": quotes},
                **more,
            }
        )
        case, _ = complete(profile, catalog, criteria)
        views = price(candidates(case, by_offer((place,))), Draws(0, 64))
        return next(one for one in views if place_of(one.deployment.id) == place)

    return bill


def offered(option, what, amount, **more):
    return {"option": option, "what": what, "amount": amount, **more}


def prices(view):
    return {
        line.key: (float(np.median(line.unit_price)), line.source)
        for line in view.bill.lines
        if line.component == "usage"
    }


def test_an_offer_in_another_currency_leaves_the_rest_of_the_list_in_its_own(billed):
    listed = prices(billed(SERVICE))
    quoted = prices(billed(SERVICE, offered(SERVICE, "price_input", 500, currency="INR")))
    assert quoted["api_input_tokens"][0] > 10 * listed["api_input_tokens"][0]
    for other in ("api_cached_tokens", "api_output_tokens"):
        assert quoted[other][0] == pytest.approx(listed[other][0])


def test_only_what_was_offered_is_called_an_offer(billed):
    listed = prices(billed(SERVICE))
    quoted = prices(billed(SERVICE, offered(SERVICE, "price_input", 5, currency="USD")))
    assert quoted["api_input_tokens"] == (pytest.approx(5), "profile/evidence.quotes")
    for other in ("api_cached_tokens", "api_output_tokens"):
        assert quoted[other][1] == listed[other][1] != "profile/evidence.quotes"


def test_two_offers_may_be_in_two_currencies(billed):
    both = billed(
        SERVICE,
        offered(SERVICE, "price_input", 500, currency="INR"),
        offered(SERVICE, "price_output", 8, currency="USD"),
    )
    assert prices(both)["api_output_tokens"][0] == pytest.approx(8)
    alone = prices(billed(SERVICE, offered(SERVICE, "price_input", 500, currency="INR")))
    assert prices(both)["api_input_tokens"][0] == alone["api_input_tokens"][0]


@pytest.mark.parametrize("order", [1, -1])
def test_the_offer_for_one_model_comes_before_that_for_all_of_a_host(billed, order):
    quotes = [offered(SERVICE, "price_input", 5), offered("openai-api", "price_input", 3)]
    assert prices(billed(SERVICE, *quotes[::order]))["api_input_tokens"][0] == pytest.approx(5)


def replicas(view):
    return float(np.median(view.bill.capacity.replicas))


def test_a_speed_measured_at_home_says_nothing_of_rented_machines(billed):
    usual = billed(RENTED)
    for option in ("gpt-oss-120b", "verda"):
        measured = billed(
            RENTED,
            offered(option, "tokens_per_second", 50),
            hardware={"accelerators": [{"model": "RTX 3060"}]},
        )
        assert replicas(measured) == replicas(usual)
    here = billed(RENTED, offered(usual.deployment.id, "tokens_per_second", 50))
    assert replicas(here) > replicas(usual)


def test_a_seat_that_was_offered_is_looked_at_for_what_was_offered(billed, catalog):
    seat = next(
        f"{one.serves[0].model}@{one.id}"
        for one in sorted(catalog.offers.values(), key=lambda one: one.id)
        if one.access_mode == "seat" and one.serves and one.id == "gemini-workspace"
    )
    offer = seat.partition("@")[2]
    cheap, dear = (billed(seat, offered(offer, "seat_price_month", amount)) for amount in (10, 100))
    assert seat_price(dear).fact.value == 100
    assert usage_cost(dear) == pytest.approx(10 * usage_cost(cheap))
