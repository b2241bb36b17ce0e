"""The cheapest test that would settle what is not known."""

SETTLING = {
    "settle.read_again": ("Read the source again; it is older than the profile allows.",),
    "settle.look_up": ("Look it up where it is written first; it was told from memory.",),
    "settle.own_test": (
        "Test it on {items:number} own examples.",
        "Test it on own examples.",
    ),
    "settle.attacks": ("Ask for the test report, or try some fifty known attacks.",),
    "settle.groups": ("Ask for the report, or compare pairs of inputs that differ in the group.",),
    "settle.model_card": ("Read the model card, then ask the maker.",),
    "settle.certificate": ("Ask for the certificate and for its scope.",),
    "settle.clause": ("Ask for the clause of the contract, in writing.",),
    "settle.quote": ("Ask for a quote at the own volume.",),
    "settle.load": ("Rent one machine for a day and replay the busiest hour on it.",),
    "settle.accounts": ("Read the last annual report, or ask for one.",),
    "settle.project": ("Read the pages of the project: releases, people, rules.",),
    "settle.licence": ("Have the licence read once.",),
    "settle.trial": ("Count it in a service that runs already, or in a trial of a month.",),
    "settle.count": ("Count it in the own house.",),
}
