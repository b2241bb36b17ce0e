"""Derived labels: shown for reading, never weighted."""

from opendecide.measures.case import Case
from opendecide.measures.view import licence_of, read
from opendecide.model.model_facts import Model

OPEN_FREEDOMS = frozenset({"light_condition", "open_source"})
LIMITED_FREEDOMS = frozenset(
    {"non_commercial", "commercial_with_limits", "behavioural_restrictions"}
)
KNOWN_DATA = frozenset({"sufficient_information", "datasets_available"})
MOF_CLASSES = {1: "mof_class_1", 2: "mof_class_2", 3: "mof_class_3"}
REACHED_BY = {
    "open_source_ai": frozenset({"open_source_ai"}),
    "mof_class_3": frozenset({"mof_class_3", "mof_class_2", "mof_class_1"}),
    "mof_class_2": frozenset({"mof_class_2", "mof_class_1"}),
    "mof_class_1": frozenset({"mof_class_1"}),
}
"""The labels of a model that reach each least openness above weights that may be had."""
SYSTEMIC_FLOP = 1e25
"""Training compute above which the AI Act presumes systemic risk (Article 51)."""


def least_openness(case: Case) -> str | None:
    """Return the least openness that is asked for; where openness is required, weights at least."""
    preferences = case.profile.preferences
    return preferences.openness_minimum or ("weights" if preferences.openness_required else None)


def as_open_as(case: Case, model: Model, wanted: str) -> bool | None:
    """Tell whether a model is at least this open; None where nobody knows."""
    weights = read(case, "models", model.id, model, "artifacts.weights")
    had = None if weights is None else weights.truth
    if wanted == "weights" or had is False:
        return had
    if not REACHED_BY[wanted].isdisjoint(labels_of(case, model)):
        return True
    return None if _unsaid(case, model, wanted) else False


def _unsaid(case: Case, model: Model, wanted: str) -> bool:
    """Tell whether a fact is missing, or its sources disagree, that could still make it so open."""
    if wanted != "open_source_ai":
        return read(case, "models", model.id, model, "mof_class") is None
    licence = licence_of(case, model)
    data = read(case, "models", model.id, model, "training_data")
    code = read(case, "models", model.id, model, "artifacts.training_code")
    may = (
        licence is None or licence.freedom == "open_source",
        data is None or not KNOWN_DATA.isdisjoint(data.words),
        code is None or code.truth is not False,
    )
    return all(may)


def labels_of(case: Case, model: Model) -> tuple[str, ...]:
    """Return the labels that follow from licence and released components, not from claims."""
    found: list[str] = []
    weights = read(case, "models", model.id, model, "artifacts.weights")
    licence = licence_of(case, model)
    freedom = licence.freedom if licence is not None else None
    if weights is not None and weights.truth is False:
        return ("proprietary",)
    if weights is not None and weights.truth:
        if freedom in OPEN_FREEDOMS:
            found.append("open_weights")
        elif freedom in LIMITED_FREEDOMS:
            found.append("source_available")
    data = read(case, "models", model.id, model, "training_data")
    code = read(case, "models", model.id, model, "artifacts.training_code")
    if (
        freedom == "open_source"
        and data is not None
        and set(data.words) <= KNOWN_DATA
        and data.words
        and code is not None
        and code.truth
    ):
        found.append("open_source_ai")
    mof = read(case, "models", model.id, model, "mof_class")
    if mof is not None and isinstance(mof.fact.value, int) and mof.fact.value in MOF_CLASSES:
        found.append(MOF_CLASSES[mof.fact.value])
    if "EU" in case.profile.jurisdiction.markets or case.home in ("EU", "EEA"):
        found.append(_exemption(case, model, freedom))
    return tuple(found)


def _exemption(case: Case, model: Model, freedom: str | None) -> str:
    """Return whether the open-source exemption of the AI Act is likely for the model's maker."""
    if freedom is None:
        return "gpai_exemption_unknown"
    if freedom != "open_source":
        return "gpai_exemption_no"
    flop = read(case, "models", model.id, model, "training_flop")
    if flop is None or flop.range is None:
        return "gpai_exemption_unknown"
    return "gpai_exemption_no" if flop.range[0] > SYSTEMIC_FLOP else "gpai_exemption_likely"
