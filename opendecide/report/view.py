"""The whole report as plain view data: words and rounded figures, ready to be laid out."""

from dataclasses import dataclass

from opendecide.model.recommendation import Recommendation
from opendecide.report.brief import Brief, brief
from opendecide.report.language import Language
from opendecide.report.views.acceptance import WorkloadTests, acceptance, otherwise
from opendecide.report.views.bill import Bill, bill
from opendecide.report.views.combination import Combination, combination
from opendecide.report.views.comparison import Comparison, comparison
from opendecide.report.views.compliance import compliance
from opendecide.report.views.components import Components, components
from opendecide.report.views.context import Context, context
from opendecide.report.views.deciders import Deciders, deciders
from opendecide.report.views.decision import DecisionRecord, decision
from opendecide.report.views.evidence import Evidence, evidence
from opendecide.report.views.gaps import Gaps, gaps
from opendecide.report.views.identity import Identity, identity
from opendecide.report.views.method import Method, method
from opendecide.report.views.options import Options, options
from opendecide.report.views.outlook import Outlook, outlook
from opendecide.report.views.ranking import Ranking, ranking
from opendecide.report.views.relaxation import Relief, relief
from opendecide.report.views.risks import Register, risks
from opendecide.report.views.robustness import Robustness, robustness
from opendecide.report.views.scenarios import Scenarios, scenarios
from opendecide.report.views.screening import Screening, screening
from opendecide.report.views.summary import Summary, summary
from opendecide.report.views.transition import Transition, transition


@dataclass(frozen=True)
class View:
    """One attribute for each section, in their order.

    A section is no tuple, as its rows are: a template that walks over one is told of its mistake.
    """

    brief: Brief
    identity: Identity
    summary: Summary
    context: Context
    options: Options
    screening: Screening
    comparison: Comparison
    ranking: Ranking
    bill: Bill
    components: Components
    outlook: Outlook
    robustness: Robustness
    deciders: Deciders | None
    scenarios: Scenarios | None
    relief: Relief | None
    combination: Combination
    risks: tuple[Register, ...]
    compliance: tuple[str, ...]
    gaps: Gaps
    acceptance: tuple[WorkloadTests, ...]
    no_go: str
    """What follows from the acceptance tests."""
    transition: Transition
    evidence: Evidence
    method: Method
    decision: DecisionRecord


def view(recommendation: Recommendation, language: Language) -> View:
    """Say a recommendation in one language."""
    told = brief(recommendation, language)
    front, ranked, bills = summary(told), ranking(told), bill(told)
    return View(
        brief=told,
        identity=identity(told),
        summary=front,
        context=context(told),
        options=options(told),
        screening=screening(told),
        comparison=comparison(told),
        ranking=ranked,
        bill=bills,
        components=components(told),
        outlook=outlook(told),
        robustness=robustness(told),
        deciders=deciders(told),
        scenarios=scenarios(told),
        relief=relief(told),
        combination=combination(told),
        risks=risks(told),
        compliance=compliance(told),
        gaps=gaps(told),
        acceptance=acceptance(told),
        no_go=otherwise(told),
        transition=transition(told),
        evidence=evidence(told, (front, ranked, bills)),
        method=method(told),
        decision=decision(told, front),
    )
