"""How fast speech becomes text: by the machine, and as sure as what was published of it."""

import math

import numpy as np
import pytest

from opendecide.cost.media import load_cap, provision_media
from opendecide.cost.provision import provision

MINUTES = 60 * 24.0
PUBLISHED = [
    ("rtx-4060", 5.6),
    ("rtx-4060-ti-16gb", 7.7),
    ("rtx-3090", 11.1),
    ("rtx-5080", 16.7),
    ("rtx-5090", 25.0),
    ("a10g", 596 / 37),
    ("v100", 13 * 60 / 54),
]
"""Seconds of speech a second of Whisper large, one segment after the other: gigagpu.com, Phonexia,
faster-whisper."""
TOGETHER = [("a100", 145.51), ("a100", 150 * 60 / 98)]
"""Several segments at a time: Open ASR leaderboard, insanely-fast-whisper."""


@pytest.fixture
def speech_of(workload):
    """Return a day and a night of speech that somebody waits for, or that can wait."""

    def of(*, interactive):
        return workload(
            workload="speech", requests_per_day=24.0, audio_minutes=60.0, input_tokens=0.0,
            output_tokens=0.0, interactive=interactive, peak_factor=1.0, token_time_s=None,
        )  # fmt: skip

    return of


@pytest.fixture
def speech(speech_of):
    return speech_of(interactive=True)


@pytest.fixture
def speed(draw_assumptions, plan_for, speech_of):
    def of(accelerator, *, interactive=True, **options):
        plan = plan_for("whisper-large-v3", accelerator, 1, 3.0, **options)
        asked = [speech_of(interactive=interactive)]
        found = provision(plan, asked, draw_assumptions(samples=4000))
        [work] = found.capacity.works
        return MINUTES * 60 / work.seconds_per_day

    return of


def test_the_same_speech_takes_a_laptop_longer_than_a_card_for_data_centres(speed, catalog):
    laptop, card = (np.median(speed(one)) for one in ("apple-m1", "h200"))
    bandwidths = [catalog.accelerators[one].bandwidth_tb_s for one in ("h200", "apple-m1")]
    assert card / laptop == pytest.approx(bandwidths[0] / bandwidths[1], rel=0.02)
    assert laptop < 5
    assert card > 100


def test_the_speed_is_how_often_the_memory_reads_the_weights(speed, catalog):
    """By hand: 0.936e12 bytes a second ÷ (1.55e9 weights × 2 bytes × 9 times a second of speech)."""
    reads = catalog.rules["cost.audio_weight_reads"].value
    by_hand = 0.936e12 / (1.55e9 * 2 * reads)
    assert np.median(speed("rtx-3090")) == pytest.approx(by_hand, rel=0.02)


@pytest.mark.parametrize(("accelerator", "published"), PUBLISHED)
def test_what_was_published_lies_within_the_range(speed, accelerator, published):
    low, high = np.quantile(speed(accelerator), [0.1, 0.9])
    assert low * 0.95 < published < high * 1.05


@pytest.mark.parametrize(("accelerator", "published"), TOGETHER)
def test_so_does_what_was_published_of_many_segments_at_a_time(speed, accelerator, published):
    low, high = np.quantile(speed(accelerator, interactive=False), [0.1, 0.9])
    assert low * 0.95 < published < high * 1.05


def test_what_nobody_waits_for_is_read_several_segments_at_a_time_on_servers_alone(speed):
    assert np.median(speed("a100", interactive=False)) > 1.5 * np.median(speed("a100"))
    laptop = {
        waits: np.median(speed("apple-m4", interactive=waits, mode="device"))
        for waits in (True, False)
    }
    assert laptop[True] == pytest.approx(laptop[False])


def test_a_queue_fills_machines_further_where_nobody_waits(draw_assumptions, plan_for, workload):
    """By hand: so many seconds of work in a day, over what a card may be busy: 0.7 or 0.85."""
    plan = plan_for("whisper-large-v3", "a100", 1, 3.0)
    for waits, cap in ((True, 0.7), (False, 0.85)):
        lot = workload(
            requests_per_day=50_000.0, audio_minutes=60.0, input_tokens=0.0, output_tokens=0.0,
            interactive=waits, peak_factor=1.0, token_time_s=None,
        )  # fmt: skip
        found = provision(plan, [lot], draw_assumptions(samples=1))
        [work] = found.capacity.works
        busy = work.seconds_per_day[0] / 86_400
        assert found.machines[0, 0] == math.ceil(busy / cap) + waits


@pytest.mark.parametrize("accelerator", ["h200", "apple-m4-max", "mi300x"])
def test_where_no_machine_of_the_kind_was_measured_it_is_less_sure(speed, accelerator):
    def width(name):
        low, high = np.quantile(speed(name), [0.1, 0.9])
        return high / low

    assert width(accelerator) == pytest.approx(width("rtx-3090") * 1.25**2, rel=0.03)


def test_a_model_of_half_the_size_transcribes_twice_as_fast(draw_assumptions, plan_for, speech):
    """Whisper medium is twice as fast as large on all of six cards (gigagpu.com)."""
    from dataclasses import replace

    whole = plan_for("whisper-large-v3", "rtx-3090", 1, 3.0)
    half = replace(whole, parameters_total=0.775e9, parameters_active=0.775e9)
    assumed = draw_assumptions()
    busy = [
        provision_media(plan, [speech], assumed).capacity.utilisation.mean()
        for plan in (whole, half)
    ]
    assert busy[0] == pytest.approx(2 * busy[1])


def test_of_a_fleet_that_nobody_has_nothing_is_at_work(draw_assumptions, plan_for, speech):
    devices = np.array([0.0, 3.0])
    plan = plan_for("whisper-large-v3", "apple-m4", 1, 3.0, mode="device", devices=devices)
    with np.errstate(all="raise"):
        found = provision_media(plan, [speech], draw_assumptions(samples=2)).capacity
    assert np.isfinite(found.p95_s).all()
    assert (found.utilisation <= 1).all()


def test_machines_are_counted_for_the_busiest_hour_of_each_year(
    draw_assumptions, plan_for, workload
):
    """Calls by day double every year; recordings, most of the work, are spread over the day."""

    def hours(requests, **more):
        return workload(
            requests_per_day=requests, audio_minutes=60.0, input_tokens=0.0, output_tokens=0.0,
            token_time_s=None, **more,
        )  # fmt: skip

    calls = hours(2_000.0, interactive=True, peak_factor=8.0, growth_per_year=1.0)
    recordings = hours(20_000.0, interactive=False)
    assumed = draw_assumptions(samples=1)
    plan = plan_for("whisper-large-v3", "h100", 1, 3.0)
    both = provision(plan, [calls, recordings], assumed)
    seconds = [one.seconds_per_day[0] / 86_400 for one in both.capacity.works]
    for year, machines in enumerate(both.machines[:, 0]):
        at_peak = seconds[0] * 8.0 * 2**year + seconds[1]
        assert machines == math.ceil(at_peak / load_cap(waited_for=True)) + 1
