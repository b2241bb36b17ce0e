"""A real browser, and a report of an organisation that no file of the repository describes."""

import os
import shutil
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
LEFT_OUT = (
    "no Chromium found (apt-get install chromium, or CHROMIUM=/path/to/it)"
    if CHROMIUM is None
    else "playwright is not installed (requirements-dev.txt)"
    if find_spec("playwright") is None
    else ""
)
collect_ignore_glob = ["test_*.py"] if LEFT_OUT else []

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
EVERY = 8  # one model in so many will do
DEVICES = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
HOSTILE = (
    "Evil </script><script>window.hit = 1</script><img src=x onerror='window.hit = 1'>"
    ' " onmouseover="window.hit = 1" {{ 7 * 7 }} ${7 * 7} [a](javascript:window.hit=1)'
)


def pytest_terminal_summary(terminalreporter):
    if LEFT_OUT:
        terminalreporter.write_line(f"tests/browser left out: {LEFT_OUT}", yellow=True)


@dataclass
class Report:
    """A recommendation, its page, and the weights that its persona buttons stand for."""

    answer: object
    file: Path
    personas: dict = field(repr=False)
    hostile: str = HOSTILE

    @property
    def values(self):
        """Mean values, deployments × criteria, as the engine weighted them."""
        criteria = sorted(self.answer.criteria, key=lambda one: not one.headline)
        return np.array(
            [
                [one.contributions[criterion.id] / 100 / criterion.weight for criterion in criteria]
                for one in self.answer.ranking
            ]
        )

    @property
    def criteria(self):
        return [one.id for one in sorted(self.answer.criteria, key=lambda one: not one.headline)]


def invented_profile():
    """Return a profile made up here; whatever text it may hold tries to break out of the page."""
    from opendecide.model.profile import Profile

    return Profile.model_validate(
        {
            "organisation": {
                "name": HOSTILE,
                "country": "PT",
                "persona": "startup",
                "decision": {"deciders": [HOSTILE]},
            },
            "workloads": [
                {
                    "id": "tickets",
                    "description": HOSTILE,
                    "task_type": "chat_assistant",
                    "volume": {"requests_per_day": 700},
                    "languages": ["pt"],
                    "data_classes": ["personal"],
                }
            ],
            "jurisdiction": {
                "country_policy": [{"country": "CN", "stance": "excluded", "scope": ["service"]}]
            },
        }
    )


@pytest.fixture(scope="session")
def report(tmp_path_factory):
    import opendecide as od
    from opendecide.reading.catalog import load_catalog
    from opendecide.reading.criteria import load_criteria
    from opendecide.stages.weighing.weights import persona_weights

    catalog, criteria = load_catalog(), load_criteria()
    fewer = dict(sorted(catalog.models.items())[::EVERY])
    answer = od.recommend(
        invented_profile(), samples=128, catalog=catalog.model_copy(update={"models": fewer})
    )
    file = tmp_path_factory.mktemp("report") / "report.html"
    answer.save(file)
    return Report(
        answer, file, {one.id: persona_weights(criteria, one.id) for one in criteria.personas}
    )


@pytest.fixture(scope="session")
def excerpt(report):
    """Return the same page with fewer rows: what looks at every element takes its time."""
    file = report.file.with_name("excerpt.html")
    answer = report.answer
    answer.model_copy(
        update={"evidence": answer.evidence[::8], "screened_out": answer.screened_out[::4]}
    ).save(file)
    return file


@pytest.fixture(scope="module")
def browser():
    """Open a browser and close it after the module: its event loop would run on in other tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser, report):
    """Open the report, anew each time; a page that complains or asks for anything fails the test."""
    contexts, opened_files, asked, complaints = [], [], [], []

    def opened(fragment="", device="desktop", file=report.file, **options):
        context = browser.new_context(**DEVICES[device], **options)
        contexts.append(context)
        page = context.new_page()
        opened_files.append(file.as_uri())
        page.on("request", lambda request: asked.append(request.url.partition("#")[0]))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(file.as_uri() + fragment)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert asked == opened_files
    assert complaints == []
