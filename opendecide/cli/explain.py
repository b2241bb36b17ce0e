"""`opendecide explain`: what a word of the report, of a profile or of a message means."""

from pathlib import Path

from opendecide.cli import grammar, options
from opendecide.cli.output import show
from opendecide.cli.tables import paragraph, unknown_word
from opendecide.reading.codes import CODES
from opendecide.reading.words import _, mark

VERDICTS = {
    "recommended": "One deployment is better than those of every other family in at least the "
    "share of samples that the profile asks for, and stays ahead when its unknown facts turn out "
    "badly.",
    "recommended_with_conditions": "One deployment leads, but something named has to be confirmed "
    "first: a fact at a gate that nobody knows, or a lead that unknown facts could undo.",
    "too_close_to_call": "Two or more deployments cannot be told apart with what is known: no lead "
    "reaches the confidence asked for. The report says what would decide it.",
    "no_acceptable_deployment": "Every deployment is excluded by a gate. The report lists the "
    "smallest change that would admit one.",
    "insufficient_information": "Too little is known to rank at all. The report lists the answers "
    "that would help most.",
}
GRADES = {
    "own_test": "Evidence of the organisation itself: its own test or quote. The strongest grade.",
    "independent": "Evidence of somebody who neither sells nor buys it.",
    "vendor": "What the maker or seller says.",
    "secondary": "Read second hand: press, copies.",
    "expert": "Memory or judgement, unverified; taken as wide and listed by `catalog check`.",
}


@grammar.command(
    "explain",
    help=mark("Explain a criterion, factor, gate, family, verdict, method or error code."),
    examples=(
        (mark("A factor"), "opendecide explain retention_reuse"),
        (mark("The code at the end of a message"), "opendecide explain OD012"),
    ),
)
@grammar.argument("word")
@options.criteria
def command(word: str, criteria_folder: Path | None) -> None:
    """Print every meaning of the word."""
    if word.upper() in CODES:
        code = CODES[word.upper()]
        show(f"{code.code}  {_(code.title)}\n{paragraph(_(code.text))}")
        return
    meanings = _meanings(criteria_folder)
    found = [text for name, text in meanings if name == word]
    if not found:
        unknown_word(word, [*(name for name, _text in meanings), *CODES])
    show("\n\n".join(found))


def _meanings(folder: Path | None) -> list[tuple[str, str]]:
    """Return every word that has a meaning, with it."""
    from opendecide.cli.criteria import describe_criterion, describe_factor
    from opendecide.reading.criteria import load_criteria

    criteria = load_criteria(folder)
    meanings: list[tuple[str, str]] = []
    for criterion in criteria.criteria:
        meanings.append((criterion.id, describe_criterion(criterion)))
        for factor in criterion.factors:
            text = describe_factor(criterion, factor)
            meanings += [(factor.id, text), (f"{criterion.id}.{factor.id}", text)]
            levels = factor.levels.items()
            meanings += [
                (name, f"{name}\n{paragraph(one.text)} ({criterion.id}.{factor.id})")
                for name, one in levels
            ]
    meanings += [
        (one.id, f"{one.name} ({_('gate')})\n{paragraph(one.rule)}\n{paragraph(one.effect)}")
        for one in criteria.gates
    ]
    meanings += [
        (one.id, f"{one.name} ({_('family')})" + (f"\n{paragraph(one.note)}" if one.note else ""))
        for one in criteria.families
    ]
    meanings += [
        (one.id, f"{one.name} ({_('persona')})\n{paragraph(one.priority)}")
        for one in criteria.personas
    ]
    meanings += [
        (one.id, f"{one.name} ({_('label')})\n{paragraph(one.rule)}") for one in criteria.labels
    ]
    meanings += [
        (name, f"{name} ({_('verdict')})\n{paragraph(_(text))}") for name, text in VERDICTS.items()
    ]
    meanings += [
        (name, f"{name} ({_('grade of evidence')})\n{paragraph(_(text))}")
        for name, text in GRADES.items()
    ]
    return meanings
