"""A target that is a wish: whoever tightens it never pays less, also where nothing can keep it."""

from dataclasses import replace

import numpy as np
import pytest

from opendecide.cost.memory import Shape
from opendecide.cost.provision import provision
from opendecide.cost.rough_sizing import RoughLoad, card_of, size, weights_of

SECONDS = np.geomspace(300.0, 0.5, 25)


# Sparse, where one sequence reads few of the experts; dense, where more cards make it quicker.
@pytest.mark.parametrize(
    ("model", "card", "count"),
    [("mixtral-8x7b", "mi300x", 2), ("gpt-oss-120b", "h200", 1), ("qwen3-32b", "b200", 8)],
)
def test_no_tighter_wish_takes_fewer_machines(
    model, card, count, draw_assumptions, plan_for, workload
):
    assumed, plan = draw_assumptions(samples=16), plan_for(model, card, count, 3.0)
    asked = workload(1e9, token_time_s=None)
    found = [provision(plan, [replace(asked, p95_s=one)], assumed) for one in SECONDS]
    machines = [float(np.median(one.machines)) for one in found]
    assert not found[-1].capacity.meets_latency
    assert machines == sorted(machines)


def test_nor_does_the_quick_look_count_fewer(catalog):
    model = catalog.models["mixtral-8x7b"]
    weights = weights_of(
        Shape(
            architecture=model.architecture,
            parameters_total=model.parameters_total.value,
            parameters_active=model.parameters_active.value,
        )
    )
    card = card_of(catalog.accelerators["mi300x"], "fp8", sparse=True)
    loads = (RoughLoad(1500.0, 500.0, 50.0, one, hard=False, waited_for=True) for one in SECONDS)
    machines = [size(load, weights, card, 1, 1.0).machines for load in loads]
    assert machines == sorted(machines)
