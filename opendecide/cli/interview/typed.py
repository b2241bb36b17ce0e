"""What people type: names, countries, figures, money and machines, as they write them."""

import re

from opendecide.errors import InvalidInputError
from opendecide.reading.words import _

MOST_MONEY = 1e15
"""Beyond it, an amount is a mistake."""
LONGEST_NAME = 200
"""As in the record."""


def read_name(typed: str) -> str:
    """Return a name.

    Raises:
        InvalidInputError: If there is none, or it is no line of text.
    """
    name = typed.strip()
    if not name:
        raise InvalidInputError(_("A name is needed."))
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise InvalidInputError(_("Write one line of at most 200 letters."))
    return name


def read_country(typed: str) -> str:
    """Return the code of a country.

    Raises:
        InvalidInputError: If there is no such country.
    """
    from opendecide.reading.countries import country_codes

    code = typed.strip().upper()
    if code not in country_codes():
        raise InvalidInputError(_("Use the two letters of ISO 3166, as FR."))
    return code


def read_volume(typed: str) -> str:
    """Return one number of requests, or a low and a high one, as `200-800`.

    Raises:
        InvalidInputError: If it is neither.

    Examples:
        >>> read_volume("1 500"), read_volume("200 - 800")
        ('1500', '200-800')
    """
    plain = re.sub(r"\s", "", typed)
    found = re.fullmatch(r"(\d{1,9}(?:\.\d+)?)(?:[-–](\d{1,9}(?:\.\d+)?))?", plain)
    if found is None or (found[2] and float(found[2]) < float(found[1])):
        raise InvalidInputError(_("Write one number, or the lowest and the highest as 200-800."))
    return f"{found[1]}-{found[2]}" if found[2] else found[1]


def read_money(typed: str) -> str:
    """Return an amount with its currency, or nothing.

    Raises:
        InvalidInputError: If it is no amount.

    Examples:
        >>> read_money("180 000 €"), read_money("2.5e5 USD"), read_money("")
        ('180000 EUR', '250000 USD', '')
    """
    plain = re.sub(r"[\s']", "", typed)
    if not plain:
        return ""
    found = re.fullmatch(r"(\d{1,12}(?:\.\d+)?(?:[eE]\d{1,2})?)(€|\$|£|[A-Za-z]{3})?", plain)
    if found is None:
        raise InvalidInputError(_("Write an amount and a currency, as 180000 EUR."))
    signs = {"€": "EUR", "$": "USD", "£": "GBP", None: "EUR"}
    currency = signs.get(found[2], str(found[2]).upper())
    amount = float(found[1])
    if amount > MOST_MONEY:
        raise InvalidInputError(_("Write an amount and a currency, as 180000 EUR."))
    return f"{amount:.15g} {currency}"


def read_hardware(typed: str) -> str:
    """Return accelerators as `2 h100, 1 l40s`, or nothing.

    Raises:
        InvalidInputError: If the catalogue does not know one of them.
    """
    from opendecide.reading.catalog import load_catalog
    from opendecide.reading.suggestions import nearest

    known = load_catalog().accelerators
    by_name = {one.casefold(): one for one in known}  # people write H100
    parts = []
    for one in filter(None, (part.strip() for part in typed.split(","))):
        found = re.fullmatch(r"(?:(\d{1,4})\s*[x×]?\s+)?([\w.-]+)", one)
        if found is None:
            raise InvalidInputError(_("Write how many of which, as 2 h100, 1 l40s."))
        called = by_name.get(found[2].casefold())
        if called is None:
            near = nearest(found[2].lower(), known) or nearest(found[2].split("-")[0], known)
            hint = _("Did you mean '{word}'?").format(word=near) if near else ""
            said = _("No accelerator has the id '{word}'.").format(word=found[2])
            raise InvalidInputError(f"{said} {hint}".strip())
        parts.append(f"{found[1] or 1} {called}")
    return ", ".join(parts)
