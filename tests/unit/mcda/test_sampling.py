"""Samples of weights follow what is known about them."""

import numpy as np
import pytest

from opendecide.errors import InvalidInputError
from opendecide.mcda.sampling import weight_samples
from opendecide.mcda.sampling.constrained import constrained
from opendecide.mcda.sampling.convergence import convergence
from opendecide.mcda.sampling.moments import dirichlet_moments, expected_sorted

KINDS = {
    "uniform": {},
    "dirichlet": {"centre": [5, 3, 2], "concentration": 20},
    "ordered": {"ranks": [2, 1, 2]},
    "intervals": {"lower": 0.1, "upper": 0.6},
    "linear": {"equal": ([[1, -1, 0]], [0.1])},
    "pairwise": {"judgements": [[1, 3, 4], [1 / 3, 1, 3], [1 / 4, 1 / 3, 1]]},
}


def drawn(kind, criteria=3, samples=20_000, **options):
    return weight_samples(kind, criteria, samples, np.random.default_rng(0), **options)


@pytest.mark.parametrize(("kind", "options"), KINDS.items(), ids=KINDS)
def test_every_sample_is_a_weight_vector_and_repeatable(kind, options):
    weights = drawn(kind, **options)
    assert weights.shape == (20_000, 3)
    assert (weights >= 0).all()
    assert weights.sum(axis=1) == pytest.approx(np.ones(20_000))
    assert (weights == drawn(kind, **options)).all()


@pytest.mark.parametrize("sequence", ["random", "sobol"])
def test_dirichlet_samples_have_the_moments_of_the_closed_form(sequence):
    weights = drawn("dirichlet", centre=[2, 3, 5], concentration=10, sequence=sequence)
    expected = dirichlet_moments([2, 3, 5])
    assert weights.mean(axis=0) == pytest.approx(expected.mean, abs=0.006)
    assert np.cov(weights.T) == pytest.approx(expected.covariance, abs=0.001)


def test_an_order_gives_the_rank_order_centroid_on_average():
    assert drawn("ordered", 4).mean(axis=0) == pytest.approx(expected_sorted(4), abs=0.006)


def test_tied_ranks_stay_below_the_first_and_are_alike():
    weights = drawn("ordered", ranks=[2, 1, 2])
    assert (weights[:, 1] >= weights.max(axis=1)).all()
    assert weights[:, 0].mean() == pytest.approx(weights[:, 2].mean(), abs=0.006)


def test_the_rest_keeps_its_usual_proportions_below_the_first():
    weights = drawn("ordered", 4, ranks=[1, 2, 3, 3], centre=[1, 1, 1, 3], concentration=50)
    assert (weights[:, 0] >= weights[:, 1]).all()
    assert (weights[:, 1] >= weights[:, 2:].max(axis=1)).all()
    share = weights[:, 3] / weights[:, 2:].sum(axis=1)
    assert share.mean() == pytest.approx(0.75, abs=0.01)


def test_sobol_means_come_closer_than_independent_ones():
    far = np.abs(drawn("uniform", 5, 4096).mean(axis=0) - 0.2).max()
    assert np.abs(drawn("uniform", 5, 4096, sequence="sobol").mean(axis=0) - 0.2).max() < far / 5


def test_chains_agree_with_rejection():
    options = {"lower": [0.1, 0.0, 0.0, 0.2], "upper": [0.5, 0.5, 0.3, 0.6]}
    exact = constrained(4, 20_000, np.random.default_rng(0), **options)
    nothing = ([[0.0, 0.0, 0.0, 0.0]], [0.0])
    chains = constrained(4, 20_000, np.random.default_rng(1), equal=nothing, **options)
    assert exact.exact
    assert not chains.exact
    assert chains.convergence.r_hat.max() < 1.02
    assert chains.weights.mean(axis=0) == pytest.approx(exact.weights.mean(axis=0), abs=0.01)
    assert chains.weights.std(axis=0) == pytest.approx(exact.weights.std(axis=0), abs=0.01)
    assert (chains.weights >= np.array(options["lower"]) - 1e-9).all()
    assert (chains.weights <= np.array(options["upper"]) + 1e-9).all()


def test_chains_that_never_meet_are_reported():
    apart = np.random.default_rng(0).random((4, 100, 1)) + np.arange(4)[:, None, None]
    together = np.random.default_rng(0).random((4, 100, 1))
    assert convergence(apart).r_hat[0] > 2
    assert convergence(together).r_hat[0] < 1.05
    assert convergence(apart).effective_samples < convergence(together).effective_samples


def test_contradicting_judgements_spread_the_weights_and_agreeing_ones_do_not():
    agreeing = drawn("pairwise", judgements=[[1, 2, 4], [1 / 2, 1, 2], [1 / 4, 1 / 2, 1]])
    assert agreeing == pytest.approx(np.tile([4 / 7, 2 / 7, 1 / 7], (20_000, 1)))
    assert (drawn("pairwise", **KINDS["pairwise"]).std(axis=0) > 0.01).all()


@pytest.mark.parametrize(
    ("kind", "options", "message"),
    [
        ("guess", {}, "no sampler"),
        ("uniform", {"spread": 1}, "no option"),
        ("dirichlet", {}, "centre"),
        ("intervals", {"lower": 0.5}, "sum to"),
        ("intervals", {"lower": [0.5, 0, 0], "upper": [0.4, 1, 1]}, "column 0"),
        ("linear", {"equal": ([[1, 1, 0]], [2])}, "no weights"),
        ("pairwise", {"judgements": [[1, 2, 1], [2, 1, 1], [1, 1, 1]]}, "row 0, column 1"),
    ],
)
def test_what_cannot_be_is_refused(kind, options, message):
    with pytest.raises(InvalidInputError, match=message):
        drawn(kind, **options)
