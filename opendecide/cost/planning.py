"""Planning figures that count until the catalogue or the organisation gives its own."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from opendecide.model.fact import Fact

_MODEL = "cost model of this project, section 10"
_AS_OF = date(2026, 11, 22)


def _figure(  # noqa: PLR0913 — a row of a table
    low: float,
    middle: float,
    high: float,
    unit: str,
    note: str,
    *,
    measured: bool = False,
) -> Fact:
    return Fact(
        low=low,
        value=middle,
        high=high,
        unit=unit,
        source=_MODEL,
        as_of=_AS_OF,
        grade="independent" if measured else "expert",
        note=note,
    )


def _point(value: float, unit: str, note: str) -> Fact:
    return Fact(value=value, unit=unit, source=_MODEL, as_of=_AS_OF, grade="expert", note=note)


PLANNING: Mapping[str, Fact] = MappingProxyType(
    {
        # Time and prices
        "discount_rate": _point(0.08, "1/year", "cost of capital of a mid-sized company"),
        "api_price_decline": _figure(
            0.014, 0.037, 0.072, "1/year", "list prices hardly fall for who stays", measured=True
        ),
        "accelerator_price_decline": _figure(0.05, 0.113, 0.189, "1/year", "triangular 0/10/25 %"),
        "accelerator_price_factor": _figure(0.85, 1.0, 1.1, "1", "negotiated over list price"),
        "reserved_discount": _figure(0.2, 0.33, 0.45, "1", "one to three years committed"),
        # People
        "salary_per_year": _figure(134e3, 163e3, 194e3, "USD/year", "triangular 110/160/220k"),
        "fte_api": _figure(0.03, 0.05, 0.2, "FTE", "keys, quota, version changes"),
        "fte_seats": _figure(0.02, 0.05, 0.15, "FTE", "accounts and first questions"),
        "fte_managed": _figure(0.05, 0.15, 0.4, "FTE", "between a service and own machines"),
        "fte_cloud": _figure(0.53, 0.83, 1.2, "FTE", "triangular 0.3/0.75/1.5; must be asked"),
        "fte_owned": _figure(0.53, 0.83, 1.2, "FTE", "triangular 0.3/0.75/1.5; must be asked"),
        "fte_device": _figure(0.01, 0.03, 0.1, "FTE", "installing and updating"),
        "fte_per_accelerator_cloud": _figure(0.005, 0.01, 0.02, "FTE", "driver, failures"),
        "fte_per_accelerator_owned": _figure(0.015, 0.025, 0.035, "FTE", "and the machine room"),
        # Once
        "setup_api": _figure(5e3, 15e3, 40e3, "USD", "integration and security review"),
        "setup_seats": _figure(2e3, 8e3, 25e3, "USD", "roll-out and training"),
        "setup_managed": _figure(10e3, 30e3, 70e3, "USD", "integration and security review"),
        "setup_cloud": _figure(43e3, 73e3, 116e3, "USD", "triangular 20/60/150k"),
        "setup_owned": _figure(43e3, 73e3, 116e3, "USD", "triangular 20/60/150k"),
        "setup_device": _figure(200.0, 1e3, 5e3, "USD", "installing and trying out"),
        # Every year
        "evaluation_per_year": _figure(2e3, 6e3, 20e3, "USD/year", "own test set kept and run"),
        "guardrails_per_year": _figure(
            2e3, 6e3, 20e3, "USD/year", "filters and logging, run by us"
        ),
        "software_per_month_cloud": _figure(
            100.0, 400.0, 1500.0, "USD/month", "monitoring, storage"
        ),
        "software_per_month_owned": _figure(
            100.0, 400.0, 1500.0, "USD/month", "monitoring, backup"
        ),
        "software_per_month_managed": _figure(0.0, 50.0, 300.0, "USD/month", "monitoring"),
        "migrations_per_year_api": _figure(0.2, 0.4, 0.8, "1/year", "versions retired by vendors"),
        "migrations_per_year_seats": _figure(
            0.0, 0.1, 0.3, "1/year", "the vendor changes silently"
        ),
        "migrations_per_year_managed": _figure(
            0.15, 0.3, 0.6, "1/year", "versions retired by hosts"
        ),
        "migrations_per_year_cloud": _figure(0.1, 0.2, 0.5, "1/year", "own wish for a newer model"),
        "migrations_per_year_owned": _figure(0.1, 0.2, 0.5, "1/year", "own wish for a newer model"),
        "migrations_per_year_device": _figure(
            0.1, 0.2, 0.5, "1/year", "own wish for a newer model"
        ),
        "migration_cost": _figure(2e3, 8e3, 30e3, "USD", "prompts adapted, tests run again"),
        "exit_cost": _point(0.0, "USD", "contractual part only; switching charges are banned"),
        # Machines
        "throughput_factor": _figure(
            0.71, 1.04, 1.53, "1", "measured over predicted tokens/s", measured=True
        ),
        "deployment_derate": _figure(
            0.71, 0.85, 0.94, "1", "default settings, not a vendor's tuning", measured=True
        ),
        "autoscaling_follow": _figure(
            0.02, 0.3, 0.7, "1", "how much of the gap from peak to mean load is switched off"
        ),
        "life_years": _figure(3.0, 4.0, 5.0, "year", "of a server"),
        "residual_share": _figure(0.02, 0.1, 0.18, "1", "of the purchase price, at the end"),
        "capital_cost": _figure(0.06, 0.08, 0.11, "1/year", "weighted cost of capital"),
        "maintenance_share": _figure(0.055, 0.08, 0.11, "1/year", "of the purchase price"),
        "colocation_per_kw_month": _figure(110.0, 150.0, 200.0, "USD/month", "per kW"),
        "pue": _figure(1.15, 1.3, 1.5, "1", "power usage effectiveness"),
        "price_per_kwh": _figure(0.1, 0.18, 0.27, "USD/kWh", "0.08 to 0.30"),
        "grid_kg_per_kwh": _figure(0.05, 0.3, 0.5, "kg/kWh", "depends on the country; replace it"),
        "server_over_accelerators": _figure(
            1.2, 1.3, 1.4, "1", "server power over accelerator power", measured=True
        ),
        "idle_power_share": _figure(0.25, 0.32, 0.4, "1", "of the rated power"),
        "busy_power_share": _figure(0.6, 0.8, 0.96, "1", "batch above 16", measured=True),
        "light_power_share": _figure(0.49, 0.64, 0.81, "1", "batch up to 16", measured=True),
        "embodied_kg_per_accelerator": _figure(300.0, 850.0, 1500.0, "kg", "server share and card"),
        # What the token model does not cover
        "seconds_per_image": _figure(4.0, 10.0, 25.0, "s", "one consumer or workstation card"),
        "audio_speed": _figure(15.0, 40.0, 120.0, "1", "audio seconds per second, one card"),
    }
)
"""By name; `cost.<name>` in the catalogue's rules comes first."""
