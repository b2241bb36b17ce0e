"""What is being worked on, on a terminal and only once the work has taken a second."""

import sys
import threading
from types import TracebackType
from typing import Self

import click

from opendecide.reading.words import _, mark

PATIENCE_S = 1.0
"""Faster work needs no message."""
_ERASE = "\r\033[K"
_STAGES = {
    "reading": mark("Reading the files"),
    "candidates": mark("Looking for deployments"),
    "screening": mark("Applying the gates and making the bills"),
    "assessment": mark("Rating each deployment on each factor"),
    "evaluation": mark("Ranking"),
    "stress": mark("Looking for what would change the answer"),
    "report": mark("Writing the report"),
}


class Progress:
    """Names the stage at work; leaves the line as it was."""

    def __init__(self) -> None:
        self.stage = "reading"
        self.shown = False
        self.timer = threading.Timer(PATIENCE_S, self._begin)
        self.timer.daemon = True

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self.timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.timer.cancel()
        if self.shown:
            self.shown = False
            click.echo(_ERASE, err=True, nl=False)

    def __call__(self, stage: str) -> None:
        """Name a stage as it begins."""
        self.stage = stage
        if self.shown:
            self._write()

    def _begin(self) -> None:
        self.shown = True
        self._write()

    def _write(self) -> None:
        said = _(_STAGES.get(self.stage, self.stage))
        click.echo(f"{_ERASE}{said} …", err=True, nl=False)
