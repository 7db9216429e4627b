"""Read each file of a review into a value of the model."""

import re
from collections.abc import Container, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

import markdown

from evidence_review.assemble.custom_fields import read_custom_fields
from evidence_review.assemble.front_matter import (
    is_without_front_matter,
    missing_front_matter,
    repeated_front_matter,
)
from evidence_review.assemble.plain_pages import complete_page
from evidence_review.assemble.record_types import FOLDERS, LISTS, REPORT_FILE, RecordList, file_shape
from evidence_review.assemble.validation import Shape
from evidence_review.config.known_extensions import conversion_state
from evidence_review.config.settings import Settings
from evidence_review.diagnostics import Diagnostic, Severity, did_you_mean, error, errors, warning
from evidence_review.kept_results import KeptResults
from evidence_review.location import Location
from evidence_review.model.custom_field import CustomField
from evidence_review.model.entity import KINDS, Entity, EntityKind
from evidence_review.model.glossary import GlossaryTerm
from evidence_review.model.passage import Passage
from evidence_review.model.reviewed_report import ReviewedReport
from evidence_review.prose.passage import (
    GlossaryTerms,
    MarkupRules,
    ParsedPassage,
    compile_terms,
    read_passage,
)
from evidence_review.site.addresses import OVERVIEW_PAGES
from evidence_review.sources.files import SourceFile
from evidence_review.sources.yaml_records import YamlNode, read_yaml, split_front_matter


class RecordLoader:
    """The values, ids and diagnostics that have been read so far."""

    def __init__(self, settings: Settings) -> None:
        """Start without any records."""
        self.entities: dict[EntityKind, dict[str, object]] = {kind: {} for kind in EntityKind}
        self.lists: dict[str, dict[str, object]] = {each.name: {} for each in LISTS.values()}
        self.record: ReviewedReport | None = None
        self.written: dict[tuple[EntityKind, str], Location] = {}
        self.raw: dict[tuple[EntityKind, str], YamlNode] = {}
        self.unloaded: set[str] = set()
        self.diagnostics: list[Diagnostic] = []
        self._settings = settings
        self._rules = MarkupRules(
            is_trusted=settings.html == "trusted", is_lenient=not settings.strict, hosts=settings.hosts
        )
        self._known_terms: GlossaryTerms | None = None
        self._passages: KeptResults[ParsedPassage] | None = None
        self._kinds = kinds_present(settings)
        self._ids = settings.ids_of(self._kinds)

    def load(self, file: SourceFile, docs_path: str, markdown_: markdown.Markdown) -> None:
        """Read one Markdown or YAML file. The lists below `_data/` come first.

        Args:
            file: The file.
            docs_path: Its path below `docs/`.
            markdown_: The site's Markdown converter.
        """
        path = PurePosixPath(docs_path)
        name = docs_path.removeprefix("_data/")
        if path.suffix == ".md":
            self._load_markdown(file, path, markdown_)
        elif name in LISTS:
            self._load_list(file, LISTS[name])
        elif name == REPORT_FILE:
            self._load_report(file)
        else:
            message = f"the file {name!r} is not read here"
            hint = did_you_mean(name, (*LISTS, REPORT_FILE))
            self._report(Location(file.path), "DAT108", message, hint)
            for known in (*LISTS, REPORT_FILE):  # the missing list may be in this file
                if not (self._settings.docs_dir / "_data" / known).exists():
                    self._mark_unloaded(known)

    def mark_unreadable(self, docs_path: str, *problems: Diagnostic) -> None:
        """Note that a file cannot be read at all, so that links to it are not reported."""
        self.diagnostics += problems
        path = PurePosixPath(docs_path)
        if path.parts[0] == "_data":
            self._mark_unloaded(path.name)
        else:
            entity = _entity_in(path, self._kinds)
            self.written[entity.kind, entity.id] = problems[0].where

    def _load_markdown(self, file: SourceFile, path: PurePosixPath, markdown_: markdown.Markdown) -> None:
        yaml_text, body, first_line = split_front_matter(file.text)
        is_plain = not self._settings.strict and _entity_in(path, self._kinds).kind is EntityKind.PAGE
        raw = self._yaml(yaml_text, Location(file.path, 2), is_plain=is_plain)
        if not yaml_text.strip():
            raw = YamlNode(value={} if is_plain else None, where=Location(file.path))
            if not (is_plain and is_without_front_matter(file)):
                self.diagnostics.append(missing_front_matter(file))
        where = Location(file.path, first_line)
        if yaml_text:
            self.diagnostics += repeated_front_matter(body, where)
        reading = self._reading(body, markdown_)
        passage = Passage(text=body, where=where, reading=reading)
        entity = _entity_in(path, self._kinds)
        kind, row = entity.kind, KINDS[entity.kind]
        if kind is EntityKind.PAGE and self._report_misplaced(path, where):
            return
        if kind is not EntityKind.PAGE and self._settings.kind_of(entity.id) != kind:
            self._report_misnamed(raw, path, kind)
            return
        if not body.strip() and yaml_text.strip():
            self._report_missing_text(Location(file.path, first_line - 1), entity)
        supplied = {row.id_field: entity.id, row.body: passage, "where": raw.where}
        if is_plain and raw.value is not None:
            page = complete_page(raw, yaml_text, path, reading)
            self.diagnostics += page.diagnostics
            raw = page.raw
            supplied |= {"has_heading": page.has_heading, "engine_keys": page.engine_keys}
        written = raw
        fields = [each for each in self._custom_fields() if kind in each.of]
        if fields and isinstance(raw.value, dict):
            custom = read_custom_fields(raw, fields)
            self.diagnostics += custom.diagnostics
            raw = custom.rest
            supplied |= {"custom": custom.values}
        shape = file_shape(kind, self._settings.parts, tuple(each.id for each in fields))
        self._register(kind, entity.id, written, self._validate(shape, raw, supplied))

    def _custom_fields(self) -> tuple[CustomField, ...]:
        """Return the fields that the review adds, which are read before any Markdown."""
        return tuple(each for each in self.lists["fields"].values() if isinstance(each, CustomField))

    def _reading(self, body: str, markdown_: markdown.Markdown) -> ParsedPassage:
        """Return what a text contains, kept from an earlier run if it is the same."""
        if self._passages is None:
            state = conversion_state(self._settings)
            parts = (state, self._ids.pattern, self._terms().ids, self._rules)
            self._passages = KeptResults("passages", self._settings.root, repr(parts) if state else "")
        return self._passages.get(
            body,
            lambda: read_passage(
                body, ids=self._ids, markdown=markdown_, terms=self._terms(), rules=self._rules
            ),
        )

    def save(self) -> None:
        """Keep what has been found in texts for the next run."""
        if self._passages:
            self._passages.save()

    def _report_missing_text(self, where: Location, entity: Entity) -> None:
        """Report a file without text below its front matter, unless its page has other content."""
        if entity.kind is EntityKind.PAGE:
            if entity.id not in OVERVIEW_PAGES:
                message, hint = (
                    "this page has no text below its front matter",
                    "write it below the second ---",
                )
                self.diagnostics.append(warning("DAT115", where, message, hint))
        elif not KINDS[entity.kind].has_optional_body:
            message = f"{_with_article(entity.kind)} needs a text, and there is none below its front matter"
            self._report(where, "DAT115", message, "write it below the second ---")

    def _report_misplaced(self, path: PurePosixPath, where: Location) -> bool:
        """Report a file that is named by an id but is not in the folder of its kind, if there is one."""
        intended = self._settings.intended_id(path.stem)
        kind = self._settings.kind_of(intended)
        expected_folder = KINDS[EntityKind(kind)].files_folder if kind else ""
        if not kind or not expected_folder or EntityKind(kind) not in self._kinds:
            return False
        self.written.setdefault((EntityKind(kind), intended), where)
        message = f"the {kind} {path.stem!r} is in {path.parent.as_posix()!r}, where it is not read as one"
        self._report(
            Location(where.path),
            "DAT113",
            message,
            f"move it to docs/{expected_folder}/, or give it another name",
        )
        return True

    def _terms(self) -> GlossaryTerms:
        """Return the words of the glossary, which is read before any Markdown."""
        if self._known_terms is None:
            found = self.entities[EntityKind.TERM].values()
            terms = [term for term in found if isinstance(term, GlossaryTerm)]
            self._known_terms = compile_terms({name: term.id for term in terms for name in term.names})
        return self._known_terms

    def _load_report(self, file: SourceFile) -> None:
        raw = self._yaml(file.text, Location(file.path))
        value = self._validate(Shape(model=ReviewedReport), raw, {"where": raw.where})
        self.record = value if isinstance(value, ReviewedReport) else None
        if self.record is None:
            self._mark_unloaded(REPORT_FILE)

    def _load_list(self, file: SourceFile, kind: RecordList) -> None:
        raw = self._yaml(file.text, Location(file.path))
        if raw.value is None:
            self.unloaded.add(kind.name)
        elif raw.value and not isinstance(raw.value, list):
            self._report(raw.where, "DAT104", "this file must contain a list", "begin each item with `- `")
            self.unloaded.add(kind.name)
        used_ids: dict[str, Location] = {}
        for item in raw.items():
            value = self._validate(kind.shape, item, {"where": item.where})
            if value is not None and kind.extra_check:
                self.diagnostics += kind.extra_check(value, item)
            id_ = self._id_in(item, kind, used_ids)
            if not id_ or (value is None and kind.kind is None):
                self.unloaded.add(kind.name)  # nobody knows which item a link to it would mean
            if id_ in used_ids or not id_:
                continue
            used_ids[id_] = item.place(("id",))
            if value is not None:
                self.lists[kind.name][id_] = value
            if kind.kind:
                self._register(kind.kind, id_, item, value)

    def _id_in(self, item: YamlNode, kind: RecordList, used_ids: Mapping[str, Location]) -> str:
        """Return the id of an item of a list; empty if it has no valid one."""
        id_ = item.value.get("id") if isinstance(item.value, dict) else None
        if not isinstance(id_, str) or not id_:
            return ""
        if kind.kind and self._settings.kind_of(id_) != kind.kind:
            message = f"{id_!r} does not have the form of an id of {_with_article(kind.kind)}"
            self._report(item.place(("id",)), "DAT106", message, self._id_example_hint(kind.kind))
            return ""
        if id_ in used_ids:
            hint = self._next_free_id_hint(kind.kind) if kind.kind else "give it another id"
            message = f"the id {id_!r} is already used at {used_ids[id_]}"
            self._report(item.place(("id",)), "DAT107", message, hint)
        return id_

    def _mark_unloaded(self, name: str) -> None:
        """Note that the file of a name below `_data/` cannot be read."""
        if name == REPORT_FILE:
            self.unloaded.add("record")
        elif name in LISTS:
            self.unloaded.add(LISTS[name].name)

    def _register(self, kind: EntityKind, id_: str, raw: YamlNode, value: object | None) -> None:
        self.written[kind, id_] = raw.where
        self.raw[kind, id_] = raw
        if value is not None:
            self.entities[kind][id_] = value

    def _validate(self, shape: Shape[Any], raw: YamlNode, supplied: Mapping[str, object]) -> object | None:
        if raw.value is None:  # invalid, which is already reported
            return None
        value, problems = shape.make(raw, supplied)
        self.diagnostics += problems
        return value

    def _yaml(self, text: str, start: Location, *, is_plain: bool = False) -> YamlNode:
        """Read YAML. What of a plain page cannot be read is left out with a warning: MkDocs shows it."""
        raw, problems = read_yaml(text, start)
        if is_plain and errors(problems):
            self.diagnostics += [replace(each, severity=Severity.WARNING) for each in problems]
            return YamlNode(value={}, where=start)
        self.diagnostics += problems
        if raw is None:
            return YamlNode(value=None if problems else {}, where=start)
        return raw

    def _report(self, where: Location, code: str, message: str, hint: str) -> None:
        self.diagnostics.append(error(code, where, message, hint))

    def _report_misnamed(self, raw: YamlNode, path: PurePosixPath, kind: EntityKind) -> None:
        """Report a file name that is not an id, and accept links to the id that was probably meant."""
        message, hint = self._misnamed_message(path, kind)
        intended_id = self._settings.intended_id(path.stem)
        intended_path = self._settings.docs_dir / path.with_name(f"{intended_id}.md")
        if self._settings.kind_of(intended_id) == kind and not intended_path.exists():
            self.written.setdefault((kind, intended_id), raw.where)
            has_capitals = intended_id != intended_id.lower()
            rule = "capitals count in ids" if has_capitals else "ids have only small letters and no spaces"
            hint = f"rename it to {intended_path.name!r}: {rule}"
        other = self._settings.kind_of(intended_id)
        folder = KINDS[EntityKind(other)].files_folder if other and other != kind else ""
        if folder:
            message = (
                f"{path.name!r} is named like {_with_article(str(other))}, but is in docs/{path.parent}/"
            )
            hint = f"move it to docs/{folder}/"
        self._report(raw.where, "DAT106", message, hint)

    def _misnamed_message(self, path: PurePosixPath, kind: EntityKind) -> tuple[str, str]:
        return (
            f"the name of this file, {path.name!r}, is not an id of {_with_article(kind)}",
            f"{self._id_example_hint(kind)}; {self._next_free_id_hint(kind)}",
        )

    def _id_example_hint(self, kind: EntityKind) -> str:
        prefixes = [prefix for prefix, name in self._settings.ids.items() if name == kind]
        shown = [
            f"{prefix}name" if prefix[-1:] == "-" else f"{prefix}01" if prefix else "1.2"
            for prefix in prefixes
        ]
        return f"ids look like {' or '.join(shown)}" if shown else "no prefix is set for this kind"

    def _next_free_id_hint(self, kind: EntityKind) -> str:
        used_ids = [id_ for known, id_ in self.written if known is kind]
        folder = KINDS[kind].files_folder
        if folder:  # files are read one after another, and this may be the first
            found = (self._settings.docs_dir / folder).glob("*.md")
            used_ids += [file.stem for file in found if self._settings.kind_of(file.stem) == kind]
        numbered = [match for id_ in sorted(used_ids) if (match := re.fullmatch(r"(\D+)(\d+)", id_))]
        if not numbered:
            return "choose a free one"
        last = max(numbered, key=lambda match: int(match[2]))
        return f"the next free one is {last[1]}{int(last[2]) + 1:0{len(last[2])}}"


def kinds_present(settings: Settings) -> frozenset[EntityKind]:
    """Return the kinds that a review has; in a strict review, all kinds.

    Only their folders and their ids mean something: on a site without events, `docs/events/fair.md` is a
    page, and `[e1]` is text.
    """
    if settings.strict:
        return frozenset(KINDS)
    return frozenset(kind for kind in KINDS if _is_present(kind, settings))


def _is_present(kind: EntityKind, settings: Settings) -> bool:
    row = KINDS[kind]
    if row.list_file:
        return (settings.docs_dir / "_data" / row.list_file).exists()
    names = (
        (file.stem for file in (settings.docs_dir / row.files_folder).glob("*.*")) if row.files_folder else ()
    )
    return any(settings.kind_of(settings.intended_id(name)) == kind for name in names)


def _entity_in(path: PurePosixPath, kinds: Container[EntityKind]) -> Entity:
    """Return the entity that a Markdown file describes: one of a kind with files, or a page of prose."""
    kind = FOLDERS.get(path.parts[0]) if len(path.parts) == 2 else None  # noqa: PLR2004 - folder/file
    if kind is None or kind not in kinds or path.stem == "index":
        return Entity(EntityKind.PAGE, path.as_posix())
    return Entity(kind, path.stem)


def _with_article(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
