"""One pass from a profile to a ranking, for the whole catalogue or for chosen deployments alone."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from opendecide.measures.case import Case
from opendecide.measures.draws import Draws
from opendecide.measures.performance import Floats
from opendecide.measures.view import View
from opendecide.model.catalog import Catalog
from opendecide.model.criteria import Criteria
from opendecide.model.profile import Profile
from opendecide.model.recommendation import Assumed
from opendecide.stages.assessment.contender import Contender, of_view
from opendecide.stages.assessment.evaluation import Evaluation, evaluate, without_unknown_factors
from opendecide.stages.assessment.ratings import Problem, assess
from opendecide.stages.assessment.scales import Scales
from opendecide.stages.billing.costing import paid_as_today, price
from opendecide.stages.billing.reference import reference_total
from opendecide.stages.candidates.long_list import candidates, candidates_on_request
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates import BEFORE_COST, apply
from opendecide.stages.screening.proven import known_to_be_served, lacks_a_price_alone
from opendecide.stages.screening.screen import Screened, screen
from opendecide.stages.screening.shortlist import affordable, seats_once, shortlist
from opendecide.stages.weighing.voices import Voice, together, voices
from opendecide.stages.weighing.weight_shifts import shifted, shifts
from opendecide.stages.weighing.weights import WeightDraws


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Run:
    """One pass, before anything is worded; rated and ranked when somebody asks for it.

    Attributes:
        case: The profile with every blank filled in.
        assumed: What was filled in.
        draws: The samples of every fact.
        screened: What the gates left.
        views: The rows of the problem: where somebody serves every workload, only such.
        partial: Those that leave a workload to others, where somebody serves them all: no
            alternative to those, and good for combinations.
        reference: What the cost is held against when there is no ceiling, shape (s,).
        drawn: Weights of all factors.
        heard: The weights of each group that decides, in the same way; none where one does.
    """

    case: Case
    assumed: tuple[Assumed, ...]
    draws: Draws
    screened: Screened
    views: tuple[View, ...]
    partial: tuple[View, ...]
    reference: Floats
    drawn: WeightDraws
    heard: tuple[Voice, ...] = ()

    @cached_property
    def problem(self) -> Problem:
        """The values of the rows."""
        scales = scales_of(self.case, self.draws)
        return assess(self.views, self.case.criteria, scales, self.draws, self.reference)

    @cached_property
    def weights(self) -> WeightDraws:
        """Of the factors, without those that are hardly known if the profile says so."""
        return self._known(self.drawn)

    @cached_property
    def voices(self) -> tuple[Voice, ...]:
        """The weights of each group that decides, in the same way."""
        return tuple(replace(one, weights=self._known(one.weights)) for one in self.heard)

    def _known(self, weights: WeightDraws) -> WeightDraws:
        if self.case.on_missing_data != "exclude_factor":
            return weights
        return without_unknown_factors(self.problem, weights)

    @cached_property
    def evaluation(self) -> Evaluation:
        """The ranking."""
        return evaluate(self.problem, self.families, self.weights)

    @cached_property
    def contenders(self) -> tuple[Contender, ...]:
        """The rows, as verdict and ranking see them."""
        return tuple(of_view(view) for view in self.views)

    @property
    def unproven(self) -> frozenset[str]:
        """Ids of rows that pass a gate only because no fact says whether they may."""
        conditions = self.screened.conditions
        return frozenset(
            view.deployment.id
            for view in self.views
            if any(one.silent for one in conditions.get(view.deployment.id, ()))
        )

    @property
    def families(self) -> tuple[str, ...]:
        """The family of every row."""
        return tuple(view.deployment.family for view in self.views)

    @property
    def leader(self) -> str | None:
        """The deployment with the highest score; None when no gate lets one pass."""
        order = self.evaluation.order
        return self.problem.deployments[order[0]] if order else None


def place_of(deployment: str) -> str:
    """Return model and offer of a deployment's id, without the machine that was picked for it.

    Examples:
        >>> place_of("gpt-oss-120b@own-premises:h100-x4")
        'gpt-oss-120b@own-premises'
    """
    return deployment.partition(":")[0]


def by_offer(places: Collection[str]) -> dict[str, set[str]]:
    """Return the main models to look at, by offer."""
    found: dict[str, set[str]] = {}
    for one in places:
        models, _, offer = one.rpartition("@")
        found.setdefault(offer, set()).add(models.partition("+")[0])
    return found


def weigh(
    profile: Profile, criteria: Criteria, draws: Draws
) -> tuple[WeightDraws, Sequence[Assumed]]:
    """Return the weights of a profile, and what it says elsewhere that moves them.

    Where several groups decide, they are those of all together.
    """
    heard = voices(profile, criteria, draws)
    if heard:
        return together(heard, draws), tuple(
            dict.fromkeys(one for voice in heard for one in voice.shifted)
        )
    persona, stated = profile.organisation.persona, profile.preferences.weights
    found = shifts(criteria, profile)
    return shifted(persona, stated, criteria, draws, found), found.made


def scales_of(case: Case, draws: Draws) -> Scales:
    """Return the scales for a case; passes with the same draws share what they answered."""
    budgeted = case.ceiling is not None
    question = ("scales", id(case.criteria), case.on_missing_data, budgeted)
    if question not in draws.memo:
        draws.memo[question] = Scales(draws, case.on_missing_data, budgeted=budgeted)
    found: Scales = draws.memo[question]
    return found


def promising(
    views: Sequence[View],
    case: Case,
    weights: WeightDraws,
    heard: Sequence[Voice],
    draws: Draws,
) -> tuple[View, ...]:
    """Return those worth a full look by the common weights, and by those of each group."""
    kept: dict[str, View] = {}
    for one in (weights, *(voice.weights for voice in heard)):
        for view in shortlist(views, case, case.criteria, one.by_factor, draws.seed):
            kept.setdefault(view.deployment.id, view)
    return tuple(kept[name] for name in sorted(kept))


def assessed(  # noqa: PLR0913 — all that a pass depends on
    profile: Profile,
    criteria: Criteria,
    catalog: Catalog,
    draws: Draws,
    *,
    say: Callable[[str], None] = lambda _stage: None,
    only: Collection[str] | None = None,
    among: Collection[str] | None = None,
) -> Run:
    """Go from a profile to all that may be chosen, with what it costs.

    Args:
        profile: What the organisation wants and has.
        criteria: What is judged.
        catalog: The facts.
        draws: The generator; facts that were not changed keep their samples.
        say: Called with the name of each stage as it begins.
        only: Models and offers (`place_of`) to look at; all of them when absent. A score depends
            on no other deployment, so those looked at come out as they would among all.
        among: Models and offers outside of which every gate is known to shut; the best of them are
            looked at, as they would be of all. Where none of them will do, clouds on request are.

    Returns:
        What was found.
    """
    say("candidates")
    first = ("first case", *(one.id for one in profile.workloads))
    case, assumed = complete(profile, catalog, criteria, like=draws.memo.get(first))
    draws.memo.setdefault(first, case)
    places = among if only is None else only
    offers = None if places is None else by_offer(places)

    def wanted(views: Sequence[View]) -> tuple[View, ...]:
        return tuple(
            one for one in views if places is None or place_of(one.deployment.id) in places
        )

    found = wanted(candidates(case, offers))

    say("screening")
    weights, shifted = weigh(profile, criteria, draws)
    heard = voices(profile, criteria, draws)

    def worth_a_look(views: Sequence[View]) -> Sequence[View]:
        if only is not None:
            return seats_once(views, case, criteria, weights.by_factor, draws.seed)
        return promising(views, case, weights, heard, draws)

    def screened_of(views: Sequence[View]) -> Screened:
        return screen(
            views,
            worth_a_look,
            lambda views: price(views, draws),
            lambda views: affordable(views, case.ceiling),
            lambda view: paid_as_today(view, draws),
        )

    screened = screened_of(found)
    if not known_to_be_served(screened.admissible, screened.conditions):
        # Those outside of `among` were never asked today, so that nothing is known of them.
        more = (
            candidates_on_request(case)
            if only is None
            else wanted(candidates_on_request(case, offers))
        )
        askable = tuple(one for one in more if lacks_a_price_alone(apply(one, BEFORE_COST)))
        screened = screened_of((*found, *askable)) if askable else screened

    needs = len(case.needs)
    whole = tuple(view for view in screened.admissible if len(view.serving) == needs)
    partial = tuple(view for view in screened.admissible if len(view.serving) < needs)
    views, partial = (whole, partial) if whole else (partial, ())
    return Run(
        case=case,
        assumed=(*assumed, *shifted),
        draws=draws,
        screened=screened,
        views=views,
        partial=partial,
        reference=reference_total(case, draws),
        drawn=weights,
        heard=tuple(heard),
    )


def run(  # noqa: PLR0913 — all that a pass depends on
    profile: Profile,
    criteria: Criteria,
    catalog: Catalog,
    draws: Draws,
    *,
    say: Callable[[str], None] = lambda _stage: None,
    among: Collection[str] | None = None,
) -> Run:
    """Go from a profile to a ranking of all that may be chosen; see `assessed`."""
    found = assessed(profile, criteria, catalog, draws, say=say, among=among)
    say("assessment")
    _ = found.problem  # worked out here, so that each stage takes its own time
    say("evaluation")
    _ = found.evaluation
    return found
