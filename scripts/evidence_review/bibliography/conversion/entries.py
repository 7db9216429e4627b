"""Convert raw entries to references: inherited fields, types, contributors, annotations and duplicates.

Fields are inherited through `crossref` and `xdata` as the biblatex manual says (appendix B). Names, dates,
texts, LaTeX and identifiers have their own modules; the tables are in `mappings`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.bibliography.bibtex.entry import BibliographySource, RawEntry, RawField
from evidence_review.bibliography.conversion.archived import archived_fields
from evidence_review.bibliography.conversion.entry_dates import dates_of
from evidence_review.bibliography.conversion.fields import ResolvedEntry
from evidence_review.bibliography.conversion.mappings import (
    ANNOTATION_FIELDS,
    EDITORS,
    FROM_BOOK,
    FROM_MULTIVOLUME,
    FROM_PERIODICAL,
    IN_BOOKS,
    IN_PERIODICALS,
    MULTIVOLUME_TYPES,
    NON_REFERENCE_TYPES,
    NOT_INHERITED,
    NUMBERED_EDITORS,
    ROLES,
    SUBTYPES,
    TITLES,
    TYPE_NAMES,
    TYPES,
)
from evidence_review.bibliography.conversion.names import read_names
from evidence_review.bibliography.conversion.public_entry import PUBLISHED, public_entry
from evidence_review.bibliography.conversion.validation import check_fields
from evidence_review.bibliography.conversion.variables import texts_of
from evidence_review.bibliography.csl.identifiers import normalise_doi
from evidence_review.bibliography.csl.reference import Contributors, Name, Reference, slug_of
from evidence_review.bibliography.latex.decoding import decode_verbatim
from evidence_review.bibliography.latex.definitions import definitions_in
from evidence_review.diagnostics import (
    Diagnostic,
    Suggestions,
    did_you_mean,
    error,
    sort_diagnostics,
    warning,
)
from evidence_review.location import Location

_INCOMPLETE = frozenset({"BIB102", "BIB103"})
"""The codes for missing fields."""


def assemble_references(
    *sources: BibliographySource,
) -> tuple[tuple[Reference, ...], tuple[Diagnostic, ...]]:
    """Return the references of a bibliography in the order written, and their problems.

    Args:
        sources: The files of the bibliography. An entry may inherit from one in another file.
    """
    written = [entry for source in sources for entry in source.entries]
    entries = EntryIndex(written)
    definitions = definitions_in("\n".join(source.preamble for source in sources))
    references: list[Reference] = []
    diagnostics: list[Diagnostic] = []
    damaged = frozenset[str]().union(*map(_damaged, sources))
    for entry in written:
        fields, problems = resolve_crossref(entry, entries)
        resolved = ResolvedEntry(
            entry=entry, fields=fields, definitions=definitions, diagnostics=list(problems)
        )
        if entry.type not in NON_REFERENCE_TYPES:
            parent = entries.find_key(resolved.verbatim("crossref"))
            references.append(_reference(resolved, parent if parent in entries else ""))
        # Fields may only seem to be missing from a damaged entry, and its damage is reported already.
        diagnostics += [
            diagnostic
            for diagnostic in resolved.diagnostics
            if diagnostic.code not in _INCOMPLETE or entry.key not in damaged
        ]
    diagnostics += find_duplicates(references)
    return tuple(references), sort_diagnostics(diagnostics)


def _damaged(source: BibliographySource) -> frozenset[str]:
    """Return the keys of the entries that could not be read completely."""
    starts = [entry.where.line for entry in source.entries]
    lines = [diagnostic.where.line for diagnostic in source.diagnostics if diagnostic.code == "BIB001"]
    indexes = (bisect_right(starts, line) - 1 for line in lines)
    return frozenset(source.entries[index].key for index in indexes if index >= 0)


def _reference(resolved: ResolvedEntry, parent: str) -> Reference:
    kind = _type(resolved)
    texts = {name: value for name, value in texts_of(resolved, kind) if value}
    published, whole = public_entry(resolved.entry, resolved.fields, PUBLISHED, resolved.definitions)
    reference = Reference(
        key=resolved.entry.key,
        slug=slug_of(resolved.entry.key),
        type=kind,
        texts=tuple(texts.items()),
        contributors=tuple(_contributors(resolved)),
        dates=tuple(dates_of(resolved)),
        parent=parent,
        written=published,
        entry=whole,
        where=resolved.entry.where,
        fields=tuple((field.name, field.line) for field in resolved.entry.fields),
        **_own_fields(resolved),
    )
    check_fields(resolved, reference)
    return reference


def _own_fields(resolved: ResolvedEntry) -> Mapping[str, Any]:
    """Return the attributes that come from fields of a review's own."""
    notes = {
        attribute: resolved.text(name)
        for name, attribute in ANNOTATION_FIELDS.items()
        if name in resolved.fields
    }
    return {**notes, **archived_fields(resolved)}


def _type(resolved: ResolvedEntry) -> str:
    kind = resolved.entry.type
    if kind not in TYPES:
        message = f"{resolved.entry.key!r} has an unknown entry type, '@{kind}'"
        resolved.warning("BIB101", "", message, did_you_mean(kind, TYPES))
    if kind == "misc" and (named := TYPE_NAMES.get(resolved.text("type").lower(), "document")) != "document":
        return named
    if kind == "misc" and resolved.has("url") and not resolved.has("howpublished"):
        return "webpage"
    if kind == "unpublished" and resolved.has("eventtitle", "venue"):
        return "speech"
    return SUBTYPES.get(resolved.text("entrysubtype").lower(), TYPES.get(kind, "document"))


def _contributors(resolved: ResolvedEntry) -> Iterator[Contributors]:
    roles: dict[str, tuple[Name, ...]] = {}
    for name, default_role in ROLES.items():
        if name not in resolved.fields:
            continue
        names, problems = read_names(resolved.names(name), resolved.where(name))
        resolved.diagnostics.extend(problems)
        if name in NUMBERED_EDITORS:
            role = EDITORS.get(resolved.text(f"{name}type").lower(), default_role)
        else:
            role = default_role
        if names and (role not in roles or role == "contributor"):
            roles[role] = roles.get(role, ()) + names
    yield from (Contributors(role=role, names=names) for role, names in roles.items())


_LINKS = ("xdata", "crossref")
"""The fields that name other entries, nearest first."""


class EntryIndex(dict[str, RawEntry]):
    """The entries of a file by key. Like BibTeX, it also finds a key that differs only in capitals."""

    def __init__(self, entries: Iterable[RawEntry]) -> None:
        """Index entries in the order written."""
        super().__init__((entry.key, entry) for entry in entries)
        self.suggestions = Suggestions(self)
        """Hints for keys that do not exist."""
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
    inheritance = _Inheritance(entries, diagnostics)
    return inheritance.fields(entry, ()), tuple(diagnostics)


MAX_ANCESTORS = 20
"""From how many others an entry may inherit, directly or through others."""


@dataclass(slots=True)
class _Inheritance:
    """The entries from which one entry inherits."""

    entries: EntryIndex
    diagnostics: list[Diagnostic]
    followed: int = 0
    """How many links have been followed: their number may double with each entry of a chain."""

    def fields(self, entry: RawEntry, heirs: tuple[str, ...]) -> dict[str, RawField]:
        """Return the fields of an entry, including those it inherits.

        Args:
            entry: The entry.
            heirs: The entries that inherit from it, the first one first.
        """
        own = {field.name: field for field in entry.fields}
        for link, named in tuple(_links(own)):
            parent = self._parent(entry, heirs, link, named)
            if parent is None:
                continue
            inherited = self.fields(parent, (*heirs, entry.key))
            has_title = not TITLES.isdisjoint(own.keys() - {"subtitle"})
            for name, field in _inherited(entry.type, link.name, inherited, parent.type):
                if name not in TITLES or not has_title or link.name == "xdata":
                    own.setdefault(name, field)
        return own

    def _parent(self, entry: RawEntry, heirs: tuple[str, ...], link: RawField, named: str) -> RawEntry | None:
        """Return the entry that a link names, or report why nothing is inherited from it."""
        key = self.entries.find_key(named)
        where = Location(entry.where.path, link.line)
        if key not in self.entries:
            message = f"{entry.key!r} inherits fields from {key!r}, which does not exist"
            hint = self.entries.suggestions.hint(key)
            if not hint or repr(entry.key) in hint:  # an entry cannot inherit from itself
                hint = f"add that entry, or remove it from {link.name!r}"
            self.diagnostics.append(error("BIB109", where, message, hint))
            return None
        if key == entry.key or key in heirs:
            circle = " → ".join((*heirs[heirs.index(key) if key in heirs else len(heirs) :], entry.key, key))
            message = f"entries inherit fields from each other in a circle: {circle}"
            hint = "delete one of these 'crossref' or 'xdata' fields"
            self.diagnostics.append(error("BIB110", where, message, hint))
            return None
        self.followed += 1
        if self.followed > MAX_ANCESTORS:
            if self.followed == MAX_ANCESTORS + 1:
                first = (*heirs, entry.key)[0]
                message = f"{first!r} inherits fields from more than {MAX_ANCESTORS} other entries"
                hint = "write the fields into the entry, and delete its 'crossref' or 'xdata' field"
                self.diagnostics.append(error("BIB110", where, message, hint))
            return None
        return self.entries[key]


def _links(own: Mapping[str, RawField]) -> Iterator[tuple[RawField, str]]:
    for name in _LINKS:
        if name in own:
            for key in decode_verbatim(own[name].value).split(","):
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


_WORD = re.compile(r"[^\W_]+")
_DISTINGUISHING = (
    "volume",
    "issue",
    "number",
    "page",
    "edition",
    "version",
    "container-title",
    "publisher",
    "DOI",
    "genre",
)
"""Variables that distinguish two references with the same title and year."""
_SHARED_ACROSS_TYPES = ("container-title", "page", "URL")
"""Variables of which duplicates with different types share at least one."""


def find_duplicates(references: Sequence[Reference]) -> Iterator[Diagnostic]:
    """Yield a warning for each reference that has the DOI, or the title and year, of an earlier one."""
    by_doi: dict[str, Reference] = {}
    by_title: dict[tuple[str, ...], list[Reference]] = {}
    for reference in references:
        doi = (reference.doi or normalise_doi(reference.text("URL"))).lower()
        earlier = by_doi.setdefault(doi, reference) if doi else reference
        if earlier is not reference and not _contains(earlier, reference):
            yield _duplicate_warning(
                reference, earlier, f"the DOI {doi!r}", "doi" if reference.doi else "url"
            )
            continue
        words = " ".join(_WORD.findall(reference.title.casefold()))
        if not words or reference.issued is None or reference.issued.year is None or _is_related(reference):
            continue
        similar = by_title.setdefault((words, str(reference.issued.year), _first_name(reference)), [])
        original = next((other for other in similar if _may_be_duplicates(other, reference)), None)
        if original:
            yield _duplicate_warning(reference, original, "the same title and year", "title")
        similar.append(reference)


def _duplicate_warning(reference: Reference, earlier: Reference, shared: str, field: str) -> Diagnostic:
    message = (
        f"{reference.key!r} is probably the same reference as {earlier.key!r} (line {earlier.where.line}): "
        f"both have {shared}"
    )
    return warning(
        "BIB113", reference.location_of(field), message, "keep one of them, and cite it by its key"
    )


def _first_name(reference: Reference) -> str:
    for group in reference.contributors:
        name = group.names[0]
        return " ".join(_WORD.findall((name.literal or name.family).casefold()))
    return ""


def _may_be_duplicates(one: Reference, other: Reference) -> bool:
    """Tell whether nothing distinguishes two references with the same title, year and first name."""
    if _contains(one, other):
        return False
    if one.type != other.type and not any(
        one.text(name) and one.text(name) == other.text(name) for name in _SHARED_ACROSS_TYPES
    ):
        return False
    pairs = {name: (one.text(name).casefold(), other.text(name).casefold()) for name in _DISTINGUISHING}
    volume, _ = pairs["volume"]
    if volume and pairs["volume"] == (volume, volume):  # journal names are often abbreviated or mistyped
        del pairs["container-title"]
    return all(not first or not second or first == second for first, second in pairs.values())


def _is_related(reference: Reference) -> bool:
    """Tell whether an entry states its relation to others, in biblatex's `related`."""
    return any(name == "related" for name, _ in reference.fields)


def _contains(one: Reference, other: Reference) -> bool:
    return other.parent == one.key or one.parent == other.key
