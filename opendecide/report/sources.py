"""Sources as a reader can follow them: a short name, and an address where there is one."""

import re
from typing import NamedTuple

_ADDRESS = re.compile(r"(?:^|, )(?=(?:github|pypi):|https?://)")
_GITHUB = re.compile(
    r"^github:(?P<repository>[\w.-]+/[\w.-]+)(?:@(?P<commit>\w+))?(?::(?P<path>[^\s:]+))?"
)
_PYPI = re.compile(r"^pypi:(?P<package>[\w.-]+)==(?P<version>[\w.]+)")


class Source(NamedTuple):
    """Where a fact was read.

    Attributes:
        name: What the source is called, short.
        address: Where it can be opened; empty for a judgement or a document without an address.
        package: The repository or package with its commit or version, where it is one.
    """

    name: str
    address: str
    package: str = ""


def source(text: str) -> Source:
    """Read the source of a fact.

    Examples:
        >>> source("models.dev catalogue, github:anomalyco/models.dev@f3fc:models/x.toml").address
        'https://github.com/anomalyco/models.dev/blob/f3fc/models/x.toml'
        >>> source("https://www.example.org/terms?v=2").name
        'example.org/terms'
        >>> source("litellm wheel, prices.json, pypi:litellm==1.109.1:azure/gpt-5").name
        'litellm wheel'
    """
    parts = _ADDRESS.split(text, maxsplit=1)
    said, place = (parts[0], parts[1]) if len(parts) == 2 else (text, "")  # noqa: PLR2004 — name and place
    address = _address(place)
    if not address:
        return Source(text, "")
    name = said.split(", ")[0] if said else _site(place)
    found = _GITHUB.match(place) or _PYPI.match(place)
    return Source(
        name,
        address,
        found.group().removesuffix(f":{found.groupdict().get('path')}") if found else "",
    )


def _address(place: str) -> str:
    if place.startswith(("https://", "http://")):
        return place.split("; ", maxsplit=1)[0]
    if found := _GITHUB.match(place):
        commit, path = found["commit"], found["path"]
        kind = "blob" if path else "tree"
        inside = f"/{kind}/{commit}" if commit else ""
        return f"https://github.com/{found['repository']}{inside}" + (f"/{path}" if path else "")
    if found := _PYPI.match(place):
        return f"https://pypi.org/project/{found['package']}/{found['version']}/"
    return ""


def _site(place: str) -> str:
    """Return an address as people say it: the site, and the first part of the path."""
    if found := _GITHUB.match(place):
        return f"{found['repository']} (GitHub)"
    site, _, path = place.split("; ", maxsplit=1)[0].partition("://")[2].partition("/")
    first = re.split(r"[?#]", path)[0].strip("/").split("/")[0]
    return f"{site.removeprefix('www.')}/{first}".rstrip("/")
