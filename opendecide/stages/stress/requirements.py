"""Requirements of a profile that could give way, each by the least step that may be enough."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, log, log10

import numpy as np

from opendecide.cost.discounting import MONTHS
from opendecide.cost.order_statistics import median
from opendecide.measures.data_security import LOCI, REACHES, RETENTIONS
from opendecide.model.message import Message
from opendecide.model.relief import Relaxed
from opendecide.model.workload import DataClass
from opendecide.stages.filling.planning_figures import pay_of_a_day, planning
from opendecide.stages.gates import Outcome
from opendecide.stages.gates.money_and_tests import gives_way
from opendecide.stages.gates.quality_floor import HIGH
from opendecide.stages.run import Run
from opendecide.stages.stress.to_the_end import least_barred

STEP = {"money": 0.3, "quality": 0.06, "people": 0.7}
"""What counts as one step: in natural logarithms of money, in shares, in full-time equivalents."""
CEILINGS = 8
"""How many ceilings are tried: from the least on that may be enough, or between the cheapest and
the dearest of those shut out otherwise."""
WHOLE = 2.0
"""Steps that giving up a requirement altogether counts for."""
SCALES = {
    "minimum_locus": LOCI,
    "minimum_retention_level": RETENTIONS[1:],
    "minimum_compelled_access": REACHES,
}
"""What may be asked less of a class of data; that somebody trains on it is never proposed."""


@dataclass(frozen=True, slots=True)
class Yielding:
    """One requirement that gives way.

    Attributes:
        gate: The gate that reads it.
        relaxed: The change.
        steps: How far it goes.
    """

    gate: str
    relaxed: Relaxed
    steps: float

    @property
    def setting(self) -> str:
        """What `--set` takes."""
        to = self.relaxed.to
        return f"{self.relaxed.path}={to if isinstance(to, str) else f'{to:.6g}'}"


def together(chosen: Sequence[Yielding]) -> list[Yielding]:
    """Return some that give way at once: entries of one list leave what is left without them all.

    Each says by itself what the list is without it, and the last one said would be all that counts.
    """
    lists: dict[str, list[str]] = {}
    for one in chosen:
        lists.setdefault(one.relaxed.path, []).append(str(one.relaxed.to))
    return [
        one
        if len(lists[one.relaxed.path]) == 1
        else replace(
            one,
            relaxed=one.relaxed.model_copy(
                update={"to": _left_of(str(one.relaxed.today), lists[one.relaxed.path])}
            ),
        )
        for one in chosen
    ]


def _left_of(today: str, lists: Sequence[str]) -> str:
    """Return the entries of a list that stand in each of its shorter forms."""
    shorter = [json.loads(one) for one in lists]
    return json.dumps([row for row in json.loads(today) if all(row in one for one in shorter)])


def requirements(today: Run, wanted: Collection[str]) -> tuple[Yielding, ...]:
    """Return what could give way, the smallest steps first.

    Args:
        today: Today's pass.
        wanted: The workloads that it is for.
    """
    against = [
        those
        for objections in today.screened.excluded.values()
        if (those := [one for one in objections if one.workload in {None, *wanted}])
    ]
    found = [
        *_places(today),
        *_classes(today),
        *_schemes(today),
        *_countries(today),
        *_people(today, against),
        *_money(today, against),
        *_quality(today, against),
        *_features(today),
    ]
    return tuple(sorted(found, key=lambda one: (one.steps, one.setting)))


def _yield(  # noqa: PLR0913 — one line of the list
    gate: str,
    path: str,
    code: str,
    today: str | float | None,
    to: str | float,
    steps: float,
    **values: object,
) -> Yielding:
    label = Message(code=code, values=values)
    return Yielding(gate, Relaxed(label=label, path=path, today=today, to=to), steps)


def _places(today: Run) -> Iterator[Yielding]:
    profile, gate = today.case.profile, "processing_place"
    on_site = profile.obligations.on_prem_only
    if on_site:
        text = json.dumps(on_site if isinstance(on_site, bool) else list(on_site))
        yield _yield(gate, "obligations.on_prem_only", "relax.on_prem_only", text, "false", WHOLE)
    region = profile.obligations.region_only
    if region is not None and region.hard:
        text = json.dumps(list(region.regions))
        yield _yield(gate, "obligations.region_only", "relax.region_only", text, "null", WHOLE)
    now = profile.jurisdiction.sovereignty_minimum
    if now is not None:
        for steps, level in enumerate(reversed(REACHES[: REACHES.index(now)]), start=1):
            path = "jurisdiction.sovereignty_minimum"
            yield _yield(gate, path, "relax.sovereignty", now, level, steps, level=level)


def _classes(today: Run) -> Iterator[Yielding]:
    """Lower what is asked of each class of data, whether the profile or a default asks it."""
    stated = {one.id: one for one in today.case.profile.data.classes}
    classes = {one.id: one for need in today.case.needs for one in need.classes}
    for one in classes.values():
        for name, scale in SCALES.items():
            now = getattr(one, name)
            if now not in scale:
                continue
            for steps, level in enumerate(reversed(scale[: scale.index(now)]), start=1):
                path, to = f"data.classes.{one.id}.{name}", level
                if one.id not in stated:
                    path, to = "data.classes", _listed(stated, one, name, level)
                yield _yield(
                    "processing_place", path, f"relax.{name}", now, to, steps,
                    data_class=one.id, level=level,
                )  # fmt: skip


def _listed(stated: dict[str, DataClass], one: DataClass, name: str, level: str) -> str:
    rows = [known.model_dump(mode="json", exclude_unset=True) for known in stated.values()]
    return json.dumps([*rows, {"id": one.id, "kind": one.kind, name: level}])


def _schemes(today: Run) -> Iterator[Yielding]:
    asked = today.case.profile.obligations.certifications
    if any(one.data_classes or one.workloads or one.text for one in asked):
        return
    names = [one.scheme for one in asked]
    for scheme in names:
        left = json.dumps([one for one in names if one != scheme])
        path = "obligations.certifications"
        yield _yield(
            "certifications", path, "relax.certification", json.dumps(names), left, WHOLE,
            scheme=scheme,
        )  # fmt: skip


def _countries(today: Run) -> Iterator[Yielding]:
    rules = today.case.profile.jurisdiction.country_policy
    rows = [one.model_dump(mode="json", exclude_unset=True) for one in rules]
    for place, one in enumerate(rules):
        if one.stance == "excluded":
            left = json.dumps([*rows[:place], *rows[place + 1 :]])
            path = "jurisdiction.country_policy"
            yield _yield(
                "country_policy", path, "relax.country", json.dumps(rows), left, WHOLE,
                country=one.country,
            )  # fmt: skip


def _reasons(against: Sequence[Sequence[Outcome]], code: str, value: str) -> list[float]:
    """Return one value of every objection of a kind to deployments that other gates let pass."""
    found = []
    for objections in against:
        if {one.reason.code for one in objections} == {code}:
            found += [float(one.reason.values[value]) for one in objections]
    return found


def _people(today: Run, against: Sequence[Sequence[Outcome]]) -> Iterator[Yielding]:
    team = today.case.profile.team
    if not team.willing_to_operate:
        yield _yield("skills", "team.willing_to_operate", "relax.willing", "false", "true", WHOLE)
    have = today.case.crew.hireable_fte
    missing = [
        float(one.cure.values["fte"])
        for objections in against
        for one in objections
        if one.gate == "skills" and one.cure is not None and "fte" in one.cure.values
    ]
    if not team.willing_to_operate and not missing:
        yield _yield(
            "skills", "team.hireable_fte", "relax.people", have, have + 1, 1.5, fte=have + 1
        )
    if missing:
        wanted = ceil(10 * (have + min(missing)) + 1e-6) / 10
        steps = max((wanted - have) / STEP["people"], _pay(today, wanted - have))
        yield _yield("skills", "team.hireable_fte", "relax.people", have, wanted, steps, fte=wanted)


def _pay(today: Run, fte: float) -> float:
    """Return the steps by which people to hire go beyond the ceiling, as more of it would."""
    ceiling, little = today.case.ceiling, _little(today)
    if ceiling is None:
        return 0.0
    salary = median(planning(today.case, today.draws)["salary_per_year"])
    pay = fte * salary * today.case.profile.budget.horizon_years
    return log(1 + pay / (ceiling + little)) / STEP["money"]


def _money(today: Run, against: Sequence[Sequence[Outcome]]) -> Iterator[Yielding]:
    """Raise the ceiling to the least that admits somebody; a soft one gives way only so far."""
    ceiling = today.case.ceiling
    wanted = _to_raise_to(today, against) if ceiling is not None else []
    budget = today.case.profile.budget
    if ceiling is None or not wanted:
        return
    little = _little(today)
    yield from _what_money_covers(today)
    for name, stated, spans in (
        ("ceiling", budget.ceiling, 1.0),
        ("monthly_cap", budget.monthly_cap, MONTHS * budget.horizon_years),
    ):
        if stated is not None:
            each = (today.case.convert(1.0, stated.currency) or 1.0) * spans
            amounts = dict.fromkeys(_round_up(one / each) for one in wanted)
            for amount in tuple(amounts)[:CEILINGS]:
                steps = log((amount * each + little) / (ceiling + little)) / STEP["money"]
                yield _yield(
                    "budget", f"budget.{name}.amount", f"relax.{name}", stated.amount, amount,
                    steps, amount=amount, currency=stated.currency, **gives_way(today.case),
                )  # fmt: skip
            return


def _what_money_covers(today: Run) -> Iterator[Yielding]:
    """Let the ceiling pay for less: as much of a decision as giving up a requirement."""
    budget = today.case.profile.budget
    if budget.covers != "everything":
        return
    path, to = "budget.covers", "model_bill_only"
    yield _yield("budget", path, "relax.covers", budget.covers, to, WHOLE)


def _to_raise_to(today: Run, against: Sequence[Sequence[Outcome]]) -> list[float]:
    """Return ceilings that may be enough, the least first.

    Where nobody falls by it alone, it may stand behind what falls first: whom another gate shuts
    out has no bill yet, and gets one.
    """
    alone = _reasons(against, "budget.above", "enough")
    if alone:
        return sorted(alone)
    behind = sorted(
        {
            float(one.reason.values["enough"])
            for objections in least_barred(today).values()
            for one in objections
            if one.reason.code == "budget.above"
        }
    )
    if len(behind) <= CEILINGS:
        return behind
    places = np.linspace(0, len(behind) - 1, CEILINGS).round().astype(int)
    return [behind[place] for place in dict.fromkeys(places.tolist())]


def _little(today: Run) -> float:
    """Return what money is counted in beside a ceiling of nothing: the pay of a day a year."""
    if today.case.ceiling:
        return 0.0
    years = today.case.profile.budget.horizon_years
    return pay_of_a_day(today.case, today.draws) * years


def _round_up(amount: float) -> float:
    """Round up to three figures: a ceiling is no exact sum."""
    unit = 10.0 ** (floor(log10(amount)) - 2)
    return ceil(amount / unit) * unit


def _quality(today: Run, against: Sequence[Sequence[Outcome]]) -> Iterator[Yielding]:
    """Lower the minimum to what the best reaches; never where much hangs on the answers."""
    for need in today.case.needs:
        if need.workload.criticality in HIGH:
            continue
        best = [
            float(one.reason.values["p90"])
            for objections in against
            for one in objections
            if one.workload == need.id and one.reason.code == "quality.below"
        ]
        if best:
            wanted = floor(100 * max(best)) / 100
            least = today.case.bars[need.id].minimum
            steps = (least - wanted) / STEP["quality"]
            yield _yield(
                "quality_floor", f"workloads.{need.id}.quality.minimum", "relax.quality",
                least, wanted, steps, workload=need.id, minimum=wanted,
            )  # fmt: skip


def _features(today: Run) -> Iterator[Yielding]:
    profile = today.case.profile
    for one in profile.workloads:
        for item in one.must_have:
            left = json.dumps([other for other in one.must_have if other != item])
            yield _yield(
                "capability", f"workloads.{one.id}.must_have", "relax.must_have",
                json.dumps(list(one.must_have)), left, WHOLE, workload=one.id, item=item,
            )  # fmt: skip
        if one.availability_minimum is not None:
            yield _yield(
                "capability", f"workloads.{one.id}.availability_minimum", "relax.availability",
                one.availability_minimum, "null", WHOLE, workload=one.id,
            )  # fmt: skip
        if one.deadline is not None:
            yield _yield(
                "capability", f"workloads.{one.id}.deadline", "relax.deadline",
                one.deadline.isoformat(), "null", WHOLE, workload=one.id,
            )  # fmt: skip
    deadline = profile.organisation.decision.deadline
    if deadline is not None and deadline.hard:
        yield _yield(
            "capability", "organisation.decision.deadline.hard", "relax.hard_deadline",
            "true", "false", WHOLE,
        )  # fmt: skip
    if profile.preferences.openness_required:
        yield _yield(
            "licence", "preferences.openness_required", "relax.openness",
            "true", "false", WHOLE,
        )  # fmt: skip
