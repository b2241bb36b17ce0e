"""Who serves what in a combination."""

from opendecide.model.base import Record


class Assignment(Record):
    """One workload, or one data class of it, and the deployment that serves it."""

    workload: str
    """Id of the workload."""
    data_class: str | None = None
    """Id of the class of data, when the workload is divided."""
    deployment: str
    """Id of the deployment."""
    model: str | None = None
    """Id of the model."""
