"""Who a quick look finds best after a change: where to look closely."""

from collections.abc import Sequence

from opendecide.measures.case import Case
from opendecide.measures.view import View
from opendecide.model.catalog import Catalog
from opendecide.model.criteria import Criteria
from opendecide.model.profile import Profile
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates import BEFORE_COST, apply
from opendecide.stages.run import Run, place_of, weigh
from opendecide.stages.screening.proven import by_silence
from opendecide.stages.screening.screen import sift_asked
from opendecide.stages.screening.shortlist import Look

CLOSER = 3
"""How many are looked at a little closer for each that is wanted."""


def favourites(
    today: Run,
    criteria: Criteria,
    changed: tuple[Profile, Catalog],
    among: Sequence[View],
    count: int,
) -> tuple[str, ...]:
    """Return the places that look best by the changed weights and pass the changed gates.

    The best of each family is among them: a quick look knows no bill, and whole families may be
    too dear that look good without one.

    Args:
        today: Today's pass.
        criteria: What is judged.
        changed: Profile and catalogue after the change.
        among: Who is looked at.
        count: How many places are wanted, whatever their family.
    """
    profile, catalog = changed
    case, _ = complete(profile, catalog, criteria, like=today.case)
    weights = weigh(profile, criteria, today.draws)[0]
    look = Look(today.case, criteria, weights.by_factor, today.draws.seed)
    alone = look.all_alone(among)
    close: list[View] = []
    for view in sorted(among, key=lambda one: (-alone[one.deployment.id], one.deployment.id)):
        seen = elsewhere(view, case, catalog)
        left, against = sift_asked(seen, BEFORE_COST, today.screened.scarce)
        if left is None:
            continue
        asked = against if left is seen else apply(left, BEFORE_COST)
        if not by_silence(left, asked):  # nobody takes over because no fact says whether it may
            close.append(view)
            if len(close) == CLOSER * count:
                break
    close.sort(key=lambda one: (-alone[one.deployment.id] - look.together(one), one.deployment.id))
    places = dict.fromkeys(place_of(one.deployment.id) for one in close)
    families: dict[str, str] = {}
    for one in close:
        families.setdefault(one.deployment.family, place_of(one.deployment.id))
    return tuple(dict.fromkeys((*tuple(places)[:count], *families.values())))


def elsewhere(view: View, case: Case, catalog: Catalog) -> View:
    """Return a deployment as another case and other facts see it, before its bill."""
    return View(
        case=case,
        deployment=view.deployment,
        offer=catalog.offers[view.offer.id],
        model=catalog.models[view.model.id],
        serving={need: catalog.models[m.id] for need, m in view.serving.items()},
    )
