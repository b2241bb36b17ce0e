"""Replicas follow Erlang's formula over sequence slots."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendecide.cost.replicas import LOAD_CAP, replicas, slots_needed, waiting_probability


@pytest.mark.parametrize(
    ("slots", "load", "published"),
    [(32, 0.70, 0.009), (32, 0.80, 0.059), (32, 0.95, 0.54), (128, 0.85, 0.010),
     (128, 0.90, 0.059), (128, 0.95, 0.27), (512, 0.95, 0.048)],
)  # fmt: skip
def test_waiting_agrees_with_the_table_of_the_cost_model(slots, load, published):
    # A larger batch is slower: one answer took so long in the simulation behind the table.
    service_s = {32: 6.4, 128: 12.2, 512: 20.0}[slots]
    found = waiting_probability(load * slots, slots, service_s=service_s, wait_s=1.0)
    assert found == pytest.approx(published, rel=0.06)


@given(st.floats(0.01, 200), st.floats(0.2, 500))
def test_the_table_of_slots_agrees_with_the_recursion(erlangs, service_s):
    slots = int(np.ceil(slots_needed(np.array([erlangs]), np.array([service_s]))[0] - 1e-9))
    late = waiting_probability(erlangs, slots + 1, service_s=service_s, wait_s=1.0)
    assert late <= 0.01
    assert erlangs <= LOAD_CAP * slots + 1e-6
    fewer = max(slots - 2, 1)
    enough = erlangs <= LOAD_CAP * fewer and slots > 2
    if enough:
        assert waiting_probability(erlangs, fewer, service_s=service_s, wait_s=1.0) > 0.005


@given(st.floats(0.001, 50), st.floats(0.5, 60), st.integers(1, 512))
def test_more_arrivals_never_need_fewer_replicas(arrivals, service_s, slots):
    few, many = (
        np.max(replicas(np.array([rate]), np.array([service_s]), np.array([float(slots)])))
        for rate in (arrivals, arrivals * 1.5)
    )
    assert 1 <= few <= many


def test_one_replica_for_all_years_is_a_single_figure():
    grown = np.array([[1.0], [1.2], [1.44]])
    found = replicas(np.array([0.01]), np.array([10.0]), np.array([64.0]), growth=grown)
    assert found == 1.0
    later = replicas(np.array([10.0]), np.array([10.0]), np.array([64.0]), growth=grown)
    assert later.shape == (3, 1)
    assert later[2, 0] > later[0, 0]
