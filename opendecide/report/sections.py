"""The eighteen headings of a report, in their order."""

from opendecide.report.anchors import slug
from opendecide.report.language import Language

TITLES = (
    "Identity card",
    "Executive summary",
    "Context and need",
    "Options considered",
    "Screening",
    "Comparison on the five headline criteria",
    "Ranking and contributions",
    "Cost of ownership and break-even",
    "Robustness: what would change the answer",
    "Hybrid option",
    "Risks and mitigations",
    "Compliance notes",
    "Data gaps and confidence",
    "Acceptance tests before go-live",
    "Transition plan and exit",
    "Evidence and dates",
    "Method note",
    "Decision record",
)
EVIDENCE = 15


def heading(language: Language, section: int) -> str:
    """Return the numbered heading of a section."""
    return f"{section}. {language.text(TITLES[section])}"


def anchor(language: Language, section: int) -> str:
    """Return the anchor that GitHub gives to the heading of a section."""
    return slug(heading(language, section))
