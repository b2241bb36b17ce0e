"""What vectors for search cost: what is read, and one pass of the model over it."""

import pytest

from opendecide.cost import Bill, Unpriced, api_bill
from opendecide.cost.media import provision_media
from opendecide.cost.provision import provision


@pytest.fixture
def index(workload):
    """Return 40,000 texts of 900 tokens a day, in a lot that can wait."""
    return workload(
        workload="index", requests_per_day=40_000.0, input_tokens=900.0, output_tokens=0.0,
        interactive=False, token_time_s=None,
    )  # fmt: skip


def test_vectors_by_a_service_are_billed_by_what_is_read(draw_assumptions, price, index):
    assumed = draw_assumptions({"api_price_decline": 0.0})
    bill = api_bill([price(0.13, None)], [index], assumed)
    assert isinstance(bill, Bill)
    [line] = [one for one in bill.lines if one.component == "usage"]
    assert line.key == "api_input_tokens"
    millions = 40_000 * 900 * 365.25 / 1e6
    assert float(line.quantity) == pytest.approx(millions)
    assert float(line.first.mean()) == pytest.approx(millions * 0.13)


def test_a_chat_without_a_price_for_its_answers_has_no_bill(draw_assumptions, price, workload):
    assert isinstance(api_bill([price(0.13, None)], [workload()], draw_assumptions()), Unpriced)


def test_own_cards_make_vectors_by_one_pass_over_the_text(draw_assumptions, plan_for, index):
    """By hand: 2 × 568e6 × 900 × 40,000 FLOP a day, at 0.578 of 989e12 a second and 0.948 of that."""
    assumed = draw_assumptions({"throughput_factor": 1.0, "deployment_derate": 1.0})
    plan = plan_for("bge-m3", "h100", 1, 3.0)
    assert plan.architecture is None
    found = provision(plan, [index], assumed)
    card = plan.accelerator
    seconds = 2 * 568e6 * 900 * 40_000 / (card.bf16_tflops * 1e12 * 0.578 * 0.948)
    busy = seconds * 365.25 / (8766 * 3600)
    assert found.capacity.utilisation.mean() == pytest.approx(busy)
    assert found.capacity.p95_s.mean() == pytest.approx(seconds / 40_000, rel=0.01)
    assert found.capacity.memory_needed_gb == pytest.approx(568e6 * 2 * 1.2 / 1e9)
    assert found.machines.max() == 1


def test_twice_the_parameters_take_twice_the_time(draw_assumptions, plan_for, index):
    assumed = draw_assumptions()

    def busy(model):
        return provision_media(plan_for(model, "h100", 1, 3.0), [index], assumed).capacity

    small, large = busy("qwen3-embedding-0.6b"), busy("qwen3-embedding-8b")
    ratio = large.utilisation.mean() / small.utilisation.mean()
    assert ratio == pytest.approx(7567295488 / 595776512)
