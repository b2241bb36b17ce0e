"""Models on the same machines: what they keep busy adds up, and nobody works for nothing."""

from dataclasses import replace

import numpy as np
import pytest

from opendecide.cost import Demand
from opendecide.cost.demand import HOURS_PER_YEAR
from opendecide.cost.machine_lines import machine_lines
from opendecide.cost.run_bill import provided_for
from opendecide.cost.sharing import share
from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.filling.completion import complete
from opendecide.stages.filling.planning_figures import planning

CATALOG = load_catalog()
CASE, _ = complete(
    Profile.model_validate(
        {
            "organisation": {"name": "Shop", "country": "DE"},
            "workloads": [{"id": "help", "task_type": "chat_assistant"}],
        }
    ),
    CATALOG,
    load_criteria(),
)
ASSUMED = planning(CASE, Draws(0, 64))
ONE_SAMPLE = planning(CASE, Draws(0, 1))
"""Where figures add up exactly: the middle of a sum is not the sum of the middles."""


def work(name, requests, inputs, outputs, *, interactive=True, growth=0.0, p95_s=None):
    return Demand(
        workload=name,
        requests_per_day=requests,
        input_tokens=inputs,
        output_tokens=outputs,
        peak_factor=3.0,
        interactive=interactive,
        growth_per_year=growth,
        active_days_per_year=365.0,
        p95_s=p95_s,
    )


def together(plan_for, answers, vectors, *, answers_interactive=True, growth=0.0, assumed=ASSUMED):
    """Return a writer and a maker of vectors on H100s: shared, and each sized for itself."""
    writer = plan_for("gpt-oss-20b", "h100", 1, 2.0)
    maker = replace(plan_for("embeddinggemma-300m", "h100", 1, 2.0, beside=True), architecture=None)
    main = provided_for(
        writer, [work("write", answers, 1000, 300, interactive=answers_interactive)], assumed
    )
    other = provided_for(maker, [work("find", vectors, 200, 0, growth=growth)], assumed)
    return share(main, [other], 1), main, other


def paid(provided):
    return float(np.median(np.asarray(provided.machines)))


def test_a_small_model_beside_one_that_people_wait_for_takes_no_machine_of_its_own(plan_for):
    shared, main, alone = together(plan_for, 20_000, 50_000)
    assert paid(alone) == 2  # one at work and one that stands by
    assert paid(shared.others[0]) == 0
    assert paid(shared.main) == paid(main) == 2


def test_a_machine_that_stands_by_is_still_paid_where_only_the_small_model_needs_one(plan_for):
    shared, main, _ = together(plan_for, 20_000, 50_000, answers_interactive=False)
    assert paid(main) == 1
    assert paid(shared.others[0]) == 1


@pytest.mark.parametrize("vectors", [1e6, 1e8, 3e8, 1e9, 3e9])
@pytest.mark.parametrize("answers", [20_000, 3_000_000])
def test_machines_are_never_fewer_than_the_work_of_both_keeps_busy(plan_for, vectors, answers):
    shared, _, alone = together(plan_for, answers, vectors, assumed=ONE_SAMPLE)
    busy = shared.others[0].capacity.shared
    there = busy.there + busy.more
    assert there >= busy.main_at_work + busy.at_work + busy.spare - 1e-9
    assert paid(shared.main) + paid(shared.others[0]) >= max(paid(shared.main), paid(alone))


def test_what_grows_takes_further_machines_in_later_years(plan_for):
    shared, _, _ = together(plan_for, 20_000, 3e8, growth=0.6)
    machines = np.median(np.asarray(shared.others[0].machines), axis=1)
    assert machines[-1] > machines[0]


def test_machines_that_are_needed_in_later_years_alone_are_paid_then(plan_for):
    shared, _, _ = together(plan_for, 20_000, 5e7, growth=1.5)
    machines = np.asarray(shared.others[0].machines)
    assert ((machines[0] == 0) & (machines[-1] > 0)).any()
    (hours,) = machine_lines(
        plan_for("gpt-oss-20b", "h100", 1, 2.0), shared.others[0], ASSUMED
    ).lines
    price = hours.unit_price * ASSUMED.trend(decline="accelerator_price_decline").path
    assert hours.yearly == pytest.approx(machines * HOURS_PER_YEAR * price, abs=1e-3)


def test_each_is_slower_by_what_the_other_takes_of_the_machines(plan_for):
    light, main, alone = together(plan_for, 20_000, 1e6)
    heavy, _, busy = together(plan_for, 20_000, 1e8)
    for shared, by_itself in ((light, alone), (heavy, busy)):
        assert np.all(shared.others[0].capacity.p95_s > by_itself.capacity.p95_s)
    times = [np.median(one.capacity.token_time_s) for one in (main, light.main, heavy.main)]
    assert times[0] < times[1] < times[2]


def test_a_model_that_decodes_does_not_share_its_cache(plan_for):
    writer = plan_for("gpt-oss-20b", "h100", 1, 2.0)
    one = provided_for(writer, [work("write", 1000, 1000, 300)], ASSUMED)
    with pytest.raises(TypeError):
        share(one, [one], 1)


def test_memory_that_others_fill_is_not_there_for_the_cache(plan_for):
    writer = plan_for("llama-3.3-70b", "h100", 1, 2.0)
    demand = [work("write", 20_000, 8000, 500, interactive=False)]
    alone, beside = (
        provided_for(replace(writer, others_gb=filled), demand, ASSUMED) for filled in (0.0, 10.0)
    )
    assert np.median(beside.capacity.batch) < np.median(alone.capacity.batch)


def test_idle_power_of_shared_machines_is_counted_once(plan_for):
    _, _, vectors = together(plan_for, 50_000, 2_000_000)
    shared = replace(vectors.capacity, kwh_by_year=np.full((1, 64), 10.0), kwh_of_work=12.0)
    # It idles on the bill of the model it sits beside, so the meter may show less than its work.
    assert np.all(shared.kwh_metered == 10.0)
    # What is on for a part of the year counts as much work in less time.
    assert np.all(replace(shared, awake=0.1).kwh_metered == 12.0)
    assert np.all(replace(shared, awake=0.1, kwh_of_work=0.5).kwh_metered == 1.0)
