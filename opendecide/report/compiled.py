"""The shipped templates once more as Python, because Jinja takes a third of a second over them.

They are made the first time a report is written and lie where Python keeps what it compiled. The
name of their folder holds a digest of what they were made from, so an edited template counts at
once; where nothing may be written, the templates are read as they are.
"""

import hashlib
import shutil
import tempfile
from pathlib import Path

from jinja2 import BaseLoader, Environment, FileSystemLoader, ModuleLoader
from jinja2 import __version__ as jinja_version

TEMPLATES = Path(__file__).parent / "templates"
KEPT = Path(__file__).parent / "__pycache__"
DIGITS = 16
"""Of the digest, in the name of a folder."""


def shipped(environment: Environment, kind: str) -> BaseLoader:
    """Return the loader of the shipped templates.

    Args:
        environment: With the options and filters that these templates are written for.
        kind: The folder of `templates/`.
    """
    plain = FileSystemLoader(TEMPLATES / kind)
    made = KEPT / f"templates-{kind}-{_digest(kind)}"
    if not made.is_dir():
        try:
            _make(environment, plain, kind, made)
        except OSError:
            return plain
    return ModuleLoader(made)


def _digest(kind: str) -> str:
    """Return a digest of the templates of one kind, and of the Jinja that reads them."""
    total = hashlib.sha256(jinja_version.encode())
    for path in sorted((TEMPLATES / kind).glob("*.j2")):
        content = path.read_bytes()
        total.update(f"\0{path.name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()[:DIGITS]


def _make(environment: Environment, plain: BaseLoader, kind: str, made: Path) -> None:
    """Write the templates beside their place, then rename: readers see all of them or none."""
    import compileall

    KEPT.mkdir(exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix="templates-", dir=KEPT))
    try:
        environment.overlay(loader=plain).compile_templates(
            beside, extensions=["j2"], zip=None, ignore_errors=False
        )
        compileall.compile_dir(beside, quiet=2)
        beside.chmod(KEPT.stat().st_mode)  # a temporary folder is its maker's; others report too
        if not made.is_dir():
            beside.rename(made)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    for other in KEPT.glob(f"templates-{kind}-*"):
        if other != made:
            shutil.rmtree(other, ignore_errors=True)
