"""Who helps: the people around the model, a company under contract, the way a project is run."""

from math import log

from opendecide.measures.operability import partner_left
from opendecide.measures.performance import Performance, interval, level, number, one_of, unknown
from opendecide.measures.view import Found, View

GOVERNANCE = (
    "closed",
    "issue_tracker",
    "published_policy",
    "several_organisations",
    "neutral_foundation",
)
SUPPORT = ("none", "community", "business_hours", "round_the_clock", "named_engineer")
SUBSCORES = 4
PARTNERS = "business_hours"
PARTNER_FTE_THAT_SUPPORTS = 0.2
"""A day a week: who has less of a partner has nobody who knows the case."""


def _logarithmic(value: float, worst: float, best: float) -> float:
    """Return 0 to 100 along the logarithm."""
    return _clip(100 * log(max(value, 1e-9) / worst) / log(best / worst))


def _linear(value: float, worst: float, best: float) -> float:
    return _clip(100 * (value - worst) / (best - worst))


def _clip(score: float) -> float:
    return min(100.0, max(0.0, score))


def community_health(view: View) -> Performance:
    """Rate the vitality of the community: the mean of four sub-scores from 0 to 100.

    A sub-score nobody measured lies anywhere from 0 to 100. On a model whose weights nobody gets
    nobody outside can work, so there is no community to measure: that is an answer and no gap.
    """
    key = f"communities/{view.model.community or view.model.id}"
    if view.downloadable is False and view.community is None:
        weights = view.of_model("artifacts.weights")
        return number(0.0, *(() if weights is None else (weights.id,)))
    if view.community is None:
        return unknown(key)
    facts: tuple[tuple[Found | None, object], ...] = (
        (view.of_community("contributors_90d"), lambda x: _logarithmic(x, 1, 300)),
        (view.of_community("absence_factor"), lambda x: _linear(x, 1, 10)),
        (view.of_community("first_response_days"), lambda x: _linear(x, 30, 1)),
        (
            view.of_community("releases_12m") or view.of_community("derivatives_12m"),
            lambda x: _linear(x, 0, 24),
        ),
    )
    low = high = 0.0
    evidence: list[str] = []
    for found, score in facts:
        if found is None or found.range is None or not callable(score):
            high += 100.0
            continue
        ends = (score(found.range[0]), score(found.range[2]))
        low += min(ends)
        high += max(ends)
        evidence.append(found.id)
    if not evidence:
        return unknown(key)
    low, high = low / SUBSCORES, high / SUBSCORES
    if high == low:
        return number(low, *evidence)
    return interval(low, (low + high) / 2, high, key, *evidence, missing=(key,), cautious=True)


def vendor_support(view: View) -> Performance:
    """Rate the contractual support, whatever the licence and whoever runs it.

    A partner whose budget is not used up by missing people answers in business hours at least.
    """
    least = PARTNERS if partner_left(view) >= PARTNER_FTE_THAT_SUPPORTS else SUPPORT[0]
    if view.self_run and view.offer.family != "on_premises_proprietary":
        return level(_better("community", least))
    found = view.of_offer("support")
    key = f"offers/{view.offer.id}/support"
    if found is None or not found.words:
        possible = SUPPORT[SUPPORT.index(least) :]
        return one_of(possible, key, missing=(key,), known=False)
    words = sorted({_better(one, least) for one in found.words}, key=SUPPORT.index)
    if len(words) == 1:
        return level(words[0], found.id)
    return one_of(tuple(words), key, found.id)


def _better(one: str, other: str) -> str:
    return max(one, other, key=SUPPORT.index)


def project_governance(view: View) -> Performance:
    """Rate how contributions and direction are managed."""
    found = view.of_community("governance")
    key = f"communities/{view.model.community or view.model.id}/governance"
    if found is not None and found.words:
        words = tuple(sorted(found.words, key=GOVERNANCE.index))
        return level(words[0], found.id) if len(words) == 1 else one_of(words, key, found.id)
    if view.downloadable is False:
        return level("closed")
    return one_of(GOVERNANCE[:3], key, missing=(key,), known=False)
