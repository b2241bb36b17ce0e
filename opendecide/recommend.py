"""The pipeline on one page: profile, catalogue and criteria in, a recommendation out."""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from opendecide.measures.draws import Draws
from opendecide.model.catalog import Catalog
from opendecide.model.criteria import Criteria
from opendecide.model.profile import Profile
from opendecide.model.recommendation import (
    CandidateSummary,
    CitedFact,
    CriterionText,
    Provenance,
    Recommendation,
)
from opendecide.stages.assessment.contender import of_alternative
from opendecide.stages.assessment.evaluation import evaluate
from opendecide.stages.assessment.ratings import assess_alternatives, shares_of
from opendecide.stages.assessment.scales import Scales
from opendecide.stages.billing.reference import added_unit, cash_unit, cost_unit
from opendecide.stages.filling.completion import complete
from opendecide.stages.findings import alternatives, records
from opendecide.stages.findings.bills import cost_of, shown_closely
from opendecide.stages.findings.citation import QUALITY, cite, privacy_law
from opendecide.stages.findings.considered import considered, present_alternative
from opendecide.stages.findings.crossover import crossover
from opendecide.stages.findings.naming import named
from opendecide.stages.findings.unrated import not_covered, unrated
from opendecide.stages.hybrid.combination import combination
from opendecide.stages.hybrid.in_full import in_full
from opendecide.stages.market.machines import names_at_hand
from opendecide.stages.plan.joint_plan import joint_plan
from opendecide.stages.plan.staged import plan
from opendecide.stages.run import run, weigh
from opendecide.stages.stress.agreement import heed, method_agreement
from opendecide.stages.stress.change import Change
from opendecide.stages.stress.deciders import deciders
from opendecide.stages.stress.flips import flips
from opendecide.stages.stress.information import ask, by_value, wide_gaps
from opendecide.stages.stress.near_misses import near_misses
from opendecide.stages.stress.openness import openness_share
from opendecide.stages.stress.personas import as_confirmed, by_weights_alone, other_kinds
from opendecide.stages.stress.relaxation import reliefs
from opendecide.stages.stress.robustness import robustness
from opendecide.stages.stress.scenarios import scenarios
from opendecide.stages.stress.to_the_end import least_barred
from opendecide.stages.stress.unverified import unverified_gaps
from opendecide.stages.stress.weights_stability import as_pinned
from opendecide.stages.stress.worth_in_money import in_money
from opendecide.stages.verdict.doubt import doubt
from opendecide.stages.verdict.grade import in_order, judge
from opendecide.stages.verdict.joint_verdict import at_a_gate, of_combination
from opendecide.stages.weighing.voices import voices

Progress = Callable[[str], None]


def recommend(  # noqa: PLR0913 — the contract of the library
    profile: Profile,
    *,
    seed: int = 0,
    samples: int = 4096,
    criteria: Criteria | None = None,
    catalog: Catalog | None = None,
    progress: Progress | None = None,
    stress: bool = True,
) -> Recommendation:
    """Recommend a deployment.

    Args:
        profile: What the organisation wants and has.
        seed: Of the one generator; the same seed gives the same bytes.
        samples: How often uncertain facts and weights are drawn.
        criteria: What is judged; the shipped criteria when absent.
        catalog: The facts; the shipped catalogue when absent.
        progress: Called with the name of each stage as it begins.
        stress: Look for what would change the answer; the answer is the same without.

    Returns:
        Verdict, ranking, exclusions, costs, gaps and evidence.

    Raises:
        InvalidInputError: If weights make no sense, such as contradictory pairwise judgements.
    """
    from opendecide.reading.catalog import load_catalog
    from opendecide.reading.criteria import load_criteria

    say = progress or (lambda _stage: None)
    criteria = criteria or load_criteria()
    catalog = catalog or load_catalog()
    if alternatives.speak_of(criteria, catalog):
        return _among_alternatives(profile, criteria, catalog, seed=seed, samples=samples)

    found = run(profile, criteria, catalog, Draws(seed, samples), say=say)
    case, screened, views = found.case, found.screened, found.views
    problem, evaluation, contenders = found.problem, found.evaluation, found.contenders
    verdict = judge(case.confidence_required, problem, evaluation, contenders, screened.conditions)
    methods = method_agreement(problem, evaluation)
    verdict = heed(verdict, methods, problem, evaluation, found.families)
    combined = combination(found, criteria)
    verdict = of_combination(verdict, combined, found)

    say("stress")
    change = _changes(profile, criteria, catalog)
    kinds = other_kinds(found, criteria, change) if stress else ()
    firmness = robustness(
        problem,
        evaluation,
        found.families,
        methods=methods,
    )
    changes = flips(found, criteria, change, kinds, combined) if stress else ()
    firmness = firmness.model_copy(
        update={
            "weight_intervals": firmness.weight_intervals
            if combined.components
            else as_pinned(firmness.weight_intervals, changes),
            "openness_share": openness_share(found, criteria),
            "searched": stress,
            "personas": as_confirmed(kinds, changes),
            "flips": changes,
            "scenarios": scenarios(found, criteria, change) if stress else None,
        }
    )

    say("report")
    also = frozenset(verdict.combination)
    units = {
        "tco": cost_unit(case),
        "cost_predictability": added_unit(case),
        "upfront_cash": cash_unit(case),
    }
    together = in_full(combined, criteria, units)
    ranked = records.ranking(
        problem,
        evaluation,
        contenders,
        screened.conditions,
        criteria,
        units,
        lambda row: shares_of(views[row], found.draws).total,
        also,
        profile.preferences.current_option,
    )
    cited = records.evidence(case, ranked, together.described if together else ())
    stale = {one.id for one in cited if one.stale}
    unknown = by_value(
        *records.gaps(problem, evaluation),
        *unverified_gaps(found),
        *wide_gaps(problem, evaluation, stale),
    )
    gaps = in_money(found, criteria, unknown)
    by_id = {view.deployment.id: view for view in views}
    asked = ask(verdict, gaps, at_a_gate=at_a_gate(found, combined))
    asked = in_order(doubt(asked, found, combined))
    relief = reliefs(found, criteria, change, combined) if stress else ()
    missed = near_misses(found, criteria) if stress else ()
    barred = {} if evaluation.order else least_barred(found)
    told = replace(screened, excluded={**screened.excluded, **barred})
    crossing = crossover(found)
    closely = shown_closely(verdict, ranked) | {
        name for one in crossing.break_even for name in (one.deployment, one.against)
    }
    made = Recommendation(
        profile=profile.model_dump(mode="json", by_alias=True, exclude_unset=True),
        organisation=profile.organisation.name,
        persona=profile.organisation.persona,
        language=profile.language,
        verdict=asked,
        ranking=ranked,
        screened_out=records.screened_out(case, told),
        every_gate_asked=tuple(sorted(barred)),
        candidates=records.long_list(screened, problem, evaluation, also),
        considered=considered(found, profile, criteria),
        unrated=unrated(found),
        not_covered=not_covered(found),
        cost=tuple(cost_of(by_id[one.id], closely=one.id in closely) for one in ranked),
        break_even=crossing.break_even,
        volume_curve=crossing.curve,
        robustness=firmness,
        deciders=deciders(problem, evaluation, found.families, found.voices),
        hybrid=together,
        relief=relief,
        near_misses=missed,
        plan=joint_plan(found, combined, asked, firmness.flips)
        if combined.components
        else plan(found, asked, firmness.flips, gaps, relief, missed),
        gaps=gaps,
        assumed=records.by_consequence(found.assumed, firmness.flips),
        evidence=cited,
        privacy_law=privacy_law(case),
        criteria=criterion_texts(criteria, evaluation.weights.factors, evaluation.weights.mean),
        weights_origin=evaluation.weights.origin,
        consistency_ratio=evaluation.weights.consistency_ratio,
        provenance=provenance(profile, catalog, case.decision_date, seed=seed, samples=samples),
    )
    return named(made, catalog, names_at_hand(case))


def cited(
    profile: Profile, facts: Collection[str], *, criteria: Criteria, catalog: Catalog
) -> tuple[CitedFact, ...]:
    """Return what the catalogue says of facts that an earlier recommendation rested on.

    Args:
        profile: Whose; it says what is old.
        facts: Their ids, as under `evidence`.
        criteria: What is judged.
        catalog: The facts.
    """
    case, _ = complete(profile, catalog, criteria)
    # An estimate of quality is told by task and language, and asked for as a whole.
    asked = dict.fromkeys(
        f"{one.partition(QUALITY)[0]}{QUALITY[:-1]}" if QUALITY in one else one
        for one in sorted(facts)
    )
    return tuple(one for name in asked for one in cite(case, name) if one.id in facts)


def _changes(profile: Profile, criteria: Criteria, catalog: Catalog) -> Change:
    """Return what `--set` would make of the profile and the catalogue."""
    from pydantic import ValidationError

    from opendecide.errors import InvalidInputError
    from opendecide.reading.documents import Document, Place
    from opendecide.reading.profile import check_document
    from opendecide.reading.settings import (
        CATALOG_PREFIX,
        apply_to_catalog,
        apply_to_profile,
        parse_setting,
    )

    data = profile.model_dump(mode="json", by_alias=True, exclude_unset=True)
    document = Document("profile", data, Place(0, 0))

    def exactly(setting: str) -> tuple[Profile, Catalog] | None:
        with suppress(InvalidInputError):
            made = [parse_setting(setting)]
            if setting.startswith(CATALOG_PREFIX):
                return profile, apply_to_catalog(catalog, made)
            return check_document(document, settings=made, criteria=criteria), catalog
        return None

    def roughly(setting: str) -> tuple[Profile, Catalog] | None:
        with suppress(InvalidInputError, ValidationError):
            made = [parse_setting(setting)]
            if setting.startswith(CATALOG_PREFIX):
                return profile, apply_to_catalog(catalog, made)
            return Profile.model_validate(apply_to_profile(data, made)), catalog
        return None

    def all_of(settings: Sequence[str]) -> Profile | None:
        with suppress(InvalidInputError):
            made = [parse_setting(one) for one in settings]
            return check_document(document, settings=made, criteria=criteria)
        return None

    return Change(roughly, exactly, all_of)


def _among_alternatives(
    profile: Profile, criteria: Criteria, catalog: Catalog, *, seed: int, samples: int
) -> Recommendation:
    """Recommend among ready-made options: criteria and facts of another field altogether."""
    case, assumed = complete(profile, catalog, criteria)
    draws = Draws(seed, samples)
    scales = Scales(draws, case.on_missing_data, budgeted=case.ceiling is not None)
    options = sorted(catalog.alternatives.values(), key=lambda one: one.id)
    problem = assess_alternatives(options, criteria, scales)
    weights, _shifted = weigh(profile, criteria, draws)
    families = [one.family for one in options]
    evaluation = evaluate(problem, families, weights)
    workloads = tuple(need.id for need in case.needs)
    contenders = [of_alternative(one, workloads) for one in options]
    present = profile.preferences.current_option
    ranked = records.ranking(problem, evaluation, contenders, {}, criteria, {}, present=present)
    methods = method_agreement(problem, evaluation)
    verdict = judge(case.confidence_required, problem, evaluation, contenders, {})
    made = Recommendation(
        profile=profile.model_dump(mode="json", by_alias=True, exclude_unset=True),
        organisation=profile.organisation.name,
        persona=profile.organisation.persona,
        language=profile.language,
        verdict=heed(verdict, methods, problem, evaluation, families),
        ranking=ranked,
        screened_out=(),
        candidates=tuple(
            CandidateSummary(
                id=one.id, name=one.name, family=one.family, status="ranked", score=one.score
            )
            for one in ranked
        ),
        considered=present_alternative(ranked, profile),
        cost=(),
        robustness=robustness(
            problem,
            evaluation,
            families,
            methods=methods,
        ).model_copy(
            update={
                "searched": False,
                "personas": by_weights_alone(problem, families, profile, criteria, draws),
            }
        ),
        deciders=deciders(problem, evaluation, families, voices(profile, criteria, draws)),
        gaps=records.gaps(problem, evaluation),
        assumed=alternatives.relevant(assumed),
        evidence=records.evidence(case, ranked),
        criteria=criterion_texts(criteria, weights.factors, weights.mean),
        weights_origin=weights.origin,
        consistency_ratio=weights.consistency_ratio,
        provenance=provenance(profile, catalog, case.decision_date, seed=seed, samples=samples),
    )
    return named(made, catalog)


def criterion_texts(
    criteria: Criteria, factors: Sequence[str], weights: Any
) -> tuple[CriterionText, ...]:
    """Return the criteria with their weight in this recommendation."""
    share = dict(zip(factors, (float(one) for one in weights), strict=True))
    return tuple(
        CriterionText(
            id=one.id,
            name=one.name,
            headline=one.headline,
            weight=sum(share[f"{one.id}.{factor.id}"] for factor in one.factors),
            factors={f"{one.id}.{factor.id}": factor.name for factor in one.factors},
        )
        for one in criteria.criteria
    )


def provenance(
    profile: Profile,
    catalog: Catalog,
    decision_date: date,
    *,
    seed: int,
    samples: int,
) -> Provenance:
    """Return what is needed to make it again."""
    from opendecide.reading.digest import of_record
    from opendecide.version import __version__

    return Provenance(
        version=__version__,
        catalog_date=catalog.as_of,
        decision_date=decision_date,
        seed=seed,
        samples=samples,
        profile_sha256=of_record(profile),
    )
