"""Requirements that may give way, as what would have to be decided."""

RELAXATIONS = {
    "relax.on_prem_only": ("Allow other places than one's own premises",),
    "relax.region_only": ("Allow processing outside the stated region",),
    "relax.sovereignty": (
        "Ask for less protection from foreign authorities (“{level:level}” is enough)",
    ),
    "relax.minimum_locus": (
        (
            "Ask for less of the place of processing of the data “{data_class:data}”"
            " (“{level:level}” is enough)"
        ),
    ),
    "relax.minimum_retention_level": (
        "Allow more to be kept of the data “{data_class:data}” (“{level:level}” is enough)",
    ),
    "relax.minimum_compelled_access": (
        (
            "Ask for less protection of the data “{data_class:data}” from foreign authorities"
            " (“{level:level}” is enough)"
        ),
    ),
    "relax.certification": ("No longer require this: {scheme:scheme}",),
    "relax.country": ("No longer exclude this country: {country:country}",),
    "relax.willing": ("Be willing to run models",),
    "relax.people": ("Hire or buy in {fte:people} in all",),
    "relax.ceiling": (
        (
            "Raise the budget ceiling to {amount:exceeding}, {times:number} times of which may be"
            " paid as it is not strict"
        ),
        "Raise the budget ceiling to {amount:exceeding}",
    ),
    "relax.covers": (
        "Let the budget ceiling pay for the model or its machines alone, and for people elsewhere",
    ),
    "relax.monthly_cap": (
        (
            "Raise the monthly ceiling to {amount:exceeding}, {times:number} times of which may be"
            " paid as it is not strict"
        ),
        "Raise the monthly ceiling to {amount:exceeding}",
    ),
    "relax.quality": ("Lower the minimum quality of “{workload}” to {minimum:percent}",),
    "relax.must_have": ("Do without “{item}” in the workload “{workload}”",),
    "relax.availability": ("Do without the minimum availability of the workload “{workload}”",),
    "relax.deadline": ("Give up the deadline of the workload “{workload}”",),
    "relax.hard_deadline": ("Make the deadline a wish",),
    "relax.openness": ("Do without the minimum of openness",),
}
