"""The planning figures that bills read, by name and unit; the catalogue's rules have the values."""

from collections.abc import Mapping
from types import MappingProxyType

_KINDS = ("api", "seats", "managed", "cloud", "owned", "device")

PLANNING: Mapping[str, str] = MappingProxyType(
    {
        "discount_rate": "1/year",
        "api_price_decline": "1/year",
        "batch_share": "1",
        "accelerator_price_decline": "1/year",
        "accelerator_price_factor": "1",
        "reserved_discount": "1",
        "salary_per_year": "money/year",
        **{f"fte_{kind}": "FTE" for kind in _KINDS},
        "fte_per_accelerator_cloud": "FTE",
        "fte_per_accelerator_owned": "FTE",
        "fte_per_device": "FTE",
        "devices_per_person": "devices",
        "device_scale": "1",
        "fte_evaluation": "FTE",
        "fte_guardrails": "FTE",
        "fte_validation": "FTE",
        "fte_application": "FTE",
        **{f"setup_{kind}": "FTE year" for kind in _KINDS},
        "setup_per_device": "FTE year",
        "setup_application": "FTE year",
        "adaptation": "FTE year",
        "adaptation_again": "FTE year",
        "migration": "FTE year",
        "revalidation": "FTE year",
        **{f"migrations_per_year_{kind}": "1/year" for kind in _KINDS},
        "exit": "FTE year",
        "software_per_month_cloud": "money/month",
        "software_per_month_owned": "money/month",
        "software_per_month_managed": "money/month",
        "throughput_factor": "1",
        "deployment_derate": "1",
        "autoscaling_follow": "1",
        "life_years": "year",
        "residual_share": "1",
        "capital_cost": "1/year",
        "maintenance_share": "1/year",
        "colocation_per_kw_month": "money/kW/month",
        "price_per_kwh": "money/kWh",
        "pue": "1",
        "grid_kg_per_kwh": "kg/kWh",
        "site_grid_kg_per_kwh": "kg/kWh",
        "server_over_accelerators": "1",
        "idle_power_share": "1",
        "busy_power_share": "1",
        "light_power_share": "1",
        "embodied_kg_per_accelerator": "kg",
        "service_joule_per_token": "J/token",
        "machine_price_level": "1",
        "seconds_per_image": "s",
        "audio_weight_reads": "1/s",
    }
)
"""Unit by name; the rule is `cost.<name>`, and `money` stands for any currency."""
