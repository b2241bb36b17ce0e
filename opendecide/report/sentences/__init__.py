"""One sentence for every message code; another part of the library adds its codes here.

A code has one or more templates: the first whose values are all known is used, so the last should
need the fewest. `{p50:money}` names a value and its kind; `report/speech.py` has the kinds.
"""

from collections.abc import Mapping
from types import MappingProxyType

from opendecide.report.sentences.bill import BILL
from opendecide.report.sentences.cures import CURES
from opendecide.report.sentences.flips import CHOICES, FLIPS
from opendecide.report.sentences.gates import GATES
from opendecide.report.sentences.plan import MACHINES, PLAN
from opendecide.report.sentences.relaxations import RELAXATIONS
from opendecide.report.sentences.scenarios import SCENARIOS
from opendecide.report.sentences.settling import SETTLING
from opendecide.report.sentences.verdicts import COUNTED, VERDICTS
from opendecide.report.sentences.workings import WORKINGS

SENTENCES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **GATES,
        **CURES,
        **VERDICTS,
        **FLIPS,
        **CHOICES,
        **BILL,
        **SCENARIOS,
        **WORKINGS,
        **RELAXATIONS,
        **PLAN,
        **SETTLING,
    }
)
"""Templates by code."""

PLURALS: Mapping[str, tuple[str, str, str]] = MappingProxyType({**COUNTED, **MACHINES})
"""By code: the form for one, the form for many, and the value that is counted."""
