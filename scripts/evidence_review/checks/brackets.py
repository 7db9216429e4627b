"""Checks of what was meant to be a link, a citation or a picture and is none."""

import posixpath
import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from evidence_review.checks.hyperlinks import diagnose_address, location_in
from evidence_review.diagnostics import Diagnostic, did_you_mean, error, warning
from evidence_review.location import Location
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.prose.mistakes.brackets import MarkupMistake, MistakeKind
from evidence_review.prose.page.code_spans import without_code
from evidence_review.prose.passage import line_of
from evidence_review.review.review import Review
from evidence_review.site.addresses import page_of

BRACKET_PROBLEMS = {
    MistakeKind.UNCLOSED: ("opens a bracket that is not closed", "close it with ]"),
    MistakeKind.UNOPENED: ("closes a bracket that is not open", "open it with [ before the citation"),
    MistakeKind.OPEN_ADDRESS: (
        "is no link, because its address is not closed or holds a blank",
        "close it with ), and write %20 for a blank",
    ),
    MistakeKind.SPACE_BEFORE_TARGET: (
        "is no link, because there is a blank between ] and (",
        "take the blank out",
    ),
    MistakeKind.INLINE_FOOTNOTE: (
        "is no footnote here",
        "write [^1], and below on a line of its own [^1]: words",
    ),
    MistakeKind.REVERSED: ("is no link, because its brackets are the wrong way round", "[words](address)"),
}
"""What is said of brackets whose form is wrong, and what to do."""


_TITLE = re.compile(r"^[ ]{0,3}#(?!#)|^(?=[^\n]*\S[^\n]*\n=+[ \t]*$)|<h1", re.MULTILINE | re.IGNORECASE)
"""Where a heading of the first rank begins."""
_NO_IDS = frozenset((EntityKind.REFERENCE, EntityKind.PAGE))
"""The sorts of things to which no id in brackets leads."""


def lnk107_brackets_resolve(review: Review) -> Iterator[Diagnostic]:
    r"""Brackets that are written as a link must lead to something.

    A reader would see the bare brackets, and the link to the evidence would be lost.

    Bad:  `[R017]`, `[r-017]` or `[[r017]]`, or `[what Paul asked][method]` on a page that says nowhere what
          `method` is.
    Good: `[r017]`, `[what Paul asked][r017]`; `\[R017]` where the brackets are to be seen.
    """
    ids = {entity.id for entity in review.written if entity.kind not in _NO_IDS}
    for entity, passage in review.passages():
        for found in passage.reading.mistakes:
            problem = _explain_non_link(found, ids) or _explain_wiki_link(review, entity, found, ids)
            if problem:
                why, hint = problem
                message = f"{found.written!r} is no link{why}"
                yield error("LNK107", location_in(passage, found.offset), message, hint)


def _explain_non_link(found: MarkupMistake, ids: AbstractSet[str]) -> tuple[str, str] | None:
    """Return why brackets are no link, and what to do; nothing where they need not be one."""
    target = found.target
    if found.kind is MistakeKind.NOT_AN_ID:
        near = f"write [{target}]" if target in ids else did_you_mean(target, ids)
        hint = near or "put \\ before the bracket if it is to be seen"
        return ": ids are written in small letters and without blanks", hint
    if found.kind is MistakeKind.MISTYPED_ID and target in ids:
        return "", f"write [{target}], or put \\ before the bracket if it is to be seen"
    if found.kind is MistakeKind.SEVERAL_IDS and ids >= set(target.split()):
        return ": each id has its own brackets", f"write [{'] and ['.join(target.split())}]"
    if found.kind is MistakeKind.UNDEFINED_LABEL:
        lower = target.lower()
        near = f"write [{lower}]" if lower in ids else did_you_mean(lower, ids)
        hint = near if near.startswith(("write", "did")) else "write [words](page.md) or [words][r01]"
        return f": {target!r} is no id and no label of this page", hint
    return None


def _explain_wiki_link(
    review: Review, entity: Entity, found: MarkupMistake, ids: AbstractSet[str]
) -> tuple[str, str] | None:
    """Return why two pairs of brackets are no link, and what to do; nothing where nothing bears the name."""
    if found.kind is not MistakeKind.WIKI_LINK:
        return None
    name = found.target.strip().lower()
    if name in ids:
        return ", but one in another pair of brackets", f"write [{name}] or [words][{name}]"
    sought = name.removesuffix(".md").replace(" ", "-")
    for path in review.pages:
        if sought in (path.removesuffix(".md"), posixpath.basename(path).removesuffix(".md")):
            address = posixpath.relpath(path, posixpath.dirname(page_of(review, entity)) or ".")
            return "", f"write [words]({address})"
    return None


def lnk108_brackets_are_balanced(review: Review) -> Iterator[Diagnostic]:
    r"""The brackets of a link or a citation must be closed, and together.

    A reader would see half of it as text, and the rest would be lost.

    Bad:  `[see @lind2019evening, p. 3`, `[how we searched](method.md`, `[how we searched] (method.md)`.
    Good: `[see @lind2019evening, p. 3]`, `[how we searched](method.md)`.
    """
    for where, found in _mistakes(review):
        if found.kind in BRACKET_PROBLEMS:
            what, hint = BRACKET_PROBLEMS[found.kind]
            yield error("LNK108", where, f"{found.written!r} {what}", hint)


def lnk109_links_have_text_and_address(review: Review) -> Iterator[Diagnostic]:
    """A link must have words and an address.

    Nobody can follow a link that cannot be seen, and one without an address leads back to its own page.

    Bad:  `[](method.md)` or `[how we searched]()`.
    Good: `[how we searched](method.md)`.
    """
    for _, passage in review.passages():
        for link in passage.reading.hyperlinks:
            where = location_in(passage, link.offset)
            if not link.href.strip():
                message = f"the link {link.text!r} has no address" if link.text else "this link is empty"
                yield error("LNK109", where, message, "write [words](address)")
                continue
            problem, hint = diagnose_address(link.href)
            if problem:
                yield error("LNK109", where, f"the address {link.href!r} {problem}", hint)
            if not link.text and link.element == "a":
                message = f"the link to {link.href!r} shows no words"
                yield error("LNK109", where, message, "write them between its square brackets")


def lnk111_footnotes_match_references(review: Review) -> Iterator[Diagnostic]:
    """A footnote must have its words once, and a place in the text that leads to them.

    A reader would see bare brackets, or come upon a note and not know what it is about.

    Bad:  `Visits rose.[^1]` on a page without a line that begins with `[^1]:`.
    Good: `Visits rose.[^1]`, and below on a line of its own `[^1]: In both towns.`
    """
    for _, passage in review.passages():
        unused = {note.label.casefold(): note.label for note in passage.reading.footnote_mistakes}
        for found in passage.reading.mistakes:
            if found.kind is MistakeKind.UNDEFINED_FOOTNOTE:
                message = f"there is no footnote {found.target!r} on this page"
                near = unused.pop(found.target.casefold(), "")  # the one is meant by the other
                hint = f"write it below on a line of its own, [^{found.target}]: words"
                hint = f"did you mean [^{near}]?" if near else hint
                yield error("LNK111", location_in(passage, found.offset), message, hint)
        for note in passage.reading.footnote_mistakes:
            if note.label not in unused.values():
                continue
            message = f"nothing in the text leads to the footnote {note.label!r}"
            hint = f"write [^{note.label}] where it belongs, or take the note out"
            if note.is_duplicate:
                message, hint = f"the footnote {note.label!r} is written twice", "give one another label"
            yield error("LNK111", location_in(passage, note.offset), message, hint)


def htm102_images_have_alt_text(review: Review) -> Iterator[Diagnostic]:
    """A picture must have words in its place.

    People who do not see it hear them, and the words are shown where it does not load.

    Bad:  `![](visits.png)`.
    Good: `![Visits rose by half after six o'clock](visits.png)`.
    """
    for _, passage in review.passages():
        for link in passage.reading.hyperlinks:
            if link.element == "img" and not link.text:
                message = f"the picture {link.href!r} has no words in its place"
                hint = "say between its square brackets what it shows"
                yield error("HTM102", location_in(passage, link.offset), message, hint)


def htm104_blocks_are_well_formed(review: Review) -> Iterator[Diagnostic]:
    """A list, a table or code should be written so that Markdown takes it for one.

    A reader would see the hyphens and the bars in one long line, or lose a cell.

    Bad:  `- late` right below a line of text.
    Good: an empty line, then `- late`.
    """
    for _, passage in review.passages():
        for found in passage.reading.block_mistakes:
            yield warning("HTM104", passage.where.moved(found.line - 1), found.message, found.hint)


def htm105_a_page_has_one_title(review: Review) -> Iterator[Diagnostic]:
    """The headings in a text should stand below the title, which the file gives above it.

    Each page shows that title itself. A second one of its rank confuses those who hear the page read out
    or find their way by its headings.

    Bad:  `# How we searched` in a file with `title: How we searched`.
    Good: `## Where we looked`.
    """
    for _, passage in review.passages():
        text = without_code(passage.text)
        lines = (line_of(text, found.start()) for found in _TITLE.finditer(text))
        for heading in passage.reading.headings:
            if heading.level == 1:
                where = passage.where.moved(next(lines, 1) - 1)
                shown = _without_space_before_punctuation(heading.text)
                message = f"the heading {shown!r} has the rank of the page's title"
                yield warning("HTM105", where, message, "begin it with ##, or with \\# if it is none")


def _without_space_before_punctuation(text: str) -> str:
    """Return the words of a heading without the blank that a citation left."""
    return re.sub(r"\s+(?=[.,;:!?])", "", text)


def _mistakes(review: Review) -> Iterator[tuple[Location, MarkupMistake]]:
    for _, passage in review.passages():
        for found in passage.reading.mistakes:
            yield location_in(passage, found.offset), found
