"""What may move: figures of the profile, facts of the catalogue, weights and plain choices."""

from opendecide.stages.stress.levers.duties import choices, duties
from opendecide.stages.stress.levers.facts import ends, prices, qualities
from opendecide.stages.stress.levers.figures import ALL_VOLUMES, money, team, workloads
from opendecide.stages.stress.levers.joint import joint_levers
from opendecide.stages.stress.levers.lever import Lever, Stage
from opendecide.stages.stress.levers.moves import MOVES
from opendecide.stages.stress.levers.reliefs import reliefs
from opendecide.stages.stress.levers.weights import weights


def levers(stage: Stage) -> tuple[Lever, ...]:
    """Return everything that may move in a case, in a fixed order."""
    return (
        *weights(stage),
        *workloads(stage),
        *money(stage),
        *team(stage),
        *prices(stage),
        *qualities(stage),
        *duties(stage),
        *choices(stage),
        *ends(stage),
        *reliefs(stage),
    )


__all__ = ["ALL_VOLUMES", "MOVES", "Lever", "Stage", "joint_levers", "levers"]
