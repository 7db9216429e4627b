"""Citations and bibliography entries as a CSL style has set them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a formatted citation."""

    html: str
    """The part as safe HTML, without links."""
    key: str | None = None
    """The work that it stands for; nothing for brackets and separators."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormattedReference:
    """One entry of the bibliography."""

    html: str
    """The entry as safe HTML."""
    text: str
    """The entry as plain text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormattedSite:
    """Every citation and every entry of one site."""

    citations: tuple[tuple[tuple[Piece, ...], ...], ...]
    """For each page, for each citation on it, its parts."""
    bibliography: Mapping[str, FormattedReference]
    """Each entry by key, in the order of the style."""
