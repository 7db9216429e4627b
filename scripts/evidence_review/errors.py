"""The exceptions of this package, for when there is nothing to look at."""


class ReviewError(Exception):
    """The review cannot be read at all; the message is one line for the person who ran the command.

    A fault in what a contributor wrote is never raised: it is a `Diagnostic`.
    """


class SettingsError(ReviewError):
    """A value in `mkdocs.yml` cannot be used; `site_keys.locate_error` says the line on which it stands."""

    def __init__(self, message: str, *keys: str) -> None:
        """Note what is wrong, and the keys that lead to the value.

        Args:
            message: What is wrong and what to do, without the place.
            keys: Such as `plugins`, `evidence-review`, `as_at`.
        """
        super().__init__(f"mkdocs.yml: {message}")
        self.message = message
        self.keys = keys
