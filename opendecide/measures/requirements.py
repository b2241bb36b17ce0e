"""Whether a model on an offer has a feature that a workload asks for, in its own words."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from opendecide.measures.case import Need
from opendecide.measures.customization import DEPTHS, offered_depth
from opendecide.measures.sovereignty import operators_of
from opendecide.measures.view import View, read, rows_of
from opendecide.model.model_facts import Model
from opendecide.model.workload import Workload

FEATURE = re.compile(r"^(?P<name>[a-z_]+)\s*(?:(?:>=|=)\s*(?P<bound>[\w.]+))?$")
UNITS = {"k": 1_000, "m": 1_000_000}
FLAGS = frozenset({"tools", "structured_output", "reasoning"})
MODALITIES = {
    "vision": "image_in",
    "audio": "audio_in",
    "image": "image",
    "video": "video",
    "embedding": "embedding",
}
HANDLED = MappingProxyType(
    {
        "image": frozenset({"image", "image_in"}),
        "audio": frozenset({"audio", "audio_in"}),
        "video": frozenset({"video", "video_in"}),
    }
)
"""What a model is said to handle that takes or makes such content; text and code go with any."""
CONTROLS = frozenset(
    {
        "system_prompt",
        "sampling",
        "seed",
        "logprobs",
        "stop_and_length",
        "reasoning_effort",
        "safety_filter",
        "version_pin",
        "custom_moderation",
    }
)
LEAST_TUNING = "managed_tuning"
"""What is meant by fine-tuning where nobody said how deep."""
DEFAULT_CONTEXT_TOLERANCE = 0.97
"""128k is written for 131,072 as often as for 128,000."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes, no, or not known, with what says so."""

    truth: bool | None
    evidence: tuple[str, ...] = ()


def tokens(text: str) -> float:
    """Return a number of tokens as people write it.

    Examples:
        >>> tokens("128k"), tokens("2000")
        (128000.0, 2000.0)
    """
    unit = UNITS.get(text[-1].lower(), 1)
    return float(text[:-1] if unit > 1 else text) * unit


def content_lacking(need: Need, model: Model) -> tuple[str, ...]:
    """Return what goes in or comes out, besides what the task implies, that a model cannot handle.

    A profile does not say which way it goes, so a model that does either will do here; who needs
    one of them writes it under `must_have`.
    """
    return tuple(
        kind
        for kind in dict.fromkeys(need.workload.modality)
        if need.modality not in (handled := HANDLED.get(kind, frozenset((need.modality,))))
        and not handled & {*model.modalities}
    )


YES = Answer(truth=True)
NOT_KNOWN = Answer(truth=None)


def has_feature(view: View, need: Need, model: Model, wish: str) -> Answer:
    """Tell whether a model on this offer has a feature; an unknown word cannot be answered."""
    name, bound = _words(wish)
    if name in MODALITIES:
        spoken = MODALITIES[name] in model.modalities
        return Answer(truth=spoken, evidence=(f"models/{model.id}/modalities",))
    if name == "structured_output" and view.by_machine:
        held = _control(view, name)  # the serving engine holds any model to a grammar
        if held.truth:
            return held
    if name in FLAGS:
        found = read(view.case, "models", model.id, model, name)
        return NOT_KNOWN if found is None else Answer(found.truth, (found.id,))
    if name in CONTROLS:
        return _control(view, name)
    asked = ASKED.get("openai_compatible" if bound == "openai_compatible" else name)
    return NOT_KNOWN if asked is None else asked(view, need, model, bound)


@cache
def _words(wish: str) -> tuple[str, str | None]:
    """Return the name of a feature and its bound; no name for what nobody can read."""
    match = FEATURE.match(wish.strip())
    return ("", None) if match is None else (match["name"], match["bound"])


def _with(view: View, model: Model) -> View:
    """Return a deployment as if the model that serves a workload were its main one."""
    return view if view.model.id == model.id else replace(view, model=model)


def _compatible(view: View) -> Answer:
    if view.self_run:
        return YES
    found = view.of_offer("interface")
    if found is None:
        return NOT_KNOWN
    return Answer("openai_compatible" in found.words, (found.id,))


def _private(view: View) -> Answer:
    """Tell whether content gets there without the public internet: rented machines can do that."""
    if view.self_run:
        return YES
    found = view.of_offer("private_network")
    return NOT_KNOWN if found is None else Answer(found.truth, (found.id,))


def _failover(view: View, wanted: int) -> Answer:
    operators, able = operators_of(view)
    return Answer(len(operators) + able >= wanted, (f"models/{view.model.id}/served_by",))


def _context(view: View, model: Model, wanted: float) -> Answer:
    found = read(view.case, "models", model.id, model, "context_tokens")
    served = [
        one.context_tokens
        for one in rows_of(view.case, view.offer, model.id)
        if one.context_tokens is not None
    ]
    if found is None or found.range is None:
        return NOT_KNOWN
    least, _, most = (min((one, *served)) for one in found.range)
    enough = wanted * DEFAULT_CONTEXT_TOLERANCE
    truth = True if least >= enough else False if most < enough else None
    return Answer(truth, (found.id,))


def asked_context(workload: Workload) -> float:
    """Return the longest context that a workload asks for in so many words, in tokens."""
    asked = (_words(wish) for wish in workload.must_have)
    return max((tokens(bound) for name, bound in asked if name == "context" and bound), default=0.0)


def deepest_wish(workload: Workload) -> int:
    """Return how deep a workload asks the model to be adapted, as a step of `DEPTHS`."""
    asked: list[str] = [workload.customization_need]
    for wish in workload.must_have:
        match = FEATURE.match(wish.strip())
        if match is not None and match["name"] == "fine_tuning":
            asked.append(match["bound"] or LEAST_TUNING)
    return max(DEPTHS.index(one) for one in asked)


def adapts_weights(workload: Workload) -> bool:
    """Tell whether a workload asks for weights that are trained further, by whomever."""
    return deepest_wish(workload) >= DEPTHS.index(LEAST_TUNING)


def _tuning(view: View, wanted: str) -> Answer:
    words, evidence, _ = offered_depth(view)
    reached = [DEPTHS.index(word) >= DEPTHS.index(wanted) for word in words]
    truth = all(reached) or (None if any(reached) else False)
    return Answer(truth, evidence)


def _control(view: View, name: str) -> Answer:
    if view.self_run:
        return YES
    present, absent = view.of_offer("controls"), view.of_offer("controls_absent")
    if present is not None and name in present.words:
        return Answer(truth=True, evidence=(present.id,))
    if absent is not None and name in absent.words:
        return Answer(truth=False, evidence=(absent.id,))
    return NOT_KNOWN


ASKED: Mapping[str, Callable[[View, Need, Model, str | None], Answer]] = MappingProxyType(
    {
        "context": lambda view, _, model, bound: _context(view, model, tokens(bound or "0")),
        "fine_tuning": lambda view, _, model, bound: _tuning(
            _with(view, model), bound or LEAST_TUNING
        ),
        "openai_compatible": lambda view, *_: _compatible(view),
        "failover": lambda view, _, model, bound: _failover(_with(view, model), int(bound or 2)),
        "offline": lambda view, *_: Answer(truth=view.own_site),
        "on_device": lambda view, *_: Answer(truth=view.offer.access_mode == "device"),
        "private_network": lambda view, *_: _private(view),
        "batch": lambda view, need, *_: YES if view.self_run or not need.interactive else NOT_KNOWN,
    }
)
"""How each feature is asked for that neither a modality nor a flag of the model answers."""
