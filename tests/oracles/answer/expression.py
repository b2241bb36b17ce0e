"""Formulas such as "oil - cost", computed without running them as code."""

import ast
import operator
from collections.abc import Mapping
from typing import Any

_OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
}


def evaluate(formula: str | float, names: Mapping[str, Any]) -> Any:
    """Compute a formula of numbers, names and the four operations.

    Examples:
        >>> evaluate("2 * oil - cost", {"oil": 5, "cost": 3})
        7
    """
    return _value(ast.parse(str(formula), mode="eval").body, names)


def _value(node: ast.expr, names: Mapping[str, Any]) -> Any:
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        return names[node.id]
    if isinstance(node, ast.UnaryOp) and type(node.op) in _OPERATORS:
        return _OPERATORS[type(node.op)](_value(node.operand, names))
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return _OPERATORS[type(node.op)](_value(node.left, names), _value(node.right, names))
    raise NotImplementedError(f"formula with {ast.unparse(node)}")
