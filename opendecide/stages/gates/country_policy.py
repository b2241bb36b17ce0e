"""Gate: no excluded country stands in the role that the policy names."""

from collections.abc import Iterator

from opendecide.measures.sovereignty import applies
from opendecide.measures.view import Found, View
from opendecide.stages.gates.outcome import Outcome, message

GATE = "country_policy"


def country_policy(view: View) -> Iterator[Outcome]:
    """Object to excluded countries; weights run elsewhere are no service of their country."""
    rules = [
        one for one in view.case.profile.jurisdiction.country_policy if one.stance == "excluded"
    ]
    if not rules:
        return
    seen: set[tuple[str, str]] = set()
    for rule in rules:
        for role in rule.scope:
            for found, unknown in _in_role(view, role):
                if found is None:
                    if unknown and ("", role) not in seen:
                        seen.add(("", role))
                        yield Outcome(
                            gate=GATE,
                            kind="conditional",
                            reason=message("country.unknown", role=role),
                            fact=unknown,
                        )
                    continue
                hit = [word for word in found.words if applies(view, rule.country, word)]
                if not hit or (hit[0], role) in seen:
                    continue
                seen.add((hit[0], role))
                yield Outcome(
                    gate=GATE,
                    kind="excluded" if len(hit) == len(found.words) else "conditional",
                    reason=message(
                        "country.excluded", country=hit[0], role=role, text=rule.reason or ""
                    ),
                    fact=found.id,
                    cure=message("cure.policy"),
                )


def _in_role(view: View, role: str) -> Iterator[tuple[Found | None, str]]:
    """Return the countries standing in a role, or the fact that would tell."""
    offer, model = view.offer.id, view.model.id
    if role == "weights":
        yield view.of_model("developer_country"), f"models/{model}/developer_country"
        return
    if view.own_site:
        return
    if role == "owner":
        yield (
            view.of_offer("ultimate_owner") or view.of_offer("control_country"),
            f"offers/{offer}/control_country",
        )
        return
    yield view.of_offer("operator_country"), f"offers/{offer}/operator_country"
    if role == "service" and view.model.vendor == view.offer.operator:
        # A maker's own service is a service of the maker's country, whoever signs the contract.
        yield view.of_model("developer_country"), ""
