"""Whether a host switches machines off that nobody calls, and for how long that leaves them on."""

from opendecide.cost.awake import Calls, awake_share
from opendecide.measures.view import View


def sleeps_after_hours(view: View) -> float | None:
    """Return the hours without a call after which a host's machines are off; None if they stay."""
    found = None if view.self_run else view.of_offer("sleeps_after_hours")
    return None if found is None or found.range is None else found.range[1]


def usually_awake(view: View) -> float:
    """Return the share of all hours that is paid, at the middle figures of the workloads."""
    idle_hours = sleeps_after_hours(view)
    if idle_hours is None:
        return 1.0
    calls = [
        Calls(
            need.expected_per_day,
            need.peak_factor.mid,
            need.active_days_per_year,
            need.interactive,
            need.workload.latency.hard,
        )
        for need in view.served_needs()
    ]
    question = ("usually awake", idle_hours, *view.serving)
    return view.case.once(question, lambda: float(awake_share(calls, idle_hours)))
