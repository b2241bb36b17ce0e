"""The quick look at every machine, which decides what is sized with care."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendecide.cost.parameters import LIKENESS
from opendecide.cost.rough_sizing import largest_batch

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
