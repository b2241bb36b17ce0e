"""Part of section 11: what the law asks for towards those who use it."""

from collections.abc import Collection

from opendecide.report.speech import Speech

_STRANGERS = frozenset({"public", "minors"})


def towards_users(
    speech: Speech, kinds: Collection[str], *, european: bool, american: bool
) -> list[str]:
    """Name the duties towards children, and towards whoever may take a machine for a person.

    GDPR Article 8, AI Act Article 50(1), and the children's privacy rule of the United States
    (16 CFR 312.5).

    Args:
        speech: The reader's language.
        kinds: Who uses the workloads.
        european: Whether the organisation or a market is in the European Economic Area.
        american: Whether it or a market is in the United States.
    """
    notes = []
    if european and _STRANGERS & set(kinds):
        notes.append(
            speech.text(
                "Tell those who use it that they deal with a machine, unless it is obvious (AI Act"
                " Article 50)."
            )
        )
    if european and "minors" in kinds:
        notes.append(
            speech.text(
                "Children: where their consent is the ground, below the age of 16, or of 13 to 15"
                " where the country has set it so, whoever has parental responsibility has to"
                " consent, and that has to be verified (GDPR Article 8)."
            )
        )
    if american and "minors" in kinds:
        notes.append(
            speech.text(
                "Children under 13 in the United States: a parent's consent has to be verified"
                " before anything personal is collected from them (COPPA rule, 16 CFR 312.5)."
            )
        )
    return notes
