"""The speed model against published measurements: how far off, and is the interval honest."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from types import MappingProxyType
from typing import Any

import numpy as np

from opendecide.cost import parameters
from opendecide.cost.memory import GB, memory_batch
from opendecide.cost.names import Size, engine_family
from opendecide.cost.points import GIB, Point, Unpredicted, UnreadableError, read_point, stack
from opendecide.cost.speed import Efficiency, Floats, decode_step_s, prompt_alone_s, tokens_per_s
from opendecide.model.machine_facts import Accelerator
from opendecide.model.model_facts import Architecture

COLUMNS = (
    "point_id",
    "source_group",
    "model",
    "params_total_b",
    "params_active_b",
    "weight_precision",
    "kv_bytes",
    "gpu",
    "n_gpus",
    "parallelism",
    "engine",
    "load_mode",
    "concurrency",
    "isl",
    "osl",
    "metric",
    "value",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """Errors of one group of measurements; None where there are none."""

    points: int
    unpredicted: int
    median_absolute_error: float | None
    within_1_5x: float | None
    within_2x: float | None
    interval_80_coverage: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicted:
    """One prediction beside its measurement, in tokens per second."""

    point: Point
    p10: float
    p50: float
    p90: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Predictions against measurements, as a whole and by group."""

    overall: Accuracy
    by_model: Mapping[str, Accuracy]
    by_accelerator: Mapping[str, Accuracy]
    by_engine: Mapping[str, Accuracy]
    by_load: Mapping[str, Accuracy]
    unpredicted: Mapping[str, int]
    """Rows without a prediction, by reason."""
    predictions: tuple[Predicted, ...]

    def fields(self) -> dict[str, Any]:
        """Return what `cost accuracy --format json` prints."""
        groups = ("by_model", "by_accelerator", "by_engine", "by_load")
        return {
            "overall": asdict(self.overall),
            **{
                group: {name: asdict(one) for name, one in getattr(self, group).items()}
                for group in groups
            },
            "unpredicted_reasons": dict(self.unpredicted),
        }


def evaluate(
    rows: Sequence[Mapping[str, str]],
    architectures: Mapping[str, Architecture],
    accelerators: Mapping[str, Accelerator],
    sizes: Mapping[str, Size] = MappingProxyType({}),
) -> Evaluation:
    """Compare predictions with measured throughput.

    Args:
        rows: One per measurement, with the columns `COLUMNS`.
        architectures: By model; one that is missing is guessed from the parameter counts.
        accelerators: By id; a row on any other is counted as unpredicted.
        sizes: By model, for rows that leave the parameter counts of a known model out.

    Returns:
        Errors and coverage, overall and by group.
    """
    read = [_read(row, architectures, accelerators, sizes) for row in rows]
    known = [one for one in read if isinstance(one, Point)]
    missing = [one for one in read if isinstance(one, Unpredicted)]
    predictions = predict(known)

    def grouped(column: str, group: Callable[[Point], str]) -> dict[str, Accuracy]:
        names = sorted(
            {group(one.point) for one in predictions} | {_name(row, column) for row in rows}
        )
        return {
            name: _accuracy(
                [one for one in predictions if group(one.point) == name],
                sum(
                    isinstance(one, Unpredicted) and _name(row, column) == name
                    for row, one in zip(rows, read, strict=True)
                ),
            )
            for name in names
        }

    return Evaluation(
        overall=_accuracy(predictions, len(missing)),
        by_model=grouped("model", lambda point: point.model),
        by_accelerator=grouped("gpu", lambda point: point.accelerator),
        by_engine=grouped("engine", lambda point: point.engine),
        by_load=grouped("load_mode", lambda point: point.load),
        unpredicted=dict(Counter(one.reason for one in missing)),
        predictions=tuple(predictions),
    )


def predict(points: Sequence[Point]) -> list[Predicted]:
    """Predict every point, with its 80 % interval."""
    if not points:
        return []
    rates = Runs(points).rates(_efficiencies(points), parameters.BURST_SHARE.value)
    found = []
    for point, rate in zip(points, rates, strict=True):
        low, high = parameters.INTERVAL_80[point.sparse]
        wider = parameters.widening(point.group, weak=_constants(point)[1], guessed=point.generic)
        found.append(
            Predicted(
                point=point,
                p10=float(rate) * low / wider,
                p50=float(rate),
                p90=float(rate) * high * wider,
            )
        )
    return found


class Runs:
    """Measurements side by side, as arrays: what does not change when the constants do."""

    def __init__(self, points: Sequence[Point]) -> None:
        self._setups = stack(point.setup for point in points)
        self._inputs = np.array([point.input_tokens for point in points])
        self._outputs = np.maximum([point.output_tokens for point in points], 1.0)
        memory_gb = np.array([point.memory_gb for point in points])
        asked = np.array(
            [
                parameters.SATURATED_BATCH.value if (c := point.concurrency) is None else c
                for point in points
            ]
        )
        lengths = self._inputs, self._outputs
        room = memory_batch(self._setups, memory_gb, *lengths)
        # Who measured it had room for a request, if need be by giving the engine all there is.
        visible = memory_batch(self._setups, memory_gb * GIB / GB, *lengths)
        room = np.where(room < 1.0, visible, room)
        self._batch = np.minimum(asked, np.maximum(room, 1.0))
        self._metrics = np.array([point.metric for point in points])
        self._burst = np.array([point.load == "burst" for point in points])
        self._replicas = np.array([point.replicas for point in points])

    def rates(self, efficiency: Efficiency, burst_share: float) -> Floats:
        """Return predicted tokens per second as the tests count them."""
        setups, batch, inputs = self._setups, self._batch, self._inputs
        context = inputs + self._outputs / 2
        prompts = np.maximum(prompt_alone_s(setups, efficiency, inputs, self._batch), 1e-12)
        steps = decode_step_s(setups, efficiency, batch, context)
        rates = tokens_per_s(setups, efficiency, batch, inputs, self._outputs)
        rates = rates * np.where(self._burst, burst_share, 1.0)
        for metric, rate in (
            ("prefill_tok_s", inputs * efficiency.engine / prompts),
            ("decode_tok_s", batch * efficiency.engine / steps),
        ):
            rates = np.where(self._metrics == metric, rate, rates)
        return np.asarray(rates * self._replicas)


def _efficiencies(points: Sequence[Point]) -> Efficiency:
    """Return the fitted constants of every point, as arrays."""
    each = [_constants(point)[0] for point in points]
    return Efficiency(
        **{
            field.name: np.array([getattr(one, field.name) for one in each])
            for field in fields(Efficiency)
        }
    )


def _constants(point: Point) -> tuple[Efficiency, bool]:
    """Return the fitted constants of a point, and whether few measurements stand behind one."""
    return parameters.efficiency(point.group, point.arithmetic, point.engine, widened=point.widened)


def _accuracy(predictions: Sequence[Predicted], unpredicted: int) -> Accuracy:
    """Summarise one group."""
    if not predictions:
        return Accuracy(
            points=0,
            unpredicted=unpredicted,
            median_absolute_error=None,
            within_1_5x=None,
            within_2x=None,
            interval_80_coverage=None,
        )
    measured = np.array([one.point.measured for one in predictions])
    ratio = np.array([one.p50 for one in predictions]) / measured
    factor = np.maximum(ratio, 1 / ratio)
    inside = [one.p10 <= one.point.measured <= one.p90 for one in predictions]
    return Accuracy(
        points=len(predictions),
        unpredicted=unpredicted,
        median_absolute_error=float(np.median(np.abs(ratio - 1))),
        within_1_5x=float(np.mean(factor <= 1.5)),  # noqa: PLR2004 — the name says it
        within_2x=float(np.mean(factor <= 2)),  # noqa: PLR2004 — the name says it
        interval_80_coverage=float(np.mean(inside)),
    )


def _read(
    row: Mapping[str, str],
    architectures: Mapping[str, Architecture],
    accelerators: Mapping[str, Accelerator],
    sizes: Mapping[str, Size],
) -> Point | Unpredicted:
    """Read a row; one with a figure missing is counted, not fatal."""
    name = row.get("point_id") or "?"
    try:
        return read_point(row, architectures, accelerators, sizes)
    except UnreadableError as error:
        return Unpredicted(name, f"unreadable_figure:{error}")
    except (ValueError, ZeroDivisionError):
        return Unpredicted(name, "unreadable_figure")


def _name(row: Mapping[str, str], column: str) -> str:
    return engine_family(row[column]) if column == "engine" else row[column]
