"""What turns a price of today into an amount over the horizon: rates, years, terms, carbon.

Each is a figure with a source, told so that a reader can follow the factors of a bill by hand.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from opendecide.cost import Bill, Capacity
from opendecide.cost.discounting import MONTHS
from opendecide.cost.electricity import kwh_per_million_output_tokens
from opendecide.cost.machine_lines import CAPITAL_TIED_UP
from opendecide.cost.order_statistics import median
from opendecide.model.message import Message

FALLS = ("api_price_decline", "accelerator_price_decline")
"""Planning figures that make the price of a line fall from year to year."""
OWN = "profile"
"""The source of a figure that the organisation states itself."""
_DIGITS = 4
Called = Callable[[str], str]


def conversions(bill: Bill, called: Called) -> Iterator[Message]:
    """Return the rates at which money of elsewhere and of later years came into a bill.

    Args:
        bill: What is worked out.
        called: Says a source as a reader can find it.
    """
    yield from _energy(bill, called)
    yield from _machine_years(bill)
    floor = MONTHS * median(bill.committed_per_month)
    if floor:
        yield Message(code="working.commitment", values={"floor": floor})
    for one in bill.assumed.exchanges:
        yield Message(
            code="working.exchange",
            values={
                "of": one.of,
                "into": one.into,
                "factor": round(one.factor, _DIGITS),
                "source": called(one.source),
                "as_of": str(one.as_of),
            },
        )
    yield Message(
        code="working.present_value",
        values={
            "years": bill.horizon_years,
            "months": round(bill.horizon_years * MONTHS),
            **_rate(median(bill.assumed["discount_rate"])),
            "factor": median(bill.assumed.trend().worth),
            "first": median(bill.assumed.present[0]),
        },
    )
    for demand in bill.demands:
        rate = median(demand.growth_per_year)
        if rate and not demand.once:
            values = {"workload": demand.workload, **_rate(rate)}
            yield Message(code="working.growth", values=values)
    read = {name for line in bill.lines for name in line.inputs}
    for name in (one for one in FALLS if one in read):
        rate = median(bill.assumed[name])
        if rate:
            fall = {"what": name, **_rate(rate), **_origin(bill, name, called)}
            yield Message(code="working.price_fall", values=fall)


def _energy(bill: Bill, called: Called) -> Iterator[Message]:
    """Say where electricity and carbon of a million output tokens come from."""
    kwh = kwh_per_million_output_tokens(bill)
    if kwh is None:
        return
    made = bill.capacity
    if not isinstance(made, Capacity):
        name = "service_joule_per_token"
        yield Message(code="working.service_energy", values=_origin(bill, name, called))
        return
    drawn, grid = median(kwh), median(bill.assumed[made.grid])
    values: dict[str, Any] = {
        "kwh": drawn,
        "grid": grid,
        "kg": drawn * grid,
        "middle": median(made.kgco2e_per_million_output_tokens),
    }
    values |= _origin(bill, made.grid, called)
    if made.on_a_device:
        yield Message(code="working.device_carbon", values=values)
        return
    machines, millions = median(made.accelerators), median(made.tokens_made) / 1e6
    making = median(bill.assumed["embodied_kg_per_accelerator"])
    life = median(bill.assumed["life_years"])
    values |= {
        "machines": machines,
        "making": making,
        "life": life,
        "millions": millions,
        "kg": drawn * grid + machines * making / (life * millions),
    }
    yield Message(code="working.carbon", values=values)


def _machine_years(bill: Bill) -> Iterator[Message]:
    """Say how the price of a machine becomes that of a year of it, and of a year of its care."""
    assumed = bill.assumed
    kept, life, capital = (
        assumed[name] for name in ("residual_share", "life_years", "capital_cost")
    )
    for line in bill.lines:
        if line.key == "server_years":
            a_year = (1.0 - kept) / life + capital * CAPITAL_TIED_UP
            yield Message(
                code="working.machine_year",
                values={
                    "price": median(line.unit_price / a_year),
                    "kept": round(100 * median(kept), 1),
                    "life": median(life),
                    "capital": round(100 * median(capital), 1),
                    "bound": CAPITAL_TIED_UP,
                },
            )
        elif line.key == "maintenance":
            share = assumed["maintenance_share"]
            values = {"price": median(line.unit_price / share), **_rate(median(share))}
            yield Message(code="working.maintenance", values=values)


def _rate(rate: float) -> Mapping[str, float]:
    """Return a rate a year, and the same in per cent as it is printed."""
    return {"rate": rate, "percent": round(100 * rate, 1)}


def _origin(bill: Bill, name: str, called: Called) -> Mapping[str, str | None]:
    """Return source and day of a planning figure; the organisation's own has no day."""
    source, day = bill.assumed.sources.get(name, (OWN, None))
    return {"source": called(source), "as_of": None if day is None else str(day)}
