"""Answers about what is not certain: weights, values, states of the world."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from answer.expression import evaluate
from answer.parameters import take
from opendecide import mcda
from opendecide.mcda.checks import signs
from opendecide.mcda.exact_volumes import exact_acceptability
from opendecide.mcda.indices import sobol_indices
from opendecide.mcda.information import discrete_information
from opendecide.mcda.normal_information import normal_information
from opendecide.mcda.normalise import normalise
from opendecide.mcda.preference import preferences
from opendecide.mcda.rank_statistics import from_ranks
from opendecide.mcda.sampling.moments import dirichlet_moments, expected_sorted
from opendecide.mcda.unicriterion_flows import flows

Case = Mapping[str, Any]
_SAMPLES = 200_000


def _values(case: Case, parameters: dict[str, Any]) -> np.ndarray:
    """Return the matrix as values of which more is better."""
    matrix = np.array(case["matrix"], dtype=float)
    directions = signs(case.get("directions"), matrix.shape[1])
    aggregation = parameters.pop("aggregation", "wsm")
    if aggregation in {"promethee", "promethee2"}:
        given = {"functions": "usual", "q": 0.0, "p": 0.0, "s": 0.0}
        given |= take(mcda.METHODS["promethee"].aggregate, parameters)
        chosen = preferences(*given.values(), matrix.shape[1])
        columns = zip((matrix * directions).T, chosen, strict=True)
        sums = [np.subtract(*flows(column, preference)) for column, preference in columns]
        return np.array(sums).T / (len(matrix) - 1)
    values = normalise(matrix, directions, parameters.pop("normalization", "none"))
    if aggregation == "wpm":
        return np.log(values)
    if aggregation not in {"wsm", "additive", "weighted_sum"}:
        raise NotImplementedError(f"aggregation {aggregation}")
    return values


def _stability(case: Case, parameters: dict[str, Any]) -> Mapping[str, Any]:
    if parameters.pop("rescaling", "proportional") != "proportional":
        raise NotImplementedError("weights that are not rescaled in proportion")
    values = _values(case, parameters)
    result = mcda.stability(values, case["weights"])
    scores = mcda.aggregate("wsm", values, case["weights"])
    return {
        "scores": scores.scores,
        "ranking": scores.ranks,
        "best": int(np.argmin(scores.ranks)),
        "winner_intervals": result.winner,
        "winner_intervals_exact": result.winner,
        "full_ranking_intervals": result.ranking,
        "full_ranking_intervals_exact": result.ranking,
    }


def _acceptability(case: Case, parameters: dict[str, Any]) -> Mapping[str, Any]:
    """Exact volumes for all weights, or all in an order; samples for anything else."""
    parameters.pop("values", None)
    values = _values(case, parameters)
    criteria = values.shape[1]
    words = str(parameters.pop("weights_distribution", "uniform on the simplex"))
    options = {
        ours: parameters.pop(theirs)
        for theirs, ours in (("lower", "lower"), ("upper", "upper"), ("alpha", "centre"))
        if theirs in parameters
    }
    if "ord" in words or "ranks" in parameters:
        ranks = parameters.pop("ranks", list(range(1, criteria + 1)))
        corners = np.tril(np.ones((criteria, criteria))) / np.arange(1, criteria + 1)[:, None]
        result: Any = exact_acceptability(values, corners[:, np.argsort(np.argsort(ranks))])
    elif options:
        kind = "intervals"
        if "centre" in options:
            kind, options["concentration"] = "dirichlet", float(np.sum(options["centre"]))
        rng = np.random.default_rng(0)
        weights = mcda.weight_samples(kind, criteria, _SAMPLES, rng, **options)
        result = mcda.acceptability(values, weights)
    elif "uniform" in words:
        result = exact_acceptability(values)
    else:
        raise NotImplementedError(f"weights {words}")
    central = zip(result.has_central, result.central_weights, strict=True)
    return {
        "rank_acceptability": result.rank,
        "rank_acceptability_exact": result.rank,
        "pairwise_winning": result.pairwise,
        "pairwise_winning_exact": result.pairwise,
        "central_weights": [weights if has else None for has, weights in central],
        "expected_rank": result.rank @ np.arange(1, len(values) + 1),
    }


def _ranked(_: Case, parameters: dict[str, Any]) -> Mapping[str, Any]:
    result = from_ranks(parameters.pop("ranks"))
    return {"rank_acceptability": result.rank, "pairwise_winning": result.pairwise}


def _dirichlet(_: Case, parameters: dict[str, Any]) -> Mapping[str, Any]:
    alpha = parameters.pop("alpha")
    result = dirichlet_moments(alpha)
    given = {
        "mean": result.mean,
        "variance": result.variance,
        "covariance": result.covariance,
        "marginal": [["beta", *shapes] for shapes in result.marginal],
    }
    if set(alpha) == {1}:
        given["expected_sorted_descending"] = expected_sorted(len(alpha))
    return given


def _sobol(_: Case, parameters: dict[str, Any]) -> Mapping[str, Any]:
    name, inputs = parameters.pop("function"), parameters.pop("n_inputs", None)
    function, limits = _function(name, parameters)
    limits = parameters.pop("bounds", limits)
    count = inputs or len(limits)
    result = sobol_indices(function, (limits * count)[:count], np.random.default_rng(0))
    second = {f"{i},{j}": share for (i, j), share in result.second.items()}
    return {"variance": result.variance, "S1": result.first, "ST": result.total, "S2": second}


def _function(
    name: str, parameters: dict[str, Any]
) -> tuple[Callable[[np.ndarray], np.ndarray], list[tuple[float, float]]]:
    """Return a test function and the limits between which its inputs are uniform."""
    if name == "ishigami":
        a, b = parameters.pop("a"), parameters.pop("b")
        return (lambda x: np.sin(x[:, 0]) * (1 + b * x[:, 2] ** 4) + a * np.sin(x[:, 1]) ** 2), [
            (-np.pi, np.pi)
        ]
    if name == "linear":
        slopes = np.array(parameters.pop("coefficients"), dtype=float)
        return (lambda x: x @ slopes), [(0.0, 1.0)]
    if name in {"g_function", "sobol_g", "g", "sobol-g"}:
        dull = np.array(parameters.pop("a"), dtype=float)
        return (lambda x: ((np.abs(4 * x - 2) + dull) / (1 + dull)).prod(axis=1)), [
            (0.0, 1.0)
        ] * len(dull)
    if name == "product":
        return (lambda x: x.prod(axis=1)), [(0.0, 1.0)]
    raise NotImplementedError(f"function {name}")


def _states(_: Case, parameters: dict[str, Any]) -> Mapping[str, Any]:
    """Take states with payoffs, or independent variables and actions that are formulas of them."""
    likelihood, groups = parameters.pop("likelihood", None), {}
    if "variables" in parameters:
        variables, formulas = parameters.pop("variables"), parameters.pop("actions")
        axes = np.meshgrid(*(one["values"] for one in variables.values()), indexing="ij")
        chances = np.meshgrid(*(one["probabilities"] for one in variables.values()), indexing="ij")
        groups = {name: axis.ravel() for name, axis in zip(variables, axes, strict=True)}
        prior = np.prod(chances, axis=0).ravel()
        payoffs = {
            name: np.broadcast_to(evaluate(formula, groups), prior.shape)
            for name, formula in formulas.items()
        }
    else:
        prior, payoffs = parameters.pop("prior"), parameters.pop("payoffs")
        if isinstance(payoffs, list):
            payoffs = dict(
                zip(parameters.pop("actions", range(len(payoffs))), payoffs, strict=True)
            )
        parameters.pop("states", None)
        parameters.pop("signals", None)
    table = np.array(list(payoffs.values()), dtype=float).T
    result = discrete_information(table, prior, likelihood=likelihood, groups=groups)
    given = {
        "expected_value": result.expected_value,
        "best_action": list(payoffs)[result.best],
        "evpi": result.evpi,
        "evppi": result.evppi,
    }
    return given if result.evsi is None else {**given, "evsi": result.evsi}


def _normal(_: Case, parameters: dict[str, Any]) -> Mapping[str, Any]:
    means, sds = parameters.pop("means"), parameters.pop("sds")
    result = normal_information(means, sds, **take(normal_information, parameters))
    given = {
        "expected_value": result.expected_value,
        "evpi": result.evpi,
        "evppi": result.evppi,
        "probability_best": result.probability_best,
    }
    return given if result.evsi is None else {**given, "evsi": result.evsi}


ANSWERS = {
    "weight_stability": _stability,
    "smaa_exact": _acceptability,
    "smaa_ranks": _ranked,
    "dirichlet_moments": _dirichlet,
    "sobol_indices": _sobol,
    "voi_discrete": _states,
    "voi_normal": _normal,
}
