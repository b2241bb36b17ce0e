"""Many devices are cared for with tools: the thousandth takes less of somebody than the tenth."""

import numpy as np
import pytest

from opendecide.cost.lines import common_lines

FLEETS = [1, 2, 3, 10, 11, 100, 250, 251, 1_000, 5_000, 50_000, 217_000]


@pytest.fixture
def people(draw_assumptions):
    """Return the people behind so many devices: in a year, or once at the start."""
    assumed = draw_assumptions()

    def of(devices, key="staff", **figures):
        figures = draw_assumptions(figures) if figures else assumed
        lines = common_lines(figures, "device", (), accelerators=float(devices))
        return next(one.quantity for one in lines if one.key == key)

    return of


@pytest.mark.parametrize("key", ["staff", "setup"])
def test_more_devices_take_more_people_in_all_and_fewer_each(people, key):
    found = [float(np.mean(people(count, key))) for count in FLEETS]
    assert found == sorted(found)
    beyond = np.diff(found) / np.diff(FLEETS)
    assert all(np.diff(beyond) <= 1e-12)


def test_one_laptop_takes_what_a_device_takes_and_ten_nearly_that_for_each_more(people, middle):
    one = people(1)
    assert people(1, fte_per_device=0.0) == pytest.approx(one)
    assert middle(people(10, fte_per_device=0.01)) == pytest.approx(middle(one) + 9 * 0.01, rel=0.1)


def test_five_thousand_phones_take_a_few_people_and_not_a_department(people, middle):
    assert 1 < middle(people(5_000)) < 5


@pytest.mark.parametrize(("devices", "published"), [(130_000, 24), (217_000, 50), (277_000, 78)])
def test_the_whole_care_of_a_large_fleet_is_near_what_was_published(
    people, middle, devices, published
):
    """IBM, of its devices from Apple in 2015, 2016 and 2018: sources of `cost.device_scale`."""
    whole = middle(people(devices, fte_per_device=1 / 242, fte_device=0.0))
    assert published / 2 < whole < published * 2
