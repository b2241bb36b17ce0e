"""Units as a reader says them, for one and for many, and performances with their sense."""

from collections.abc import Mapping
from types import MappingProxyType

Counted = tuple[str, str]

_FTE = ("{number} full-time equivalent", "{number} full-time equivalents")
_MACHINES = ("{number} machine", "{number} machines")
_MACHINE_HOURS = ("{number} machine-hour", "{number} machine-hours")
_MACHINE_YEARS = ("{number} machine-year", "{number} machine-years")
_MONTHS = ("{number} month", "{number} months")
_PERSON_DAYS = ("{number} person-day", "{number} person-days")
_PERSON_YEARS = ("{number} person-year", "{number} person-years")
_POINTS = ("{number} point", "{number} points")
_SEAT_MONTHS = ("{number} seat-month", "{number} seat-months")
_WEEKS = ("{number} week", "{number} weeks")
_YEARS = ("{number} year", "{number} years")
_HOURS = ("{number} hour", "{number} hours")
_SECONDS = ("{number} second", "{number} seconds")
_DAYS = ("{number} day", "{number} days")
_REQUESTS = ("{number} request", "{number} requests")
_TOKENS = ("{number} token", "{number} tokens")
_MILLION_TOKENS = ("{number} million tokens", "{number} million tokens")
_IMAGES = ("{number} image", "{number} images")
_MINUTES = ("{number} minute", "{number} minutes")
_USERS = ("{number} user", "{number} users")
_PER_DAY = ("{number} request a day", "{number} requests a day")

UNITS: Mapping[str, Counted] = MappingProxyType(
    {
        "1": ("{number}", "{number}"),
        "1M tokens": _MILLION_TOKENS,
        "1M characters": ("{number} million characters", "{number} million characters"),
        "Mtok": _MILLION_TOKENS,
        "Mtok/day": ("{number} million tokens a day", "{number} million tokens a day"),
        "Mtok/month": ("{number} million tokens a month", "{number} million tokens a month"),
        "tokens/month": ("{number} token a month", "{number} tokens a month"),
        "token": _TOKENS,
        "tokens": _TOKENS,
        "token/day": ("{number} token a calendar day", "{number} tokens a calendar day"),
        "tokens/day": ("{number} token a day", "{number} tokens a day"),
        "token/s": ("{number} token a second", "{number} tokens a second"),
        "FTE": _FTE,
        "FTE year": _PERSON_YEARS,
        "FTE-years": _PERSON_YEARS,
        "person-day": _PERSON_DAYS,
        "person-days": _PERSON_DAYS,
        "kWh": ("{number} kWh", "{number} kWh"),
        "GB": ("{number} GB", "{number} GB"),
        "cores": ("{number} core", "{number} cores"),
        "kW": ("{number} kW", "{number} kW"),
        "kW month": ("{number} kW-month", "{number} kW-months"),
        "machine": _MACHINES,
        "machine hour": _MACHINE_HOURS,
        "machine-hours": _MACHINE_HOURS,
        "machine year": _MACHINE_YEARS,
        "machines": _MACHINES,
        "accelerators": ("{number} accelerator", "{number} accelerators"),
        "devices": ("{number} device", "{number} devices"),
        "replicas": ("{number} replica", "{number} replicas"),
        "seat month": _SEAT_MONTHS,
        "seat-months": _SEAT_MONTHS,
        "seats": ("{number} seat", "{number} seats"),
        "hour": _HOURS,
        "hours": _HOURS,
        "h": _HOURS,
        "minute": _MINUTES,
        "minutes": _MINUTES,
        "s": _SECONDS,
        "second": _SECONDS,
        "day": _DAYS,
        "days": _DAYS,
        "week": _WEEKS,
        "weeks": _WEEKS,
        "month": _MONTHS,
        "months": _MONTHS,
        "year": _YEARS,
        "stated volume": ("{number} time the volume stated", "{number} times the volume stated"),
        "years": _YEARS,
        "point": _POINTS,
        "points": _POINTS,
        "of 20": ("{number} of 20", "{number} of 20"),
        "image": _IMAGES,
        "images": _IMAGES,
        "item": ("{number} item", "{number} items"),
        "request": _REQUESTS,
        "requests": _REQUESTS,
        "thousand requests": ("{number} thousand requests", "{number} thousand requests"),
        "requests/minute": ("{number} request a minute", "{number} requests a minute"),
        "requests/second": ("{number} request a second", "{number} requests a second"),
        "places": ("{number} place taken", "{number} places taken"),
        "request/day": ("{number} request a calendar day", "{number} requests a calendar day"),
        "requests/day": _PER_DAY,
        "requests/month": ("{number} request a month", "{number} requests a month"),
        "user": _USERS,
        "users": _USERS,
        "credit": ("{number} credit", "{number} credits"),
        "migrations": ("{number} migration", "{number} migrations"),
        "%": ("{number} per cent", "{number} per cent"),
    }
)
"""By unit of the catalogue, the criteria or a bill."""

PERFORMANCES: Mapping[str, Counted] = MappingProxyType(
    {
        "points of 100": ("{number} of 100 points", "{number} of 100 points"),
        "points": ("{number} duty point of 12", "{number} duty points of 12"),
        "share of twelve clauses": ("{twelfths} of 12 clauses", "{twelfths} of 12 clauses"),
        "share of ten controls": ("{tenths} of 10 controls", "{tenths} of 10 controls"),
        "budget ceilings": (
            "{percent} of the ceiling, discounted",
            "{percent} of the ceiling, discounted",
        ),
        "ten reference costs": (
            "{percent} of ten times the reference cost",
            "{percent} of ten times the reference cost",
        ),
        "reference costs": ("{number} × the reference cost", "{number} × the reference cost"),
        "budget ceilings that use and prices may add": (
            "use and prices may add {percent} of the ceiling",
            "use and prices may add {percent} of the ceiling",
        ),
        "ten reference costs that use and prices may add": (
            "use and prices may add {percent} of ten times the reference cost",
            "use and prices may add {percent} of ten times the reference cost",
        ),
        "reference costs that use and prices may add": (
            "use and prices may add {percent} of the reference cost",
            "use and prices may add {percent} of the reference cost",
        ),
        "kWh per million output tokens": (
            "{number} kWh per million output tokens",
            "{number} kWh per million output tokens",
        ),
        "share of the cash available": (
            "{percent} of the cash available",
            "{percent} of the cash available",
        ),
        "share of a year's ceiling": (
            "{percent} of what the ceiling leaves for a year",
            "{percent} of what the ceiling leaves for a year",
        ),
        "share of ten times a year's reference cost": (
            "{percent} of ten times a year's reference cost",
            "{percent} of ten times a year's reference cost",
        ),
        "share of a year's reference cost": (
            "{percent} of a year's reference cost",
            "{percent} of a year's reference cost",
        ),
        "share of attacks that succeed": (
            "{percent} of attacks succeed",
            "{percent} of attacks succeed",
        ),
        "share of the wished features": (
            "{percent} of the wished functions",
            "{percent} of the wished functions",
        ),
        "share of the way from the workload's minimum to its target": (
            "{percent} of the way from minimum to target",
            "{percent} of the way from minimum to target",
        ),
        "share of the way from an assumed minimum to an assumed target": (
            "{percent} of the way from the minimum to the target assumed here",
            "{percent} of the way from the minimum to the target assumed here",
        ),
        "share of the way that models like it get, none of whose tests is its own": (
            "{percent} of the way from minimum to target, assumed from models like it",
            "{percent} of the way from minimum to target, assumed from models like it",
        ),
        "share of the way, in part that of models like it": (
            "{percent} of the way from minimum to target, in part assumed from models like it",
            "{percent} of the way from minimum to target, in part assumed from models like it",
        ),
        "share of the need": (
            "{percent} of the computing power still to be obtained",
            "{percent} of the computing power still to be obtained",
        ),
        "share": (
            "{percent} in line with the home region",
            "{percent} in line with the home region",
        ),
        "probability": ("{percent} chance to last", "{percent} chance to last"),
        "min/month": ("down {number} minute a month", "down {number} minutes a month"),
        "wanted / expected 95th percentile of the response time": (
            "{number} times as fast as required",
            "{number} times as fast as required",
        ),
        "months": ("a version stays {number} month", "a version stays {number} months"),
        "person-days": ("{number} person-day to change", "{number} person-days to change"),
        "operators": ("{number} independent operator", "{number} independent operators"),
        "weeks": _WEEKS,
        "FTE": (
            "{number} full-time equivalent is missing before hiring or a partner",
            "{number} full-time equivalents are missing before hiring or a partner",
        ),
    }
)
"""By unit of the shipped factors; a unit that is not here is written after its number."""

VOLUMES: Mapping[str, Counted] = MappingProxyType(
    {
        "requests_per_day": _PER_DAY,
        "users": _USERS,
        "share_active": ("{number}% of them active", "{number}% of them active"),
        "requests_per_user_per_day": (
            "{number} request for each user a day",
            "{number} requests for each user a day",
        ),
        "audio_minutes_per_request": (
            "{number} minute of speech each",
            "{number} minutes of speech each",
        ),
        "images_per_request": ("{number} image each", "{number} images each"),
        "documents_per_month": ("{number} document a month", "{number} documents a month"),
        "batch": ("{number} request once", "{number} requests once"),
        "active_days_per_year": ("{number} day a year", "{number} days a year"),
        "peak_factor": ("{number} times the mean at peak", "{number} times the mean at peak"),
    }
)
"""By field of a workload's volume."""

DOWN_IN_HOURS: Counted = ("down {number} hour a month", "down {number} hours a month")
TOO_SLOW = "{number} times slower than required"
A_LITTLE_SLOW = "a little slower than required"
MONEY = "money:"
"""How a unit begins that is a currency."""
QUALITY = "share of the way from the workload's minimum to its target"
ASSUMED_QUALITY = "share of the way from an assumed minimum to an assumed target"
UNTESTED = "share of the way that models like it get, none of whose tests is its own"
UNTESTED_IN_PART = "share of the way, in part that of models like it"
BEYOND_THE_WAY = {
    QUALITY: ("expected below the minimum", "expected to reach the target"),
    ASSUMED_QUALITY: (
        "expected below the minimum assumed here",
        "expected to reach the target assumed here",
    ),
    UNTESTED: (
        "assumed below the minimum, as models like it are",
        "assumed to reach the target, as models like it do",
    ),
    UNTESTED_IN_PART: (
        "below the minimum, in part assumed from models like it",
        "at the target, in part assumed from models like it",
    ),
}
"""Before the way begins, and past its end."""
AT_THE_ENDS = ("below the minimum", "the target")
"""The same beside a figure of that way."""
ANY_TIME = "a version may change at any time"
NOBODY_MISSING = "nobody is missing"
NOTHING_MISSING = "the computing power is there"
