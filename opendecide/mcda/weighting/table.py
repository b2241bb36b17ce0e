"""All weighting methods, with what a reader should know before trusting one.

`about` is "decider" for methods that ask somebody, and "data" for those that read weights off the
decision matrix: these describe how the alternatives differ, not what matters.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from opendecide.mcda.arrays import Details, Floats
from opendecide.mcda.weighting.ahp import ahp_priorities
from opendecide.mcda.weighting.ahp_hierarchy import ahp_hierarchy
from opendecide.mcda.weighting.ahp_incomplete import ahp_incomplete
from opendecide.mcda.weighting.bwm import bwm
from opendecide.mcda.weighting.critic import critic
from opendecide.mcda.weighting.dispersion import (
    angle,
    coefficient_of_variation,
    entropy,
    gini,
    standard_deviation,
    variance,
)
from opendecide.mcda.weighting.given import direct, swing
from opendecide.mcda.weighting.impact_loss import cilos, idocriw
from opendecide.mcda.weighting.lopcow import lopcow
from opendecide.mcda.weighting.merec import merec
from opendecide.mcda.weighting.rancom import rancom
from opendecide.mcda.weighting.surrogate import rank_order_centroid, rank_reciprocal, rank_sum


@dataclass(frozen=True, slots=True)
class WeightingMethod:
    """A weighting method and what a reader should know before trusting it.

    Attributes:
        id: The name it is called by.
        name: The name in the literature.
        weigh: The function: judgements in, weights and diagnostics out.
        about: "decider" or "data".
        judgements: What it takes.
        source: Where the formula comes from.
    """

    id: str
    name: str
    weigh: Callable[..., tuple[Floats, Details]]
    about: str
    judgements: str
    source: str


_RANKS = "a rank per criterion, 1 for the most important"
_MATRIX = "the decision matrix (n, m), and directions"
_PAIRS = "ratios of importance (m, m)"


def _decider(
    method_id: str,
    name: str,
    weigh: Callable[..., tuple[Floats, Details]],
    judgements: str,
    source: str,
) -> WeightingMethod:
    return WeightingMethod(method_id, name, weigh, "decider", judgements, source)


def _data(
    method_id: str, name: str, weigh: Callable[..., tuple[Floats, Details]], source: str
) -> WeightingMethod:
    return WeightingMethod(method_id, name, weigh, "data", _MATRIX, source)


_LISTED = (
    _decider("direct", "Direct rating", direct, "a number per criterion", "by definition"),
    _decider(
        "swing",
        "Swing",
        swing,
        "points per criterion, 100 for the largest swing",
        "von Winterfeldt & Edwards (1986)",
    ),
    _decider(
        "rank_order_centroid_weights",
        "Rank-order centroid",
        rank_order_centroid,
        _RANKS,
        "Barron & Barrett (1996)",
    ),
    _decider(
        "rank_sum_weights", "Rank sum", rank_sum, _RANKS, "Stillwell, Seaver & Edwards (1981)"
    ),
    _decider(
        "rank_reciprocal_weights",
        "Rank reciprocal",
        rank_reciprocal,
        _RANKS,
        "Stillwell, Seaver & Edwards (1981)",
    ),
    _decider("ahp_priorities", "AHP", ahp_priorities, _PAIRS, "Saaty (1980)"),
    _decider(
        "ahp_incomplete",
        "AHP, incomplete",
        ahp_incomplete,
        _PAIRS + ", None where missing",
        "Bozoki, Fulop & Ronyai (2010)",
    ),
    _decider(
        "ahp_hierarchy",
        "AHP, hierarchy",
        ahp_hierarchy,
        "nested levels of matrices",
        "Saaty (1980)",
    ),
    _decider("ahp_direct", "AHP, measured", direct, "a measurement per item", "Saaty (1980)"),
    _decider(
        "bwm",
        "Best-worst method",
        bwm,
        "best to others, others to worst, best, worst",
        "Rezaei (2015, 2016)",
    ),
    _decider(
        "rancom_weights",
        "RANCOM",
        rancom,
        "1, 0.5 or 0 per pair, or ranks",
        "Wieckowski et al. (2023)",
    ),
    _data("entropy_weights", "Entropy", entropy, "Shannon (1948)"),
    _data("critic_weights", "CRITIC", critic, "Diakoulaki et al. (1995)"),
    _data("merec_weights", "MEREC", merec, "Keshavarz-Ghorabaee et al. (2021)"),
    _data("std_weights", "Standard deviation", standard_deviation, "Diakoulaki et al. (1995)"),
    _data("variance_weights", "Variance", variance, "Rao & Patel (2010)"),
    _data("cv_weights", "Coefficient of variation", coefficient_of_variation, "by definition"),
    _data("gini_weights", "Gini coefficient", gini, "Li & Chi (2009)"),
    _data("angle_weights", "Angle", angle, "Shuai et al. (2012)"),
    _data("cilos_weights", "CILOS", cilos, "Zavadskas & Podvezko (2016)"),
    _data("idocriw_weights", "IDOCRIW", idocriw, "Zavadskas & Podvezko (2016)"),
    _data("lopcow_weights", "LOPCOW", lopcow, "Ecer & Pamucar (2022)"),
)

WEIGHTINGS: Mapping[str, WeightingMethod] = MappingProxyType(
    {method.id: method for method in _LISTED}
)
