"""`import opendecide` is light, and its names are what they say."""

import subprocess
import sys
import types

import pytest

import opendecide
from opendecide.cli import COMMANDS


def modules_after(code):
    script = f"import sys\n{code}\nprint(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


def test_importing_the_package_loads_nothing_heavy():
    heavy = {"numpy", "pydantic", "scipy", "click", "jinja2", "babel", "yaml", "typing"}
    assert not heavy & modules_after("import opendecide")


def test_help_loads_nothing_heavy():
    code = "from click.testing import CliRunner\nfrom opendecide.cli import program\nCliRunner().invoke(program, ['--help'])"
    assert not {"numpy", "pydantic", "scipy", "jinja2", "babel", "yaml", "rich"} & modules_after(
        code
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_loads_nothing_heavy(name):
    code = (
        "from click.testing import CliRunner\nfrom opendecide.cli import program\n"
        f"assert CliRunner().invoke(program, ['{name}', '--help']).exit_code == 0"
    )
    assert not {"numpy", "pydantic", "scipy", "jinja2", "babel", "yaml"} & modules_after(code)


def test_every_public_name_can_be_loaded():
    for name in opendecide.__all__:
        assert getattr(opendecide, name) is not None
    assert set(dir(opendecide)) >= set(opendecide.__all__)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nothing"):
        opendecide.nothing  # noqa: B018 — the access itself is the test


def test_recommend_is_the_function_also_after_its_module_was_imported():
    import opendecide.recommend

    assert isinstance(opendecide.recommend, types.FunctionType)
    assert isinstance(opendecide.mcda, types.ModuleType)
