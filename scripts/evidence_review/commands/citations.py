"""The citations of a file as the command line lists them."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from markdown import Markdown

from evidence_review.config.settings import Settings
from evidence_review.diagnostics import Diagnostic
from evidence_review.errors import ReviewError
from evidence_review.prose.citation import Citation, CitationMode
from evidence_review.prose.converter import converter
from evidence_review.prose.markers import CitationMarker
from evidence_review.prose.passage import LOCALE, read_locator, read_passage
from evidence_review.sources.files import SourceFile, files_below, read_text
from evidence_review.sources.yaml_records import split_front_matter


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCitation:
    """A citation and where it is written, as the command line lists it."""

    path: str
    """The file."""
    line: int
    """The line of its `@`, counted from 1."""
    key: str
    """The citation key."""
    mode: CitationMode
    """How it is part of its sentence."""
    prefix: str
    """The words before the key."""
    label: str
    """The locator term; empty if there is no locator."""
    locator: str
    """The locator, such as a page."""
    suffix: str
    """The words after the locator."""
    via: str
    """The key of the reference through which it is cited at second hand."""


def find_citations(
    paths: Iterable[Path], settings: Settings, locale: str
) -> tuple[list[FoundCitation], list[Diagnostic]]:
    """Return the citations of Markdown files, and the problems of files that cannot be read.

    Args:
        paths: Files, or folders with Markdown files.
        settings: The settings of the site.
        locale: The locale whose locator terms apply.

    Raises:
        ReviewError: A path does not exist.
    """
    markdown = converter(settings.extensions, settings.extension_configs)
    ids = settings.id_pattern
    found: list[FoundCitation] = []
    unreadable: list[Diagnostic] = []
    for file in _markdown_files(paths):
        source = read_text(file, file.as_posix())
        if not isinstance(source, SourceFile):
            unreadable.append(source)
            continue
        _, body, line = split_front_matter(source.text)
        found += citations_of(body, source.path, line, ids=ids, markdown=markdown, locale=locale)
    return found, unreadable


def _markdown_files(paths: Iterable[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            message = f"there is no file or folder {str(path)!r}"
            raise ReviewError(message)
        files += [file for file in files_below(path) if file.suffix == ".md"] if path.is_dir() else [path]
    return files


def format_citations(found: Sequence[FoundCitation], form: str) -> str:
    """Return citations as text, one on each line, or as JSON."""
    if form == "json":
        return json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2)
    return "\n".join(
        f"{each.path}:{each.line}: {each.key} ({each.mode})"
        + "".join(
            f" {name}={value!r}"
            for name in ("prefix", "label", "locator", "suffix", "via")
            if (value := getattr(each, name))
        )
        for each in found
    )


def citations_of(  # noqa: PLR0913 - everything that the command line knows about a file
    text: str, path: str, first_line: int, *, ids: re.Pattern[str], markdown: Markdown, locale: str = LOCALE
) -> tuple[FoundCitation, ...]:
    """Return the citations of a file, in order of appearance.

    Args:
        text: The Markdown, without front matter.
        path: The path of the file, as it should be shown.
        first_line: The line on which the Markdown begins.
        ids: The regular expression of ids.
        markdown: The site's converter.
        locale: The locale whose locator terms apply.
    """
    found: list[FoundCitation] = []
    line, counted = first_line, 0
    for marker in read_passage(text, ids=ids, markdown=markdown).markers:
        if not isinstance(marker, CitationMarker):
            continue
        for citation, place in zip(marker.group.citations, marker.places, strict=True):
            line, counted = line + text.count("\n", counted, place), place
            found.append(_found(citation, path, line, locale))
    return tuple(found)


def _found(citation: Citation, path: str, line: int, locale: str) -> FoundCitation:
    parsed = read_locator(citation.after, locale)
    return FoundCitation(
        path=path,
        line=line,
        key=citation.key,
        mode=citation.mode,
        prefix=citation.prefix,
        label=parsed.label,
        locator=parsed.locator,
        suffix=parsed.remainder,
        via=citation.via,
    )
