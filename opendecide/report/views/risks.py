"""Section 10: the risks that go with the weak points of the short list."""

from typing import NamedTuple

from opendecide.report.brief import Brief, Described
from opendecide.report.views.hazards import (
    HAZARDS,
    NO_LICENCE,
    OWN_MACHINES,
    RENTED_MACHINES,
    WITHOUT_WEIGHTS,
    Hazard,
)
from opendecide.report.views.performances import with_caution

_WEAK = 0.5
_CERTAINLY_WEAK = 0.25
_SHOWN = 8
_TINY = 1e-9
_ASSURANCE, _LOCUS = "data_security.security_assurance", "data_security.processing_locus"
_RUN_HERE = {
    "own_premises": OWN_MACHINES,
    "device_or_disconnected": OWN_MACHINES,
    "own_tenancy": RENTED_MACHINES,
}
"""By where it runs: what nobody has checked where the organisation is the operator itself."""
_OWN_CERTIFICATE = "own_duty.certificate"
"""The condition that names a certificate which whoever runs its own machines has to hold."""


class RiskRow(NamedTuple):
    """One risk of one deployment."""

    risk: str
    factor: str
    performance: str
    exposure: str
    measure: str
    owner: str
    reference: str


class Register(NamedTuple):
    """The risks of one deployment."""

    name: str
    rows: tuple[RiskRow, ...]


def risks(brief: Brief) -> tuple[Register, ...]:
    """List the risks of what is chosen and of what comes next, those of weighty factors first."""
    second = brief.leader if brief.together else brief.runner_up
    others = () if second is None or brief.is_a_part(second) else (second,)
    shown = {brief.title(one): one for one in (*brief.parts, *others)}
    return tuple(Register(name, _rows(brief, one)) for name, one in shown.items())


def _exposure(brief: Brief, value: float) -> str:
    text = brief.speech.text
    return text("high") if value < _CERTAINLY_WEAK else text("medium")


def _owner(brief: Brief, hazard: Hazard) -> str:
    """Name who looks after a risk; where it is small nobody has an office for it."""
    plan = brief.recommendation.plan
    if plan is not None and plan.small:
        return brief.speech.word("who", "organisation")
    return brief.speech.text(hazard.owner)


def _rows(brief: Brief, deployment: Described) -> tuple[RiskRow, ...]:
    speech = brief.speech
    # What fails a workload's minimum loses a share of every value; that makes no factor weak.
    full = max((result.value_high for result in deployment.factors.values()), default=1.0)
    weak = sorted(
        (
            (-result.weight * (1 - result.value), factor)
            for factor, result in deployment.factors.items()
            if factor in HAZARDS and result.value < _WEAK * full
        ),
    )
    rows = []
    for _, factor in weak[:_SHOWN]:
        result, hazard = deployment.factors[factor], _hazard(deployment, factor)
        rows.append(
            RiskRow(
                risk=speech.text(hazard.risk),
                factor=speech.name(factor),
                performance=with_caution(speech, result),
                exposure=_exposure(brief, result.value / max(full, _TINY)),
                measure=_own_certificates(brief, deployment, hazard) or speech.text(hazard.measure),
                owner=_owner(brief, hazard),
                reference=hazard.reference.replace("; ", speech.text("; ")),
            )
        )
    return tuple(rows)


def _hazard(deployment: Described, factor: str) -> Hazard:
    """Return the risk that goes with a weak factor, as it is where this deployment runs."""
    if deployment.factors[factor].performance == NO_LICENCE:
        return WITHOUT_WEIGHTS
    if factor == _ASSURANCE and _LOCUS in deployment.factors:
        return _RUN_HERE.get(str(deployment.factors[_LOCUS].performance), HAZARDS[factor])
    return HAZARDS[factor]


def _own_certificates(brief: Brief, deployment: Described, hazard: Hazard) -> str:
    """Name the certificates that a rule asks of whoever runs its own machines; empty without."""
    speech = brief.speech
    asked = [
        str(one.values["scheme"])
        for one in deployment.conditions
        if one.code == _OWN_CERTIFICATE and not one.values.get("text")
    ]
    if hazard is not OWN_MACHINES or not asked:
        return ""
    return speech.say(
        "Hold {schemes} as the organisation itself, with these machines in scope, or have it"
        " confirmed that it is not asked of those who serve only themselves",
        schemes=speech.language.listed(speech.word("scheme", one) for one in dict.fromkeys(asked)),
    )
