"""What `opendecide.recommend` gives back: the recommendation, and every way to read it."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from opendecide.model.catalog import Catalog
from opendecide.model.criteria import Criteria
from opendecide.model.profile import Profile
from opendecide.model.recommendation import Recommendation

PERSONA_FORMATS = frozenset({".html", ".htm", "html"})


class Answer(Recommendation):
    """A recommendation that can write itself.

    Examples:
        >>> import opendecide as od
        >>> profile = od.Profile.model_validate(
        ...     {
        ...         "organisation": {"name": "Studio", "country": "FR", "persona": "individual"},
        ...         "workloads": [{"id": "drafts", "task_type": "chat_assistant"}],
        ...     }
        ... )
        >>> answer = od.recommend(profile, samples=64, stress=False)
        >>> answer.to_markdown().splitlines()[0]
        '# AI deployment for Studio'
    """

    def to_markdown(self, lang: str | None = None) -> str:
        """Return the report in Markdown; its charts are written by `save`."""
        return self._text("md", lang)

    def to_html(self, lang: str | None = None) -> str:
        """Return the report as one HTML page that asks nobody for anything."""
        return self._text("html", lang)

    def to_json(self) -> str:
        """Return the recommendation as JSON, by the published schema."""
        return self._text("json", None)

    def save(
        self, path: str | os.PathLike[str], *, lang: str | None = None, form: str | None = None
    ) -> tuple[Path, ...]:
        """Write the report; the ending of the file says the format unless `form` does."""
        from opendecide.report.render import save

        return save(self, path, form, lang, persona_weights=self._persona_weights(form or path))

    def ranking_frame(self) -> list[dict[str, Any]]:
        """Return the ranking as plain rows, as pandas and polars take them."""
        return [
            {
                "rank": one.rank,
                "id": one.id,
                "name": one.name,
                "family": one.family,
                "score": one.score,
                "p10": one.score_interval.p10,
                "p90": one.score_interval.p90,
                "probability_best": one.rank_probabilities[0] if one.rank_probabilities else None,
                **{f"points_{name}": points for name, points in one.contributions.items()},
            }
            for one in self.ranking
        ]

    def _repr_markdown_(self) -> str:
        from opendecide.report.notebook import summary_markdown

        return summary_markdown(self)

    def _repr_html_(self) -> str:
        from opendecide.report.notebook import summary_html

        return summary_html(self)

    def __repr__(self) -> str:
        verdict = self.verdict
        sure = "" if verdict.probability_best is None else f" ({verdict.probability_best:.2f})"
        return f"<Answer {verdict.grade}: {verdict.deployment}{sure}>"

    def _text(self, form: str, lang: str | None) -> str:
        from opendecide.report.render import render

        made = render(self, form, lang, persona_weights=self._persona_weights(form))
        return made.content if isinstance(made.content, str) else made.content.decode()

    def _persona_weights(self, form: object) -> dict[str, dict[str, float]] | None:
        """Return what the sliders of the HTML page start from; other formats have none."""
        ending = form if isinstance(form, str) and "." not in form else Path(str(form)).suffix
        if ending not in PERSONA_FORMATS:
            return None
        from opendecide.reading.criteria import load_criteria
        from opendecide.stages.weighing.weights import persona_weights

        criteria = load_criteria()
        if {one.id for one in criteria.criteria} != {one.id for one in self.criteria}:
            return None
        return {one.id: persona_weights(criteria, one.id) for one in criteria.personas}


def recommend(  # noqa: PLR0913 — the contract of the library
    profile: Profile,
    *,
    seed: int = 0,
    samples: int = 4096,
    criteria: Criteria | None = None,
    catalog: Catalog | None = None,
    progress: Callable[[str], None] | None = None,
    stress: bool = True,
) -> Answer:
    """Recommend a deployment.

    Args:
        profile: What the organisation wants and has.
        seed: Of the one generator; the same seed gives the same bytes.
        samples: How often uncertain facts and weights are drawn.
        criteria: What is judged; the shipped criteria when absent.
        catalog: The facts; the shipped catalogue when absent.
        progress: Called with the name of each stage as it begins.
        stress: Look for what would change the answer; the answer is the same without.

    Returns:
        Verdict, ranking, exclusions, costs, gaps and evidence, and ways to write them.

    Raises:
        InvalidFileError: With every fault of the profile that its fields alone cannot tell.
        InvalidInputError: If weights make no sense, such as contradictory pairwise judgements.
    """
    from opendecide.reading.catalog import load_catalog
    from opendecide.reading.profile import check_profile
    from opendecide.recommend import recommend as pipeline

    catalog = catalog or load_catalog()
    found = pipeline(
        check_profile(profile, criteria, catalog),
        seed=seed,
        samples=samples,
        criteria=criteria,
        catalog=catalog,
        progress=progress,
        stress=stress,
    )
    return Answer.model_construct(
        **{name: getattr(found, name) for name in Recommendation.model_fields}
    )
