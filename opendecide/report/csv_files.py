"""Ranking, bill and evidence as CSV, unrounded; no cell can start a formula in a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO

from opendecide.model.costs import DeploymentCost
from opendecide.model.recommendation import Hybrid, RankedDeployment, Recommendation
from opendecide.report.brief import Brief, brief
from opendecide.report.language import Language, language
from opendecide.report.views.bill import line_labels

Cell = str | float | int | None
COMBINATION = "combination"
"""What stands for the combination among the ids of deployments."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def ranking_rows(recommendation: Recommendation) -> list[dict[str, Cell]]:
    """Return one plain record for each ranked deployment, as pandas and polars accept it.

    Where a combination is the answer it comes first, without a rank: ranks are of what stands
    alone. Its parts say what they serve in it.
    """
    told = brief(recommendation, language())
    serves = _work_of_parts(told)
    rows = [_score(one) | {"part_of": None, "serves": None} for one in recommendation.ranking]
    for row in rows:
        if row["id"] in serves:
            row |= {"part_of": COMBINATION, "serves": serves[str(row["id"])]}
    points: list[Mapping[str, float]] = [one.contributions for one in recommendation.ranking]
    if told.together is not None:
        rows.insert(0, _combined(told, told.together, serves))
        points.insert(0, {})
    return [
        row | {f"points_{one.id}": each.get(one.id) for one in recommendation.criteria}
        for row, each in zip(rows, points, strict=True)
    ]


def _work_of_parts(told: Brief) -> dict[str, str]:
    """Return what each part of the combination serves there, by the ids of the profile."""
    found: dict[str, list[str]] = {}
    for one in told.together.assignments if told.together else ():
        whole = one.workload if one.data_class is None else f"{one.workload}/{one.data_class}"
        found.setdefault(one.deployment, []).append(whole)
    return {deployment: "; ".join(work) for deployment, work in found.items()}


def _combined(told: Brief, found: Hybrid, serves: Mapping[str, str]) -> dict[str, Cell]:
    return {
        "rank": None,
        "id": COMBINATION,
        "name": " + ".join(map(told.name, serves)),
        "family": told.recommendation.verdict.family,
        "model": None,
        "host": None,
        "score": found.score,
        "score_p10": None,
        "score_p90": None,
        "beats_leader": found.ahead,
        "part_of": None,
        "serves": "; ".join(serves.values()),
    }


def _score(one: RankedDeployment) -> dict[str, Cell]:
    return {
        "rank": one.rank,
        "id": one.id,
        "name": one.name,
        "family": one.family,
        "model": one.model,
        "host": one.host,
        "score": one.score,
        "score_p10": one.score_interval.p10,
        "score_p90": one.score_interval.p90,
        "beats_leader": one.beats_leader,
    }


def bill_rows(
    recommendation: Recommendation, reader: Language | None = None
) -> list[dict[str, Cell]]:
    """Return one plain record for each line of each bill; its label is in the reader's language.

    Where a combination is the answer its total comes first, then the lines of its parts, each for
    its share of the work; what several parts need is in the bill of each and in the total once.
    """
    told = brief(recommendation, reader or language())
    parts = told.together.parts if told.together is not None else ()
    return [
        *_whole(told, parts),
        *(row for cost in parts for row in _lines(told, cost, COMBINATION)),
        *(row for cost in recommendation.cost for row in _lines(told, cost, None)),
    ]


def _whole(told: Brief, parts: Sequence[DeploymentCost]) -> Iterator[dict[str, Cell]]:
    if told.together is None or told.together.cost is None:
        return
    total = told.together.cost
    yield {
        "deployment": COMBINATION,
        "part_of": None,
        "currency": told.speech.currency,
        "horizon_years": next((one.horizon_years for one in parts), None),
        "component": "total",
        "quantity": None,
        "unit": None,
        "unit_price": None,
        "factor": None,
        "central": None,
        "amount_p10": total.p10,
        "amount_p50": total.p50,
        "amount_p90": total.p90,
        "source": None,
        "as_of": None,
        "label": told.speech.text("The combination"),
    }


def _lines(told: Brief, cost: DeploymentCost, part_of: str | None) -> list[dict[str, Cell]]:
    return [
        {
            "deployment": cost.deployment,
            "part_of": part_of,
            "currency": cost.currency,
            "horizon_years": cost.horizon_years,
            "component": line.component,
            "quantity": line.quantity,
            "unit": line.unit,
            "unit_price": line.unit_price,
            "factor": line.factor,
            "central": line.central,
            "amount_p10": line.amount.p10,
            "amount_p50": line.amount.p50,
            "amount_p90": line.amount.p90,
            "source": line.source,
            "as_of": line.as_of.isoformat() if line.as_of else None,
            "label": label,
        }
        for line, label in zip(cost.lines, line_labels(told, cost), strict=True)
    ]


def evidence_rows(recommendation: Recommendation) -> list[dict[str, Cell]]:
    """Return one plain record for each cited fact, and whether what is chosen rests on it."""
    told = brief(recommendation, language())
    named = (
        fact for part in told.parts for factor in part.factors.values() for fact in factor.evidence
    )
    chosen = {one.fact.id for one in told.annex.cite(named)}
    return [
        {
            "fact": fact.id,
            "chosen": int(fact.id in chosen),
            "value": fact.value,
            "unit": fact.unit,
            "source": fact.source,
            "as_of": fact.as_of.isoformat(),
            "grade": fact.grade,
            "stale": int(fact.stale),
            "note": fact.note,
        }
        for fact in sorted(recommendation.evidence, key=lambda fact: fact.id)
    ]


def render_csv(recommendation: Recommendation, reader: Language | None = None) -> dict[str, str]:
    """Write the three tables, by name."""
    return {
        "ranking": table(ranking_rows(recommendation)),
        "bill": table(bill_rows(recommendation, reader)),
        "evidence": table(evidence_rows(recommendation)),
    }


def table(rows: Sequence[Mapping[str, Cell]]) -> str:
    """Write records under the names of the first one's fields."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    if rows:
        writer.writerow(rows[0])
        writer.writerows(_harmless(row.values()) for row in rows)
    return stream.getvalue()


def _harmless(cells: Iterable[Cell]) -> list[Cell]:
    return [
        f"'{one}" if isinstance(one, str) and one.startswith(_FORMULA) else one for one in cells
    ]
