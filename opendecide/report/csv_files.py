"""Ranking, bill and evidence as CSV, unrounded; no cell can start a formula in a spreadsheet."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from opendecide.model.recommendation import RankedDeployment, Recommendation
from opendecide.report.brief import brief
from opendecide.report.language import Language, language
from opendecide.report.views.bill import line_labels

Cell = str | float | int | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def ranking_rows(recommendation: Recommendation) -> list[dict[str, Cell]]:
    """Return one plain record for each ranked deployment, as pandas and polars accept it."""
    return [
        _score(one)
        | {
            f"points_{criterion.id}": one.contributions.get(criterion.id)
            for criterion in recommendation.criteria
        }
        for one in recommendation.ranking
    ]


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
    """Return one plain record for each line of each bill; its label is in the reader's language."""
    told = brief(recommendation, reader or language())
    return [
        {
            "deployment": cost.deployment,
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
        for cost in recommendation.cost
        for line, label in zip(cost.lines, line_labels(told, cost), strict=True)
    ]


def evidence_rows(recommendation: Recommendation) -> list[dict[str, Cell]]:
    """Return one plain record for each cited fact."""
    return [
        {
            "fact": fact.id,
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
