"""What an entry takes from the entries it names in `crossref` and `xdata` (biblatex manual, appendix B)."""

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
    """The entries of a file by key, which also finds a key that differs in capitals alone, as BibTeX does."""

    def __init__(self, entries: Iterable[RawEntry]) -> None:
        """Take the entries in the order written."""
        super().__init__((entry.key, entry) for entry in entries)
        self._first = {key.casefold(): key for key in reversed(self)}

    def find_key(self, name: str) -> str:
        """Return the key that a name means; the name itself where nothing has it."""
        return name if name in self else self._first.get(name.casefold(), name)


def resolve_crossref(
    entry: RawEntry, entries: EntryIndex
) -> tuple[Mapping[str, RawField], tuple[Diagnostic, ...]]:
    """Return the fields of an entry with those it inherits, and what is wrong with its links.

    Args:
        entry: The entry.
        entries: Every entry of the file by key.
    """
    found: list[Diagnostic] = []
    if not entry.field("crossref") and not entry.field("xdata"):
        return {field.name: field for field in entry.fields}, ()
    return _fields(entry, entries, (), found), tuple(found)


def _fields(
    entry: RawEntry, entries: EntryIndex, below: tuple[str, ...], found: list[Diagnostic]
) -> dict[str, RawField]:
    own = {field.name: field for field in entry.fields}
    for link, named in tuple(_links(own)):
        key = entries.find_key(named)
        where = Location(entry.where.path, link.line)
        if key not in entries:
            message = f"{entry.key!r} takes fields from {key!r}, which does not exist"
            others = [each for each in entries if each != entry.key]
            hint = did_you_mean(key, others) or "add that entry, or delete the field"
            found.append(error("BIB109", where, message, hint))
        elif key == entry.key or key in below:
            ring = " → ".join((*below[below.index(key) if key in below else len(below) :], entry.key, key))
            message = f"entries take fields from each other: {ring}"
            found.append(error("BIB110", where, message, "cut the ring"))
        else:
            parent = _fields(entries[key], entries, (*below, entry.key), found)
            has_title = not TITLES.isdisjoint(own.keys() - {"subtitle"})
            for name, field in _given(entry.type, link.name, parent, entries[key].type):
                if name not in TITLES or not has_title or link.name == "xdata":
                    own.setdefault(name, field)
    return own


def _links(own: Mapping[str, RawField]) -> Iterator[tuple[RawField, str]]:
    for name in _LINKS:
        if name in own:
            for key in own[name].value.split(","):
                if key.strip():
                    yield own[name], key.strip()


def _renamed(kind: str, parent: str) -> Mapping[str, str]:
    """Return what an entry takes from another under another name."""
    if parent in MULTIVOLUME_TYPES:
        return FROM_MULTIVOLUME
    if kind in IN_BOOKS:
        return FROM_BOOK
    return FROM_PERIODICAL if kind in IN_PERIODICALS else {}


def _given(kind: str, link: str, parent: Mapping[str, RawField], of: str) -> Iterator[tuple[str, RawField]]:
    """Yield what an entry of a type takes over a link: by other names first, then by the same."""
    if link == "xdata":
        yield from ((name, field) for name, field in parent.items() if name not in _LINKS)
        return
    renamed = _renamed(kind, of)
    for name, source in renamed.items():
        if source in parent:
            yield name, parent[source]
    for name, field in parent.items():
        if name not in NOT_INHERITED or (name in TITLES and not renamed):
            yield name, field
