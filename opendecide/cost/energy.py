"""Electricity and carbon of the machines, busy and idle."""

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
