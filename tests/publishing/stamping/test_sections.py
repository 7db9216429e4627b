"""The sections of a page are those that the search of Material finds."""

from types import SimpleNamespace

import pytest
import yaml
from material.plugins.search.plugin import SearchIndex

from evidence_review.engines.search_index import faster_search, is_nested
from evidence_review.publishing.stamping.sections import sections_of
from tests.case_files import CASES

BODIES: dict[str, str] = yaml.safe_load((CASES / "sections.yml").read_text(encoding="utf-8"))
"""The body of a page by the name of each case."""


UNUSUAL = (
    "<p>one<p>two",
    "<p>a<div>b</div></p>c",
    "<table><tr><td>a</td></tr></table>",
    "<table><p>a</p><tbody><tr><td>b</td></tr></tbody></table>",
    "<ul><li>a<li>b</ul>",
    "<h1 id=a>One</h1><p>a < b &copy c</p>",
    "<b>a<i>b</b>c</i>",
    "<svg><title>a</title></svg><P>b</P>",
    "<a/>b<p>c</p></a>",
    "<a>b<p>c<a>d</a></p></a>",
    "<!-- <p>a</p> --><p>b</p>",
    "<script>a('<p>b</p>')</script><p>c</p>",
    "<h2 id='x'>a<h3 id='y'>b</h3></h2>c",
)
"""Bodies in which parsers find different elements, or read them in different ways."""


@pytest.mark.parametrize("body", [*BODIES.values(), *UNUSUAL])
def test_the_search_finds_the_same_with_the_faster_parser(body: str) -> None:
    """Whatever a page contains, its entries are those of Material alone."""
    page = SimpleNamespace(content=body, title="T", meta={}, toc=[], url="p/")
    expected, found = SearchIndex(), SearchIndex()
    expected.add_entry_from_context(page)
    with faster_search():
        found.add_entry_from_context(page)

    assert found.entries == expected.entries


def test_the_faster_parser_reads_what_converters_write() -> None:
    """It would be no use if it read nothing; where parsers differ, it reads nothing."""
    assert is_nested(BODIES["headings"])
    assert is_nested('<p>a<br />b</p>\n<ul>\n<li class="x">c</li>\n</ul>')
    assert not any(map(is_nested, UNUSUAL))


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_the_sections_are_those_of_material(body: str) -> None:
    """Each section has the same address, title and text."""
    index = SearchIndex()
    index.add_entry_from_context(SimpleNamespace(content=body, title="T", meta={}, toc=[], url="p/"))

    found = [
        {
            "location": f"p/#{section.anchor}" if section.anchor else "p/",
            "title": "".join(section.title).strip() if section.title else "T",
            "text": "".join(section.text).strip(),
        }
        for section in sections_of(body)
    ]

    assert found == index.entries
