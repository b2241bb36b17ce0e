"""What the machines of a deployment can do, and how much of it is used."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np

from opendecide.cost import energy
from opendecide.cost.demand import HOURS_PER_YEAR, Floats
from opendecide.cost.load import TAIL_OVER_MEAN, Load
from opendecide.cost.operating_point import OperatingPoint
from opendecide.cost.order_statistics import median
from opendecide.cost.replicas import LOAD_CAP

_LIGHT_BATCH = 16.0
Unit = Literal["image", "minute", "token"]
"""What machines that make one job at a time are counted in."""


def _while_paid(utilisation: Floats, awake: Floats | float) -> Floats:
    """Return the mean load of all hours as one of those alone in which machines are on."""
    return np.asarray(np.minimum(utilisation / np.maximum(awake, 1e-12), 1.0))


@dataclass(frozen=True, kw_only=True)
class Capacity:
    """Machines under a load; arrays have shape (s,), and what nobody asks for is not computed.

    What takes a product or two is worked out anew: a search looks at hundreds of machines.
    """

    accelerator: str
    accelerators_per_replica: int
    precision: str
    load: Load
    point: OperatingPoint
    assumed: Mapping[str, Floats]
    replicas: Floats | float
    """In the first year, spare included."""
    accelerators: Floats | float
    """In the first year, those that stand idle in a whole machine included."""
    rated_w: float | None
    """Of one accelerator."""
    memory_needed_gb: float
    memory_available_gb: float
    memory_each_gb: float
    """Of one accelerator, as far as a model may take it."""
    memory_kept_gb: float
    """Of each, by the software and by models beside this one."""
    spare: Floats | float = 0.0
    """Replicas that stand by; machines at hand may have no room for one."""
    on_a_device: bool = False
    grid: str = "grid_kg_per_kwh"
    """Which planning figure has the carbon of the electricity it runs on."""
    missing: Floats | float = 0.0
    """Accelerators that the first year's peak takes beyond all there are; shape (s,)."""
    further: Floats | float | None = None
    """Accelerators that are there for it besides those of the model that it shares machines with;
    None where it has its own."""
    awake: Floats | float = 1.0
    """Share of all hours in which they are on, and paid."""
    given_back: bool = False
    """Whether they are rented for one lot, and no longer than it takes."""
    weak_evidence: bool = False
    """The speed of this accelerator rests on few or no measurements."""

    @property
    def meets_latency(self) -> bool:
        """Whether a single sequence would meet the target."""
        return self.point.meets_target

    @property
    def batch(self) -> Floats:
        """Sequences decoded together at the operating point."""
        return self.point.batch

    @property
    def token_time_s(self) -> Floats:
        """Between two tokens of one sequence, at the operating point."""
        return self.point.token_time_s

    @property
    def tokens_per_s(self) -> Floats:
        """Output tokens per second of one replica at the operating point."""
        return self.point.tokens_per_s

    @property
    def tokens_made(self) -> Floats:
        """Output tokens of the first year."""
        return self.load.requests_per_year * self.load.output_tokens

    @cached_property
    def busy_accelerators(self) -> float:
        """Those that the first year's peak keeps busy, the last in part; in the middle."""
        load, point = self.load, self.point
        busy = median(load.peak_per_s * point.held_s / (LOAD_CAP * point.batch))
        return busy * self.accelerators_per_replica

    @cached_property
    def utilisation(self) -> Floats:
        """Mean load over what is provisioned in the first year, 0 to 1."""
        return self.busy_share(1.0, self.replicas)

    def busy_share(self, growth: Floats | float, replicas: Floats | float) -> Floats:
        """Return the share of the year in which replicas of another year are at work."""
        hours = self.tokens_made * growth / self.tokens_per_s / 3600
        return np.minimum(hours / (HOURS_PER_YEAR * np.maximum(replicas, 1.0)), 1.0)

    @cached_property
    def batch_at_peak(self) -> Floats:
        """Sequences decoded together in the busiest hour, the spare replica standing by."""
        together = self.load.peak_per_s * self.point.held_s / np.maximum(self.replicas, 1.0)
        return np.clip(together, 1.0, self.batch)

    @cached_property
    def first_token_floor_s(self) -> Floats:
        """Unloaded time to the first token; a floor, not a forecast."""
        return self.point.times.first_token_at(self.batch_at_peak)

    @cached_property
    def answering_s(self) -> Floats:
        """Between two tokens as one who reads the answer sees them, at the operating point."""
        return self.point.times.answering_at(self.batch) if self.on_a_device else self.token_time_s

    @cached_property
    def p95_s(self) -> Floats:
        """Expected 95th percentile of the whole answer in the busiest hour."""
        times = self.point.times
        decoding = self.load.output_tokens * times.answering_at(self.batch_at_peak)
        return TAIL_OVER_MEAN * (times.first_over_floor * self.first_token_floor_s + decoding)

    @property
    def kwh_per_million_output_tokens(self) -> Floats:
        """As provisioned, idle power included; NaN where the rated power is not known."""
        return self.kwh_metered * 1e6 / np.maximum(self.tokens_made, 1.0)

    @property
    def kwh_per_million_at_full_load(self) -> Floats:
        """At the operating point without a pause; NaN where the rated power is not known."""
        return np.asarray(
            energy.kwh_per_million_tokens(
                accelerators=float(self.accelerators_per_replica),
                rated_w=np.nan if self.rated_w is None else self.rated_w,
                server_over_accelerators=self.assumed["server_over_accelerators"],
                pue=1.0 if self.on_a_device else self.assumed["pue"],
                power_share=self._busy_power,
                tokens_per_s=self.tokens_per_s,
            )
        )

    @property
    def kwh_metered(self) -> Floats:
        """Of the first year, idle power included; NaN where the rated power is not known."""
        return self.kwh_per_year(self.busy_awake, self.accelerators * self.awake)

    @property
    def busy_awake(self) -> Floats:
        """Mean load over what is paid in the first year, 0 to 1."""
        return _while_paid(self.utilisation, self.awake)

    @property
    def kwh_of_work(self) -> Floats:
        """What the first year's work takes without a pause; NaN where no power is known."""
        return np.asarray(self.kwh_per_million_at_full_load * self.tokens_made / 1e6)

    @property
    def _busy_power(self) -> Floats:
        """Share of the rated power while at work; never less than in a pause."""
        light = self.batch <= _LIGHT_BATCH
        busy = np.where(light, self.assumed["light_power_share"], self.assumed["busy_power_share"])
        return np.maximum(busy, self.assumed["idle_power_share"])

    @property
    def kgco2e_per_million_output_tokens(self) -> Floats:
        """Operating carbon at the grid's intensity, and the share of making the machines.

        A device is there for other work anyway, so that its making is not counted.
        """
        made = 0.0 if self.on_a_device else self.assumed["embodied_kg_per_accelerator"]
        return np.asarray(
            energy.kgco2e_per_million_tokens(
                kwh=self.kwh_per_million_output_tokens,
                grid_kg_per_kwh=self.assumed[self.grid],
                embodied_kg=self.accelerators * made,
                lifetime_tokens=np.maximum(self.tokens_made, 1.0) * self.assumed["life_years"],
            )
        )

    def kwh_per_year(self, busy_share: Floats, accelerators: Floats | float) -> Floats:
        """Return what the meter counts in a year; a device that is on anyway counts its work.

        The idle power of machines that it shares is in the bill of the model that they are for.
        """
        if self.rated_w is None:
            return np.full_like(busy_share, np.nan)
        return energy.metered(
            self.assumed,
            self.rated_w,
            accelerators,
            busy_share,
            busy_power_share=self._busy_power,
            on_a_device=self.on_a_device,
            idling=self.further,
        )


class Shared(NamedTuple):
    """How a model runs on machines that another one is paid for; at the middle of every figure."""

    at_work: float
    """Accelerators that its own peak takes, with what its load may not exceed."""
    main_at_work: float
    """Those that the peak of the main model takes."""
    spare: float
    """Those that stand by for both."""
    there: float
    """Those of the machines that the main model is paid for."""
    more: float
    """Machines that both together take beyond them."""


class MediaWork(NamedTuple):
    """What one workload asks of machines that make one job at a time."""

    workload: str
    unit: Unit
    per_day: Floats
    """Units on an active day; shape (s,)."""
    seconds_each: Floats
    """Of one unit on one accelerator; shape (s,)."""
    peak_factor: Floats | float
    """The busiest hour over the mean of the day; 1 for what can wait."""

    @property
    def seconds_per_day(self) -> Floats:
        """Machine time of an active day; shape (s,)."""
        return np.asarray(self.per_day * self.seconds_each)


@dataclass(frozen=True, kw_only=True)
class MediaCapacity:
    """Machines for pictures, speech or vectors, one job at a time each; arrays (s,)."""

    accelerator: str
    precision: str
    replicas: Floats | float
    accelerators: Floats | float
    utilisation: Floats
    """Mean load over what is provisioned in the first year, 0 to 1."""
    p95_s: Floats
    """Expected 95th percentile of one job in the busiest hour."""
    memory_needed_gb: float
    memory_available_gb: float
    kwh_by_year: Floats
    """From the meter; shape (years, s), NaN where the rated power is not known."""
    kwh_of_work: Floats
    """What the first year's work takes without a pause; NaN where no power is known."""
    busy_accelerators: float = 0.0
    """Those that the first year's peak keeps busy, in the middle."""
    weak_evidence: bool = True
    missing: Floats | float = 0.0
    """Accelerators that the first year's peak takes beyond all there are; shape (s,)."""
    awake: Floats | float = 1.0
    """Share of all hours in which they are on, and paid."""
    given_back: bool = False
    """Whether they are rented for one lot, and no longer than it takes."""
    meets_latency: bool = True
    accelerators_per_replica: int = 1
    works: tuple[MediaWork, ...] = ()
    """What it does, workload by workload."""
    load_cap: float = 1.0
    """Share of an accelerator that may be at work in the busiest hour."""
    spare: float = 0.0
    """Accelerators that stand by."""
    shared: Shared | None = None
    """With whom it shares machines; None where it has its own."""
    further: Floats | float | None = None
    """Accelerators that are there for it besides those of the model that it shares machines with;
    None where it has its own."""
    on_a_device: bool = False

    @property
    def kwh_metered(self) -> Floats:
        """Of the first year, idle power included; NaN where the rated power is not known."""
        year = np.asarray(self.kwh_by_year[0])
        if np.all(np.asarray(self.awake) >= 1.0):
            return year
        # They work as much in less time, and idle less: no less than the work takes is counted.
        return np.asarray(np.maximum(year * self.awake, self.kwh_of_work))

    @property
    def busy_awake(self) -> Floats:
        """Mean load over what is paid in the first year, 0 to 1."""
        return _while_paid(self.utilisation, self.awake)
