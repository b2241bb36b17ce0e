"""The page about methods shows the tables that the package has, and an equation for each method."""

import runpy
from pathlib import Path

import pytest

from opendecide.mcda.methods.table import METHODS
from opendecide.mcda.weighting.table import WEIGHTINGS

MADE = runpy.run_path(str(Path(__file__).parents[2] / "methods_page.py"))
TEXT = MADE["PAGE"].read_text(encoding="utf-8")


def test_the_tables_are_current():
    assert MADE["page"]() == TEXT, "run: python tests/methods_page.py --write"


@pytest.mark.parametrize("name", [*METHODS, *WEIGHTINGS])
def test_every_method_has_its_equation(name):
    assert f"**`{name}`**" in TEXT
