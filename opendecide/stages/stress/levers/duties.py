"""Duties and plain choices that are not made today."""

import json
from collections.abc import Iterator
from typing import get_args

from opendecide.measures.case import Case
from opendecide.model.workload import CompelledAccess
from opendecide.stages.candidates.labels import as_open_as, least_openness
from opendecide.stages.stress.levers.lever import Lever, Stage, message, plain_choice
from opendecide.stages.stress.levers.schemes import of_its_business, plain_schemes


def duties(stage: Stage) -> Iterator[Lever]:
    """Demand what the leader does not hold and a rival does: schemes, places, sovereignty."""
    case, leader = stage.run.case, stage.leader
    obligations = case.profile.obligations
    plain = plain_schemes(stage)
    if len(plain) == len(obligations.certifications):
        required = {one.scheme for one in case.required}
        held = {
            one.scheme
            for view in stage.rivals
            for one in view.offer.attestations
            if one.status == "held"
        }
        refused = {
            one.scheme
            for one in leader.offer.attestations
            if one.status in ("not_held", "in_progress")
        }
        for scheme in of_its_business(stage, (held & refused) - required):
            yield plain_choice(
                path="obligations.certifications",
                label=message("flip.certification", scheme=scheme),
                kind="duty",
                today=json.dumps(plain),
                shuts=True,
                choices=(json.dumps([*plain, scheme]),),
            )
    if obligations.on_prem_only is False and not leader.own_site:
        yield plain_choice(
            path="obligations.on_prem_only",
            label=message("flip.on_prem_only"),
            kind="premises",
            today="false",
            shuts=True,
            choices=("true",),
        )
    if obligations.region_only is None:
        yield plain_choice(
            path="obligations.region_only",
            label=message("flip.region_only"),
            kind="place",
            shuts=True,
            choices=(f"[{case.home}]",),
        )
    levels = get_args(CompelledAccess)
    now = case.profile.jurisdiction.sovereignty_minimum
    above = levels[levels.index(now) + 1 if now else 1 :]
    yield plain_choice(
        path="jurisdiction.sovereignty_minimum",
        label=message("flip.sovereignty"),
        kind="place",
        today=now,
        shuts=True,
        choices=tuple(above[:-1]),
    )
    yield from _countries(stage)


def _countries(stage: Stage) -> Iterator[Lever]:
    """Shut out the countries that the leader depends on."""
    case, leader = stage.run.case, stage.leader
    rules = case.profile.jurisdiction.country_policy
    stated = [one.model_dump(mode="json", exclude_unset=True) for one in rules]
    shut = [one for one in rules if one.stance == "excluded"]
    for what, scope in (("operator", ["service", "owner"]), ("maker", ["weights"])):
        vendor = getattr(leader, what)
        fact = None if vendor is None else getattr(vendor, "country", None)
        country = getattr(fact, "value", None)
        if not isinstance(country, str) or country in case.home_countries:
            continue
        if any(one.country == country and set(scope) <= set(one.scope) for one in shut):
            continue
        if what == "maker" and not _minds(case, country):
            continue
        rule = {"country": country, "stance": "excluded", "scope": scope}
        yield plain_choice(
            path="jurisdiction.country_policy",
            label=message(f"flip.country_{what}", country=country),
            kind="country",
            today=json.dumps(stated) if stated else None,
            shuts=True,
            choices=(json.dumps([*stated, rule]),),
        )


def _minds(case: Case, country: str) -> bool:
    """Tell whether somebody may come to shut out weights for where they were made.

    Weights that are there answer to nobody any more: it is asked by who has a policy on places, and
    of countries that the law of none of them trusts with data.
    """
    jurisdiction = case.profile.jurisdiction
    stated = jurisdiction.country_policy or jurisdiction.sovereignty_minimum is not None
    known = case.catalog.countries.get(country)
    return bool(stated) or known is None or not (known.eea or known.adequacy)


def choices(stage: Stage) -> Iterator[Lever]:
    """Choose otherwise: independence, who operates, openness, money, the deadline, the persona."""
    case, leader = stage.run.case, stage.leader
    profile = case.profile
    independence = profile.preferences.independence
    yield plain_choice(
        path="preferences.independence",
        label=message("flip.independence"),
        kind="choice",
        today=independence,
        choices=tuple(one for one in ("high", "low", "medium") if one != independence),
    )
    if leader.self_run and profile.team.willing_to_operate:
        yield plain_choice(
            path="team.willing_to_operate",
            label=message("flip.willing"),
            kind="choice",
            today="true",
            shuts=True,
            choices=("false",),
        )
    least = least_openness(case) or "weights"
    if not all(as_open_as(case, leader.serving[need.id], least) for need in leader.served_needs()):
        yield plain_choice(
            path="preferences.openness_required",
            label=message("flip.openness", least=least),
            kind="choice",
            today="false",
            shuts=True,
            choices=("true",),
        )
    budget = profile.budget
    if case.ceiling is not None and not budget.hard:
        yield plain_choice(
            path="budget.hard",
            label=message("flip.hard_budget"),
            kind="choice",
            today="false",
            shuts=True,
            choices=("true",),
        )
    if case.ceiling is not None and budget.covers == "model_bill_only":
        yield plain_choice(
            path="budget.covers",
            label=message("flip.covers"),
            kind="choice",
            today=budget.covers,
            choices=("everything",),
        )
    if budget.capex_allowed and leader.own_site:
        yield plain_choice(
            path="budget.capex_allowed",
            label=message("flip.capex"),
            kind="choice",
            today="true",
            shuts=True,
            choices=("false",),
        )
    deadline = profile.organisation.decision.deadline
    if deadline is not None and not deadline.hard:
        yield plain_choice(
            path="organisation.decision.deadline.hard",
            label=message("flip.deadline"),
            kind="choice",
            today="false",
            shuts=True,
            choices=("true",),
        )
    yield plain_choice(
        path="organisation.persona",
        label=message("flip.persona"),
        kind="persona",
        today=profile.organisation.persona,
        choices=tuple(
            one.id for one in case.criteria.personas if one.id != profile.organisation.persona
        ),
    )
