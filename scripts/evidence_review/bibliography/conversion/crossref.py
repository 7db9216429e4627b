"""Fields that an entry inherits through `crossref` and `xdata` (biblatex manual, appendix B)."""

from collections.abc import Iterable, Iterator, Mapping

from evidence_review.bibliography.bibtex.entry import RawEntry, RawField
from evidence_review.bibliography.conversion.mappings import (
    FROM_BOOK,
    FROM_MULTIVOLUME,
    FROM_PERIODICAL,
    IN_BOOKS,
    IN_PERIODICALS,
    MULTIVOLUME_TYPES,
    NOT_INHERITED,
    TITLES,
)
from evidence_review.diagnostics import Diagnostic, did_you_mean, error
from evidence_review.location import Location

_LINKS = ("xdata", "crossref")
"""The fields that name other entries, nearest first."""


class EntryIndex(dict[str, RawEntry]):
    """The entries of a file by key. Like BibTeX, it also finds a key that differs only in capitals."""

    def __init__(self, entries: Iterable[RawEntry]) -> None:
        """Index entries in the order written."""
        super().__init__((entry.key, entry) for entry in entries)
        self._first = {key.casefold(): key for key in reversed(self)}

    def find_key(self, name: str) -> str:
        """Return the key of the entry with a name, or the name itself if there is no such entry."""
        return name if name in self else self._first.get(name.casefold(), name)


def resolve_crossref(
    entry: RawEntry, entries: EntryIndex
) -> tuple[Mapping[str, RawField], tuple[Diagnostic, ...]]:
    """Return the fields of an entry, including those it inherits, and the problems of its links.

    Args:
        entry: The entry.
        entries: All entries of the file.
    """
    diagnostics: list[Diagnostic] = []
    if not entry.field("crossref") and not entry.field("xdata"):
        return {field.name: field for field in entry.fields}, ()
    return _fields(entry, entries, (), diagnostics), tuple(diagnostics)


def _fields(
    entry: RawEntry, entries: EntryIndex, heirs: tuple[str, ...], diagnostics: list[Diagnostic]
) -> dict[str, RawField]:
    own = {field.name: field for field in entry.fields}
    for link, named in tuple(_links(own)):
        key = entries.find_key(named)
        where = Location(entry.where.path, link.line)
        if key not in entries:
            message = f"{entry.key!r} inherits fields from {key!r}, which does not exist"
            others = [other for other in entries if other != entry.key]
            hint = did_you_mean(key, others) or f"add that entry, or remove it from {link.name!r}"
            diagnostics.append(error("BIB109", where, message, hint))
        elif key == entry.key or key in heirs:
            circle = " → ".join((*heirs[heirs.index(key) if key in heirs else len(heirs) :], entry.key, key))
            message = f"entries inherit fields from each other in a circle: {circle}"
            hint = "delete one of these 'crossref' or 'xdata' fields"
            diagnostics.append(error("BIB110", where, message, hint))
        else:
            parent = _fields(entries[key], entries, (*heirs, entry.key), diagnostics)
            has_title = not TITLES.isdisjoint(own.keys() - {"subtitle"})
            for name, field in _inherited(entry.type, link.name, parent, entries[key].type):
                if name not in TITLES or not has_title or link.name == "xdata":
                    own.setdefault(name, field)
    return own


def _links(own: Mapping[str, RawField]) -> Iterator[tuple[RawField, str]]:
    for name in _LINKS:
        if name in own:
            for key in own[name].value.split(","):
                if key.strip():
                    yield own[name], key.strip()


def _renamed(kind: str, parent_type: str) -> Mapping[str, str]:
    """Return the fields that an entry inherits under another name."""
    if parent_type in MULTIVOLUME_TYPES:
        return FROM_MULTIVOLUME
    if kind in IN_BOOKS:
        return FROM_BOOK
    return FROM_PERIODICAL if kind in IN_PERIODICALS else {}


def _inherited(
    kind: str, link: str, parent: Mapping[str, RawField], parent_type: str
) -> Iterator[tuple[str, RawField]]:
    """Yield the fields that an entry inherits through a link: first those that are renamed."""
    if link == "xdata":
        yield from ((name, field) for name, field in parent.items() if name not in _LINKS)
        return
    renamed = _renamed(kind, parent_type)
    for name, source in renamed.items():
        if source in parent:
            yield name, parent[source]
    for name, field in parent.items():
        if name not in NOT_INHERITED or (name in TITLES and not renamed):
            yield name, field
