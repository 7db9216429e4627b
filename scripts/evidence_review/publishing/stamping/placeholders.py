"""The texts that stand for what differs from page to page, and how a theme may have changed them.

Each placeholder contains characters that a filter of a template would change, so that every place where a
theme prints it shows which filter the values need there.
"""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape, unescape
from itertools import count
from typing import Any

import markupsafe
from markupsafe import Markup

from evidence_review.rendering.page.staged_page import StagedPage
from evidence_review.rendering.text.escaping import as_attribute

MARK = "qzstampz"
"""The word at both ends of each placeholder."""
TEXT = "&amp; &lt;i&gt; &quot; &#x27; é/x"
"""A text in the form in which titles are staged."""
SOURCE = "& <i> \" ' é/x"
"""A text without any escaping."""
NAME = "&amp; &lt;i&gt; \" ' é/x&#58;"
"""A text in the form of the names in a table of contents."""
BODY = '<h1>&amp;</h1><p data-search-exclude data-search-boost="2" title="a/b">&amp; " \' é</p>'
"""A body with each attribute that an engine may remove, and the heading that themes look for."""
HEAD = '<meta name="a" content="&amp;">'
"""The metadata of a page."""
FOUND = re.compile(rf"{MARK}([a-z]+[0-9]*)\.(.*?){MARK}", re.DOTALL)
"""A placeholder on a page: its name, and its text as the theme prints it."""
PLAIN_NAME = re.compile(r"(?:[^<>&]|&(?:amp|lt|gt|quot|#[0-9]+);)*")
"""A name in a table of contents that contains no elements, and no character references but common ones."""
PLAIN_ID = re.compile(r"[\w.:-]+")
"""An anchor that no filter changes."""

_TAG = re.compile(r"<[a-zA-Z][^<>]*?\sdata-search-exclude[^<>]*>")
"""A tag with the attribute that excludes an element from searches."""
_EXCLUDED = re.compile(r"\s+data-search-exclude(?:=(?:\"[^\"]*\"|'[^']*'|[^\s>\"']+))?(?=[\s/>])")
"""This attribute, which Zensical removes."""
_BOOSTED = re.compile(r"\s?data-search-\w+=\"[^\"]+\"")
"""The attributes that Material removes."""

Form = Callable[[str], str]
Tokens = Sequence[Mapping[str, Any]]


def placeholder(name: str, text: str = "") -> str:
    """Return a placeholder."""
    return f"{MARK}{name}.{text}{MARK}"


def _unchanged(text: str) -> str:
    return text


def _escaped(text: str) -> str:
    """Escape a text as Jinja does."""
    return str(markupsafe.escape(text))


def _escaped_more(text: str) -> str:
    """Escape a text as MiniJinja does."""
    return escape(text).replace("/", "&#x2f;")


def _stripped(text: str) -> str:
    return Markup(text).striptags()  # noqa: S704 - what the filter of the same name does


def _without_boosts(html: str) -> str:
    """Change a body as the search of Material does."""
    return _BOOSTED.sub("", html)


def _without_exclusions(html: str) -> str:
    """Change a body as Zensical does."""
    return _TAG.sub(lambda tag: _EXCLUDED.sub("", tag[0]), html)


TEXT_FORMS: tuple[Form, ...] = (
    _unchanged,
    _escaped,
    _escaped_more,
    _stripped,
    lambda text: _escaped(_stripped(text)),
    lambda text: _escaped_more(_stripped(text)),
)
"""What a theme may do to a text."""
BODY_FORMS: tuple[Form, ...] = (_unchanged, _without_boosts, _without_exclusions)
"""What an engine may do to the body of a page."""


def form_of(name: str, printed: str) -> Form | None:
    """Return what a theme has done to the text of a placeholder, or None if we do not know it.

    Args:
        name: The name of the placeholder.
        printed: Its text as the theme prints it.
    """
    kind = name.rstrip("0123456789")
    forms, text = _KINDS.get(kind, ((_unchanged,), ""))
    return next((form for form in forms if form(text) == printed), None)


_KINDS: Mapping[str, tuple[tuple[Form, ...], str]] = {
    "title": (TEXT_FORMS, TEXT),
    "summary": (TEXT_FORMS, TEXT),
    "source": (TEXT_FORMS, SOURCE),
    "name": (TEXT_FORMS, NAME),
    "body": (BODY_FORMS, BODY),
    "head": ((_unchanged,), HEAD),
}
"""What may happen to each kind of placeholder, and its text as staged. Others must not change."""


def values_of(page: StagedPage) -> dict[str, str]:
    """Return what each placeholder stands for on a page, as staged."""
    values = {
        "slug": slug_of(page),
        "title": str(as_attribute(page.title)),
        "summary": str(as_attribute(page.summary)),
        "source": page.source,
        "head": page.head,
        "body": page.html.strip(),
    }
    for number, token in enumerate(tokens_in(page.toc)):
        values[f"id{number}"] = token["id"]
        values[f"name{number}"] = token["name"]
    return values


def exemplar_of(page: StagedPage, number: int) -> StagedPage:
    """Return a page with placeholders instead of everything in which pages of one form differ.

    Args:
        page: Any page of the form.
        number: The number of the form.
    """
    numbers = count()
    return replace(
        page,
        path=page.path.replace(f"/{slug_of(page)}/", f"/{placeholder(f'slug{number}')}/"),
        title=unescape(placeholder("title", TEXT)),
        summary=unescape(placeholder("summary", TEXT)) if page.summary else "",
        source=placeholder("source", SOURCE) if page.source else "",
        html=placeholder("body", BODY),
        toc=_toc_of_placeholders(page.toc, numbers),
        head=placeholder("head", HEAD) if page.head else "",
        is_searched=False,
    )


def _toc_of_placeholders(toc: Tokens, numbers: Iterator[int]) -> Tokens:
    found = []
    for token in toc:
        number = next(numbers)
        name = placeholder(f"name{number}", NAME)
        found.append(
            {
                **token,
                "id": placeholder(f"id{number}"),
                "name": name,
                "html": name,
                "children": _toc_of_placeholders(token["children"], numbers),
            }
        )
    return found


def slug_of(page: StagedPage) -> str:
    """Return the last part of the address of a page."""
    return posixpath.basename(posixpath.dirname(page.path))


def tokens_in(toc: Tokens) -> Iterator[Mapping[str, Any]]:
    """Yield the entries of a table of contents in the order of the page."""
    for token in toc:
        yield token
        yield from tokens_in(token["children"])
