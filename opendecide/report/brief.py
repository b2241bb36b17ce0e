"""What every view needs: the recommendation, the reader's language and the numbered evidence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from opendecide.model.costs import DeploymentCost
from opendecide.model.recommendation import (
    CandidateSummary,
    Considered,
    CriterionText,
    DescribedPart,
    FactorResult,
    Hybrid,
    RankedDeployment,
    Recommendation,
    ScreenedOut,
)
from opendecide.model.relief import NearMiss, Relief
from opendecide.report.annex import Annex, number
from opendecide.report.language import Language
from opendecide.report.speech import Speech
from opendecide.report.unit_words import (
    ASSUMED_QUALITY,
    MONEY,
    QUALITY,
    UNTESTED,
    UNTESTED_IN_PART,
)
from opendecide.report.words import KINDS

SHORTLIST = 4
BESIDE_A_COMBINATION = 2
"""The best alone, and another, however many parts the combination has."""
RUN_BY_ONESELF = frozenset(
    {"open_weights_on_premises", "on_device", "fully_open_self_run", "status_quo"}
)
"""Families in which nobody else runs anything."""
IN_MONEY = {
    "ten reference costs": "whole",
    "reference costs": "whole",
    "share of ten times a year's reference cost": "upfront",
    "share of a year's reference cost": "upfront",
}
"""Units that say nothing to a reader, and the part of the bill that they are a share of."""
_UNTESTED = "quality.prior_only"
Described = RankedDeployment | DescribedPart
"""What is known on every factor: for all that it may do, or for its part of a combination."""
Named = TypeVar(
    "Named",
    RankedDeployment,
    DescribedPart,
    ScreenedOut,
    CandidateSummary,
    Considered,
    Relief,
    NearMiss,
)
Figured = TypeVar("Figured", RankedDeployment, DescribedPart)


@dataclass(frozen=True)
class Brief:
    """One recommendation, to be told in one language."""

    recommendation: Recommendation
    speech: Speech
    annex: Annex

    @cached_property
    def ranked(self) -> dict[str, RankedDeployment]:
        """The ranked deployments by id."""
        return {one.id: one for one in self.recommendation.ranking}

    @cached_property
    def costs(self) -> dict[str, DeploymentCost]:
        """The costs by deployment."""
        return {one.deployment: one for one in self.recommendation.cost}

    @cached_property
    def together(self) -> Hybrid | None:
        """The combination where it is the answer; None where one deployment is."""
        return self.recommendation.hybrid if self.recommendation.verdict.combination else None

    @cached_property
    def leader(self) -> RankedDeployment | None:
        """The best deployment alone: what the verdict names, else the first of the ranking."""
        verdict = self.recommendation.verdict
        named = self.ranked.get((verdict.runner_up if self.together else verdict.deployment) or "")
        return named or next(iter(self.recommendation.ranking), None)

    @cached_property
    def runner_up(self) -> RankedDeployment | None:
        """Beside the best alone: the runner-up of the verdict, or the likeliest other family."""
        if self.leader is None:
            return None
        named = self.ranked.get(self.recommendation.verdict.runner_up or "")
        if named is not None and named is not self.leader:
            return named
        others = [
            one
            for one in self.recommendation.ranking
            if one.family != self.leader.family and one.rank_probabilities
        ]
        return max(others, key=lambda one: (one.rank_probabilities[0], -one.rank), default=None)

    @cached_property
    def parts(self) -> tuple[Described, ...]:
        """What is chosen: the leader, or the parts of the combination, each for its work there.

        An answer of an earlier version describes no parts; those that are ranked stand in.
        """
        if self.together is None:
            return () if self.leader is None else (self.leader,)
        if self.together.described:
            return self.together.described
        named = self.recommendation.verdict.combination
        return tuple(self.ranked[one] for one in named if one in self.ranked)

    @cached_property
    def families(self) -> frozenset[str]:
        """The families of all that is chosen."""
        if self.together is None:
            return frozenset(one.family for one in self.parts)
        named = self.recommendation.verdict.combination
        return frozenset(one.family for one in self.recommendation.candidates if one.id in named)

    @property
    def by_oneself(self) -> bool:
        """Whether nobody else takes part; where nothing is recommended there is nobody either."""
        return self.families <= RUN_BY_ONESELF

    @cached_property
    def shortlist(self) -> tuple[RankedDeployment, ...]:
        """The best alone, the runner-up, the next families, and today's way.

        Beside the parts of a combination there is room for fewer.
        """
        leaders = (one for one in self.recommendation.ranking if one.family_leader)
        parts = self.parts if self.together is not None else ()
        order = dict.fromkeys(
            one.id for one in (self.leader, self.runner_up, *leaders) if one is not None
        )
        room = max(BESIDE_A_COMBINATION, SHORTLIST - len(parts))
        chosen = [self.ranked[one] for one in order][:room]
        current = (one for one in self.recommendation.ranking if one.current and one not in chosen)
        return (*chosen, *tuple(current)[:1])

    @cached_property
    def compared(self) -> tuple[Described, ...]:
        """What is set side by side on every factor: parts of a combination, then the short list."""
        if self.together is None:
            return self.shortlist
        others = (one for one in self.shortlist if not self.is_a_part(one))
        return (*self.parts, *others)

    def is_a_part(self, one: RankedDeployment) -> bool:
        """Tell whether a deployment does alone what it does in the combination, and no more."""
        if self.together is None:
            return False
        divided = {each.deployment for each in self.together.assignments if each.data_class}
        alike = (part for part in self.parts if {*part.serves} == {*one.serves})
        return one.id not in divided and any(part.id == one.id for part in alike)

    @cached_property
    def bills(self) -> tuple[DeploymentCost, ...]:
        """What all of these cost: of a part that does no less alone one bill, and not two."""
        shares = () if self.together is None else self.together.parts
        whole = {one.deployment for one in shares if not self.is_share(one)}
        known = (self.costs.get(one.id) for one in self.shortlist if one.id not in whole)
        return (*shares, *(one for one in known if one is not None))

    def is_part(self, cost: DeploymentCost) -> bool:
        """Tell whether a bill is that of a part of the combination that is the answer."""
        return self.together is not None and any(one is cost for one in self.together.parts)

    def is_share(self, cost: DeploymentCost) -> bool:
        """Tell whether a bill is that of a part, for less than the deployment alone does."""
        if not self.is_part(cost):
            return False
        alone = self.ranked.get(cost.deployment)
        return alone is None or not self.is_a_part(alone)

    def payer(self, cost: DeploymentCost) -> str:
        """Say whose bill it is, and of a part that it is for its share alone."""
        name = self.name(cost.deployment)
        if not self.is_share(cost):
            return name
        return self.speech.say("{name}, its share of the combination", name=name)

    def title(self, one: Described) -> str:
        """Name what stands in a column; a part that stands there alone as well says which it is."""
        alone = (each.id for each in self.compared if isinstance(each, RankedDeployment))
        if isinstance(one, DescribedPart) and one.id in alone:
            return self.speech.say("{name}, its share of the combination", name=one.name)
        return one.name

    @cached_property
    def criteria(self) -> tuple[CriterionText, ...]:
        """The criteria, the five headline ones first."""
        return tuple(sorted(self.recommendation.criteria, key=lambda one: not one.headline))

    def name(self, deployment: str | None) -> str:
        """Return the name of a deployment."""
        return self.speech.name(deployment) if deployment else self.speech.text("none")


def brief(recommendation: Recommendation, language: Language) -> Brief:
    """Prepare a recommendation for a reader."""
    recommendation = _figured(_placed(recommendation, language))
    names = dict(recommendation.names)
    for source in (recommendation.screened_out, recommendation.candidates, recommendation.ranking):
        names |= {one.id: one.name for one in source}
    names |= _parts_by_their_work(recommendation)
    for criterion in recommendation.criteria:
        names[criterion.id] = criterion.name
        names |= {
            f"{criterion.id}.{key.rpartition('.')[2]}": name
            for key, name in criterion.factors.items()
        }
    currency = next((one.currency for one in recommendation.cost), "EUR")
    speech = Speech(
        language, currency, names, _units(recommendation), _workloads(recommendation.profile)
    )
    told = Brief(recommendation, speech, number((), speech))
    compared = {
        fact for one in told.compared for row in one.factors.values() for fact in row.evidence
    }
    return Brief(recommendation, speech, number(recommendation.evidence, speech, compared))


def _parts_by_their_work(recommendation: Recommendation) -> dict[str, str]:
    """Name the parts of the answer by the models that work there, as page one does.

    One that is also the best alone keeps the name that it has there.
    """
    verdict, hybrid = recommendation.verdict, recommendation.hybrid
    if hybrid is None or not verdict.combination:
        return {}
    return {one.id: one.name for one in hybrid.described if one.id != verdict.runner_up}


def placed(name: str, language: Language) -> str:
    """Name a deployment: what its name says in words, in the reader's language."""
    model, dash, where = name.rpartition(" — ")
    place, bracket, machine = where.rpartition(" (")
    if language.text(where) == where and place:
        return f"{model}{dash}{language.text(place)}{bracket}{Speech(language).in_units(machine)}"
    return f"{model}{dash}{language.text(where)}"


def _placed(recommendation: Recommendation, language: Language) -> Recommendation:
    """Name every place in the reader's language."""
    if all(language.text(one) == one for one in KINDS["place"]):
        return recommendation

    def named(name: str) -> str:
        return placed(name, language)

    def renamed(members: Iterable[Named]) -> tuple[Named, ...]:
        # Of two thousand members few stand at such a place.
        return tuple(
            one if (name := named(one.name)) == one.name else one.model_copy(update={"name": name})
            for one in members
        )

    return recommendation.model_copy(
        update={
            "ranking": renamed(recommendation.ranking),
            "screened_out": renamed(recommendation.screened_out),
            "candidates": renamed(recommendation.candidates),
            "considered": renamed(recommendation.considered),
            "relief": renamed(recommendation.relief),
            "near_misses": renamed(recommendation.near_misses),
            "names": {key: named(name) for key, name in recommendation.names.items()},
            "hybrid": recommendation.hybrid
            and recommendation.hybrid.model_copy(
                update={"described": renamed(recommendation.hybrid.described)}
            ),
        }
    )


def _figured(recommendation: Recommendation) -> Recommendation:
    """Write costs in money, and say of a quality that it is assumed where no test is public."""
    costs = {one.deployment: one for one in recommendation.cost}
    hybrid = recommendation.hybrid
    changed: dict[str, Any] = {
        "ranking": tuple(_in_money(one, costs.get(one.id)) for one in recommendation.ranking)
    }
    if hybrid is not None and hybrid.described:
        shares = {one.deployment: one for one in hybrid.parts}
        described = tuple(_in_money(one, shares.get(one.id)) for one in hybrid.described)
        changed["hybrid"] = hybrid.model_copy(update={"described": described})
    return recommendation.model_copy(update=changed)


def _in_money(one: Figured, cost: DeploymentCost | None) -> Figured:
    factors = {name: _figure(factor, one, cost) for name, factor in one.factors.items()}
    return one.model_copy(update={"factors": factors})


def _figure(factor: FactorResult, one: Described, cost: DeploymentCost | None) -> FactorResult:
    if factor.unit == QUALITY:
        untested = _untested(one)
        if untested and factor.known:
            whole = untested >= set(one.serves)
            return factor.model_copy(update={"unit": UNTESTED if whole else UNTESTED_IN_PART})
    if cost is None or factor.unit not in IN_MONEY:
        return factor
    paid = cost if IN_MONEY[factor.unit] == "whole" else cost.upfront
    if paid is None or paid.p50 is None:
        return factor
    ends = {"performance": paid.p50, "low": paid.p10, "high": paid.p90}
    return factor.model_copy(update={**ends, "unit": f"{MONEY}{cost.currency}"})


def _untested(one: Described) -> set[str]:
    """Return the workloads for which no public test of the model exists."""
    said = (about.values.get("workload") for about in one.conditions if about.code == _UNTESTED)
    return {name for named in said for name in ([named] if isinstance(named, str) else named or ())}


def _workloads(profile: Mapping[str, Any]) -> tuple[str, ...]:
    stated = profile.get("workloads") or ()
    return tuple(str(one.get("id")) for one in stated if isinstance(one, Mapping))


def _units(recommendation: Recommendation) -> dict[str, str]:
    """Say what figures are held against where the profile does not say it: an assumption."""
    found: dict[str, str] = {}
    assumed = [one for one in recommendation.assumed if one.field.endswith(".quality.minimum")]
    if assumed and len(assumed) == len(recommendation.profile.get("workloads") or ()):
        found[QUALITY] = ASSUMED_QUALITY
    return found
