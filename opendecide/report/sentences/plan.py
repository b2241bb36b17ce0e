"""The staged answer: first steps, dates, the review and the way out."""

PLAN = {
    "plan.nothing": ("Nothing is acceptable today, so nothing is begun.",),
    "plan.recommended": ("It is what this report recommends.",),
    "plan.leader_is_reversible": (
        "The answer is open; of what may be begun at once, the first costs least to give up again.",
    ),
    "plan.cheapest_to_undo": (
        (
            "The answer is open; of what may still turn out best and may be begun at once, this"
            " costs least to give up again."
        ),
    ),
    "plan.conditions_first": (
        (
            "The answer is open, and whatever may still turn out best needs somebody else's"
            " agreement: settle the conditions of the first, then begin with it."
        ),
    ),
    "plan.together": (
        (
            "Of the parts of the combination this can be in use first; it does {share:percent} of"
            " the work by weight. The others are begun beside it and follow."
        ),
        "Of the parts of the combination this can be in use first; the others follow.",
    ),
    "plan.deployment": ("{deployment:deployment}",),
    "plan.own_test": (
        (
            "Say how many own examples of {workload:named} have to pass ({assumed:percent} is only"
            " assumed here), then test {model} on {items:number} of them."
        ),
        (
            "Test {model} on {items:number} own examples of {workload:named}; go on when"
            " it passes {minimum:percent} of them."
        ),
        ("Carry out the acceptance tests of section 13 before the first use in {workload:named}."),
    ),
    "plan.examples": ("Try on {items:number} own examples: {deployments:deployment}.",),
    "plan.compare": ("Try on the same {items:number} own examples: {deployments:deployment}.",),
    "plan.quality": (
        (
            "Test {model} on {items:number} own examples like “{workload}”: if the share that it"
            " passes {direction:direction} {threshold:percent}, this comes first:"
            " {then:deployment}."
        ),
    ),
    "plan.quality_nothing": (
        (
            "Test {model} on {items:number} own examples like “{workload}”: if the share that it"
            " passes {direction:direction} {threshold:percent}, nothing acceptable is left."
        ),
    ),
    "plan.weight": (
        (
            "Agree on the weight of “{criterion:criterion}”: if it {direction:direction}"
            " {threshold:number} of 100 points, this comes first: {then:deployment}."
        ),
    ),
    "plan.try": (
        (
            "Try {deployment:deployment} for a day on own work, and keep it if the results are good"
            " enough."
        ),
    ),
    "plan.present": ("Keep the present way of working; send these data to no new service.",),
    "date.deadline": ("Deadline of the organisation",),
    "date.hard_deadline": ("Deadline of the organisation (strict)",),
    "date.workload_deadline": ("Deadline of the workload “{workload}”",),
    "date.model_ends": (
        "{host} stops serving {model}: by then another model has passed the tests",
    ),
    "date.first_use": (
        (
            "First use in production of {deployment:deployment}: usually after {mid:weeks}"
            " ({low:rough} to {high:rough})"
        ),
        "First use in production: usually after {mid:weeks} ({low:rough} to {high:rough})",
    ),
    "date.passes": ("At the stated growth this passes its switch point: {path:field}",),
    "review.half_year": ("half a year after the decision, or soon after the first use",),
    "review.first_months": ("after the first three months of use",),
    "review.before": ("in time before {day:day}",),
    "exit.other_operator": (
        (
            "Another operator runs it, so it is still there when {here} raises its prices, changes"
            " its terms or stops."
        ),
    ),
    "exit.other_operator_same_maker": (
        (
            "Another operator runs it, so it is still there when {here} raises its prices, changes"
            " its terms or stops. Not so when {makers} withdraws the model: of all that is ranked"
            " nothing of another operator does without that maker."
        ),
    ),
    "exit.same_operator": (
        (
            "The operator stays the same as that of {here}: of all that is ranked nothing else"
            " serves this work. Have help with leaving written into the contract."
        ),
    ),
    "exit.same_models_elsewhere": (
        (
            "Own machines are left because of them or of the people who run them, not because of a"
            " supplier: this is another place for the same models."
        ),
    ),
    "exit.same_machines": (
        (
            "Own machines are left because of them or of the people who run them, not because of a"
            " supplier. Of all that is ranked nothing runs the same models elsewhere, so this is"
            " another model on the same machines; machines and people have to be replaced as they"
            " are."
        ),
    ),
    "exit.elsewhere": (
        (
            "Own machines are left because of them or of the people who run them, not because of a"
            " supplier. Of all that is ranked nothing runs the same models elsewhere, so this is"
            " another place with another model."
        ),
    ),
    "exit.same_site": (
        (
            "Of all that is ranked nothing does without the own site, so this changes machines and"
            " model only; people have to be replaced as they are."
        ),
    ),
    "exit.same_model": (
        ("For {workload:named} the model stays the same ({model}), so prompts and tests do too."),
        "The model stays the same ({model}), so prompts and tests do too.",
    ),
    "exit.other_model": (
        (
            "For {workload:named}: keep prompts and tests independent of {here}; test {there} with"
            " the same examples once a year."
        ),
        (
            "Keep prompts and tests independent of {here}; test {there} with the same examples"
            " once a year."
        ),
    ),
    "exit.same_interface": ("Both speak the same interface: programs change an address.",),
    "exit.contract": ("Keep a contract with {host} ready to sign; it takes the longest.",),
    "exit.machines": ("Machines would have to be bought first ({host}).",),
}

MACHINES = {
    "plan.machine": (
        "Order {n} machine, for that takes longest: {machine} ({host}).",
        "Order {n} machines, for that takes longest; each: {machine} ({host}).",
        "n",
    ),
    "plan.machine_tested": (
        (
            "As soon as the test is passed, order {n} machine, for that takes longest: {machine}"
            " ({host})."
        ),
        (
            "As soon as the test is passed, order {n} machines, for that takes longest; each:"
            " {machine} ({host})."
        ),
        "n",
    ),
}
"""The order, by how many machines there are."""
