"""What would lift an exclusion."""

CURES = {
    "cure.buy_licence": ("Buy a commercial licence.",),
    "cure.ask_certificate": (
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
    "cure.raise_budget": ("Raise the ceiling to {amount:money}.", "Raise the ceiling."),
    "cure.name_ceiling": ("Name a ceiling, if so much is meant to be spent.",),
    "cure.hire": (
        "Hire or buy in {fte:number} full-time equivalents.",
        "Hire or buy in the missing people.",
    ),
    "cure.buy_hardware": (
        "Buy or rent {memory_gb:number} GB of accelerator memory.",
        "Buy or rent larger machines.",
    ),
    "cure.run_test": (
        "Test it on {items:number} own examples of the workload “{workload}”.",
        "Test it on own examples of the workload “{workload}”.",
        "Test it on own examples.",
    ),
    "cure.other_model": ("Take another model.",),
    "cure.none": ("Nothing the organisation could do.",),
}
