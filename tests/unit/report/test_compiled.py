"""Templates kept as Python: they say the same, an edit counts at once, and nothing has to be kept."""

import pytest
from jinja2 import Environment, FileSystemLoader, ModuleLoader

from opendecide.report import compiled


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A template of one's own, and an empty place to keep it in."""
    monkeypatch.setattr(compiled, "TEMPLATES", tmp_path / "templates")
    monkeypatch.setattr(compiled, "KEPT", tmp_path / "kept")
    (tmp_path / "templates" / "letters").mkdir(parents=True)
    (tmp_path / "templates" / "letters" / "hello.j2").write_text("Hello {{ name }}")
    return tmp_path


def said(environment=None):
    """Return what the template says, and the loader that brought it."""
    environment = environment or Environment(autoescape=True)
    environment.loader = compiled.shipped(environment, "letters")
    return environment.get_template("hello.j2").render(name="<you>"), environment.loader


def test_a_kept_template_says_what_the_template_says():
    text, loader = said()
    assert text == "Hello &lt;you&gt;"
    assert isinstance(loader, ModuleLoader)


def test_an_edited_template_counts_at_once_and_the_old_one_goes(folder):
    said()
    (folder / "templates" / "letters" / "hello.j2").write_text("Good day {{ name }}")
    assert said()[0] == "Good day &lt;you&gt;"
    assert len(list((folder / "kept").iterdir())) == 1


def test_what_one_user_kept_serves_the_others(folder):
    said()
    (folder / "kept").chmod(0o755)
    (folder / "templates" / "letters" / "hello.j2").write_text("Good day {{ name }}")
    said()
    assert [one.stat().st_mode & 0o777 for one in (folder / "kept").iterdir()] == [0o755]


def test_where_nothing_may_be_written_templates_are_read_as_they_are(folder):
    (folder / "kept").write_text("a file, where a folder would have to be made")
    text, loader = said()
    assert text == "Hello &lt;you&gt;"
    assert isinstance(loader, FileSystemLoader)
