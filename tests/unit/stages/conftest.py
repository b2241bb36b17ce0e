"""A report without what a test is not about: a search takes most of the time of a recommendation."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module

import pytest

import opendecide.stages.stress.flips as search

# The package has a function of the same name as the module.
PIPELINE = import_module("opendecide.recommend")


@contextmanager
def _leaving_out(*stages: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        for name in stages:
            nothing = None if name == "scenarios" else ()
            patched.setattr(PIPELINE, name, lambda *_, nothing=nothing: nothing)
        yield


@contextmanager
def _about(*paths: str) -> Iterator[None]:
    others = _leaving_out("other_kinds", "scenarios", "reliefs", "near_misses")
    with pytest.MonkeyPatch.context() as patched, others:
        for name in ("levers", "joint_levers"):
            every = getattr(search, name)
            patched.setattr(
                search,
                name,
                lambda *given, every=every: [
                    one for one in every(*given) if one.path.startswith(paths)
                ],
            )
        yield


@pytest.fixture(scope="session")
def leaving_out() -> Callable[..., AbstractContextManager[None]]:
    """Return what leaves out stages of a recommendation by their names."""
    return _leaving_out


@pytest.fixture(scope="session")
def searching_for() -> Callable[..., AbstractContextManager[None]]:
    """Return what lets a search look at fields alone whose paths begin so, and at nothing else."""
    return _about


@pytest.fixture
def nobody_looks_after_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let machines at hand take as many people as bought ones: more than those that are rented."""
    monkeypatch.setattr("opendecide.measures.operability.looked_after", lambda _view: False)
