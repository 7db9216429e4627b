"""Read all files of a review into one `Review`, and report every problem, misnamed files included."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from markdown import Markdown

from evidence_review.assemble.links import (
    citation_field_links,
    event_links,
    finding_links,
    list_links,
    organisation_links,
    passage_links,
    recommendation_links,
)
from evidence_review.assemble.record_types import FOLDERS, LISTS, REPORT_FILE
from evidence_review.assemble.records import RecordLoader
from evidence_review.assemble.releases import read_releases
from evidence_review.bibliography.csl.reference import Reference
from evidence_review.bibliography.reader import read_reference_files
from evidence_review.config.settings import Settings, id_order
from evidence_review.diagnostics import Diagnostic, Severity, did_you_mean, error
from evidence_review.location import Location
from evidence_review.model.custom_field import FieldType
from evidence_review.model.entity import KINDS, Entity, EntityKind
from evidence_review.model.links import Link, Links, Relation
from evidence_review.model.releases.release import FOLDER as RELEASES_FOLDER
from evidence_review.prose.converter import converter
from evidence_review.review.review import Review
from evidence_review.sources.bibliography_files import bibliography_files
from evidence_review.sources.files import (
    LOST_CHARACTER,
    MAX_FILE_SIZE,
    MAX_PUBLISHED_SIZE,
    PUBLISHABLE_SUFFIXES,
    SourceFile,
    files_below,
    find_invisible_characters,
    find_merge_conflict,
    find_mojibake,
    find_odd_name,
    normalise_line_endings,
    read_text,
    too_large_error,
    unpublished_file_error,
)

TEXT_SUFFIXES = frozenset({".md", ".yml", ".yaml"})
"""The endings of the files below `docs/` that are read; others are copied as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """A review and the problems in its files."""

    review: Review
    """The readable content of the review."""
    diagnostics: tuple[Diagnostic, ...]
    """The problems."""


def assemble(settings: Settings, texts: Mapping[str, str] | None = None) -> Assembled:
    """Read every file of a review.

    Args:
        settings: Its settings.
        texts: The texts of all pages by path below the documents folder, if plugins have changed them; pages
            that are not among them are excluded from the site.
    """
    records = RecordLoader(settings)
    markdown = converter(settings.extensions, settings.extension_configs)
    others = []
    files = [*files_below(settings.docs_dir / "_data"), *files_below(settings.docs_dir)]
    for file in dict.fromkeys(files):  # the lists first: the glossary is needed to read Markdown
        docs_path = file.relative_to(settings.docs_dir).as_posix()
        if texts is not None and file.suffix == ".md" and not docs_path.startswith("_data/"):
            continue
        if _read_file(file, docs_path, settings, records, markdown):
            others.append(docs_path)
    for docs_path, text in sorted((texts or {}).items()):
        source = normalise_line_endings(text, settings.relative(settings.docs_dir / docs_path))
        _load(find_merge_conflict(source) or source, docs_path, settings, records, markdown)
    records.save()
    references = _references(settings, records)
    loaded = read_releases(settings.docs_dir / "_data" / RELEASES_FOLDER, settings.relative)
    records.diagnostics += loaded.diagnostics
    review = _review(settings, records, references, frozenset(others))
    review = replace(review, releases=loaded.releases, release_files=loaded.files)
    for missing in (each for each in bibliography_files(settings.references) if not each.exists()):
        siblings = (file.name for file in files_below(missing.parent, deep=False))
        hint = similar_name_hint(missing.name, siblings)
        path = settings.relative(missing)
        records.diagnostics += missing_bibliography(review.links.all, path, hint)
    records.diagnostics += _missing_lists(settings, records, review)
    review = replace(review, unloaded=frozenset(records.unloaded))
    return Assembled(review=review, diagnostics=tuple(records.diagnostics))


def _read_file(
    file: Path, docs_path: str, settings: Settings, records: RecordLoader, markdown: Markdown
) -> bool:
    """Read a file below `docs/`, and return whether it is one that is published as it is."""
    path = settings.relative(file)
    if odd := find_odd_name(docs_path, path):
        records.mark_unreadable(docs_path, odd)
    elif _is_read(file, docs_path):
        _read_source(file, docs_path, settings, records, markdown)
    elif docs_path.startswith("_data/"):
        list_ = intended_list(docs_path)
        if list_:
            records.mark_unreadable(f"_data/{list_}", unread_list_error(docs_path, list_, settings))
    elif intended := intended_path(docs_path, settings):
        records.mark_unreadable(intended, misnamed_file_error(docs_path, intended, settings))
    elif file in bibliography_files(settings.references) or _is_source(file, settings):
        return False
    elif file.suffix.lower() in PUBLISHABLE_SUFFIXES or docs_path in settings.extra_files:
        if (size := file.stat().st_size) > MAX_PUBLISHED_SIZE:
            hint = "save the picture with fewer pixels, or link to the file where it is published"
            records.diagnostics.append(too_large_error(path, size, MAX_PUBLISHED_SIZE, hint))
        return True
    else:
        records.diagnostics.append(unpublished_file_error(path))
        # links to the file are not reported as well
        records.written[EntityKind.PAGE, docs_path] = Location(path)
    return False


def _is_source(file: Path, settings: Settings) -> bool:
    """Return whether a file is read by a build and not published itself."""
    is_style = file == settings.root / settings.style
    return is_style or (not settings.strict and file.suffix.lower() in (".bib", ".csl"))


def _read_source(
    file: Path, docs_path: str, settings: Settings, records: RecordLoader, markdown: Markdown
) -> None:
    """Read a page, a record or a list."""
    source = read_text(file, settings.relative(file), max_size=MAX_FILE_SIZE)
    _load(source, docs_path, settings, records, markdown)


def _load(
    source: SourceFile | Diagnostic,
    docs_path: str,
    settings: Settings,
    records: RecordLoader,
    markdown: Markdown,
) -> None:
    """Load what has been read of a file."""
    invisible = find_invisible_characters(source) if isinstance(source, SourceFile) else ()
    if not settings.strict and all(LOST_CHARACTER in found.message for found in invisible):
        records.diagnostics += (replace(found, severity=Severity.WARNING) for found in invisible)
        invisible = ()
    if invisible:
        records.mark_unreadable(docs_path, *invisible)
    elif isinstance(source, SourceFile):
        records.diagnostics += find_mojibake(source)
        records.load(source, docs_path, markdown)
    else:
        records.mark_unreadable(docs_path, source)


def _missing_lists(settings: Settings, records: RecordLoader, review: Review) -> Iterator[Diagnostic]:
    """Report each missing list once if any link leads to one of its items."""
    for name, each in LISTS.items():
        file = settings.docs_dir / "_data" / name
        link = next((link for link in review.links.all if link.target.kind is each.kind), None)
        if link and each.name not in records.unloaded and not file.exists():
            records.unloaded.add(each.name)
            message = f"there is no file {name!r}, but {link.where} names {link.target.id!r}"
            yield error("DAT117", Location(settings.relative(file)), message, "add the file, or restore it")


def _is_read(file: Path, docs_path: str) -> bool:
    """Tell whether a file is a page, a record or a list, and not a picture or another kind of file."""
    if docs_path.startswith("_data/"):
        return file.suffix.lower() in TEXT_SUFFIXES
    return file.suffix == ".md"


def _references(settings: Settings, records: RecordLoader) -> Mapping[str, Reference]:
    files = bibliography_files(settings.references)
    known = [(file, settings.relative(file)) for file in files if file.exists()]
    bibliography = read_reference_files(known)
    records.diagnostics += bibliography.diagnostics
    if len(known) < len(files) or not bibliography.is_text:
        records.unloaded.add(KINDS[EntityKind.REFERENCE].collection)
    locations = [(entry.key, entry.where) for entry in bibliography.entries]
    locations += [(each.key, each.where) for each in bibliography.references]  # CSL-JSON has no entries
    for key, where in locations:
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
        parts=settings.parts,
        record=records.record,
        entities={**_in_order(records.entities), EntityKind.REFERENCE: references},
        event_groups=lists["event_groups"],
        organisation_types=lists["organisation_types"],
        custom_fields=tuple(lists["fields"].values()),
        files=files,
        links=Links.of(()),
        written=frozenset(Entity(kind, id_) for kind, id_ in records.written),
        places={Entity(kind, id_): raw.places for (kind, id_), raw in records.raw.items()},
        unloaded=frozenset(records.unloaded),
    )
    return replace(unlinked, links=Links.of(_links(unlinked, records, settings)))


def _in_order(entities: Mapping[EntityKind, Mapping[str, Any]]) -> dict[EntityKind, Mapping[str, Any]]:
    """Return entities of which each has a file in the order of their ids, and others as they are listed."""
    found = dict(entities)
    for kind in entities:
        if KINDS[kind].files_folder:
            found[kind] = {id_: entities[kind][id_] for id_ in sorted(entities[kind], key=id_order)}
    return found


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
    for field in review.custom_fields:
        if field.type is FieldType.CITATION:
            yield from citation_field_links(review, field, raw)
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
    """Report a missing bibliography once if any reference is cited.

    Args:
        links: The links of the review.
        path: The path of the bibliography as messages show it.
        hint: What to do, if that is known.
    """
    link = next((link for link in links if link.target.kind is EntityKind.REFERENCE), None)
    if link:
        message = f"there is no bibliography {path!r}, but {link.where} cites {link.target.id!r}"
        hint = hint or "add the file, or set `references` in mkdocs.yml"
        yield error("BIB013", Location(path), message, hint)


_MARKDOWN = re.compile(r"\.(?:md\.\w+|mkd|mdown|mdwn|mdx|markdown|md)$", re.IGNORECASE)
"""The end of the name of a file meant as Markdown: some programs add an extension and hide it."""

WRITTEN_EXTENSIONS = frozenset(
    ("", ".doc", ".docx", ".htm", ".html", ".json", ".odt", ".rtf", ".txt", ".yaml", ".yml")
)
"""The endings of files in which someone may have written the front matter of an entity."""

HIDDEN_EXTENSION_HINT = "some programs hide the end of file names"


def intended_path(docs_path: str, settings: Settings) -> str:
    """Return the path that a Markdown file should have; empty for a file of another type.

    Args:
        docs_path: The path of a file below `docs/` that is not read.
        settings: How the review is built.
    """
    path = PurePosixPath(docs_path)
    ending = _MARKDOWN.search(path.name)
    if ending:
        return path.with_name(f"{path.name[: ending.start()]}.md").as_posix()
    kind = FOLDERS.get(path.parts[0]) if len(path.parts) == 2 else None  # noqa: PLR2004 - folder/file
    stem = settings.intended_id(path.stem)
    if kind is None or path.suffix.lower() not in WRITTEN_EXTENSIONS or settings.kind_of(stem) != kind:
        return ""
    return path.with_name(f"{stem}.md").as_posix()


def misnamed_file_error(docs_path: str, intended: str, settings: Settings) -> Diagnostic:
    """Return an error for a file whose name does not end like that of a Markdown file.

    Args:
        docs_path: The path of the file below `docs/`.
        intended: The path that it should have.
        settings: How the review is built.
    """
    path, intended_name = settings.docs_dir / docs_path, PurePosixPath(intended).name
    hint = f"rename it to {intended_name!r}; {HIDDEN_EXTENSION_HINT}"
    if path.suffix.lower() in (".doc", ".docx", ".odt", ".rtf"):
        hint = f"put its text into a plain text file named {intended_name!r}"
    if (settings.docs_dir / intended).is_file():
        hint = (
            f"remove it from this folder, which already contains {intended_name!r}; {HIDDEN_EXTENSION_HINT}"
        )
    message = (
        f"this file is not read, because its name ends in {path.name.removeprefix(path.name.split('.')[0])!r}"
    )
    return error("SRC106", Location(settings.relative(path)), message, hint)


def intended_list(docs_path: str) -> str:
    """Return the name of the list that a file below `docs/_data/` was meant to be; empty for none."""
    name = docs_path.removeprefix("_data/").lower()
    stems = {known.partition(".")[0]: known for known in (*LISTS, REPORT_FILE)}
    return stems.get(name.partition(".")[0].strip(), "")


def unread_list_error(docs_path: str, intended: str, settings: Settings) -> Diagnostic:
    """Return an error for a file below `docs/_data/` with a wrong name."""
    where = Location(settings.relative(settings.docs_dir / docs_path))
    message = f"the file {docs_path.removeprefix('_data/')!r} is not read here"
    return error("DAT108", where, message, f"did you mean {intended!r}? {HIDDEN_EXTENSION_HINT}")


def similar_name_hint(name: str, siblings: Iterable[str]) -> str:
    """Return a hint if a file with a similar name is in the folder of a missing file."""
    longer = next((each for each in sorted(siblings) if each.startswith(f"{name}.")), "")
    if longer:
        return f"rename {longer!r} to {name!r}; {HIDDEN_EXTENSION_HINT}"
    near = did_you_mean(
        name, [each for each in siblings if each.rpartition(".")[2] == name.rpartition(".")[2]]
    )
    return near if near.startswith("did you mean") else ""
