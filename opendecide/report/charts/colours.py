"""Colours that everyone can tell apart (Okabe & Ito), and text that can be read on them."""

BLUE = "#0072b2"
ORANGE = "#d55e00"
SKY = "#56b4e9"
PALETTE = (
    "#0072b2",
    "#e69f00",
    "#009e73",
    "#cc79a7",
    "#56b4e9",
    "#d55e00",
    "#f0e442",
    "#999999",
)
_WHITE, _BLACK = "#ffffff", "#000000"


def text_on(background: str) -> str:
    """Return white or black, whichever contrasts more with a colour: at least 4.5 to 1.

    Examples:
        >>> text_on("#0072b2"), text_on("#f0e442")
        ('#ffffff', '#000000')
    """
    light = luminance(background)
    against_white = 1.05 / (light + 0.05)
    against_black = (light + 0.05) / 0.05
    return _WHITE if against_white >= against_black else _BLACK


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2.2 defines it."""
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 — from the definition
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def shade(share: float) -> str:
    """Return a blue that is stronger for a larger share, from white to the full colour."""
    full = tuple(int(BLUE[start : start + 2], 16) for start in (1, 3, 5))
    mixed = (round(255 + (part - 255) * min(1.0, max(0.0, share))) for part in full)
    return "#" + "".join(f"{part:02x}" for part in mixed)
