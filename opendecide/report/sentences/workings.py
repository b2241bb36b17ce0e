"""The equations of a bill with the numbers in them, and why a comparison of cost is withheld."""

WORKINGS = {
    "working.tokens": (
        (
            "{workload:workload}: {requests:requests/day} × {days:days} ×"
            " {input:figure} input and {output:figure} output tokens = {input_millions:figure}"
            " and {output_millions:figure} million tokens in the first year; drawn together,"
            " the middle is {input_middle:figure} and {output_middle:figure}."
        ),
    ),
    "working.minutes": (
        (
            "{workload:workload}: {requests:requests/day} × {days:days} × {each:figure} minutes of"
            " speech = {count:figure} minutes in the first year; drawn together, the middle is"
            " {middle:figure}."
        ),
    ),
    "working.images": (
        (
            "{workload:workload}: {requests:requests/day} × {days:days} × {each:figure} for each"
            " request = {count:figure} images in the first year; drawn together, the middle is"
            " {middle:figure}."
        ),
    ),
    "working.lot_tokens": (
        (
            "{workload:workload}: {requests:figure} requests once × {input:figure} input and"
            " {output:figure} output tokens = {input_millions:figure} and {output_millions:figure}"
            " million tokens in all; drawn together, the middle is {input_middle:figure} and"
            " {output_middle:figure}."
        ),
    ),
    "working.lot_minutes": (
        (
            "{workload:workload}: {requests:figure} requests once × {each:figure} minutes of speech"
            " = {count:figure} minutes in all; drawn together, the middle is {middle:figure}."
        ),
    ),
    "working.lot_images": (
        (
            "{workload:workload}: {requests:figure} requests once × {each:figure} for each request"
            " = {count:figure} images in all; drawn together, the middle is {middle:figure}."
        ),
    ),
    "working.time_of_minutes": (
        (
            "{workload:workload}: one {accelerator:machine} transcribes {speed:figure} s of speech"
            " a second: {count:figure} minutes a day × 60 s ÷ {speed:figure} = {seconds:figure} s;"
            " ÷ 86,400 s × peak factor {factor:figure} = {busy:figure} of them at work."
        ),
    ),
    "working.time_of_images": (
        (
            "{workload:workload}: one {accelerator:machine} makes an image in {each:figure} s:"
            " {count:figure} images a day × {each:figure} s = {seconds:figure} s; ÷ 86,400 s ×"
            " peak factor {factor:figure} = {busy:figure} of them at work."
        ),
    ),
    "working.time_of_tokens": (
        (
            "{workload:workload}: one {accelerator:machine} reads a token in {each_us:figure}"
            " millionths of a second: {count:figure} tokens a day = {seconds:figure} s; ÷ 86,400 s"
            " × peak factor {factor:figure} = {busy:figure} of them at work."
        ),
    ),
    "working.job_machines": (
        (
            "Accelerators, one job at a time on each: {busy:figure} at work ÷ {cap:percent}, so"
            " that jobs seldom wait = {needed:figure}; + {spare:figure} spare = {total:figure}. The"
            " bill is drawn over all samples: half of them have {billed:figure} or fewer at work"
            " or standing by, and pay for {accelerators:accelerators} or fewer."
        ),
    ),
    "working.shared_machines": (
        (
            "It runs on the machines of the main model. Accelerators at work at the peak, with"
            " room against waiting: {main_at_work:figure} for that one + {at_work:figure} for this"
            " one + {spare:figure} spare for both, against {there:accelerators} paid for that one:"
            " {more:figure} more machines. Each model is slower by what the other takes of them."
        ),
    ),
    "working.job_devices": (
        "One job at a time on each of the devices that are there: {devices:figure}.",
    ),
    "working.memory": (
        (
            "Memory: weights at {precision} and the cache of one request need {needed:figure}"
            " GB; the accelerators of one replica have {available:figure} GB free: {ways:figure} ×"
            " ({each:figure} GB × {share:percent} − {kept:figure} GB that the software keeps)."
        ),
        (
            "Memory: weights at {precision} and the cache of one request need {needed:figure}"
            " GB; the accelerators of one replica have {available:figure} GB free."
        ),
    ),
    "working.peak": (
        (
            "{workload:workload}: {requests:requests/day} ÷ 86,400 s × peak factor"
            " {factor:figure} = {arrivals:requests/second} in the busiest hour."
        ),
    ),
    "working.spread": (
        (
            "{workload:workload}: {requests:requests/day} ÷ 86,400 s ="
            " {arrivals:requests/second}; they can wait, so no peak counts."
        ),
    ),
    "working.lot_pace": (
        (
            "{workload:workload}: {requests:figure} requests once ÷ {days:days} from first use to"
            " the end of the work = {each:requests/day}; ÷ 86,400 s × peak factor {factor:figure} ="
            " {arrivals:requests/second}."
        ),
    ),
    "working.speed": (
        (
            "One replica ({accelerators:figure} × {accelerator:machine}) answers {batch:figure} at"
            " a time, each with one token every {token_ms:figure} ms: {batch:figure} ÷"
            " {token_ms:figure} ms = {tokens_per_s:figure} output tokens a second."
        ),
    ),
    "working.device": (
        (
            "One request at a time on each of the devices ({users:figure} ×"
            " {accelerator:machine}), one token every {token_ms:figure} ms: {tokens_per_s:figure}"
            " output tokens a second."
        ),
    ),
    "working.places": (
        (
            "A request keeps its place {first_s:figure} s (first token, a lower bound) +"
            " {output:figure} tokens × {token_s:figure} s = {held_s:figure} s; ×"
            " {arrivals:requests/second} = {places:places} at the peak."
        ),
    ),
    "working.replicas": (
        (
            "Replicas, by Erlang C, so that the load stays below {cap:percent} and at most"
            " {late:percent} wait longer than {wait_s:figure} s, with room for"
            " {batch:figure} at once in each: {needed:figure} + {spare:figure} spare ="
            " {total:figure}. The bill is drawn over all samples: half of them have"
            " {billed:figure} or fewer, and half {accelerators:figure} ×"
            " {accelerator:machine} or fewer."
        ),
    ),
    "working.replicas_at_hand": (
        (
            "Replicas, by Erlang C, so that the load stays below {cap:percent} and at most"
            " {late:percent} wait longer than {wait_s:figure} s, with room for"
            " {batch:figure} at once in each: {needed:figure}. The machines at hand have no room"
            " for a spare one, and none is bought for it: when they fail, nobody answers. The bill"
            " is drawn over all samples: half of them have {billed:figure} or fewer, and half"
            " {accelerators:figure} × {accelerator:machine} or fewer."
        ),
    ),
    "working.utilisation": (
        (
            "Use: {millions:figure} million output tokens a year ÷ ({tokens_per_s:figure} a"
            " second × 31.6 million seconds × {total:replicas}) = {share:percent}."
        ),
    ),
    "working.awake": (
        (
            "The host switches the machines off in the hours in which nobody calls: they are on,"
            " and paid, for {hours:figure} of 8,766 hours a year ({share:percent}). A call that"
            " wakes them waits some minutes: of those that people wait for, one in twenty at most."
        ),
    ),
    "working.lent": (
        (
            "It is done once: the machines at hand work at it for {hours:figure} hours. What keeps"
            " them running is counted in whole months: {months:count}."
        ),
    ),
    "working.lot_hours": (
        (
            "{millions:figure} million output tokens ÷ {tokens_per_s:figure} a second ÷ 3,600 s ="
            " {work:figure} hours of one replica; shared by all, the machines are on, and paid, for"
            " {hours:figure} hours, and then given back."
        ),
    ),
    "working.lot_job_hours": (
        (
            "The machines are on, and paid, for {hours:figure} hours, as long as all the jobs take"
            " them without a pause, and then given back."
        ),
    ),
    "working.commitment": (
        (
            "The contract commits to {floor:money} a year, whatever the use. What use does not"
            " reach of it is paid on top; whoever uses more pays for use alone."
        ),
    ),
    "working.machine_year": (
        (
            "A year of a machine is its price, {price:price}, × ((1 − {kept:hundredths} that it is"
            " worth at the end) ÷ {life:figure} years + {capital:hundredths} for the capital ×"
            " {bound:percent} of it that is bound on average)."
        ),
    ),
    "working.maintenance": (
        "A year of maintenance is {percent:hundredths} of the price of a machine, {price:price}.",
    ),
    "working.exchange": ("1 {of} = {factor} {into} ({source:source}, {as_of:day}).",),
    "working.present_value": (
        (
            "A payment of 1 a year, paid monthly for {months:figure} months and discounted at"
            " {percent:hundredths} a year, is worth {factor:figure} today: {first:figure} for the"
            " first year, and for each further one that of the year before ÷"
            " (1 + {percent:hundredths})."
        ),
    ),
    "working.growth": (
        (
            "Each year counts (1 + {percent:hundredths}) times the one before: growth of"
            " “{workload:workload}”."
        ),
    ),
    "working.price_fall": (
        (
            "Each year counts (1 − {percent:hundredths}) times the one before: {what:component}"
            " ({source:source}, {as_of:day})."
        ),
        (
            "Each year counts (1 − {percent:hundredths}) times the one before: {what:component}"
            " ({source:source})."
        ),
    ),
    "working.service_energy": (
        (
            "Electricity of the service: from the least to the most that was measured for a"
            " token on the accelerators of others ({source:source}, {as_of:day}), with the server"
            " and the building around them."
        ),
    ),
    "working.carbon": (
        (
            "Carbon of a million output tokens: {kwh:figure} kWh × {grid:figure} kg of CO₂e a kWh"
            " where they stand ({source:source}, {as_of:day}) + {machines:figure} accelerators ×"
            " {making:figure} kg for the making of each ÷ ({life:figure} years × {millions:figure}"
            " million tokens a year) = {kg:figure} kg; drawn together, the middle is"
            " {middle:figure}."
        ),
        (
            "Carbon of a million output tokens: {kwh:figure} kWh × {grid:figure} kg of CO₂e a kWh"
            " where they stand ({source:source}) + {machines:figure} accelerators ×"
            " {making:figure} kg for the making of each ÷ ({life:figure} years × {millions:figure}"
            " million tokens a year) = {kg:figure} kg; drawn together, the middle is"
            " {middle:figure}."
        ),
    ),
    "working.device_carbon": (
        (
            "Carbon of a million output tokens: {kwh:figure} kWh × {grid:figure} kg of CO₂e a kWh"
            " there ({source:source}, {as_of:day}) = {kg:figure} kg; drawn together, the middle is"
            " {middle:figure}. The device is there anyway, so that its making is not counted."
        ),
        (
            "Carbon of a million output tokens: {kwh:figure} kWh × {grid:figure} kg of CO₂e a kWh"
            " there ({source:source}) = {kg:figure} kg; drawn together, the middle is"
            " {middle:figure}. The device is there anyway, so that its making is not counted."
        ),
    ),
    "cost.quality_not_tested": (
        (
            "These figures compare cost alone: nobody has tested whether both do this work"
            " equally well, and the comparison holds only if they do."
        ),
    ),
    "cost.quality_lower": (
        (
            "These figures compare cost alone: your own test finds the one you would run"
            " yourself worse at this work."
        ),
    ),
}
