"""The quick look at every machine, which decides what is sized with care."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendecide.cost.memory import Shape
from opendecide.cost.parameters import LIKENESS
from opendecide.cost.replicas import LOAD_CAP
from opendecide.cost.rough_sizing import RoughLoad, card_of, largest_batch, size, weights_of

SECONDS = st.floats(1e-5, 0.1)


# Few experts are read for a few sequences: a target may be met though it leaves no time for all.
@given(SECONDS, SECONDS, SECONDS, st.floats(0.005, 0.7), st.floats(1.0, 500.0))
def test_the_quick_look_too_finds_the_largest_batch_that_is_in_time(
    fixed, experts, sequence, steepness, batch
):
    read = -math.expm1(-steepness * batch**LIKENESS.value)
    allowed = fixed + experts * read + sequence * batch
    found = largest_batch(allowed, fixed, experts, steepness, sequence)
    assert found == pytest.approx(batch, rel=1e-3)


def test_where_nobody_waits_the_quick_look_too_keeps_no_machine_for_a_queue(catalog):
    model = catalog.models["llama-2-70b"]
    count = float(model.parameters_total.value)
    weights = weights_of(
        Shape(architecture=model.architecture, parameters_total=count, parameters_active=count)
    )
    card = card_of(catalog.accelerators["h200"], "fp8", sparse=False)
    for tenths in range(1, 50):
        load = RoughLoad(8000.0, 500.0, tenths / 10, None, hard=False, waited_for=False)
        needed = size(load, weights, card, 1, 1.0)
        assert needed.machines == max(math.ceil(needed.at_work / LOAD_CAP), 1)
