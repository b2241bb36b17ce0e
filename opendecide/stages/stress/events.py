"""What may happen over the horizon: the scenarios of the profile, and the usual ones."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import exp

from opendecide.measures.compliance import PERSONAL_KINDS
from opendecide.measures.data_security import in_europe
from opendecide.measures.view import rule
from opendecide.model.message import Message
from opendecide.stages.run import Run

END = 0.3
"""Probability that stands for the P10 and for the P90 of a figure; its middle has the rest."""
LOW, HIGH = 0.1, 0.9
VOLUMES = (0.5, 2.0)
"""Times the expected volume, where the profile says nothing of it."""


@dataclass(frozen=True, slots=True)
class Event:
    """One scenario before it is run."""

    id: str
    label: Message
    setting: str
    stated: bool
    probability: float | None = None


def events(today: Run) -> Iterator[Event]:
    """Go through the scenarios of a case: those of the profile, and the usual ones.

    What the profile does not speak of has no probability, and of usual figures that the ranking
    has drawn already only the end that hurts is shown.
    """
    yield from _prices(today)
    yield from _volumes(today)
    yield from _ground(today)
    yield from _migrations(today)


def _prices(today: Run) -> Iterator[Event]:
    stated = today.case.profile.scenarios.price_decline_per_year
    usual = rule(today.case, "cost.api_price_decline")
    span = (stated.low, stated.high) if stated is not None else None
    if span is None and usual is not None and usual.range is not None:
        span = (usual.range[0], usual.range[2])
    if span is None or span[0] == span[1]:
        return
    ends = (("prices_hold", span[0]), ("prices_fall", span[1]))
    for id_, share in ends if stated is not None else ends[1:]:
        yield Event(
            id_,
            Message(code="scenario.prices", values={"percent": 100 * share}),
            f"scenarios.price_decline_per_year={share:g}",
            stated is not None,
            None if stated is None else END,
        )


def _volumes(today: Run) -> Iterator[Event]:
    stated = today.case.profile.scenarios.volume_multiplier
    ends = VOLUMES if stated is None else (stated.low, stated.high)
    for id_, times in (("less_volume", ends[0]), ("more_volume", ends[1])):
        if times > 0 and (stated is None or stated.low < stated.high):
            yield Event(
                id_,
                Message(code="scenario.volume", values={"times": times}),
                f"scenarios.volume_multiplier={times:g}",
                stated is not None,
                None if stated is None else END,
            )


def _ground(today: Run) -> Iterator[Event]:
    """Let the country that most of the choices answer to lose its adequacy decision.

    It is one of European law, and about data on persons: to others its end means nothing. Whoever
    states how likely it is, or keeps to such decisions by a rule of their own, is shown it too.
    """
    if not _concerned(today):
        return
    countries = today.case.catalog.countries
    controls: Counter[str] = Counter()
    for view in today.views:
        owner = view.of_offer("ultimate_owner") or view.of_offer("control_country")
        for word in owner.words if owner is not None and not view.own_site else ():
            known = countries.get(word)
            if word not in today.case.home_countries and known and known.adequacy and not known.eea:
                controls[word] += 1
    if controls:
        country = min(controls, key=lambda one: (-controls[one], one))
        probability = today.case.profile.scenarios.foreign_transfer_ground_lost
        yield Event(
            "ground_lost",
            Message(code="scenario.ground_lost", values={"country": country}),
            f"catalog.countries.{country}.adequacy=false",
            probability is not None,
            probability,
        )


def _concerned(today: Run) -> bool:
    """Tell whether anything hangs on decisions of the European Commission on transfers."""
    case = today.case
    rules = case.profile.jurisdiction.country_policy
    if case.profile.scenarios.foreign_transfer_ground_lost is not None:
        return True
    if any(one.country == "no_adequacy" for one in rules):
        return True
    personal = any(one.kind in PERSONAL_KINDS for need in case.needs for one in need.classes)
    return personal and in_europe(case)


def _migrations(today: Run) -> Iterator[Event]:
    """Count forced migrations over the horizon as chance would have it, at the stated rate."""
    if today.case.done_once:
        return  # after it nothing is left to move
    stated = today.case.profile.scenarios.retirement_forced_migrations_per_year
    usual = rule(today.case, "cost.migrations_per_year_api")
    years = today.case.profile.budget.horizon_years
    if stated is not None:
        ends = tuple(_poisson(stated * years, share) / years for share in (LOW, HIGH))
    elif usual is not None and usual.range is not None:
        ends = (usual.range[0], usual.range[2])
    else:
        return
    if ends[0] == ends[1]:
        return
    rates = (("few_migrations", ends[0]), ("many_migrations", ends[1]))
    for id_, rate in rates if stated is not None else rates[1:]:
        yield Event(
            id_,
            Message(code="scenario.migrations", values={"count": rate * years, "years": years}),
            f"scenarios.retirement_forced_migrations_per_year={rate:.4g}",
            stated is not None,
            None if stated is None else END,
        )


def _poisson(mean: float, share: float) -> int:
    """Return the count that is not passed with a probability of at least `share`.

    Examples:
        >>> _poisson(2.1, 0.1), _poisson(2.1, 0.9)
        (0, 4)
    """
    count, term = 0, exp(-mean)
    total = term
    while total < share:
        count += 1
        term *= mean / count
        total += term
    return count
