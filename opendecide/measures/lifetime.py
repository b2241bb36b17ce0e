"""Until when a model can be had at an offer."""

from datetime import date

from opendecide.measures.view import View, read, rows_of
from opendecide.model.model_facts import Model


def retirement(view: View, model: Model) -> tuple[date, str] | None:
    """Return the day a model can no longer be had here, and the fact that says so."""
    if view.self_run:
        return None
    days = [one.retires for one in rows_of(view.case, view.offer, model.id)]
    found: list[tuple[date, str]] = []
    if days and None not in days:
        last = max(day for day in days if day is not None)
        found.append((last, f"offers/{view.offer.id}/serves.{model.id}"))
    for kind, entry, name in (
        ("offers", view.offer, "end_date"),
        ("models", model, "end_date"),
    ):
        fact = read(view.case, kind, entry.id, entry, name)
        if fact is not None and fact.day is not None:
            found.append((fact.day, fact.id))
    return min(found) if found else None


def keeps_its_copy(view: View) -> bool:
    """Tell whether the weights are the organisation's copy, so that nobody ends a version of it."""
    if view.self_run:
        return bool(view.downloadable)
    pinning = view.of_offer("pinning")
    pinned = pinning is not None and pinning.truth is True
    return bool(pinned and view.by_machine and view.downloadable)
