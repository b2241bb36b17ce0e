"""Which machine a model is put on: the cheapest that can do the work, not the cheapest that holds it."""

from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.candidates import fits, machine_for, roomy
from opendecide.stages.completion import complete


def test_a_machine_has_room_for_some_requests_at_once():
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "FR"},
            "workloads": [{"id": "help", "task_type": "rag_qa", "tokens": {"input": 20000}}],
        }
    )
    case, _ = complete(profile, load_catalog(), load_criteria())
    model, accelerators = case.catalog.models["deepseek-v4-flash"], case.catalog.accelerators
    bought = sorted(
        (one for one in case.catalog.machines.values() if one.purchase is not None),
        key=lambda one: (one.purchase.value, one.id),
    )
    bare = next(one for one in bought if fits(model, accelerators[one.accelerator], one.count))
    chosen = machine_for(case, model, bought)
    [need] = case.needs
    tokens = need.input_tokens.mid + need.output_tokens.mid
    assert not roomy(model, bare, accelerators[bare.accelerator], tokens)
    assert roomy(model, chosen, accelerators[chosen.accelerator], tokens)
    assert machine_for(case, model, [bare]) is bare
