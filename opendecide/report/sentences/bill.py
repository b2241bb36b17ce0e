"""What the lines of a bill are called."""

BILL = {
    "cost.api_input_tokens": ("Input tokens, {model}", "Input tokens"),
    "cost.api_output_tokens": ("Output tokens, {model}", "Output tokens"),
    "cost.api_cached_tokens": (
        "Input tokens read from the cache, {model}",
        "Input tokens from cache",
    ),
    "cost.api_input_tokens_batch": ("Input tokens in batches, {model}", "Input tokens in batches"),
    "cost.api_output_tokens_batch": (
        "Output tokens in batches, {model}",
        "Output tokens in batches",
    ),
    "cost.api_cached_tokens_batch": (
        "Input tokens read from the cache in batches, {model}",
        "Input tokens from cache in batches",
    ),
    "cost.api_image": ("Images",),
    "cost.api_minute": ("Minutes of audio",),
    "cost.api_hour": ("Hours of audio",),
    "cost.api_second": ("Seconds of audio",),
    "cost.api_characters": ("Characters",),
    "cost.credits": ("Credits that somebody else pays",),
    "cost.commitment": ("Committed spend beyond the use",),
    "cost.quote": ("Use and machines, as offered for a year of the volume stated",),
    "cost.seats": ("Seats",),
    "cost.machine_hours": ("Rented machines, {machine:machine}", "Rented machines"),
    "cost.server_years": (
        "Machines, written off over their life ({machine:machine})",
        "Machines, written off over their life",
    ),
    "cost.electricity": ("Electricity",),
    "cost.colocation": ("Room and power connection",),
    "cost.staff": ("People who run it",),
    "cost.application": ("Application for the users",),
    "cost.setup_application": ("Setting up the application for the users",),
    "cost.guardrails": ("Guardrails and moderation",),
    "cost.setup": ("Setting up and integration",),
    "cost.setup_adaptation": ("Adapting the model: examples, training, tests",),
    "cost.migration": ("Forced migrations",),
    "cost.known_migration": (
        "Moving to another model when {model} ends",
        "Moving to another model when this one ends",
    ),
    "cost.evaluation": ("Tests and evaluation",),
    "cost.validation": ("Independent validation",),
    "cost.software": ("Monitoring, storage and licences",),
    "cost.exit": ("Moving out at the end",),
    "cost.maintenance": (
        "Maintenance of machines ({machine:machine})",
        "Maintenance of machines",
    ),
    "cost.unknown_price": (
        "The price of {model} at {host} is not known, so no total is given.",
        "A price is not known, so no total is given.",
    ),
}
