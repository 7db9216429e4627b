"""Checks of text that was meant to be a link, a citation, a footnote or a picture, but is not."""

import posixpath
import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from evidence_review.checks.hyperlinks import diagnose_address, location_in
from evidence_review.diagnostics import Diagnostic, Suggestions, error, warning
from evidence_review.location import Location
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.prose.passage import MarkupMistake, MistakeKind, without_code
from evidence_review.review.review import Review
from evidence_review.site.addresses import page_of
from evidence_review.sources.files import line_of

BRACKET_PROBLEMS = {
    MistakeKind.UNCLOSED: ("opens a bracket and does not close it", "close it with ]"),
    MistakeKind.UNOPENED: ("closes a bracket that was not opened", "open it with [ before the citation"),
    MistakeKind.OPEN_ADDRESS: (
        "is not a link, because its address is not closed or contains a space",
        "close it with ), and write %20 for a space",
    ),
    MistakeKind.SPACE_BEFORE_TARGET: (
        "is not a link, because there is a space between ] and (",
        "remove the space",
    ),
    MistakeKind.INLINE_FOOTNOTE: (
        "is not a footnote here",
        "write [^1], and below, on a separate line, [^1]: text",
    ),
    MistakeKind.REVERSED: (
        "is not a link, because its brackets are the wrong way round",
        "write [text](address)",
    ),
}
"""The end of the message, and the hint, for each mistake in the form of brackets."""


_TITLE = re.compile(r"^[ ]{0,3}#(?!#)|^(?=[^\n]*\S[^\n]*\n=+[ \t]*$)|<h1", re.MULTILINE | re.IGNORECASE)
"""Where a level-one heading begins: `# …`, a line above `===`, or `<h1>`."""
_NO_IDS = frozenset((EntityKind.REFERENCE, EntityKind.PAGE))
"""The kinds of entities to which an id in brackets does not link."""


def lnk107_brackets_resolve(review: Review) -> Iterator[Diagnostic]:
    r"""Brackets that are written as a link must lead to something.

    Readers would see the brackets, and the link to the evidence would be missing.

    Bad:  `[R017]`, `[r-017]` or `[[r017]]`; or `[what Paul asked][method]` on a page that does not define
          `method`.
    Good: `[r017]`, `[what Paul asked][r017]`; `\[R017]` if readers should see the brackets.
    """
    ids = {entity.id for entity in review.written if entity.kind not in _NO_IDS}
    suggestions = Suggestions(ids)
    for entity, passage in review.passages():
        for found in passage.reading.mistakes:
            problem = _explain_non_link(found, ids, suggestions) or _explain_wiki_link(
                review, entity, found, ids
            )
            if problem:
                why, hint = problem
                message = f"{found.written!r} is not a link{why}"
                yield error("LNK107", location_in(passage, found.offset), message, hint)


def _explain_non_link(
    found: MarkupMistake, ids: AbstractSet[str], suggestions: Suggestions
) -> tuple[str, str] | None:
    """Return why brackets are not a link, and the hint, or None if they need not be one."""
    target = found.target
    if found.kind is MistakeKind.NOT_AN_ID:
        near = f"write [{target}]" if target in ids else suggestions.hint(target)
        hint = near or "put \\ before the bracket if readers should see it"
        return ": ids have only small letters and no spaces", hint
    if found.kind is MistakeKind.MISTYPED_ID and target in ids:
        return "", f"write [{target}], or put \\ before the bracket if readers should see it"
    if found.kind is MistakeKind.SEVERAL_IDS and ids >= set(target.split()):
        return ": each id needs its own brackets", f"write [{'] and ['.join(target.split())}]"
    if found.kind is MistakeKind.UNDEFINED_LABEL:
        lower = target.lower()
        near = f"write [{lower}]" if lower in ids else suggestions.hint(lower)
        hint = near if near.startswith(("write", "did")) else "write [text](page.md) or [text][r01]"
        return f": {target!r} is neither an id nor a label on this page", hint
    return None


def _explain_wiki_link(
    review: Review, entity: Entity, found: MarkupMistake, ids: AbstractSet[str]
) -> tuple[str, str] | None:
    """Return why double brackets are not a link, and the hint, or None if nothing has that name."""
    if found.kind is not MistakeKind.WIKI_LINK:
        return None
    name = found.target.strip().lower()
    if name in ids:
        return " because of its second pair of brackets", f"write [{name}] or [text][{name}]"
    sought = name.removesuffix(".md").replace(" ", "-")
    for path in review.pages:
        if sought in (path.removesuffix(".md"), posixpath.basename(path).removesuffix(".md")):
            address = posixpath.relpath(path, posixpath.dirname(page_of(review, entity)) or ".")
            return "", f"write [text]({address})"
    return None


def lnk108_brackets_are_balanced(review: Review) -> Iterator[Diagnostic]:
    r"""The brackets of a link or a citation must be complete, with no space between them.

    Readers would see a half of it as text, and the rest would be lost.

    Bad:  `[see @lind2019evening, p. 3`, `[how we searched](method.md`, `[how we searched] (method.md)`.
    Good: `[see @lind2019evening, p. 3]`, `[how we searched](method.md)`.
    """
    for where, found in _mistakes(review):
        if found.kind in BRACKET_PROBLEMS:
            what, hint = BRACKET_PROBLEMS[found.kind]
            yield error("LNK108", where, f"{found.written!r} {what}", hint)


def lnk109_links_have_text_and_address(review: Review) -> Iterator[Diagnostic]:
    """A link must have a text and an address.

    Nobody can follow a link that is invisible, and one without an address leads back to its own page.

    Bad:  `[](method.md)` or `[how we searched]()`.
    Good: `[how we searched](method.md)`.
    """
    for _, passage in review.passages():
        for link in passage.reading.hyperlinks:
            where = location_in(passage, link.offset)
            if not link.href.strip():
                message = f"the link {link.text!r} has no address" if link.text else "this link is empty"
                yield error("LNK109", where, message, "write [text](address)")
                continue
            problem, hint = diagnose_address(link.href)
            if problem:
                yield error("LNK109", where, f"the address {link.href!r} {problem}", hint)
            if not link.text and link.element == "a":
                message = f"the link to {link.href!r} has no text"
                yield error("LNK109", where, message, "write it between the square brackets")


def lnk111_footnotes_match_references(review: Review) -> Iterator[Diagnostic]:
    """A footnote must have one text, and a place on the page that refers to it.

    Readers would see brackets, or find a note and not know what it is about.

    Bad:  `Visits rose.[^1]` on a page without a line that begins with `[^1]:`.
    Good: `Visits rose.[^1]`, and below, on a separate line, `[^1]: In both towns.`
    """
    for _, passage in review.passages():
        unused = {note.label.casefold(): note.label for note in passage.reading.footnote_mistakes}
        for found in passage.reading.mistakes:
            if found.kind is MistakeKind.UNDEFINED_FOOTNOTE:
                message = f"there is no footnote {found.target!r} on this page"
                near = unused.pop(found.target.casefold(), "")  # probably one is meant by the other
                hint = f"write it below, on a separate line: [^{found.target}]: text"
                hint = f"did you mean [^{near}]?" if near else hint
                if found.target.startswith("@"):
                    hint = f"write [{found.target}] to cite it"
                yield error("LNK111", location_in(passage, found.offset), message, hint)
        for note in passage.reading.footnote_mistakes:
            if note.label not in unused.values():
                continue
            message = f"nothing on this page refers to the footnote {note.label!r}"
            hint = f"write [^{note.label}] where it belongs, or remove the footnote"
            if note.is_duplicate:
                message, hint = f"the footnote {note.label!r} appears twice", "change one of the labels"
            yield error("LNK111", location_in(passage, note.offset), message, hint)


def htm102_images_have_alt_text(review: Review) -> Iterator[Diagnostic]:
    """A picture must have a description.

    It is read aloud to people who cannot see the picture, and shown if the picture does not load.

    Bad:  `![](visits.png)`.
    Good: `![Visits rose by half after six o'clock](visits.png)`.
    """
    for _, passage in review.passages():
        for link in passage.reading.hyperlinks:
            if link.element == "img" and not link.text:
                message = f"the picture {link.href!r} has no description"
                hint = "describe it between the square brackets"
                yield error("HTM102", location_in(passage, link.offset), message, hint)


def htm104_blocks_are_well_formed(review: Review) -> Iterator[Diagnostic]:
    """A list, a table or another block should be written so that Markdown recognises it.

    Readers would see hyphens and bars in one long line, miss a cell, or read the source of a formula. The
    preview on GitHub reads more than this site does: CONTRIBUTING.md lists the differences.

    Bad:  `- late` directly below a line of text; a list inside a list indented by two spaces; `1) late`;
          `$x^2$`; `---` directly below a line.
    Good: an empty line, then `- late`; four spaces for each level of a list; `1. late`.
    """
    for _, passage in review.passages():
        for found in passage.reading.block_mistakes:
            yield warning("HTM104", passage.where.moved(found.line - 1), found.message, found.hint)


def htm105_a_page_has_one_title(review: Review) -> Iterator[Diagnostic]:
    """The headings in a text should be below the level of the title, which is in the front matter.

    Each page shows its title. A second level-one heading confuses people who have the page read aloud or
    navigate by headings.

    Bad:  `# How we searched` in a file with `title: How we searched`.
    Good: `## Where we looked`.
    """
    for entity, passage in review.passages():
        page = review.pages.get(entity.id) if entity.kind is EntityKind.PAGE else None
        is_title = page is not None and page.has_heading
        text = without_code(passage.text)
        lines = (line_of(text, found.start()) for found in _TITLE.finditer(text))
        for heading in passage.reading.headings:
            if heading.level == 1 and is_title:  # the title that the page has instead of one in front matter
                next(lines, 1)
                is_title = False
            elif heading.level == 1:
                where = passage.where.moved(next(lines, 1) - 1)
                shown = _without_space_before_punctuation(heading.text)
                message = f"the heading {shown!r} is of the same level as the page's title"
                yield warning(
                    "HTM105", where, message, "begin it with ##, or with \\# if it is not a heading"
                )


def _without_space_before_punctuation(text: str) -> str:
    """Return the text of a heading without the space that a citation left."""
    return re.sub(r"\s+(?=[.,;:!?])", "", text)


def _mistakes(review: Review) -> Iterator[tuple[Location, MarkupMistake]]:
    for _, passage in review.passages():
        for found in passage.reading.mistakes:
            yield location_in(passage, found.offset), found
