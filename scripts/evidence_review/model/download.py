"""The files that readers may take away."""

from dataclasses import dataclass

FOLDER = "data/"
"""The folder of the site in which they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """One file."""

    name: str
    """Its path below the folder, such as `events.csv`."""
    size: int
    """How many bytes it has."""
    sha256: str
    """The SHA-256 sum of its bytes, as 64 hexadecimal digits."""
