"""Choose between open and proprietary AI deployments, and know how sure the answer is."""

import sys
from types import ModuleType

from opendecide.version import __version__

TYPE_CHECKING = False  # the name type checkers know; importing it from typing takes 7 ms
__all__ = [
    "OpendecideError",
    "Profile",
    "Recommendation",
    "__version__",
    "load_catalog",
    "load_criteria",
    "load_profile",
    "mcda",
    "recommend",
]

if TYPE_CHECKING:
    from opendecide import mcda
    from opendecide.answer import recommend
    from opendecide.errors import OpendecideError
    from opendecide.model.profile import Profile
    from opendecide.model.recommendation import Recommendation
    from opendecide.reading.catalog import load_catalog
    from opendecide.reading.criteria import load_criteria
    from opendecide.reading.profile import load_profile
else:
    _HOME = {
        "OpendecideError": "opendecide.errors",
        "Profile": "opendecide.model.profile",
        "Recommendation": "opendecide.model.recommendation",
        "load_catalog": "opendecide.reading.catalog",
        "load_criteria": "opendecide.reading.criteria",
        "load_profile": "opendecide.reading.profile",
        "mcda": "opendecide.mcda",
        "recommend": "opendecide.answer",
    }

    def __getattr__(name: str) -> object:
        """Load a public name the first time somebody asks for it."""
        from importlib import import_module

        if name not in _HOME:
            raise AttributeError(f"module 'opendecide' has no attribute '{name}'")
        home = import_module(_HOME[name])
        found = home if name == "mcda" else getattr(home, name)
        globals()[name] = found
        return found

    def __dir__() -> list[str]:
        return __all__

    class _Package(ModuleType):
        """Keeps `od.recommend` the function, also after its module was imported by name."""

        def __setattr__(self, name: str, value: object) -> None:
            if not (name == "recommend" and isinstance(value, ModuleType)):
                super().__setattr__(name, value)

    sys.modules[__name__].__class__ = _Package
