"""Section 9: which deployment serves which workload, when a combination is better."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from opendecide.model.assignment import Assignment
from opendecide.model.costs import Interval
from opendecide.model.recommendation import Hybrid, Rival
from opendecide.report.brief import Brief
from opendecide.report.views.chance import likelihood
from opendecide.report.views.money import Range, money_range

_PAIR = 2
_LITTLE_WORK = 0.4
"""Share of the work below which it is worth knowing that a part takes most of the cost."""


class AssignmentRow(NamedTuple):
    """Who serves a workload, or a class of its data."""

    workload: str
    data: str
    deployment: str
    model: str


@dataclass(frozen=True, slots=True)
class Combination:
    """The hybrid option."""

    examined: bool
    proposed: bool
    assignments: tuple[AssignmentRow, ...]
    score: str
    claim: str
    """What it does better; empty where it is not proposed."""
    rules: tuple[str, ...]
    standby: tuple[str, ...]
    cost: Range | None
    reason: str
    rival: str
    """The next best, where this is the answer; empty where there is none."""


_ABSENT = Combination(
    examined=False,
    proposed=False,
    assignments=(),
    score="",
    claim="",
    rules=(),
    standby=(),
    cost=None,
    reason="",
    rival="",
)


def combination(brief: Brief) -> Combination:
    """Tell the hybrid option, or why there is none."""
    found, speech = brief.recommendation.hybrid, brief.speech
    if found is None:
        return _ABSENT
    return Combination(
        examined=True,
        proposed=found.proposed,
        assignments=tuple(
            AssignmentRow(
                workload=speech.workload(one.workload),
                data=_data(brief, one),
                deployment=brief.name(one.deployment),
                model=speech.names.get(f"models/{one.model}", one.model or ""),
            )
            for one in found.assignments
        ),
        score="" if found.score is None else speech.language.number(found.score, decimals=1),
        claim=_claim(brief, found) if found.proposed else "",
        rules=tuple(speech.message(one) for one in found.rule),
        standby=tuple(_standby(brief, found)),
        cost=whole_cost(brief, found),
        reason=speech.message(found.reason) if found.reason else "",
        rival=_rival(brief, found),
    )


def _claim(brief: Brief, found: Hybrid) -> str:
    """Say what a combination does better than the best alone: it scores higher, or will do."""
    speech, gain = brief.speech, found.gain or 0.0
    single = brief.name(found.best_single) if found.best_single else "–"
    score = speech.language.number(found.score or 0.0, decimals=1)
    if gain < 0:
        return speech.say(
            "A combination will probably reach the minimum that was stated for {workloads}, which"
            " {single} alone is not expected to. It scores {score}, {lost} less.",
            workloads=speech.named(found.minimums),
            single=single,
            score=score,
            lost=speech.points(gain),
        )
    return speech.say(
        "A combination scores {score}, {gain} points more than {single} for everything.",
        score=score,
        gain=speech.language.number(gain, decimals=1),
        single=single,
    )


def _rival(brief: Brief, found: Hybrid) -> str:
    """Tell the next best combination, which the probability above says nothing of."""
    speech, rival = brief.speech, found.rival
    if rival is None:
        return ""
    return speech.say(
        "The next best combination with another family in it: {parts}. It scores {score}, and"
        " higher than the first in {share} of the samples; paid over the horizon: {paid}.",
        parts=_instead(brief, rival, found),
        score=speech.language.number(rival.score, decimals=1),
        share=likelihood(speech.language, rival.ahead, brief.recommendation.provenance.samples),
        paid=_amount(brief, rival.paid),
    )


def _instead(brief: Brief, rival: Rival, found: Hybrid) -> str:
    rest = brief.speech.text("the rest as in the first")
    return otherwise(brief, rival.assignments, found.assignments, rest)


def _amount(brief: Brief, paid: Interval | None) -> str:
    speech = brief.speech
    return (
        speech.text("not known")
        if paid is None
        else speech.language.money(paid.p50, speech.currency)
    )


def moved(those: Iterable[Assignment], usual: Iterable[Assignment]) -> list[Assignment]:
    """Return the assignments that are not as usual."""
    known = {place(one): one.deployment for one in usual}
    return [one for one in those if known.get(place(one)) != one.deployment]


def otherwise(
    brief: Brief, those: Sequence[Assignment], usual: Sequence[Assignment], rest: str
) -> str:
    """Say what some assignments do otherwise than usual, and of the rest that it stays."""
    others = moved(those, usual)
    told = parts(brief, others)
    if len(others) < len(those):
        told.append(rest)
    return brief.speech.language.listed(told)


def _data(brief: Brief, one: Assignment) -> str:
    """Name the class of data that goes there, or all those of the workload where it is whole."""
    classes: Iterable[str] = [one.data_class] if one.data_class else ()
    if one.data_class is None:
        stated = brief.recommendation.profile.get("workloads", ())
        whole = (each.get("data_classes", ()) for each in stated if each["id"] == one.workload)
        classes = next(whole, ())
    return brief.speech.language.listed([brief.speech.word("data", each) for each in classes])


def _standby(brief: Brief, found: Hybrid) -> Iterator[str]:
    """Say once who takes over from whom, for all the workloads that it holds for."""
    speech = brief.speech
    usual = {(one.workload, one.data_class): one.deployment for one in found.assignments}
    leader = brief.leader.id if brief.leader else None
    alike: dict[tuple[str | None, str], list[str]] = {}
    for one in found.standby:
        down = usual.get((one.workload, one.data_class)) if found.proposed else leader
        spoken = speech.workload(one.workload)
        if one.data_class:
            spoken = f"{spoken}, {speech.word('data', one.data_class)}"
        quoted = speech.say("“{workload}”", workload=spoken)
        alike.setdefault((down, one.deployment), []).append(quoted)
    # Below a table of what is not proposed, who is meant is what does all of it alone.
    apart = bool(found.assignments) and not found.proposed
    for (down, instead), workloads in alike.items():
        usual_one, name = brief.name(down), brief.name(instead)
        listed = speech.language.listed(workloads)
        if apart:
            yield speech.say(
                "Without this combination, with {usual} alone: when it is down, the requests of"
                " {workloads} go to {name}.",
                usual=usual_one,
                workloads=listed,
                name=name,
            )
        else:
            yield speech.say(
                "When {usual} is down, the requests of {workloads} go to {name}.",
                usual=usual_one,
                workloads=listed,
                name=name,
            )


def better_together(brief: Brief) -> str:
    """Say on the first page that a combination may do better than one alone; nothing where not."""
    found, speech = brief.recommendation.hybrid, brief.speech
    if found is None or not found.proposed or found.score is None or found.gain is None:
        return ""
    if brief.together is not None:
        return _close(brief, found)  # the whole page speaks of it
    cost = speech.text("not known")
    if found.cost is not None:
        cost = speech.language.money(found.cost.p50, speech.currency)
    return speech.say(
        "A combination may do better: {parts}. Together {score} points out of 100, {gain} more than"
        " the first alone, and ahead of every deployment alone in {ahead} of the samples; cost"
        " {cost} (section 9).",
        parts=parts_of(brief, found),
        score=speech.language.number(found.score, decimals=1),
        gain=speech.language.number(found.gain, decimals=1),
        ahead=speech.language.percent(found.ahead or 0.0),
        cost=cost,
    )


def _close(brief: Brief, found: Hybrid) -> str:
    """Say that another combination comes close to the one that is the answer, where one does."""
    speech, rival = brief.speech, found.rival
    sure = brief.recommendation.verdict.confidence_required
    if rival is None or 1 - rival.ahead >= sure:
        return ""
    instead = _instead(brief, rival, found)
    share = likelihood(speech.language, rival.ahead, brief.recommendation.provenance.samples)
    paid, ours = _amount(brief, rival.paid), _amount(brief, found.paid)
    if paid == ours:
        return speech.say(
            "Another combination comes close: {parts}. It scores higher in {share} of the samples,"
            " and about as much would be paid for it (section 9).",
            parts=instead,
            share=share,
        )
    return speech.say(
        "Another combination comes close: {parts}. It scores higher in {share} of the samples, and"
        " {paid} would be paid for it in place of {ours} (section 9).",
        parts=instead,
        share=share,
        paid=paid,
        ours=ours,
    )


def parts_of(brief: Brief, found: Hybrid) -> str:
    """Say who serves what."""
    return brief.speech.language.listed(parts(brief, found.assignments))


def place(one: Assignment) -> tuple[str, str | None]:
    """Return what of the work an assignment is about."""
    return one.workload, one.data_class


def dearest_part(brief: Brief, found: Hybrid) -> str:
    """Say which part of two takes most of the cost for little of the work; empty where none does.

    What the other costs is known then: its own bill, which has in it all that it needs.
    """
    shares = {one.id: one for one in found.described}
    if found.cost is None or len(found.parts) != len(shares) or len(shares) != _PAIR:
        return ""
    other, dear = sorted(found.parts, key=lambda one: one.p50 or 0.0)
    part, speech = shares[dear.deployment], brief.speech
    if dear.p50 is None or other.p50 is None or part.share >= _LITTLE_WORK:
        return ""
    if dear.p50 <= found.cost.p50 / 2:
        return ""
    return speech.say(
        "Most of what it costs, {cost} of {whole}, is for {workloads}, {share} of the work by"
        " weight; the other part by itself costs {other}.",
        cost=speech.language.money(dear.p50, dear.currency),
        whole=speech.language.money(found.cost.p50, dear.currency),
        workloads=speech.named(part.serves),
        share=speech.language.percent(part.share),
        other=speech.language.money(other.p50, other.currency),
    )


def whole_cost(brief: Brief, found: Hybrid) -> Range | None:
    """Return what a combination costs over the horizon."""
    speech = brief.speech
    if found.cost is None:
        return None
    return money_range(
        brief,
        found.cost,
        speech.currency,
        speech.text("Cost of the combination"),
        speech.text("Sum of the bills of its parts, each for its share of the work."),
    )


def parts(brief: Brief, assignments: Iterable[Assignment]) -> list[str]:
    """Say who serves what, each deployment once with all that it serves."""
    speech = brief.speech
    served: dict[str, list[str]] = {}
    for one in assignments:
        served.setdefault(one.deployment, []).append(_work(brief, one))
    return [
        speech.say(
            "{workloads} with {name}",
            workloads=speech.language.listed(works),
            name=brief.name(deployment),
        )
        for deployment, works in served.items()
    ]


def _work(brief: Brief, one: Assignment) -> str:
    """Name one workload, or one class of its data."""
    speech, workload = brief.speech, brief.speech.workload(one.workload)
    if one.data_class is None:
        return speech.say("“{workload}”", workload=workload)
    return speech.say(
        "“{workload}” ({data})", workload=workload, data=speech.word("data", one.data_class)
    )
