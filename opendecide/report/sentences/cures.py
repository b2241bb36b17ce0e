"""What would lift an exclusion."""

CURES = {
    "cure.buy_licence": ("Buy a commercial licence.",),
    "cure.ask_certificate": (
        "Have {host} agree to this in the contract: “{text}”.",
        "Ask {host} for the certificate, with the AI service in scope: {scheme:scheme}.",
        "Ask for the certificate, with the AI service in scope.",
    ),
    "cure.once_certified": (
        "Come back to {host} once {scheme:scheme} is held: ask for the day, in writing.",
        "Come back once {scheme:scheme} is held: ask for the day, in writing.",
    ),
    "cure.sign_contract": (
        "Have {host} sign this contract, with the AI service in scope: {scheme:scheme}.",
        "Have this contract signed, with the AI service in scope: {scheme:scheme}.",
        "Have the contract signed, with the AI service in scope.",
    ),
    "cure.choose_region": (
        "Choose a region that the contract guarantees: {region:regions}.",
        "Choose a region that the contract guarantees.",
    ),
    "cure.redact": (
        "Remove or mask these data before they leave: {data_class:data}.",
        "Remove or mask the sensitive data before they leave.",
    ),
    "cure.ask_zdr": ("Ask for zero data retention in writing.",),
    "cure.set_retention": ("Have what is kept at {host} deleted after 30 days at most.",),
    "cure.raise_budget": (
        "Raise the ceiling to {amount:exceeding}; it gives way up to {times:number} times of it.",
        "Raise the ceiling to {amount:exceeding}.",
        "Raise the ceiling.",
    ),
    "cure.name_ceiling": ("Name a ceiling, if so much is meant to be spent.",),
    "cure.hire": (
        "Hire or buy in {fte:people}.",
        "Hire or buy in the missing people.",
    ),
    "cure.buy_hardware": (
        "Buy or rent {memory_gb:GB} of accelerator memory.",
        "Buy or rent larger machines.",
    ),
    "cure.leave_premises": ("Allow other places than one's own premises.",),
    "cure.have_machines": ("Allow machines that hold the model to be bought.",),
    "cure.ask_machines": (
        "Ask {host} which machines it runs on, and for a quote.",
        "Ask whoever sells it which machines it runs on, and for a quote.",
    ),
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
    "cure.terms_for_minors": (
        "Take an offer whose terms allow users under 18, or have {host} allow them in writing.",
        "Take an offer whose terms allow users under 18, or have them allowed in writing.",
    ),
    "cure.interface": ("Take an offer with an interface for programs.",),
    "cure.add_model": (
        (
            "Leave this workload out of the decision, or add a model for it to the catalogue"
            " (--catalog)."
        ),
    ),
    "cure.other_host_or_model": ("Take another model, or an offer that keeps this one.",),
    "cure.availability": ("Accept a lower availability, or plan a second place to fall back on.",),
    "cure.application": (
        (
            "Name an application that any model can be put behind (systems.application), or"
            " somebody who connects one (team.delivery_fte, or a budget for a partner)."
        ),
    ),
    "cure.somebody_adapts": ("Hire or buy in somebody who adapts models, or do without that.",),
    "cure.partner": ("Let a partner operate the machines.",),
    "cure.partner_or_service": ("Let a partner operate the machines, or take a service.",),
    "cure.policy": ("Change the policy for this country and role.",),
    "cure.later_or_more": (
        "Move the deadline, or have more machines or a higher quota for the time it takes.",
    ),
    "cure.later": ("Move the deadline, or take what is there sooner.",),
    "cure.combine": ("Send only other data to it, as part of a combination.",),
    "cure.locus.shared_guaranteed_region": (
        "Take an offer that guarantees the required region: {regions:regions}.",
        "Take an offer that guarantees the required region.",
    ),
    "cure.locus.dedicated_capacity": ("Take dedicated capacity.",),
    "cure.locus.own_tenancy": ("Run it on machines rented in one's own name.",),
    "cure.locus.own_premises": ("Run it on own premises.",),
    "cure.line": (
        (
            "Run it at the site. If only a machine room there has no connection and the people have"
            " one, say disconnected: false."
        ),
    ),
    "cure.locus.device_or_disconnected": ("Run it on devices, or on a disconnected site.",),
    "cure.retention.opt_out_or_long_retention": (
        "Take an offer, or agree on terms, under which nobody trains on the content.",
    ),
    "cure.retention.abuse_monitoring_only": (
        "Take an offer, or agree on terms, that keeps content for 30 days at most.",
    ),
    "cure.retention.zero_retention": ("Take an offer, or agree on terms, that keeps nothing.",),
    "cure.retention.stays_inside": ("Run it on own premises, or on devices.",),
    "cure.compelled.foreign_formal_ground": (
        (
            "Take an operator whose contract gives a ground for the transfer, or lower the minimum"
            " for these data: {data_class:data}."
        ),
        "Take an operator whose contract gives a ground for the transfer, or lower the minimum.",
    ),
    "cure.compelled.foreign_with_held_keys": (
        (
            "Take an operator that leaves the keys to the organisation, or one controlled in the"
            " home region, or lower the minimum for these data: {data_class:data}."
        ),
        (
            "Take an operator that leaves the keys to the organisation, or one controlled in the"
            " home region, or lower the minimum."
        ),
    ),
    "cure.compelled.home_controlled": (
        (
            "Take an operator controlled in the home region, or lower the minimum for these data:"
            " {data_class:data}."
        ),
        "Take an operator controlled in the home region, or lower the minimum.",
    ),
    "cure.compelled.home_controlled_and_shielded": (
        (
            "Take an operator whose service is under a recognised scheme, or own premises, or lower"
            " the minimum for these data: {data_class:data}."
        ),
        (
            "Take an operator whose service is under a recognised scheme, or own premises, or lower"
            " the minimum."
        ),
    ),
    "cure.compelled.no_third_party": (
        (
            "Run it on own premises or on devices, or lower the minimum for these data:"
            " {data_class:data}."
        ),
        "Run it on own premises or on devices, or lower the minimum.",
    ),
    "cure.none": ("Nothing the organisation could do.",),
}
