"""Answers to what is asked of a decision matrix, a ranking or a performance."""

import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from answer.parameters import take
from opendecide import mcda
from opendecide.mcda import comparison, value
from opendecide.mcda.checks import signs
from opendecide.mcda.dominance import dominance
from opendecide.mcda.normalise import normalise
from opendecide.mcda.preference import checked, degree
from opendecide.mcda.weighting.table import WEIGHTINGS

Case = Mapping[str, Any]


def _aggregated(case: Case, parameters: dict[str, Any]) -> Mapping[str, Any]:
    method, criteria = mcda.METHODS[case["method"]], len(case["matrix"][0])
    weights = case.get("weights") or [1 / criteria] * criteria
    options = take(method.aggregate, parameters)
    if method.id == "promethee":
        # A criterion whose function has no use for a threshold may have null there.
        for name in options.keys() & {"q", "p", "s"}:
            options[name] = np.nan_to_num(np.array(options[name], dtype=float))
    result = mcda.aggregate(method.id, case["matrix"], weights, case.get("directions"), **options)
    scores = result.scores
    given = {"ranking": result.ranks, "scores": scores, "score": scores, "utility": scores}
    given |= {
        f"{name}_sum": np.sum(table)
        for name, table in result.details.items()
        if name in {"concordance", "discordance", "credibility"}
    }
    return {**given, **result.details}


def _multiplied(case: Case, parameters: dict[str, Any]) -> Mapping[str, Any]:
    given = dict(_aggregated(case, parameters))
    if set(case.get("directions") or ()) == {"min"}:
        # A product of no benefits is 1 and its logarithm 0; files from scikit-criteria start at 1
        # there, which raises all alternatives alike.
        given["fmf_log_scores"] = given["fmf_log_scores"] + 1
    return given


def _weighed(case: Case, parameters: dict[str, Any]) -> Mapping[str, Any]:
    method = WEIGHTINGS[case["method"]]
    options = take(method.weigh, parameters)
    # The base cancels: files from scikit-criteria name one, and their figures are those of any.
    parameters.pop("log_base", None), parameters.pop("normalise_by_log_m", None)
    if method.about == "data":
        # Some papers take costs as they stand, which files say in words.
        words = str(case.get("notes"))
        ignored = re.search(r"direction\w* (is |are )?ignored|ignor\w+ (the )?direction", words)
        options["directions"] = None if ignored else case.get("directions")
        if isinstance(options.get("scale"), bool):
            options["scale"] = "minmax" if options["scale"] else "none"
    result = mcda.weigh(method.id, _judgements(case, parameters), **options)
    weights = result.weights
    return {"weights": weights, "exact": weights, "priorities": weights, **result.diagnostics}


def _judgements(case: Case, parameters: dict[str, Any]) -> Any:
    given = [parameters.pop(name) for name in ("ranks", "values", "points") if name in parameters]
    if case.get("matrix") is not None:
        return case["matrix"]
    return given[0] if given else range(1, parameters["n"] + 1)


def _normalised(case: Case, parameters: dict[str, Any]) -> Mapping[str, Any]:
    matrix = np.array(case["matrix"], dtype=float)
    name = parameters.pop("normalization", None)
    return {"matrix": normalise(matrix, signs(case.get("directions"), matrix.shape[1]), name)}


def _preferred(_: Case, parameters: dict[str, Any]) -> Mapping[str, Any]:
    values = [
        degree(checked(shape, **thresholds), np.array(float(difference)))
        for shape, thresholds, difference in parameters.pop("evaluations")
    ]
    return {"values": values}


def _valued(_: Case, parameters: dict[str, Any]) -> Mapping[str, Any]:
    points = parameters.pop("cutoffs")
    options = take(value.piecewise_linear, parameters)
    return {"y": value.piecewise_linear(parameters.pop("x"), points=points, **options)}


def _compared(_: Case, parameters: dict[str, Any]) -> Mapping[str, Any]:
    pair = parameters.pop("r"), parameters.pop("q")
    tau, pearson = comparison.kendall(*pair), float(np.corrcoef(*pair)[0, 1])
    return {
        "spearman": comparison.spearman(*pair),
        "weighted_spearman": comparison.weighted_spearman(*pair),
        "ws": comparison.ws(*pair),
        "kendall_tau": tau,
        "kendall": tau,
        "weighted_kendall": comparison.weighted_kendall(*pair),
        "pearson": pearson,
    }


def _dominated(case: Case, _: dict[str, Any]) -> Mapping[str, Any]:
    matrix = np.array(case["matrix"], dtype=float)
    result = dominance(matrix * signs(case.get("directions"), matrix.shape[1]))
    return {"pareto_set": result.pareto_set, "dominates": np.argwhere(result.dominates)}


ANSWERS = {
    **dict.fromkeys(mcda.METHODS, _aggregated),
    "multimoora": _multiplied,
    **dict.fromkeys(WEIGHTINGS, _weighed),
    "normalization": _normalised,
    "preference_function": _preferred,
    "piecewise_linear_value": _valued,
    "rank_correlation": _compared,
    "pareto_dominance": _dominated,
}
