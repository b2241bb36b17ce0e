"""What the organisation may obtain and do with it."""

from opendecide.measures.performance import Performance, level, one_of, unknown
from opendecide.measures.view import View

FREEDOMS = (
    "service_terms",
    "non_commercial",
    "commercial_with_limits",
    "behavioural_restrictions",
    "light_condition",
    "open_source",
)


def artifact_access(view: View) -> Performance:
    """Rate what may be obtained of the very model version that runs.

    Who pays for seats gets an application: whatever the licence of its model, no weights come with
    it, and nobody says that those elsewhere are the ones that run in it.
    """
    if view.offer.access_mode == "seat":
        return level("service_only")
    weights = view.of_model("artifacts.weights")
    if weights is None:
        if view.self_run and view.offer.family == "on_premises_proprietary":
            return level("sealed_artefact")
        return unknown(f"models/{view.model.id}/artifacts.weights")
    if weights.truth is False:
        sealed = view.offer.family == "on_premises_proprietary"
        return level("sealed_artefact" if sealed else "service_only", weights.id)
    parts = {
        name: view.of_model(f"artifacts.{name}")
        for name in ("architecture", "inference_code", "training_code", "evaluation_code")
    }
    evidence = (weights.id, *(part.id for part in parts.values() if part is not None))
    truths = {name: None if part is None else part.truth for name, part in parts.items()}
    if truths["architecture"] is False or truths["inference_code"] is False:
        return level("weights", *evidence)
    best = "weights_and_code" if truths["training_code"] is False else "training_code"
    if truths["evaluation_code"] is False:
        best = "weights_and_code"
    code_known = truths["architecture"] and truths["inference_code"]
    worst = "weights_and_code" if code_known or truths["training_code"] else "weights"
    if truths["training_code"] and truths["evaluation_code"]:
        worst = "training_code"
    ladder = ("weights", "weights_and_code", "training_code")
    words = ladder[ladder.index(worst) : ladder.index(best) + 1] or (worst,)
    missing = tuple(
        f"models/{view.model.id}/artifacts.{name}"
        for name, truth in truths.items()
        if truth is None
    )
    return one_of(words, f"models/{view.model.id}/artifacts", *evidence, missing=missing)


def licence_freedom(view: View) -> Performance:
    """Rate the legal room to use, study, modify and share."""
    weights = view.of_model("artifacts.weights")
    if weights is not None and weights.truth is False:
        return level("service_terms", weights.id)
    fact_id = f"models/{view.model.id}/licence"
    licence = view.licence
    if licence is not None:
        return level(licence.freedom, fact_id)
    words = FREEDOMS[1:] if weights is not None and weights.truth else FREEDOMS
    return one_of(words, fact_id, missing=(fact_id,), known=False)
