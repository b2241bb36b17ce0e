"""The ten gates: limits that exclude, whatever the rest."""

from collections.abc import Callable, Iterator

from opendecide.measures.view import View
from opendecide.stages.gates.capability import capability
from opendecide.stages.gates.certifications import certifications
from opendecide.stages.gates.country_policy import country_policy
from opendecide.stages.gates.feasibility import answer_time, compute, memory, power, skills
from opendecide.stages.gates.licence import licence
from opendecide.stages.gates.minimums import minimums
from opendecide.stages.gates.money_and_tests import (
    acceptance_tests,
    budget,
    price_per_request,
)
from opendecide.stages.gates.outcome import Outcome
from opendecide.stages.gates.processing_place import processing_place
from opendecide.stages.gates.quality_floor import quality_floor

Gate = Callable[[View], Iterator[Outcome]]

BEFORE_COST: tuple[Gate, ...] = (
    licence,
    certifications,
    minimums,
    processing_place,
    capability,
    quality_floor,
    memory,
    power,
    skills,
    country_policy,
    acceptance_tests,
)
"""Gates that need no bill."""
AFTER_COST: tuple[Gate, ...] = (compute, answer_time, budget, price_per_request)
"""Gates that read the bill: whether it fits, how soon it answers, and what it costs."""

__all__ = ["AFTER_COST", "BEFORE_COST", "Outcome"]
