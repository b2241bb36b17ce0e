"""What the licence of a model's weights forbids this organisation."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from opendecide.cost.discounting import MONTHS
from opendecide.measures.case import Case, Need
from opendecide.measures.view import licence_of, read
from opendecide.model.model_facts import Licence, Model
from opendecide.stages.candidates.labels import as_open_as, least_openness


class Standing(IntEnum):
    """Whether a model may be used for a workload, the best first."""

    FREE = 0
    UNKNOWN = 1
    BARRED = 2


@dataclass(frozen=True, slots=True)
class Breach:
    """A term that a use would break, with the code of its message."""

    code: str
    values: Mapping[str, object]


def needs_licence(case: Case, model: Model) -> bool:
    """Tell whether the weights may be had, so that their licence counts."""
    weights = read(case, "models", model.id, model, "artifacts.weights")
    return weights is not None and weights.truth is not False


def breaches(case: Case, need: Need, model: Model, licence: Licence) -> Iterator[Breach]:
    """Yield the thresholds, regions and fields of use that a workload would break."""
    size = case.profile.organisation.size
    if licence.commercial is False and need.commercial:
        yield Breach("licence.non_commercial", {})
    users = size.monthly_users_of_products
    if licence.monthly_users_limit is not None and (users or 0) > licence.monthly_users_limit:
        values = {"limit": licence.monthly_users_limit, "users": users}
        yield Breach("licence.users_limit", values)
    limit = licence.annual_revenue_limit
    if limit is None and licence.monthly_revenue_limit is not None:
        limit = licence.monthly_revenue_limit * MONTHS
    if limit is not None and size.annual_revenue is not None and need.commercial:
        revenue = case.convert(size.annual_revenue.amount, size.annual_revenue.currency)
        bound = case.convert(limit, licence.annual_revenue_currency or "USD")
        if revenue is not None and bound is not None and revenue > bound:
            yield Breach("licence.revenue_limit", {"limit": bound, "revenue": revenue})
    country = case.profile.organisation.country
    excluded = case.countries_of(licence.region_exclusions)
    bites = not licence.region_exclusion_modalities or set(
        licence.region_exclusion_modalities
    ) & set(model.modalities)
    if country in excluded and bites:
        yield Breach("licence.region_exclusion", {"region": country})
    if need.workload.redistribute == "adapted_model" and licence.redistribution is False:
        yield Breach("licence.redistribution", {})


def standing(case: Case, need: Need, model: Model) -> Standing:
    """Return whether a model may be used for a workload, by its licence and by what is required."""
    wanted = least_openness(case)
    required = case.profile.preferences.openness_required
    open_enough = as_open_as(case, model, wanted) if wanted is not None and required else True
    if open_enough is False:
        return Standing.BARRED
    if not needs_licence(case, model):
        return Standing.FREE
    licence = licence_of(case, model)
    if licence is None:
        return Standing.UNKNOWN
    if any(True for _ in breaches(case, need, model, licence)):
        return Standing.BARRED
    return Standing.FREE if open_enough else Standing.UNKNOWN
