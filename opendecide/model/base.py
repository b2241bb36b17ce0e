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
    """A frozen record that refuses unknown fields.

    A record that says nothing is the default of many fields. It is made with `model_construct`,
    for there is nothing to validate, and no validator then has to be built to declare the field.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)
