"""What may happen over the horizon."""

SCENARIOS = {
    "scenario.prices": ("Prices of services fall by {percent:hundredths} a year",),
    "scenario.volume": ("{times:number} times the expected volume",),
    "scenario.ground_lost": (
        "Transfers of personal data lose their legal ground for this country: {country:country}",
    ),
    "scenario.migrations": (
        "Over {years:years}, {count:migrations} forced by vendors that retire models",
    ),
}
