"""The chance to last: what ends with its host, and who could take it over."""

import pytest

from opendecide.measures.continuity import vendor_viability
from opendecide.measures.takeover import others
from opendecide.model.fact import Fact
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete

CRITERIA, CATALOG = load_criteria(), load_catalog()
LETTERS = {"id": "letters", "task_type": "summarisation", "volume": {"requests_per_day": 500}}


def seen(offer, model, *, catalog=CATALOG, **profile):
    """Return one deployment as a French firm sees it."""
    said = {"organisation": {"name": "Firm", "country": "FR"}, "workloads": [LETTERS]}
    case, _ = complete(Profile.model_validate(said | profile), catalog, CRITERIA)
    found = [one for one in candidates(case, {offer: [model]}) if one.offer.id == offer]
    return found[0]


def changed(kind, entry, **facts):
    """Return the catalogue with other facts of one entry."""
    entries = getattr(CATALOG, kind)
    other = entries[entry].model_copy(update=facts)
    return CATALOG.model_copy(update={kind: {**entries, entry: other}})


def without(*offers):
    left = {name: one for name, one in CATALOG.offers.items() if name not in offers}
    return CATALOG.model_copy(update={"offers": left})


def ends(view):
    found = vendor_viability(view)
    return found.low, found.mid, found.high


def test_a_copy_on_own_premises_outlives_every_supplier():
    copy = CATALOG.rules["viability.own_copy"]
    view = seen("own-premises", "gpt-oss-120b", hardware={"expandable": True})
    assert ends(view) == (copy.low, copy.value, copy.high)


def test_a_rented_machine_ends_with_its_host_where_nobody_else_lets_one_out():
    rented = [one.id for one in CATALOG.offers.values() if one.access_mode == "tenancy"]
    alone = without(*(one for one in rented if one != "scaleway-gpu-instances"))
    host = CATALOG.vendors["scaleway"].viability
    found = ends(seen("scaleway-gpu-instances", "gpt-oss-120b", catalog=alone))
    assert (found[0], found[2]) == (host.low, host.high)


@pytest.mark.parametrize("offer", ["scaleway-gpu-instances", "scaleway-generative-apis"])
def test_machines_and_services_of_one_host_are_held_to_one_rule(offer):
    region = {"obligations": {"region_only": ["EEA"]}}
    host, copy = CATALOG.vendors["scaleway"].viability, CATALOG.rules["viability.own_copy"]
    low, _, high = ends(seen(offer, "gpt-oss-120b", **region))
    assert host.low < low <= copy.low
    assert host.high < high <= copy.high


def test_weights_that_many_hosts_serve_make_leaving_a_change_of_address():
    many, few = "gpt-oss-120b", "nemotron-3-super"
    host = "cloud-temple-llmaas"
    assert len(others(seen(host, many))) > len(others(seen(host, few))) > 0
    assert ends(seen(host, many)) >= ends(seen(host, few))


def test_who_may_not_be_gone_to_takes_nothing_over():
    firm = seen("scaleway-gpu-instances", "gpt-oss-120b")
    at_home = {"jurisdiction": {"home": "EU", "sovereignty_minimum": "home_controlled"}}
    bound = seen("scaleway-gpu-instances", "gpt-oss-120b", **at_home)
    assert "amazon" in others(firm)
    assert "amazon" not in others(bound)
    assert "ovhcloud" in others(bound)


def test_what_only_its_maker_lets_out_ends_with_the_maker():
    view = seen("anthropic-api", "claude-sonnet-4-6")
    maker = CATALOG.vendors["anthropic"].viability
    assert {"amazon", "google"} <= others(view)
    assert vendor_viability(view).high == maker.high


def test_another_seller_of_a_closed_model_falls_back_on_its_maker():
    view = seen("claude-bedrock", "claude-sonnet-4-6")
    host = CATALOG.vendors["amazon"].viability
    assert vendor_viability(view).low > host.low


def test_a_host_that_nobody_rated_gains_by_others_and_never_by_silence():
    silent = changed("vendors", "scaleway", viability=None)
    told = seen("scaleway-generative-apis", "gpt-oss-120b")
    untold = seen("scaleway-generative-apis", "gpt-oss-120b", catalog=silent)
    assert vendor_viability(untold).missing == ("vendors/scaleway/viability",)
    assert vendor_viability(untold).cautious
    assert all(less <= more for less, more in zip(ends(untold), ends(told), strict=True))


def test_an_announced_end_is_no_end_of_weights_that_others_serve():
    day = Fact(value="2027-06-01", source="https://example.org", as_of="2026-11-01", grade="vendor")
    closing = changed("offers", "scaleway-generative-apis", end_date=day)
    view = seen("scaleway-generative-apis", "gpt-oss-120b", catalog=closing)
    assert vendor_viability(view).low > 0.5
    other = changed("offers", "anthropic-api", end_date=day)
    view = seen("anthropic-api", "claude-sonnet-4-6", catalog=other)
    assert ends(view) == (0.05, 0.05, 0.05)
