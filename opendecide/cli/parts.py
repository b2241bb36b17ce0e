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
