"""The people there are, with every blank filled in."""

from opendecide.cost.care import size_factor
from opendecide.cost.currency import exchange_factor
from opendecide.measures.case import Crew
from opendecide.model.catalog import Catalog
from opendecide.model.criteria import PersonaDefaults
from opendecide.model.means import Team
from opendecide.model.profile import Profile
from opendecide.stages.filling.filled_in import FilledIn
from opendecide.stages.filling.salary import usual_salary

PARTNER_FTE_FACTOR = 1.5
"""A partner's day costs about half more than an own employee's: margin and idle time."""
AROUND_A_SERVICE = frozenset({"delivery_fte", "security_fte", "compliance_fte"})
"""People whose work grows with the house; who runs machines is as busy in a small one."""
FTE_DIGITS = 2
"""Hundredths of a person: what is usual is not known better."""


KINDS_OF_PEOPLE = (
    "ml_fte",
    "ops_fte",
    "security_fte",
    "compliance_fte",
    "delivery_fte",
    "hireable_fte",
)


def crew_of(profile: Profile, usual: PersonaDefaults, said: FilledIn, catalog: Catalog) -> Crew:
    """Return the people stated, and where none are, those usual for a house of this size."""
    team = profile.team
    nobody = _nobody_there(team)
    around = _share_of_a_usual_crew(profile, usual)
    figures: dict[str, float] = {}
    for name in KINDS_OF_PEOPLE:
        stated = getattr(team, name)
        if stated is not None:
            figures[name] = stated
        elif name in nobody:
            figures[name] = 0.0
        else:
            share = around if name in AROUND_A_SERVICE else 1.0
            figures[name] = round(share * getattr(usual, name), FTE_DIGITS)
            said.take(f"team.{name}", figures[name])
    if team.ml_level is None:
        said.take("team.ml_level", usual.ml_level)
    if team.on_call is None:
        said.take("team.on_call", usual.on_call)
    return Crew(
        ml_level=team.ml_level or usual.ml_level,
        on_call=team.on_call or usual.on_call,
        partner_fte=_partner_fte(profile, catalog),
        loaded_cost=None,
        **figures,
    )


def _nobody_there(team: Team) -> frozenset[str]:
    """Return the kinds of people of whom a profile says in other words that there are none.

    Whoever has nobody for models and nobody who operates anything has nobody who connects
    software either, unless they say so.
    """
    no_models = team.ml_fte == 0 or (team.ml_fte is None and team.ml_level == "none")
    none = {"ml_fte"} if team.ml_level == "none" else set()
    return frozenset(none | {"delivery_fte"} if no_models and team.ops_fte == 0 else none)


def _share_of_a_usual_crew(profile: Profile, usual: PersonaDefaults) -> float:
    """Return how many of the usual people a smaller house has; a larger one may have them busy.

    They grow with size as the people do that a service takes.
    """
    headcount = profile.organisation.size.headcount
    if not headcount:
        return 1.0
    return min(1.0, size_factor(headcount) / size_factor(usual.headcount))


def _partner_fte(profile: Profile, catalog: Catalog) -> float:
    """Return how many people the budget for a partner buys."""
    team, organisation = profile.team, profile.organisation
    budget = team.partner_budget
    if budget is None:
        return 0.0
    usual = usual_salary(catalog, organisation.country, organisation.persona)
    known = [(usual.middle, usual.currency)]
    if team.loaded_cost is not None:
        known.insert(0, (team.loaded_cost.amount, team.loaded_cost.currency))
    for salary, currency in known:
        factor = exchange_factor(currency, budget.currency, catalog.rates)
        if factor is not None and salary > 0:
            return budget.amount / (salary * factor * PARTNER_FTE_FACTOR)
    return 0.0
