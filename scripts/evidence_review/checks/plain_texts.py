"""Checks of the texts in fields, which are shown as written, and of the descriptions of pictures."""

import re
from collections.abc import Iterator

from evidence_review.bibliography.csl.reference import Reference
from evidence_review.checks.hyperlinks import location_in
from evidence_review.diagnostics import Diagnostic, error, quoted
from evidence_review.location import Location
from evidence_review.model.custom_field import FieldType
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.plain_texts import plain_texts
from evidence_review.prose.passage import MarkupKind, find_markup, keys_in
from evidence_review.review.review import Review

_TITLE = re.compile(
    r"""
    (?: \]\([^()\s]+ | ^[ ]{0,3}\[(?!\^)[^\]\n]{1,100}\]:[ \t]*[^\s"']+ )
    [ \t]+ (?P<mark>["']) (?P<title>[^\n]{1,300}?) (?P=mark) (?: \) | [ \t]*$ )
    """,
    re.VERBOSE | re.MULTILINE,
)
"""The title of a link or picture, which browsers show in a small box."""
_HINTS = {
    MarkupKind.CITATION: "cite it in the text of the page, or write the author's name here",
    MarkupKind.ID: "link to it in the text of the page, or write its name here",
    MarkupKind.LINK: "put the link into the text of the page",
    MarkupKind.FOOTNOTE: "put the footnote into the text of the page",
    MarkupKind.EMPHASIS: "write the words alone",
    MarkupKind.HTML: "write the words or the character itself",
}
_WORDS = {
    MarkupKind.CITATION: "a citation",
    MarkupKind.ID: "a link",
    MarkupKind.LINK: "a link",
    MarkupKind.FOOTNOTE: "the mark of a footnote",
    MarkupKind.EMPHASIS: "Markdown",
    MarkupKind.HTML: "HTML",
}
_ALL = frozenset(MarkupKind)
_REFERRING = frozenset((MarkupKind.CITATION, MarkupKind.ID))
"""The markup that is sought where other markup may be part of what is described or quoted."""
_NOT_LINKED = frozenset((EntityKind.PAGE, EntityKind.REFERENCE))
"""The kinds of entities to which an id in brackets does not link."""
_CITING_VARIABLES = ("title", "note")
"""The variables of a reference in which a citation is sought; they have markup of their own."""
_Text = tuple[Location, str, str, frozenset[MarkupKind]]
"""A text that is shown as written: where it is, in what, the text, and the markup that is sought in it."""


def htm108_fields_have_no_markup(review: Review) -> Iterator[Diagnostic]:
    """Citations, links and markup belong into the text of a page, and not into its fields.

    A field such as `title`, `summary` or `note`, the description of a picture and the title of a link are
    shown as written, on several pages and in the data. Readers would see the characters of the markup.

    Bad:  `summary: What is known [@lind2019evening].`
    Good: `summary: What Lind found.`, and `[@lind2019evening]` in the text below the front matter.
    """
    keys = frozenset(review.ids(EntityKind.REFERENCE))
    ids = frozenset(entity.id for entity in review.written if entity.kind not in _NOT_LINKED)
    for where, name, text, kinds in _texts(review):
        for found in find_markup(text, keys, ids):
            if found.kind in kinds:
                what = f"{quoted(found.written)} in {name} is {_WORDS[found.kind]}"
                message = f"{what}, which is shown as written here"
                yield error("HTM108", where, message, _HINTS[found.kind])


def plainly_cited(review: Review) -> frozenset[str]:
    """Return the keys that fields, descriptions of pictures and titles of links seem to cite."""
    return frozenset(key for _, _, text, _ in _texts(review) for key in keys_in(text))


def _texts(review: Review) -> Iterator[_Text]:
    """Yield each text that is shown as written."""
    for kind in EntityKind:
        for id_, value in review.of_kind(kind).items():
            if isinstance(value, Reference):
                yield from _reference_texts(value)
                continue
            for each in plain_texts(value):
                yield review.location_of(Entity(kind, id_), *each.path), each.name, each.text, _ALL
    yield from _custom_texts(review)
    others = (
        review.record,
        *review.event_groups.values(),
        *review.organisation_types.values(),
        *review.custom_fields,
    )
    for other in others:
        if other is not None:
            for each in plain_texts(other):
                yield other.where, each.name, each.text, _ALL
    yield from _attribute_texts(review)


def _custom_texts(review: Review) -> Iterator[_Text]:
    """Yield each value of an added field that is words."""
    for field in review.custom_fields:
        for kind in map(EntityKind, field.of):
            for id_, entity in review.of_kind(kind).items():
                if field.type is FieldType.TEXT and field.id in entity.custom:
                    yield (
                        review.location_of(Entity(kind, id_), field.id),
                        field.id,
                        entity.custom[field.id],
                        _ALL,
                    )


def _reference_texts(reference: Reference) -> Iterator[_Text]:
    for each in plain_texts(reference):
        yield reference.location_of(each.name), each.name, each.text, _ALL
    for variable in _CITING_VARIABLES:
        if text := reference.text(variable):
            yield reference.location_of(variable), variable, text, _REFERRING


def _attribute_texts(review: Review) -> Iterator[_Text]:
    for _, passage in review.passages():
        for link in passage.reading.hyperlinks:
            if link.element == "img":
                yield location_in(passage, link.offset), "the description of a picture", link.text, _REFERRING
        for found in _TITLE.finditer(passage.text):
            yield location_in(passage, found.start()), "the title of a link", found["title"], _REFERRING
