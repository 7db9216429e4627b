"""Find copies of sources in the Internet Archive and write them into the files of the review."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from evidence_review.archiving.insertion import with_copies_in_bibliography, with_copies_in_event
from evidence_review.archiving.wayback import FoundCopy, find_copy, request_copy
from evidence_review.bibliography.formatter import format_bibtex
from evidence_review.commands.settings import read_settings
from evidence_review.config.settings import Settings
from evidence_review.diagnostics import errors
from evidence_review.errors import ReviewError
from evidence_review.file_replacement import replace_file
from evidence_review.publishing.checked_review import check_review
from evidence_review.publishing.reporting import format_diagnostics
from evidence_review.review.linked_sources import LinkedSource, linked_sources
from evidence_review.sources.web import is_web_address

CLEAN, PROBLEMS = range(2)
_FAILURES = 3
"""After how many failures in a row the service is left alone."""


def archive_sources(arguments: argparse.Namespace) -> int:
    """Look for copies, write those that are found, and return the exit status."""
    settings = read_settings(arguments)
    checked = check_review(settings)
    if found := errors(checked.diagnostics):
        print(format_diagnostics(found, "text"), file=sys.stderr)
        return PROBLEMS
    sources = [each for each in linked_sources(checked.review) if _is_to_be_archived(each)]
    copies = dict(_found(sources[: arguments.limit], settings, arguments))
    if arguments.dry_run:
        return CLEAN
    for source in _unwritten(settings, copies):
        copy = copies[source]
        print(f"- {source.id}: write the copy by hand, at {source.where}: {copy.url} of {copy.day}")
    return CLEAN


def _is_to_be_archived(source: LinkedSource) -> bool:
    return is_web_address(source.url) and not source.archived_url


def _found(
    sources: Sequence[LinkedSource], settings: Settings, arguments: argparse.Namespace
) -> Iterator[tuple[LinkedSource, FoundCopy]]:
    """Yield each source with the copy of it, and print what was found, asked for or not possible."""
    failures = 0
    for number, source in enumerate(sources):
        if number:
            time.sleep(arguments.pause)
        try:
            copy = find_copy(source.url, settings.as_at, arguments.service)
            if copy and source.since and copy.day < source.since:
                copy = None
            if copy is None and arguments.save:
                request_copy(source.url, arguments.save_service)
        except ReviewError as error:
            failures += 1
            print(f"- {source.id}: {error}")
            if failures == _FAILURES:
                message = "the Internet Archive does not answer; nothing more was asked"
                print(f"- {message}")
                return
            continue
        failures = 0
        if copy:
            print(f"- {source.id}: copy of {copy.day}, {copy.url}")
            yield source, copy
        else:
            print(f"- {source.id}: no copy{', so one was requested' if arguments.save else ''}: {source.url}")


def _unwritten(settings: Settings, copies: Mapping[LinkedSource, FoundCopy]) -> Iterator[LinkedSource]:
    """Write copies into the files, and yield the sources for which that was not possible."""
    by_file: dict[str, dict[int, LinkedSource]] = {}
    for source in copies:
        by_file.setdefault(source.where.path, {})[source.where.line] = source
    for path, by_line in by_file.items():
        file = settings.root / path
        places = {line: copies[source] for line, source in by_line.items()}
        done = _write(file, places)
        yield from (source for line, source in by_line.items() if line not in done)


def _write(file: Path, places: Mapping[int, FoundCopy]) -> frozenset[int]:
    try:
        text = file.read_bytes().decode()
    except UnicodeDecodeError:  # a bibliography in another encoding
        return frozenset()
    insert: Callable[[str, Mapping[int, FoundCopy]], tuple[str, frozenset[int]]] = with_copies_in_event
    if file.suffix == ".bib":
        insert = with_copies_in_bibliography
    elif file.suffix != ".md":
        return frozenset()
    changed, done = insert(text, places)
    if file.suffix == ".bib" and "\r" not in text and format_bibtex(text, file.name).text == text:
        changed = format_bibtex(changed, file.name).text
    if done:
        replace_file(file, changed.encode(), durable=True)
    return done
