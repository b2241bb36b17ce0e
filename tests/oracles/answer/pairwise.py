"""Answers to pairwise comparisons: AHP and the best-worst method."""

import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from answer.parameters import take
from opendecide import mcda
from opendecide.mcda.weighting.ahp import ahp_priorities
from opendecide.mcda.weighting.ahp_hierarchy import ahp_hierarchy, synthesise
from opendecide.mcda.weighting.ahp_incomplete import ahp_incomplete
from opendecide.mcda.weighting.bwm import bwm, consistency_index
from opendecide.mcda.weighting.consistency import koczkodaj, random_index

Case = Mapping[str, Any]

_PRIORITISATIONS = {
    "eigenvector": "eigenvector",
    "eigenvalue": "eigenvector",
    "geometric": "geometric_mean",
    "geometric_mean": "geometric_mean",
    "geometric-mean": "geometric_mean",
    "row_geometric_mean": "geometric_mean",
    "column_mean": "column_mean",
    "arithmetic_mean": "column_mean",
}


def _options(parameters: dict[str, Any]) -> dict[str, Any]:
    """Take out the prioritisation and the random-index table."""
    for name in ("method", "prioritization", "priority_method", "weights_method"):
        if name in parameters:
            parameters["prioritisation"] = parameters.pop(name)
    options = take(ahp_priorities, parameters)
    if "prioritisation" in options:
        options["prioritisation"] = _PRIORITISATIONS[options["prioritisation"]]
    return options


def _priorities(case: Case, parameters: dict[str, Any]) -> Mapping[str, Any]:
    # A random index of the case's own, such as "random_index_n4": 0.89.
    own = {
        int(name.removeprefix("random_index_n")): parameters.pop(name)
        for name in list(parameters)
        if re.fullmatch(r"random_index_n\d+", name)
    }
    weigh = ahp_incomplete if case["method"] == "ahp_incomplete" else ahp_priorities
    weights, details = weigh(case["matrix"], **_options(parameters))
    given = {**details, "priorities": weights, "weights": weights}
    if len(weights) in own:
        given["consistency_ratio"] = details["consistency_index"] / own[len(weights)]
    if weigh is ahp_incomplete:
        completed = details["completed"]
        given["completed"] = {f"{i},{j}": ratio for (i, j), ratio in completed.items()}
        given["completed"] |= {f"{j},{i}": 1 / ratio for (i, j), ratio in completed.items()}
    else:
        given["koczkodaj"] = koczkodaj(np.array(case["matrix"], dtype=float))
    return given


def _direct(case: Case, parameters: dict[str, Any]) -> Mapping[str, Any]:
    values = parameters.pop("values", None) or case["matrix"]
    return {"priorities": mcda.weigh("ahp_direct", values).weights}


def _hierarchy(_: Case, parameters: dict[str, Any]) -> Mapping[str, Any]:
    mode = parameters.pop("mode", "distributive")
    options = _options(parameters)
    level = {
        "matrix": parameters.pop("criteria_matrix"),
        "below": parameters.pop("alternative_matrices"),
    }
    weights, details = ahp_hierarchy(level, mode=mode, **options)
    return {**details, "priorities": weights, "criteria_weights": details["local"]}


def _random_index(_: Case, parameters: dict[str, Any]) -> Mapping[str, Any]:
    tables = {"n": "saaty", "n_classic": "saaty-classic", "n_donegan_dodd": "donegan-dodd"}
    return {
        f"random_index{sizes.removeprefix('n')}": [
            random_index(size, table) for size in parameters.pop(sizes)
        ]
        for sizes, table in tables.items()
        if sizes in parameters
    }


def _reversal(_: Case, parameters: dict[str, Any]) -> Mapping[str, Any]:
    weights = parameters.pop("criteria_weights")
    given: dict[str, Any] = {}
    for name in [name for name in parameters if name.startswith("criterion_ratios_")]:
        size, ratios = name.rpartition("_")[2], parameters.pop(name)
        for mode in ("distributive", "ideal"):
            priorities = synthesise(ratios, weights, mode=mode)
            ranking = mcda.aggregate("wsm", priorities[:, np.newaxis], [1.0]).ranks
            given |= {f"{mode}_{size}": priorities, f"ranking_{size}_{mode}": ranking}
        given[f"ranking_{size}"] = given[f"ranking_{size}_distributive"]
    return given


def _best_worst(_: Case, parameters: dict[str, Any]) -> Mapping[str, Any]:
    judgements = tuple(
        parameters.pop(name) for name in ("best_to_others", "others_to_worst", "best", "worst")
    )
    options = take(bwm, parameters)
    weights, details = bwm(judgements, **options)
    linear, nonlinear = bwm(judgements)[0], bwm(judgements, model="nonlinear")[0]
    return {
        **details,
        "weights": weights,
        "linear_weights": linear,
        "nonlinear_weights": nonlinear,
        "nonlinear_weight_intervals": details["weight_intervals"],
    }


def _best_worst_index(_: Case, parameters: dict[str, Any]) -> Mapping[str, Any]:
    return {"consistency_index": consistency_index(parameters.pop("a_bw"))}


ANSWERS = {
    "ahp_priorities": _priorities,
    "ahp_consistency": _priorities,
    "ahp_incomplete": _priorities,
    "ahp_direct": _direct,
    "ahp_hierarchy": _hierarchy,
    "ahp_random_index": _random_index,
    "ahp_rank_reversal": _reversal,
    "bwm": _best_worst,
    "bwm_consistency_index": _best_worst_index,
}
