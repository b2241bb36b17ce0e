"""Every deployment that makes sense for the workloads: model, companions, offer and machine."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf

from opendecide.measures.case import Case, Need
from opendecide.measures.operability import STAFF
from opendecide.measures.requirements import content_lacking
from opendecide.measures.view import (
    OWN_SITE,
    View,
    in_leased_room,
    paid_by_machine,
    read,
    rows_of,
    rule,
)
from opendecide.model.deployment import Deployment
from opendecide.model.fact import number_of
from opendecide.model.machine_facts import Accelerator, Machine
from opendecide.model.model_facts import Model
from opendecide.model.offer_facts import Family, Offer, Served
from opendecide.stages.candidates.companions import Pool, Room, anywhere, assignments
from opendecide.stages.candidates.labels import labels_of
from opendecide.stages.market.machine_choice import (
    Priced,
    fits,
    machine_for,
    together,
)
from opendecide.stages.market.machines import fleet, own_machines
from opendecide.stages.market.price_rows import price_of_request
from opendecide.stages.market.purchases import purchase_of
from opendecide.stages.market.rentals import machine_at, on_request, rented

PERSONAL_KINDS = frozenset({"consumer", "laptop", "workstation"})
AT_WORK = STAFF | {"developer"}
"""Users who may sit at a machine of the organisation."""


def _can_serve(case: Case, need: Need, model: Model) -> bool:
    """Tell whether a model can do a workload at all; unknown features do not bar it here."""
    if need.modality not in model.modalities or content_lacking(need, model):
        return False
    for wish in need.workload.must_have:
        if wish == "vision" and "image_in" not in model.modalities:
            return False
        if wish in ("tools", "structured_output", "reasoning"):
            found = read(case, "models", model.id, model, wish)
            if found is not None and found.truth is False:
                return False
    return True


def _able(case: Case) -> Mapping[str, Mapping[str, Model]]:
    """Return what every model of the catalogue can do: no offer changes that."""
    return {
        need.id: {
            model.id: model
            for model in sorted(
                case.catalog.models.values(), key=lambda one: _quality_rank(need, one)
            )
            if _can_serve(case, need, model)
        }
        for need in case.needs
    }


def _pool(case: Case, offer: Offer, models: Sequence[Model]) -> Pool:
    """Return what the models of an offer can do, those first that it goes on serving."""

    def price(need: Need, model: Model) -> float:
        if paid_by_machine(offer):  # the more memory a model takes, the more machine is paid
            return number_of(model.parameters_total) or inf
        found = price_of_request(case, offer, need, model)
        return inf if found is None or _ends(case, offer, need, model.id) else found

    there = {model.id for model in models}
    everywhere = case.share(("able",), _able)
    found: dict[str, Mapping[str, Model]] = {}
    for need in case.needs:
        able = {name: model for name, model in everywhere[need.id].items() if name in there}
        lasting = {name: able[name] for name in able if not _ends(case, offer, need, name)}
        found[need.id] = lasting | able
    return Pool(case, found, price)


def _quality_rank(need: Need, model: Model) -> tuple[float, str]:
    rows = [one.p50 for one in model.quality if one.task == need.workload.task_type]
    return (-max(rows, default=0.0), model.id)


def _released(case: Case, model: Model) -> bool:
    found = read(case, "models", model.id, model, "release_date")
    return found is None or found.day is None or found.day <= case.decision_date


def _sold(case: Case, row: Served) -> bool:
    """Tell whether an offer served a model by the decision date, as far as that is written down."""
    return row.from_date is None or row.from_date <= case.decision_date


@dataclass(frozen=True, slots=True)
class _Team:
    """Main models of a place, and who may go with them."""

    asked: Collection[Sequence[Model]]
    """Of each of these, the first that finds a place is tried."""
    pool: Pool
    wanted: Collection[str] | None = None
    """The main models to look at; all of them when None."""
    for_a_part: bool = False
    """Whether they serve a lighter kind of workload and leave the heavier ones to other places."""

    def mains(self, room: Room = anywhere) -> list[Model]:
        """Return the main models to try where there is this room.

        What is too large is tried for all of the work, so that the gate says so.
        """
        found = {
            one.id: one
            for order in self.asked
            for one in [one for one in order if not self.for_a_part or room((one,))][:1]
        }
        return [one for one in found.values() if self.wanted is None or one.id in self.wanted]


def _teams(
    case: Case, offer: Offer, models: list[Model], wanted: Collection[str] | None = None
) -> Iterator[_Team]:
    """Go through who may work at a place.

    First the models that serve the heaviest kind of workload this set can serve, with companions
    for the rest. Then, for combinations, those who would be companions by themselves: vectors may
    be made inside while the answers come from a service.
    """
    shares: dict[str, float] = {}
    for need in case.needs:
        shares[need.modality] = shares.get(need.modality, 0.0) + need.share
    spoken = {kind for model in models for kind in model.modalities}
    kinds = sorted(shares.keys() & spoken, key=lambda one: (-shares[one], one))
    if not kinds:
        return
    pool = _pool(case, offer, models)
    yield _Team([(one,) for one in models if kinds[0] in one.modalities], pool, wanted)
    if not case.profile.preferences.hybrid_allowed:
        return
    for place, kind in enumerate(kinds[1:], start=1):
        needs = [need for need in case.needs if need.modality == kind]
        of_kind = pool.for_only(needs)
        asked = [
            # Who speaks a heavier kind is there for all that it can do.
            [one for one in order[need.id] if not {*kinds[:place]} & {*one.modalities}]
            for order in of_kind.orders(needs)
            for need in needs
        ]
        yield _Team(asked, of_kind, wanted, for_a_part=True)


def _ends(case: Case, offer: Offer, need: Need, model: str) -> bool:
    """Tell whether an offer stops serving a model before the workload goes live."""
    rows = rows_of(case, offer, model)
    return bool(rows) and all(row.retires and row.retires <= need.go_live for row in rows)


def _name(case: Case, main: Model, serving: Mapping[str, Model], offer: Offer) -> tuple[str, str]:
    extra = sorted({model.id for model in serving.values()} - {main.id})
    names = [main.name, *(case.catalog.models[one].name for one in extra)]
    return "+".join((main.id, *extra)), f"{' + '.join(names)} — {offer.name}"


OF_OPEN_WEIGHTS: dict[str, Family] = {
    "vendor_api": "open_weights_api",
    "vendor_api_enterprise": "open_weights_api",
    "hyperscaler_proprietary": "open_weights_api",
    "sovereign_proprietary": "open_weights_managed",
    "on_premises_proprietary": "open_weights_on_premises",
}
"""What a shop for proprietary models sells when the weights of the model may be downloaded."""


def _family(case: Case, offer: Offer, main: Model, labels: tuple[str, ...]) -> Family:
    """Name the kind of deployment: the same offer sells models with and without open weights."""
    if offer.access_mode in ("tenancy", "onprem") and "open_source_ai" in labels:
        return "fully_open_self_run"
    if offer.family in OF_OPEN_WEIGHTS:
        weights = read(case, "models", main.id, main, "artifacts.weights")
        if weights is not None and weights.truth is True:
            return OF_OPEN_WEIGHTS[offer.family]
    return offer.family


def _labels(case: Case, main: Model, serving: Mapping[str, Model]) -> tuple[str, ...]:
    """Return the labels of the main model that all of its companions bear too."""
    labels = _labels_of(case, main)
    for one in serving.values():
        if one is not main:
            labels = tuple(label for label in labels if label in _labels_of(case, one))
    return labels


def _labels_of(case: Case, model: Model) -> tuple[str, ...]:
    return case.share(("labels", model.id), lambda part: labels_of(part, model))


def _view(
    case: Case,
    offer: Offer,
    main: Model,
    serving: Mapping[str, Model],
    machine: tuple[str, int] | None = None,
) -> View:
    model_part, name = _name(case, main, serving, offer)
    labels = _labels(case, main, serving)
    deployment_id = f"{model_part}@{offer.id}"
    if machine is not None:
        deployment_id += f":{machine[0].removeprefix('own:').removeprefix('assumed:')}"
    deployment = Deployment(
        id=deployment_id,
        name=name,
        family=_family(case, offer, main, labels),
        offer=offer.id,
        model=main.id,
        models={need: model.id for need, model in serving.items()},
        machine=machine[0] if machine else None,
        machines_count=machine[1] if machine else 0,
        labels=labels,
        current=case.profile.preferences.current_option
        in (deployment_id, offer.id, main.id, f"{main.id}@{offer.id}"),
    )
    return View(case=case, deployment=deployment, offer=offer, model=main, serving=serving)


def _served(case: Case, offer: Offer, wanted: Collection[str] | None = None) -> Iterator[View]:
    models = [
        case.catalog.models[one]
        for one in dict.fromkeys(row.model for row in offer.serves if _sold(case, row))
        if one in case.catalog.models and _released(case, case.catalog.models[one])
    ]
    beside = {row.model for row in offer.serves if row.companion_only}
    for team in _teams(case, offer, models, wanted):
        for main in team.mains():
            for serving in assignments(main, team.pool):
                if not {main.id, *(one.id for one in serving.values())} <= beside:
                    yield _view(case, offer, main, serving)


def downloadable(case: Case) -> list[Model]:
    """Return the models whose weights may be downloaded, released by the decision date."""
    found = []
    for model in case.catalog.models.values():
        weights = read(case, "models", model.id, model, "artifacts.weights")
        if weights is not None and weights.truth and _released(case, model):
            found.append(model)
    return found


def _beside(main: Model, pool: Pool, room: Room) -> tuple[dict[str, Model], ...]:
    """Return the ways to serve the workloads where the main model runs.

    What is too large itself gets its companions all the same: the gate names what is too large.
    """
    return assignments(main, pool, lambda those: room(those) or not room((main,)))


def _on_machines(  # noqa: PLR0913 — the main model, its companions, and where they may run
    case: Case,
    offer: Offer,
    main: Model,
    pool: Pool,
    machines: Sequence[Priced],
    hold: Callable[[Collection[Model], Machine], bool],
) -> Iterator[View]:
    """Run a model and its companions on the machine that carries the load for the least.

    Args:
        case: The case.
        offer: Where.
        main: The main model.
        pool: Who may go with it.
        machines: With the price of one, from the cheapest to the dearest.
        hold: Whether a machine of this kind holds models, beside each other or each on its own.
    """

    def room(those: Collection[Model]) -> bool:
        return any(hold(those, one) for _, one in reversed(machines))

    for serving in _beside(main, pool, room):
        largest, *others = sorted(
            {one.id: one for one in (main, *serving.values())}.values(),
            key=lambda one: (-number_of(one.parameters_total), one.id),
        )
        those = [one for one in machines if not others or hold((largest, *others), one[1])]
        machine = machine_for(case, largest, those, others)
        if machine is not None:
            yield _view(case, offer, main, serving, (machine.id, 1))


def _rented(
    case: Case, offer: Offer, models: list[Model], wanted: Collection[str] | None = None
) -> Iterator[View]:
    """Run each model on the machine of this place that carries the load for the least."""
    priced = [*rented(case, offer), *on_request(case, offer)]
    if not priced:
        return
    accelerators = case.catalog.accelerators

    def each_on_its_own(those: Collection[Model], machine: Machine) -> bool:
        accelerator = accelerators[machine.accelerator]
        return all(fits(one, accelerator, machine.count) for one in those)

    def somewhere(those: Collection[Model]) -> bool:
        return any(each_on_its_own(those, machine) for _, machine in reversed(priced))

    for team in _teams(case, offer, models, wanted):
        for main in team.mains(somewhere):
            # Its companions get machines of their own where those cost less.
            machine = machine_at(case, offer, main)
            if machine is not None:
                for serving in _beside(main, team.pool, somewhere):
                    yield _view(case, offer, main, serving, (machine.id, 1))


def _on_site(
    case: Case, offer: Offer, models: list[Model], wanted: Collection[str] | None = None
) -> Iterator[View]:
    """Run models on what the organisation owns, or on a server it could buy."""
    device = offer.access_mode == "device"
    leased = in_leased_room(offer)
    if leased and not _room_wanted(case):
        return
    owned = {
        name: machine
        for name, machine in own_machines(case).items()
        if not leased
        and (_at_a_desk(case, *machine[:2]) if device else _a_server(case, *machine[:2]))
    }
    for team in _teams(case, offer, models, wanted):
        for name, (accelerator, count, free) in owned.items():
            # Memory is there as a whole: what other uses hold of it is a condition, not a limit.
            for share in dict.fromkeys((free, 1.0)):
                room = partial(together, accelerator=accelerator, count=count, share=share)
                for main in team.mains(room):
                    for serving in _beside(main, team.pool, room):
                        yield _view(case, offer, main, serving, (name, 1))
        if device and (case.profile.hardware.devices is not None or not owned):
            yield from _on_devices(case, offer, team)
        if not device and (case.may_buy or not owned):
            bought = _on_bought(case, offer, team, beside=bool(owned))
            yield from filter(_too_much_for_the_site, bought) if leased else bought


def _on_bought(case: Case, offer: Offer, team: _Team, *, beside: bool) -> Iterator[View]:
    """Run models on a server that could be bought, beside machines at hand or without any.

    Where none holds a model and none is at hand it is kept in the list, for the gate to say so.
    """
    own_power = not in_leased_room(offer)
    question = ("buyable", own_power)
    buyable = (
        case.once(question, lambda: _buyable(case, own_power=own_power)) if case.may_buy else ()
    )
    accelerators = case.catalog.accelerators

    def on_one(those: Collection[Model], machine: Machine) -> bool:
        return together(those, accelerators[machine.accelerator], machine.count)

    def in_one(those: Collection[Model]) -> bool:
        return any(on_one(those, machine) for _, machine in reversed(buyable))

    for main in team.mains(in_one):
        found = list(_on_machines(case, offer, main, team.pool, buyable, on_one))
        yield from found
        if not found and not beside and not team.for_a_part:
            for serving in _beside(main, team.pool, anywhere):
                yield _view(case, offer, main, serving)


def _at_a_desk(case: Case, accelerator: Accelerator, count: int) -> bool:
    """Tell whether accelerators make up a machine for whoever sits at it, and no server."""
    most = rule(case, "devices.cards_per_workstation")
    few = most is None or most.range is None or count <= most.range[1]
    alone = not (_shared(case, count) or _in_a_room(case))
    return few and accelerator.kind in PERSONAL_KINDS and alone


def _a_server(case: Case, accelerator: Accelerator, count: int) -> bool:
    """Tell whether accelerators make up a server: those for one, and several in one machine.

    So does what stands at a desk where more people work with it than it has cards: it is reached
    over the network, and somebody keeps it running for the others.
    """
    if accelerator.kind not in PERSONAL_KINDS:
        return True
    reached = count > 1 or _shared(case, count) or _in_a_room(case)
    return accelerator.kind != "laptop" and reached


def _in_a_room(case: Case) -> bool:
    """Tell whether machines at hand have a room: whoever knows its power or cooling has one."""
    site = case.profile.hardware.site
    return site.power_kw_free is not None or site.cooling is not None


def _shared(case: Case, count: int) -> bool:
    """Tell whether more people than there are cards are said to work with what runs on them."""
    work = (need.workload for need in case.needs if need.workload.user_type in AT_WORK)
    stated = (one.volume.users for one in work)
    return any(users is not None and users.mid > count for users in stated)


def _room_wanted(case: Case) -> bool:
    """Tell whether machines may have to stand with a landlord; else that is own premises' twin.

    Bought machines pay for their rack wherever it is. What has no line out stays inside.
    """
    site = case.profile.hardware.site
    tight = site.power_kw_free is not None or site.cooling in ("none", "limited")
    return tight and not site.disconnected


def _too_much_for_the_site(view: View) -> bool:
    """Tell whether a bought machine has to stand with a landlord, as it would not on own premises.

    The room is else a twin, and chance would decide between the two.
    """
    site, machine = view.case.profile.hardware.site, view.deployment.machine
    if site.cooling in ("none", "limited") or site.power_kw_free is None or machine is None:
        return True
    fact = view.case.catalog.machines[machine].power_kw
    return number_of(fact) > site.power_kw_free


def _buyable(case: Case, *, own_power: bool) -> list[tuple[float, Machine]]:
    """Return servers sold new with their prices, the cheapest first, as the site has power for.

    Without one of those all of them, so that the gate can say what is missing; and where the power
    is not that of the own site.
    """
    servers = [
        (_purchase(case, machine), machine)
        for machine in case.catalog.machines.values()
        if purchase_of(case, machine) is not None
        and (machine.sold_new is None or machine.sold_new.value is not False)
        and case.catalog.accelerators[machine.accelerator].kind == "datacenter"
    ]
    servers.sort(key=lambda one: (one[0], one[1].id))
    free = case.profile.hardware.site.power_kw_free if own_power else None
    powered = [one for one in servers if free is None or number_of(one[1].power_kw) <= free]
    return powered or servers


def _purchase(case: Case, machine: Machine) -> float:
    fact = purchase_of(case, machine)
    if fact is None or not isinstance(fact.value, (int, float)):
        return float("inf")
    return float(fact.value)


def _on_devices(case: Case, offer: Offer, team: _Team) -> Iterator[View]:
    """Run what fits the weakest device of the fleet, or one that would have to be had."""
    accelerators = case.catalog.accelerators
    devices = fleet(case)
    if case.profile.hardware.devices is None and case.may_equip:
        laptops = [
            (accelerators[one.accelerator].memory_gb, one.id, accelerators[one.accelerator])
            for one in case.catalog.machines.values()
            if accelerators[one.accelerator].kind == "laptop"
        ]
        devices = {f"assumed:{name}": device for _, name, device in sorted(laptops)[:1]}
    weakest = min(devices.values(), key=lambda one: one.memory_gb, default=None)
    on_all = anywhere if weakest is None else partial(together, accelerator=weakest, count=1)
    for main in team.mains(on_all):
        if not devices and not team.for_a_part:
            for serving in _beside(main, team.pool, anywhere):
                yield _view(case, offer, main, serving)
        for name, device in devices.items():
            if fits(main, device, 1):
                room = partial(together, accelerator=device, count=1)
                for serving in _beside(main, team.pool, room):
                    yield _view(case, offer, main, serving, (name, 1))


def candidates(case: Case, only: Mapping[str, Collection[str]] | None = None) -> tuple[View, ...]:
    """Return every deployment that makes sense for the workloads of a case, by id.

    Args:
        case: The case.
        only: The offers to look at, and the models at each; everything when absent.
    """
    return _known(case, ("candidates",), _listed, only)


def candidates_on_request(
    case: Case, only: Mapping[str, Collection[str]] | None = None
) -> tuple[View, ...]:
    """Return those at clouds that publish neither machines nor prices; see `candidates`.

    Hundreds that nobody can price are no news where others do: they are for where nobody does.
    """
    return _known(case, ("candidates on request",), _listed_on_request, only)


def _known(
    case: Case,
    question: tuple[str],
    listed_in: Callable[[Case, Mapping[str, Collection[str]] | None], tuple[View, ...]],
    only: Mapping[str, Collection[str]] | None,
) -> tuple[View, ...]:
    listed = (
        case.share(question, lambda part: listed_in(part, None))
        if only is None
        else case.shared(question)
    )
    if listed is None:
        return listed_in(case, only)
    return tuple(
        [
            view.of(case)
            for view in listed
            if only is None or view.model.id in only.get(view.offer.id, ())
        ]
    )


def _listed(case: Case, only: Mapping[str, Collection[str]] | None) -> tuple[View, ...]:
    return _at_places(case, only, lambda offer: not _on_request_alone(case, offer))


def _listed_on_request(case: Case, only: Mapping[str, Collection[str]] | None) -> tuple[View, ...]:
    return _at_places(case, only, lambda offer: _on_request_alone(case, offer))


def _on_request_alone(case: Case, offer: Offer) -> bool:
    """Tell whether a cloud rents machines of which neither kind nor price is known."""
    return (
        offer.access_mode == "tenancy" and bool(offer.any_open_weights) and not rented(case, offer)
    )


def _at_places(
    case: Case, only: Mapping[str, Collection[str]] | None, meant: Callable[[Offer], bool]
) -> tuple[View, ...]:
    open_models = downloadable(case)
    found: dict[str, View] = {}
    for offer in case.catalog.offers.values():
        if (only is not None and offer.id not in only) or not meant(offer):
            continue
        wanted = None if only is None else only[offer.id]
        views: Iterator[View]
        if paid_by_machine(offer) and offer.any_open_weights:
            on_site = offer.access_mode in OWN_SITE
            views = (_on_site if on_site else _rented)(case, offer, open_models, wanted)
        else:
            views = _served(case, offer, wanted)
        for view in views:
            found[view.deployment.id] = view
    return tuple(found[one] for one in sorted(found))
