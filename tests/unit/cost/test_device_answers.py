"""A device answers one request after the other: no prompt of others is read in between."""

import numpy as np
import pytest

from opendecide.cost import Demand, run_bill
from opendecide.cost.load import TAIL_OVER_MEAN

PUBLISHED = 63.9
"""Tokens a second of Gemma 4 26B-A4B at Q4_K_M on an M3 Max, llama-server b9020, 751 tokens read and
512 written: https://hiesch.eu/blog/llamacpp-benchmarks-speculative-decoding, one of those that were fitted."""


@pytest.fixture
def answer(draw_assumptions, plan_for):
    """Return what a device takes for an answer, as measured speed goes: without default losses."""

    def of(*, read=751.0, written=512.0, card="apple-m3-max", model="gemma-4-26b-a4b", **options):
        plan = plan_for(model, card, 1, 0.0, mode="device", already_owned=True, **options)
        demand = Demand(
            workload="repair",
            requests_per_day=10.0,
            input_tokens=read,
            output_tokens=written,
            p95_s=60.0,
        )
        assumed = draw_assumptions({"throughput_factor": 1.0, "deployment_derate": 1.0}, samples=64)
        return run_bill(plan, [demand], assumed).capacity

    return of


def test_the_published_speed_of_one_request_is_met(answer, middle):
    assert 1.0 / middle(answer().answering_s) == pytest.approx(PUBLISHED, rel=0.2)


def test_a_longer_prompt_delays_the_first_token_and_not_the_others(answer, middle):
    short, long = answer(read=500.0), answer(read=4000.0)
    assert middle(long.first_token_floor_s) > 4 * middle(short.first_token_floor_s)
    assert middle(long.answering_s) < 1.3 * middle(short.answering_s)


def test_the_prompt_is_read_once_for_an_answer(answer):
    found = answer(read=4000.0, written=400.0)
    once = found.first_token_floor_s + 400.0 * found.answering_s
    assert np.allclose(found.p95_s, TAIL_OVER_MEAN * once)
    # What the device is busy with is prompt and answer: the same seconds, counted by the token.
    assert np.allclose(400.0 / found.tokens_per_s, once, rtol=0.01)


def test_a_speed_that_was_measured_is_that_of_the_answer(answer, middle):
    assert 1.0 / middle(answer(read=4000.0, measured_tokens_per_s=15.0).answering_s) == (
        pytest.approx(15.0)
    )
