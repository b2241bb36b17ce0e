"""What an answer changes: how many deployments are left, and which leads, after a quick pass."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from opendecide.reading.words import _, spoken

if TYPE_CHECKING:
    from opendecide.model.criteria import Criteria

SAMPLES = 64
"""Enough to see who leads; a report draws 4,096."""
PATIENCE_S = 2.5
"""After a pass that took longer, some answers go without: the interview has to stay quick."""
PAUSE = 2
"""So many."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where things stand after an answer."""

    deployments: int
    families: int
    leader: str | None
    family: str | None


class Effect:
    """Compares the standing after each answer with the one before."""

    def __init__(self, criteria: "Criteria") -> None:
        self.criteria = criteria
        self.before: Standing | None = None
        self.pause = 0

    def of(self, data: Mapping[str, Any]) -> str:
        """Say what changed; nothing when there is nothing to say yet, or no time to find out."""
        if self.pause:
            self.pause -= 1
            return ""
        begun = time.monotonic()
        found = self.at_last(data)
        self.pause = PAUSE if time.monotonic() - begun > PATIENCE_S else 0
        return found

    def at_last(self, data: Mapping[str, Any]) -> str:
        """Say what changed, however long it takes."""
        now = _standing(data, self.criteria)
        before, self.before = self.before, now or self.before
        return "" if now is None else said(before, now)


def said(before: Standing | None, now: Standing) -> str:
    """Put the change into words."""
    if now.deployments == 0 or now.leader is None or now.family is None:
        return _("No deployment is left: the next answers cannot bring one back.")
    parts = []
    if before is None or before.deployments == now.deployments:
        parts.append(
            _("{number} deployments of {families} kinds are left.").format(
                number=now.deployments, families=now.families
            )
        )
    else:
        parts.append(
            _("{number} deployments of {families} kinds are left; there were {before}.").format(
                number=now.deployments, families=now.families, before=before.deployments
            )
        )
    if before is None or before.family == now.family:
        text = _("Ahead: {name} ({family}).")
    else:
        text = _("Now ahead: {name} ({family}).")
    parts.append(text.format(name=_name(now.leader), family=_family(now.family)))
    return " ".join(parts)


def _name(deployment: str) -> str:
    """Say its place as reports do."""
    from opendecide.report.brief import placed
    from opendecide.report.language import language

    return placed(deployment, language(spoken()))


def _family(family: str) -> str:
    from opendecide.report.words import english

    return _(english("family", family))


def _standing(data: Mapping[str, Any], criteria: "Criteria") -> Standing | None:
    """Run the pipeline with few samples; None while the profile is not one yet."""
    from opendecide.errors import OpendecideError
    from opendecide.measures.draws import Draws
    from opendecide.reading.catalog import load_catalog
    from opendecide.reading.documents import Document, Place
    from opendecide.reading.profile import check_document
    from opendecide.stages.run import run

    try:
        profile = check_document(Document("profile", dict(data), Place(0, 0)), criteria=criteria)
        found = run(profile, criteria, load_catalog(), Draws(0, SAMPLES))
    except OpendecideError:
        return None
    left = (*found.screened.set_aside, *found.screened.admissible)
    ahead = next(
        (one.deployment for one in found.contenders if one.deployment.id == found.leader), None
    )
    return Standing(
        deployments=len(left),
        families=len({one.deployment.family for one in left}),
        leader=ahead.name if ahead else None,
        family=ahead.family if ahead else None,
    )
