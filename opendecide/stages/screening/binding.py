"""Conditions that law, contract or licence set: nothing is begun before they are settled."""

from collections.abc import Iterable, Iterator

from opendecide.measures.case import Case
from opendecide.stages.gates import Outcome

GATES = frozenset({"licence", "certifications", "processing_place", "country_policy"})
"""Gates whose open question may turn out to forbid the use; the others ask for money, time or
tests, which beginning on a small scale helps to find out."""
TERMS = frozenset({"capability.minors_unknown", "capability.minors_safeguards"})
"""What another gate asks that may forbid the use as well, or has to be seen to before it."""
WISHES = frozenset({"openness.below", "place.region_not_guaranteed"})
"""What stays a condition though its answer is known: the profile only wishes for it."""
OWN_STEPS = frozenset(
    {
        "place.mitigation",
        "place.masked",
        "place.retention_own",
        "own_duty.stated",
        "capability.minors_safeguards",
        "certification.scope_unknown",
    }
)
"""What the organisation sees to by itself before it begins, as to read a certificate that is held:
nobody has to grant it."""


def binding(case: Case, asked: Iterable[Outcome]) -> Iterator[Outcome]:
    """Go through those conditions of a deployment that come before its first use."""
    for one in asked:
        code = one.reason.code
        if (one.gate not in GATES and code not in TERMS) or code in WISHES:
            continue
        if code.startswith("place.region") and one.workload not in case.region_workloads:
            continue  # that region is wished for only
        yield one


def may_begin(case: Case, asked: Iterable[Outcome]) -> bool:
    """Tell whether nobody else has to grant anything before it is begun."""
    return all(one.reason.code in OWN_STEPS for one in binding(case, asked))
