"""Facts in words: what one is about, what it tells, and its value as a reader would say it."""

import re
from collections.abc import Callable
from typing import NamedTuple

from opendecide.report import fact_words
from opendecide.report.speech import Speech

ENTRIES = {
    "models": "Model: {name}",
    "offers": "Offer: {name}",
    "vendors": "Vendor: {name}",
    "communities": "Community: {name}",
    "licences": "Licence: {name}",
    "machines": "Machine: {name}",
    "alternatives": "Option: {name}",
}
PLANNING = "Planning figures and rules"
_SPAN = re.compile(r"^(?P<value>-?[\d.]+)? ?\[(?P<low>-?[\d.e+]+), (?P<high>-?[\d.e+]+)\]$")
_NUMBER = re.compile(r"^-?\d+(\.\d+)?(e[+-]?\d+)?$")
_DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
_RATE = re.compile(r"^(?P<suite>.+): (?P<rate>0?\.\d+|[01](?:\.0)?)$")
_TASK_AND_LANGUAGE = 2
_WORD_LISTS = ("controls", "clauses", "finetuning.modes", "terms.minors_safeguards")


class Subject(NamedTuple):
    """What a fact is about: a catalogue entry, and the path inside it."""

    kind: str
    entry: str
    path: str


def subject(fact: str) -> Subject:
    """Take the id of a fact apart; only a slash parts an entry from its path.

    Examples:
        >>> subject("communities/gpt-5.5")
        Subject(kind='communities', entry='gpt-5.5', path='')
        >>> subject("rules/staffing.on_premises")
        Subject(kind='rules', entry='', path='staffing.on_premises')
    """
    kind, _, rest = fact.partition("/")
    if kind == "rules":
        return Subject(kind, "", rest)
    entry, _, path = rest.partition("/")
    return Subject(kind, entry, path)


def told(speech: Speech, about: Subject) -> str:
    """Say what a fact tells, without saying of whom."""
    head, *rest = about.path.split(".")
    if about.kind == "rules":
        known = fact_words.RULES.get(about.path) or fact_words.RULES.get(head)
        return speech.text(known or about.path.replace("_", " ").replace(".", ", "))
    if head == "quality" and len(rest) == _TASK_AND_LANGUAGE:
        return speech.say(
            "quality: {task}, {language}",
            task=speech.word("task", rest[0]),
            language=_tongue(speech, rest[1]),
        )
    if head == "attestations" and rest:
        return speech.word("scheme", ".".join(rest))
    if head == "serves" and rest:
        served = speech.names.get(f"models/{'.'.join(rest)}", ".".join(rest))
        return speech.say("price and end of service of {model}", model=served)
    if head == "facts" and rest:
        return speech.name(".".join(rest))
    known = fact_words.FACTS.get(about.path)
    return speech.text(known) if known else speech.text(about.path.replace("_", " "))


def of_whom(speech: Speech, fact: str) -> str:
    """Say what a fact tells, and of whom."""
    about = subject(fact)
    if about.kind == "cost":
        cost = speech.text("cost over the horizon")
        return speech.say("{name}: {what}", name=speech.name(about.entry), what=cost)
    if about.kind not in ENTRIES:
        return told(speech, about)
    name = speech.names.get(f"{about.kind}/{about.entry}", about.entry)
    return speech.say("{name}: {what}", name=name, what=told(speech, about))


def _tongue(speech: Speech, code: str) -> str:
    return speech.text("several languages") if code == "multi" else speech.language.tongue(code)


def heading(speech: Speech, about: Subject) -> str:
    """Say which entry a fact is about."""
    if about.kind not in ENTRIES:
        return speech.text(PLANNING)
    name = speech.names.get(f"{about.kind}/{about.entry}", about.entry)
    return speech.text(ENTRIES[about.kind]).replace("{name}", name)


def value(speech: Speech, about: Subject, text: str, unit: str | None) -> str:
    """Say the value of a fact, with its unit."""
    head = about.path.split(".")[0]
    if head == "attestations":
        return _attested(speech, text)
    if head == "serves":
        return _priced(speech, text)
    if found := _RATE.match(text) if head == "redteam" else None:
        share = speech.language.percent(float(found["rate"]), decimals=1)
        return speech.say("{suite}: {share} of attacks succeed", suite=found["suite"], share=share)
    if " | " in text:
        parts = [value(speech, about, one, unit) for one in text.split(" | ")]
        joins = {speech.text(" or ").strip(), speech.text(" and ").strip()}
        if any(joins & {*part.split()} or "," in part for part in parts):
            # Where one of them is joined from several, nobody sees where the next one begins.
            parts = [speech.say("“{value}”", value=part) for part in parts]
        return speech.language.either(parts)
    write = _writer(speech, about.path, unit)
    if found := _SPAN.match(text):
        high = write(float(found["high"]))
        low = (
            write(float(found["low"]))
            if "%" in high
            else speech.language.exact(float(found["low"]))
        )
        span = speech.say("{low} to {high}", low=low, high=high)
        return f"{write(float(found['value']))} ({span})" if found["value"] else span
    if _NUMBER.match(text):
        return write(float(text))
    return _said(speech, about.path, text)


def _writer(speech: Speech, path: str, unit: str | None) -> Callable[[float], str]:
    """Return how numbers of this fact are written."""
    language = speech.language
    if path.startswith("quality.") or path in fact_words.SHARES:
        return language.percent
    if path in fact_words.PERCENTS or unit == "%":
        return lambda number: speech.value(number, "hundredths")
    return lambda number: speech.measured(number, unit)


def _said(speech: Speech, path: str, text: str) -> str:
    if not text or text == "none":
        return speech.text("none")
    if text in {"true", "false"}:
        return speech.value(text == "true")
    if _DAY.match(text):
        return speech.value(text, "day")
    if path in fact_words.COUNTRIES or path in fact_words.REGIONS:
        return speech.language.listed(_place(speech, one) for one in text.split(", "))
    if path == "languages":
        return speech.language.listed(map(speech.language.tongue, text.split(", ")))
    if path == "meant_for":
        return speech.language.listed(speech.word("task", one) for one in text.split(", "))
    if path.startswith(_WORD_LISTS) or (", " in text and "_" in text):
        return speech.language.listed(speech.word("level", one) for one in text.split(", "))
    return text if path in {"licence", "artifacts.format"} else speech.word("level", text)


def _place(speech: Speech, code: str) -> str:
    return speech.word("level", code) if code == "global" else speech.country(code)


def _attested(speech: Speech, text: str) -> str:
    """Say `hds: held, service in scope`; the scheme stands in the name of the fact."""
    state, _, scope = text.rpartition(": ")[2].partition(", ")
    said = (speech.word("level", one) for one in (state, scope) if one)
    return ", ".join(said)


def _priced(speech: Speech, text: str) -> str:
    """Say `input 0.15 USD, output 0.6 USD / 1M tokens; until 2027-09-15`."""
    priced, _, until = text.partition("; until ")
    prices, _, unit = priced.partition(" / ")
    said = []
    for one in prices.split(", "):
        kind, *amount = one.split(" ")
        price = speech.language.price(float(amount[0]), amount[1]) if len(amount) > 1 else ""
        said.append(f"{speech.word('level', kind)} {price}".strip())
    end = speech.say("until {date}", date=speech.value(until, "day")) if until else ""
    costs = ", ".join(said) + (f" / {speech.word('cost_per', unit)}" if unit else "")
    return speech.text("; ").join(one for one in (costs, end) if one)
