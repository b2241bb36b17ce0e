"""The weight of a criterion, and the say of a group of deciders."""

from collections.abc import Iterator

from opendecide.stages.run import Run
from opendecide.stages.stress.levers.lever import USUAL, Lever, Stage, message, times
from opendecide.stages.stress.lines import columns_of


def weights(stage: Stage) -> Iterator[Lever]:
    """Move one criterion's weight; an order or comparisons would be lost, so they stay."""
    run = stage.run
    if run.voices:
        yield from _voices(run)
        return
    if run.case.profile.preferences.weights.method not in ("persona_default", "direct"):
        return
    samples = run.evaluation.weights.samples
    for name, columns in columns_of(run.problem).items():
        drawn = 100 * samples[:, columns].sum(axis=1)
        today = float(drawn.mean())
        if today > 0:
            sd = float(drawn.std())
            yield Lever(
                path=f"preferences.weights.{name}",
                label=message("flip.weight", criterion=name),
                kind="weight",
                today=today,
                low=0.0,
                high=95.0,
                sd=sd,
                step=max(sd, 2.0),
            )


def _voices(run: Run) -> Iterator[Lever]:
    """Give one group of deciders more or less to say."""
    for one in run.case.profile.preferences.groups:
        if len(run.voices) > 1 and one.weight > 0:
            yield Lever(
                path=f"preferences.groups.{one.name}.weight",
                label=message("flip.voice", group=one.name),
                kind="voice",
                today=one.weight,
                step=USUAL["voice"],
                **times(one.weight, 50.0),  # type: ignore[arg-type]  # low, high and log
            )
