"""Where a thing is written: the file and the line. Knows nothing of what is written there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a source file, as a writer finds it in an editor."""

    path: str
    """The file, relative to the folder of `mkdocs.yml`, with forward slashes."""
    line: int = 1
    """The line, counted from 1."""

    def __str__(self) -> str:
        """Return `path:line`, the form that editors and terminals turn into a link."""
        return f"{self.path}:{self.line}"

    def moved(self, lines: int) -> "Location":
        """Return the place a number of lines further down the same file."""
        return Location(self.path, self.line + lines)
