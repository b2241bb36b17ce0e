"""The verdict in a few lines, for a terminal."""

from collections.abc import Iterator

from opendecide.model.recommendation import Recommendation
from opendecide.report.brief import brief
from opendecide.report.language import language


def lines(result: Recommendation, lang: str | None) -> Iterator[str]:
    """Say what to deploy, how sure, and who comes second."""
    known = brief(result, language(lang or result.language))
    speech, verdict = known.speech, result.verdict
    grade = speech.word("verdict", verdict.grade)
    if verdict.deployment is None:
        yield grade
        return
    family = speech.word("family", verdict.family or "")
    yield f"{grade}: {known.name(verdict.deployment)} ({family})"
    if verdict.probability_best is not None:
        sure = speech.language.percent(verdict.probability_best)
        asked = speech.language.percent(verdict.confidence_required)
        yield speech.say(
            "Probability of being best: {sure} (asked for: {asked})", sure=sure, asked=asked
        )
    if verdict.runner_up is not None:
        yield speech.say("Runner-up: {name}", name=known.name(verdict.runner_up))
