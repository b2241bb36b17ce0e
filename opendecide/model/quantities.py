"""Numbers with their bounds."""

from typing import Annotated

from pydantic import AfterValidator, Field

Share = Annotated[float, Field(ge=0, le=1)]
Amount = Annotated[float, Field(ge=0)]
Positive = Annotated[float, Field(gt=0)]
Count = Annotated[int, Field(ge=0)]
Several = Annotated[int, Field(ge=1)]
"""At least one."""


def _no_share(per_cent: float) -> float:
    if 0 < per_cent <= 1:
        raise ValueError("it is in per cent: 99.5, not 0.995")
    return per_cent


PerCent = Annotated[float, AfterValidator(_no_share)]
