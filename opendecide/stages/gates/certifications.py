"""Gate: mandatory certificates and agreements are held, with the service in scope."""

from collections.abc import Iterator

from opendecide.measures.case import Required
from opendecide.measures.data_security import UNTYPED, holds_here
from opendecide.measures.view import View
from opendecide.model.offer_facts import Attestation
from opendecide.model.scheme_kinds import (
    HOLDS_AS_WELL,
    OWN_DUTIES,
    UNDER_EUROPEAN_CONTROL,
    scheme_kind,
)
from opendecide.stages.gates.outcome import Outcome, message

GATE = "certifications"
WRITTEN_HERE = OWN_DUTIES | {"bank_secrecy"}
"""What the organisation writes itself, whoever signs it: the compliance notes list it, and what is
said of one in a sentence is a condition whoever is chosen."""
FOR_OTHERS_ONLY = frozenset({"hds", "gdpr_dpa", "hipaa_baa", "c5_type2", "secnumcloud"})
"""Asked of whoever hosts for somebody else: without a third party they have no object."""
OWED_IN_EUROPE = "gdpr_dpa"
"""The agreement with a processor (GDPR, Article 28)."""
GENERAL = frozenset({"iso27001", "soc2_type2"})
SCOPE_UNKNOWN = "certification.scope_unknown"
UNKNOWN, NOT_YET = "certification.unknown", "certification.in_progress"
"""Nobody says; announced, so that it may be held another day, and excluded today like what is
not held."""
OF_A_CONTRACT = {
    UNKNOWN: "certification.contract_unknown",
    NOT_YET: "certification.contract_not_yet",
    "certification.missing": "certification.contract_refused",
    "certification.infrastructure_only": "certification.contract_infrastructure_only",
    "certification.on_request": "certification.contract_on_request",
}
"""How an objection is said of a contract, which is signed and not shown."""


def certifications(view: View) -> Iterator[Outcome]:
    """Object where a scheme is missing; a scope nobody read gives a condition."""
    for required in view.case.required:
        workloads = required.workloads & set(view.serving)
        if not workloads:
            continue
        if required.scheme in WRITTEN_HERE:
            yield from _to_see_to(required)
            continue
        if view.own_site:
            if required.scheme in FOR_OTHERS_ONLY:
                continue
            if required.scheme in GENERAL and view.case.isms in (
                "soc2_or_iso27001",
                "sector_scheme",
            ):
                continue
        found = _judge(view, required)
        if found is not None and view.own_site:
            # Nobody holds it for the organisation: there is nobody to ask.
            found = (found[0], "own_duty.certificate")
        if found is None:
            continue
        kind, code = found
        signed = required.text is None and scheme_kind(required.scheme) == "contract"
        everything = workloads == set(view.serving)
        for workload in (None,) if everything else tuple(sorted(workloads)):
            yield Outcome(
                gate=GATE,
                kind="excluded" if kind == "excluded" else "conditional",
                workload=workload,
                reason=message(
                    OF_A_CONTRACT.get(code, code) if signed else code,
                    scheme=required.scheme,
                    host=view.offer.name,
                    law=required.legal_source or "",
                    text=required.text,
                ),
                fact=f"offers/{view.offer.id}/attestations.{required.scheme}",
                cure=message(
                    _cure(code, signed=signed),
                    scheme=required.scheme,
                    host=view.offer.name,
                    text=required.text,
                ),
                near_miss=kind == "excluded",
                silent=code == UNKNOWN and _silent(view, required),
            )


def _cure(code: str, *, signed: bool) -> str:
    if signed:
        return "cure.sign_contract"
    return "cure.once_certified" if code == NOT_YET else "cure.ask_certificate"


def _to_see_to(required: Required) -> Iterator[Outcome]:
    """Ask the organisation for what it said of an agreement that no host signs."""
    if required.text:
        yield Outcome(
            gate=GATE,
            kind="conditional",
            reason=message("own_duty.stated", text=required.text),
            fact=f"profile/obligations.{required.scheme}",
        )


def _judge(view: View, required: Required) -> tuple[str, str] | None:
    """Return the objection to one scheme: its kind and its sentence; None when it is met."""
    rows = _rows(view, required)
    clauses = view.of_offer("clauses")
    if (
        required.scheme == "gdpr_dpa"
        and clauses is not None
        and "processing_agreement" in clauses.words
    ):
        return None
    held = [one for one in rows if one.status == "held"]
    exact = [one for one in held if required.scheme in (one.scheme, _beneath(one))]
    if any(one.covers_service is True for one in exact):
        return None
    if view.offer.access_mode == "tenancy" and exact:
        # On a rented machine the AI service is the tenant's own; the platform is what is certified.
        read = any(one.covers_service is not None for one in exact)
        return None if read else ("conditional", SCOPE_UNKNOWN)
    if any(one.covers_service is None or one not in exact for one in held):
        return "conditional", UNKNOWN
    if held:
        return "conditional", "certification.infrastructure_only"
    if any(one.status == "on_request" for one in rows):
        return "conditional", "certification.on_request"
    if any(one.status == "in_progress" for one in rows):
        # Announced is not held, and a rumour of more that nobody confirms is no help.
        return "excluded", NOT_YET
    if rows and all(one.status == "not_held" for one in rows):
        return "excluded", "certification.missing"
    if required.scheme in UNDER_EUROPEAN_CONTROL and _controlled_elsewhere(view):
        return "excluded", "certification.foreign_control"
    return "conditional", UNKNOWN


def _controlled_elsewhere(view: View) -> bool:
    """Tell whether a host is known to be under control from outside the European Union."""
    control, countries = view.of_offer("control_country"), view.case.catalog.countries
    return control is not None and not any(
        word in countries and countries[word].eu for word in control.words
    )


def _silent(view: View, required: Required) -> bool:
    """Tell whether nothing at all speaks for a scheme at an offer.

    What the organisation asks for in its own words no catalogue can answer; and whoever processes
    for others in Europe owes the agreement by law, published or not.
    """
    if required.text or _rows(view, required):
        return False
    operator = view.of_offer("operator_country")
    countries = view.case.catalog.countries
    return required.scheme != OWED_IN_EUROPE or not (
        operator is not None
        and all(word in countries and countries[word].eea for word in operator.words)
    )


def _rows(view: View, required: Required) -> list[Attestation]:
    """Return what is written of a scheme at an offer and holds on the decision date."""
    return [
        one
        for one in view.offer.attestations
        if required.scheme in (one.scheme, UNTYPED.get(one.scheme), _beneath(one))
        and (one.until is None or one.until >= view.case.decision_date)
        and holds_here(view, one)
    ]


def _beneath(one: Attestation) -> str | None:
    """Return the lower level that is met as well; that the higher one is not held says nothing."""
    return HOLDS_AS_WELL.get(one.scheme) if one.status == "held" else None
