"""A text as its page displays it, in plain paragraphs with formatted citations."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from lxml import html
from lxml.html import HtmlElement
from markdown import Markdown

from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.passage import Passage
from evidence_review.rendering.citations.passages import render_markdown
from evidence_review.rendering.context.site import Site
from evidence_review.rendering.page.view import View
from evidence_review.site.addresses import page_of

BLOCKS = frozenset(
    (
        *("blockquote", "dd", "div", "dl", "dt", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("li", "ol", "p", "pre", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
"""The elements that start on a new line."""


def displayed_texts(site: Site, markdown: Markdown, ids: AbstractSet[str]) -> dict[str, tuple[str, ...]]:
    """Return the paragraphs displayed for recommendations and findings, by id.

    Args:
        site: The site.
        markdown: Its own Markdown converter.
        ids: The ids of the recommendations and findings; one without a text is left out.
    """
    review = site.review
    texts: dict[Entity, Passage] = {
        Entity(EntityKind.RECOMMENDATION, each.id): each.text for each in review.recommendations.values()
    }
    texts |= {Entity(EntityKind.FINDING, each.id): each.summary for each in review.findings.values()}
    return {
        entity.id: _paragraphs(site, entity, passage, markdown)
        for entity, passage in texts.items()
        if entity.id in ids and passage.text.strip()
    }


def plain_paragraphs(text: str) -> tuple[str, ...]:
    """Return the text of HTML, one item for each block that contains any."""
    root = html.fragment_fromstring(text, create_parent="div")
    for sign in root.find_class("headerlink"):
        sign.drop_tree()
    lines = "".join(_text_fragments(root)).split("\n")
    return tuple(line for each in lines if (line := " ".join(each.split())))


def _paragraphs(site: Site, entity: Entity, passage: Passage, markdown: Markdown) -> tuple[str, ...]:
    view = View(site=site, path=page_of(site.review, entity))
    return plain_paragraphs(markdown.reset().convert(str(render_markdown(view, entity, passage))))


def _text_fragments(element: HtmlElement) -> Iterator[str]:
    """Yield the text of an element, with a line break around each block and none inside one."""
    is_block = element.tag in BLOCKS
    if is_block or element.tag == "br":
        yield "\n"
    yield " ".join((element.text or "").split("\n"))
    for child in element:
        if isinstance(child.tag, str):  # not a comment
            yield from _text_fragments(child)
        yield " ".join((child.tail or "").split("\n"))
    if is_block:
        yield "\n"
