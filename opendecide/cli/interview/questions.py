"""What is asked, the most influential first once it is known who asks and for what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from opendecide.cli.interview.typed import (
    read_country,
    read_hardware,
    read_money,
    read_name,
    read_volume,
)
from opendecide.reading.words import mark

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
        mark("The name stands at the head of the report."),
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
