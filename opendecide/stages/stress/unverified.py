"""Facts that were written from memory: what checking them is worth before choosing."""

from dataclasses import replace

from opendecide.measures.view import already_read, licence_of, untold
from opendecide.model.criteria import factors_of
from opendecide.model.message import Message
from opendecide.model.recommendation import Gap
from opendecide.stages.assessment.ratings import rate
from opendecide.stages.findings.records import WHO, Entry, worth_of_knowing
from opendecide.stages.run import Run, scales_of
from opendecide.stages.stress.information import LEAST

FROM_MEMORY = "general knowledge, unverified"
"""The source of a fact that nobody looked up; what follows by construction needs no looking up."""
NO_ARTEFACT = "service_terms"
"""The freedom of a licence under which nothing may be had but the service."""


def unverified_gaps(found: Run) -> tuple[Gap, ...]:
    """Return the facts from memory behind the leaders of the families, by what a check is worth.

    Until somebody checks, such a fact may be false: it is taken here as if nobody had told it, and
    its worth is what knowing it would add to the choice.
    """
    case, problem = found.case, found.problem
    leaders = found.evaluation.leaders
    cited = {
        fact
        for row in leaders
        for rating in problem.ratings[row].values()
        for fact in rating.performance.evidence
    }
    memory = {one for one in cited if _from_memory(found, one) and not _follows(found, one)}
    silent, scales, factors = (
        untold(case, memory),
        scales_of(case, found.draws),
        factors_of(case.criteria),
    )
    moved: dict[str, list[Entry]] = {}
    for row in leaders:
        view = replace(found.views[row], case=silent)
        for column, name in enumerate(problem.factors):
            evidence = problem.ratings[row][name].performance.evidence
            weak = next((one for one in evidence if one in memory), None)
            if weak is None:
                continue
            valued = rate(view, factors[name], scales, found.draws, found.reference).valued
            moved.setdefault(weak, []).append(Entry(row, column, valued.ends))
    worths = {
        fact: worth_of_knowing(problem, found.evaluation, those) for fact, those in moved.items()
    }
    return tuple(
        Gap(
            fact=fact,
            label=Message(code="gap.fact", values={"fact": fact}),
            deployments=tuple(sorted({problem.deployments[one.row] for one in moved[fact]})),
            value_of_information=100 * worth,
            who=WHO.get(fact.partition("/")[0], "organisation"),
            kind="unverified",
        )
        for fact, worth in worths.items()
        if 100 * worth >= LEAST
    )


def _follows(found: Run, fact: str) -> bool:
    """Tell whether another fact says it already: who gets service terms only gets no artefact."""
    kind, entry, path = (*fact.split("/", 2), "", "")[:3]
    model = found.case.catalog.models.get(entry)
    if kind != "models" or model is None or not path.startswith("artifacts."):
        return False
    read, licence = already_read(found.case, fact), licence_of(found.case, model)
    closed = licence is not None and licence.freedom == NO_ARTEFACT
    return closed and read is not None and read.truth is False


def _from_memory(found: Run, fact: str) -> bool:
    read = already_read(found.case, fact)
    return read is not None and read.fact.source == FROM_MEMORY
