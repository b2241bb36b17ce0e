"""Section 11: what to check and to sign; a list for a lawyer, not legal advice."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from opendecide.model.scheme_kinds import scheme_kind
from opendecide.report.brief import Brief
from opendecide.report.sources import source
from opendecide.report.speech import Speech
from opendecide.report.views.users import towards_users

_PERSONAL = {"personal", "special_category", "health", "financial", "client_privileged"}
_CLOSED = "proprietary"
"""The label of a model whose weights nobody gets."""
_EUROPEAN = {"EU", "EEA"}
_MEMBERS = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "HR",
        "CY",
        "CZ",
        "DK",
        "EE",
        "FI",
        "FR",
        "DE",
        "GR",
        "HU",
        "IE",
        "IT",
        "LV",
        "LT",
        "LU",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SK",
        "SI",
        "ES",
        "SE",
        "IS",
        "LI",
        "NO",
    ]
)


def compliance(brief: Brief) -> tuple[str, ...]:
    """List what to check for this organisation and the leading deployment."""
    profile, speech = brief.recommendation.profile, brief.speech
    obligations = _with_the_law(brief, _map(profile.get("obligations")))
    notes: list[str] = []
    named: set[str] = set()
    """Agreements that a note speaks of already."""
    if _european(profile):
        notes += _ai_act(speech, _map(obligations.get("ai_act")))
    if _holds_personal_data(profile) and _country(profile) in _MEMBERS:
        notes += _data_protection(speech, brief)
        named = {"dpia"} if brief.by_oneself else {"dpia", "gdpr_dpa"}
    elif _holds_personal_data(profile):
        notes += _privacy(brief)
    notes += towards_users(
        speech,
        {str(_map(one).get("user_type")) for one in _list(profile.get("workloads"))},
        european=_european(profile),
        american="US" in _places(profile),
    )
    notes += _schemes(brief, obligations, named)
    notes += _licence(brief)
    if _country(profile) not in _MEMBERS and brief.leader is not None:
        notes.append(
            speech.say(
                "Sanctions, export controls and the countries that a supplier serves are not"
                " checked here: have it confirmed that {name} may be used in this country:"
                " {country}.",
                name=brief.leader.name,
                country=speech.country(_country(profile)),
            )
        )
    if not brief.by_oneself:
        notes.append(
            speech.text(
                "Obtain these clauses: no training on content, retention limit, list of"
                " sub-processors, breach notice, liability, indemnity for outputs, price changes,"
                " notice before a version ends, exit assistance and deletion."
            )
        )
    return tuple(f"{note[:1].upper()}{note[1:]}" for note in notes)


def _with_the_law(brief: Brief, stated: Mapping[str, Any]) -> Mapping[str, Any]:
    """Add the certificates that the profile does not ask for and a law does."""
    taken = [
        one.value
        for one in brief.recommendation.assumed
        if one.field == "obligations.certifications"
    ]
    return {**stated, "certifications": [*_list(stated.get("certifications")), *taken]}


def _ai_act(speech: Speech, act: Mapping[str, Any]) -> list[str]:
    notes = [
        speech.say(
            "AI Act (Regulation (EU) 2024/1689): role “{role}”, risk class “{risk}”; have both"
            " confirmed, and check the dates that apply on the day of the decision.",
            role=speech.word("ai_act", str(act.get("role", "deployer"))),
            risk=speech.word("ai_act", str(act.get("risk_class", "unknown"))),
        )
    ]
    if act.get("risk_class") == "high":
        notes.append(
            speech.text(
                "High-risk use: human oversight, logs, instructions for use and an impact"
                " assessment are duties of the deployer."
            )
        )
    return notes


def _data_protection(speech: Speech, brief: Brief) -> list[str]:
    notes = [
        speech.text("Personal data: record of processing, information of the persons, legal basis.")
    ]
    asked = _map(brief.recommendation.profile.get("obligations"))
    notes.append(
        speech.text(
            "Data protection impact assessment (GDPR Article 35): carry it out before the first"
            " use, and keep it up to date."
        )
        if "dpia" in map(_scheme, _asked(asked))
        else speech.text(
            "Data protection impact assessment (GDPR Article 35): decide whether it is due."
        )
    )
    if not brief.by_oneself:
        notes.append(speech.text("Processing agreement with the operator (GDPR Article 28)."))
        notes.append(
            speech.text(
                "Ground for every transfer outside the European Economic Area (GDPR chapter V)."
            )
        )
    return notes


def _privacy(brief: Brief) -> list[str]:
    """Name the law of a country outside the European Economic Area where a source does."""
    speech, law = brief.speech, brief.recommendation.privacy_law
    profile = brief.recommendation.profile
    country = speech.country(_country(profile))
    if law is None:
        notes = [
            speech.say(
                "Personal data: have it checked which data protection law applies ({country}), and"
                " what it asks for before the first use.",
                country=country,
            )
        ]
    else:
        notes = [
            speech.say(
                "Personal data: the general law is “{law}” ({country}; {source}, {date}). Have it"
                " checked what it asks for before the first use.",
                law=speech.text(law.value),
                country=country,
                source=speech.source(source(law.source).name),
                date=speech.language.day(law.as_of),
            )
        ]
    if _european(profile):
        notes.append(
            speech.text(
                "The GDPR may hold as well, for persons in the European Economic Area: have it"
                " checked (Article 3)."
            )
        )
    return notes


def _licence(brief: Brief) -> list[str]:
    """Say what the licences of the chosen models ask for, and whether the AI Act exempts them."""
    speech = brief.speech
    models = dict.fromkeys(_models(brief))
    if not models:
        return []
    closed = _closed(brief)
    open_, services = (
        [one for one in models if (one in closed) is served] for served in (False, True)
    )
    notes = []
    if open_:
        notes.append(
            speech.say(
                "Keep the licence and the usage policy of {model} with the project, and follow"
                " them.",
                model=_listed(brief, open_),
            )
        )
    if services:
        notes.append(
            speech.say(
                "Keep the terms of use of {model} that were agreed to with the project, and follow"
                " them: there are no weights that a licence goes with.",
                model=_listed(brief, services),
            )
        )
    for one in brief.parts:
        exemption = next((name for name in one.labels if name.startswith("gpai_exemption")), None)
        if exemption and one.model:
            notes.append(
                speech.say(
                    "Open-source exemption under the AI Act for whoever develops {model}: {state}.",
                    model=_listed(brief, dict.fromkeys((one.model, *one.models.values()))),
                    state=speech.word("label", exemption),
                )
            )
    return notes


def _closed(brief: Brief) -> frozenset[str]:
    """Return the ids of the models whose weights nobody gets; labels are of the first model."""
    labels = {one.id: one.labels for one in brief.recommendation.candidates}
    labels |= {one.id: one.labels for one in brief.parts}
    return frozenset(
        name.partition("@")[0].partition("+")[0]
        for name, those in labels.items()
        if _CLOSED in those
    )


def _models(brief: Brief) -> Iterator[str]:
    """Go through the ids of the models of all that is chosen."""
    if brief.together is not None:
        yield from (one.model for one in brief.together.assignments if one.model)
        return
    for one in brief.parts:
        yield from (one.model, *one.models.values()) if one.model else ()


def _listed(brief: Brief, models: Iterable[str]) -> str:
    names = brief.speech.names
    return brief.speech.language.listed(names.get(f"models/{one}", one) for one in models)


def _schemes(brief: Brief, obligations: Mapping[str, Any], named: Collection[str]) -> list[str]:
    speech = brief.speech
    alone = bool(brief.families) and brief.by_oneself
    notes = [
        _required(speech, one, alone=alone)
        for one in _asked(obligations)
        if _scheme(one) not in named
    ]
    notes += [
        speech.say("Obligation of the organisation: {text}", text=str(_map(one).get("text", "")))
        for one in _list(obligations.get("other"))
    ]
    return notes


def _asked(obligations: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what is asked for: an entry may be in either list, whatever it is."""
    return (*_list(obligations.get("certifications")), *_list(obligations.get("agreements")))


def _required(speech: Speech, stated: object, *, alone: bool) -> str:
    """Say what has to be done: a certificate is shown, a contract signed, a duty carried out."""
    scheme = _scheme(stated)
    kind, name = scheme_kind(scheme), speech.word("scheme", scheme)
    if text := _map(stated).get("text"):
        return speech.say("Obligation of the organisation: {text}", text=str(text))
    if kind == "own_duty":
        return speech.say(
            "{scheme}: the organisation carries it out itself, before the first use, and keeps it"
            " up to date.",
            scheme=name,
        )
    if kind == "contract":
        if alone:
            return speech.say(
                "{scheme}: where the organisation runs it itself, there is nobody to sign it with;"
                " sign it with whoever maintains it or takes over.",
                scheme=name,
            )
        return speech.say(
            "{scheme}: sign it with whoever takes part, before the first use.", scheme=name
        )
    return _certificate(speech, name, alone=alone)


def _certificate(speech: Speech, name: str, *, alone: bool) -> str:
    """Say who has to hold a certificate: whoever hosts, and that may be nobody else."""
    if alone:
        return speech.say(
            "{scheme}: where the organisation runs it itself, nobody else can hold it. Have it"
            " confirmed whether it is asked of the organisation itself; ask for it wherever others"
            " host or take over.",
            scheme=name,
        )
    return speech.say(
        "{scheme}: have the operator show the certificate, with the AI service in scope, and its"
        " end date.",
        scheme=name,
    )


def _scheme(stated: object) -> str:
    return str(_map(stated).get("scheme", "")) if isinstance(stated, Mapping) else str(stated)


def _country(profile: Mapping[str, Any]) -> str:
    return str(_map(profile.get("organisation")).get("country", ""))


def _european(profile: Mapping[str, Any]) -> bool:
    return bool(_places(profile) & (_EUROPEAN | _MEMBERS))


def _places(profile: Mapping[str, Any]) -> set[str]:
    """Return where the organisation and its markets are."""
    jurisdiction = _map(profile.get("jurisdiction"))
    return {
        _country(profile),
        str(jurisdiction.get("home", "")),
        *map(str, _list(jurisdiction.get("markets"))),
    }


def _holds_personal_data(profile: Mapping[str, Any]) -> bool:
    kinds = {str(_map(one).get("kind")) for one in _list(_map(profile.get("data")).get("classes"))}
    for workload in _list(profile.get("workloads")):
        kinds |= set(map(str, _list(_map(workload).get("data_classes"))))
    return bool(kinds & _PERSONAL)


def _map(part: Any) -> Mapping[str, Any]:
    return part if isinstance(part, Mapping) else {}


def _list(part: Any) -> tuple[Any, ...]:
    return tuple(part) if isinstance(part, (list, tuple)) else ()
