"""Companions: who serves the workloads that the main model of a deployment cannot.

A model better than a workload asks for is paid for and brings nothing. So a companion is the
cheapest that probably gets far enough, or the best there is where none does; one that falls a
little short is tried as well. Whose licence forbids the use, or is not known, comes after those
that may be used.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from opendecide.measures.case import Case, Need
from opendecide.measures.quality import likely_share
from opendecide.model.model_facts import Model
from opendecide.stages.candidates.licence_terms import Standing, standing

FAR_ENOUGH = (1.0, 0.5, 0.0, -0.2)
"""What is tried: shares of the way from a workload's minimum quality to its target.

The last is below the minimum by less than an estimate from public tests is off: whether it is
reached shows in a test, and what falls short loses points already.
"""
Room = Callable[[Collection[Model]], bool]
"""Whether the place where the main model runs takes these models together."""
Order = Mapping[str, Sequence[Model]]
"""By workload, who is asked to serve it, the first before the next."""


def anywhere(_models: Collection[Model]) -> bool:
    """Tell that a service takes every model that it sells."""
    return True


@dataclass(frozen=True, slots=True)
class Pool:
    """The models at hand somewhere."""

    case: Case
    able: Mapping[str, Mapping[str, Model]]
    """Those that can do a workload, by workload and by id, the best first."""
    price: Callable[[Need, Model], float]
    """What one costs there on a workload, in a unit of the place."""
    _known: dict[tuple[str, ...], Sequence[Order]] = field(default_factory=dict)

    def orders(self, needs: Sequence[Need]) -> Sequence[Order]:
        """Return the orders in which companions for some workloads are asked, each once."""
        question = tuple(need.id for need in needs)
        if question not in self._known:
            tried = [{need.id: self._order(need, way) for need in needs} for way in FAR_ENOUGH]
            by_name = {
                tuple(one.id for asked in order.values() for one in asked): order for order in tried
            }
            self._known[question] = tuple(by_name.values())
        return self._known[question]

    def for_only(self, needs: Sequence[Need]) -> "Pool":
        """Return the same models for some workloads; nobody takes the others."""
        served = {need.id for need in needs}
        able = {name: models if name in served else {} for name, models in self.able.items()}
        return Pool(self.case, able, self.price)

    def _order(self, need: Need, way: float) -> Sequence[Model]:
        """Return first who may be used and probably gets so far, the cheapest first; then the rest.

        Of those who probably do not, and of those who may not be used, the best come first.
        """
        bar = self.case.bars[need.id]
        wanted = bar.minimum + way * (bar.target - bar.minimum)
        able = self.able[need.id]
        enough = [one for one in able.values() if likely_share(self.case, need, one) >= wanted]
        enough.sort(key=lambda one: self.price(need, one))
        everybody = {one.id: one for one in (*enough, *able.values())}.values()
        return tuple(sorted(everybody, key=lambda one: self._standing(need, one)))

    def _standing(self, need: Need, model: Model) -> Standing:
        return self.case.once(
            ("licence", need.id, model.id), lambda: standing(self.case, need, model)
        )


def assignments(main: Model, pool: Pool, room: Room = anywhere) -> tuple[dict[str, Model], ...]:
    """Return the ways to serve the workloads: the main model wherever it can, then its companions.

    A workload that no model can take is left out, for another deployment to serve.

    Args:
        main: The main model.
        pool: The models at hand.
        room: Whether they find a place beside each other.
    """
    needs = pool.case.needs
    others = [need for need in needs if main.id not in pool.able[need.id]]
    if not others:
        return (dict.fromkeys((need.id for need in needs), main),)
    if len(others) == len(needs):
        # Kept in the list, so that the gate can say what is missing.
        return ({need.id: main for need in needs if need.modality in main.modalities},)
    found: dict[tuple[str, ...], dict[str, Model]] = {}
    for order in pool.orders(others):
        serving = _serving(main, needs, order, room)
        found.setdefault(tuple(one.id for one in serving.values()), serving)
    return tuple(found.values())


def _serving(main: Model, needs: Sequence[Need], order: Order, room: Room) -> dict[str, Model]:
    """Return who serves what: rather one that is at work already, then the first with room."""
    taken = {main.id: main}
    serving: dict[str, Model] = {}
    for need in needs:
        asked = order.get(need.id)
        if asked is None or (not asked and need.modality in main.modalities):
            serving[need.id] = main
            continue
        already = (one for one in asked if one.id in taken)
        fitting = (one for one in asked if room((*taken.values(), one)))
        companion = next(already, None) or next(fitting, None)
        if companion is not None:
            serving[need.id] = taken[companion.id] = companion
    return serving
