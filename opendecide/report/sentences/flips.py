"""What may change: figures, facts, duties and choices, as the subject of a sentence."""

FLIPS = {
    "flip.weight": ("Weight of the criterion “{criterion:criterion}” (points of 100)",),
    "flip.voice": ("What “{group}” has to say, against the other groups",),
    "flip.volume": ("Volume of the workload “{workload}” ({unit:volume})", "Volume"),
    "flip.all_volumes": ("Volume of all workloads together (times what is planned)", "Volume"),
    "flip.quality_minimum": ("Minimum quality of the workload “{workload}”",),
    "flip.task_quality": ("Quality of {model} on work like “{workload}”",),
    "flip.latency": ("Longest response time of the workload “{workload}” (seconds)",),
    "flip.ceiling": ("Budget ceiling over the horizon ({currency})",),
    "flip.monthly_cap": ("Monthly ceiling ({currency})",),
    "flip.salary": ("Cost of one full-time year ({currency})",),
    "flip.horizon": ("Horizon (years)",),
    "flip.decline": ("Fall of service prices a year",),
    "flip.ml_fte": ("Machine learning staff (full-time equivalents)",),
    "flip.ops_fte": ("Operations staff (full-time equivalents)",),
    "flip.hireable_fte": ("Number of people who can be hired (full-time equivalents)",),
    "flip.seat": ("Price of a seat at {host} ({currency} a month)", "Price of a seat at {host}"),
    "flip.price_input": (
        "Price of input tokens of {model} at {host} ({currency} for a million)",
        "Price of input tokens of {model} at {host}",
    ),
    "flip.price_output": (
        "Price of output tokens of {model} at {host} ({currency} for a million)",
        "Price of output tokens of {model} at {host}",
    ),
    "flip.free_share": ("Free share of own accelerators ({machine})",),
    "flip.rent": (
        "Hourly rent of {machine} at {host} ({currency})",
        "Hourly rent of {machine} at {host}",
    ),
    "flip.purchase": ("Purchase price of {machine} ({currency})", "Purchase price of {machine}"),
    "flip.certification": ("This is required of whoever hosts it: {scheme:scheme}",),
    "flip.no_certification": ("This is required of whoever hosts it: {scheme:scheme}",),
    "flip.on_prem_only": ("Only own machines are allowed, on own premises or in a leased room",),
    "flip.region_only": ("Processing only in",),
    "flip.sovereignty": ("Least protection from foreign authorities",),
    "flip.availability_everywhere": ("Least availability a month of all workloads (per cent)",),
    "flip.availability": ("Least availability a month of the workload “{workload}” (per cent)",),
    "flip.minimum_locus": ("Least place of processing of the data “{data_class:data}”",),
    "flip.minimum_retention_level": ("Most that may be kept of the data “{data_class:data}”",),
    "flip.minimum_compelled_access": (
        "Least protection of the data “{data_class:data}” from foreign authorities",
    ),
    "flip.country_operator": ("Operators from this country are excluded: {country:country}",),
    "flip.country_maker": ("Models made in this country are excluded: {country:country}",),
    "flip.independence": ("How much independence counts",),
    "flip.willing": ("Willing to run models",),
    "flip.own_machines": ("The machines that the organisation owns are there",),
    "flip.openness": ("Less openness than this is excluded: {least:label}",),
    "flip.hard_budget": ("The budget ceiling is strict",),
    "flip.covers": ("What the budget ceiling has to pay for",),
    "flip.counts_existing_staff": ("People already employed count as a cost",),
    "flip.capex": ("Machines may be bought",),
    "flip.expandable": ("Servers may be bought",),
    "flip.deadline": ("The deadline is strict",),
    "flip.share_of_volume": ("Share of the data “{data_class:data}”",),
    "flip.max_components": ("Most deployments in a combination",),
    "flip.persona": ("Kind of organisation (persona)",),
    "flip.retirement": ("{host} stops serving {model} on",),
}

CHOICES = {
    "choice.certification": ("If this were required of whoever hosts it ({scheme:scheme})",),
    "choice.no_certification": (
        "If this were no longer required of whoever hosts it ({scheme:scheme})",
    ),
    "choice.on_prem_only": (
        (
            "If everything had to stay on the organisation's own machines, on its premises or in a"
            " leased room"
        ),
    ),
    "choice.region_only": ("If everything had to be processed in this region ({level})",),
    "choice.sovereignty": (
        ("If protection from foreign authorities had to be at least “{level}” (today: {today})"),
    ),
    "choice.availability_everywhere": (
        ("If an availability of {level} a month were enough for all workloads (today: {today})"),
    ),
    "choice.availability": (
        (
            "If an availability of {level} a month were enough for the workload “{workload}”"
            " (today: {today})"
        ),
    ),
    "choice.minimum_locus": (
        (
            "If “{level}” were enough as place of processing of the data “{data_class:data}”"
            " (today: “{today}”)"
        ),
    ),
    "choice.minimum_retention_level": (
        (
            "If “{level}” were enough for what is kept of the data “{data_class:data}”"
            " (today: “{today}”)"
        ),
    ),
    "choice.minimum_compelled_access": (
        (
            "If “{level}” were enough to protect the data “{data_class:data}” from foreign"
            " authorities (today: “{today}”)"
        ),
    ),
    "choice.country_operator": (
        ("If operators from this country were excluded ({country:country})"),
    ),
    "choice.country_maker": ("If models made in this country were excluded ({country:country})",),
    "choice.independence": (
        ("If the importance of independence were “{level}” (today: “{today}”)"),
    ),
    "choice.own_machines": (
        "If the machines that the organisation owns were not there, sold or busy with other work",
    ),
    "choice.openness": ("If at least this openness were required ({least:label})",),
    "choice.hard_budget": ("If the budget ceiling were strict",),
    "choice.expandable": ("If servers might be bought",),
    "choice.covers": ("If the budget ceiling had to pay for “{level}” (today: “{today}”)",),
    "choice.deadline": ("If the deadline were strict",),
    "choice.retirement": ("If {model} were no longer served from {level} on ({host})",),
    "choice.max_components": ("If a combination might have {level} parts at most",),
    "choice.persona": ("If this were another kind of organisation: “{level}” (today: “{today}”)",),
    "given_up.on_prem_only": (
        ("If other places than the organisation's own premises were allowed"),
    ),
    "given_up.region_only": ("If processing outside the stated region were allowed",),
    "given_up.sovereignty": ("If no least protection from foreign authorities were required",),
    "given_up.willing": ("If the organisation did not want to run models itself",),
    "given_up.hard_budget": ("If the budget ceiling were a wish and no limit",),
    "given_up.counts_existing_staff": (
        "If the time of people already employed did not count as a cost",
    ),
    "given_up.capex": ("If machines could not be bought",),
}
"""A choice as a condition, before who leads then; giving one up has a sentence of its own."""
