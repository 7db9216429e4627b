"""The exceptions of this package, for a review or settings that cannot be used at all."""


class ReviewError(Exception):
    """The review cannot be read at all; the message is one line for the person who ran the command.

    A problem in a contributed file is never raised: it is reported as a `Diagnostic`.
    """


class SettingsError(ReviewError):
    """A value in `mkdocs.yml` cannot be used; `key_lines.locate_error` adds its line to the message."""

    def __init__(self, message: str, *keys: str) -> None:
        """Store the problem and the keys that lead to the value.

        Args:
            message: The problem and what to do about it, without the location.
            keys: Such as `plugins`, `evidence-review`, `as_at`.
        """
        super().__init__(f"mkdocs.yml: {message}")
        self.message = message
        self.keys = keys
