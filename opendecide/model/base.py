"""What every record has in common: frozen, and no unknown field gets in."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainSerializer

V = TypeVar("V")
FrozenMap = Annotated[
    Mapping[str, V], AfterValidator(MappingProxyType), PlainSerializer(dict, when_used="always")
]


class Record(BaseModel):
    """A frozen record that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)
