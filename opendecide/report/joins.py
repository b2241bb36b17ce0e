"""Where a sentence meets a word put into it: in French the one changes before the other.

A template and its values cannot know of each other, so it is done where they meet and only there:
text that an author or the organisation wrote whole stays as it is.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

_FALLING = re.compile(
    r"(?<![\w’'-])(?:(?:[dlns]|(?:lors|puis|quoi|jus)?qu)e|la)[ \u00a0]$", re.IGNORECASE
)
"""“de”, “le”, “ne”, “se”, “que” and its compounds, “la”: words whose last vowel falls."""
_VOWELS = frozenset("aàâæeéèêëiîïoôœuùû")
_NO_VOWEL = re.compile(r"onz|oui\b|uhlan", re.IGNORECASE)
"""Said as if they began with a consonant."""
_ASPIRATED = re.compile(
    r"h(?:a(?!bi|lei|lluc|rmon)|ér(?:os|is)|i(?:bou|érarch|t\b)"
    r"|o(?:bb|ck|ll|mard|n[gt]|rs|tl|ul|us)|u(?:b|it|rl|tt))"
)
"""Beginnings of common words; in a foreign name, or spelt as in H100, a capital H is said too."""
_PREPOSITION = re.compile(r"(?<![\w’'-])(de|à)[ \u00a0]$", re.IGNORECASE)
_MANY = re.compile(r"(?:million|milliard)s?[ \u00a0]$")
"""Nouns, where “mille” is a number: what they count follows after “de”."""
_ARTICLE = re.compile(r"(les?)[ \u00a0]")
_CONTRACTED: Mapping[tuple[str, str], str] = MappingProxyType(
    {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"}
)

Join = Callable[[str, str], tuple[str, str]]
"""Takes what stands before a value and the value; returns both as they are written together."""


def unchanged(before: str, value: str) -> tuple[str, str]:
    """Leave both as they are, as most languages do."""
    return before, value


def french(before: str, value: str) -> tuple[str, str]:
    """Elide before a vowel, and contract a preposition with an article.

    Examples:
        >>> french("licence de ", "Olmo")
        ('licence d’', 'Olmo')
        >>> french("prix de ", "H100")
        ('prix de ', 'H100')
        >>> french("la qualité de ", "les deux")
        ('la qualité des ', 'deux')
        >>> french("180 millions ", "articles")
        ('180 millions d’', 'articles')
    """
    if _MANY.search(before) and value[:1].isalpha():
        before = f"{before}de "
    if _FALLING.search(before) and _begins_with_a_vowel(value):
        return f"{before[:-2]}’", value
    preposition, article = _PREPOSITION.search(before), _ARTICLE.match(value)
    if preposition and article:
        contracted = _CONTRACTED[preposition[1].casefold(), article[1]]
        return f"{before[: preposition.start()]}{contracted} ", value[article.end() :]
    return before, value


def _begins_with_a_vowel(value: str) -> bool:
    first = value[:1]
    if first == "h":
        return _ASPIRATED.match(value) is None
    return first.casefold() in _VOWELS and _NO_VOWEL.match(value) is None


JOINS: Mapping[str, Join] = MappingProxyType({"fr": french})
"""By language; any other leaves words as they are."""
