"""What a scheme is: a certificate that is shown, a contract that is signed, or a duty of one's own.

One asks a host to show a certificate, signs a contract with it, and carries out one's own duty
oneself: whoever asks for the certificate of an agreement gets no answer.
"""

from typing import Literal

SchemeKind = Literal["certificate", "contract", "own_duty"]
CONTRACTS = frozenset({"gdpr_dpa", "hipaa_baa", "bank_secrecy"})
"""Agreements between the organisation and whoever handles its data."""
OWN_DUTIES = frozenset({"dpia", "dora_exit"})
"""What the organisation assesses and writes down itself; nobody else can hold or sign it."""


def scheme_kind(scheme: str) -> SchemeKind:
    """Return what has to be done for a scheme; what is not known is a certificate.

    Examples:
        >>> [scheme_kind(one) for one in ("hds", "hipaa_baa", "dpia")]
        ['certificate', 'contract', 'own_duty']
    """
    if scheme in CONTRACTS:
        return "contract"
    return "own_duty" if scheme in OWN_DUTIES else "certificate"
