"""What would lift an exclusion."""

CURES = {
    "cure.buy_licence": ("Buy a commercial licence.",),
    "cure.ask_certificate": (
        "Have {host} agree to this in the contract: “{text}”.",
        "Ask {host} for the certificate, with the AI service in scope: {scheme:scheme}.",
        "Ask for the certificate, with the AI service in scope.",
    ),
    "cure.choose_region": (
        "Choose a region that the contract guarantees: {region:country}.",
        "Choose a region that the contract guarantees.",
    ),
    "cure.redact": (
        "Remove or mask these data before they leave: {data_class:data}.",
        "Remove or mask the sensitive data before they leave.",
    ),
    "cure.ask_zdr": ("Ask for zero data retention in writing.",),
    "cure.raise_budget": ("Raise the ceiling to {amount:exceeding}.", "Raise the ceiling."),
    "cure.name_ceiling": ("Name a ceiling, if so much is meant to be spent.",),
    "cure.hire": (
        "Hire or buy in {fte:people}.",
        "Hire or buy in the missing people.",
    ),
    "cure.buy_hardware": (
        "Buy or rent {memory_gb:GB} of accelerator memory.",
        "Buy or rent larger machines.",
    ),
    "cure.have_machines": ("Allow machines that hold the model to be bought.",),
    "cure.have_devices": (
        "Give those who use it devices that hold the model, and name them in the profile.",
    ),
    "cure.more_accelerators": (
        "Free, buy or rent more accelerators ({count:number}), or take a smaller model.",
    ),
    "cure.run_test": (
        "Test it on {items:number} own examples of {workload:named}.",
        "Test it on own examples of {workload:named}.",
        "Test it on own examples.",
    ),
    "cure.other_model": ("Take another model.",),
    "cure.other_place": ("Take an offer that has a model for it, alone or beside this one.",),
    "cure.add_model": (
        (
            "Leave this workload out of the decision, or add a model for it to the catalogue"
            " (--catalog)."
        ),
    ),
    "cure.other_host_or_model": ("Take another model, or an offer that keeps this one.",),
    "cure.availability": ("Accept a lower availability, or plan a second place to fall back on.",),
    "cure.keep_less": ("Take an offer, or agree on terms, that keeps less.",),
    "cure.partner": ("Let a partner operate the machines, or take a service.",),
    "cure.policy": ("Change the policy for this country and role.",),
    "cure.later": ("Move the deadline, or take what is there sooner.",),
    "cure.combine": ("Send only other data to it, as part of a combination.",),
    "cure.home_operator": (
        (
            "Take an operator controlled in the home region, or lower the minimum for these data:"
            " {data_class:data}."
        ),
        "Take an operator controlled in the home region, or lower the minimum.",
    ),
    "cure.better_place": ("Take an offer that gives at least “{need:level}”.",),
    "cure.none": ("Nothing the organisation could do.",),
}
