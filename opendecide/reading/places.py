"""Where the shipped data lies, and which countries, languages and currencies there are."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parents[1]
CATALOG = PACKAGE / "catalog"
SCHEMAS = PACKAGE / "reading" / "schemas"
SNAPSHOT = PACKAGE / "_snapshot.json"
RELEASED = date(2026, 11, 24)
"""A clock that stands before this day is wrong."""

_INSTALLED_CRITERIA = PACKAGE / "_criteria"
_CHECKOUT_CRITERIA = PACKAGE.parent / "criteria"

_CODES = """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu
    hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb
    lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om
    or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw
    ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
LANGUAGES = frozenset(_CODES.split())
"""ISO 639-1."""
_OF_THREE = 3
_NO_LANGUAGE = frozenset({"mul", "und", "zxx"})
"""Several, one that is not known, none at all."""

_MONEY = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN
    BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL
    GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF
    KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN
    MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD
    SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX
    USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
CURRENCIES = frozenset(_MONEY.split())
"""ISO 4217, those in which somebody is paid."""


def shipped_criteria() -> Path:
    """Return the folder of the shipped criteria, in an installed package or in a checkout."""
    return _INSTALLED_CRITERIA if _INSTALLED_CRITERIA.is_dir() else _CHECKOUT_CRITERIA


def is_language(code: str) -> bool:
    """Tell whether a language has this code: two letters, or three where it has no two.

    Those of three letters are the ones that have a name in the Unicode CLDR.

    Examples:
        >>> is_language("fr"), is_language("lua"), is_language("fra")
        (True, True, False)
    """
    if len(code) != _OF_THREE:
        return code in LANGUAGES
    from babel import Locale

    return code in Locale("en").languages and code not in _NO_LANGUAGE


def today() -> date:
    """Return the day, never one before the release."""
    return max(date.today(), RELEASED)  # noqa: DTZ011 — the day where the reader sits


def countries_in(data: Any) -> Mapping[str, Any]:
    """Return the countries of the table by code, whether it is a mapping or a list."""
    if isinstance(data, dict) and set(data) == {"countries"}:
        data = data["countries"]
    if isinstance(data, list):
        return {str(one.get("code")): one for one in data if isinstance(one, dict)}
    if isinstance(data, dict):
        return {
            str(code): {"code": str(code), **(rest or {})}
            if rest is None or isinstance(rest, dict)
            else rest
            for code, rest in data.items()
        }
    return {}
