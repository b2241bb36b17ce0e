"""Every error this library raises on purpose."""


class OpendecideError(Exception):
    """The base of every error raised on purpose; the command line turns it into one message."""


class InvalidInputError(OpendecideError, ValueError):
    """A value that makes no sense: the message names where it stands and what to do."""
