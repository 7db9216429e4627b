"""What a published table is: its columns, each with its meaning, and where its rows come from.

Everything that is said of a table comes from here: the head and the cells of its file, its metadata, the
dictionary on the page about the data, and how it is read again.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from evidence_review.config.settings import Settings
from evidence_review.model.entity import Entity
from evidence_review.review.review import Review, is_valid, label_of
from evidence_review.site.addresses import address, anchor_of, page_of
from evidence_review.tables.cell import CellType

T = TypeVar("T")

Cells = tuple[Any, ...]
"""The values of one row, in the order of the columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportContext:
    """What rows are made from."""

    review: Review
    """The review."""
    settings: Settings
    """How it is built."""

    def address(self, entity: Entity) -> str:
        """Return the address of a thing: whole where the site has one, else from the root of the site."""
        flag = self.settings.use_directory_urls
        page = self.site_address(address(page_of(self.review, entity), directory_urls=flag))
        anchor = anchor_of(entity)
        return f"{page}#{anchor}" if anchor else page

    def site_address(self, path: str) -> str:
        """Return the address of a file of the site: whole where the site has one, else from its root."""
        return self.settings.public_address(path) or path

    def title(self, entity: Entity) -> str:
        """Return what a thing is called; empty where there is no such thing."""
        return label_of(self.review, entity) if is_valid(self.review, entity) else ""


@dataclass(frozen=True, slots=True)
class Row(Generic[T]):
    """What one row is about, and what else there is."""

    item: T
    """What it is about."""
    export_context: ExportContext
    """The whole."""


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column."""

    name: str
    """Its heading: small letters and underscores. Permanent."""
    type: CellType
    """What its cells hold."""
    value: Callable[[T], Any]
    """The value of its cell in a row."""
    meaning: str
    """What it says, in a sentence."""
    foreign_table: str = ""
    """The table whose ids stand in it, in each row or as a list; empty for none. Checkers of CSV on the Web
    take an empty cell for a lost row, so a column that may be empty names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTable(Generic[T]):
    """One table, which is one file."""

    name: str
    """The name of its file, without `.csv`. Permanent."""
    title: str
    """What it is called."""
    about: str
    """What a row is, in a sentence or two."""
    key: tuple[str, ...]
    """The columns that tell its rows apart."""
    columns: tuple[Column[T], ...]
    """Its columns. New ones go to the end, and none is ever taken out: people's work depends on them."""
    source: Callable[[ExportContext], Iterable[T]]
    """What its rows are about, in order."""
    composite_keys: tuple[tuple[tuple[str, ...], str], ...] = ()
    """The columns that only together name a row of another table, with the name of that table."""

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"

    def rows(self, export_context: ExportContext) -> Iterator[Cells]:
        """Return the values of each row."""
        for each in self.source(export_context):
            yield tuple(column.value(each) for column in self.columns)
