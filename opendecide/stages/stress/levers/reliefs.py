"""What shuts others out today and may be lifted: place, region, schemes, the ceiling."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from opendecide.stages.stress.levers.lever import LIKELY, Lever, Stage, message
from opendecide.stages.stress.levers.schemes import plain_schemes


def reliefs(stage: Stage) -> Iterator[Lever]:
    """Lift what shuts others out: place, region, schemes, the ceiling."""
    case = stage.run.case
    profile = case.profile
    base = Lever(
        path="", label=message(""), kind="relief", step=LIKELY["relief"], frees="processing_place"
    )
    if profile.obligations.on_prem_only:
        yield replace(
            base,
            path="obligations.on_prem_only",
            label=message("flip.on_prem_only"),
            today=_yaml(profile.obligations.on_prem_only),
            choices=("false",),
        )
    region = profile.obligations.region_only
    if region is not None and region.hard:
        yield replace(
            base,
            path="obligations.region_only",
            label=message("flip.region_only"),
            today=_yaml(region.regions),
            choices=("null",),
        )
    if profile.jurisdiction.sovereignty_minimum is not None:
        yield replace(
            base,
            path="jurisdiction.sovereignty_minimum",
            label=message("flip.sovereignty"),
            today=profile.jurisdiction.sovereignty_minimum,
            choices=("null",),
        )
    for one in profile.data.classes:
        for name, least in (
            ("minimum_locus", "shared_any_region"),
            ("minimum_retention_level", "opt_out_or_long_retention"),
            ("minimum_compelled_access", "foreign_no_ground"),
        ):
            stated = getattr(one, name)
            if stated is not None and stated != least:
                yield replace(
                    base,
                    path=f"data.classes.{one.id}.{name}",
                    label=message(f"flip.{name}", data_class=one.id),
                    today=stated,
                    choices=(least,),
                )
    plain = plain_schemes(stage)
    if len(plain) == len(profile.obligations.certifications):
        for scheme in plain:
            yield replace(
                base,
                path="obligations.certifications",
                label=message("flip.no_certification", scheme=scheme),
                frees="certifications",
                today=json.dumps(plain),
                choices=(json.dumps([other for other in plain if other != scheme]),),
            )
    if profile.budget.hard:
        yield replace(
            base,
            path="budget.hard",
            label=message("flip.hard_budget"),
            frees="budget",
            today="true",
            choices=("false",),
        )


def _yaml(value: bool | Sequence[str]) -> str:  # noqa: FBT001 — a value of the file, not a switch
    return json.dumps(value if isinstance(value, bool) else list(value))
