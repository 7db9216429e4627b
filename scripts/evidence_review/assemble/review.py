"""All files of a review become one `Review`, with every fault that was met on the way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from evidence_review.assemble.links import (
    event_links,
    finding_links,
    list_links,
    organisation_links,
    passage_links,
    recommendation_links,
)
from evidence_review.assemble.misnamed_files import (
    intended_list,
    intended_path,
    misnamed_file_error,
    similar_name_hint,
    unread_list_error,
)
from evidence_review.assemble.record_types import LISTS
from evidence_review.assemble.records import RecordLoader
from evidence_review.assemble.releases import read_releases
from evidence_review.bibliography.csl.reference import Reference
from evidence_review.bibliography.reader import read_references
from evidence_review.config.settings import Settings
from evidence_review.diagnostics import Diagnostic, error
from evidence_review.location import Location
from evidence_review.model.entity import KINDS, Entity, EntityKind
from evidence_review.model.links import Link, Links, Relation
from evidence_review.prose.converter import converter
from evidence_review.review.review import Review
from evidence_review.sources.files import (
    MAX_FILE_SIZE,
    PUBLISHABLE_SUFFIXES,
    SourceFile,
    files_below,
    find_invisible_characters,
    find_mojibake,
    read_text,
    unpublished_file_error,
)

TEXT_SUFFIXES = frozenset({".md", ".yml", ".yaml"})
"""The endings of the files below `docs/` that are read; others are copied as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """A review and what was wrong with its files."""

    review: Review
    """What could be read of it."""
    diagnostics: tuple[Diagnostic, ...]
    """What was wrong."""


def assemble(settings: Settings) -> Assembled:
    """Read every file of a review."""
    records = RecordLoader(settings)
    markdown = converter(settings.extensions, settings.extension_configs)
    others = []
    files = [*files_below(settings.docs_dir / "_data"), *files_below(settings.docs_dir)]
    for file in dict.fromkeys(files):  # the lists first: the glossary is needed to read Markdown
        docs_path = file.relative_to(settings.docs_dir).as_posix()
        if _is_read(file, docs_path):
            source = read_text(file, settings.relative(file), max_size=MAX_FILE_SIZE)
            unseen = find_invisible_characters(source) if isinstance(source, SourceFile) else ()
            if unseen:
                records.mark_unreadable(docs_path, *unseen)
            elif isinstance(source, SourceFile):
                records.diagnostics += find_mojibake(source)
                records.load(source, docs_path, markdown)
            else:
                records.mark_unreadable(docs_path, source)
        elif docs_path.startswith("_data/"):
            list_ = intended_list(docs_path)
            if list_:
                records.mark_unreadable(f"_data/{list_}", unread_list_error(docs_path, list_, settings))
        elif meant := intended_path(docs_path, settings):
            records.mark_unreadable(meant, misnamed_file_error(docs_path, meant, settings))
        elif file.suffix.lower() in PUBLISHABLE_SUFFIXES or docs_path in settings.extra_files:
            others.append(docs_path)
        else:
            records.diagnostics.append(unpublished_file_error(settings.relative(file)))
            records.written[EntityKind.PAGE, docs_path] = Location(
                settings.relative(file)
            )  # links are no fault
    references = _references(settings, records)
    loaded = read_releases(settings)
    records.diagnostics += loaded.diagnostics
    review = _review(settings, records, references, frozenset(others))
    review = replace(review, releases=loaded.releases, release_files=loaded.files)
    if not settings.references.exists():
        path = settings.relative(settings.references)
        siblings = (file.name for file in files_below(settings.references.parent, deep=False))
        hint = similar_name_hint(settings.references.name, siblings)
        records.diagnostics += missing_bibliography(review.links.all, path, hint)
    records.diagnostics += _missing_lists(settings, records, review)
    review = replace(review, unloaded=frozenset(records.unloaded))
    return Assembled(review=review, diagnostics=tuple(records.diagnostics))


def _missing_lists(settings: Settings, records: RecordLoader, review: Review) -> Iterator[Diagnostic]:
    """Say once of each list that is not there and whose items something names."""
    for name, each in LISTS.items():
        file = settings.docs_dir / "_data" / name
        link = next((link for link in review.links.all if link.target.kind is each.kind), None)
        if link and each.name not in records.unloaded and not file.exists():
            records.unloaded.add(each.name)
            message = f"there is no file {name!r}, but {link.where} names {link.target.id!r}"
            yield error("DAT117", Location(settings.relative(file)), message, "add the file, or restore it")


def _is_read(file: Path, docs_path: str) -> bool:
    """Say whether a file is a page, a record or a list, and not a picture or somebody's own."""
    if docs_path.startswith("_data/"):
        return file.suffix.lower() in TEXT_SUFFIXES
    return file.suffix == ".md"


def _references(settings: Settings, records: RecordLoader) -> Mapping[str, Reference]:
    path = settings.relative(settings.references)
    if not settings.references.exists():
        records.unloaded.add(KINDS[EntityKind.REFERENCE].collection)
        return {}
    bibliography = read_references(settings.references, path)
    records.diagnostics += bibliography.diagnostics
    if not bibliography.is_text:
        records.unloaded.add(KINDS[EntityKind.REFERENCE].collection)
        return {}
    places = [(entry.key, entry.where) for entry in bibliography.entries]
    places += [(work.key, work.where) for work in bibliography.references]  # CSL-JSON has no entries
    for key, where in places:
        records.written.setdefault((EntityKind.REFERENCE, key), where)
    return {reference.key: reference for reference in bibliography.references}


def _review(
    settings: Settings,
    records: RecordLoader,
    references: Mapping[str, Reference],
    files: frozenset[str],
) -> Review:
    lists: Any = records.lists
    unlinked = Review(
        as_at=settings.as_at,
        record=records.record,
        entities={**records.entities, EntityKind.REFERENCE: references},
        event_groups=lists["event_groups"],
        organisation_types=lists["organisation_types"],
        files=files,
        links=Links.of(()),
        written=frozenset(Entity(kind, id_) for kind, id_ in records.written),
        places={Entity(kind, id_): raw.places for (kind, id_), raw in records.raw.items()},
        unloaded=frozenset(records.unloaded),
    )
    return replace(unlinked, links=Links.of(_links(unlinked, records, settings)))


def _links(review: Review, records: RecordLoader, settings: Settings) -> Iterator[Link]:
    raw = records.raw
    for finding in review.findings.values():
        yield from finding_links(finding, raw[EntityKind.FINDING, finding.id], settings)
    for event in review.events.values():
        yield from event_links(event, raw[EntityKind.EVENT, event.id])
    for organisation in review.organisations.values():
        yield from organisation_links(organisation, raw[EntityKind.ORGANISATION, organisation.id])
    for each in review.recommendations.values():
        yield from recommendation_links(each, raw[EntityKind.RECOMMENDATION, each.id], settings)
    for entity, passage in review.passages():
        yield from passage_links(entity, passage, settings)
    yield from list_links(review, raw, settings)
    yield from _record_links(review)


def _record_links(review: Review) -> Iterator[Link]:
    if review.record:
        yield Link(
            source=Entity(EntityKind.PAGE, "index.md"),
            relation=Relation.MENTIONS,
            target=Entity(EntityKind.REFERENCE, review.record.reviewed),
            where=review.record.where,
        )


def missing_bibliography(links: tuple[Link, ...], path: str, hint: str) -> Iterator[Diagnostic]:
    """Say once that there is no bibliography, where a work is cited.

    Args:
        links: The links of the review.
        path: The path of the bibliography as messages show it.
        hint: What to do, where that is known.
    """
    link = next((link for link in links if link.target.kind is EntityKind.REFERENCE), None)
    if link:
        message = f"there is no bibliography {path!r}, but {link.where} cites {link.target.id!r}"
        hint = hint or "add the file, or set `references` in mkdocs.yml"
        yield error("BIB013", Location(path), message, hint)
