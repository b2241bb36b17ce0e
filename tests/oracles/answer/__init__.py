"""What the package answers to a case of an oracle file, under the names the file uses."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from answer import pairwise, tables, uncertain

# Words for the reader, not for the method.
_COMMENT = {
    *("alternatives", "comment", "criteria", "description", "full_multiplicative_on", "labels"),
    *("n", "names", "note", "tie_rule", "unit", "values_are"),
}

ANSWERS: Mapping[str, Callable[[Mapping[str, Any], dict[str, Any]], Mapping[str, Any]]] = {
    **tables.ANSWERS,
    **pairwise.ANSWERS,
    **uncertain.ANSWERS,
}


def answer(case: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return all answers to a case, and the parameters that nobody asked for.

    Raises:
        NotImplementedError: If nobody answers to this method, or to what its parameters ask.
    """
    method = case["method"]
    if method not in ANSWERS:
        raise NotImplementedError(f"no method is called {method}")
    parameters = dict(case.get("params") or {})
    given = plain(ANSWERS[method](case, parameters))
    return given, sorted(set(parameters) - _COMMENT)


def plain(thing: Any) -> Any:
    """Return arrays as lists, numbers as Python's own, and NaN as None."""
    if isinstance(thing, Mapping):
        return {str(key): plain(value) for key, value in thing.items()}
    if isinstance(thing, (list, tuple)):
        return [plain(value) for value in thing]
    if isinstance(thing, np.ndarray):
        return plain(thing.tolist())
    if isinstance(thing, np.generic):
        return plain(thing.item())
    return None if isinstance(thing, float) and np.isnan(thing) else thing
