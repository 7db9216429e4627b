"""Checks of ordinary Markdown links and of HTML in contributed Markdown."""

import posixpath
import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from urllib.parse import SplitResult, unquote, urlsplit

from evidence_review.diagnostics import MAX_SUGGESTIONS, Diagnostic, did_you_mean, error, nearest, warning
from evidence_review.location import Location
from evidence_review.model.entity import EntityKind
from evidence_review.model.passage import Passage
from evidence_review.prose.passage import Hyperlink
from evidence_review.review.review import Review
from evidence_review.site.addresses import FOLDERS, linked_path, page_of, page_paths
from evidence_review.sources.files import PUBLISHABLE_SUFFIXES, line_of

_MAILBOXES = re.compile(r"[^@\s,]+@[^@\s,]+(?:,[^@\s,]+@[^@\s,]+)*")
"""One mailbox or more (RFC 6068, https://www.rfc-editor.org/rfc/rfc6068)."""
_ANY_LINK = "link to the Markdown file, such as `../findings/index.md`"


def lnk102_pages_exist(review: Review) -> Iterator[Diagnostic]:
    """A link to a page or picture of this site must lead to one that exists.

    A reader who follows it would reach an error page, or see an empty frame in place of the picture.

    Bad:  `[how we searched](metod.md)`, when the page is `method.md`.
    Good: `[how we searched](method.md)`.
    """
    known = page_paths(review) | review.files | set(_invalid_pages(review))
    number = 0
    for page, passage, link in inner_links(review):
        target = linked_path(page, link.href)
        if address_parts(link.href) is None:
            message = f"{link.href!r} is not an address"
            yield error("LNK102", location_in(passage, link.offset), message, "check its square brackets")
        elif target and target not in known and not _may_exist(review, target):
            message = f"the link {link.href!r} leads to no page on this site"
            ending = posixpath.splitext(target)[1].lower()
            if link.element == "img":
                message = f"there is no picture {link.href!r} here"
            elif ending in PUBLISHABLE_SUFFIXES:
                message = f"the link {link.href!r} leads to a file that is not there, docs/{target}"
            number += 1
            hint = _suggestion(review, link, page, target, known) if number <= MAX_SUGGESTIONS else _ANY_LINK
            yield error("LNK102", location_in(passage, link.offset), message, hint)


def _suggestion(review: Review, link: Hyperlink, page: str, target: str, known: AbstractSet[str]) -> str:
    """Return what a broken link was probably meant to be, or what to do."""
    written = unquote(link.href).strip("\u2018\u2019\u201c\u201d'\"")
    prose = (EntityKind.PAGE, EntityKind.REFERENCE)  # ids in brackets do not link to these
    if any(entity.id == written and entity.kind not in prose for entity in review.written):
        return f"write [{link.text}][{written}]"
    if written.startswith(("http://", "https://")):
        return "remove the curly quotation marks"
    if re.match(r"www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|uk|eu|gov)\b(?!\.)", written):
        return f"write https://{written}"
    is_picture = link.element == "img"
    paths = {path: path for path in known}
    if is_picture:
        paths = {posixpath.basename(path): path for path in review.files}
    sought = posixpath.basename(target) if is_picture else target
    near = nearest(sought, paths)
    if near:
        return f"did you mean {posixpath.relpath(paths[near], posixpath.dirname(page) or '.')!r}?"
    if is_picture:
        return "put the file into the same folder as this page, and write its name here"
    is_file = posixpath.splitext(target)[1].lower() in PUBLISHABLE_SUFFIXES
    otherwise = "put the file there, or correct its name"
    if not is_file:
        otherwise = did_you_mean(sought, paths) or _ANY_LINK
    return otherwise


def htm101_markup_is_allowed(review: Review) -> Iterator[Diagnostic]:
    """A text may contain only harmless HTML, and only links that lead to pages.

    Every reader's browser shows what contributors write, so scripts, frames and addresses that run code are
    refused in any form.

    Bad:  `<a href="javascript:run()">`, `<script>`, or `{ onclick="…" }` after a link.
    Good: `[a page](https://example.org/)`.
    """
    for _, passage in review.passages():
        for found in passage.reading.disallowed:
            if found.is_unsafe:
                message = f"{found.description} is not allowed here"
                where = location_in(passage, found.offset)
                yield error("HTM101", where, message, _alternative(found.description))


def htm109_markup_is_known(review: Review) -> Iterator[Diagnostic]:
    """A site that is not strict may contain any HTML that shows something; frames and unknown tags are named.

    A frame loads a page of another host in the browser of every reader, and the text in angle brackets that
    is no element disappears.

    Bad:  `<iframe src="https://video.example.org/1">`, or a list of type `List<Item>`.
    Good: `hosts: [video.example.org]` in the options of evidence-review, and `List<Item>` in backticks.
    """
    for _, passage in review.passages():
        for found in passage.reading.disallowed:
            if not found.is_unsafe:
                effect, hint = "is unknown, and not shown", "put it in backticks if readers should see it"
                if found.description.startswith("a frame"):
                    effect, hint = "is shown here", "name the host in `hosts`"
                elif found.description.startswith("a comment"):
                    effect, hint = "is shown in part", "end it with -->, and write no -- in it"
                message = f"{found.description} {effect}"
                yield warning("HTM109", location_in(passage, found.offset), message, hint)


def _alternative(description: str) -> str:
    """Return what to write instead."""
    if description.startswith("the picture "):
        return "put a copy of the picture next to this page, and write its name here"
    if re.match(r"the address '(?:[a-z]:|file:|\\)", description, re.IGNORECASE):
        return "put the file next to this page, and write its name here"
    if description.startswith("the address 'data:image"):
        return "save the picture next to this page, and write its name here"
    if re.match(r"the address 'h?t?t?p?s?:/", description):
        return "an address begins with https://"
    if description in ("the element <script>", "the element <object>", "the element <embed>"):
        return "remove it, or set `html: trusted` if you trust everyone who writes"
    return "remove it"


def htm103_tags_are_balanced(review: Review) -> Iterator[Diagnostic]:
    """Every HTML tag must be opened and closed.

    The text after an open tag may not be read as Markdown any more, so that readers see the characters of
    headings, links and citations. A tag that only closes may close a part of the page around the text.

    Bad:  `<div class="box">` with no `</div>` below it.
    Good: `<div class="box">` and, after its text, `</div>`.
    """
    for _, passage in review.passages():
        for found in passage.reading.unclosed_tags:
            where = location_in(passage, found.offset)
            name = found.tag.removeprefix("/")
            if found.tag == "!--":
                message, hint = "a comment begins here with <!-- and does not end", "end it with -->"
            elif found.is_truncated:
                message, hint = f"the tag <{found.tag} has no > at its end", "add the >"
            elif found.tag == name:
                message = f"<{name}> is opened here and not closed, which may change everything after it"
                hint = f"close it with </{name}>, or remove it"
            else:
                message, hint = (
                    f"</{name}> closes a tag that was not opened",
                    f"remove it, or open it with <{name}>",
                )
            yield error("HTM103", where, message, hint)


def _invalid_pages(review: Review) -> Iterator[str]:
    """Yield the pages of entities that are written but invalid, whose ids determine their pages."""
    for entity in review.written:
        if entity.kind not in (EntityKind.REFERENCE, EntityKind.CLUSTER):
            yield page_of(review, entity)


def _may_exist(review: Review, target: str) -> bool:
    """Tell whether a page may belong to an entity whose file cannot be read."""
    return any(target.startswith(f"{FOLDERS[kind]}/") for kind in FOLDERS if not review.is_loaded(kind))


def inner_links(review: Review) -> Iterator[tuple[str, Passage, Hyperlink]]:
    """Yield the links and pictures in texts that lead into the site, each with its page."""
    for entity, passage in review.passages():
        for link in passage.reading.hyperlinks:
            parts = address_parts(link.href)
            if parts is None or not (parts.scheme or parts.netloc):
                yield page_of(review, entity), passage, link


def diagnose_address(address: str) -> tuple[str, str]:
    """Return why an allowed address leads nowhere, and the hint; two empty texts if it may lead somewhere."""
    parts = address_parts(address)
    if parts is None:
        return "", ""
    scheme = parts.scheme.lower()
    if scheme == "mailto" and (parts.path or not parts.query) and not _MAILBOXES.fullmatch(parts.path):
        return "has no mailbox", "write mailto:name@example.org"
    if scheme in ("http", "https") and not parts.netloc:
        rest = address.partition(":")[2].lstrip("/")
        return "has no host name", f"did you mean '{scheme}://{rest}'?"
    if scheme in ("http", "https") and re.search(r"\s", address.strip()):
        return "contains a space", "write %20 for each space"
    return "", ""


def address_parts(address: str) -> SplitResult | None:
    """Return the parts of an address, or None if browsers do not accept it."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def location_in(passage: Passage, offset: int) -> Location:
    """Return the location of an offset in a passage."""
    return passage.where.moved(line_of(passage.text, offset) - 1)
