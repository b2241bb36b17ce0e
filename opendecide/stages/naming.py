"""What the catalogue entries that a recommendation speaks of are called."""

from collections.abc import Iterable

from opendecide.model.catalog import Catalog
from opendecide.model.recommendation import Recommendation

KINDS = ("models", "offers", "vendors", "communities", "machines", "alternatives")


def named(recommendation: Recommendation, catalog: Catalog) -> Recommendation:
    """Return the recommendation with the names of the entries behind its facts and bills."""
    return recommendation.model_copy(
        update={"names": entry_names(_spoken_of(recommendation), catalog)}
    )


def entry_names(ids: Iterable[str], catalog: Catalog) -> dict[str, str]:
    """Return the names by `kind/id`; what has no name of its own is left out."""
    found: dict[str, str] = {}
    for one in sorted(set(ids)):
        kind, _, entry = one.partition("/")
        record = getattr(catalog, kind, {}).get(entry) if kind in KINDS else None
        if record is None and kind == "communities":
            record = catalog.models.get(entry)  # a model without a community of its own
        name = getattr(record, "name", None)
        if name:
            found[one] = name
    return found


def _spoken_of(recommendation: Recommendation) -> Iterable[str]:
    facts = [one.id for one in recommendation.evidence]
    facts += [one.fact for one in recommendation.gaps]
    facts += [one.fact for one in recommendation.screened_out if one.fact]
    yield from ("/".join(one.split("/")[:2]) for one in facts)
    for deployment in recommendation.ranking:
        yield f"offers/{deployment.host}"
        if deployment.model:
            yield f"models/{deployment.model}"
    for cost in recommendation.cost:
        for line in cost.lines:
            machine = str(line.label.values.get("machine") or "")
            yield f"machines/{machine.rpartition(':')[2]}"
