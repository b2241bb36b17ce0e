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
Named = TypeVar(
    "Named", RankedDeployment, ScreenedOut, CandidateSummary, Considered, Relief, NearMiss
)


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
    def parts(self) -> tuple[RankedDeployment, ...]:
        """What is chosen, as far as it is ranked: the leader, or the parts of the combination."""
        if self.together is None:
            return () if self.leader is None else (self.leader,)
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
        """The best alone, what is chosen, the runner-up, the next families, and today's way."""
        leaders = (one for one in self.recommendation.ranking if one.family_leader)
        order = dict.fromkeys(
            one.id
            for one in (self.leader, *self.parts, self.runner_up, *leaders)
            if one is not None
        )
        chosen = [self.ranked[one] for one in order][:SHORTLIST]
        current = (one for one in self.recommendation.ranking if one.current and one not in chosen)
        return (*chosen, *tuple(current)[:1])

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
        fact for one in told.shortlist for row in one.factors.values() for fact in row.evidence
    }
    return Brief(recommendation, speech, number(recommendation.evidence, speech, compared))


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
        }
    )


def _figured(recommendation: Recommendation) -> Recommendation:
    """Write costs in money, and say of a quality that it is assumed where no test is public."""
    costs = {one.deployment: one for one in recommendation.cost}
    return recommendation.model_copy(
        update={
            "ranking": tuple(
                one.model_copy(
                    update={
                        "factors": {
                            name: _figure(factor, one, costs.get(one.id))
                            for name, factor in one.factors.items()
                        }
                    }
                )
                for one in recommendation.ranking
            )
        }
    )


def _figure(
    factor: FactorResult, one: RankedDeployment, cost: DeploymentCost | None
) -> FactorResult:
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


def _untested(one: RankedDeployment) -> set[str]:
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
