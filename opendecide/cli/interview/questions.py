"""What is asked, the most influential first once it is known who asks and for what."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from opendecide.errors import InvalidInputError
from opendecide.reading.words import _, mark

Answer = str | list[str]
Answers = Mapping[str, Answer]
"""By the id of the question; what is not there was not answered yet, an empty one was skipped."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        id: Also its flag, with dashes.
        text: The question itself.
        decides: What the answer changes, in a sentence.
        options: What can be chosen, with its text; empty when it is answered in words.
        several: Whether several can be chosen.
        needed: Whether it must be answered.
        usual: What is suggested.
        read: Turns what was typed into the answer, or says what is wrong with it.
    """

    id: str
    text: str
    decides: str
    options: Mapping[str, str] = field(default_factory=dict)
    several: bool = False
    needed: bool = False
    usual: str = ""
    read: Callable[[str], str] = str.strip

    @property
    def flag(self) -> str:
        """The option of the command line that answers it."""
        return "--" + self.id.replace("_", "-")


def read_name(typed: str) -> str:
    """Return a name.

    Raises:
        InvalidInputError: If there is none.
    """
    if not typed.strip():
        raise InvalidInputError(_("A name is needed."))
    return typed.strip()


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
    return f"{float(found[1]):.15g} {currency}"


def read_hardware(typed: str) -> str:
    """Return accelerators as `2 h100, 1 l40s`, or nothing.

    Raises:
        InvalidInputError: If the catalogue does not know one of them.
    """
    from opendecide.reading.catalog import load_catalog
    from opendecide.reading.suggestions import nearest

    known = load_catalog().accelerators
    parts = []
    for one in filter(None, (part.strip() for part in typed.split(","))):
        found = re.fullmatch(r"(?:(\d{1,4})\s*[x×]?\s+)?([\w.-]+)", one)
        if found is None:
            raise InvalidInputError(_("Write how many of which, as 2 h100, 1 l40s."))
        if found[2] not in known:
            near = nearest(found[2].lower(), known) or nearest(found[2].split("-")[0], known)
            hint = _("Did you mean '{word}'?").format(word=near) if near else ""
            said = _("No accelerator has the id '{word}'.").format(word=found[2])
            raise InvalidInputError(f"{said} {hint}".strip())
        parts.append(f"{found[1] or 1} {found[2]}")
    return ", ".join(parts)


PERSONAS = (
    "productivity_enterprise",
    "regulated_enterprise",
    "research_lab",
    "startup",
    "public_administration",
    "individual",
)
TASKS = (
    "chat_assistant",
    "rag_qa",
    "summarisation",
    "extraction",
    "classification",
    "translation",
    "coding",
    "agentic",
    "transcription",
    "image",
    "video",
    "embedding",
    "research",
)
DATA = (
    "public",
    "internal",
    "confidential",
    "trade_secret",
    "personal",
    "special_category",
    "health",
    "financial",
    "client_privileged",
    "classified",
)
CERTIFICATIONS = (
    "hds",
    "secnumcloud",
    "c5_type2",
    "ens_high",
    "hipaa_baa",
    "iso27001",
    "soc2_type2",
    "fedramp_moderate",
)
REACHES = (
    "foreign_formal_ground",
    "foreign_with_held_keys",
    "home_controlled",
    "home_controlled_and_shielded",
    "no_third_party",
)


def _named(kind: str, words: tuple[str, ...]) -> Mapping[str, str]:
    from opendecide.report.words import english

    return MappingProxyType({one: english(kind, one) for one in words})


QUESTIONS = (
    Question(
        "name",
        mark("What is your organisation called?"),
        mark("It stands at the head of the report."),
        needed=True,
        read=read_name,
    ),
    Question(
        "country",
        mark("In which country is it? Two letters, as FR."),
        mark("It says which law applies and where home is."),
        needed=True,
        usual="FR",
        read=read_country,
    ),
    Question(
        "persona",
        mark("Which kind of organisation is it?"),
        mark("It fills in whatever you do not say; the report lists it as assumed."),
        _named("persona", PERSONAS),
    ),
    Question(
        "task",
        mark("What is the most important use of AI?"),
        mark("It says which models can serve at all, and how good they are at it."),
        _named("task", TASKS),
        needed=True,
    ),
    Question(
        "data",
        mark("Which kinds of data will go into it?"),
        mark("Each kind has a least place of processing, and a longest time of keeping."),
        _named("data", DATA),
        several=True,
    ),
    Question(
        "place",
        mark("Where may the data be processed?"),
        mark("It excludes every service and machine elsewhere."),
        MappingProxyType(
            {
                "anywhere": mark("Anywhere, if the contract is right"),
                "region": mark("In the European Economic Area only"),
                "country": mark("In our country only"),
                "premises": mark("On our own premises or devices only"),
            }
        ),
    ),
    Question(
        "certification",
        mark("Which certificates must the host have?"),
        mark("Whoever lacks one is excluded."),
        _named("scheme", CERTIFICATIONS),
        several=True,
    ),
    Question(
        "volume",
        mark("How many requests on a working day? One number, or 200-800."),
        mark("It decides between paying for each request and paying for machines."),
        usual="400",
        read=read_volume,
    ),
    Question(
        "quality",
        mark("Which share of your own test cases must be right?"),
        mark("Models that cannot reach it are excluded; better ones earn points."),
        MappingProxyType(
            {
                "usual": mark("I do not know yet"),
                "0.6": "60\u00a0%",
                "0.7": "70\u00a0%",
                "0.8": "80\u00a0%",
                "0.9": "90\u00a0%",
            }
        ),
    ),
    Question(
        "team",
        mark("Who would run it, if you ran it yourselves?"),
        mark("Without people, running models yourselves is excluded or has to be paid for."),
        MappingProxyType(
            {
                "nobody": mark("Nobody, and that is to stay so"),
                "little": mark("Somebody, for half a day a week"),
                "half": mark("Somebody for half of the time, who knows machine learning a little"),
                "team": mark("A team that runs such things already"),
            }
        ),
    ),
    Question(
        "hardware",
        mark("Which accelerators do you own? As 2 h100, 1 l40s; nothing if none."),
        mark("What is there already costs no cash."),
        read=read_hardware,
    ),
    Question(
        "reach",
        mark("How far must the data be from foreign authorities? At least:"),
        mark("It excludes providers that a foreign state can order to hand data over."),
        MappingProxyType({"none": mark("No minimum"), **dict.fromkeys(REACHES, "")}),
    ),
    Question(
        "budget",
        mark("What may it cost over three years? As 180000 EUR; nothing if open."),
        mark("Costs are held against it; what is sure to cost more is excluded."),
        read=read_money,
    ),
    Question(
        "stakes",
        mark("How bad is a wrong answer, or none?"),
        mark("It says how good is good enough, and whether a test has to come first."),
        MappingProxyType(
            {
                "low": mark("A nuisance"),
                "medium": mark("It costs time or money"),
                "high": mark("It harms customers, patients or staff"),
                "critical": mark("It endangers lives or the organisation"),
            }
        ),
    ),
)
BY_ID = MappingProxyType({one.id: one for one in QUESTIONS})
ENOUGH = "enough"
"""The answer that ends the trade-offs."""
TRADE_OFFS = "trade_offs"
"""Where trade-offs are kept, each as `cost.tco>>service_quality.task_quality`."""
