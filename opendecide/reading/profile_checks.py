"""What no single field of a profile shows: references, sums, dates, codes, requirements."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from opendecide.model.own_evidence import OF_A_MACHINE
from opendecide.model.workload import DataKind
from opendecide.reading import places
from opendecide.reading.contradictions import contradictions
from opendecide.reading.countries import country_codes
from opendecide.reading.documents import Said, Where
from opendecide.reading.faults import Found
from opendecide.reading.minimum_checks import minimum_faults
from opendecide.reading.requirements import examples, known
from opendecide.reading.suggestions import nearest, one_of, suggest
from opendecide.reading.volume_checks import volume_faults
from opendecide.reading.walking import at, is_number, items, texts, unknown
from opendecide.reading.weight_checks import weight_faults
from opendecide.reading.words import _

if TYPE_CHECKING:
    from opendecide.model.criteria import Criteria

GROUPS = ("EU", "EEA")
ROUNDING = 0.005
"""By how much a share in whole per cents may be above what it stands for: six sixths are 1.02."""
_LANGUAGE_NAMES = {
    "french": "fr",
    "français": "fr",
    "english": "en",
    "german": "de",
    "deutsch": "de",
    "spanish": "es",
    "español": "es",
    "italian": "it",
}
_CODE = re.compile("[A-Z]{2}")
_MONEY = re.compile("[A-Z]{3}")
_OTHER_CODES = {"UK": "GB", "EL": "GR", "UE": "EU"}
"""What people write for a country, or for the Union where a group may stand."""
SCHEMES = {
    "certifications": (
        "acn",
        "c5_type1",
        "c5_type2",
        "ens_high",
        "ens_medium",
        "fedramp_high",
        "fedramp_moderate",
        "hds",
        "hipaa_baa",
        "iso27001",
        "iso27017",
        "iso27018",
        "iso42001",
        "pci",
        "secnumcloud",
        "soc2_type1",
        "soc2_type2",
        "tisax",
    ),
    "agreements": ("bank_secrecy", "dora_exit", "dpia", "gdpr_dpa", "hipaa_baa"),
}
"""Known by name; any other scheme comes with a sentence saying what it is."""


def cross_check(data: dict[str, Any], criteria: "Criteria | None") -> Iterator[Found]:
    """Find what no single field shows; the data may still have other faults."""
    yield from _ids(data)
    yield from _classes(data)
    yield from _workload_weights(data)
    yield from _workload_references(data)
    yield from _schemes(data)
    yield from _requirements(data)
    yield from _regions(data)
    yield from _languages(data)
    yield from _currencies(data, ())
    yield from _dates(data)
    yield from _deadlines(data)
    yield from _figures_of_a_machine(data)
    yield from volume_faults(data)
    yield from contradictions(data)
    yield from weight_faults(data, criteria)
    yield from minimum_faults(data, criteria)


def _ids(data: dict[str, Any]) -> Iterator[Found]:
    """Find two entries of one list under one id."""
    lists = (("workloads",), ("data", "classes"), ("options",), ("obligations", "other"))
    for path in lists:
        seen: Counter[str] = Counter()
        for where, one in items(data, *path):
            own = one.get("id") if isinstance(one, dict) else None
            if isinstance(own, str):
                seen[own] += 1
                if seen[own] > 1:
                    what = _("The id '{word}' is used twice.").format(word=own)
                    yield Found((*where, "id"), Said(what, _("Give each its own id."), "OD034"))


def _class_ids(data: dict[str, Any]) -> list[str]:
    own = [one.get("id") for _path, one in items(data, "data", "classes") if isinstance(one, dict)]
    return [*(one for one in own if isinstance(one, str)), *get_args(DataKind)]


def _classes(data: dict[str, Any]) -> Iterator[Found]:
    """Find data classes that nobody described, and shares above the whole."""
    ids = _class_ids(data)
    what = _("No data class has the id '{word}'.")
    words = [
        *_inside(data, ("workloads",), "data_classes"),
        *_inside(data, ("obligations", "certifications"), "data_classes"),
        *_inside(data, ("obligations", "agreements"), "data_classes"),
        *texts(data, "obligations", "region_only", "data_classes"),
    ]
    if isinstance(at(data, "obligations", "on_prem_only"), list):
        words += texts(data, "obligations", "on_prem_only")
    for path, word in words:
        yield from unknown(path, word, ids, what)
    shares = [at(one, "share_of_volume") for _path, one in items(data, "data", "classes")]
    numbers = [share for share in shares if is_number(share)]
    total = sum(numbers)
    if total > 1 + ROUNDING * len(numbers) + 1e-9 and max(numbers) <= 1:
        said = _("The shares of the data classes sum to {total}.").format(total=f"{total:g}")
        fix = _("Together they are at most 1: parts of all requests, not of those of one workload.")
        yield Found(("data", "classes"), Said(said, fix, "OD038"))


def _inside(data: Any, path: tuple[str, ...], field: str) -> Iterator[tuple[Where, str]]:
    """Go through the words of one field of every item of a list."""
    for where, one in items(data, *path):
        for inner, word in texts(one, field):
            yield (*where, *inner), word


def _workload_weights(data: dict[str, Any]) -> Iterator[Found]:
    """Find weights that leave nothing to weigh; one that is left out counts as 0 beside others."""
    stated = [
        one for _path, item in items(data, "workloads") if (one := at(item, "weight")) is not None
    ]
    if stated and all(is_number(one) and one == 0 for one in stated):
        said = Said(
            _("The weights of the workloads sum to zero."), _("Give one of them weight."), "OD036"
        )
        yield Found(("workloads",), said)


def _workload_references(data: dict[str, Any]) -> Iterator[Found]:
    ids = [str(at(one, "id")) for _path, one in items(data, "workloads")]
    what = _("No workload has the id '{word}'.")
    words = [
        *_inside(data, ("obligations", "certifications"), "workloads"),
        *_inside(data, ("obligations", "agreements"), "workloads"),
        *texts(data, "obligations", "region_only", "workloads"),
        *_inside(data, ("evidence", "own_tests"), "workload"),
    ]
    for path, word in words:
        yield from unknown(path, word, ids, what)
    for where, one in items(data, "evidence", "own_tests"):
        passed, of = at(one, "passed"), at(one, "of")
        if is_number(passed) and is_number(of) and passed > of:
            said = _("{passed} of {of} cannot have passed.").format(passed=passed, of=of)
            yield Found((*where, "passed"), Said(said, _("Check both numbers."), "OD028"))


def _schemes(data: dict[str, Any]) -> Iterator[Found]:
    """Find certificates and agreements that nobody knows and no text explains."""
    for name, schemes in SCHEMES.items():
        for where, one in items(data, "obligations", name):
            word = one if isinstance(one, str) else at(one, "scheme")
            if not isinstance(word, str) or word in schemes or at(one, "text"):
                continue
            what = _("'{word}' is not in the list of schemes.").format(word=word)
            whole = sorted(one for one in schemes if one.startswith(f"{word}_"))
            near = whole[-1] if whole else nearest(word, schemes, least=0.75)
            fix = (
                _("Did you mean '{word}'?").format(word=near)
                if near
                else _("Add a text saying what it is: {{scheme: {word}, text: …}}.").format(
                    word=word
                )
            )
            place = where if isinstance(one, str) else (*where, "scheme")
            yield Found(place, Said(what, fix, "OD048"))


def _requirements(data: dict[str, Any]) -> Iterator[Found]:
    """Find capabilities that cannot be looked up."""
    for where, workload in items(data, "workloads"):
        for name in ("must_have", "nice_to_have"):
            for inner, word in texts(workload, name):
                if not known(word):
                    yield Found((*where, *inner), _not_a_requirement(word))


def _not_a_requirement(word: str) -> Said:
    what = _("'{word}' is not a requirement that can be looked up.").format(word=word)
    options = {one.split(">=")[0]: one for one in examples()}
    near = nearest(word.partition(">")[0].partition("=")[0].strip(), options)
    if near:
        return Said(what, _("Did you mean '{word}'?").format(word=options[near]), "OD040")
    return Said(what, _("Choose from: {words}.").format(words=one_of(examples())), "OD040")


def _regions(data: dict[str, Any]) -> Iterator[Found]:
    """Find countries that do not exist."""
    words: list[tuple[Where, str]] = [
        *texts(data, "organisation", "country"),
        *texts(data, "jurisdiction", "home"),
        *texts(data, "jurisdiction", "markets"),
        *texts(data, "obligations", "region_only"),
        *texts(data, "obligations", "region_only", "regions"),
    ]
    for where, one in items(data, "jurisdiction", "country_policy"):
        words += [((*where, *inner), word) for inner, word in texts(one, "country")]
    # Another form is refused by the field itself, and `country` takes no groups.
    candidates = [
        (path, word)
        for path, word in words
        if _CODE.fullmatch(word) or (word in GROUPS and path[-1] == "country")
    ]
    codes = country_codes() if candidates else frozenset()
    for path, word in candidates:
        allowed = codes if path[-1] == "country" else codes | set(GROUPS)
        if codes and word not in allowed:
            what = _("No country has the code {word}.").format(word=word)
            fix = _("Use the two letters of ISO 3166, as FR.")
            if _OTHER_CODES.get(word) in allowed:
                fix = _("Write {word}.").format(word=_OTHER_CODES[word])
            yield Found(path, Said(what, fix, "OD039"))


def _languages(data: dict[str, Any]) -> Iterator[Found]:
    """Find languages that do not exist."""
    words: list[tuple[Where, str]] = list(texts(data, "organisation", "working_languages"))
    for where, workload in items(data, "workloads"):
        words += [((*where, *inner), word) for inner, word in texts(workload, "languages")]
    for path, word in words:
        known_word = word in ("multi", "any") or places.is_language(word)
        if known_word or not isinstance(
            path[-1], int
        ):  # one text in place of a list is reported so
            continue
        what = _("'{word}' is not the code of a language.").format(word=word)
        head = word[:2].lower() if word[2:3] in ("-", "_") else ""
        code = _LANGUAGE_NAMES.get(word.lower(), head)
        fix = _("Use the two letters of ISO 639, as fr, or three where it has no two, as fon.")
        if code in places.LANGUAGES:
            fix = _("Write {word}.").format(word=code)
        yield Found(path, Said(what, fix, "OD041"))


def _currencies(data: Any, path: Where) -> Iterator[Found]:
    """Find currencies that do not exist, wherever there is money."""
    parts = enumerate(data) if isinstance(data, list) else ()
    for key, one in data.items() if isinstance(data, dict) else parts:
        if key != "currency":
            yield from _currencies(one, (*path, key))
        elif isinstance(one, str) and _MONEY.fullmatch(one) and one not in places.CURRENCIES:
            what = _("No currency has the code {word}.").format(word=one)
            fix = _("Use the three letters of ISO 4217, as EUR.")
            yield Found((*path, key), Said(what, fix, "OD039"))


def unrated(data: Any, rates: Collection[str], path: Where = ()) -> Iterator[Found]:
    """Find money in a currency that no rate of the catalogue leads to."""
    parts = enumerate(data) if isinstance(data, list) else ()
    for key, one in data.items() if isinstance(data, dict) else parts:
        if key != "currency":
            yield from unrated(one, rates, (*path, key))
        elif isinstance(one, str) and one in places.CURRENCIES and one not in rates:
            what = _("The catalogue has no exchange rate to {word}.").format(word=one)
            fix = _(
                "State it in another currency, as EUR, or add the rate to rates.yaml in a folder of"
                " your own (--catalog)."
            )
            yield Found((*path, key), Said(what, fix, "OD051"))


def unsold(data: dict[str, Any], sellers: Callable[[], Collection[str]]) -> Iterator[Found]:
    """Find credits for a place that the catalogue does not know, and contracts that look mistyped.

    Nothing would be paid by the one, and nothing quicker for the other. A contract may well be with
    somebody of whom nothing is known.
    """
    spent = list(_inside(data, ("budget", "credits"), "offers"))
    contracts = list(texts(data, "systems", "cloud_contracts"))
    known_places = sellers() if spent or contracts else ()
    for path, word in (*spent, *contracts):
        nearest = "" if word in known_places else suggest(word, sorted(known_places))
        if word not in known_places and (nearest or (path, word) in spent):
            what = _("No offer and no operator has the id '{word}'.").format(word=word)
            fix = nearest or _(
                "See all with `opendecide catalog list --part offers`, or add yours in a folder of"
                " your own (--catalog)."
            )
            yield Found(path, Said(what, fix, "OD035"))


def _day(value: Any) -> date | None:
    """Read a day, month or year as its first day; None when it is none of these."""
    text = str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    for form in (text, f"{text}-01", f"{text}-01-01"):
        try:
            return date.fromisoformat(form)
        except ValueError:
            continue
    return None


def _dates(data: dict[str, Any]) -> Iterator[Found]:
    """Find evidence from after the decision, or from the future."""
    decided = _day(at(data, "organisation", "decision", "date"))
    for name in ("own_tests", "quotes"):
        for where, one in items(data, "evidence", name):
            day = _day(at(one, "date"))
            if day is None:
                continue
            if day > places.today():
                what = _("{day} lies in the future.").format(day=day)
            elif decided and day > decided:
                what = _("{day} lies after the decision of {decided}.").format(
                    day=day, decided=decided
                )
            else:
                continue
            yield Found((*where, "date"), Said(what, _("Check the date."), "OD037"))


def _deadlines(data: dict[str, Any]) -> Iterator[Found]:
    """Find days by which it must work that are over when it is decided."""
    decided = _day(at(data, "organisation", "decision", "date"))
    said: list[tuple[Where, Any]] = [
        (
            ("organisation", "decision", "deadline", "date"),
            at(data, "organisation", "decision", "deadline", "date"),
        )
    ]
    said += [((*where, "deadline"), at(one, "deadline")) for where, one in items(data, "workloads")]
    for path, value in said:
        day = _day(value)
        if day is None or day >= (decided or places.today()):
            continue
        what = _("{day} is over, and no date of the decision is stated.").format(day=day)
        fix = _("Check the date, or state organisation.decision.date.")
        if decided is not None:
            what = _("{day} lies before the decision of {decided}.").format(
                day=day, decided=decided
            )
            fix = _("Check both dates.")
        yield Found(path, Said(what, fix, "OD033"))


def _figures_of_a_machine(data: dict[str, Any]) -> Iterator[Found]:
    """Find prices of an hour and speeds that name no machine: eight cards would be as one."""
    has_machines = any(at(data, "hardware", one) for one in ("accelerators", "devices"))
    for where, one in items(data, "evidence", "quotes"):
        option, kind = at(one, "option"), at(one, "what")
        if kind not in (*OF_A_MACHINE, "tokens_per_second") or not isinstance(option, str):
            continue
        if kind == "tokens_per_second" and has_machines:
            continue  # it was measured on what is at hand
        models, _sign, place = option.rpartition("@")
        if kind in OF_A_MACHINE and not place.partition(":")[2]:
            what = _("'{word}' names no machine, so the price would hold for any.")
            fix = _("Write the offer with its machine: offer:machine.")
        elif kind == "tokens_per_second" and not (models and place.partition(":")[2]):
            what = _("'{word}' names no machine, so the speed would hold for any.")
            fix = _("Write the id of the deployment with its machine: model@offer:machine.")
        else:
            continue
        yield Found((*where, "option"), Said(what.format(word=option), fix, "OD033"))
