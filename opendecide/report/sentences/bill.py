"""What the lines of a bill are called."""

BILL = {
    "cost.tokens_input": ("Input tokens, {model}", "Input tokens"),
    "cost.tokens_output": ("Output tokens, {model}", "Output tokens"),
    "cost.tokens_cached": ("Input tokens read from the cache, {model}", "Input tokens from cache"),
    "cost.seats": ("Seats",),
    "cost.images": ("Images",),
    "cost.audio_minutes": ("Minutes of audio",),
    "cost.machine_hours": ("Machine hours, {machine}", "Machine hours"),
    "cost.energy": ("Electricity",),
    "cost.people": ("People who run it",),
    "cost.guardrails": ("Guardrails and moderation",),
    "cost.setup": ("Setting up and integration",),
    "cost.migration": ("Forced migrations",),
    "cost.evaluation": ("Tests and evaluation",),
    "cost.support": ("Licences and support",),
    "cost.exit": ("Moving out at the end",),
    "cost.hardware": ("Purchase of machines",),
    "cost.maintenance": ("Maintenance of machines",),
    "cost.unknown_price": (
        "The price of {model} at {host} is not known, so no total is given.",
        "A price is not known, so no total is given.",
    ),
}
