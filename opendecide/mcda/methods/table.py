"""All aggregation methods, with what a reader should know before trusting one.

`independent` is whether, called with defaults, the order of two alternatives never depends on a
third. `batched` is whether one call takes many weight vectors; the others are called for each.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from opendecide.mcda.arrays import Outcome
from opendecide.mcda.methods.aras import aras
from opendecide.mcda.methods.cocoso import cocoso
from opendecide.mcda.methods.codas import codas
from opendecide.mcda.methods.copras import copras
from opendecide.mcda.methods.edas import edas
from opendecide.mcda.methods.electre1 import electre1
from opendecide.mcda.methods.electre2 import electre2
from opendecide.mcda.methods.electre3 import electre3
from opendecide.mcda.methods.electre_tri import electre_tri
from opendecide.mcda.methods.mabac import mabac
from opendecide.mcda.methods.mairca import mairca
from opendecide.mcda.methods.marcos import marcos
from opendecide.mcda.methods.moora import moora
from opendecide.mcda.methods.mrsort import mrsort
from opendecide.mcda.methods.multimoora import multimoora
from opendecide.mcda.methods.ocra import ocra
from opendecide.mcda.methods.promethee import promethee
from opendecide.mcda.methods.rafsi import rafsi
from opendecide.mcda.methods.spotis import spotis
from opendecide.mcda.methods.topsis import topsis
from opendecide.mcda.methods.vikor import vikor
from opendecide.mcda.methods.waspas import waspas
from opendecide.mcda.methods.wpm import wpm
from opendecide.mcda.methods.wsm import wsm


@dataclass(frozen=True, slots=True)
class Method:
    """An aggregation method and what a reader should know before trusting it.

    Attributes:
        id: The name it is called by.
        name: The name in the literature.
        aggregate: The function: matrix (n, m), weights and signs in, scores and details out.
        source: Where the formula comes from.
        scale: The scale the columns need: "fixed" (values between fixed anchors), "ratio"
            (positive, with a true zero), "interval" or "ordinal".
        compensatory: Whether a strength can make up for any weakness.
        independent: Whether a third alternative can never swap two others.
        higher_is_better: Whether the highest score is the best.
        batched: Whether weights may have shape (s, m) in one call.
        needs: Options without a default.
    """

    id: str
    name: str
    aggregate: Callable[..., Outcome]
    source: str
    scale: str
    compensatory: bool = True
    independent: bool = False
    higher_is_better: bool = True
    batched: bool = True
    needs: tuple[str, ...] = ()

    @property
    def idea(self) -> str:
        """What it does, in the words with which its file begins."""
        said = (sys.modules[self.aggregate.__module__].__doc__ or "").partition("\n")[0]
        return said.partition(": ")[2]


_LISTED = (
    Method("wsm", "Weighted sum", wsm, "Fishburn (1967)", "fixed", independent=True),
    Method("wpm", "Weighted product", wpm, "Miller & Starr (1969)", "ratio", independent=True),
    Method("waspas", "WASPAS", waspas, "Zavadskas et al. (2012)", "ratio"),
    Method("topsis", "TOPSIS", topsis, "Hwang & Yoon (1981)", "ratio"),
    Method(
        "vikor",
        "VIKOR",
        vikor,
        "Opricovic & Tzeng (2004)",
        "interval",
        compensatory=False,
        higher_is_better=False,
    ),
    Method(
        "promethee",
        "PROMETHEE I and II",
        promethee,
        "Brans & Vincke (1985)",
        "interval",
        compensatory=False,
    ),
    Method(
        "electre1",
        "ELECTRE I",
        electre1,
        "Roy (1968)",
        "ratio",
        compensatory=False,
        batched=False,
    ),
    Method(
        "electre2",
        "ELECTRE II",
        electre2,
        "Roy & Bertier (1973)",
        "ratio",
        compensatory=False,
        higher_is_better=False,
        batched=False,
    ),
    Method(
        "electre3",
        "ELECTRE III",
        electre3,
        "Roy (1978)",
        "interval",
        compensatory=False,
        higher_is_better=False,
        batched=False,
    ),
    Method(
        "electre_tri",
        "ELECTRE TRI",
        electre_tri,
        "Yu (1992)",
        "interval",
        compensatory=False,
        independent=True,
        batched=False,
        needs=("profiles",),
    ),
    Method(
        "mrsort",
        "MR-Sort",
        mrsort,
        "Leroy, Mousseau & Pirlot (2011)",
        "ordinal",
        compensatory=False,
        independent=True,
        batched=False,
        needs=("profiles", "majority"),
    ),
    Method("copras", "COPRAS", copras, "Zavadskas, Kaklauskas & Sarka (1994)", "ratio"),
    Method("aras", "ARAS", aras, "Zavadskas & Turskis (2010)", "ratio"),
    Method("edas", "EDAS", edas, "Keshavarz Ghorabaee et al. (2015)", "ratio"),
    Method("moora", "MOORA", moora, "Brauers & Zavadskas (2006)", "ratio"),
    Method(
        "multimoora",
        "MULTIMOORA",
        multimoora,
        "Brauers & Zavadskas (2010)",
        "ratio",
        batched=False,
    ),
    Method("codas", "CODAS", codas, "Keshavarz Ghorabaee et al. (2016)", "ratio", batched=False),
    Method("mabac", "MABAC", mabac, "Pamucar & Cirovic (2015)", "interval"),
    Method(
        "spotis",
        "SPOTIS",
        spotis,
        "Dezert et al. (2020)",
        "fixed",
        independent=True,
        higher_is_better=False,
        needs=("bounds",),
    ),
    Method("marcos", "MARCOS", marcos, "Stevic et al. (2020)", "ratio"),
    Method("cocoso", "CoCoSo", cocoso, "Yazdani et al. (2019)", "interval"),
    Method(
        "mairca",
        "MAIRCA",
        mairca,
        "Pamucar, Vasin & Lukovac (2014)",
        "interval",
        higher_is_better=False,
    ),
    Method("ocra", "OCRA", ocra, "Parkan & Wu (2000)", "ratio"),
    Method(
        "rafsi",
        "RAFSI",
        rafsi,
        "Zizovic et al. (2020)",
        "fixed",
        independent=True,
        needs=("ideal", "anti_ideal"),
    ),
)

METHODS: Mapping[str, Method] = MappingProxyType({method.id: method for method in _LISTED})
