"""Task quality from public evidence or from the organisation's own test, as a distribution.

A model's share of items passed is drawn in logits through its P10 and P90. Where the organisation
set its own minimum, how hard its items are is drawn once per workload and added to every model: it
moves levels, hardly ranks. An own test replaces the public estimate of that model and re-anchors
the others (quality model, sections 4 and 5).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from math import erf, exp, hypot, log
from typing import overload

import numpy as np

from opendecide.measures.case import Case, Need
from opendecide.measures.draws import Draws
from opendecide.measures.performance import Floats
from opendecide.model.model_facts import Basis, Model, Quality
from opendecide.model.own_evidence import OwnTest

P90 = 1.2815515655446004
# fmt: off
EUROPEAN = frozenset({
    "bg", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fi", "fr", "ga", "gl",
    "hr", "hu", "is", "it", "lb", "lt", "lv", "mk", "mt", "nb", "nl", "nn", "no", "pl", "pt", "ro",
    "sk", "sl", "sq", "sr", "sv",
})
# fmt: on
"""Languages for which the figure of `multi` (other European languages) may stand in, where the
maker does not leave them out of its list."""
NORWEGIAN = frozenset({"nb", "nn", "no"})
"""Codes of one language in two written forms: who names one of them names Norwegian."""
LOGIT_PER_YEAR_OF_AGE = 0.15
DAYS_PER_YEAR = 365.25
EVEN = 0.5
"""Chance of missing a minimum above which missing it is what has to be expected."""
EVENLY = 64
"""Into how many parts a normal figure is cut where a chance is added up."""
LOSS_OF_A_FAILED_TEST = 0.5
"""Share of a workload's worth lost when the model fails its floor: another one must be found."""
BY_CHANCE_Z = 1.6448536269514722
"""Own tests that differ among each other from the public estimates by more than 19 of 20 draws of
chance would (one-sided, normal) contradict these."""
PRESET_CREDENCE = 0.5
"""How likely a preset floor is to be the organisation's own."""
PRIOR_LOGIT_SD = 1.0
"""How far a language that nobody measured, or that the maker does not name, lies below the figure
of those that were, and how wide."""


def logit(share: float) -> float:
    """Return the log-odds of a share, kept away from 0 and 1."""
    kept = min(1 - 1e-4, max(1e-4, share))
    return log(kept / (1 - kept))


def share_of(odds: float) -> float:
    """Return the share of log-odds of one figure."""
    return 1 / (1 + exp(-odds))


def expit(odds: Floats) -> Floats:
    """Return the share of log-odds."""
    return np.asarray(1 / (1 + np.exp(-odds)))


@dataclass(frozen=True, slots=True)
class PublicEstimate:
    """What public evidence says of one model, one task and the languages of one workload."""

    centre: float
    """Median in logits."""
    spread: float
    """Standard deviation in logits."""
    basis: Basis
    language_measured: bool
    as_of: date | None
    unnamed: tuple[str, ...] = ()
    """Languages that the maker leaves out of its list, and in which nobody measured the model."""
    unmeasured: tuple[str, ...] = ()
    """The other languages in which nobody measured the model, and for which no figure stands in."""
    elsewhere: tuple[float, float] | None = None
    """Median and standard deviation in the languages that stand in for one nobody measured."""

    @overload
    def at(self, deviation: float) -> float: ...
    @overload
    def at(self, deviation: Floats) -> Floats: ...
    def at(self, deviation: float | Floats) -> float | Floats:
        """Return the log-odds so many standard deviations from the middle.

        No better than in the languages that stand in: what is not known of a language spreads the
        estimate downwards alone.
        """
        here = self.centre + self.spread * deviation
        if self.elsewhere is None:
            return here
        return np.minimum(here, self.elsewhere[0] + self.elsewhere[1] * deviation)

    def widened(self, by: float) -> "PublicEstimate":
        """Return the estimate with a further standard deviation, in logits."""
        other = self.elsewhere
        return replace(
            self,
            spread=hypot(self.spread, by),
            elsewhere=None if other is None else (other[0], hypot(other[1], by)),
        )

    @property
    def p10(self) -> float:
        """The share that nine in ten would exceed."""
        return share_of(self.at(-P90))

    @property
    def p50(self) -> float:
        """The median share."""
        return share_of(self.at(0.0))

    @property
    def p90(self) -> float:
        """The share that one in ten would exceed."""
        return share_of(self.at(P90))


def _row(model: Model, task: str, language: str) -> tuple[Quality | None, bool]:
    """Return the estimate for a language, and whether it speaks of that language at all."""
    rows = {one.language: one for one in model.quality if one.task == task}
    if language in rows:
        return rows[language], rows[language].language_measured
    if "any" in rows:
        return rows["any"], True
    if language in EUROPEAN and "multi" in rows:
        return rows["multi"], False
    return rows.get("en") or rows.get("multi"), False


def _named(model: Model, language: str) -> bool:
    """Tell whether the maker names a language, or gives no list that could lack it."""
    named = None if model.languages is None else model.languages.value
    if not isinstance(named, tuple):
        return True
    return not NORWEGIAN.isdisjoint(named) if language in NORWEGIAN else language in named


def public_estimate(case: Case, need: Need, model: Model) -> PublicEstimate | None:
    """Return what public evidence says of a model on a workload; None when it says nothing."""
    question = ("public estimate", need.id, model.id)
    return case.once(question, lambda: _public_estimate(case, need, model))


def _public_estimate(case: Case, need: Need, model: Model) -> PublicEstimate | None:
    """Read the rows of a model.

    The languages of a workload count alike. A language nobody measured lies below the English
    figure, or that of other European languages where there is no English one, by an unknown amount:
    it is centred one standard deviation lower and spread as wide, but downwards alone. So does a
    European language that the maker does not name, because the figure of the large ones says
    nothing of it. A maker that gives no list has left nothing out of it.
    """
    found: list[tuple[float, float, Quality, bool]] = []
    there: list[tuple[float, float]] = []
    unnamed: list[str] = []
    unmeasured: list[str] = []
    for language in need.languages:
        row, measured = _row(model, need.workload.task_type, language)
        if row is None:
            return None
        low, mid, high = logit(row.p10), logit(row.p50), logit(row.p90)
        spread = (high - low) / (2 * P90)
        there.append((mid, spread))
        if not measured and not _named(model, language):
            unnamed.append(language)
        elif not measured and language not in EUROPEAN:
            unmeasured.append(language)
        if not measured and (language not in EUROPEAN or language in unnamed):
            mid -= PRIOR_LOGIT_SD
            spread = (spread**2 + PRIOR_LOGIT_SD**2) ** 0.5
        found.append((mid, spread, row, measured))
    if not found:
        return None
    order = ("prior", "transfer", "thin", "direct")
    middle = _together(there)
    estimate = PublicEstimate(
        *_together([(one[0], one[1]) for one in found]),
        basis=min((one[2].basis for one in found), key=order.index),
        language_measured=all(one[3] for one in found),
        as_of=model.quality_as_of,
        unnamed=tuple(dict.fromkeys(unnamed)),
        unmeasured=tuple(dict.fromkeys(unmeasured)),
    )
    if (estimate.centre, estimate.spread) != middle:
        estimate = replace(estimate, elsewhere=middle)
    if model.quality_as_of is not None:
        age = max(0, (case.decision_date - model.quality_as_of).days) / DAYS_PER_YEAR
        if age > case.profile.evidence.max_age_days.quality / DAYS_PER_YEAR:
            estimate = estimate.widened(LOGIT_PER_YEAR_OF_AGE * age)
    return estimate


def _together(those: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return the mean of medians, and the widest spread."""
    return sum(one[0] for one in those) / len(those), max(one[1] for one in those)


def own_test(case: Case, need: Need, model_id: str) -> OwnTest | None:
    """Return the organisation's latest counted test of a model on a workload."""
    tests = [
        one
        for one in case.profile.evidence.own_tests
        if one.option.split("@")[0] == model_id
        and one.workload in (None, need.id)
        and one.passed is not None
        and one.of is not None
    ]
    return max(tests, key=lambda one: one.date or date.min) if tests else None


@dataclass(frozen=True, slots=True)
class Shift:
    """How much harder or easier the organisation's items are, in logits, common to all models."""

    mean: float
    spread: float


def common_shift(case: Case, need: Need) -> Shift:
    """Return the shift that the organisation's own tests imply, or its spread before any test."""
    return case.once(("common shift", need.id), lambda: _common_shift(case, need))


def _common_shift(case: Case, need: Need) -> Shift:
    tested, difficulty = _gaps(case, need), need.difficulty_spread
    if not tested:
        return Shift(0.0, difficulty if case.bars[need.id].stated else 0.0)
    precision = 1 / difficulty**2 + sum(1 / variance for _, variance in tested)
    mean = sum(gap / variance for gap, variance in tested) / precision
    return Shift(mean, precision**-0.5)


def _gaps(case: Case, need: Need) -> list[tuple[float, float]]:
    """Return how far own tests lie from the public estimates in logits, and with which variance."""
    tested: list[tuple[float, float]] = []
    named = {one.option.split("@")[0] for one in case.profile.evidence.own_tests}
    for model in case.catalog.models.values() if named else ():
        test = own_test(case, need, model.id)
        public = public_estimate(case, need, model) if test is not None else None
        if test is None or public is None or test.passed is None or test.of is None:
            continue
        observed, variance = _own_logit(test.passed, test.of)
        tested.append((observed - public.centre, variance + public.spread**2))
    return tested


def contradicted(case: Case, need: Need) -> bool:
    """Tell whether own tests differ more from the public estimates than chance lets them.

    Cochran's Q of the gaps between both: a shift that is common to all models makes none. Its
    chance follows from the cube root of a chi-square figure, which is about normal (Wilson and
    Hilferty). What is public then says nothing of this work, for models that were not tested
    either.
    """
    return case.once(("contradicted", need.id), lambda: differ_beyond_chance(_gaps(case, need)))


def differ_beyond_chance(gaps: Sequence[tuple[float, float]]) -> bool:
    """Tell whether gaps in logits, with their variances, differ more than chance lets them."""
    free = len(gaps) - 1
    if free < 1:
        return False
    weights = sum(1 / variance for _, variance in gaps)
    mean = sum(gap / variance for gap, variance in gaps) / weights
    q = sum((gap - mean) ** 2 / variance for gap, variance in gaps)
    usual = 2 / (9 * free)
    z: float = ((q / free) ** (1 / 3) - (1 - usual)) / usual**0.5
    return z > BY_CHANCE_Z


def _own_logit(passed: int, total: int) -> tuple[float, float]:
    """Return log-odds and variance of `passed` of `total` items (half an item added to each)."""
    share = (passed + 0.5) / (total + 1)
    return log((passed + 0.5) / (total - passed + 0.5)), 1 / (total * share * (1 - share))


def likely_share(case: Case, need: Need, model: Model) -> float:
    """Return the share of a workload's items that a model probably passes; 0 when nothing tells."""
    test = own_test(case, need, model.id)
    if test is not None and test.passed is not None and test.of is not None:
        return (test.passed + 0.5) / (test.of + 1)
    public = public_estimate(case, need, model)
    return 0.0 if public is None else public.p50


def kept_share(case: Case, need: Need, model: Model, draws: Draws) -> float:
    """Return the share of a workload's worth that is left after the chance of failing its floor.

    Public evidence hardly ever excludes a model, yet a model that will probably fail the
    organisation's own test is not worth as much as one that will probably pass: it costs the test,
    the time, and a change of model at best. So the chance of failing counts, as lack of coverage
    does; for a floor that nobody stated it counts by half, because the preset is a judgement.
    """
    samples = sample_quality(case, need, model, draws)
    bar = case.bars[need.id]
    chance = 1.0 if samples is None else float((samples < bar.minimum).mean())
    credence = 1.0 if bar.stated else PRESET_CREDENCE
    return 1 - LOSS_OF_A_FAILED_TEST * credence * chance


def chance_of_missing(case: Case, need: Need, model: Model) -> float | None:
    """Return how likely a model misses a minimum; None where nothing is known of its quality."""
    question = ("chance of missing", need.id, model.id)
    return case.once(question, lambda: _chance_of_missing(case, need, model))


def _chance_of_missing(case: Case, need: Need, model: Model) -> float | None:
    least = logit(case.bars[need.id].minimum)
    public = public_estimate(case, need, model)
    own = _own_estimate(case, need, model, public)
    if own is not None:
        return _below(least, *own)
    if public is None:
        return None
    shift = common_shift(case, need)
    here = hypot(public.spread, shift.spread)
    if public.elsewhere is None:
        return _below(least, public.centre + shift.mean, here)
    # No better than in the languages that stand in: two lines, of which the lower one counts.
    found = (_below(least, public.at(one) + shift.mean, shift.spread) for one in _evenly())
    return sum(found) / EVENLY


def middle_share(case: Case, need: Need, model: Model) -> float | None:
    """Return the share of items that a model passes, as likely more as less; None if unknown."""
    public = public_estimate(case, need, model)
    own = _own_estimate(case, need, model, public)
    if own is not None:
        return share_of(own[0])
    return None if public is None else share_of(public.at(0.0) + common_shift(case, need).mean)


def probably_reached(case: Case, need: Need, model: Model) -> bool:
    """Tell whether a model is known to reach a minimum more likely than not."""
    chance = chance_of_missing(case, need, model)
    return chance is not None and chance < EVEN


def _below(limit: float, middle: float, spread: float) -> float:
    """Return the chance that a normal figure lies below a limit."""
    if spread <= 0:
        return float(middle < limit)
    return (1 + erf((limit - middle) / spread / 2**0.5)) / 2


@cache
def _evenly() -> tuple[float, ...]:
    """Return deviations of a normal figure that stand for as much of it each."""
    from statistics import NormalDist

    return tuple(NormalDist().inv_cdf((one + 0.5) / EVENLY) for one in range(EVENLY))


def sample_quality(case: Case, need: Need, model: Model, draws: Draws) -> Floats | None:
    """Draw the share of the workload's items that a model passes, shape (s,); None if unknown."""
    question = ("sample quality", need.id, model.id, draws.seed, draws.samples)
    return case.once(question, lambda: _sample_quality(case, need, model, draws))


def _sample_quality(case: Case, need: Need, model: Model, draws: Draws) -> Floats | None:
    public = public_estimate(case, need, model)
    tested = _own_estimate(case, need, model, public)
    own = draws.normal(f"quality/{model.id}/{need.workload.task_type}/{'+'.join(need.languages)}")
    if tested is not None:
        centre, spread = tested
        return expit(centre + own * spread)
    if public is None:
        return None
    shift = common_shift(case, need)
    common = shift.mean + shift.spread * draws.normal(f"difficulty/{need.id}")
    return expit(public.at(own) + common)


def _own_estimate(
    case: Case, need: Need, model: Model, public: PublicEstimate | None
) -> tuple[float, float] | None:
    """Return middle and spread in logits by an own test; None where there is none."""
    test = own_test(case, need, model.id)
    if test is None or test.passed is None or test.of is None:
        return None
    centre, variance = _own_logit(test.passed, test.of)
    if public is not None:
        outside = public.spread**2 + need.difficulty_spread**2
        weight = 1 / variance + 1 / outside
        centre = (centre / variance + public.centre / outside) / weight
        variance = 1 / weight
    return centre, variance**0.5
