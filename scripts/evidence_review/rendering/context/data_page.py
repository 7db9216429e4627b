"""What the page about the data shows: the files, the columns of each table and the words in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.site.page_metadata import Download
from evidence_review.tables import TABLES
from evidence_review.tables.cell import SEPARATOR
from evidence_review.tables.files import FILE_DESCRIPTIONS
from evidence_review.tables.table import Column, DataTable
from evidence_review.tables.words import vocabularies_in
from evidence_review.vocabulary import Vocabulary

KILO = 1000
"""Bytes in a kilobyte (IEC 80000-13)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPage:
    """What the template may ask for."""

    downloads: Sequence[Download]
    """The files, by name."""
    tables: tuple[DataTable[Any], ...] = TABLES
    """The tables, in order."""
    separator: str = SEPARATOR
    """What stands between the items of a list."""

    def files(self) -> Iterator[tuple[Download, str]]:
        """Return each file with what it is: those we know in our order, then what contributors added."""
        known = {each.name: each for each in self.downloads}
        for name, about in FILE_DESCRIPTIONS.items():
            if name in known:
                yield known.pop(name), about
        for each in known.values():
            yield each, "A file added by the editors."

    def size(self, file: Download) -> str:
        """Return how large a file is, in words."""
        if file.size < KILO:
            return f"{file.size} bytes"
        kilobytes = file.size / KILO
        return f"{kilobytes:.0f} kB" if kilobytes < KILO else f"{kilobytes / KILO:.1f} MB"

    def vocabularies(self) -> tuple[type[Vocabulary], ...]:
        """Return the vocabularies whose words stand in the tables."""
        return vocabularies_in(self.tables)

    def name(self, vocabulary: type[Vocabulary]) -> str:
        """Return what a vocabulary is called in data."""
        return vocabulary.published_name

    def question(self, vocabulary: type[Vocabulary]) -> str:
        """Return what a vocabulary answers."""
        return (vocabulary.__doc__ or "").partition("\n")[0].partition(" (http")[0].rstrip(".")

    def cell_description(self, column: Column[Any]) -> str:
        """Return what the cells of a column hold, in words."""
        return "list of " + _plural(column) if column.type.is_list else column.type.words


def _plural(column: Column[Any]) -> str:
    return {"text": "texts", "whole number": "whole numbers", "word": "words"}[
        column.type.words.removeprefix("list: ")
    ]
