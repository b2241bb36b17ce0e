"""One deployment in one case, with the facts about it at hand."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from opendecide.cost import Bill, DoesNotFit, Unpriced
from opendecide.measures.case import Case, Need
from opendecide.model.base import Record
from opendecide.model.catalog import Community
from opendecide.model.deployment import Deployment
from opendecide.model.fact import Fact
from opendecide.model.model_facts import Licence, Model
from opendecide.model.offer_facts import Offer, Served, Vendor

SELF_RUN = frozenset({"tenancy", "onprem", "device"})
OWN_SITE = frozenset({"onprem", "device"})


@dataclass(frozen=True, slots=True)
class Found:
    """A fact with the id that the evidence annex cites."""

    id: str
    fact: Fact

    @property
    def words(self) -> tuple[str, ...]:
        """The words still possible: one when the sources agree."""
        if self.fact.any_of:
            return self.fact.any_of
        if isinstance(self.fact.value, str):
            return (self.fact.value,)
        if isinstance(self.fact.value, tuple):
            return tuple(map(str, self.fact.value))
        return ()

    @property
    def truth(self) -> bool | None:
        """True, False, or None when the sources disagree or the value is no yes or no."""
        return self.fact.value if isinstance(self.fact.value, bool) else None

    @property
    def range(self) -> tuple[float, float, float] | None:
        """P10, P50 and P90; three equal figures for a point; None when it is no number."""
        value = self.fact.value
        if isinstance(value, bool):
            return None
        low, high = self.fact.low, self.fact.high
        if isinstance(value, (int, float)):
            return (
                float(value) if low is None else low,
                float(value),
                float(value) if high is None else high,
            )
        if low is not None and high is not None:
            return (low, (low + high) / 2, high)
        return None

    @property
    def day(self) -> date | None:
        """The fact as a day."""
        return date.fromisoformat(self.fact.value) if isinstance(self.fact.value, str) else None


def in_leased_room(offer: Offer) -> bool:
    """Tell whether the machines of an offer stand in a room of a landlord."""
    return offer.tenancy is not None and offer.tenancy.value == "leased_room"


def paid_by_machine(offer: Offer) -> bool:
    """Tell whether machines are what is paid at an offer, not what they are used for.

    Those that an organisation runs itself, and a host's whole machines that hold any open model.
    """
    whole = offer.access_mode == "dedicated" and offer.any_open_weights
    return whole or offer.access_mode in SELF_RUN


@dataclass(slots=True, kw_only=True)  # not frozen, which takes thrice as long to make
class View:
    """One deployment with its records; an absent record is not known.

    Nobody changes one: each stage makes others, tens of thousands of them.
    """

    case: Case
    deployment: Deployment
    offer: Offer
    model: Model
    serving: Mapping[str, Model]
    """The model that serves each workload."""
    bill: Bill | Unpriced | DoesNotFit | None = None
    """What it costs over the horizon; None until the costing stage has spoken."""

    @property
    def self_run(self) -> bool:
        """Whether the organisation operates it."""
        return self.offer.access_mode in SELF_RUN

    @property
    def by_machine(self) -> bool:
        """Whether machines are sized and paid for it, by whomever they are run."""
        return paid_by_machine(self.offer)

    @property
    def own_site(self) -> bool:
        """Whether it runs on own premises or on a device."""
        return self.offer.access_mode in OWN_SITE

    @property
    def leased_room(self) -> bool:
        """Whether it runs in a room of a landlord: with a line, with other power and cooling."""
        return in_leased_room(self.offer)

    @property
    def at_hand(self) -> bool:
        """Whether the machines or devices it runs on are there already."""
        return (self.deployment.machine or "").startswith("own:")

    @property
    def downloadable(self) -> bool | None:
        """Whether the weights may be downloaded; None when it is not known."""
        found = self.of_model("artifacts.weights")
        return None if found is None else found.truth

    @property
    def licence(self) -> Licence | None:
        """The licence of the main model, when it is one the catalogue knows."""
        return licence_of(self.case, self.model)

    @property
    def maker(self) -> Vendor | None:
        """The maker of the main model."""
        return self.case.catalog.vendors.get(self.model.vendor)

    @property
    def operator(self) -> Vendor | None:
        """The operator of the offer, when it is a vendor of the catalogue."""
        return self.case.catalog.vendors.get(self.offer.operator)

    @property
    def community(self) -> Community | None:
        """The people around the model family."""
        return self.case.catalog.communities.get(self.model.community or "")

    def of_model(self, path: str) -> Found | None:
        """Return a fact of the main model."""
        return read(self.case, "models", self.model.id, self.model, path)

    def of_offer(self, path: str) -> Found | None:
        """Return a fact of the offer."""
        return read(self.case, "offers", self.offer.id, self.offer, path)

    def of_maker(self, path: str) -> Found | None:
        """Return a fact of the model's maker."""
        maker = self.maker
        return None if maker is None else read(self.case, "vendors", maker.id, maker, path)

    def of_maker_for_text(self, path: str) -> Found | None:
        """Return what the maker does with models that write text; nothing of pictures or vectors.

        What is read off some of a maker's models holds for all the others of which nobody told.
        """
        return self.of_maker(path) if "text" in self.model.modalities else None

    def of_operator(self, path: str) -> Found | None:
        """Return a fact of the offer's operator."""
        operator = self.operator
        if operator is None:
            return None
        return read(self.case, "vendors", operator.id, operator, path)

    def of_community(self, path: str) -> Found | None:
        """Return a fact of the community."""
        community = self.community
        if community is None:
            return None
        return read(self.case, "communities", community.id, community, path)

    def served_needs(self) -> tuple[Need, ...]:
        """Return the workloads that some model of this deployment serves."""
        return tuple([need for need in self.case.needs if need.id in self.serving])

    def of(self, case: Case) -> "View":
        """Return the same deployment in another case, without its bill."""
        return View(
            case=case,
            deployment=self.deployment,
            offer=self.offer,
            model=self.model,
            serving=self.serving,
        )

    def serving_only(self, needs: Collection[str]) -> "View":
        """Return the same deployment for some of its workloads; itself where they are all."""
        left = {need: model for need, model in self.serving.items() if need in needs}
        if len(left) == len(self.serving):
            return self
        return View(
            case=self.case,
            deployment=self.deployment,
            offer=self.offer,
            model=self.model,
            serving=left,
            bill=self.bill,
        )


def read(case: Case, kind: str, entry_id: str, record: Record, path: str) -> Found | None:
    """Return a fact that was found and whose source the profile accepts; otherwise None."""
    question = (kind, entry_id, path)
    try:  # asked tens of thousands of times, so without a function made for each
        found: Found | None = case.told[question]
    except KeyError:
        found = case.told[question] = _read(case, kind, entry_id, record, path)
    return found


def already_read(case: Case, fact_id: str) -> Found | None:
    """Return a fact that some measure has read in this case, by the id that evidence cites."""
    found: Found | None = case.told.get(_question(fact_id))
    return found


def untold(case: Case, fact_ids: Iterable[str]) -> Case:
    """Return the case as it would be if nobody had told some facts."""
    found = replace(case, memo={})
    found.told.update({_question(one): None for one in fact_ids})
    return found


def _question(fact_id: str) -> Hashable:
    """Return the question that `read` keeps a fact under."""
    return tuple(fact_id.split("/", 2))


def _read(case: Case, kind: str, entry_id: str, record: Record, path: str) -> Found | None:
    value: object = record
    for part in path.split("."):
        value = getattr(value, part)
    if not isinstance(value, Fact):
        return None
    if value.grade not in case.profile.evidence.accepted_sources:
        return None
    return Found(f"{kind}/{entry_id}/{path}", value)


def rows_of(case: Case, offer: Offer, model_id: str) -> tuple[Served, ...]:
    """Return the rows in which an offer lists a model; some list hundreds of others beside it."""
    question = ("rows", offer.id)
    found = case.told.get(question)
    if found is None:
        found = case.told[question] = by_model(offer.serves)
    rows: tuple[Served, ...] = found.get(model_id, ())
    return rows


def by_model(rows: Iterable[Served]) -> Mapping[str, tuple[Served, ...]]:
    """Return rows by their model, in order."""
    found: dict[str, list[Served]] = {}
    for row in rows:
        found.setdefault(row.model, []).append(row)
    return {model: tuple(those) for model, those in found.items()}


def rule(case: Case, name: str) -> Found | None:
    """Return a planning figure or dated rule of the catalogue."""
    fact = case.catalog.rules.get(name)
    return None if fact is None else Found(f"rules/{name}", fact)


def licence_of(case: Case, model: Model) -> Licence | None:
    """Return the licence of a model's weights, when it is one the catalogue knows."""
    found = read(case, "models", model.id, model, "licence")
    if found is None or not isinstance(found.fact.value, str):
        return None
    return case.catalog.licences.get(found.fact.value)
