"""What a keeper of the catalogue wants to know: unverified, old and disputed facts, wrong words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from opendecide.model.base import Record
from opendecide.model.catalog import Catalog
from opendecide.model.criteria import Criteria
from opendecide.model.fact import Evidence, Fact
from opendecide.reading import places
from opendecide.reading.suggestions import suggest
from opendecide.reading.words import _

LEVELS: Mapping[str, str] = {
    "models.training_data": "transparency.training_data_disclosure",
    "models.bias_evidence": "transparency.bias_evidence",
    "models.safeguards": "safety.builtin_safeguards",
    "licences.freedom": "code_access.licence_freedom",
    "offers.usability": "operability.usability",
    "offers.support": "community.vendor_support",
    "offers.logs": "transparency.decision_traceability",
    "offers.exit_terms": "sovereignty.unilateral_control",
    "vendors.training_data": "transparency.training_data_disclosure",
    "vendors.safeguards": "safety.builtin_safeguards",
    "vendors.regulatory_readiness": "compliance.regulatory_readiness",
    "vendors.security_programme": "data_security.supply_chain_integrity",
    "communities.governance": "community.project_governance",
}
"""Fields whose words are levels of a factor."""


@dataclass(frozen=True, slots=True)
class Review:
    """What there is to say about the facts of a catalogue."""

    entries: int
    facts: int
    unverified: tuple[str, ...]
    old: tuple[str, ...]
    disputed: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def unverified_count(self) -> int:
        """How many facts rest on memory or judgement."""
        return len(self.unverified)

    @property
    def old_count(self) -> int:
        """How many facts are older than asked for."""
        return len(self.old)

    @property
    def disputed_count(self) -> int:
        """How many facts have several possible values."""
        return len(self.disputed)


def review(catalog: Catalog, criteria: Criteria, *, days: int) -> Review:
    """Go through every fact of the catalogue."""
    found = [
        (f"{part}.{own}.{path}" if path else f"{part}.{own}", evidence)
        for part in Catalog.model_fields
        if part != "as_of"
        for own, entry in getattr(catalog, part).items()
        for path, evidence in _evidence(entry, "")
    ]
    limit = places.today() - timedelta(days=days)
    return Review(
        entries=sum(
            len(getattr(catalog, part)) for part in Catalog.model_fields if part != "as_of"
        ),
        facts=len(found),
        unverified=tuple(name for name, one in found if one.grade == "expert"),
        old=tuple(f"{name} ({one.as_of})" for name, one in found if one.as_of < limit),
        disputed=tuple(
            name for name, one in found if isinstance(one, Fact) and (one.any_of or one.also)
        ),
        wrong=tuple(wrong_levels(catalog, criteria)),
    )


def wrong_levels(catalog: Catalog, criteria: Criteria) -> Iterator[str]:
    """Find words of facts that are no level of the factor they stand for."""
    scales = {
        f"{criterion.id}.{factor.id}": list(factor.levels)
        for criterion in criteria.criteria
        for factor in criterion.factors
    }
    for name, factor in LEVELS.items():
        part, field = name.split(".")
        scale = scales.get(factor, [])
        for own, entry in getattr(catalog, part).items():
            for word in _words(getattr(entry, field)):
                if scale and word not in scale:
                    what = _("'{word}' is no level of {factor}.").format(word=word, factor=factor)
                    yield f"{part}.{own}.{field}: {what} {suggest(word, scale)}".rstrip()


def _words(value: Any) -> tuple[str, ...]:
    if isinstance(value, Fact):
        return value.any_of or _words(value.value)
    return (value,) if isinstance(value, str) else ()


def _evidence(value: Any, path: str) -> Iterator[tuple[str, Evidence]]:
    """Go through everything inside an entry that carries a source."""
    if isinstance(value, Evidence):
        yield path, value
    if isinstance(value, Record):
        for name in type(value).model_fields:
            yield from _evidence(getattr(value, name), f"{path}.{name}" if path else name)
    elif isinstance(value, tuple):
        for position, one in enumerate(value):
            if isinstance(one, Record):
                yield from _evidence(one, f"{path}.{_name(one, position)}")
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _evidence(one, f"{path}.{key}")


def _name(record: Record, position: int) -> str:
    for field in ("model", "scheme", "cloud", "suite"):
        if field in type(record).model_fields:
            return str(getattr(record, field))
    return str(position)
