"""Reasons for and against, unknown facts, origins of weights, changes and hybrid rules."""

VERDICTS = {
    "considered.finding": ("Found by {author}: {text}.",),
    "considered.machine": (
        "Compared on {machine}, which carries this work for the least at that place.",
    ),
    "reason.contribution": (
        "{criterion:criterion} ({factor:factor}): {own}; the runner-up: {other}.",
        "{criterion:criterion}: {points:points} more than the runner-up.",
    ),
    "reason.behind": (
        "{criterion:criterion} ({factor:factor}): {own}; the runner-up: {other}.",
        "{criterion:criterion}: {points:points} less than the runner-up.",
    ),
    "reason.only_family": ("It is the only kind of deployment that passes every gate.",),
    "reason.serves_more": (
        "It serves {workload:named} as well; {deployment:deployment} alone does not.",
    ),
    "reason.together": (
        (
            "Together it is {gain:points} more than the best deployment alone"
            " ({deployment:deployment})."
        ),
    ),
    "reason.minimums": (
        (
            "It will probably reach the minimum that was stated for {workload:named};"
            " {deployment:deployment} alone is not expected to, nor does any other alone reach as"
            " many."
        ),
    ),
    "reason.fewer_points": (
        (
            "Together it is {lost:points} less than {deployment:deployment} alone: points do not"
            " make up for a minimum that was stated."
        ),
    ),
    "reason.dearer": (
        (
            "Together it costs {more:money} more over the horizon than {deployment:deployment}"
            " alone."
        ),
    ),
    "reason.several_places": (
        (
            "{number:number} deployments have to be run and watched over; {taken_off:points} are"
            " taken off for that."
        ),
    ),
    "reason.weak": (
        "It is weak on this point: {factor:factor} ({value}).",
        "It is weak on this point: {factor:factor}.",
    ),
    "reason.strong": (
        "It is strong on this point: {factor:factor} ({value}).",
        "It is strong on this point: {factor:factor}.",
    ),
    "weakest.probable": (
        "for {workload:named} the minimum is probably missed (in {share:percent} of the samples)",
    ),
    "weakest.possible": (
        "for {workload:named} the minimum may be missed (in {share:percent} of the samples)",
    ),
    "region.guaranteed": ("{regions:country}",),
    "weakest.unknown": ("for {workload:named} nothing is known",),
    "coverage.missing": ("It does not serve {workload:named}; another has to.",),
    "unknown.decides": ("The lead rests on a fact that nobody has established: {fact:fact}.",),
    "weights.persona": ("Default weights of the persona “{persona:persona}”.",),
    "weights.direct": ("Weights stated by the organisation.",),
    "weights.ranking": (
        "Weights from the organisation's own order of importance (rank-order centroid).",
    ),
    "weights.ranking_in_part": (
        (
            "Weights from the organisation's own order of importance: all weights in that order are"
            " as likely, and what it does not rank stays below the last of it, in proportions"
            " around the usual ones. What is shown is the mean of those drawn."
        ),
    ),
    "weights.swing": ("Swing weights given by the organisation.",),
    "weights.pairwise": (
        "Weights from pairwise comparisons, with a consistency ratio of {cr:number}.",
        "Weights from pairwise comparisons.",
    ),
    "weights.groups": (
        "Weights of several groups of deciders, on average as each has say: {names}.",
        "Weights of several groups of deciders, combined.",
    ),
    "flip.fact": ("{fact:fact} ({of})", "{fact:fact}"),
    "flip.field": ("Profile field {field:field}",),
    "flip.price": ("Price of {model} at {host}", "Price of {model}"),
    "methods.disagree": (
        (
            "A deployment of this family ({family:family}) comes first under {leads:number} of the"
            " {of:number} methods that do not just add up points (section 8); most of the others"
            " put {other:deployment} first and mind this weak point more: {factor:factor}."
        ),
    ),
    "methods.scatter": (
        (
            "A deployment of this family ({family:family}) comes first under {leads:number} of the"
            " {of:number} methods that do not just add up points (section 8); the others do not"
            " agree on another either."
        ),
    ),
    "hybrid.route": ("Send the workload “{workload}” to {deployment:deployment}.",),
    "hybrid.route_class": (
        "Send what carries these data to {deployment:deployment}: {data_class:data}.",
    ),
    "hybrid.none_here": (
        "Nothing may serve the workload “{workload}”: no generative model there.",
    ),
    "hybrid.fail_closed": (
        (
            "When the place for sensitive content is down, requests wait or are refused;"
            " they are never sent elsewhere."
        ),
    ),
    "hybrid.single_better": ("One deployment for everything scores at least as high.",),
    "hybrid.no_more_served": (
        "No combination that the gates let pass serves more of the work, or serves it better.",
    ),
    "hybrid.too_dear": ("The best combination would cost more than the ceiling allows.",),
    "hybrid.minimum_too_dear": (
        (
            "A combination would probably reach the minimum that was stated for {workload:named};"
            " it would cost {cost:money}, which is above the ceiling."
        ),
    ),
    "hybrid.not_allowed": ("The profile asks for one deployment for everything.",),
    "hybrid.one_workload": ("There is one workload only, so there is nothing to divide.",),
    "gap.cost": ("Cost over the horizon: {deployment:deployment}",),
    "gap.quality": ("Quality on own work: {deployment:deployment}",),
    "answer.cost": (
        (
            "This answer would help most, and {who:who} could give it: the cost over the horizon"
            " of {deployment:deployment}."
        ),
    ),
    "answer.quality": (
        (
            "This answer would help most, and {who:who} would give it: the quality of"
            " {deployment:deployment} on own work."
        ),
    ),
    "answer.wanted": ("This answer would help most, and {who:who} could give it: {fact:fact}.",),
    "gap.fact": ("{fact:fact} ({of})", "{fact:fact}"),
}

COUNTED = {
    "equivalent.variants": (
        "{n} other deployment of this kind cannot be told from the first on the known facts.",
        "{n} other deployments of this kind cannot be told from the first on the known facts.",
        "n",
    ),
}
