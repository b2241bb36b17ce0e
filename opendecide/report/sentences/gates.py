"""Why a gate excludes a deployment, or lets it pass under a condition."""

GATES = {
    "licence.non_commercial": (
        "The licence {licence} allows no commercial use (“{clause}”).",
        "The licence {licence} allows no commercial use.",
    ),
    "licence.users_limit": (
        "The licence {licence} stops at {limit:users}; there are {users:number}.",
    ),
    "licence.revenue_limit": (
        "The licence {licence} stops at a yearly revenue of {limit:price}; it is {revenue:price}.",
        "The licence {licence} stops at a yearly revenue of {limit:price}.",
    ),
    "licence.region_exclusion": (
        "The licence {licence} grants no rights to organisations in this region: {region:country}.",
    ),
    "licence.redistribution": (
        "The licence {licence} does not allow passing on an adapted model ({clause}).",
        "The licence {licence} does not allow passing on an adapted model.",
    ),
    "licence.unknown": (
        "The licence of {model} is not known; have it checked before use.",
        "The licence is not known; have it checked before use.",
    ),
    "own_duty.certificate": (
        "Where the organisation runs it itself, it has to see to this itself: “{text}”.",
        (
            "Where the organisation runs it itself, nobody holds {scheme:scheme} for it: obtain it,"
            " or have it confirmed that it is not asked of those who serve only themselves."
        ),
    ),
    "own_duty.stated": (
        "The organisation has to see to this itself, whoever is chosen: “{text}”.",
    ),
    "own_duty.availability_in_bad_times": (
        (
            "Where the organisation runs it itself ({host}), an availability of {have:hundredths}"
            " a month is usual and {low:hundredths} possible; {need:hundredths} is required."
            " Decide whether that will do, or plan a second place to fall back on."
        ),
    ),
    "own_duty.too_slow": (
        (
            "For {workload:named} an answer of machines that the organisation runs itself is"
            " worked out at about {have:s}; a limit of {assumed:s} is assumed here. State yours,"
            " and measure it on them at the busiest hour."
        ),
        (
            "For {workload:named} an answer of machines that the organisation runs itself is"
            " worked out at about {have:s}; the limit is {need:s}. Measure it on them at the"
            " busiest hour before people depend on it."
        ),
    ),
    "own_duty.batch_end": (
        (
            "Working day and night, the machines counted here take about {lasts:weeks} for all of"
            " {workload:named}, after {weeks:weeks} to go live: probably too long for {date:day}."
            " Measure on them how much gets through in a day, or have more of them."
        ),
    ),
    "certification.missing": (
        "{host} does not meet what is mandatory here: “{text}”.",
        "{host} does not hold what is mandatory here: {scheme:scheme}.",
        "What is mandatory here is not held: {scheme:scheme}.",
    ),
    "certification.foreign_control": (
        (
            "{host} is under control from outside the European Union, and nobody who is holds what"
            " is mandatory here: {scheme:scheme}."
        ),
        "What is mandatory here is held by nobody under such control: {scheme:scheme}.",
    ),
    "certification.infrastructure_only": (
        "{host} holds {scheme:scheme} for its infrastructure only, not for the AI service.",
        "{scheme:scheme} is held for the infrastructure only, not for the AI service.",
    ),
    "certification.unknown": (
        "Whether {host} meets this is not known: “{text}”.",
        (
            "Whether {host} holds {scheme:scheme} for this service is not known; ask for the"
            " certificate."
        ),
        "Whether {scheme:scheme} is held for this service is not known; ask for the certificate.",
    ),
    "certification.scope_unknown": (
        (
            "{host} holds {scheme:scheme}; whether that covers the machines rented here is not"
            " known. Ask for the certificate and its scope."
        ),
        "Whether {scheme:scheme} covers the machines rented here is not known.",
    ),
    "certification.in_progress": (
        "{host} has announced {scheme:scheme} and does not hold it yet.",
        "{scheme:scheme} is announced and not held yet.",
    ),
    "certification.on_request": (
        "{host} gives {scheme:scheme} on request only; have it signed before use.",
        "{scheme:scheme} is given on request only; have it signed before use.",
    ),
    "certification.contract_unknown": (
        (
            "Whether {host} signs this contract for the service is not known: {scheme:scheme}."
            " Have it signed before the first use."
        ),
        (
            "Whether this contract is signed for the service is not known: {scheme:scheme}. Have"
            " it signed before the first use."
        ),
    ),
    "certification.contract_not_yet": (
        "{host} has announced this contract and does not sign it yet: {scheme:scheme}.",
        "This contract is announced and not signed yet: {scheme:scheme}.",
    ),
    "certification.contract_refused": (
        "{host} does not sign a contract that is mandatory here: {scheme:scheme}.",
        "A contract that is mandatory here is not signed: {scheme:scheme}.",
    ),
    "certification.contract_infrastructure_only": (
        (
            "{host} signs this contract for its infrastructure only, not for the AI service:"
            " {scheme:scheme}."
        ),
        (
            "This contract is signed for the infrastructure only, not for the AI service:"
            " {scheme:scheme}."
        ),
    ),
    "certification.contract_on_request": (
        "{host} signs this contract on request only: {scheme:scheme}. Ask before the first use.",
        "This contract is signed on request only: {scheme:scheme}. Ask before the first use.",
    ),
    "place.no_line": (
        (
            "The site has no connection to the internet, so those who work there cannot reach"
            " {host}."
        ),
        "The site has no connection to the internet, so those who work there cannot reach it.",
    ),
    "place.disconnected": (
        (
            "The site has no connection to the internet: {host} can be used only by people and"
            " programs elsewhere. Make sure that all of them are."
        ),
        (
            "The site has no connection to the internet: it can be used only by people and programs"
            " elsewhere. Make sure that all of them are."
        ),
    ),
    "place.on_premises_required": (
        "These data have to stay on own premises: {data_class:data}.",
        "All data have to stay on own premises.",
    ),
    "place.region_not_guaranteed": (
        "{host} does not guarantee processing inside the required region: {region:regions}.",
        "Processing inside the required region is not guaranteed: {region:regions}.",
    ),
    "place.region_conditional": (
        (
            "{host} guarantees the required region ({region:regions}) only for some models,"
            " functions or by approval; have it written into the contract."
        ),
        (
            "The required region ({region:regions}) is guaranteed only for some models, functions"
            " or by approval."
        ),
    ),
    "place.mitigation": ("Before these data leave the organisation ({data_class:data}): {step}.",),
    "minimum.below": ("{text}: “{need:level}” is asked for; “{have:level}” is reached.",),
    "minimum.unknown": ("{text}: whether “{need:level}” is reached is not known.",),
    "place.region_unknown": (
        "Whether {host} guarantees the required region ({region:regions}) is not known.",
        "Whether the required region ({region:regions}) is guaranteed is not known.",
    ),
    "place.locus_unknown": (
        (
            "The place of processing at {host} may be only “{have:level}”; these data ask for"
            " “{need:level}” ({regions:regions}): {data_class:data}."
        ),
        (
            "The place of processing may be only “{have:level}”; these data ask for “{need:level}”"
            " ({regions:regions}): {data_class:data}."
        ),
        (
            "The place of processing at {host} may be only “{have:level}”; these data ask for"
            " “{need:level}”: {data_class:data}."
        ),
        (
            "The place of processing may be only “{have:level}”; these data ask for “{need:level}”:"
            " {data_class:data}."
        ),
    ),
    "quality.language_unmeasured": (
        (
            "For {workload:named} nobody is known to have measured {model} in {languages:tongue};"
            " its quality there is inferred from other languages, and an own test has to show it."
        ),
        (
            "For {workload:named} {model} was not tested in every language it has to"
            " speak; an own test has to confirm the estimate."
        ),
    ),
    "quality.language_unnamed": (
        (
            "For {workload:named} the maker of {model} does not name {languages:tongue} among its"
            " languages; an own test has to show how well it does there."
        ),
    ),
    "quality.no_evidence": (
        (
            "For {workload:named} nothing is published about the quality of {model};"
            " it has to be tested on own examples."
        ),
    ),
    "place.locus_below": (
        (
            "The place of processing, “{have:level}”, falls short of “{need:level}”"
            " ({regions:regions}), the minimum for these data: {data_class:data}."
        ),
        (
            "The place of processing, “{have:level}”, falls short of “{need:level}”"
            " ({regions:regions})."
        ),
        (
            "The place of processing, “{have:level}”, falls short of “{need:level}”, the"
            " minimum for these data: {data_class:data}."
        ),
        "The place of processing, “{have:level}”, falls short of “{need:level}”.",
    ),
    "place.masked": (
        (
            "Remove or mask these data before they go to {host}: {data_class:data}. As they are,"
            " “{have:level}” would fall short of “{need:level}”."
        ),
        (
            "Remove or mask these data before they leave: {data_class:data}. As they are,"
            " “{have:level}” would fall short of “{need:level}”."
        ),
    ),
    "place.retention_below": (
        (
            "What is kept of the content, “{have:level}”, falls short of “{need:level}”, the"
            " minimum for these data: {data_class:data}."
        ),
        "What is kept of the content, “{have:level}”, falls short of “{need:level}”.",
    ),
    "place.retention_unknown": (
        (
            "What is kept of the content is not known; these data ask for “{need:level}”:"
            " {data_class:data}."
        ),
        "What is kept of the content is not known.",
    ),
    "place.retention_own": (
        (
            "How long {host} keeps what users enter is the organisation's own choice; these data"
            " ask for “{need:level}”: {data_class:data}."
        ),
        "How long {host} keeps what users enter is the organisation's own choice.",
    ),
    "place.compelled_below": (
        (
            "The protection from foreign authorities, “{have:level}”, falls short of"
            " “{need:level}”, the minimum for these data: {data_class:data}."
        ),
        "The protection from foreign authorities, “{have:level}”, falls short of “{need:level}”.",
    ),
    "place.compelled_unknown": (
        (
            "The protection from foreign authorities is not known; these data ask for"
            " “{need:level}”: {data_class:data}."
        ),
        "The protection from foreign authorities is not known.",
    ),
    "budget.above": (
        (
            "What is paid over the horizon in the middle (P50), {p50:exceeding}, is above"
            " {times:number} times the ceiling of {ceiling:price}; up to there a ceiling that is"
            " not strict gives way."
        ),
        (
            "What is paid over the horizon in the middle (P50), {p50:exceeding}, is above the"
            " ceiling of {ceiling:price}."
        ),
    ),
    "budget.others_within": (
        (
            "What is paid over the horizon in the middle (P50), {p50:exceeding}, is more than half"
            " above the ceiling of {ceiling:price}, which is not strict but which others keep to,"
            " such as {other:deployment}."
        ),
    ),
    "budget.borrowed": (
        "No price of {host} is known for {model}; what others charge stands in. Ask for a quote.",
    ),
    "budget.offer_names_no_model": (
        (
            "The total that {host} offered names no model, and counts only where the list asks no"
            " more. Ask which model it is for."
        ),
        (
            "The total that was offered names no model, and counts only where the list asks no"
            " more. Ask which model it is for."
        ),
    ),
    "budget.beyond_the_offer": (
        (
            "The total that {host} offered is for the volume stated; what grows beyond it is"
            " counted in proportion. Have the price of more put into the contract."
        ),
        (
            "The total that was offered is for the volume stated; what grows beyond it is counted"
            " in proportion. Have the price of more put into the contract."
        ),
    ),
    "budget.tight": (
        (
            "In an expensive course of events {p90:beyond} is paid over the horizon, above the"
            " ceiling of {ceiling:price}."
        ),
    ),
    "budget.per_request": (
        "A request costs {p50:price}, all costs counted; {ceiling:price} is the limit.",
    ),
    "budget.out_of_proportion": (
        (
            "The expected cost of {p50:money} is {times:number} times what a plain service and a"
            " quarter of a person would cost for this volume ({usual:money}); no ceiling is named."
        ),
    ),
    "budget.unknown": (
        "No price of {host} for {workload:named} is known, so the cost cannot be estimated.",
        "The cost cannot be estimated from the known facts.",
    ),
    "budget.besides": (
        (
            "A price of {host} is not known; {least:exceeding} is paid over the horizon besides it;"
            " the ceiling is {ceiling:money}."
        ),
        (
            "A price of it is not known; {least:exceeding} is paid over the horizon besides it; the"
            " ceiling is {ceiling:money}."
        ),
    ),
    "budget.tier_below": (
        (
            "No price of {host} is known; it costs no less than {below}, which takes"
            " {least:exceeding} over the horizon; the ceiling is {ceiling:money}."
        ),
        (
            "No price of it is known; it costs no less than the tier below, which takes"
            " {least:exceeding} over the horizon; the ceiling is {ceiling:money}."
        ),
    ),
    "budget.borrowed_hour": (
        (
            "No price of {host} is known for an hour of such machines ({machine}); what others ask"
            " for one stands in. Ask for a quote."
        ),
        "The price of an hour of machines is not known. Ask for a quote.",
    ),
    "capability.modality": (
        (
            "The model does not handle this kind of content, which {workload:named} cannot do"
            " without: {modality:modality}."
        ),
        "The model does not handle this kind of content: {modality:modality}.",
    ),
    "capability.seats": (
        "{host} is sold to people, by the seat; {workload:named} needs an interface for programs.",
        "It is sold to people, by the seat; {workload:named} needs an interface for programs.",
        "It is sold to people, by the seat; an interface for programs is needed.",
    ),
    "capability.device": (
        (
            "It runs on the device of whoever uses it; for {workload:named} no such devices are"
            " stated."
        ),
        "It runs on the device of whoever uses it; no such devices are stated.",
    ),
    "capability.missing": (
        "This is missing and required for {workload:named}: {item:need}.",
        "This is missing and required: {item:need}.",
    ),
    "capability.seat_unknown": (
        "Whether people can do this with {host} at their seats is not known: {workload:named}.",
        "Whether people can do this at their seats is not known.",
    ),
    "capability.unknown": (
        "Whether {host} offers this for {workload:named} is not known: {item:need}.",
        "Whether {model} offers this for {workload:named} is not known: {item:need}.",
        "Whether this is there for {workload:named} is not known: {item:need}.",
        "Whether this is there is not known: {item:need}.",
    ),
    "capability.retired": (
        "{model} was withdrawn by {host} on {date:day}.",
        "Withdrawn already: {date:day}.",
    ),
    "capability.retires_before_use": (
        (
            "{host} withdraws {model} on {date:day}, before the deadline of {go_live:day}, by which"
            " it has to be in use."
        ),
        (
            "Will be withdrawn before the deadline of {go_live:day}, by which it has to be in use:"
            " {date:day}."
        ),
    ),
    "capability.retires_inside": (
        ("{host} withdraws {model} on {date:day}: plan the move to another model before that day."),
        "It is withdrawn on {date:day}: plan the move to another model before that day.",
    ),
    "capability.retires_before_ready": (
        (
            "{host} withdraws {model} on {date:day}, before it would usually be in use, about"
            " {ready:day}."
        ),
        "Will be withdrawn before it would usually be in use, about {ready:day}: {date:day}.",
    ),
    "capability.retires_too_soon": (
        "{host} withdraws {model} on {date:day}, too soon after a first use to be worth it.",
        "Will be withdrawn too soon after a first use to be worth it: {date:day}.",
    ),
    "capability.availability": (
        (
            "An availability of {have:hundredths} a month falls short of the {need:hundredths}"
            " required."
        ),
    ),
    "capability.availability_in_bad_times": (
        (
            "An availability of {have:hundredths} a month is usual at {host} and {low:hundredths}"
            " possible; {need:hundredths} is required."
        ),
    ),
    "capability.deadline": (
        (
            "It takes about {weeks:weeks} to go live, until {first_use:day}: too long for the"
            " deadline of {date:day}. Purchasing is assumed to take {assumed:weeks} of it: state"
            " yours."
        ),
        (
            "It takes about {weeks:weeks} to go live, until {first_use:day}: too long for the"
            " deadline of {date:day}."
        ),
    ),
    "capability.deadline_unlikely": (
        (
            "It usually takes about {weeks:weeks} to go live, until {first_use:day}, in a quick"
            " case {at_least:weeks}: the deadline of {date:day} will probably be missed. Purchasing"
            " is assumed to take {assumed:weeks} of it: state yours."
        ),
        (
            "It usually takes about {weeks:weeks} to go live, until {first_use:day}, in a quick"
            " case {at_least:weeks}: the deadline of {date:day} will probably be missed."
        ),
    ),
    "capability.deadline_tight": (
        (
            "It usually takes about {weeks:weeks} to go live, until {first_use:day}, in a slow case"
            " {at_most:weeks}: then the deadline of {date:day} is missed. Purchasing is assumed to"
            " take {assumed:weeks} of it: state yours."
        ),
        (
            "It usually takes about {weeks:weeks} to go live, until {first_use:day}, in a slow case"
            " {at_most:weeks}: then the deadline of {date:day} is missed."
        ),
    ),
    "capability.too_much_by_hand": (
        (
            "{host} is sold to people, by the seat: for {workload:named} each of them would enter"
            " about {each:number} requests a day by hand; {most:number} is taken as the most."
        ),
        (
            "It is sold to people, by the seat: each of them would enter about {each:number}"
            " requests a day by hand; {most:number} is taken as the most."
        ),
    ),
    "capability.lot_by_hand": (
        (
            "{host} is sold to people, by the seat: entering all of {workload:named} by hand takes"
            " them at least {days:person-days}."
        ),
        "It is sold to people, by the seat: entering all of it by hand takes them too long.",
    ),
    "capability.batch_end": (
        (
            "Working day and night, the machines counted here take about {lasts:weeks} for all of"
            " {workload:named}, after {weeks:weeks} to go live: too long for {date:day}."
        ),
        "Working day and night, the machines counted here do not get through in time.",
    ),
    "capability.batch_quota": (
        (
            "The quota of {host} lets about {have:number} requests a day through; for all of"
            " {workload:named} to be done by {date:day} it takes {need:number}."
        ),
        "Its quota lets fewer requests a day through than it takes to be done in time.",
    ),
    "capability.batch_pace": (
        (
            "For all of {workload:named} to be done by {date:day}, {need:number} requests a day"
            " have to get through from first use; whether {host} lets so many through is not known."
        ),
    ),
    "capability.no_model": (
        "No model here can serve {workload:named}.",
        "No model here can serve this workload.",
    ),
    "capability.unknown_kind": (
        "The catalogue knows no model for the kind of task of {workload:named}.",
        "The catalogue knows no model for this kind of task.",
    ),
    "capability.eligibility": ("It is not open to this organisation; who may use it: {who:item}.",),
    "capability.eligibility_unsure": (
        "Have it confirmed that this organisation may use it; who may: {who:item}.",
    ),
    "capability.organisations_only": (
        "The terms of {host} are for organisations; a single person does not get them.",
        "Its terms are for organisations; a single person does not get them.",
    ),
    "capability.one_person": (
        "{host} is a plan of one person; about {need:count} people need a seat here.",
        "It is a plan of one person; about {need:count} people need a seat here.",
    ),
    "capability.too_many_seats": (
        "{host} sells {have:count} seats at most; about {need:count} people need one here.",
        "It sells {have:count} seats at most; about {need:count} people need one here.",
    ),
    "capability.other_purpose": (
        "{host} is made for something else ({task:task}), says its maker.",
        "It is made for something else ({task:task}), says its maker.",
    ),
    "capability.private_use": (
        "The terms of {host} are for private use; {workload:named} is work.",
        "Its terms are for private use; this is work.",
    ),
    "capability.private_use_unsure": (
        "Have it confirmed that {host} may be used for work: its terms speak of private use.",
        "Have it confirmed that it may be used for work: its terms speak of private use.",
    ),
    "capability.minors_excluded": (
        "The terms of {host} do not let it serve people under 18, as {workload:named} does.",
        "Its terms do not let it serve people under 18.",
    ),
    "capability.minors_unknown": (
        (
            "Have it confirmed in writing that the terms of {host} allow users under 18, whom"
            " {workload:named} serves."
        ),
        "Have it confirmed in writing that its terms allow users under 18.",
    ),
    "capability.minors_safeguards": (
        (
            "The terms of {host} ask for safeguards where users are under 18, as for"
            " {workload:named}: {steps:level}."
        ),
        "Its terms ask for safeguards where users are under 18: {steps:level}.",
    ),
    "capability.speed_unknown": (
        (
            "How fast {host} answers is not known; services at large take {have:about_s} for"
            " {workload:named}, the limit is {need:s}. Measure it."
        ),
        (
            "How fast it answers is not known; services at large take {have:about_s}, the limit"
            " is {need:s}. Measure it."
        ),
    ),
    "capability.too_slow": (
        (
            "For {workload:named} an answer takes about {have:s}; a limit of {assumed:s} is assumed"
            " here."
        ),
        "An answer takes about {have:s}; a limit of {assumed:s} is assumed here.",
        ("For {workload:named} an answer takes about {have:s}; the limit is {need:s}."),
        "An answer takes about {have:s}; the limit is {need:s}.",
    ),
    "quality.below": (
        (
            "For {workload:named} the quality reaches {p90:percent} at best;"
            " {assumed:percent} is assumed here as the minimum."
        ),
        (
            "For {workload:named} the quality reaches {p90:percent} at best;"
            " {minimum:percent} is the minimum."
        ),
        (
            "The quality reaches {p90:percent} at best; {assumed:percent} is assumed here as the"
            " minimum."
        ),
        "The quality reaches {p90:percent} at best; {minimum:percent} is the minimum.",
    ),
    "quality.own_test_below": (
        (
            "In an own test for {workload:named} {result:percent} of the items passed;"
            " {assumed:percent} is assumed here as the minimum."
        ),
        (
            "In an own test for {workload:named} {result:percent} of the items passed;"
            " {minimum:percent} is the minimum."
        ),
        "In an own test for {workload:named} the quality stayed below the minimum.",
        "In an own test the quality stayed below the minimum.",
    ),
    "quality.test_needed": (
        (
            "For {workload:named} the quality is estimated at {p10:percent} to"
            " {p90:percent}; {assumed:percent} is assumed here as the minimum. State yours, and"
            " test on own examples whether it is reached."
        ),
        (
            "For {workload:named} the quality is estimated at {p10:percent} to"
            " {p90:percent}; whether it reaches the minimum of {minimum:percent} has to be"
            " tested on own examples."
        ),
    ),
    "quality.contradicted": (
        (
            "For {workload:named} your own tests of other models differ from the public estimates"
            " by more than chance: these say nothing of {model} here, before it is tested."
        ),
        (
            "Own tests differ from the public estimates by more than chance: these say nothing here"
            " of a model before it is tested."
        ),
    ),
    "quality.unlikely": (
        (
            "For the workload “{workload}” this answer holds only if {model} passes a test on"
            " {items:number} own examples, which it is more likely than not to fail"
            " ({assumed:percent} is assumed here as the minimum); otherwise {other:deployment}"
            " leads, which will probably pass."
        ),
        (
            "For the workload “{workload}” this answer holds only if {model} passes a test on"
            " {items:number} own examples, which it is more likely than not to fail"
            " ({minimum:percent} is the minimum); otherwise {other:deployment} leads, which will"
            " probably pass."
        ),
        (
            "For the workload “{workload}” {model} is more likely than not to miss the minimum"
            " assumed here, {assumed:percent}, and so is every other that serves all of the"
            " work; {part:deployment}, which does not serve all of it, will probably reach it:"
            " test on {items:number} own examples before anything else, and state the minimum."
        ),
        (
            "For the workload “{workload}” {model} is more likely than not to miss the minimum of"
            " {minimum:percent}, and so is every other that serves all of the work;"
            " {part:deployment}, which does not serve all of it, will probably reach it: test on"
            " {items:number} own examples before anything else."
        ),
        (
            "For the workload “{workload}” {model} is more likely than not to miss the minimum"
            " assumed here, {assumed:percent}; for this one {instead:deployment} will probably"
            " reach it: test on {items:number} own examples before anything else, and state the"
            " minimum."
        ),
        (
            "For the workload “{workload}” {model} is more likely than not to miss the minimum of"
            " {minimum:percent}; for this one {instead:deployment} will probably reach it: test on"
            " {items:number} own examples before anything else."
        ),
        (
            "For the workload “{workload}” {model} is more likely than not to miss the minimum"
            " assumed here, {assumed:percent}, and so is every other that may serve it: test on"
            " {items:number} own examples before anything else, and state the minimum."
        ),
        (
            "For the workload “{workload}” {model} is more likely than not to miss the minimum of"
            " {minimum:percent}, and so is every other that may serve it: test on {items:number}"
            " own examples before anything else."
        ),
    ),
    "quality.together": (
        (
            "For the workload “{workload}” this answer rests on {model}, which reaches the minimum"
            " of {minimum:percent} with a chance of {chance:percent}: test it on {items:number} own"
            " examples before anything else, and {model_alone} as well. Should that one pass,"
            " {alone:deployment} alone does for everything and scores higher."
        ),
        (
            "For the workload “{workload}” this answer rests on {model}, which reaches the minimum"
            " of {minimum:percent} with a chance of {chance:percent}: test it on {items:number} own"
            " examples before anything else."
        ),
    ),
    "quality.prior_only": (
        (
            "For {workload:named} no public test of this model exists; its quality"
            " has to be tested on own examples."
        ),
    ),
    "quality.required_own_test": (
        "A test on own examples is asked for before a decision, for {workload:named}.",
    ),
    "compute.memory": (
        (
            "{model} needs {need_gb:GB} of accelerator memory; the machine assumed here"
            " ({assumed:machine}, with {each_gb} GB each and {total_gb} GB in all) has room for"
            " {have_gb:GB}."
        ),
        (
            "{need_gb:GB} of accelerator memory is needed; the machine assumed here"
            " ({assumed:machine}, with {each_gb} GB each and {total_gb} GB in all) has room for"
            " {have_gb:GB}."
        ),
        (
            "{model} needs {need_gb:GB} of accelerator memory; the machine assumed here"
            " ({assumed:machine}) has {have_gb:GB}."
        ),
        (
            "{need_gb:GB} of accelerator memory is needed; the machine assumed here"
            " ({assumed:machine}) has {have_gb:GB}."
        ),
        (
            "{model} needs {need_gb:GB} of accelerator memory; {on:machine}, with {each_gb} GB each"
            " and {total_gb} GB in all, have room for {have_gb:GB}."
        ),
        (
            "{need_gb:GB} of accelerator memory is needed; {on:machine}, with {each_gb} GB each and"
            " {total_gb} GB in all, have room for {have_gb:GB}."
        ),
        (
            "{model} needs {need_gb:GB} of accelerator memory; {on:machine}, with {total_gb} GB,"
            " has room for {have_gb:GB}."
        ),
        (
            "{need_gb:GB} of accelerator memory is needed; {on:machine}, with {total_gb} GB, has"
            " room for {have_gb:GB}."
        ),
        "{model} needs {need_gb:GB} of accelerator memory; {have_gb:GB} is there.",
        "{need_gb:GB} of accelerator memory is needed; {have_gb:GB} is there.",
    ),
    "compute.shared_memory": (
        (
            "{model} fills {need_gb:number} GB of the memory of {on:machine} ({each_gb} GB each,"
            " {total_gb} GB in all), of which other uses leave {free_gb:number} GB free: agree with"
            " them who gives way, and when."
        ),
        (
            "{model} fills {need_gb:number} GB of the accelerators' memory, of which other uses"
            " leave {free_gb:number} GB free: agree with them who gives way, and when."
        ),
    ),
    "compute.overload": (
        "At its peak {model} needs {need:accelerators}; free: {have:number}.",
        "Needed at the peak: {need:accelerators}; free: {have:number}.",
    ),
    "compute.quota": (
        "The quota allows {have:requests/minute}; needed at the peak: {need:number}.",
    ),
    "compute.quota_day": ("The quota allows {have:tokens/day}; needed: {need:number}.",),
    "compute.cooling": ("The site cannot cool a server.",),
    "compute.power": ("The server takes {need:kW}; the site has {have:kW} free.",),
    "compute.none": ("There is no server to run it on, and none can be had.",),
    "compute.not_named": (
        "Which machines {host} needs is not known, and none is there.",
        "Which machines it needs is not known, and none is there.",
    ),
    "compute.no_device": ("No device of those who use it is known to run it on.",),
    "compute.unknown": ("Whether the machines are large enough is not known.",),
    "skills.gap": (
        (
            "Running it takes people who know how and can stand in for one another, {required:FTE}"
            " (section 7 counts the hours that are paid); {available:rough} on hand, and"
            " {cover:rough} more that can be hired or bought in."
        ),
        (
            "Running it takes people who know how and can stand in for one another, {required:FTE}"
            " (section 7 counts the hours that are paid); {available:rough} on hand."
        ),
    ),
    "skills.interface": (
        (
            "{host} is an interface for programs; nobody is there, to be hired or paid to connect"
            " one."
        ),
        "It is an interface for programs; nobody is there, to be hired or paid to connect one.",
    ),
    "skills.adaptation": (
        (
            "The model has to be adapted for {workload:named}; nobody is there, to be hired or paid"
            " to do it."
        ),
        "The model has to be adapted; nobody is there, to be hired or paid to do it.",
    ),
    "skills.days": (
        "To run it {days:person-days} a year are missing: nobody is named who has them.",
    ),
    "skills.unwilling": ("The organisation does not want to operate machines itself.",),
    "country.excluded": (
        "The organisation's policy excludes {country:country} in this role: {role:role}.",
    ),
    "country.unknown": ("Which country stands behind this role is not known: {role:role}.",),
    "acceptance.tests": (
        (
            "Quality, bias, robustness and failover have to be tested before the first use in"
            " {workload:named}."
        ),
    ),
    "openness.unknown": (
        "Whether {model} is as open as the minimum asked for, “{need:label}”, is not known.",
        "Whether the model is as open as the minimum asked for, “{need:label}”, is not known.",
    ),
    "openness.below": (
        (
            "The openness of the model, “{have:label}”, falls short of the minimum asked for,"
            " “{need:label}”."
        ),
        "The openness of the model falls short of the minimum asked for, “{need:label}”.",
    ),
}
