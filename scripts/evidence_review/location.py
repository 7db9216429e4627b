"""The location of authored text: a file and a line. Its content is not handled here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A line in a source file, as an editor numbers it."""

    path: str
    """The file, relative to the folder of `mkdocs.yml`, with forward slashes."""
    line: int = 1
    """The line, counted from 1."""

    def __str__(self) -> str:
        """Return `path:line`, the form that editors and terminals turn into a link."""
        return f"{self.path}:{self.line}"

    def moved(self, lines: int) -> "Location":
        """Return the location a number of lines further down in the same file."""
        return Location(self.path, self.line + lines)
