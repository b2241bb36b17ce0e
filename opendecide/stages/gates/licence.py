"""Gate: the licence of the weights permits this use."""

from collections.abc import Iterator

from opendecide.measures.case import Need
from opendecide.measures.view import View, licence_of, read
from opendecide.model.model_facts import Licence, Model
from opendecide.stages.gates.outcome import Outcome, message
from opendecide.stages.labels import as_open_as, labels_of, least_openness

GATE = "licence"
MONTHS = 12


def licence(view: View) -> Iterator[Outcome]:
    """Object where thresholds, regions or fields of use hit this organisation."""
    for need in view.served_needs():
        model = view.serving[need.id]
        weights = read(view.case, "models", model.id, model, "artifacts.weights")
        if weights is None or weights.truth is False:
            continue
        found = licence_of(view.case, model)
        fact = f"models/{model.id}/licence"
        if found is None:
            yield Outcome(
                gate=GATE,
                kind="conditional",
                workload=need.id,
                reason=message("licence.unknown", model=model.name),
                fact=fact,
                silent=view.self_run,  # who uses a service signs with its operator
            )
            continue
        yield from _clauses(view, need, model, found, fact)
    yield from _openness(view)


def _clauses(view: View, need: Need, model: Model, found: Licence, fact: str) -> Iterator[Outcome]:
    def hit(code: str, **values: object) -> Outcome:
        return Outcome(
            gate=GATE,
            kind="excluded",
            workload=need.id,
            reason=message(code, licence=found.name, clause=found.clause or "", **values),
            fact=fact,
            cure=message("cure.buy_licence", licence=found.name, text=found.cure or ""),
        )

    size = view.case.profile.organisation.size
    if found.commercial is False and need.commercial:
        yield hit("licence.non_commercial")
    users = size.monthly_users_of_products
    if found.monthly_users_limit is not None and (users or 0) > found.monthly_users_limit:
        yield hit("licence.users_limit", limit=found.monthly_users_limit, users=users)
    limit = found.annual_revenue_limit
    if limit is None and found.monthly_revenue_limit is not None:
        limit = found.monthly_revenue_limit * MONTHS
    if limit is not None and size.annual_revenue is not None and need.commercial:
        revenue = view.case.convert(size.annual_revenue.amount, size.annual_revenue.currency)
        bound = view.case.convert(limit, found.annual_revenue_currency or "USD")
        if revenue is not None and bound is not None and revenue > bound:
            yield hit("licence.revenue_limit", limit=bound, revenue=revenue)
    country = view.case.profile.organisation.country
    excluded = view.case.countries_of(found.region_exclusions)
    bites = not found.region_exclusion_modalities or set(found.region_exclusion_modalities) & set(
        model.modalities
    )
    if country in excluded and bites:
        yield hit("licence.region_exclusion", region=country)
    if need.workload.redistribute == "adapted_model" and found.redistribution is False:
        yield hit("licence.redistribution")


OPENNESS = frozenset(
    {
        "proprietary",
        "source_available",
        "open_weights",
        "open_source_ai",
        "mof_class_1",
        "mof_class_2",
        "mof_class_3",
    }
)
"""Labels that say how open a model is; the others are about the law."""


def _openness(view: View) -> Iterator[Outcome]:
    """A wish for openness makes a condition, a principle excludes what a less open model serves."""
    wanted = least_openness(view.case)
    if wanted is None:
        return
    required = view.case.profile.preferences.openness_required
    for need in view.served_needs():
        model = view.serving[need.id]
        if as_open_as(view.case, model, wanted):
            continue
        labels = labels_of(view.case, model)
        yield Outcome(
            gate=GATE,
            kind="excluded" if required else "conditional",
            workload=need.id,
            reason=message(
                "openness.below",
                need=wanted,
                have=[one for one in sorted(labels) if one in OPENNESS] or None,
            ),
            fact=f"models/{model.id}/artifacts.weights",
        )
