"""What a notebook shows of a recommendation: the summary; the whole report is a file of its own."""

from opendecide.model.recommendation import Recommendation
from opendecide.report.html_page import environment
from opendecide.report.language import language
from opendecide.report.markdown import render_markdown
from opendecide.report.view import View, view

SHOWN = 5


def summary_html(recommendation: Recommendation) -> str:
    """Return a fragment of HTML without style, script or ids: it stands beside other outputs."""
    seen = _seen(recommendation)
    template = environment(seen).get_template("notebook.html.j2")
    return template.render(
        identity=seen.identity, summary=seen.summary, rows=seen.ranking.rows[:SHOWN]
    )


def summary_markdown(recommendation: Recommendation) -> str:
    """Return the same in Markdown."""
    return render_markdown(_seen(recommendation), {}, "notebook.md.j2")


def _seen(recommendation: Recommendation) -> View:
    return view(recommendation, language(recommendation.language))
