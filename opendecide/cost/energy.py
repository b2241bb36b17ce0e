"""Electricity and carbon of the machines, busy and idle."""

from collections.abc import Mapping

import numpy as np

from opendecide.cost.demand import HOURS_PER_YEAR, Floats
from opendecide.cost.speed import Numbers

JOULE_PER_KWH = 3.6e6


def kwh_per_year(  # noqa: PLR0913 — physics has this many terms
    *,
    accelerators: Numbers,
    rated_w: Numbers,
    server_over_accelerators: Numbers,
    pue: Numbers,
    busy_share: Numbers,
    busy_power_share: Numbers,
    idle_power_share: Numbers,
) -> Numbers:
    """Return what machines that are always on take from the meter in a year.

    Examples:
        >>> round(
        ...     kwh_per_year(
        ...         accelerators=1.0, rated_w=1000.0, server_over_accelerators=1.25, pue=1.2,
        ...         busy_share=0.5, busy_power_share=0.8, idle_power_share=0.3,
        ...     )
        ... )
        7232
    """
    mean_share = idle_power_share + busy_share * (busy_power_share - idle_power_share)
    kilowatts = accelerators * rated_w / 1000 * server_over_accelerators * pue * mean_share
    return kilowatts * HOURS_PER_YEAR


def metered(  # noqa: PLR0913 — physics has this many terms
    assumed: Mapping[str, Floats],
    rated_w: float,
    accelerators: Numbers,
    busy_share: Numbers,
    *,
    busy_power_share: Floats,
    on_a_device: bool,
    idling: Numbers | None,
) -> Floats:
    """Return what the meter counts of a year for one model.

    Args:
        assumed: Planning figures.
        rated_w: Of one accelerator.
        accelerators: At work or standing by.
        busy_share: Of their time.
        busy_power_share: Of the rated power while at work, no less than in a pause.
        on_a_device: That is on anyway, so that its pauses are not counted.
        idling: Accelerators of which it has the pauses in its bill; None: all at which it works.
    """
    pause = 0.0 if on_a_device else assumed["idle_power_share"]
    each = kwh_per_year(
        accelerators=1.0,
        rated_w=rated_w,
        server_over_accelerators=assumed["server_over_accelerators"],
        pue=1.0 if on_a_device else assumed["pue"],
        busy_share=1.0,
        busy_power_share=1.0,
        idle_power_share=0.0,
    )
    work = accelerators * busy_share * (busy_power_share - pause)
    return np.asarray(each * (work + (accelerators if idling is None else idling) * pause))


def kwh_per_million_tokens(  # noqa: PLR0913 — physics has this many terms
    *,
    accelerators: Numbers,
    rated_w: Numbers,
    server_over_accelerators: Numbers,
    pue: Numbers,
    power_share: Numbers,
    tokens_per_s: Numbers,
) -> Numbers:
    """Return the electricity of a million output tokens at full load.

    Examples:
        >>> round(
        ...     kwh_per_million_tokens(
        ...         accelerators=1.0, rated_w=1000.0, server_over_accelerators=1.25, pue=1.25,
        ...         power_share=0.8, tokens_per_s=9400.0,
        ...     ),
        ...     3,
        ... )
        0.037
    """
    watts = accelerators * rated_w * server_over_accelerators * pue * power_share
    return watts / (3.6 * tokens_per_s)


def kgco2e_per_million_tokens(
    *, kwh: Numbers, grid_kg_per_kwh: Numbers, embodied_kg: Numbers, lifetime_tokens: Floats
) -> Numbers:
    """Return operating and embodied carbon of a million output tokens."""
    return kwh * grid_kg_per_kwh + embodied_kg * 1e6 / lifetime_tokens
