"""Places by name: products keep theirs, and what only describes an offer is said in words."""

import re

from opendecide.report.language import Language
from opendecide.report.words import KINDS

DESCRIPTIONS = (
    "open-weight models",
    "enterprise terms",
    "standard terms",
    "own tenancy",
    "own cluster",
    "own cloud or premises",
    "dedicated deployment",
    "dedicated",
    "managed containers",
    "platform and LLM gateway",
    "virtual machine and GPU",
    "open weights or commercial licence",
    "web and apps",
    "free plan",
    "free",
    "paid",
    "enterprise",
    "standard",
    "mainland China",
    "international",
    "French State",
    "ended",
)
"""What stands after a comma or in brackets; names of tiers that a vendor sells stay."""
_DESCRIBED = re.compile(
    r"(, |\()(" + "|".join(map(re.escape, DESCRIPTIONS)) + r")(?=[,);]|(?: \()|$)"
)
_FORMERLY = re.compile(r"\(formerly ([^)]+)\)")


def place(name: str, language: Language) -> str:
    """Say where something runs in the reader's language."""
    if name in KINDS["place"]:
        return language.text(name)
    said = _DESCRIBED.sub(lambda found: found[1] + language.text(found[2]), name)
    return _FORMERLY.sub(lambda found: language.say("(formerly {name})", name=found[1]), said)
