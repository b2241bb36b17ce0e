"""The largest batch that meets the latency target, and what it yields."""

import math
from dataclasses import dataclass

import numpy as np

from opendecide.cost.demand import Floats
from opendecide.cost.load import FIRST_TOKEN_OVER_FLOOR, TAIL_OVER_MEAN, Load
from opendecide.cost.memory import GB, USABLE_SHARE, weight_bytes
from opendecide.cost.order_statistics import median, median_reaches
from opendecide.cost.speed import (
    Coefficients,
    Efficiency,
    Numbers,
    Setup,
    cache_bytes,
    coefficients,
    missed_per_token,
    unlike_tokens,
)

ENGINE_BATCH_CAP = 1024.0
NEWTON_STEPS = 8
NEAR = 1e-3
"""Of a batch: what a next step would add is less than a tenth of that."""
_ALL_EXPERTS = 20.0
"""Exponent from which practically every expert is read."""
UNHURRIED = 2.0
"""How much longer than alone a token may take before a server counts as nearly empty."""
_ROUNDED = 1e-9
"""What a batch or a time may be short of by rounding."""


@dataclass(frozen=True, slots=True)
class TokenTime:
    """How the token time of one replica grows with the batch B, under a load.

    Seconds before losses: `fixed + experts·(1 − e^(−steepness·u(B))) + slope·B`, where `u` is how
    many of the batch are unlike each other. Arrays that follow from the load are computed when
    asked for; a catalogue of deployments would not fit in memory.
    """

    seconds: Coefficients
    steepness: float
    likeness: float
    stages: float
    window_tokens: float
    losses: Floats
    """Engine, and measured over predicted speed; shape (s,)."""
    load: Load
    alone: bool = False
    """Whether one request is answered after the other, as on a device: nobody else's prompt is read
    before the first token of an answer or between two of them."""

    @property
    def fixed(self) -> float:
        """Seconds of a step before losses, whatever the batch."""
        return float(self.seconds.fixed)

    @property
    def experts(self) -> float:
        """Seconds to read all routed experts, before losses."""
        return float(self.seconds.experts)

    @property
    def slope(self) -> Floats:
        """Seconds for each sequence of the batch, with its share of new prompts; shape (s,)."""
        slope = self.load.context_tokens * float(self.seconds.context)
        slope += float(self.seconds.sequence)
        if self.window_tokens:
            window = np.minimum(self.load.context_tokens, self.window_tokens)
            slope += window * float(self.seconds.window)
        slope += self.load.prompts_per_token * self._per_prompt_token
        return slope

    @property
    def prompt(self) -> Floats:
        """Seconds to read one prompt before losses; shape (s,)."""
        return self.load.input_tokens * self._per_prompt_token

    @property
    def _per_prompt_token(self) -> Floats:
        half = self.load.half_prompt
        per_token = half * float(self.seconds.prompt_context)
        per_token += float(self.seconds.prompt)
        if self.window_tokens:
            per_token += np.minimum(half, self.window_tokens) * float(self.seconds.prompt_window)
        return per_token

    def at(self, batch: Floats, slope: Floats | None = None) -> Floats:
        """Return the seconds between two tokens of one sequence."""
        busy = (self.slope if slope is None else slope) * batch
        busy += self.fixed
        if self.experts:
            busy += self._experts_at(batch)
        busy /= self.losses
        return busy

    def first_token_at(self, batch: Floats, token_time_s: Floats | None = None) -> Floats:
        """Return the unloaded time to the first token: a floor, not a forecast."""
        others = self.prompt * (1.0 - batch / self.load.output_tokens) / self.losses
        return others + (self.at(batch) if token_time_s is None else token_time_s)

    def answering_at(self, batch: Floats) -> Floats:
        """Return the seconds between two tokens as one who reads the answer sees them."""
        if not self.alone:
            return self.at(batch)
        return np.asarray(self.at(batch) - self._own_prompt / self.losses)

    @property
    def first_over_floor(self) -> float:
        """The time to the first token over its unloaded floor."""
        return 1.0 if self.alone else FIRST_TOKEN_OVER_FLOOR

    @property
    def _own_prompt(self) -> Floats:
        """Seconds before losses that a token's share of its own prompt takes; shape (s,)."""
        return self.load.prompts_per_token * self._per_prompt_token

    def largest_batch(
        self, busy_s: Floats, slope: Floats, limit: Floats | float = math.inf
    ) -> Floats:
        """Return the batch whose step takes so long before losses; below 1 even one is too slow.

        Where it is beyond the limit already, how far beyond does not matter.
        """
        left = busy_s - self.fixed
        # A straight line as long as no stage has two sequences, which share experts.
        batch = np.maximum((left - self._experts_of_one) / slope, 0.0)
        if not self.experts:
            return batch
        shared = batch > self.stages
        with_all = np.maximum((left - self.experts) / slope, self.stages)
        batch = np.where(shared, with_all, batch)
        below = np.flatnonzero(shared & (batch < limit))
        if below.size:
            batch[below] = self._root(left[below], slope[below], batch[below])
        return batch

    def _root(self, left: Floats, slope: Floats, batch: Floats) -> Floats:
        """Return the batch whose experts and sequences take what is left.

        From a batch that is not too large, and one sequence in each stage at least: the time is
        concave from there on, so that Newton's steps rise towards the root and never pass it.
        """
        for _ in range(NEWTON_STEPS):
            unlike = self._unlike(batch)
            if self.steepness * float(unlike.min()) > _ALL_EXPERTS:
                break
            missed = self.experts * np.exp(-self.steepness * unlike)
            more = self.likeness * unlike / batch
            rise = left - self.experts + missed - slope * batch
            rise /= slope + self.steepness * more * missed
            batch = batch + rise
            if bool((rise <= NEAR * batch).all()):
                break
        return batch

    def alone_s(self, slope: Floats) -> Floats:
        """Return how long a step with a single sequence takes before losses."""
        return self.fixed + self._experts_of_one + slope

    def target(self) -> Floats:
        """Return how long a step may take before losses, for the load's latency target."""
        load = self.load
        before = self._own_prompt if self.alone else 0.0
        if load.token_time_s is not None or load.p95_s is None:
            return np.asarray(load.patience_s * self.losses + before)
        left = (load.p95_s / TAIL_OVER_MEAN) * self.losses
        first = self.prompt + (self.fixed + self._experts_of_one)
        return np.asarray((left - self.first_over_floor * first) / load.output_tokens + before)

    @property
    def _experts_of_one(self) -> float:
        """Seconds to read those of one sequence, before losses."""
        return -self.experts * math.expm1(-self.steepness)

    def _experts_at(self, batch: Numbers) -> Numbers:
        return np.asarray(self.experts * -np.expm1(-self.steepness * self._unlike(batch)))

    def _unlike(self, batch: Numbers) -> Floats:
        return np.asarray(unlike_tokens(np.asarray(batch) / self.stages, self.likeness))


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatingPoint:
    """One replica at its working load; arrays have shape (s,)."""

    times: TokenTime
    batch: Floats
    token_time_s: Floats
    short_s: float
    """Seconds before losses by which even a batch of one is too slow for a token; 0 in time."""
    always_meets_target: bool

    @property
    def meets_target(self) -> bool:
        """Whether a batch of one meets the target in the median."""
        return self.short_s <= 0.0

    @property
    def tokens_per_s(self) -> Floats:
        """Output tokens per second of one replica."""
        return self.batch / self.token_time_s

    @property
    def held_s(self) -> Floats:
        """How long one request occupies its place."""
        first = self.times.first_token_at(self.batch, self.token_time_s)
        return first + self.times.load.output_tokens * self.token_time_s


def token_time(
    replica: Setup, efficiency: Efficiency, load: Load, losses: Floats, *, alone: bool = False
) -> TokenTime:
    """Return how the token time grows with the batch under a load.

    Args:
        replica: Model on accelerators.
        efficiency: Fitted constants.
        load: Request lengths.
        losses: Engine share times measured over predicted speed; divides every time.
        alone: Whether one request is answered after the other.
    """
    missed = float(missed_per_token(replica))
    return TokenTime(
        seconds=coefficients(replica, efficiency),
        steepness=-math.log(missed) if missed > 0 else 0.0,
        likeness=float(efficiency.likeness),
        stages=float(replica.stages),
        window_tokens=float(replica.window_tokens),
        losses=losses,
        load=load,
        alone=alone,
    )


def memory_limit(replica: Setup, memory_gb: float, reserved_bytes: float, load: Load) -> Floats:
    """Return how many sequences the memory holds, at least 1."""
    room = USABLE_SHARE * memory_gb * GB - float(weight_bytes(replica)) - reserved_bytes
    return np.maximum(room / np.maximum(cache_bytes(replica, load.held_tokens), 1.0), 1.0)


def operating_point(times: TokenTime, batch_limit: Floats | float) -> OperatingPoint:
    """Return the largest whole batch within the latency target, memory and the engine's cap.

    Who can wait a little pays for no server that is kept nearly empty, and where not even a single
    sequence is in time no less than at the tightest target that can be kept: no bill falls as a
    target tightens.
    """
    slope = times.slope
    limit = np.minimum(batch_limit, ENGINE_BATCH_CAP)
    target = times.target()
    alone = times.alone_s(slope)
    in_time = median_reaches(target - alone, 0.0)
    step = target if times.load.hard else np.maximum(target, UNHURRIED * alone)
    batch = times.largest_batch(step, slope, limit)
    batch = np.maximum(np.floor(np.minimum(batch, limit) + _ROUNDED), 1.0)
    token_time_s = times.at(batch, slope)
    return OperatingPoint(
        times=times,
        batch=batch,
        token_time_s=token_time_s,
        short_s=0.0 if in_time else median(alone - target),
        always_meets_target=bool((token_time_s * times.losses <= target * (1 + _ROUNDED)).all()),
    )
