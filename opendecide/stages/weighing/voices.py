"""Several deciders: the weights of each, and one draw that covers them all."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from opendecide import mcda
from opendecide.errors import InvalidInputError
from opendecide.measures.draws import Draws
from opendecide.model.criteria import Criteria
from opendecide.model.message import Message
from opendecide.model.preferences import Group, Weights
from opendecide.model.profile import Profile
from opendecide.model.recommendation import Assumed
from opendecide.stages.weighing.weight_shifts import shifted, shifts
from opendecide.stages.weighing.weights import WeightDraws

ROUNDS = 8
"""Corrections after which the drawn mixtures are on average what each group has to say."""


@dataclass(frozen=True, kw_only=True)
class Voice:
    """One group of deciders.

    Attributes:
        name: What it is called.
        share: Of the say; those of all groups sum to 1.
        weights: Its own, sample by sample.
        shifted: What the profile says elsewhere that moved them.
    """

    name: str
    share: float
    weights: WeightDraws
    shifted: tuple[Assumed, ...] = ()


def voices(profile: Profile, criteria: Criteria, draws: Draws) -> tuple[Voice, ...]:
    """Return the groups that have a say, each with its weights; none where one decides.

    Raises:
        InvalidInputError: If a group's judgements contradict each other.
    """
    groups = [one for one in profile.preferences.groups if one.weight > 0]
    if not groups:
        return ()
    total = sum(one.weight for one in groups)
    moved = shifts(criteria, profile)
    found = []
    for group in groups:
        persona, stated = _stated(group, profile)
        try:
            weights = shifted(persona, stated, criteria, draws, moved)
        except InvalidInputError as error:
            raise InvalidInputError("{name}: {reason}", name=group.name, reason=error) from None
        found.append(
            Voice(name=group.name, share=group.weight / total, weights=weights, shifted=moved.made)
        )
    return tuple(found)


def _stated(group: Group, profile: Profile) -> tuple[str, Weights]:
    """Return whose proportions fill in, and what was said; for the silent, the organisation's."""
    usual = profile.organisation.persona
    silent = group.persona is None and group.weights == Weights()
    return group.persona or usual, profile.preferences.weights if silent else group.weights


def together(heard: Sequence[Voice], draws: Draws) -> WeightDraws:
    """Return one draw that covers all groups: on average the mean of their weights by their say.

    How far each gets its way is not settled, so every sample mixes the groups anew: groups of equal
    say evenly over all mixtures, from one group alone to the average.
    """
    shares = np.array([one.share for one in heard])
    rng = np.random.Generator(np.random.SFC64([draws.seed, 11]))
    mixture = mcda.weight_samples(
        "dirichlet", len(heard), draws.samples, rng, centre=shares, concentration=len(heard)
    )
    for _ in range(ROUNDS):
        mixture = mixture * (shares / mixture.mean(axis=0))
        mixture = mixture / mixture.sum(axis=1, keepdims=True)
    table = np.stack([one.weights.samples for one in heard])
    return WeightDraws(
        factors=heard[0].weights.factors,
        samples=np.einsum("sk,ksm->sm", mixture, table),
        origin=Message(code="weights.groups", values={"names": [one.name for one in heard]}),
    )
