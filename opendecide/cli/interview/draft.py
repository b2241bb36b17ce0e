"""The file of an interview: whole after every answer, and enough to go on from."""

import json
from pathlib import Path
from typing import Any

from opendecide.cli.interview.layout import Points, as_yaml
from opendecide.cli.interview.questions import BY_ID, TRADE_OFFS, Answer, Answers
from opendecide.cli.output import write
from opendecide.reading.words import _

_MARK = "# opendecide-answers: "


def save(path: Path, answers: Answers, points: Points) -> None:
    """Write the answers so far; a comment holds them until the interview is over."""
    kept = json.dumps(answers, ensure_ascii=False)
    note = _("Unfinished: run the same command again to go on. Each answer rewrites this file.")
    write(path, f"{as_yaml(answers, points)}\n# {note}\n{_MARK}{kept}\n".encode())


def finish(path: Path, answers: Answers, points: Points) -> None:
    """Write the profile as it is to be kept."""
    write(path, as_yaml(answers, points).encode())


def load(path: Path) -> dict[str, Answer] | None:
    """Return the answers of an unfinished interview; None when the file is no such thing."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    kept = next((one for one in lines if one.startswith(_MARK)), None)
    if kept is None:
        return None
    try:
        said = json.loads(kept.removeprefix(_MARK))
    except ValueError:
        return None
    if not isinstance(said, dict):
        return None
    return {name: one for name, one in said.items() if _fits(name, one)}


def _fits(name: str, answer: Any) -> bool:
    """Tell whether an answer is one: somebody may have edited the file."""
    if name == TRADE_OFFS:
        return isinstance(answer, list) and all(isinstance(one, str) for one in answer)
    question = BY_ID.get(name)
    if question is None:
        return False
    chosen = answer if question.several else [answer]
    if not isinstance(chosen, list) or not all(isinstance(one, str) for one in chosen):
        return False
    return not question.options or all(one in question.options for one in chosen)
