"""Gate: no excluded country stands in the role that the policy names."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from opendecide.measures.sovereignty import applies
from opendecide.measures.view import Found, View
from opendecide.model.organisation import CountryRule
from opendecide.stages.gates.outcome import Outcome, message

GATE = "country_policy"
Asked = Callable[[View, str], Iterator[tuple[Found | None, str]]]
"""The countries standing in a role at a deployment, each with the fact that would tell."""


def country_policy(view: View) -> Iterator[Outcome]:
    """Object to excluded countries; weights run elsewhere are no service of their country."""
    rules = [
        one for one in view.case.profile.jurisdiction.country_policy if one.stance == "excluded"
    ]
    if not rules:
        return
    yield from _objections(view, rules, _in_role)
    for need in view.served_needs():
        companion = view.serving[need.id]
        if companion.id != view.model.id:
            yield from _objections(replace(view, model=companion), rules, _of_model, need.id)


def _objections(
    view: View, rules: Sequence[CountryRule], asked: Asked, workload: str | None = None
) -> Iterator[Outcome]:
    seen: set[tuple[str, str]] = set()
    for rule in rules:
        for role in rule.scope:
            for found, unknown in asked(view, role):
                if found is None:
                    if unknown and ("", role) not in seen:
                        seen.add(("", role))
                        yield Outcome(
                            gate=GATE,
                            kind="conditional",
                            workload=workload,
                            reason=message("country.unknown", role=role),
                            fact=unknown,
                            silent=True,
                        )
                    continue
                hit = [word for word in found.words if applies(view.case, rule.country, word)]
                if not hit or (hit[0], role) in seen:
                    continue
                seen.add((hit[0], role))
                yield Outcome(
                    gate=GATE,
                    kind="excluded" if len(hit) == len(found.words) else "conditional",
                    workload=workload,
                    reason=message(
                        "country.excluded", country=hit[0], role=role, text=rule.reason or ""
                    ),
                    fact=found.id,
                    cure=message("cure.policy"),
                )


def _of_model(view: View, role: str) -> Iterator[tuple[Found | None, str]]:
    """Return the countries that stand in a role through the model, or the fact that would tell."""
    if role == "weights":
        yield view.of_model("developer_country"), f"models/{view.model.id}/developer_country"
    elif role == "service" and not view.own_site and view.model.vendor == view.offer.operator:
        # A maker's own service is a service of the maker's country, whoever signs the contract.
        yield view.of_model("developer_country"), ""


def _in_role(view: View, role: str) -> Iterator[tuple[Found | None, str]]:
    """Return the countries standing in a role, or the fact that would tell."""
    offer = view.offer.id
    if role == "owner" and not view.own_site:
        yield (
            view.of_offer("ultimate_owner") or view.of_offer("control_country"),
            f"offers/{offer}/control_country",
        )
    elif role != "weights" and not view.own_site:
        yield view.of_offer("operator_country"), f"offers/{offer}/operator_country"
    yield from _of_model(view, role)
