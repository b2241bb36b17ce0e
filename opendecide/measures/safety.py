"""Safeguards of the system as deployed, and how it stands up to attack."""

from opendecide.measures.performance import Performance, interval, level, one_of
from opendecide.measures.view import Found, View, read

SAFEGUARDS = (
    "none",
    "refusal_training",
    "documented_post_training",
    "moderation_tuned",
    "monitored_and_tested",
)
WIDTH = {"own_test": 0.05, "independent": 0.05, "vendor": 0.15, "secondary": 0.15, "expert": 0.3}
"""Half width of a measured attack success rate, by grade of the test."""
NO_EVIDENCE = (0.2, 0.5, 0.9)
"""What a model without any published attack test may turn out to be."""


def builtin_safeguards(view: View) -> Performance:
    """Rate the filters of model and system, including those the organisation adds and funds."""
    found = view.of_model("safeguards")
    moderation = view.of_offer("moderation")
    added = view.case.profile.systems.guardrails in ("in_place", "planned")
    filtered = added or (moderation is not None and moderation.truth is True)
    key = f"models/{view.model.id}/safeguards"
    words = found.words if found is not None else ()
    evidence = tuple(one.id for one in (found, moderation) if one is not None)
    if words:
        words = tuple(sorted(words, key=SAFEGUARDS.index))
        if filtered:
            # Moderation lifts a documented model one step.
            words = tuple(dict.fromkeys(_moderated(one) for one in words))
    else:
        usual = view.case.once(("usual safeguards", view.model.id), lambda: _usual(view))
        words = SAFEGUARDS[:3]
        if usual is not None:
            # A maker's practice says something of the model that it has not written up yet: at
            # worst one step below the least that it comes to here, and never above its best.
            ends = (usual.words[0], usual.words[-1])
            least, most = (SAFEGUARDS.index(_moderated(one) if filtered else one) for one in ends)
            words = SAFEGUARDS[max(0, least - 1) : most + 1]
            evidence = (usual.id, *evidence)
    if len(words) == 1:
        return level(words[0], *evidence)
    return one_of(
        words,
        key,
        *evidence,
        missing=() if found is not None else (key,),
        known=found is not None,
    )


def _moderated(word: str) -> str:
    return "moderation_tuned" if word == "documented_post_training" else word


def _usual(view: View) -> Found | None:
    """Return what the maker says it does, or the least that it documents of another of the kind."""
    practice = view.of_maker_for_text("safeguards")
    if practice is not None and practice.words:
        return _sorted(practice)
    case, own = view.case, view.model
    found = [
        (SAFEGUARDS.index(min(fact.words, key=SAFEGUARDS.index)), one.id, fact)
        for one in case.catalog.models.values()
        if one.id != own.id
        and one.vendor == own.vendor
        and set(one.modalities) == set(own.modalities)
        and (fact := read(case, "models", one.id, one, "safeguards")) is not None
        and fact.words
    ]
    if not found:
        return None
    _, _, least = min(found, key=lambda one: one[:2])
    return _sorted(Found(least.id, least.fact.model_copy(update={"any_of": (_least(least),)})))


def _least(found: Found) -> str:
    return min(found.words, key=SAFEGUARDS.index)


def _sorted(found: Found) -> Found:
    """Return a fact with its levels from the worst to the best."""
    words = tuple(sorted(found.words, key=SAFEGUARDS.index))
    return Found(found.id, found.fact.model_copy(update={"any_of": words, "value": None}))


def robustness(view: View) -> Performance:
    """Estimate the attack success rate on named suites; no test at all leaves the wide default."""
    key = f"models/{view.model.id}/redteam"
    accepted = view.case.profile.evidence.accepted_sources
    rates = [one for one in view.model.redteam if one.grade in accepted]
    if not rates:
        low, mid, high = NO_EVIDENCE
        return interval(low, mid, high, key, missing=(key,), known=False, cautious=True)
    lows = [max(0.0, one.rate - WIDTH[one.grade] if one.low is None else one.low) for one in rates]
    highs = [
        min(1.0, one.rate + WIDTH[one.grade] if one.high is None else one.high) for one in rates
    ]
    # Suites differ in difficulty and are never averaged: the interval spans what was seen.
    middle = sorted(one.rate for one in rates)[len(rates) // 2]
    return interval(min(lows), middle, max(highs), key, key)
