"""Published tables: their columns, each with its meaning, and the source of their rows.

Everything about a table follows from these: the header and cells of its file, its metadata, the data
dictionary, and how the file is read back.
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
    """The review and settings from which rows are made."""

    review: Review
    """The review."""
    settings: Settings
    """How it is built."""

    def address(self, entity: Entity) -> str:
        """Return the address of an entity: absolute if the site has an address, else from its root."""
        flag = self.settings.use_directory_urls
        page = self.site_address(address(page_of(self.review, entity), directory_urls=flag))
        anchor = anchor_of(entity)
        return f"{page}#{anchor}" if anchor else page

    def site_address(self, path: str) -> str:
        """Return the address of a file of the site: absolute if the site has an address."""
        return self.settings.public_address(path) or path

    def title(self, entity: Entity) -> str:
        """Return the label of an entity; empty if there is no such entity."""
        return label_of(self.review, entity) if is_valid(self.review, entity) else ""


@dataclass(frozen=True, slots=True)
class Row(Generic[T]):
    """The subject of one row, with the whole review."""

    item: T
    """The subject."""
    export_context: ExportContext
    """The whole review."""


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column."""

    name: str
    """Its heading: small letters and underscores. Permanent."""
    type: CellType
    """The type of its cells."""
    value: Callable[[T], Any]
    """The value of its cell in a row."""
    meaning: str
    """Its meaning, in a sentence."""
    foreign_table: str = ""
    """The table whose ids it contains, one in each row or as a list; empty for none. Validators of CSV on the
    Web treat an empty cell as a missing row, so a column of single ids that may be empty names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTable(Generic[T]):
    """One table, which is one file."""

    name: str
    """The name of its file, without `.csv`. Permanent."""
    title: str
    """Its title."""
    about: str
    """The meaning of a row, in a sentence or two."""
    key: tuple[str, ...]
    """The columns that identify a row."""
    columns: tuple[Column[T], ...]
    """Its columns. New ones are added at the end and none is ever removed: programs depend on them."""
    source: Callable[[ExportContext], Iterable[T]]
    """The subjects of its rows, in order."""
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
