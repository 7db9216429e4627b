"""Convert raw entries to references: types, contributors and annotations.

Names, dates, texts, LaTeX, identifiers and inheritance have their own modules; the tables are in `mappings`.
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

_INCOMPLETE = frozenset({"BIB102", "BIB103"})
"""The codes for missing fields."""


def assemble_references(source: BibliographySource) -> tuple[tuple[Reference, ...], tuple[Diagnostic, ...]]:
    """Return the references of a bibliography in the order written, and their problems."""
    entries = EntryIndex(source.entries)
    definitions = definitions_in(source.preamble)
    references: list[Reference] = []
    diagnostics: list[Diagnostic] = []
    damaged = _damaged(source)
    for entry in source.entries:
        fields, problems = resolve_crossref(entry, entries)
        resolved = ResolvedEntry(
            entry=entry, fields=fields, definitions=definitions, diagnostics=list(problems)
        )
        if entry.type not in NON_REFERENCE_TYPES:
            parent = entries.find_key(resolved.raw("crossref"))
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
        **{
            attribute: resolved.text(name)
            for name, attribute in ANNOTATION_FIELDS.items()
            if name in resolved.fields
        },
    )
    check_fields(resolved, reference)
    return reference


def _type(resolved: ResolvedEntry) -> str:
    kind = resolved.entry.type
    if kind not in TYPES:
        message = f"{resolved.entry.key!r} has an unknown entry type, '@{kind}'"
        resolved.warning("BIB101", "", message, did_you_mean(kind, TYPES))
    if kind == "misc" and (named := TYPE_NAMES.get(resolved.raw("type").lower(), "document")) != "document":
        return named
    if kind == "misc" and resolved.raw("url") and not resolved.raw("howpublished"):
        return "webpage"
    if kind == "unpublished" and resolved.raw("eventtitle", "venue"):
        return "speech"
    return SUBTYPES.get(resolved.raw("entrysubtype").lower(), TYPES.get(kind, "document"))


def _contributors(resolved: ResolvedEntry) -> Iterator[Contributors]:
    roles: dict[str, tuple[Name, ...]] = {}
    for name, default_role in ROLES.items():
        if name not in resolved.fields:
            continue
        names, problems = read_names(resolved.raw(name), resolved.where(name), resolved.definitions)
        resolved.diagnostics.extend(problems)
        if name in NUMBERED_EDITORS:
            role = EDITORS.get(resolved.raw(f"{name}type").lower(), default_role)
        else:
            role = default_role
        if names and (role not in roles or role == "contributor"):
            roles[role] = roles.get(role, ()) + names
    yield from (Contributors(role=role, names=names) for role, names in roles.items())
