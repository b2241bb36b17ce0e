"""From the parameters of a case to the options of a function."""

import inspect
from collections.abc import Callable
from typing import Any

# What files, or papers, call an option of ours.
_ALSO = {
    "lambda": "lambda_",
    "threshold": "tau",
    "psi": "tau",
    "distance": "metric",
    "esp": "reference",
    "expected_solution_point": "reference",
    "reference_point": "reference",
    "cutting_level": "cut",
    "P_ai": "chances",
    "p_ai": "chances",
    "majority_threshold": "majority",
    "preference_functions": "functions",
    "prioritization": "prioritisation",
}


def take(function: Callable[..., Any], parameters: dict[str, Any]) -> dict[str, Any]:
    """Take out of the parameters what a function takes by name, with its value."""
    known = {
        name
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY
    }
    named = {_ALSO.get(name, name): name for name in parameters if name not in known}
    named |= {name: name for name in parameters if name in known}
    return {name: parameters.pop(named[name]) for name in sorted(known & named.keys())}
