"""The schemes that a profile asks for, when they are a plain list."""

from opendecide.stages.stress.levers.lever import Stage


def plain_schemes(stage: Stage) -> list[str]:
    """Return the schemes already asked for, when they are a plain list; no others may be added."""
    asked = stage.run.case.profile.obligations.certifications
    return [one.scheme for one in asked if not (one.data_classes or one.workloads or one.text)]
