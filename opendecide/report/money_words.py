"""What the parts of a cost, its units and its crossings are called in English."""

PARTS = {
    "usage": "use of the service",
    "credits": "credits that somebody else pays",
    "hardware": "machines",
    "energy": "electricity",
    "people": "people",
    "software": "software",
    "application": "application for the users",
    "guardrails": "guardrails",
    "setup": "setting up",
    "adaptation": "adapting the model",
    "migration": "migrations",
    "evaluation": "tests",
    "exit": "moving out",
}
SCENARIOS = {
    "today": "Today's volume and prices",
    "ten_times": "Ten times the volume, uncapped",
    "prices_halve": "Use and machines at half the price",
    "prices_double": "Use and machines at twice the price",
    "reserved": "Machines committed to for the whole horizon",
    "autoscaled": "Machines switched off outside the peak, as far as that succeeds",
    "spot": "Machines that may be withdrawn at any moment (nobody waits for this work)",
}
CROSSINGS = {
    "volume": "volume",
    "utilisation": "utilisation of the machines",
    "accelerator_price": "price of the machines",
    "rental_price": "price of rented machines",
    "api_price": "price of the service",
    "staff": "people who run it",
}
PER = {
    "1M tokens": "1 million tokens",
    "1M characters": "1 million characters",
    "Mtok": "1 million tokens",
    "thousand requests": "1,000 requests",
    "machine": "machine",
    "machine hour": "machine hour",
    "seat month": "seat and month",
    "audio hour": "hour of audio",
    "image": "image",
    "minute": "minute",
    "hour": "hour",
    "second": "second",
    "year": "year",
    "stated volume": "year of the volume stated",
}
"""After a price and a stroke."""
