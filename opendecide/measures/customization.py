"""How far it can be adapted, who keeps the result, and how finely it is steered."""

from opendecide.measures.performance import Performance, interval, level, number, one_of, unknown
from opendecide.measures.view import View

DEPTHS = (
    "prompts",
    "retrieval_and_tools",
    "managed_tuning",
    "adapters",
    "full_tuning",
    "architecture",
)
USABLE = {
    "none": "retrieval_and_tools",
    "basic": "managed_tuning",
    "intermediate": "adapters",
    "advanced": "full_tuning",
    "research": "architecture",
}
CONTROLS = 10
ENGINE_CONTROLS = (0.8, 0.9, 1.0)
"""Share of the ten controls that a self-run serving stack gives: all but what the model lacks."""
PARTNER_FTE_THAT_COUNTS = 0.2
"""A partner of a day a week or more adds one step to the depth a team can use."""
TUNING_DEPTH = {
    "managed": "managed_tuning",
    "lora": "adapters",
    "full": "full_tuning",
    "rl": "full_tuning",
    "distillation": "full_tuning",
}


def offered_depth(view: View) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the depths that the deployment may offer (worst to best), evidence and gaps."""
    if view.self_run and view.downloadable:
        licence = view.licence
        fact = f"models/{view.model.id}/licence"
        if licence is None or licence.derivatives is None:
            return ("retrieval_and_tools", "architecture"), (), (fact,)
        if licence.derivatives is False:
            return ("retrieval_and_tools",), (fact,), ()
        return ("architecture",), (fact,), ()
    modes = view.of_offer("finetuning.modes")
    base = "prompts" if view.offer.access_mode == "seat" else "retrieval_and_tools"
    if modes is None:
        gap = f"offers/{view.offer.id}/finetuning.modes"
        return (base, "managed_tuning"), (), (gap,)
    end = view.of_offer("finetuning.end_date")
    open_to_new = view.of_offer("finetuning.open_to_new")
    closed = open_to_new is not None and open_to_new.truth is False
    ended = end is not None and end.day is not None and end.day <= view.case.decision_date
    evidence = tuple(one.id for one in (modes, end, open_to_new) if one is not None)
    if closed or ended or not modes.words:
        return (base,), evidence, ()
    models = view.of_offer("finetuning.models")
    if models is not None and view.model.id not in models.words:
        return (base, "managed_tuning"), (models.id,), (models.id,)
    best = max((TUNING_DEPTH.get(word, "managed_tuning") for word in modes.words), key=DEPTHS.index)
    if view.downloadable is False:
        # A closed model is tuned by its vendor, whatever the technique is called.
        best = min(best, "managed_tuning", key=DEPTHS.index)
    if models is None and (open_to_new is None or open_to_new.truth is None):
        # Some tune for those alone who did so before, and say it in small print; whoever lists the
        # models that can be tuned today offers it.
        return (base, best), evidence, (f"offers/{view.offer.id}/finetuning.open_to_new",)
    return (best,), evidence, ()


def usable_cap(view: View) -> str:
    """Return the deepest adaptation that this team can use."""
    crew = view.case.crew
    cap = DEPTHS.index(USABLE[crew.ml_level])
    if crew.partner_fte >= PARTNER_FTE_THAT_COUNTS:
        cap += 1
    return DEPTHS[min(cap, len(DEPTHS) - 1)]


def adaptation_depth(view: View) -> Performance:
    """Rate the depth that is offered and usable by this team."""
    words, evidence, missing = offered_depth(view)
    cap = usable_cap(view)
    capped = tuple(
        dict.fromkeys(
            sorted((min(word, cap, key=DEPTHS.index) for word in words), key=DEPTHS.index)
        )
    )
    if len(capped) == 1:
        return level(capped[0], *evidence)
    return one_of(capped, f"depth/{view.offer.id}", *evidence, missing=missing)


def adaptation_ownership(view: View) -> Performance:
    """Rate who keeps what was adapted, and for how long."""
    if view.self_run and view.downloadable:
        licence = view.licence
        fact = f"models/{view.model.id}/licence"
        if licence is None:
            return one_of(("owned", "owned_and_redistributable"), fact, missing=(fact,))
        return level("owned_and_redistributable" if licence.redistribution else "owned", fact)
    export = view.of_offer("finetuning.export")
    if export is not None and export.truth:
        return level("exportable_under_contract", export.id)
    if export is not None and export.truth is False:
        return one_of(("dies_with_base", "data_exportable"), export.id, export.id)
    gap = f"offers/{view.offer.id}/finetuning.export"
    return one_of(
        ("dies_with_base", "data_exportable", "exportable_under_contract"),
        gap,
        missing=(gap,),
        known=False,
    )


def behaviour_control(view: View) -> Performance:
    """Rate the share of ten controls that exist."""
    if view.self_run:
        low, mid, high = ENGINE_CONTROLS
        return interval(low, mid, high, "engine_controls")
    present = view.of_offer("controls")
    absent = view.of_offer("controls_absent")
    key = f"offers/{view.offer.id}/controls"
    if present is None:
        if absent is None:
            return unknown(key)
        return interval(
            0.0,
            0.2,
            1 - len(absent.words) / CONTROLS,
            key,
            absent.id,
            missing=(key,),
            cautious=True,
        )
    low = min(1.0, len(present.words) / CONTROLS)
    high = max(low, 1 - len(absent.words) / CONTROLS) if absent is not None else 1.0
    if high == low:
        return number(low, present.id)
    return interval(low, (low + high) / 2, high, key, present.id, missing=(key,), cautious=True)
