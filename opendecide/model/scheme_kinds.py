"""What a scheme is: a certificate that is shown, a contract that is signed, or a duty of one's own.

One asks a host to show a certificate, signs a contract with it, and carries out one's own duty
oneself: whoever asks for the certificate of an agreement gets no answer.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

SchemeKind = Literal["certificate", "contract", "own_duty"]
CONTRACTS = frozenset({"gdpr_dpa", "hipaa_baa", "bank_secrecy"})
"""Agreements between the organisation and whoever handles its data."""
OWN_DUTIES = frozenset({"dpia", "dora_exit"})
"""What the organisation assesses and writes down itself; nobody else can hold or sign it."""

HOLDS_AS_WELL: Mapping[str, str] = MappingProxyType(
    {
        "c5_type2": "c5_type1",
        "ens_high": "ens_medium",
        "fedramp_high": "fedramp_moderate",
        "soc2_type2": "soc2_type1",
    }
)
"""The lower level of a scheme that whoever holds the higher one has shown as well."""

UNDER_EUROPEAN_CONTROL = frozenset({"secnumcloud"})
"""Schemes that nobody holds who is under control from outside the European Union: so clause 19.6 of
SecNumCloud 3.2, by which holdings from outside may be 24 % each and 39 % together."""


def scheme_kind(scheme: str) -> SchemeKind:
    """Return what has to be done for a scheme; what is not known is a certificate.

    Examples:
        >>> [scheme_kind(one) for one in ("hds", "hipaa_baa", "dpia")]
        ['certificate', 'contract', 'own_duty']
    """
    if scheme in CONTRACTS:
        return "contract"
    return "own_duty" if scheme in OWN_DUTIES else "certificate"
