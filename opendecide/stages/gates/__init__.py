"""The ten gates: limits that exclude, whatever the rest."""

from collections.abc import Callable, Iterator

from opendecide.measures.view import View
from opendecide.stages.gates.capability import capability
from opendecide.stages.gates.certifications import certifications
from opendecide.stages.gates.country_policy import country_policy
from opendecide.stages.gates.feasibility import compute, skills
from opendecide.stages.gates.licence import licence
from opendecide.stages.gates.money_and_tests import acceptance_tests, budget
from opendecide.stages.gates.outcome import Outcome
from opendecide.stages.gates.processing_place import processing_place
from opendecide.stages.gates.quality_floor import quality_floor

Gate = Callable[[View], Iterator[Outcome]]

BEFORE_COST: tuple[Gate, ...] = (
    licence,
    certifications,
    processing_place,
    capability,
    quality_floor,
    skills,
    country_policy,
    acceptance_tests,
)
"""Gates that need no bill; each function goes by the id of its gate."""
AFTER_COST: tuple[Gate, ...] = (compute, budget)
"""Gates that read the bill: whether the model fits, and what it costs."""

__all__ = ["AFTER_COST", "BEFORE_COST", "Outcome"]
