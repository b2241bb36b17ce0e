"""Estimate how many words speech services and models get right, from their public word error rates.

    python tests/benchmarks/speech_quality.py           say what would move
    python tests/benchmarks/speech_quality.py --write   put the estimates into the catalogue

The fit is that of `embedding_quality.py`: not every service was tried on every recording, and clean
speech would flatter those tried on nothing else. An estimate is the mean share of words that are
right over the recordings of the Open ASR leaderboard in that language. Other tests enter through
the models that took part in both. Who was never tested lies one spread below the usual, in a wide
interval: leaderboards test those of whom one hopes for something.
"""

import sys
from collections import Counter
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parent))

from embedding_quality import LANGUAGES, Fit, asked_to_write, describe, row_of
from quality_refit import CATALOG, write

TASK = "transcription"
PREFIXES = ("Open ASR ", "Picovoice ", "Biblicus ")
UNTESTED = 1.0
"""Spreads of models by which one that nobody tested is taken to lie below the usual."""


def right(error: float) -> float:
    """Return the share of words that are right, for a word error rate in per cent."""
    return 1 - error / 100


def estimates(fit: Fit, model: str) -> list[dict[str, object]]:
    """Return the rows of a model's file."""
    count = Counter(language for name, language, *_ in fit.scores if name == model)
    return [
        row_of(
            TASK,
            language,
            fit.estimate(model, language, UNTESTED),
            scores=count[language] or count.total(),
            measured=bool(count[language]),
        )
        for language in LANGUAGES
    ]


def main() -> int:
    """Fit, compare with what is shipped, and write when asked to."""
    to_write = asked_to_write(__doc__)
    fit = Fit(TASK, PREFIXES, right)
    describe(fit)
    for path in sorted((CATALOG / "models").glob("*.yaml")):
        data = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        old = {row["language"]: row for row in data.get("quality") or () if row["task"] == TASK}
        if not old:
            continue
        new = estimates(fit, path.stem)
        for row in new:
            before = old.get(str(row["language"]), {}).get("p50")
            said = (row[key] for key in ("p10", "p50", "p90", "basis"))
            print(path.stem, row["language"], before, "->", *said)
        if to_write:
            write(path.stem, new)
    return 0


if __name__ == "__main__":
    sys.exit(main())
