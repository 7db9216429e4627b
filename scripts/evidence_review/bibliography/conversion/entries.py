"""Raw entries to references: types, titles, numbers, publishers and what the review says of a work.

Names, dates, LaTeX, identifiers and inheritance have modules of their own; the tables are `reference_tables`.
"""

from bisect import bisect_right
from collections.abc import Iterator

from evidence_review.bibliography.bibtex.entry import BibliographySource
from evidence_review.bibliography.conversion.crossref import EntryIndex, resolve_crossref
from evidence_review.bibliography.conversion.duplicates import find_duplicates
from evidence_review.bibliography.conversion.entry_dates import dates_of
from evidence_review.bibliography.conversion.fields import ResolvedEntry
from evidence_review.bibliography.conversion.mappings import (
    ANNOTATION_FIELDS,
    EDITORS,
    NON_REFERENCE_TYPES,
    NUMBERED_EDITORS,
    ROLES,
    SUBTYPES,
    TYPE_NAMES,
    TYPES,
)
from evidence_review.bibliography.conversion.names import read_names
from evidence_review.bibliography.conversion.public_entry import PUBLISHED, public_entry
from evidence_review.bibliography.conversion.validation import check_fields
from evidence_review.bibliography.conversion.variables import texts_of
from evidence_review.bibliography.csl.reference import Contributors, Name, Reference, slug_of
from evidence_review.bibliography.latex.definitions import definitions_in
from evidence_review.diagnostics import Diagnostic, did_you_mean, sort_diagnostics

_LACKS = frozenset({"BIB102", "BIB103"})
"""The codes of what is missing in a work."""


def assemble_references(source: BibliographySource) -> tuple[tuple[Reference, ...], tuple[Diagnostic, ...]]:
    """Return every work of a bibliography in the order written, and what is wrong with them."""
    entries = EntryIndex(source.entries)
    definitions = definitions_in(source.preamble)
    references: list[Reference] = []
    diagnostics: list[Diagnostic] = []
    damaged = _damaged(source)
    for entry in source.entries:
        fields, faults = resolve_crossref(entry, entries)
        work = ResolvedEntry(entry=entry, fields=fields, definitions=definitions, diagnostics=list(faults))
        if entry.type not in NON_REFERENCE_TYPES:
            parent = entries.find_key(work.raw("crossref"))
            references.append(_reference(work, parent if parent in entries else ""))
        # What a damaged entry seems to lack was swallowed by the damage, which is said already.
        diagnostics += [
            each for each in work.diagnostics if each.code not in _LACKS or entry.key not in damaged
        ]
    diagnostics += find_duplicates(references)
    return tuple(references), sort_diagnostics(diagnostics)


def _damaged(source: BibliographySource) -> frozenset[str]:
    """Return the keys of the entries on whose lines something could not be read."""
    starts = [entry.where.line for entry in source.entries]
    lines = [each.where.line for each in source.diagnostics if each.code == "BIB001"]
    places = (bisect_right(starts, line) - 1 for line in lines)
    return frozenset(source.entries[place].key for place in places if place >= 0)


def _reference(work: ResolvedEntry, parent: str) -> Reference:
    kind = _type(work)
    texts = {name: value for name, value in texts_of(work, kind) if value}
    published, whole = public_entry(work.entry, work.fields, PUBLISHED, work.definitions)
    reference = Reference(
        key=work.entry.key,
        slug=slug_of(work.entry.key),
        type=kind,
        texts=tuple(texts.items()),
        contributors=tuple(_contributors(work)),
        dates=tuple(dates_of(work)),
        parent=parent,
        written=published,
        entry=whole,
        where=work.entry.where,
        fields=tuple((field.name, field.line) for field in work.entry.fields),
        **{ours: work.text(name) for name, ours in ANNOTATION_FIELDS.items() if name in work.fields},
    )
    check_fields(work, reference)
    return reference


def _type(work: ResolvedEntry) -> str:
    kind = work.entry.type
    if kind not in TYPES:
        message = f"the entry type '@{kind}' of {work.entry.key!r} is not known"
        work.warning("BIB101", "", message, did_you_mean(kind, TYPES))
    if kind == "misc" and (named := TYPE_NAMES.get(work.raw("type").lower(), "document")) != "document":
        return named
    if kind == "misc" and work.raw("url") and not work.raw("howpublished"):
        return "webpage"
    if kind == "unpublished" and work.raw("eventtitle", "venue"):
        return "speech"
    return SUBTYPES.get(work.raw("entrysubtype").lower(), TYPES.get(kind, "document"))


def _contributors(work: ResolvedEntry) -> Iterator[Contributors]:
    roles: dict[str, tuple[Name, ...]] = {}
    for name, role in ROLES.items():
        if name not in work.fields:
            continue
        names, faults = read_names(work.raw(name), work.where(name), work.definitions)
        work.diagnostics.extend(faults)
        asked = EDITORS.get(work.raw(f"{name}type").lower(), role) if name in NUMBERED_EDITORS else role
        if names and (asked not in roles or asked == "contributor"):
            roles[asked] = roles.get(asked, ()) + names
    yield from (Contributors(role=role, names=names) for role, names in roles.items())
