"""The largest batch that meets the latency target, and what it yields."""

from dataclasses import dataclass

import numpy as np

from opendecide.cost.demand import Floats
from opendecide.cost.speed import (
    Efficiency,
    Numbers,
    Setup,
    decode_step_s,
    first_token_s,
    prefill_s,
)

ENGINE_BATCH_CAP = 1024.0
_NEWTON_STEPS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatingPoint:
    """One replica at its working load; arrays have shape (s,)."""

    batch: Floats
    token_time_s: Floats
    tokens_per_s: Floats
    first_token_s: Floats
    meets_target: Floats
    """1 where a batch of one meets the target, else 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenTime:
    """The token time of one replica as `fixed + experts × (1 − miss^B) + slope × B`, in seconds."""

    fixed: Floats
    experts: Floats
    miss: Numbers
    slope: Floats

    def at(self, batch: Numbers) -> Floats:
        """Return the token time at a batch."""
        return np.asarray(self.fixed + self.experts * (1.0 - self.miss**batch) + self.slope * batch)

    def largest_batch(self, target_s: Numbers) -> Floats:
        """Return the batch at which the token time reaches a target, which may be below 1.

        The time is concave in the batch, so Newton's steps rise towards the root and never pass it.
        """
        batch = np.maximum((target_s - self.fixed - self.experts) / self.slope, 0.0)
        if not np.any(self.experts > 0):
            return np.asarray(batch)
        steepness = -np.log(np.maximum(self.miss, 1e-12))
        for _ in range(_NEWTON_STEPS):
            missed = self.experts * self.miss**batch
            gap = target_s - (self.fixed + self.experts - missed + self.slope * batch)
            batch = np.maximum(batch + gap / (self.slope + steepness * missed), 0.0)
        return np.asarray(batch)


def token_time(
    replica: Setup,
    efficiency: Efficiency,
    input_tokens: Numbers,
    output_tokens: Numbers,
    *,
    speed_factor: Numbers = 1.0,
) -> TokenTime:
    """Return how the token time of a replica grows with the batch, for given request lengths.

    `speed_factor` is measured over predicted speed; it divides every time.
    """
    outputs = np.maximum(np.asarray(output_tokens, dtype=float), 1.0)
    context = input_tokens + 0.5 * outputs
    losses = efficiency.engine * np.asarray(speed_factor)
    empty = decode_step_s(replica, efficiency, 0.0, context)
    one = decode_step_s(replica, efficiency, 1.0, context)
    miss = 1.0 - np.asarray(replica.experts_per_token) / replica.experts
    experts = replica.expert_weight_bytes / (replica.bytes_per_s * efficiency.bandwidth_share)
    slope = (one - empty - experts * (1.0 - miss)) + prefill_s(
        replica, efficiency, input_tokens
    ) / outputs
    shape = np.broadcast_shapes(np.shape(slope), np.shape(losses))
    return TokenTime(
        fixed=np.broadcast_to(empty / losses, shape),
        experts=np.broadcast_to(experts / losses, shape),
        miss=miss,
        slope=np.broadcast_to(slope / losses, shape),
    )


def operating_point(
    replica: Setup,
    efficiency: Efficiency,
    *,
    input_tokens: Numbers,
    output_tokens: Numbers,
    target_s: Numbers,
    batch_limit: Numbers,
    speed_factor: Numbers = 1.0,
) -> OperatingPoint:
    """Return the largest batch within memory, engine and latency limits, and its speed.

    Args:
        replica: Model on accelerators.
        efficiency: Fitted constants.
        input_tokens: Per request.
        output_tokens: Per request.
        target_s: Most time for one output token.
        batch_limit: What memory allows, at least 1.
        speed_factor: Measured over predicted speed.
    """
    times = token_time(replica, efficiency, input_tokens, output_tokens, speed_factor=speed_factor)
    reached = times.largest_batch(target_s)
    limit = np.minimum(batch_limit, ENGINE_BATCH_CAP)
    batch = np.maximum(np.floor(np.minimum(reached, limit) + 1e-9), 1.0)
    per_token = times.at(batch)
    return OperatingPoint(
        batch=batch,
        token_time_s=per_token,
        tokens_per_s=batch / per_token,
        first_token_s=np.asarray(
            first_token_s(replica, efficiency, input_tokens, batch) / np.asarray(speed_factor)
        ),
        meets_target=(reached >= 1.0).astype(float),
    )
