"""Checks of copies in web archives, of events and references alike."""

from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from evidence_review.bibliography.csl.identifiers import day_of_copy
from evidence_review.diagnostics import Diagnostic, error, warning
from evidence_review.review.linked_sources import LinkedSource, linked_sources
from evidence_review.review.review import Review


def lnk113_archived_copies_fit_their_source(review: Review) -> Iterator[Diagnostic]:
    """A copy in a web archive must be of that source, be elsewhere, and be no older than the source.

    Readers follow it when the source's own address no longer works. A copy at the same host is lost with it,
    and one that is older than the source shows something else.

    Bad:  `archived: {url: https://example.org/copy, date: 2015-01-01}` for a page of 2020 at example.org.
    Good: `archived: {url: https://web.archive.org/web/20260301120000/https://a.example, date: 2026-03-01}`.
    """
    for source in linked_sources(review):
        message, hint = _problem(source) if source.archived_url else ("", "")
        if message:
            yield error("LNK113", source.where_archived, f"the archived copy of {source.id} {message}", hint)


def lnk114_dead_links_have_a_copy(review: Review) -> Iterator[Diagnostic]:
    """A source whose address no longer works should have a copy in a web archive.

    Otherwise readers cannot check what it is cited for.

    Bad:  `url_dead: true` (in a bibliography, `urlstatus = {dead}`) and no archived copy.
    Good: the same with `archived: {url: …, date: …}`, or without `url` if there is no copy anywhere.
    """
    for source in linked_sources(review):
        if source.is_dead and not source.archived_url:
            message = f"the address of {source.id} is marked as dead, but no archived copy is given"
            yield warning("LNK114", source.where, message, "look for one at https://web.archive.org")


def _problem(source: LinkedSource) -> tuple[str, str]:
    """Return what is wrong with an archived copy, with a hint."""
    host = _host(source.archived_url)
    if not source.url:
        return "has no address of which it is a copy", "add the address of the source"
    if not _is_public(host):
        return f"is not on the web: {host or source.archived_url!r}", "write the address in a web archive"
    if host == _host(source.url):
        return f"is at the same host as the source, {host}", "write the address in a web archive"
    return _date_problem(source)


def _date_problem(source: LinkedSource) -> tuple[str, str]:
    day, made = source.archived_on, day_of_copy(source.archived_url)
    if day is None:
        return "has no date", "add the day on which it was made"
    if made and made != day:
        return f"has the date {day}, but its address contains {made}", f"write {made}"
    if source.since and day < source.since:
        return f"is of {day}, but the source is not older than {source.since}", "choose a later copy"
    return "", ""


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _is_public(host: str) -> bool:
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith((".localhost", ".local", ".internal", ".test"))
