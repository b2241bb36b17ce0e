"""The words of opendecide itself, in a sentence or two; `explain` translates them."""

from collections.abc import Mapping
from types import MappingProxyType

from opendecide.reading.words import mark

VERDICTS: Mapping[str, str] = MappingProxyType(
    {
        "recommended": mark(
            "One deployment is better than those of every other family in at least the share of "
            "samples that the profile asks for, and stays ahead when its unknown facts turn out "
            "badly."
        ),
        "recommended_with_conditions": mark(
            "One deployment leads, but something named has to be confirmed first: a fact at a gate "
            "that nobody knows, or a lead that unknown facts could undo."
        ),
        "too_close_to_call": mark(
            "Two or more deployments cannot be told apart with what is known: no lead reaches the "
            "confidence asked for. The report says what would decide it."
        ),
        "no_acceptable_deployment": mark(
            "Every deployment is excluded by a gate. The report lists the smallest change that "
            "would admit one."
        ),
        "insufficient_information": mark(
            "Too little is known to rank at all. The report lists the answers that would help most."
        ),
    }
)
GRADES: Mapping[str, str] = MappingProxyType(
    {
        "own_test": mark(
            "Evidence of the organisation itself: its own test or quote. The strongest grade."
        ),
        "independent": mark("Evidence of somebody who neither sells nor buys it."),
        "vendor": mark("What the maker or seller says."),
        "secondary": mark("Read second hand: press, copies."),
        "expert": mark(
            "Memory or judgement, unverified; taken as wide and listed by `catalog check`."
        ),
    }
)
TERMS: Mapping[str, str] = MappingProxyType(
    {
        mark("profile"): mark(
            "One organisation: workloads, data, team, obligations, preferences, at one date."
        ),
        mark("persona"): mark(
            "A kind of organisation. It fills in what a profile does not say; the report marks "
            "that as assumed."
        ),
        mark("workload"): mark("One use of AI: a task, how much of it, and with which data."),
        mark("criterion"): mark("One of the headings that deployments are judged by."),
        mark("factor"): mark(
            "A part of a criterion that is rated on a fixed scale and has a weight."
        ),
        mark("gate"): mark("A limit that excludes, whatever the rest."),
        mark("fact"): mark(
            "One sourced, dated statement about a model, host, offer, licence or vendor."
        ),
        mark("evidence"): mark("Source, date and grade of a fact."),
        mark("deployment"): mark(
            "Model, host, contract, adaptation and operator together: the thing that is chosen."
        ),
        mark("family"): mark("A kind of deployment, such as open weights on own premises."),
        mark("performance"): mark("How a deployment does on a factor, in the factor's own unit."),
        mark("value"): mark(
            "A performance on a scale from 0 (worst) to 1 (best) that no other deployment moves."
        ),
        mark("weight"): mark(
            "A factor's share of the whole: what going from worst to best on it is worth."
        ),
        mark("score"): mark("The weighted value of a deployment, from 0 to 100."),
        mark("verdict"): mark("What is recommended, and how surely."),
        mark("hybrid"): mark("Several deployments together, each for the workloads it suits."),
        mark("combination"): mark("Several deployments together, each for the workloads it suits."),
        mark("P50"): mark(
            "The middle of what is uncertain: half of the samples lie below it. One in ten lies "
            "below P10, and one in ten above P90."
        ),
        mark("outdone"): mark(
            "No gate that needs no bill excludes it, and others of its family do better by the "
            "same facts, so that no bill was made of it."
        ),
        mark("near miss"): mark("A deployment that a single gate excludes, and by little."),
        mark("sample"): mark("One draw of everything uncertain: facts and weights together."),
        mark("regret"): mark(
            "How much better another choice would have been, once everything is known."
        ),
    }
)
