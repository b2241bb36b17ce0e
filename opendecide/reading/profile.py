"""From a YAML file to a profile, with everything checked that one file can tell."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, get_args

from opendecide.errors import InvalidFileError
from opendecide.model.criteria import Criteria
from opendecide.model.profile import DataKind, Profile
from opendecide.reading import places
from opendecide.reading.countries import country_codes
from opendecide.reading.faults import Found, Said, attempt, nearest, one_of, place, suggest
from opendecide.reading.requirements import examples, known
from opendecide.reading.settings import Setting, apply_to_profile, place_settings
from opendecide.reading.words import _
from opendecide.reading.yaml12 import Document, Place, read

GROUPS = ("EU", "EEA")


def load_profile(
    path: str | Path,
    *,
    settings: Sequence[Setting] = (),
    criteria: Criteria | None = None,
) -> Profile:
    """Read the profile of one organisation from a YAML file.

    Args:
        path: The file.
        settings: Changes to make before it is checked, as the command line's `--set` gives them.
        criteria: What the preferences refer to; the shipped criteria when absent.

    Raises:
        InvalidFileError: With every fault of the file, in the order of its lines.
    """
    return check_document(read(path), settings=settings, criteria=criteria)


def check_document(
    document: Document,
    *,
    settings: Sequence[Setting] = (),
    criteria: Criteria | None = None,
) -> Profile:
    """Turn the data of a document into a profile; see `load_profile`."""
    if settings and isinstance(document.data, dict):
        document = Document(document.name, apply_to_profile(document.data, settings), document.root)
    profile, found = attempt(Profile, document.data)
    if isinstance(document.data, dict):
        said = {one.path for one in found}
        found += [one for one in _cross_check(document.data, criteria) if one.path not in said]
    if profile is None or found:
        raise InvalidFileError(place_settings(place(document, found), settings))
    return profile


def check_profile(profile: Profile, criteria: Criteria | None = None) -> Profile:
    """Check a profile made in Python for what its fields alone cannot tell.

    Raises:
        InvalidFileError: With every fault, under the name `profile`.
    """
    data = profile.model_dump(mode="json", by_alias=True, exclude_unset=True)
    found = list(_cross_check(data, criteria))
    if found:
        faults = place(Document("profile", data, Place(0, 0)), found)
        raise InvalidFileError(faults)
    return profile


def _cross_check(data: dict[str, Any], criteria: Criteria | None) -> Iterator[Found]:
    """Find what no single field shows; the data may still have other faults."""
    yield from _ids(data)
    yield from _classes(data)
    yield from _workload_references(data)
    yield from _requirements(data)
    yield from _regions(data)
    yield from _languages(data)
    yield from _dates(data)
    yield from _weights(data, criteria)


def _items(data: Any, *path: str) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Go through the items of a list somewhere in the data, with the path of each."""
    found = _at(data, *path)
    if isinstance(found, list):
        for position, one in enumerate(found):
            yield (*path, position), one


def _at(data: Any, *path: str) -> Any:
    for part in path:
        data = data.get(part) if isinstance(data, dict) else None
    return data


def _texts(data: Any, *path: str) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Go through the texts at a path: one text, or the items of a list."""
    found = _at(data, *path)
    if isinstance(found, str):
        yield path, found
    elif isinstance(found, list):
        for position, one in enumerate(found):
            if isinstance(one, str):
                yield (*path, position), one


def _ids(data: dict[str, Any]) -> Iterator[Found]:
    """Find two entries of one list under one id."""
    lists = (("workloads",), ("data", "classes"), ("options",), ("obligations", "other"))
    for path in lists:
        seen: Counter[str] = Counter()
        for where, one in _items(data, *path):
            own = one.get("id") if isinstance(one, dict) else None
            if isinstance(own, str):
                seen[own] += 1
                if seen[own] > 1:
                    what = _("The id '{word}' is used twice.").format(word=own)
                    yield Found((*where, "id"), Said(what, _("Give each its own id."), "OD034"))


def _class_ids(data: dict[str, Any]) -> list[str]:
    own = [one.get("id") for _path, one in _items(data, "data", "classes") if isinstance(one, dict)]
    return [*(one for one in own if isinstance(one, str)), *get_args(DataKind)]


def _unknown(
    path: tuple[str | int, ...], word: str, ids: Sequence[str], what: str
) -> Iterator[Found]:
    if word not in ids:
        fix = suggest(word, ids) or _("There are: {words}.").format(
            words=one_of(list(dict.fromkeys(ids)))
        )
        yield Found(path, Said(what.format(word=word), fix, "OD035"))


def _classes(data: dict[str, Any]) -> Iterator[Found]:
    """Find data classes that nobody described, and shares above the whole."""
    ids = _class_ids(data)
    what = _("No data class has the id '{word}'.")
    for where, workload in _items(data, "workloads"):
        for inner, word in _texts(workload, "data_classes"):
            yield from _unknown((*where, *inner), word, ids, what)
    for name in ("certifications", "agreements"):
        for where, one in _items(data, "obligations", name):
            for inner, word in _texts(one, "data_classes"):
                yield from _unknown((*where, *inner), word, ids, what)
    region = ("obligations", "region_only", "data_classes")
    for path in (("obligations", "on_prem_only"), region):
        for inner, word in _texts(data, *path):
            if not (path[-1] == "on_prem_only" and len(inner) == len(path)):
                yield from _unknown(inner, word, ids, what)
    shares = [
        one.get("share_of_volume")
        for _path, one in _items(data, "data", "classes")
        if isinstance(one, dict)
    ]
    total = sum(share for share in shares if _is_number(share))
    if total > 1 + 1e-9:
        said = _("The shares of the data classes sum to {total}.").format(total=f"{total:g}")
        yield Found(("data", "classes"), Said(said, _("Together they are at most 1."), "OD038"))


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _workload_references(data: dict[str, Any]) -> Iterator[Found]:
    ids = [
        one["id"]
        for _path, one in _items(data, "workloads")
        if isinstance(one, dict) and isinstance(one.get("id"), str)
    ]
    what = _("No workload has the id '{word}'.")
    for name in ("certifications", "agreements"):
        for where, one in _items(data, "obligations", name):
            for inner, word in _texts(one, "workloads"):
                yield from _unknown((*where, *inner), word, ids, what)
    for inner, word in _texts(data, "obligations", "region_only", "workloads"):
        yield from _unknown(inner, word, ids, what)
    for where, one in _items(data, "evidence", "own_tests"):
        word = _at(one, "workload")
        if isinstance(word, str):
            yield from _unknown((*where, "workload"), word, ids, what)
        passed, of = _at(one, "passed"), _at(one, "of")
        if _is_number(passed) and _is_number(of) and passed > of:
            said = _("{passed} of {of} cannot have passed.").format(passed=passed, of=of)
            yield Found((*where, "passed"), Said(said, _("Check both numbers."), "OD028"))


def _requirements(data: dict[str, Any]) -> Iterator[Found]:
    for where, workload in _items(data, "workloads"):
        for name in ("must_have", "nice_to_have"):
            for inner, word in _texts(workload, name):
                if known(word):
                    continue
                what = _("'{word}' is not a requirement that can be looked up.").format(word=word)
                head = word.split(">")[0].split("=")[0].strip()
                options = {one.split(">=")[0]: one for one in examples()}
                near = nearest(head, options)
                fix = (
                    _("Did you mean '{word}'?").format(word=options[near])
                    if near
                    else _("Choose from: {words}.").format(words=one_of(examples()))
                )
                yield Found((*where, *inner), Said(what, fix, "OD040"))


def _regions(data: dict[str, Any]) -> Iterator[Found]:
    """Find countries that do not exist."""
    paths: list[tuple[tuple[str | int, ...], str]] = [
        *_texts(data, "organisation", "country"),
        *_texts(data, "jurisdiction", "home"),
        *_texts(data, "jurisdiction", "markets"),
        *_texts(data, "obligations", "region_only"),
        *_texts(data, "obligations", "region_only", "regions"),
    ]
    for where, one in _items(data, "jurisdiction", "country_policy"):
        paths += [((*where, *inner), word) for inner, word in _texts(one, "country")]
    candidates = [(path, word) for path, word in paths if len(word) == 2 or word in GROUPS]  # noqa: PLR2004 — another length is refused by the form of the field
    if not candidates:
        return
    codes = country_codes()
    for path, word in candidates:
        groups = () if path[-1] == "country" else GROUPS
        if codes and word.isupper() and word not in codes and word not in groups:
            what = _("No country has the code {word}.").format(word=word)
            hints = {"UK": "GB", "EL": "GR"}
            fix = (
                _("Write {word}.").format(word=hints[word])
                if word in hints
                else _("Use the two letters of ISO 3166, as FR.")
            )
            yield Found(path, Said(what, fix, "OD039"))


def _languages(data: dict[str, Any]) -> Iterator[Found]:
    paths = list(_texts(data, "organisation", "working_languages"))
    for where, workload in _items(data, "workloads"):
        paths += [((*where, *inner), word) for inner, word in _texts(workload, "languages")]
    for path, word in paths:
        if len(path) and not isinstance(path[-1], int):
            continue  # one text in place of a list, reported as such
        if word not in places.LANGUAGES and word not in ("multi", "any"):
            what = _("'{word}' is not the code of a language.").format(word=word)
            names = {
                "french": "fr",
                "français": "fr",
                "english": "en",
                "german": "de",
                "deutsch": "de",
                "spanish": "es",
                "italian": "it",
            }
            code = names.get(word.lower(), word[:2].lower())
            fix = (
                _("Write {word}.").format(word=code)
                if code in places.LANGUAGES and (word.lower() in names or word[2:3] in "-_")
                else _("Use the two letters of ISO 639, as fr.")
            )
            yield Found(path, Said(what, fix, "OD041"))


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
    """Find evidence from after the decision, and decisions after their deadline."""
    decided = _day(_at(data, "organisation", "decision", "date"))
    newest = min(decided, places.today()) if decided else places.today()
    for name in ("own_tests", "quotes"):
        for where, one in _items(data, "evidence", name):
            day = _day(_at(one, "date"))
            if day and day > newest:
                what = _("{day} lies after {newest}, so it cannot have been known.").format(
                    day=day, newest=newest
                )
                yield Found((*where, "date"), Said(what, _("Check the date."), "OD037"))


def _weights(data: dict[str, Any], criteria: Criteria | None) -> Iterator[Found]:
    """Find weights of things that are not criteria, weights without effect, and empty methods."""
    blocks: list[tuple[tuple[str | int, ...], Any]] = []
    own = _at(data, "preferences", "weights")
    if isinstance(own, dict):
        blocks.append((("preferences", "weights"), own))
    for where, group in _items(data, "preferences", "groups"):
        if isinstance(_at(group, "weights"), dict):
            blocks.append(((*where, "weights"), group["weights"]))
    others = [
        ((*where, "factor"), one["factor"])
        for where, one in _items(data, "obligations", "other")
        if isinstance(_at(one, "factor"), str)
    ]
    if not blocks and not others:
        return
    if criteria is None:
        from opendecide.reading.criteria import load_criteria

        criteria = load_criteria()
    ids = [
        *(one.id for one in criteria.criteria),
        *(f"{one.id}.{factor.id}" for one in criteria.criteria for factor in one.factors),
    ]
    for path, word in others:
        yield from _unknown_criterion(path, word, ids, at_key=False)
    for path, block in blocks:
        yield from _weights_block(path, block, ids)
    groups = [_at(one, "weight") for _path, one in _items(data, "preferences", "groups")]
    if groups and all(_is_number(one) and one == 0 for one in groups):
        what = _("The weights of the groups sum to zero.")
        yield Found(("preferences", "groups"), Said(what, _("Give one of them weight."), "OD036"))


def _weights_block(path: tuple[str | int, ...], block: Any, ids: Sequence[str]) -> Iterator[Found]:
    method = block.get("method", "persona_default")
    ways = ("direct", "ranking", "swing", "pairwise")
    given = [way for way in ways if block.get(way)]
    if method in ways and not block.get(method):
        what = _("The method is {method}, but '{method}' is empty.").format(method=method)
        yield Found((*path, "method"), Said(what, _("Fill it in."), "OD044"))
    if method not in ways and method == "persona_default" and given:
        what = _("'{way}' is filled in, but the method is not {way}.").format(way=given[0])
        fix = _("Add `method: {way}`.").format(way=given[0])
        yield Found((*path, given[0]), Said(what, fix, "OD044"), at_key=True)
    direct = block.get("direct")
    if isinstance(direct, dict):
        for word in direct:
            yield from _unknown_criterion((*path, "direct", word), word, ids, at_key=True)
        if direct and all(_is_number(one) and one == 0 for one in direct.values()):
            what = _("The weights sum to zero.")
            yield Found((*path, "direct"), Said(what, _("Give one of them weight."), "OD036"))
    for position, one in enumerate(block.get("ranking") or ()):
        for where, word in _texts({"": one}, ""):
            yield from _unknown_criterion(
                (*path, "ranking", position, *where[1:]), word, ids, at_key=False
            )
    yield from _twice_ranked(path, block.get("ranking"))
    points = []
    for where, one in _items(block, "swing"):
        points.append(_at(one, "points"))
        for inner, word in _texts(one, "criterion"):
            yield from _unknown_criterion((*path, *where, *inner), word, ids, at_key=False)
    if points and all(_is_number(one) and one == 0 for one in points):
        what = _("The weights sum to zero.")
        yield Found((*path, "swing"), Said(what, _("Give one of them points."), "OD036"))
    for where, one in _items(block, "pairwise"):
        for side in ("a", "b"):
            for inner, word in _texts(one, side):
                yield from _unknown_criterion((*path, *where, *inner), word, ids, at_key=False)
        if _at(one, "a") is not None and _at(one, "a") == _at(one, "b"):
            what = _("'{word}' is compared with itself.").format(word=_at(one, "a"))
            yield Found((*path, *where), Said(what, _("Name two different ones."), "OD033"))


def _twice_ranked(path: tuple[str | int, ...], ranking: Any) -> Iterator[Found]:
    seen: set[str] = set()
    for position, one in enumerate(ranking if isinstance(ranking, list) else ()):
        for word in one if isinstance(one, list) else [one]:
            if isinstance(word, str) and word in seen:
                what = _("'{word}' is ranked twice.").format(word=word)
                yield Found(
                    (*path, "ranking", position), Said(what, _("Keep one of them."), "OD034")
                )
            if isinstance(word, str):
                seen.add(word)


def _unknown_criterion(
    path: tuple[str | int, ...], word: str, ids: Sequence[str], *, at_key: bool
) -> Iterator[Found]:
    if word in ids:
        return
    what = (
        _("No criterion has this id.")
        if at_key
        else _("No criterion or factor is called '{word}'.").format(word=word)
    )
    by_tail = [one for one in ids if one.endswith(f".{word}")]
    near = by_tail[0] if by_tail else nearest(word, ids)
    fix = (
        _("Did you mean '{word}'?").format(word=near)
        if near
        else _("The criteria are: {words}.").format(
            words=one_of([one for one in ids if "." not in one])
        )
    )
    yield Found(path, Said(what, fix, "OD035"), at_key)
