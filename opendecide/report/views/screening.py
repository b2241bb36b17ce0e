"""Section 4: which families fall by which gate, for which reasons, and what would lift them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from opendecide.model.recommendation import ScreenedOut
from opendecide.report.annex import Citation
from opendecide.report.brief import Brief
from opendecide.report.sources import source
from opendecide.report.spans import kind, together

_NAMED = 4
_REASONS = 6
_NEAR = 5
_OF_THE_MODEL = frozenset({"licence", "quality_floor", "capability", "compute", "budget"})
"""Gates that look at the model first; the others look at the offer."""


class Exclusion(NamedTuple):
    """Deployments that one gate excludes for one reason."""

    names: str
    more: int
    deployments: str
    reason: str
    workloads: str
    cure: str
    citations: tuple[Citation, ...]
    source: str
    address: str
    as_of: str


class GateTable(NamedTuple):
    """What one gate excluded."""

    id: str
    gate: str
    excluded: str
    exclusions: tuple[Exclusion, ...]
    hidden: int


class FamilyRow(NamedTuple):
    """How many deployments of a family each gate excludes."""

    family: str
    considered: str
    excluded: str
    by_gate: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Screening:
    """All gates that excluded something, and the near misses."""

    excluded: str
    families: tuple[FamilyRow, ...]
    gates: tuple[GateTable, ...]
    near_misses: tuple[Exclusion, ...]


def screening(brief: Brief) -> Screening:
    """Group the exclusions by gate and reason, across workloads and offers."""
    out = brief.recommendation.screened_out
    counts = Counter(gate for gate, _ in {(one.gate, one.id) for one in out})
    gates = sorted(counts, key=lambda gate: (-counts[gate], gate))
    near = alike(_by_one_step(out))
    return Screening(
        excluded=str(sum(one.status == "excluded" for one in brief.recommendation.candidates)),
        families=tuple(_families(brief, gates)),
        gates=tuple(
            _table(brief, gate, [one for one in out if one.gate == gate]) for gate in gates
        ),
        near_misses=tuple(exclusion(brief, members, whole=True) for members in near[:_NEAR]),
    )


def _by_one_step(out: Iterable[ScreenedOut]) -> list[ScreenedOut]:
    """Return the near misses of those that nothing else excludes."""
    against: dict[str, set[tuple[str, str]]] = {}
    for one in out:
        against.setdefault(one.id, set()).add((one.gate, one.reason.code))
    return [one for one in out if one.near_miss and len(against[one.id]) == 1]


def _families(brief: Brief, gates: list[str]) -> Iterable[FamilyRow]:
    considered = Counter(one.family for one in brief.recommendation.candidates)
    lost = Counter(
        one.family for one in brief.recommendation.candidates if one.status == "excluded"
    )
    out = {one.id for one in brief.recommendation.candidates if one.status == "excluded"}
    pairs = {(one.family, one.gate, one.id) for one in brief.recommendation.screened_out}
    fallen = Counter((family, gate) for family, gate, name in pairs if name in out)
    in_part = Counter((family, gate) for family, gate, name in pairs if name not in out)
    for family in sorted(considered, key=lambda one: (-lost[one], one)):
        if any(fallen[family, gate] or in_part[family, gate] for gate in gates):
            yield FamilyRow(
                family=brief.speech.word("family", family),
                considered=str(considered[family]),
                excluded=str(lost[family]),
                by_gate=tuple(
                    _count(fallen[family, gate], in_part[family, gate]) for gate in gates
                ),
            )


def _count(out: int, in_part: int) -> str:
    """Write who is out, and in brackets who only loses a workload."""
    if not in_part:
        return str(out or "–")
    return f"{out or '–'} ({in_part})"


def _table(brief: Brief, gate: str, out: list[ScreenedOut]) -> GateTable:
    groups = alike(out)
    return GateTable(
        id=gate,
        gate=brief.speech.word("gate", gate),
        excluded=brief.speech.language.number(len({one.id for one in out}), decimals=0),
        exclusions=tuple(exclusion(brief, members) for members in groups[:_REASONS]),
        hidden=max(0, len(groups) - _REASONS),
    )


def alike(out: list[ScreenedOut]) -> list[list[ScreenedOut]]:
    """Group exclusions by reason, those that concern most deployments first."""
    groups: dict[tuple[str, ...], list[ScreenedOut]] = {}
    for one in out:
        groups.setdefault(kind(one.reason), []).append(one)
    return sorted(groups.values(), key=lambda one: -len({found.id for found in one}))


def exclusion(brief: Brief, members: list[ScreenedOut], *, whole: bool = False) -> Exclusion:
    """Tell one reason of one gate, for all that it excludes.

    By their whole names where others of the same model or at the same place are not meant.
    """
    speech = brief.speech
    names = sorted({one.name for one in members}) if whole else _names(members)
    cures = [one.cure for one in members if one.cure is not None]
    same = [one for one in cures if one.code == cures[0].code]
    sources = {one.source for one in members}
    first = members[0]
    read = source(first.source or "") if len(sources) == 1 else source("")
    return Exclusion(
        names=speech.language.in_a_row(names[:_NAMED]),
        more=max(0, len(names) - _NAMED),
        deployments=str(len({one.id for one in members})),
        reason=speech.message(together(one.reason for one in members)),
        workloads=_whose(brief, members),
        cure=speech.message(together(same)) if same else "",
        citations=brief.annex.cite({one.fact for one in members if one.fact})[:_NAMED],
        source=speech.source(read.name),
        address=read.address,
        as_of=speech.language.day(first.as_of) if first.as_of and len(sources) == 1 else "",
    )


def _whose(brief: Brief, members: list[ScreenedOut]) -> str:
    """Say for which workloads; nothing where the reason holds whatever the workload."""
    found = tuple(dict.fromkeys(one.workload for one in members if one.workload))
    if not found:
        return ""
    return brief.speech.say("For {workloads}.", workloads=brief.speech.named(found))


def _names(members: list[ScreenedOut]) -> list[str]:
    """Return the models or the offers that fall, whichever the gate looks at."""
    of_the_model = members[0].gate in _OF_THE_MODEL
    found: Counter[str] = Counter()
    for name in {one.id: one.name for one in members}.values():
        model, _, offer = name.partition(" — ")
        found[(model if of_the_model else offer) or name] += 1
    return sorted(found, key=lambda one: (-found[one], one))
