"""`opendecide explain`: what a word of the report, of a profile or of a message means."""

from pathlib import Path

from opendecide.cli import completion, grammar, options
from opendecide.cli.glossary import TERMS
from opendecide.cli.output import show
from opendecide.cli.tables import unknown_word
from opendecide.reading.words import _, mark


@grammar.command(
    "explain",
    help=mark("Explain a criterion, factor, gate, family, verdict, method, field or error code."),
    examples=(
        (mark("A factor"), "opendecide explain retention_reuse"),
        (mark("The code at the end of a message"), "opendecide explain OD012"),
    ),
)
@grammar.argument("word", metavar=mark("WORD"), shell_complete=completion.words)
@options.criteria
def command(word: str, criteria_folder: Path | None) -> None:
    """Print every meaning of the word."""
    from opendecide.cli.called import meant
    from opendecide.cli.meanings import meanings
    from opendecide.reading.criteria import load_criteria

    criteria = load_criteria(criteria_folder)
    known = list(meanings(criteria))
    asked, named = _plain(word), meant(word, criteria)
    found = [text for name, text in known if _plain(name) == asked or name in named]
    if not found:
        # Only words that nothing else explains wait for the catalogue to be read.
        from opendecide.cli.entry_meanings import entries, listed
        from opendecide.reading.catalog import load_catalog

        catalog = load_catalog()
        found = [text for name, text in entries(catalog) if _plain(name) == asked]
        if not found:
            words = (name for name, _text in known)
            unknown_word(word, (*words, *map(_, TERMS), *listed(catalog)))
    show("\n\n".join(dict.fromkeys(found)))


def _plain(word: str) -> str:
    """Write all spellings of an id or a name alike."""
    return word.lower().replace("-", "_").replace(" ", "_")
