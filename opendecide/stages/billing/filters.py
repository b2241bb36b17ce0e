"""Whether filters around a model are there already, so that a bill has none to set up and keep."""

from opendecide.measures.view import View


def guarded(view: View) -> bool:
    """Tell whether the organisation has filters, or they come with a device or with the service."""
    if view.case.profile.systems.guardrails == "in_place" or view.offer.access_mode == "device":
        return True
    found = None if view.self_run else view.of_offer("moderation")
    return found is not None and found.truth is True
