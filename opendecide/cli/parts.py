"""The parts of a catalogue that have entries of their own."""

PARTS = (
    "models",
    "systems",
    "offers",
    "vendors",
    "licences",
    "communities",
    "accelerators",
    "machines",
    "alternatives",
)
"""What is listed."""
ALL_PARTS = (*PARTS, "sources", "rates", "rules", "countries")
"""What is shown by its id: the same, and what the others refer to or are reckoned with."""
