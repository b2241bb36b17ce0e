"""The array types that the package speaks."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["ArrayLike", "Bools", "Details", "Floats", "Ints", "Outcome"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Details = Mapping[str, Any]  # what a method says beside its scores: arrays, numbers, True, False
Outcome = tuple[Floats, Details]  # scores of shape (n,) or (s, n), and details
