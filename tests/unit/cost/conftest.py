"""What the cost tests share: planning figures, one machine, one workload."""

from datetime import date

import numpy as np
import pytest

from opendecide.cost import Assumptions, Demand, RunPlan, assumptions, sampler
from opendecide.model.catalog import Catalog, ExchangeRate
from opendecide.model.machine_facts import Machine, Rental
from opendecide.model.model_facts import Architecture
from opendecide.model.offer_facts import Served
from opendecide.reading.catalog import load_catalog

DAY = date(2026, 11, 22)
EVIDENCE = {"source": "price list", "as_of": DAY, "grade": "vendor"}
DOLLARS = {"USD": ExchangeRate(currency="USD", per_eur=1.1, **EVIDENCE)}

# The round figures of the cost model's section 8: 0.75 FTE at 160k, nothing else but machines.
SECTION_8 = {
    "salary_per_year": 160e3, "fte_cloud": 0.75, "fte_per_accelerator_cloud": 0.01,
    "fte_api": 0.0, "fte_evaluation": 0.0, "fte_guardrails": 0.0, "setup_api": 0.0,
    "setup_cloud": 0.0, "migration": 0.0, "software_per_month_cloud": 0.0,
    "accelerator_price_factor": 1.0, "accelerator_price_decline": 0.0, "api_price_decline": 0.0,
    "throughput_factor": 1.0, "deployment_derate": 1.0, "discount_rate": 0.08,
}  # fmt: skip


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture
def draw_assumptions(catalog):
    def make(overrides=None, *, samples=512, seed=0, currency="USD", **options) -> Assumptions:
        return assumptions(
            catalog.rules, {"discount_rate": 0.08} | (overrides or {}), sampler(seed, samples),
            currency=currency, rates=DOLLARS, **options,
        )  # fmt: skip

    return make


@pytest.fixture
def plan_for(catalog):
    def make(model, accelerator, count, per_hour, *, bits=None, mode="cloud", **options) -> RunPlan:
        entry = catalog.models[model]
        card = catalog.accelerators[accelerator]
        total = entry.parameters_total.value
        active = entry.parameters_active.value if entry.parameters_active else total
        rental = Rental(
            cloud="verda", region="FI", instance="x", per_hour=per_hour * count, currency="USD",
            **EVIDENCE,
        )  # fmt: skip
        machine = Machine(
            id=f"{accelerator}-x{count}", name="machine", accelerator=accelerator, count=count,
            rentals=(rental,), purchase=options.pop("purchase", None),
        )  # fmt: skip
        return RunPlan(
            model=model, architecture=entry.architecture, parameters_total=float(total),
            parameters_active=float(active), machine=machine, accelerator=card, mode=mode,
            bits=bits, **options,
        )  # fmt: skip

    return make


@pytest.fixture
def price():
    def make(input_price, output_price, **options) -> Served:
        return Served(
            model="some-model", input=input_price, output=output_price,
            currency=options.pop("currency", "USD"), **EVIDENCE, **options,
        )  # fmt: skip

    return make


@pytest.fixture
def workload():
    """Return a maker of the shape of section 8: 1,500 tokens in, 500 out, every day of the year."""

    def make(tokens_per_day=1e6, **options) -> Demand:
        figures = {
            "workload": "letters", "requests_per_day": tokens_per_day / 2000,
            "input_tokens": 1500.0, "output_tokens": 500.0, "active_days_per_year": 365.25,
            "token_time_s": 0.05, "peak_factor": 4.0,
        } | options  # fmt: skip
        return Demand(**figures)

    return make


@pytest.fixture
def middle():
    return lambda samples: float(np.median(samples))


@pytest.fixture
def rates():
    return DOLLARS


@pytest.fixture
def section_8():
    return SECTION_8


@pytest.fixture
def toy():
    return Architecture(
        evidence=(), layers=32, hidden=4096, query_heads=32, kv_heads=8, head_dim=128
    )
