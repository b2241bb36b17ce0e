"""What a profile says that makes a factor's swing worth more or less to this organisation.

A factor is a consequence: depth of adaptation is worth little where no workload needs any, support
more where an outage is critical. The shifts themselves are in `criteria/`; here is what they ask.
They move a persona's weights only: what somebody stated is meant as it is, and what they left
unsaid follows the persona, so it follows these as well.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.measures.customization import DEPTHS
from opendecide.measures.draws import Draws
from opendecide.measures.operability import CONVERSATIONS, STAFF
from opendecide.measures.performance import Floats
from opendecide.measures.requirements import LEAST_TUNING, deepest_wish
from opendecide.model.criteria import Criteria, factors_of
from opendecide.model.preferences import Cara, Weights
from opendecide.model.profile import Profile
from opendecide.model.recommendation import Assumed
from opendecide.stages.weighing.weights import WeightDraws, draw_weights

LARGE_HEADCOUNT = 1000
CRITICAL = frozenset({"high", "critical"})
SENSITIVE_SECTORS = frozenset({"health", "finance", "defence", "public"})


def _adapts(profile: Profile) -> bool:
    """Tell whether a workload asks for more than prompts, retrieval and tools.

    What nobody asks for is not needed, as at the gates: a workload that says nothing of adaptation
    takes the model as it is.
    """
    return any(deepest_wish(one) >= DEPTHS.index(LEAST_TUNING) for one in profile.workloads)


def _office_use(profile: Profile) -> bool:
    """Tell whether all of it is staff who ask and read, with nothing built on the answers."""
    return all(
        one.task_type in CONVERSATIONS
        and one.user_type in STAFF
        and one.exposure != "public"
        and not (one.validated or one.determinism_needed or one.affects_persons)
        for one in profile.workloads
    )


def _leaning(profile: Profile) -> float:
    """Return which way a stated attitude to risk leans: above 0 averse, below 0 seeking."""
    attitude = profile.risk.attitude
    if isinstance(attitude, Cara):
        return attitude.cara
    return {"averse": 1.0, "seeking": -1.0}.get(attitude or "", 0.0)


CONDITIONS: Mapping[str, Callable[[Profile], bool]] = MappingProxyType(
    {
        "redistributes": lambda one: any(w.redistribute == "adapted_model" for w in one.workloads),
        "fixed_annual_budget": lambda one: one.budget.fixed_annual,
        "risk_averse": lambda one: _leaning(one) > 0,
        "risk_seeking": lambda one: _leaning(one) < 0,
        # Whoever may not buy machines is not therefore short of cash.
        "cash_constrained": lambda one: one.budget.cash_available is not None,
        "adaptation_needed": _adapts,
        "no_adaptation_needed": lambda one: not _adapts(one),
        "own_ip": lambda one: one.obligations.own_ip,
        "prefers_open": lambda one: one.obligations.open_procurement.prefer_open,
        "determinism_needed": lambda one: any(w.determinism_needed for w in one.workloads),
        "sensitive_sector": lambda one: one.organisation.sector in SENSITIVE_SECTORS,
        "relies_on_community": lambda one: one.team.relies_on_community,
        "critical": lambda one: any(w.criticality in CRITICAL for w in one.workloads),
        "large": lambda one: (one.organisation.size.headcount or 0) >= LARGE_HEADCOUNT,
        "contributes_upstream": lambda one: one.preferences.contribute_upstream,
        "office_use": _office_use,
        "validated": lambda one: any(w.validated for w in one.workloads),
        "reproducibility": lambda one: one.obligations.reproducibility,
        "high_risk": lambda one: one.obligations.ai_act.risk_class == "high",
        "affects_persons": lambda one: any(w.affects_persons for w in one.workloads),
        "independence_high": lambda one: one.preferences.independence == "high",
        "independence_low": lambda one: one.preferences.independence == "low",
        "exposed": lambda one: any(
            w.exposure == "public" or w.user_type in ("public", "minors") for w in one.workloads
        ),
        "agentic": lambda one: any(w.agentic or w.task_type == "agentic" for w in one.workloads),
    }
)


class Shifts(NamedTuple):
    """How a profile moves the weights of its persona.

    Attributes:
        times: By factor, shape (m,).
        made: Every shift, as an assumption.
    """

    times: Floats
    made: tuple[Assumed, ...]


def shifts(criteria: Criteria, profile: Profile) -> Shifts:
    """Return how a profile moves the weights of its persona.

    Args:
        criteria: With the shifts of each factor.
        profile: Whose conditions are asked.

    Raises:
        InvalidInputError: If the criteria name a condition that nobody knows.
    """
    times = np.ones(len(factors_of(criteria)))
    made: list[Assumed] = []
    for column, (name, factor) in enumerate(factors_of(criteria).items()):
        for one in factor.weight_shifts:
            if one.when not in CONDITIONS:
                raise InvalidInputError(
                    "{name}.weight_shifts: no condition is called '{word}'",
                    name=name,
                    word=one.when,
                )
            if CONDITIONS[one.when](profile):
                times[column] *= one.times
                made.append(
                    Assumed(field=f"weights.{name}", value=f"× {one.times:g}", origin=one.when)
                )
    return Shifts(times, tuple(made))


def shifted(
    persona: str, stated: Weights, criteria: Criteria, draws: Draws, shifts: Shifts
) -> WeightDraws:
    """Return the weights of a persona as shifted, with what was stated as it was.

    Raises:
        InvalidInputError: If pairwise judgements contradict each other.
    """
    # A persona's draws are shifted once they are drawn: all shifts share them.
    alone = stated.are_the_personas
    times = np.ones_like(shifts.times) if alone else shifts.times
    asked = ("weights", id(criteria), persona, stated.model_dump_json())
    question = (*asked, times.tobytes())
    if question not in draws.memo:
        draws.memo[question] = draw_weights(
            criteria, persona, stated, draws.samples, draws.seed, times
        )
    drawn: WeightDraws = draws.memo[question]
    return _multiplied(drawn, asked, shifts.times, draws) if alone else drawn


def _multiplied(
    drawn: WeightDraws, asked: tuple[object, ...], times: Floats, draws: Draws
) -> WeightDraws:
    """Return drawn weights with each factor's multiplied, as shares of the whole again.

    Most changes that are tried leave the weights alone, so the last are kept; all would fill the
    memory.
    """
    question = (*asked, times.tobytes())
    found: WeightDraws
    last, found = draws.memo.get("weights multiplied last", (None, drawn))
    if question != last:
        samples = drawn.samples * times
        found = replace(drawn, samples=samples / samples.sum(axis=1, keepdims=True))
        draws.memo["weights multiplied last"] = (question, found)
    return found
