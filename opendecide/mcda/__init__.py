"""Multi-criteria decision analysis: arrays in, arrays out, usable without the rest.

Rows are n alternatives, columns m criteria; s counts samples. Equal scores share the better rank.
Rows and columns in messages count from 0.
"""

TYPE_CHECKING = False  # the name type checkers know; importing it from typing takes 7 ms

__all__ = [
    "METHODS",
    "WEIGHTINGS",
    "acceptability",
    "aggregate",
    "information",
    "nearest_flip",
    "stability",
    "weigh",
    "weight_samples",
]

if TYPE_CHECKING:
    from opendecide.mcda.acceptability import acceptability
    from opendecide.mcda.aggregation import aggregate
    from opendecide.mcda.flips import nearest_flip
    from opendecide.mcda.information import information
    from opendecide.mcda.methods.table import METHODS
    from opendecide.mcda.sampling import weight_samples
    from opendecide.mcda.stability import stability
    from opendecide.mcda.weighing import weigh
    from opendecide.mcda.weighting.table import WEIGHTINGS
else:
    import sys
    from types import ModuleType

    _HOME = {
        "METHODS": "opendecide.mcda.methods.table",
        "WEIGHTINGS": "opendecide.mcda.weighting.table",
        "acceptability": "opendecide.mcda.acceptability",
        "aggregate": "opendecide.mcda.aggregation",
        "information": "opendecide.mcda.information",
        "nearest_flip": "opendecide.mcda.flips",
        "stability": "opendecide.mcda.stability",
        "weigh": "opendecide.mcda.weighing",
        "weight_samples": "opendecide.mcda.sampling",
    }

    class _Package(ModuleType):
        """A package whose public functions win over the modules of the same name."""

        def __setattr__(self, name: str, value: object) -> None:
            """Keep the import system from hiding a function behind its module."""
            if name in _HOME and isinstance(value, ModuleType):
                value = getattr(value, name, value)
            super().__setattr__(name, value)

        def __getattr__(self, name: str) -> object:
            """Load a public name the first time somebody asks for it."""
            from importlib import import_module

            if name not in _HOME:
                raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
            return getattr(import_module(_HOME[name]), name)

        def __dir__(self) -> list[str]:
            """List the public names."""
            return __all__

    sys.modules[__name__].__class__ = _Package
