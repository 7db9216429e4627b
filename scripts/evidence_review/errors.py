"""The one exception of this package, for when there is nothing to look at."""


class ReviewError(Exception):
    """The review cannot be read at all; the message is one line for the person who ran the command.

    A fault in what a contributor wrote is never raised: it is a `Diagnostic`.
    """
