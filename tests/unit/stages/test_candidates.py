"""What kind of deployment a candidate is called, and who serves what its main model cannot."""

from datetime import date

import pytest

from opendecide.measures.quality import likely_share
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.candidates.long_list import candidates, together
from opendecide.stages.filling.completion import complete
from opendecide.stages.market.price_rows import price_of_request

PROPRIETARY = {
    "vendor_api",
    "vendor_api_enterprise",
    "hyperscaler_proprietary",
    "sovereign_proprietary",
    "on_premises_proprietary",
}

LONG_AGO = date(2020, 1, 1)


def test_a_model_whose_weights_may_be_downloaded_is_never_called_proprietary():
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "FR"},
            "workloads": [{"id": "help", "task_type": "chat_assistant"}],
        }
    )
    case, _ = complete(profile, load_catalog(), load_criteria())
    views = candidates(case)
    found = {view.deployment.id: view.deployment.family for view in views if view.downloadable}
    assert found["gpt-oss-120b@azure-openai-global"] == "open_weights_api"
    assert not PROPRIETARY & set(found.values())
    assert PROPRIETARY & {view.deployment.family for view in views}


def test_a_companion_that_the_offer_goes_on_serving_is_tried_where_a_better_one_ends():
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "FR"},
            "workloads": [
                {"id": "help", "task_type": "chat_assistant", "weight": 2},
                {"id": "minutes", "task_type": "transcription", "weight": 1},
            ],
        }
    )
    catalog = load_catalog()
    offer = catalog.offers["mistral-api"]
    whisper = catalog.models["whisper-large-v3"]
    twin = whisper.model_copy(update={"id": "whisper-twin", "quality": ()})  # as good as untested
    models = {**catalog.models, twin.id: twin}
    listeners = (whisper.id, twin.id)

    def companion(ends):
        """Return who listens for a model of text at an offer that stops serving some listeners."""
        row = offer.serves[0]
        assert "audio_in" not in catalog.models[row.model].modalities
        rows = [
            row.model_copy(update={"model": one, "retires": LONG_AGO if one in ends else None})
            for one in listeners
        ]
        here = offer.model_copy(update={"serves": (row, *rows)})
        changed = catalog.model_copy(update={"models": models, "offers": {offer.id: here}})
        case, _ = complete(profile, changed, load_criteria())
        views = [one for one in candidates(case) if one.model.id == row.model]
        return {view.serving["minutes"].id for view in views}

    assert companion(ends=()) == {whisper.id}
    assert twin.id in companion(ends={whisper.id})
    assert companion(ends=listeners) == {whisper.id}  # when all end, the better one is still better


def candidates_for(**told):
    profile = Profile.model_validate({"organisation": {"name": "Studio", "country": "SE"}, **told})
    case, _ = complete(profile, load_catalog(), load_criteria())
    return case, candidates(case)


TRANSCRIPTS = {
    "id": "transcripts",
    "task_type": "transcription",
    "languages": ["en"],
    "weight": 0.7,
}
NOTES = {"id": "notes", "task_type": "summarisation", "languages": ["en"], "weight": 0.3}


def test_on_a_card_at_hand_a_companion_fits_beside_the_main_model():
    hardware = {"accelerators": [{"model": "RTX4090", "count": 1, "memory_gb": 24}]}
    case, views = candidates_for(workloads=[TRANSCRIPTS, NOTES], hardware=hardware)
    here = [view for view in views if view.deployment.machine == "own:rtx-4090-x1"]
    card = case.catalog.accelerators["rtx-4090"]
    assert any(len(view.serving) == len(case.needs) for view in here)
    for view in here:
        models = {model.id: model for model in view.serving.values()}
        assert together(models.values(), card, 1), view.deployment.id


def test_where_no_companion_fits_the_main_model_serves_its_part_alone():
    hardware = {"accelerators": [{"model": "RTX4090", "count": 1, "memory_gb": 2}]}
    _, views = candidates_for(workloads=[TRANSCRIPTS, NOTES], hardware=hardware)
    here = [
        view
        for view in views
        if view.deployment.machine == "own:rtx-4090-x1" and view.model.id == "whisper-large-v3"
    ]
    assert [list(view.serving) for view in here] == [["transcripts"]]


def test_a_companion_that_reaches_the_target_is_not_passed_over_for_a_dearer_one():
    labels = {
        "id": "labels",
        "task_type": "extraction",
        "languages": ["en"],
        "must_have": ["vision"],
        "weight": 0.3,
    }
    texts = {"id": "texts", "task_type": "summarisation", "languages": ["en"], "weight": 0.7}
    case, views = candidates_for(workloads=[texts, labels])
    need = case.need("labels")
    offer = case.catalog.offers["bedrock-open-models"]
    companions = [
        view.serving["labels"]
        for view in views
        if view.offer is offer and view.model.id == "gpt-oss-120b"
    ]
    seeing = {row.model for row in offer.serves if row.model in case.catalog.models}
    prices = [
        price_of_request(case, offer, need, model)
        for model in map(case.catalog.models.get, seeing)
        if "image_in" in model.modalities
        and likely_share(case, need, model) >= case.bars[need.id].target
    ]
    assert prices
    assert companions
    for one in companions:
        assert price_of_request(case, offer, need, one) <= min(prices)


def test_a_light_companion_a_hair_below_an_assumed_minimum_is_tried_beside_a_heavy_one():
    """An estimate is no nearer than that, and the heavy one may take fifteen times the machines."""
    told = [{**TRANSCRIPTS, "languages": ["fr", "ar"], "weight": 0.3}, {**NOTES, "weight": 0.7}]
    case, views = candidates_for(workloads=told, hardware={"expandable": True})
    need, heard = case.need("transcripts"), case.catalog.models
    light, heavy = heard["whisper-large-v3"], heard["voxtral-small-24b"]
    below, above = (likely_share(case, need, one) for one in (light, heavy))
    least = case.bars[need.id].minimum
    assert least - 0.01 < below < least <= above
    rented = [view for view in views if view.offer.id == "aws-gpu" and len(view.serving) == 2]
    beside = {view.serving["transcripts"].id for view in rented if view.model.id == "gpt-oss-120b"}
    assert beside == {light.id, heavy.id}


@pytest.mark.parametrize(("cards", "at_a_desk"), [(1, True), (4, True), (8, False), (24, False)])
def test_more_cards_than_a_workstation_holds_are_no_device_of_one_person(cards, at_a_desk):
    """A render farm of 24 cards is run by somebody; a workstation is there for who sits at it."""
    hardware = {"accelerators": [{"model": "RTX A6000", "count": cards, "memory_gb": 48}]}
    _, views = candidates_for(workloads=[NOTES], hardware=hardware)
    there = {
        view.offer.access_mode
        for view in views
        if view.deployment.machine == f"own:rtx-a6000-x{cards}"
    }
    assert ("device" in there) is at_a_desk
    assert ("onprem" in there) is (cards > 1)


def test_a_companion_whose_licence_forbids_the_use_comes_after_those_that_may_be_used():
    def painters(revenue):
        """Return who paints beside the films of a studio with this revenue, on its own cards."""
        _, views = candidates_for(
            organisation={
                "name": "Studio",
                "country": "JP",
                "size": {"annual_revenue": {"amount": revenue, "currency": "USD"}},
            },
            workloads=[
                {"id": "clips", "task_type": "video", "weight": 2},
                {"id": "stills", "task_type": "image", "commercial": True},
            ],
            hardware={"accelerators": [{"model": "rtx-6000-ada", "count": 4, "owned": True}]},
        )
        own = (
            view for view in views if view.offer.id == "own-premises" and "clips" in view.serving
        )
        return {view.serving["stills"].id for view in own if "stills" in view.serving}

    limited = {
        model.id
        for model in load_catalog().models.values()
        if model.licence is not None and "stability" in str(model.licence.value)
    }
    assert limited & painters(100_000)
    assert not limited & painters(20_000_000)


def test_a_landlord_is_asked_where_the_own_site_is_tight_and_never_for_machines_at_hand():
    def leased(**hardware):
        _, views = candidates_for(workloads=[NOTES], hardware=hardware)
        return [view for view in views if view.leased_room]

    tight = {"power_kw_free": 5}
    card = {"model": "H100", "count": 1, "memory_gb": 80}
    assert not leased()
    assert leased(site=tight)
    assert not leased(site={**tight, "disconnected": True})
    at_hand = leased(site=tight, accelerators=[card])
    assert at_hand
    assert not any(view.at_hand for view in at_hand)


def machines_of(**hardware):
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Works", "country": "FR", "persona": "regulated_enterprise"},
            "workloads": [{"id": "help", "task_type": "rag_qa", "volume": {"requests_per_day": 4}}],
            "hardware": {"expandable": True, **hardware},
            "budget": {"capex_allowed": True},
        }
    )
    catalog = load_catalog()
    case, _ = complete(profile, catalog, load_criteria())
    known = catalog.machines
    return {
        known[name].accelerator if (name := view.deployment.machine) in known else name
        for view in candidates(case)
        if view.own_site
    }


def test_what_is_no_longer_sold_new_is_not_bought_and_runs_where_it_is_at_hand():
    bought = machines_of()
    assert bought
    assert not {one for one in bought if one and one.startswith("a100")}
    assert "own:a100-x4" in machines_of(
        accelerators=[{"model": "A100", "count": 4, "memory_gb": 80, "owned": True}]
    )
