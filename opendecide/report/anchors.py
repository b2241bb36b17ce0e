"""Anchors as GitHub derives them from headings."""

import re

_DROPPED = re.compile(r"[^\w\- ]")


def slug(heading: str) -> str:
    """Return the anchor that GitHub gives to a heading.

    Examples:
        >>> slug("15. Evidence and dates")
        '15-evidence-and-dates'
        >>> slug("models.mistral-small-3.2")
        'modelsmistral-small-32'
    """
    return _DROPPED.sub("", heading.lower()).replace(" ", "-")
