"""The reader's language: words from a gettext catalogue, figures as the reader writes them."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list

from opendecide.errors import InvalidInputError
from opendecide.report.joins import JOINS, unchanged
from opendecide.report.rounding import significant

SHIPPED = Path(__file__).parent / "locale"
"""One gettext catalogue per language."""
SOURCE = "en"
_REGIONS = {"en": "en_GB", "fr": "fr_FR"}
_FIRST_OF_THE_MONTH: Mapping[str, str] = MappingProxyType({"fr": "1er"})
"""Where the first day is an ordinal and the others are not."""
_FORMATTER = Formatter()
_CENTS_BELOW = 100
_ALL_DIGITS = 700
"""More than the longest float has before and after its point; babel fails on what lacks room."""
_STATED_DIGITS = 9
"""More than anybody states: such an amount was converted from another currency."""
_BINARY = 1e-12
"""What binary fractions add or lose: 99.9 % is no more than 99.9 %."""


def available(catalogues: Path = SHIPPED) -> tuple[str, ...]:
    """Return the codes of the languages a report can be written in."""
    found = (one.name for one in catalogues.iterdir() if (one / "LC_MESSAGES").is_dir())
    return tuple(sorted({SOURCE, *found}))


@cache
def _with_digits(pattern: Any, digits: int) -> Any:
    """Return a number pattern of babel that shows so many digits after the separator."""
    shown = copy(pattern)
    shown.frac_prec = (digits, digits)
    return shown


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its words, and its way to write numbers, money and dates."""

    code: str
    locale: Locale
    translations: NullTranslations

    def text(self, message: str) -> str:
        """Return the message in this language; a message without translation stays as it is."""
        return self.translations.gettext(message) if message else ""

    def counted(self, one: str, many: str, number: int) -> str:
        """Return the form of the message that goes with the number."""
        return self.translations.ngettext(one, many, number)

    def say(self, message: str, **values: object) -> str:
        """Translate a message and put words in its places."""
        return self.filled(self.text(message), values)

    def filled(self, message: str, values: Mapping[str, object]) -> str:
        """Put words in the places of a translated message, joined as this language joins them."""
        said = ""
        for literal, key, _, _ in _FORMATTER.parse(message):
            said += literal
            if key is not None:
                said = self.joined(said, str(values[key]))
        return said

    def numbered(self, one: str, many: str, number: int | str) -> str:
        """Say how many, in the form that goes with the number."""
        written = self.number(int(number), decimals=0)
        return self.filled(self.counted(one, many, int(number)), {"number": written})

    def joined(self, before: str, value: str) -> str:
        """Write a value after what stands before it."""
        return "".join(JOINS.get(self.locale.language, unchanged)(before, value))

    def number(self, value: float, *, figures: int = 3, decimals: int | None = None) -> str:
        """Write a number with so many significant figures, or so many decimals."""
        rounded, digits = (
            significant(value, figures) if decimals is None else (round(value, decimals), decimals)
        )
        return self._grouped(rounded, digits)

    def exact(self, value: float) -> str:
        """Write a number as it was given, without an artefact of binary fractions."""
        written = Decimal(repr(value)).normalize()
        exponent = written.as_tuple().exponent
        return self._grouped(value, max(0, -exponent if isinstance(exponent, int) else 0))

    def percent(self, share: float, *, decimals: int = 0) -> str:
        """Write a share as a percentage; a chance is never called 0 or 100 by rounding."""
        pattern = self.locale.percent_formats[None]
        smallest = 10.0 ** -(decimals + 2)
        if 0 < share < smallest - _BINARY:
            return "<\u00a0" + self._applied(pattern, smallest, decimals)
        if 1 - smallest + _BINARY < share < 1:
            return ">\u00a0" + self._applied(pattern, 1 - smallest, decimals)
        return self._applied(pattern, share, decimals)

    def money(self, amount: float, currency: str, *, figures: int = 2) -> str:
        """Write an estimate of money with at most so many significant figures."""
        rounded, digits = significant(amount, figures)
        if digits == 1 and abs(rounded) < _CENTS_BELOW:
            digits = 2
        return self._currency(rounded, currency, digits)

    def price(self, amount: float, currency: str) -> str:
        """Write a price or a ceiling as somebody stated it; what was converted is rounded."""
        written = Decimal(repr(amount)).normalize()
        if len(written.as_tuple().digits) > _STATED_DIGITS:
            return self.money(amount, currency, figures=4)
        exponent = written.as_tuple().exponent
        digits = max(0, -exponent if isinstance(exponent, int) else 0)
        return self._currency(amount, currency, 2 if digits == 1 else digits)

    def _currency(self, amount: float, currency: str, digits: int) -> str:
        pattern = self.locale.currency_formats["standard"]
        return self._applied(pattern, amount, digits, currency=currency, currency_digits=False)

    def _grouped(self, value: float, digits: int) -> str:
        return self._applied(self.locale.decimal_formats[None], value, digits)

    def _applied(self, pattern: Any, value: float, digits: int, **more: Any) -> str:
        with localcontext(prec=_ALL_DIGITS):
            shown = _with_digits(pattern, digits).apply(Decimal(repr(value)), self.locale, **more)
        return str(shown)

    def day(self, value: date) -> str:
        """Write a date with the name of its month."""
        written = format_date(value, format="medium", locale=self.locale)
        first = _FIRST_OF_THE_MONTH.get(self.locale.language)
        if first and value.day == 1:
            written = written.replace("1 ", f"{first} ", 1)
        return written.replace(" ", "\u00a0")

    def country(self, code: str) -> str:
        """Return the name of a country or group of countries; an unknown code stays a code."""
        return str(self.locale.territories.get(code, code))

    def tongue(self, code: str) -> str:
        """Return the name of a language; an unknown code stays a code."""
        return str(self.locale.languages.get(code, code))

    def listed(self, items: Iterable[str]) -> str:
        """Join words into one enumeration."""
        words: Sequence[str] = tuple(items)
        if any("," in one for one in words):
            return self.in_a_row(words)
        return format_list(words, locale=self.locale) if words else ""

    def in_a_row(self, items: Iterable[str]) -> str:
        """Put words one after the other, with semicolons where one of them has a comma inside."""
        words = tuple(items)
        mark = self.text("; ") if any("," in one for one in words) else ", "
        return mark.join(words)

    def either(self, items: Iterable[str]) -> str:
        """Join words of which one is true."""
        return format_list(tuple(items), style="or", locale=self.locale)


@cache
def _shipped(code: str) -> Language:
    return load(code, SHIPPED)


def language(code: str | None = None) -> Language:
    """Return a language of the shipped catalogues; English when none is named.

    Raises:
        InvalidInputError: If no catalogue has this code.
    """
    return _shipped(code or SOURCE)


def _locale(code: str) -> Locale:
    """Return how a language writes figures and dates; a code that babel lacks, as in English."""
    try:
        return Locale.parse(_REGIONS.get(code, code))
    except (ValueError, UnknownLocaleError):
        return Locale.parse(_REGIONS[SOURCE])


def load(code: str, catalogues: Path) -> Language:
    """Return a language from a folder of catalogues.

    Raises:
        InvalidInputError: If no catalogue has this code.
    """
    locale = _locale(code)
    if code == SOURCE:
        return Language(code, locale, NullTranslations())
    compiled = catalogues / code / "LC_MESSAGES" / "opendecide.mo"
    if not compiled.is_file():
        known = ", ".join(available(catalogues))
        raise InvalidInputError(
            "no report is written in '{code}'; choose one of: {known}", code=code, known=known
        )
    with compiled.open("rb") as stream:
        return Language(code, locale, GNUTranslations(stream))
