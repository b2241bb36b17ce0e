"""Magnitudes that an adviser expects: section 8 of the cost model, and the worked cases."""

import numpy as np
import pytest

from opendecide.cost import api_bill, run_bill
from opendecide.model.fact import Fact


# USD per month: requests x tokens x price, by hand.
@pytest.mark.parametrize(
    ("tokens_per_day", "prices", "published"),
    [(1e6, (4, 20), 243), (1e6, (2, 10), 122), (1e6, (0.75, 3.75), 46), (1e6, (0.2, 1.2), 14),
     (1e6, (0.15, 0.60), 8), (1e8, (4, 20), 24_320), (1e8, (0.2, 1.2), 1_370),
     (5e9, (4, 20), 1_216_000), (5e9, (0.15, 0.60), 39_900)],
)  # fmt: skip
def test_services_cost_what_section_8_says(
    tokens_per_day, prices, published, draw_assumptions, price, workload, section_8, middle
):
    bill = api_bill([price(*prices)], [workload(tokens_per_day)], draw_assumptions(section_8))
    assert middle(bill.per_month) == pytest.approx(published, rel=0.06)


@pytest.mark.parametrize(
    ("tokens_per_day", "peak", "model", "card", "count", "published", "slack"),
    [(1e6, 5.0, "gpt-oss-120b", "b200", 1, 17_400, 1.03),
     (1e8, 4.0, "gpt-oss-120b", "b200", 1, 17_400, 1.03),
     (1e8, 4.0, "deepseek-v3", "b200", 8, 69_200, 1.03),
     (5e9, 2.5, "gpt-oss-120b", "b200", 1, 32_200, 1.25),
     (5e9, 2.5, "llama-3.3-70b", "b200", 1, 61_800, 1.35),
     # Experts that eight cards share out are read later than the note has it.
     (5e9, 2.5, "deepseek-v3", "b200", 8, 306_200, 1.45)],
)  # fmt: skip
def test_running_it_oneself_costs_what_section_8_says(
    tokens_per_day, peak, model, card, count, published, slack,
    draw_assumptions, plan_for, workload, section_8, middle,
):  # fmt: skip
    bits = {"gpt-oss-120b": 4.25, "llama-3.3-70b": 4.5, "deepseek-v3": 8}[model]
    plan = plan_for(model, card, count, 4.89, bits=bits)
    bill = run_bill(plan, [workload(tokens_per_day, peak_factor=peak)], draw_assumptions(section_8))
    assert published / slack < middle(bill.per_month) < published * slack


def test_people_and_idle_machines_dominate_small_cases_and_speed_large_ones(
    draw_assumptions, plan_for, workload
):
    plan = plan_for("gpt-oss-120b", "b200", 1, 4.89)
    small, large = (
        run_bill(plan, [workload(volume)], draw_assumptions(samples=2048)) for volume in (1e6, 5e9)
    )
    assert [name for name, _ in small.dominant] == ["fte_cloud", "salary_per_year"]
    assert large.dominant[0][0] == "throughput_factor"
    assert large.dominant[0][1] < 0
    shares = {
        name: float(np.median(part / small.total)) for name, part in small.by_component().items()
    }
    assert shares["people"] > shares["hardware"] > 0.2


def test_full_load_is_cheaper_than_as_provisioned(draw_assumptions, plan_for, workload, middle):
    bill = run_bill(plan_for("gpt-oss-120b", "b200", 1, 4.89), [workload(1e8)], draw_assumptions())
    assert middle(bill.capacity.utilisation) < 0.05
    assert middle(bill.per_million_tokens_full_load) < middle(bill.per_million_tokens) / 20


def _purchase(price):
    return Fact(value=price, unit="USD", source="quote", as_of="2026-11-01", grade="own_test")


@pytest.mark.parametrize(
    ("tokens_per_day", "model", "card", "count", "terms"),
    [(1e5, "gpt-oss-20b", "apple-m3-max", 1, {"mode": "device", "already_owned": True}),
     (1e6, "gpt-oss-120b", "h200", 8, {"mode": "owned", "purchase": _purchase(320e3)}),
     (1e9, "gpt-oss-120b", "h200", 8, {"mode": "owned", "purchase": _purchase(320e3)})],
    ids=["device", "server that idles", "server at work"],
)  # fmt: skip
def test_at_full_load_electricity_is_what_the_work_itself_takes(
    tokens_per_day, model, card, count, terms, draw_assumptions, plan_for, workload
):
    assumed = draw_assumptions()
    asked = workload(tokens_per_day)
    bill = run_bill(plan_for(model, card, count, 0.0, **terms), [asked], assumed)
    paid = sum(line.first for line in bill.lines if line.component == "hardware")
    energy = bill.at_full_load - paid * bill.capacity.utilisation
    output = asked.requests_per_year * asked.generated_tokens
    by_hand = bill.capacity.kwh_per_million_at_full_load * assumed["price_per_kwh"] * output / 1e6
    assert energy == pytest.approx(by_hand, rel=1e-9)
    assert (bill.per_million_tokens_full_load <= bill.per_million_tokens).all()


def test_a_machine_with_more_work_than_it_can_do_costs_no_more_at_full_load(
    draw_assumptions, plan_for, workload
):
    plan = plan_for("gpt-oss-20b", "apple-m3-max", 1, 0.0, mode="device", already_owned=True)
    bill = run_bill(plan, [workload(1e9)], draw_assumptions())
    assert (bill.per_million_tokens_full_load <= bill.per_million_tokens).all()


def test_an_owned_server_costs_about_two_dollars_an_hour_and_card(
    draw_assumptions, plan_for, workload, section_8
):
    server = _purchase(320e3)
    assumed = draw_assumptions(
        section_8
        | {"life_years": 4.0, "residual_share": 0.1, "capital_cost": 0.08, "price_per_kwh": 0.15,
           "pue": 1.3, "colocation_per_kw_month": 150.0, "maintenance_share": 0.08,
           "fte_owned": 0.0, "fte_per_accelerator_owned": 0.0, "setup_owned": 0.0,
           "software_per_month_owned": 0.0}
    )  # fmt: skip
    plan = plan_for(
        "qwen3-235b-a22b", "h200", 8, 3.39, mode="owned", purchase=server, spare_replicas=0
    )
    bill = run_bill(plan, [workload(3e9)], assumed)
    machines = bill.capacity.accelerators / 8
    per_card_hour = float(np.median(bill.per_month / machines)) / 730.5 / 8
    assert 1.38 < per_card_hour < 3.21


def test_the_insurer_pays_little_for_tokens_and_much_for_two_machines(
    draw_assumptions, plan_for, price, workload
):
    demand = workload(
        requests_per_day=16_400.0, input_tokens=5000.0, output_tokens=400.0,
        active_days_per_year=365, interactive=False, token_time_s=None, p95_s=30.0,
    )  # fmt: skip
    assumed = draw_assumptions()
    cheap = api_bill([price(0.11, 0.55)], [demand], assumed)
    dear = api_bill([price(2.2, 11.0)], [demand], assumed)

    def used(bill):
        return sum(
            line.central.quantity * line.central.unit_price
            for line in bill.lines
            if line.component == "usage"
        )

    assert used(cheap) == pytest.approx(4.6e3, rel=0.05)
    assert used(dear) == pytest.approx(92e3, rel=0.05)
    own = run_bill(
        plan_for("qwen3.6-35b-a3b", "h100", 1, 6.98, spare_replicas=1), [demand], assumed
    )
    assert 100e3 < float(np.median(own.first_year)) < 500e3
    assert float(np.median(own.capacity.utilisation)) < 0.2


def test_the_tutoring_app_stays_below_its_ceiling_with_a_service_only(
    draw_assumptions, plan_for, price, workload
):
    demand = workload(
        requests_per_day=667_000.0, input_tokens=900.0, output_tokens=250.0,
        active_days_per_year=360, cached_share=0.5, growth_per_year=0.6, peak_factor=3.0,
        token_time_s=None, p95_s=12.0,
    )  # fmt: skip
    assumed = draw_assumptions({"salary_per_year": 40e3})
    service = api_bill([price(0.1, 0.5, cached=0.01)], [demand], assumed)
    usage = sum(line.amount for line in service.lines if line.component == "usage")
    first = sum(line.first for line in service.lines if line.component == "usage")
    assert float(np.median(first)) == pytest.approx(42e3, rel=0.05)
    assert 150e3 < float(np.median(usage)) < 250e3
    own = run_bill(plan_for("gpt-oss-120b", "h100", 1, 2.29), [demand], assumed)
    assert 100e3 < float(np.median(own.first_year)) < 350e3
    assert float(np.median(own.total)) > 450e3 > float(np.median(service.total))
