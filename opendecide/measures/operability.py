"""Can it be run, by whom, on what, and how soon."""

from typing import NamedTuple

from opendecide.cost.care import CARE, as_of_few, care_together, size_factor
from opendecide.cost.lines import OF_MANY
from opendecide.measures.case import Need
from opendecide.measures.performance import Performance, interval, level, number, one_of, unknown
from opendecide.measures.view import View, rule
from opendecide.model.means import CLOUD_NAMES

USABILITY = (
    "weights_or_library",
    "raw_api",
    "api_and_console",
    "end_user_application",
    "inside_business_suite",
)
REQUESTS_PER_PERSON = 8.0
"""Requests a day of one active person, to turn a volume into people when none are stated."""
LEAD = {"seat": "seats", "api": "service", "dedicated": "dedicated", "tenancy": "own_cloud"}
STAFFING = {
    "seat": "service",
    "api": "service",
    "dedicated": "managed",
    "tenancy": "own_cloud",
    "onprem": "on_premises",
    "device": "device",
}


def workload_factor(view: View) -> float:
    """Return how much the number and criticality of the workloads served add to the staffing."""
    return care_together(CARE[need.workload.criticality] for need in view.served_needs())


NO_BUILDERS = frozenset({"none", "basic"})
"""Levels at which people for models write prompts at most, and build nothing around a service."""
FROM_OUTSIDE = frozenset({"public", "minors"})
"""Users who do not belong to the organisation."""


class People(NamedTuple):
    """Full-time equivalents that a way of running takes, and the rule that says so."""

    low: float
    mid: float
    high: float
    rule: str


def looked_after(view: View) -> bool:
    """Tell whether somebody keeps the machines running already, with their room.

    A model on them then takes the people that it takes on rented ones.
    """
    return view.offer.access_mode == "onprem" and view.at_hand


def people_needed(view: View) -> People | None:
    """Return how many people this way of running takes; None where no rule says it.

    An application that neither the offer nor the house has takes people too, and so does each
    device after the first. What is done once nobody has to keep up while others are ill or away:
    the least that is usual will do.
    """
    mode = "tenancy" if looked_after(view) else view.offer.access_mode
    found = rule(view.case, f"staffing.{STAFFING[mode]}")
    if found is None or found.range is None:
        return None
    size = size_factor(view.case.headcount)
    times = workload_factor(view) * (1.0 if view.self_run else size)
    low, mid, high = found.range
    lots = all(need.once for need in view.served_needs())
    needed = [fte * times for fte in ((low, low, mid) if lots else (low, mid, high))]
    for more, of_them in (("cost.fte_per_device", _further_devices(view)), _application(view)):
        each = rule(view.case, more)
        if of_them > 0 and each is not None and each.range is not None:
            needed = [fte + of_them * one for fte, one in zip(needed, each.range, strict=True)]
    low, mid, high = needed
    return People(low, mid, high, found.id)


def on_users_own_devices(view: View) -> bool:
    """Tell whether a stated fleet belongs to those outside who use what runs on it.

    Nobody here sets up, cares for or charges what the public has in its pockets, nor what is sold
    with the model in it.
    """
    if view.offer.access_mode != "device" or not view.at_hand:
        return False
    return all(
        need.workload.user_type in FROM_OUTSIDE or need.workload.redistribute == "adapted_model"
        for need in view.served_needs()
    )


def _further_devices(view: View) -> float:
    """Return the devices after the first, as many of a few as take the same time."""
    if view.offer.access_mode != "device" or on_users_own_devices(view):
        return 0.0
    few, scale = (rule(view.case, f"cost.{name}") for name in OF_MANY)
    further = max(0.0, devices(view) - 1)
    if few is None or scale is None or few.range is None or scale.range is None:
        return further
    return float(as_of_few(further, few.range[1], scale.range[1]))


def _application(view: View) -> tuple[str, float]:
    """Return the rule for the people behind an application, and how many times it counts."""
    persona = view.case.profile.organisation.persona
    names = (f"cost.fte_application.{persona}", "cost.fte_application")
    name = next((one for one in names if rule(view.case, one) is not None), names[-1])
    return name, size_factor(view.case.headcount) if needs_application(view) else 0.0


def skill_gap(view: View) -> Performance:
    """Estimate the full-time equivalents that are missing, before hiring and partners."""
    needed = people_needed(view)
    if needed is None:
        return unknown("rules/staffing")
    low, mid, high = (missing_fte(view, one) for one in needed[:3])
    return interval(low, mid, high, needed.rule, needed.rule)


def missing_fte(view: View, wanted: float) -> float:
    """Return the gap of the scarcest profile: model people do not stand in for operators.

    Running machines takes mostly operators; a service takes whoever integrates it.
    """
    crew = view.case.crew
    if not view.self_run or view.offer.access_mode == "device":
        return max(0.0, wanted - crew.ml_fte - crew.ops_fte - crew.delivery_fte)
    share = rule(view.case, "staffing.operators_share")
    operators = share.range[1] if share is not None and share.range is not None else 0.0
    return max(
        0.0,
        wanted * operators - crew.ops_fte,
        wanted - crew.ops_fte - crew.ml_fte,
    )


def missing_share(view: View) -> float:
    """Return how much of the people needed is not there, as a share: they cost money in any case.

    Whoever works with an assistant that is bought by the seat sets it up and tries it out.
    """
    needed = None if view.offer.access_mode == "seat" else people_needed(view)
    return missing_fte(view, needed.mid) / needed.mid if needed is not None else 0.0


def partner_left(view: View) -> float:
    """Return what the partner's budget still buys once it has filled the gap, in FTE.

    Whoever can be hired comes first, as at the gate on people; money is spent once.
    """
    needed, crew = people_needed(view), view.case.crew
    if needed is None:
        return 0.0
    filled = max(0.0, missing_fte(view, needed.mid) - crew.hireable_fte)
    return max(0.0, crew.partner_fte - filled)


def devices(view: View) -> float:
    """Return how many devices have to run the model: the fleet, or one for each person at it."""
    stated = view.case.profile.hardware.devices
    if stated is not None and stated.count is not None:
        return float(stated.count)
    people = [need.workload.volume.users for need in view.served_needs()]
    named = [one.mid for one in people if one is not None]
    if named:
        return max(named)
    implied = sum(need.requests_per_day.mid for need in view.served_needs()) / REQUESTS_PER_PERSON
    return min(max(1.0, implied), float(view.case.headcount))


def compute_gap(view: View) -> Performance:
    """Rate how much of the computing power needed is neither owned nor securely available."""
    if not view.self_run:
        return number(0.0)
    if view.offer.access_mode == "tenancy":
        contracted = view.offer.operator in operators_contracted(view)
        if contracted:
            return number(0.0)
        found = rule(view.case, "compute.rented_gap")
        if found is None or found.range is None:
            return unknown("rules/compute.rented_gap")
        return interval(*found.range, found.id, found.id)
    return number(0.0 if view.at_hand else 1.0)


def buys_nothing(view: View) -> bool:
    """Tell whether machines or a contract are there already, so that nothing has to be bought."""
    return view.at_hand or view.offer.operator in operators_contracted(view)


def time_to_production(view: View) -> Performance:
    """Estimate the weeks from decision to first production use, for this team."""
    mode = view.offer.access_mode
    arrives = view.case.profile.hardware.lead_time_weeks
    # Whoever knows when machines arrive has what they have then: a machine to be set up.
    set_up = view.at_hand or arrives is not None
    name = LEAD.get(mode, "owned_machine" if set_up else "bought_machine")
    found = rule(view.case, f"lead_time.{name}")
    if found is None or found.range is None:
        return unknown(f"rules/lead_time.{name}")
    evidence = [found.id]
    procurement = 0.0 if buys_nothing(view) else view.case.procurement_weeks
    own_lead = view.of_offer("lead_time_weeks")
    # What is ordered, delivered and installed takes no time where it is there, and as long as
    # was stated where somebody stated that; nobody states with it how long a room takes to let.
    if set_up and mode not in LEAD and not view.leased_room:
        own_lead = None
    if own_lead is not None and own_lead.range is not None:
        procurement = max(procurement, own_lead.range[1])
        evidence.append(own_lead.id)
    if mode not in LEAD and not view.at_hand and arrives is not None:
        procurement += arrives
    crew = view.case.crew
    hands = crew.delivery_fte + crew.partner_fte + (crew.ml_fte + crew.ops_fte) / 2
    slower = 1.0 / min(1.0, max(0.5, hands))
    more = (0.0, 0.0, 0.0)
    extra = rule(view.case, "lead_time.application")
    if needs_application(view) and extra is not None and extra.range is not None:
        more = extra.range
        evidence.append(extra.id)
    low, mid, high = (
        procurement + (weeks + added) * slower
        for weeks, added in zip(found.range, more, strict=True)
    )
    return interval(low, mid, high, found.id, *evidence)


CONVERSATIONS = frozenset({"chat_assistant", "rag_qa"})
"""Tasks in which people ask and read; the others run inside software that is there."""
READY = frozenset({"end_user_application", "inside_business_suite"})
"""What people use as it is, of the levels of usability."""
STAFF = frozenset({"employee", "expert"})
"""Users who get what the organisation buys; developers and machines take an interface as it is, and
for the public an application is built in any case."""


def needs_application(view: View) -> bool:
    """Tell whether people need an application that neither the offer nor the house has."""
    if view.offer.access_mode in ("seat", "device") or view.case.profile.systems.application:
        return False
    if _brings_application(view):
        return False
    return any(asked_by_staff(need) for need in view.served_needs())


def asked_by_staff(need: Need) -> bool:
    """Tell whether the organisation's own people ask and read the answers themselves."""
    return need.workload.task_type in CONVERSATIONS and need.workload.user_type in STAFF


def _brings_application(view: View) -> bool:
    """Tell whether an offer comes with something that people use as it is."""
    found = view.of_offer("usability")
    return found is not None and bool(found.words) and set(found.words) <= READY


def interface_for_nobody(view: View) -> bool:
    """Tell whether a service is an interface for programs, and nobody is there to write one.

    Developers among the users are somebody, and so is whoever may be hired or paid for. Who only
    runs what there is does not write programs, nor does who writes prompts (`ml_level: basic`):
    where nobody integrates, a profile says so.
    """
    if view.self_run or view.offer.access_mode == "seat" or view.case.profile.systems.application:
        return False
    crew = view.case.crew
    builders = 0.0 if crew.ml_level in NO_BUILDERS else crew.ml_fte
    there = builders + crew.delivery_fte + crew.hireable_fte + crew.partner_fte
    if there > 0 or _brings_application(view):
        return False
    return any(need.workload.user_type != "developer" for need in view.served_needs())


def operators_contracted(view: View) -> frozenset[str]:
    """Return the operators with whom a contract, identity and logging exist already."""
    offers = view.case.catalog.offers
    return frozenset(
        offers[one].operator if one in offers else CLOUD_NAMES.get(one, one)
        for one in view.case.profile.systems.cloud_contracts
    )


def usability(view: View) -> Performance:
    """Rate what users and administrators get on day one."""
    found = view.of_offer("usability")
    key = f"offers/{view.offer.id}/usability"
    if found is None or not found.words:
        if view.self_run:
            return level("raw_api" if view.offer.access_mode != "device" else "weights_or_library")
        return one_of(USABILITY[1:3], key, missing=(key,), known=False)
    words = tuple(sorted(found.words, key=USABILITY.index))
    if "inside_business_suite" in words:
        suites = view.of_offer("suites")
        inside = suites is not None and set(suites.words) & set(view.case.profile.systems.suites)
        if not inside:
            words = tuple(
                dict.fromkeys(
                    "end_user_application" if one == "inside_business_suite" else one
                    for one in words
                )
            )
    return level(words[0], found.id) if len(words) == 1 else one_of(words, key, found.id)
