"""Every word that has a meaning, with it: of the criteria, of the methods, and of opendecide."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from opendecide.cli.criterion_words import describe_criterion, describe_factor, describe_persona
from opendecide.cli.field_meanings import fields, words_of_fields
from opendecide.cli.glossary import GRADES, TERMS, VERDICTS
from opendecide.cli.tables import paragraph
from opendecide.reading.words import _

if TYPE_CHECKING:
    from opendecide.model.criteria import Criteria

Meaning = tuple[str, str]
"""A word, and the text that explains it."""


def meanings(criteria: "Criteria") -> Iterator[Meaning]:
    """Yield every word with its meaning; a word may have several.

    What a field takes is told of words that nothing else explains.
    """
    told: set[str] = set()
    for word, text in _of_criteria_and_methods(criteria):
        told.add(word)
        yield word, text
    yield from fields()
    yield from (one for one in words_of_fields() if one[0] not in told)


def _of_criteria_and_methods(criteria: "Criteria") -> Iterator[Meaning]:
    yield from _of_codes()
    yield from _of_criteria(criteria)
    for kind, listed in (
        (_("gate"), [(one.id, one.name, (one.rule, one.effect)) for one in criteria.gates]),
        (_("family"), [(one.id, one.name, (one.note or "",)) for one in criteria.families]),
        (_("label"), [(one.id, one.name, (one.rule,)) for one in criteria.labels]),
    ):
        for word, name, texts in listed:
            yield word, _text(_(name), kind, *map(_, texts))
    for persona in criteria.personas:
        yield persona.id, describe_persona(persona, criteria)
    yield from _of_opendecide()
    yield from _of_methods()


def _text(name: str, kind: str, *texts: str) -> str:
    return "\n".join([f"{name} ({kind})", *(paragraph(one) for one in texts if one)])


def _of_codes() -> Iterator[Meaning]:
    from opendecide.reading.codes import CODES

    for one in CODES.values():
        yield one.code, f"{one.code}  {_(one.title)}\n{paragraph(_(one.text))}"


def _of_criteria(criteria: "Criteria") -> Iterator[Meaning]:
    for criterion in criteria.criteria:
        yield criterion.id, describe_criterion(criterion)
        for factor in criterion.factors:
            text = describe_factor(criterion, factor)
            yield factor.id, text
            yield f"{criterion.id}.{factor.id}", text
            for word, level in factor.levels.items():
                kind = _("level of {factor}").format(factor=f"{criterion.id}.{factor.id}")
                yield word, _text(_(word.replace("_", " ")), kind, _(level.text))


def _of_opendecide() -> Iterator[Meaning]:
    from opendecide.report.words import KINDS, english

    for word, text in TERMS.items():
        yield word, _text(_(word), _("word of opendecide"), _(text))
    for word, text in VERDICTS.items():
        yield word, _text(_(english("verdict", word)), _("verdict"), _(text))
    for word, text in GRADES.items():
        yield word, _text(_(english("grade", word)), _("grade of evidence"), _(text))
    yield from _of_requirements()
    for kind, title in (
        ("task", _("kind of task")),
        ("data", _("kind of data")),
        ("scheme", _("certificate or agreement")),
    ):
        for word, name in KINDS[kind].items():
            yield word, _text(_(name), title)


def _of_requirements() -> Iterator[Meaning]:
    from opendecide.reading.requirements import MEASURED, WORDS, examples
    from opendecide.report.fact_words import FACTS, VALUES

    title = _("what a workload may ask for, in must_have and nice_to_have")
    names = {**FACTS, **VALUES}
    for word in dict.fromkeys((*WORDS, *MEASURED)):
        measured = [f"`{one}`" for one in examples() if one.startswith(f"{word}>=")]
        how = _("Or at least so much: {example}.").format(example=measured[0]) if measured else ""
        yield word, _text(_(names.get(word) or names[f"{word}_tokens"]), title, how)


def _of_methods() -> Iterator[Meaning]:
    from opendecide.mcda.methods.table import METHODS
    from opendecide.mcda.weighting.table import WEIGHTINGS

    for method in METHODS.values():
        said = [
            _("A strength can make up for any weakness.")
            if method.compensatory
            else _("A strength cannot make up for every weakness."),
            _("A third alternative never swaps two others.")
            if method.independent
            else _("A third alternative can swap two others."),
            _SCALES[method.scale](),
        ]
        source = _("Source: {source}").format(source=_(method.source))
        kind = _("method of aggregation")
        yield method.id, _text(_(method.name), kind, _idea(method.idea), " ".join(said), source)
    for way in WEIGHTINGS.values():
        about = (
            _("It asks the decider.")
            if way.about == "decider"
            else _("It reads weights off the data: how alternatives differ, not what matters.")
        )
        source = _("Source: {source}").format(source=_(way.source))
        takes = _("It takes {what}.").format(what=_(way.judgements))
        yield way.id, _text(_(way.name), _("method of weighting"), about, takes, source)


def _idea(text: str) -> str:
    said = _(text)
    return said[:1].upper() + said[1:]


_SCALES = {
    "fixed": lambda: _("It needs values between fixed anchors."),
    "ratio": lambda: _("It needs positive figures with a true zero."),
    "interval": lambda: _("It needs figures whose differences count."),
    "ordinal": lambda: _("It needs only an order on each criterion."),
}
