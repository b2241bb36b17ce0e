"""One interview: every question that no flag has answered, saved after every answer."""

import shutil
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from opendecide.cli.interview import draft, terminal
from opendecide.cli.interview.effect import Effect
from opendecide.cli.interview.layout import as_data
from opendecide.cli.interview.questions import ENOUGH, QUESTIONS, TRADE_OFFS, Answer, Question
from opendecide.cli.interview.swings import Swing, judgement, points_of, swings
from opendecide.cli.output import note
from opendecide.reading.words import _, spoken

if TYPE_CHECKING:
    from opendecide.measures.performance import Floats
    from opendecide.model.criteria import Criteria

MOST_TRADE_OFFS = 5


class Interview:
    """Answers on their way into a file.

    Attributes:
        file: Where they are kept.
        answers: What is known so far, by question.
        told: What was last said of where things stand.
    """

    def __init__(self, file: Path, answers: dict[str, Answer]) -> None:
        from opendecide.reading.criteria import load_criteria

        threading.Thread(target=_warm, daemon=True).start()
        self.file = file
        self.answers = answers
        self.criteria = load_criteria()
        self.effect = Effect(self.criteria)
        self.told = ""

    def conduct(self) -> None:
        """Ask what is left to ask, and write the profile.

        Raises:
            KeyboardInterrupt: On Ctrl-C; everything answered so far is in the file.
        """
        try:
            for place, question in enumerate(QUESTIONS, start=1):
                if question.id not in self.answers:
                    self._ask(place, question)
            self._trade_off()
        except KeyboardInterrupt:
            note(
                "\n"
                + _("Your answers are in {file}; the same command goes on from there.").format(
                    file=self.file
                )
            )
            raise
        points = self._points()
        draft.finish(self.file, self.answers, points)
        click.echo()
        self._tell(self.effect.at_last(as_data(self.answers, points)))

    def _ask(self, place: int, question: Question) -> None:
        title = f"{place}/{len(QUESTIONS)} {_(question.text)}"
        answer = terminal.ask(question, title, self._options(question))
        self._keep(question.id, answer)
        said = self._changed() or _(question.decides)
        if said == self.told:
            _remark(_("That changes nothing so far."))
        self._tell(said)

    def _options(self, question: Question) -> Mapping[str, str]:
        levels = {
            word: level.text
            for criterion in self.criteria.criteria
            for factor in criterion.factors
            for word, level in factor.levels.items()
        }
        return {own: _(text or levels[own]) for own, text in question.options.items()}

    def _keep(self, name: str, answer: Answer) -> None:
        self.answers[name] = answer
        draft.save(self.file, self.answers, self._points())

    def _changed(self) -> str:
        """Say what the last answer changed, as soon as there is a use to look at."""
        if "task" not in self.answers:
            return ""
        return self.effect.of(as_data(self.answers, self._points()))

    def _points(self) -> Mapping[str, int]:
        said = self.answers.get(TRADE_OFFS)
        return weigh(self.criteria, str(self.answers["persona"]), list(said)) if said else {}

    def _trade_off(self) -> None:
        """Ask for trade-offs, each time the one that tells most, until little is left to learn."""
        from opendecide.cli.interview import tradeoffs

        ceiling = str(self.answers.get("budget", ""))
        known = swings(self.criteria, str(self.answers["persona"]), ceiling)
        weights = _prior(known)
        while True:
            said = list(self.answers.get(TRADE_OFFS, []))
            if ENOUGH in said or len(said) >= MOST_TRADE_OFFS:
                return
            told = [judgement(one, known) for one in said]
            asked = {(min(one[:2]), max(one[:2])) for one in told}
            pair = tradeoffs.next_pair(weights, told, asked)
            if pair is None:
                return
            first, second = (known[one] for one in pair)
            click.echo(_offers(len(said) + 1, first, second))
            relation = terminal.choose(_("Which one would you rather have?"), _ways())
            if relation == ENOUGH:
                self._keep(TRADE_OFFS, [*said, ENOUGH])
                return
            self._keep(TRADE_OFFS, [*said, f"{first.factor}{relation}{second.factor}"])
            self._show_weights(known)

    def _show_weights(self, known: tuple[Swing, ...]) -> None:
        """Say what the trade-offs so far make of the weights, and what that changes."""
        found = self._points()
        total = sum(found.values())
        names = {one.factor: one.name for one in known}
        order = sorted(found, key=lambda one: -found[one])
        from opendecide.report.language import language

        percent = language(spoken()).percent
        said = ", ".join(f"{names[one]} {percent(found[one] / total)}" for one in order[:3])
        _remark(_("Heaviest now: {names}.").format(names=said))
        self._tell(self._changed())

    def _tell(self, text: str) -> None:
        """Say where things stand, unless that has just been said."""
        if text and text != self.told:
            _remark(text)
            self.told = text


def weigh(criteria: "Criteria", persona: str, said: list[str]) -> dict[str, int]:
    """Return the points of the swings after some trade-offs.

    Raises:
        InvalidInputError: If one of them compares nothing that can be compared.
    """
    known = swings(criteria, persona)
    return points_of([one for one in said if one != ENOUGH], known, _prior(known))


def _prior(known: tuple[Swing, ...]) -> "Floats":
    import numpy as np

    from opendecide.cli.interview.tradeoffs import prior

    return prior(np.array([one.share for one in known]))


def _offers(place: int, first: Swing, second: Swing) -> str:
    """Set two offers side by side that differ in two consequences only."""
    heading = _("Trade-off {place}. Two offers, alike in everything else:").format(place=place)
    lines = [click.style(heading, bold=True)]
    for letter, good, bad in (("A", first, second), ("B", second, first)):
        for mark, name, said in (("+", good.name, good.best), ("–", bad.name, bad.worst)):
            start = f"  {letter if mark == '+' else ' '}  {mark} "
            text = f"{name}{_(': ')}{said}"
            lines.append(
                click.wrap_text(text, _width(), initial_indent=start, subsequent_indent="       ")
            )
    return "\n".join(["", *lines, ""])


def _remark(text: str) -> None:
    """Print a line that is no question."""
    wrapped = click.wrap_text(text, _width(), initial_indent="  ", subsequent_indent="  ")
    click.echo(click.style(wrapped, dim=True))


def _width() -> int:
    return max(30, min(100, shutil.get_terminal_size().columns - 1))


def _ways() -> Mapping[str, str]:
    return {
        ">>": _("A, clearly"),
        ">": _("Rather A"),
        "=": _("Both are worth the same"),
        "<": _("Rather B"),
        "<<": _("B, clearly"),
        ENOUGH: _("Enough of these questions"),
    }


def _warm() -> None:
    """Load what the first answer will need while it is being typed."""
    from opendecide.reading.catalog import load_catalog
    from opendecide.stages import run

    assert run  # noqa: S101 — the import is what takes the time
    load_catalog()
