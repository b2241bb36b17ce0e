"""One decision as the measures and gates see it: every field filled in, nothing left to guess."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, cast
from weakref import ref

from opendecide.measures.groups import (
    FACTS,
    GROUP_OF,
    GROUPS,
    REST,
    SECTIONS,
    Section,
    Unread,
)
from opendecide.model.catalog import Catalog
from opendecide.model.criteria import Criteria
from opendecide.model.profile import Profile
from opendecide.model.workload import DataClass, Workload
from opendecide.model.written import Range

T = TypeVar("T")
TENTHS_BELOW = 10
"""Weeks below which tenths of them are printed: two figures of any."""
TEXT = "text"
"""What a model reads and writes that is no picture, speech or vector."""
TASK_MODALITY = {
    "transcription": "audio_in",
    "image": "image",
    "video": "video",
    "embedding": "embedding",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One workload with every figure filled in, from the profile or by a stated assumption."""

    workload: Workload
    """What the profile says of it, without the quality that it asks for: that is in `Case.bars`."""
    share: float
    """Its weight among the workloads; all of them sum to 1."""
    modality: str
    """What a model must speak to serve it: text, audio_in, image, video or embedding."""
    requests_per_day: Range
    input_tokens: Range
    output_tokens: Range
    cached_share: Range
    peak_factor: Range
    audio_minutes: Range
    images: Range
    active_days_per_year: float
    growth_per_year: float
    once: bool
    """Whether it is one lot: as much as one active year says, and then no more."""
    p95_seconds: float | None
    """Within which 95 of 100 answers must be complete; None where nobody waits for them."""
    interactive: bool
    languages: tuple[str, ...]
    difficulty_spread: float
    classes: tuple[DataClass, ...]
    commercial: bool
    go_live: date
    volume_multiplier: float = 1.0
    """Real volume over the planned one, in the middle."""
    id: str = field(init=False)
    """The workload's id; a field, for it is read hundreds of thousands of times."""

    def __post_init__(self) -> None:
        """Take the id from the workload."""
        object.__setattr__(self, "id", self.workload.id)

    @property
    def expected_per_day(self) -> float:
        """Requests on a day of use as they will really be, in the middle."""
        return self.requests_per_day.mid * self.volume_multiplier

    @property
    def peak_per_day(self) -> float:
        """The same as a day of busiest hours has; what nobody waits for is spread over the day."""
        return self.expected_per_day * (self.peak_factor.mid if self.interactive else 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What the results of a workload have to be worth, in shares of items passed.

    Apart from the rest of a workload: where it moves, neither bills nor most gates do.
    """

    minimum: float
    target: float
    """Beyond it more brings nothing."""
    stated: bool
    """The organisation set its own minimum; otherwise the preset of the task stands in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Required:
    """A scheme or agreement that somebody has to hold, and for which workloads."""

    scheme: str
    workloads: frozenset[str]
    text: str | None = None
    legal_source: str | None = None
    """The law that asks for it, when the profile did not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """The people there are."""

    ml_level: str
    ml_fte: float
    ops_fte: float
    security_fte: float
    compliance_fte: float
    delivery_fte: float
    hireable_fte: float
    partner_fte: float
    """What the partner budget buys, in full-time equivalents."""
    on_call: str
    loaded_cost: float | None
    """One full-time year in the currency of the case; None when not stated."""


@dataclass(frozen=True, slots=True, kw_only=True, weakref_slot=True)
class Case:
    """Profile, catalogue and criteria, completed for one decision."""

    profile: Profile
    catalog: Catalog
    criteria: Criteria
    decision_date: date
    horizon_end: date
    home: str
    home_countries: frozenset[str]
    currency: str
    needs: tuple[Need, ...]
    bars: Mapping[str, Bar]
    """The quality that each workload asks for, by its id."""
    required: tuple[Required, ...]
    crew: Crew
    headcount: int
    logging: str
    isms: str
    procurement_weeks: float
    discount_rate: float
    on_missing_data: str
    confidence_required: float
    ceiling: float | None
    """Total over the horizon in the currency of the case."""
    on_prem_workloads: frozenset[str]
    region_workloads: Mapping[str, frozenset[str]]
    """By workload: the countries it must be processed in, when the profile limits them."""
    may_buy: bool = True
    """Whether servers may be bought: stated, or usual for the persona."""
    may_equip: bool = True
    """Whether devices that run models may be assumed where none are stated."""
    region_wishes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The same where the profile only asks: counted in the place, never a reason to exclude."""
    memo: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)
    """Answers already given, by question: hundreds of deployments share a model or an offer."""
    told: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    """Facts already read, by kind, entry and path."""
    like: "Case | None" = field(default=None, init=False, compare=False, repr=False)
    """A case whose answers hold here as well, where they read nothing in which the two differ.

    Like all that follows it is not handed on to a case that `replace` makes."""
    alike: frozenset[str] = field(default=frozenset(), init=False, compare=False, repr=False)
    """The groups of fields in which the two do not differ."""
    reads: dict[Hashable, tuple[frozenset[str], ...]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """Which groups of fields questions of a kind were answered from: the most so far first, then
    what had been enough before."""
    parts: dict[frozenset[str], "Case"] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """What `within` returned."""

    @property
    def done_once(self) -> bool:
        """Whether all that is asked for is done once, and nothing comes after it."""
        return all(need.once for need in self.needs)

    def once(self, question: Hashable, answer: Callable[[], T]) -> T:
        """Return the answer to a question, worked out the first time it is asked."""
        try:  # a question is long, and looking it up is most of what an answer costs
            found: T = self.memo[question]
        except KeyError:
            found = self.memo[question] = answer()
        return found

    def day_after(self, weeks: float) -> date:
        """Return the day so many weeks after the decision, as a reader counts from what is printed.

        That is whole weeks, and tenths of a week below ten.
        """
        told = round(weeks, 1) if weeks < TENTHS_BELOW else round(weeks)
        return self.decision_date + timedelta(days=round(7 * told))

    def share(self, question: tuple[Hashable, ...], answer: "Callable[[Case], T]") -> T:
        """Return the answer to a question from no more of the case than it reads.

        It then holds for every case with the same part, as those of a search that moves a figure.

        Args:
            question: Its kind, and all that the answer reads besides the case.
            answer: Gets a part of the case, and makes use of nothing else of it.
        """
        reads = self.reads.get(question[0])
        groups = FACTS if reads is None else reads[0]
        part = self.parts.get(groups) or self.within(groups)
        try:
            known: T = part.memo[question]
        except KeyError:
            pass
        else:
            return known
        if reads is not None and len(reads) > 1:
            for fewer in reads[1:]:  # what was answered before somebody read more still holds
                memo = (self.parts.get(fewer) or self.within(fewer)).memo
                if question in memo:
                    found: T = memo[question]
                    return found
        while True:
            try:
                found = part.memo[question] = answer(part)
            except Unread as more:
                groups |= {more.group}
                part = self.within(groups)
            else:
                now = self.reads.get(question[0], ())
                if groups not in now:
                    self.reads[question[0]] = (groups, *now)
                return found

    def shared(self, question: tuple[Hashable, ...]) -> Any:
        """Return the answer that `share` gave to a question already; None where it gave none."""
        for groups in self.reads.get(question[0], ()):
            memo = self.within(groups).memo
            if question in memo:
                return memo[question]
        return None

    def within(self, groups: frozenset[str]) -> "Case":
        """Return this case, or the one that it is like, with some groups of fields alone."""
        if REST in groups:
            return self
        if groups not in self.parts:
            like = self.like if groups <= self.alike else None
            self.parts[groups] = Part(self, groups) if like is None else like.within(groups)
        return self.parts[groups]

    def need(self, workload: str) -> Need:
        """Return a workload's need by its id."""
        return next(need for need in self.needs if need.id == workload)

    def convert(self, amount: float, currency: str | None) -> float | None:
        """Return an amount in the currency of the case; None when no rate is known."""
        if currency is None or currency == self.currency:
            return amount
        there, here = self._per_eur(currency), self._per_eur(self.currency)
        return None if there is None or here is None else amount / there * here

    def _per_eur(self, currency: str) -> float | None:
        if currency == "EUR":
            return 1.0
        rate = self.catalog.rates.get(currency)
        return None if rate is None else rate.per_eur

    def countries_of(self, regions: tuple[str, ...]) -> frozenset[str]:
        """Return the country codes that a list of codes and groups stands for."""
        return self.once(("countries", regions), lambda: countries_of(regions, self.catalog))


class Part(Case):
    """A case with some groups of its fields alone, and the answers that these give."""

    __slots__ = ("groups", "whole")

    groups: frozenset[str]
    whole: "ref[Case]"
    """Weak, so that a case and its answers go as soon as nobody looks at it any more."""

    def __init__(self, whole: Case, groups: frozenset[str]) -> None:
        fields: dict[str, object] = {"whole": ref(whole), "groups": groups, "memo": {}, "parts": {}}
        fields |= {"told": whole.told, "reads": whole.reads}
        sections: dict[str, dict[str, object]] = {one: {} for one in SECTIONS}

        def put(name: str, found: object) -> None:
            section, _, field_of_it = name.rpartition(".")
            (sections[section] if section else fields)[field_of_it] = found

        for name in (one for group in groups for one in GROUPS[group]):
            put(name, attrgetter(name)(whole))
        for name, found in sections.items():
            put(name, Section(name, found))
        _put(self, **fields)

    def __getattr__(self, name: str) -> NoReturn:
        """Say that this part lacks a field."""
        raise Unread(GROUP_OF.get(name, REST))

    def within(self, groups: frozenset[str]) -> Case:
        """Return a part of this part.

        Raises:
            Unread: If it lacks one of the groups.
        """
        if groups == self.groups:
            return self
        for one in groups - self.groups:
            raise Unread(one)
        whole = cast("Case", self.whole())  # it is there as long as somebody looks at a part of it
        self.parts[groups] = whole.within(groups)
        return self.parts[groups]


def take_after(case: Case, like: Case | None) -> Case:
    """Return a case that takes over the answers of another, where they differ in nothing read."""
    if like is None:
        return case

    def same(name: str) -> bool:
        here, there = (attrgetter(name)(one) for one in (case, like))
        return here is there or bool(here == there)

    found = replace(case)
    _put(found, like=like, reads=like.reads)
    _put(found, alike=frozenset(one for one, names in GROUPS.items() if all(map(same, names))))
    if found.alike >= FACTS:
        _put(found, told=like.told)
    return found


def _put(case: Case, **fields: object) -> None:
    """Set fields of a case that is being made."""
    for name, value in fields.items():
        object.__setattr__(case, name, value)


def countries_of(regions: tuple[str, ...], catalog: Catalog) -> frozenset[str]:
    """Return the country codes that a list of codes and groups stands for."""
    found: set[str] = set()
    for region in regions:
        if region == "EU":
            found.update(code for code, country in catalog.countries.items() if country.eu)
        elif region == "EEA":
            found.update(code for code, country in catalog.countries.items() if country.eea)
        else:
            found.add(region)
    return frozenset(found)
