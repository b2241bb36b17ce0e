"""What is known about the model, and whether an output can be reconstructed."""

from opendecide.measures.performance import Performance, interval, level, number, one_of, unknown
from opendecide.measures.view import Found, View

DISCLOSURE = (
    "nothing",
    "general_sentence",
    "public_summary",
    "sufficient_information",
    "datasets_available",
)
BIAS = (
    "none",
    "vendor_statement",
    "published_evaluation",
    "independent_audit",
    "audit_and_cause_analysis",
)
TRACES = ("none", "vendor_logs", "own_logs_pinned", "replay", "tamper_evident")
ITEMS = 20
POINTS_PER_ITEM = 5.0


def words_or_unknown(found: Found | None, scale: tuple[str, ...], key: str) -> Performance:
    """Return the levels a fact allows, or the whole scale when there is no fact."""
    if found is None or not found.words:
        return one_of(scale, key, missing=(key,), known=False)
    words = tuple(sorted(found.words, key=scale.index))
    return level(words[0], found.id) if len(words) == 1 else one_of(words, key, found.id)


def training_data_disclosure(view: View) -> Performance:
    """Rate what is said about the training data; of a model without a word, as its maker does."""
    key = f"models/{view.model.id}/training_data"
    found = view.of_model("training_data")
    usual = None if found is not None else view.of_maker_for_text("training_data")
    if usual is not None and usual.words:
        words = tuple(sorted(usual.words, key=DISCLOSURE.index))
        return one_of(words, key, usual.id, missing=(key,), known=False)
    return words_or_unknown(found, DISCLOSURE, key)


def model_documentation(view: View) -> Performance:
    """Rate the documentation: 5 points for each of twenty items."""
    found = view.of_model("documentation_items")
    key = f"models/{view.model.id}/documentation_items"
    known = found is not None
    if found is None:
        found = view.of_maker_for_text("documentation_items")
    if found is None or found.range is None:
        return unknown(key)
    low, mid, high = (min(ITEMS, items) * POINTS_PER_ITEM for items in found.range)
    if low == high and known:
        return number(mid, found.id)
    missing = () if known else (key,)
    return interval(low, mid, high, key, found.id, missing=missing, known=known, cautious=True)


def bias_evidence(view: View) -> Performance:
    """Rate the evidence on bias; being able to look is worth nothing until somebody looked."""
    key = f"models/{view.model.id}/bias_evidence"
    return words_or_unknown(view.of_model("bias_evidence"), BIAS, key)


def decision_traceability(view: View) -> Performance:
    """Rate whether an output can be reconstructed later."""
    logging = view.case.logging
    if view.self_run:
        own = {"none": "none", "basic": "replay", "central": "replay"}
        return level(own.get(logging, "tamper_evident"))
    found = view.of_offer("logs")
    if found is not None and found.words:
        return words_or_unknown(found, TRACES, f"offers/{view.offer.id}/logs")
    pinning = view.of_offer("pinning")
    key = f"offers/{view.offer.id}/pinning"
    if logging == "none":
        return one_of(("none", "vendor_logs"), key, missing=(key,))
    if pinning is None or pinning.truth is None:
        return one_of(("none", "vendor_logs", "own_logs_pinned"), key, missing=(key,), known=False)
    if pinning.truth:
        return level("own_logs_pinned", pinning.id)
    return one_of(("none", "vendor_logs"), key, pinning.id)
