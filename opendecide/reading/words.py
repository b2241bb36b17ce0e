"""Messages in the language of the reader's terminal.

The command line says where the translations lie (`gettext.bindtextdomain`); without it, and
for any text that has no translation, the English text is used.
"""

from gettext import dgettext

DOMAIN = "opendecide"


def _(message: str) -> str:
    return dgettext(DOMAIN, message)
