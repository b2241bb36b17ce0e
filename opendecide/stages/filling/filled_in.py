"""What was taken because a profile did not say."""

import json

from opendecide.model.recommendation import Assumed
from opendecide.model.written import Range


class FilledIn:
    """Collects what was taken because the profile did not say."""

    def __init__(self, persona: str) -> None:
        self.persona = persona
        self.list: list[Assumed] = []

    def take(
        self, field: str, value: object, origin: str | None = None, beyond: str | None = None
    ) -> None:
        """Note one blank that was filled in.

        Args:
            field: Path of the field.
            value: What was taken.
            origin: A named rule; the persona where there is none.
            beyond: Path of a stated field that asks for less.
        """
        written = json.dumps(value) if isinstance(value, (list, tuple)) else str(value)
        self.list.append(
            Assumed(field=field, value=written, origin=origin or self.persona, beyond=beyond)
        )

    def figure(self, field: str, stated: Range | None, usual: Range) -> Range:
        """Return a stated figure, or the usual one and note it; nothing at all is no assumption."""
        if stated is not None:
            return stated
        if usual.high > 0:
            self.take(field, usual.model_dump(), "task")
        return usual
