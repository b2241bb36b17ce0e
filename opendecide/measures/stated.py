"""What a fact states outright: factors that need no arithmetic, and options described by facts."""

from opendecide.errors import InvalidInputError
from opendecide.measures.performance import Performance, unknown
from opendecide.measures.view import View
from opendecide.model.criteria import Factor
from opendecide.model.fact import Fact

FACT = "fact"
"""The measure of a factor that reads the fact of its own name."""


def own_fact(view: View, factor: Factor) -> Performance:
    """Read the fact that is called like the factor: the offer's, else that of its model."""
    name = _full_name(view, factor)
    accepted = view.case.profile.evidence.accepted_sources
    for kind, entry in (("offers", view.offer), ("models", view.model)):
        fact = entry.facts.get(name)
        if fact is not None and fact.grade in accepted:
            return stated(fact, factor, f"{kind}/{entry.id}/facts.{name}")
    return unknown(f"models/{view.model.id}/facts.{name}")


def _full_name(view: View, factor: Factor) -> str:
    return next(
        f"{criterion.id}.{factor.id}"
        for criterion in view.case.criteria.criteria
        if factor in criterion.factors
    )


def stated(fact: Fact | None, factor: Factor, key: str) -> Performance:
    """Return the performance that a fact states outright.

    Raises:
        InvalidInputError: If it states a word that is no level of the factor.
    """
    if fact is None:
        return unknown(key)
    words = fact.any_of or ((fact.value,) if isinstance(fact.value, str) else ())
    if words:
        for word in words:
            if word not in factor.levels:
                raise InvalidInputError(
                    "{fact}: '{word}' is no level of '{factor}'; its levels are: {levels}",
                    fact=key,
                    word=word,
                    factor=factor.id,
                    levels=", ".join(factor.levels) or "–",
                )
        return Performance(key=key, levels=words, evidence=(key,))
    if isinstance(fact.value, (bool, tuple, str)) or factor.levels:
        return unknown(key)
    low, high = fact.low, fact.high
    mid = fact.value
    if mid is None:
        if low is None or high is None:
            return unknown(key)
        return Performance(
            key=key, low=low, mid=(low + high) / 2, high=high, cautious=True, evidence=(key,)
        )
    return Performance(
        key=key,
        low=mid if low is None else low,
        mid=mid,
        high=mid if high is None else high,
        evidence=(key,),
    )
