"""Which fields of a case move together, so that an answer holds wherever what it read is the same.

A search for changes looks at dozens of cases that differ from today's in a figure or two. What a
gate or a measure reads need not be declared: it gets a part of the case, and whoever reads a field
that is not there is asked again with the group of that field as well.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NoReturn

from opendecide.model.means import Budget
from opendecide.model.preferences import Preferences

SECTIONS = ("profile.budget", "profile.preferences", "profile", "crew")
"""Fields that are taken apart: a section of a profile, or a figure about the people, is a field;
those inside others stand before them."""
LIMITS = frozenset({"ceiling", "monthly_cap", "price_per_request_cap", "hard"})
"""What of a budget says how much is too much, and moves no bill."""
OPINIONS = frozenset({"weights", "groups", "independence", "contribute_upstream"})
"""What of the preferences says how much each criterion counts, and moves no value."""
GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "facts": (
            "catalog",
            "criteria",
            "decision_date",
            "currency",
            "home",
            "home_countries",
            "profile.evidence",
        ),
        "work": ("needs", "profile.data"),
        "bars": ("bars", "profile.workloads"),
        "means": ("profile.hardware", "profile.systems", "may_buy", "may_equip"),
        "kind": ("profile.organisation", "headcount", "logging", "isms", "procurement_weeks"),
        "rules": (
            "profile.obligations",
            "profile.jurisdiction",
            "required",
            "on_prem_workloads",
            "region_workloads",
            "region_wishes",
        ),
        "wishes": (
            *(
                f"profile.preferences.{one}"
                for one in Preferences.model_fields
                if one not in OPINIONS
            ),
            "profile.options",
        ),
        "opinions": tuple(f"profile.preferences.{one}" for one in sorted(OPINIONS)),
        "skill": ("crew.ml_level", "crew.on_call"),
        "models": ("crew.ml_fte", "crew.partner_fte"),
        "operation": ("crew.ops_fte", "crew.hireable_fte"),
        "duties": ("crew.security_fte", "crew.compliance_fte", "crew.delivery_fte"),
        "team": ("profile.team",),
        "money": (
            *(f"profile.budget.{one}" for one in Budget.model_fields if one not in LIMITS),
            "discount_rate",
            "horizon_end",
            "crew.loaded_cost",
        ),
        "prospects": ("profile.scenarios",),
        "limits": ("ceiling", *(f"profile.budget.{one}" for one in sorted(LIMITS))),
        "risk": ("profile.risk", "on_missing_data", "confidence_required"),
    }
)
"""The fields of a case by what moves them."""
REST = "rest"
"""Whatever is in no group: who reads it gets the whole case."""
FACTS = frozenset({"facts"})
"""What every answer may read."""
GROUP_OF: Mapping[str, str] = MappingProxyType(
    {field: group for group, fields in GROUPS.items() for field in fields}
)


class Unread(Exception):  # noqa: N818 — nothing is wrong: more of the case is wanted
    """A part of a case lacks a group of fields that somebody reads."""

    def __init__(self, group: str) -> None:
        super().__init__(group)
        self.group = group


class Section:
    """Some fields of one section of a case."""

    def __init__(self, name: str, fields: Mapping[str, object]) -> None:
        self.__dict__.update(fields)
        self._name = name

    def __getattr__(self, field: str) -> NoReturn:
        """Say that a field is not there."""
        raise Unread(GROUP_OF.get(f"{self._name}.{field}", REST))
