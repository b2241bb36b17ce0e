"""A change is found where the pipeline sees it, however far off the guess was, with few questions."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendecide.model.message import Message
from opendecide.stages.stress import ceilings
from opendecide.stages.stress.hints import Hint
from opendecide.stages.stress.levers.lever import Lever
from opendecide.stages.stress.pinning import PROBES, SIDE, along, back, limit_of, pinned
from opendecide.stages.stress.standing import LOST, Standing
from opendecide.stages.stress.verified import firm

OURS = "ours"


def lever(today=100.0, low=1.0, high=10_000.0, *, log=True, step=1.0):
    name = Message(code="flip.any", values={})
    return Lever(
        path="a.b", label=name, kind="price", today=today, low=low, high=high, log=log, step=step
    )


class Pipeline:
    """Answers as a pipeline would whose leading family changes at one point."""

    def __init__(self, point, direction, *, slope=0.0):
        self.point, self.direction, self.slope, self.asked = point, direction, slope, []

    def __call__(self, value):
        self.asked.append(value)
        over = (value - self.point) * self.direction
        gap = -self.slope * over / self.point if self.slope else LOST if over > 0 else 0.1
        return Standing(gap, "other" if over > 0 else "we", "theirs" if over > 0 else OURS)


def turned(found):
    return found.kind != OURS


def search(pipeline, one, guess, slope=0.0):
    return pinned(one, guess, pipeline.direction, slope, turned, pipeline)


@given(
    point=st.floats(120.0, 5_000.0),
    off=st.floats(-0.3, 3.0),
    slope=st.sampled_from([0.0, 0.2, 5.0]),
)
def test_the_leader_differs_close_by_on_both_sides(point, off, slope):
    pipeline = Pipeline(point, 1, slope=slope)
    found = search(pipeline, lever(), point * (1 + off))
    if found is not None:
        at, beyond = found
        assert abs(at - point) <= 2 * SIDE * point
        assert beyond.leader == "other"
    assert len(pipeline.asked) <= PROBES
    assert all(1.0 < value < 10_000.0 for value in pipeline.asked)


@pytest.mark.parametrize("slope", [0.0, 0.3])
@pytest.mark.parametrize("off", [1.0, 1.004, 1.02, 1.1, 1.5])
def test_a_guess_that_is_late_is_brought_back(off, slope):
    assert search(Pipeline(300.0, 1, slope=slope), lever(), 300.0 * off) is not None


@pytest.mark.parametrize("off", [0.999, 0.9, 0.6])
def test_a_guess_that_is_early_follows_the_slope(off):
    found = search(Pipeline(300.0, 1, slope=0.3), lever(), 300.0 * off)
    assert found is not None
    assert found[0] == pytest.approx(300.0, rel=2 * SIDE)


def test_below_today_as_above():
    at, _ = search(Pipeline(20.0, -1, slope=0.3), lever(), 30.0)
    assert at == pytest.approx(20.0, rel=2 * SIDE)


def test_a_good_guess_takes_two_questions():
    pipeline = Pipeline(300.0, 1)
    assert search(pipeline, lever(), 300.5) is not None
    assert len(pipeline.asked) == 2


def test_a_gate_that_only_the_guess_sees_is_given_up():
    pipeline = Pipeline(1e9, 1)
    assert search(pipeline, lever(), 300.0) is None
    assert len(pipeline.asked) == 2


def test_nothing_is_asked_beyond_what_is_news():
    one = lever(step=0.1)
    pipeline = Pipeline(1_000.0, 1, slope=0.3)
    assert search(pipeline, one, 150.0) is None
    assert max(pipeline.asked) <= limit_of(one, 1)


def test_a_weight_is_never_asked_to_be_all_there_is():
    one = lever(today=20.0, low=0.0, high=100.0, log=False, step=15.0)
    pipeline = Pipeline(150.0, 1, slope=0.3)
    assert search(pipeline, one, 90.0) is None
    assert max(pipeline.asked) < 100.0


def test_what_leads_already_when_today_is_stated_is_no_change():
    pipeline = Pipeline(100.01, 1)
    assert search(pipeline, lever(today=100.0), 130.0) is None


def test_a_figure_that_is_nothing_today_moves_in_shares_of_a_unit():
    name = Message(code="flip.any", values={})
    ends = {"low": 0.0, "high": 2000.0, "log": True, "unit": 100.0}
    ceiling = Lever(path="a.b", label=name, kind="ceiling", today=0.0, step=0.3, **ends)
    assert along(ceiling, 35.0) - along(ceiling, 0.0) == pytest.approx(0.3, abs=1e-3)
    assert back(ceiling, along(ceiling, 0.04)) == pytest.approx(0.04)
    assert limit_of(ceiling, 1) == pytest.approx(505, abs=1)
    found = pinned(ceiling, 0.0402, 1, 0.0, turned, Pipeline(0.04, 1))
    assert found is not None
    assert found[0] == pytest.approx(0.04, rel=0.01)


def test_who_leads_on_both_sides_and_only_does_less_is_no_change():
    # Today it is another of the family: it gave way to this one somewhere on the way.
    def ask(value):
        leader = "kimi@host"
        if value > 60:
            return Standing(0.1, leader, OURS)
        return Standing(LOST, leader, OURS, not_served=("research",))

    def turned(found):
        return bool(found.not_served)

    assert pinned(lever(), 60.0, -1, 0.0, turned, ask) is None
    at, beyond = pinned(
        lever(), 60.0, -1, 0.0, turned,
        lambda value: ask(value) if value <= 60 else Standing(0.1, "qwen@host", OURS),
    )  # fmt: skip
    assert at == pytest.approx(60, rel=2 * SIDE)
    assert beyond.not_served == ("research",)


class Ceilings:
    """Stands for a trial in which those that lead cost what a table says, the cheapest last."""

    cost, runs = 100.0, 0

    def __init__(self, hidden):
        self.hidden = hidden
        """Costs of those of today's kind that only a look at all finds."""

    def turned(self, found):
        return found.kind != OURS

    def falls_short(self, found):
        return bool(found.not_served)

    def among_all(self, setting, **_):
        left = [cost for cost in self.hidden if cost < float(setting.partition("=")[2])]
        return Standing(0.1, f"we{max(left)}", OURS, cost=max(left)) if left else OTHER


OTHER = Standing(LOST, "other@host", "theirs", cost=10.0)


@pytest.mark.parametrize(
    ("hidden", "told"),
    [((), 100.0), ((90.0,), 90.0), ((90.0, 80.0), None), ((95.0, 90.0, 80.0), None)],
)
def test_a_ceiling_below_which_cheaper_ones_keep_coming_up_is_not_told(monkeypatch, hidden, told):
    monkeypatch.setattr(ceilings, "needed", lambda _trial, _lever, _at, cost: cost)
    trial, one = Ceilings(hidden), lever(today=200.0)

    def ask(value, places):
        known = [100.0, *(cost for cost in hidden if f"we{cost}" in places)]
        left = [cost for cost in known if cost < value]
        return Standing(0.1, f"we{max(left)}", OURS, cost=max(left)) if left else OTHER

    last = ceilings.last_ceiling(trial, one, ask)
    assert (last.at if last.beyond else None) == told


def test_who_leaves_work_to_others_just_above_the_last_ceiling_is_held_against_all(monkeypatch):
    monkeypatch.setattr(ceilings, "needed", lambda _trial, _lever, _at, cost: cost)

    class Rival(Ceilings):
        def among_all(self, setting, **_):  # noqa: ARG002 — whatever the ceiling
            return OTHER

    def ask(value, places):  # noqa: ARG001 — nobody else is looked at
        ours = Standing(0.1, "we@host", OURS, not_served=("letters",), cost=100.0)
        return ours if value > 100 else OTHER

    assert ceilings.last_ceiling(Rival(()), lever(today=200.0), ask) is None


@pytest.mark.parametrize(("until", "holds"), [(400.0, True), (100.5, False)])
def test_a_lead_that_is_lost_again_a_hundredth_further_is_no_change(until, holds):
    """Where two are about level the lead comes and goes: what is told has to hold when tried."""
    trial = SimpleNamespace(runs=7, turned=turned)
    one = lever(today=50.0, high=10_000.0)

    def ask(value):
        trial.runs += 1
        over = 100.0 < value < until
        return Standing(0.0, "other" if over else "we", "theirs" if over else OURS)

    assert firm(trial, Hint(one, 100.0, 1, 1.0), 100.0, ask) is holds
    assert trial.runs == 7  # trying a change twice leaves no other change unasked
