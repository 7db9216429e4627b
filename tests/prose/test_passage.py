"""A passage is read with the site's own converter, and no text breaks it."""

import pytest
from hypothesis import given, settings, strategies

from evidence_review.commands.citations import FoundCitation, citations_of
from evidence_review.config.settings import BUILT_IN_EXTENSIONS
from evidence_review.prose.citation import CitationMode
from evidence_review.prose.converter import converter
from evidence_review.prose.markers import CitationMarker, LinkMarker, replace_markers
from evidence_review.sources.files import line_of
from tests.measured import seconds_of
from tests.prose.reading import IDS, SITE, a_converter, cites, read

PIECES = strategies.sampled_from(
    [
        *"[]()@;,.`*_\\\"'#|<>{}&!^ \n-",
        "@a",
        "[@b]",
        "[r017]",
        "[w][r017]",
        "\n\n",
        "    ",
        "p. 3",
        "\ue000\ue800",
    ]
)
TEXTS = strategies.one_of(strategies.text(max_size=200), strategies.lists(PIECES, max_size=40).map("".join))


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_marks_lie_side_by_side_in_any_text(text: str) -> None:
    """Nothing breaks the reading; marks are in order and inside the text, and cover what they name."""
    reading = read(text)
    markers = reading.markers

    assert not any("cannot convert" in found.description for found in reading.disallowed)
    end = 0
    for mark in markers:
        assert end <= mark.start <= mark.end <= len(text)
        end = mark.end
        if isinstance(mark, CitationMarker):
            assert mark.group.citations
            assert all(text[place] == "@" for place in mark.places)
        elif isinstance(mark, LinkMarker):
            assert IDS.fullmatch(mark.target)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_a_text_with_its_marks_put_back_is_the_text(text: str) -> None:
    """Only marks are replaced."""
    markers = [mark for mark in read(text).markers if isinstance(mark, CitationMarker | LinkMarker)]

    assert replace_markers(text, markers, lambda mark: text[mark.start : mark.end]) == text


def test_our_own_signs_in_a_text_do_no_harm() -> None:
    """A text that holds the characters of a token is read as any other."""
    sign = "\ue000\ue800"

    (mark,) = read(f"{sign} [see {sign} @a] {sign}\uf000").markers

    assert isinstance(mark, CitationMarker)
    assert mark.group.citations[0].prefix == f"see {sign}"


def test_an_escape_loses_its_backslash_in_text_only() -> None:
    """In code a backslash is a backslash."""
    text = r"\@doe and jane\@doe.org but `\@doe`"

    assert replace_markers(text, read(text).markers, lambda _: "?") == r"@doe and jane@doe.org but `\@doe`"


@pytest.mark.parametrize(
    ("text", "in_link"), [("[see @a](b.md)", True), ("[a [@b] c](d.md)", True), ("[a](b.md) @c", False)]
)
def test_a_citation_inside_a_link_is_marked(text: str, in_link: bool) -> None:  # noqa: FBT001
    """It may not become a link itself."""
    (mark,) = [mark for mark in read(text).markers if isinstance(mark, CitationMarker)]

    assert mark.in_link is in_link


def test_extensions_decide_what_is_text() -> None:
    """Mathematics is what the site's extensions make of it; a bare address is text, as for pandoc."""
    text = "$@a$, https://example.org/@b/c and @d."

    assert [row[2] for row in cites(text, a_converter("pymdownx.arithmatex"))] == ["b/c", "d"]
    assert [row[2] for row in cites(text)] == ["a", "b/c", "d"]


def test_citations_are_listed_with_their_lines() -> None:
    """The line is that of the `@`, also inside a bracket over several lines."""
    text = "As @a says.\n\nSo [see @b, p. 3;\nCited in @c].\n"

    found = citations_of(text, "docs/x.md", 5, ids=IDS, markdown=SITE)

    assert [(one.line, one.key, one.mode, one.via) for one in found] == [
        (5, "a", CitationMode.NARRATIVE, ""),
        (7, "b", CitationMode.PAREN, "c"),
        (8, "c", CitationMode.PAREN, ""),
    ]
    assert found[1] == FoundCitation(
        path="docs/x.md",
        line=7,
        key="b",
        mode=CitationMode.PAREN,
        prefix="see",
        label="page",
        locator="3",
        suffix="",
        via="c",
    )


def test_lines_are_counted_from_one() -> None:
    """A place before the first line break is on line 1."""
    assert [line_of("a\nb\n", offset) for offset in (0, 1, 2, 4)] == [1, 1, 2, 3]


def test_a_converter_has_what_mkdocs_puts_first() -> None:
    """An extension named twice is loaded once, with the site's settings."""
    markdown = converter([*BUILT_IN_EXTENSIONS, "attr_list"], {"toc": {"permalink": True}})

    assert "headerlink" in markdown.convert("# A")
    assert "<table>" in markdown.convert("| a |\n|---|\n| b |")


def test_a_page_costs_little_more_than_its_conversion() -> None:
    """Reading 30 kB with 200 citations stays near the time of converting them."""
    text = (
        "The *evidence* is mixed [see @a, pp. 3-4; @b, chap. 2], and @c [p. 3] has `code`. More words. " * 3
    )
    page = "\n\n".join([text] * 100)

    def conversion() -> None:
        SITE.reset()
        SITE.convert(page)

    assert seconds_of(lambda: read(page)) < 6 * seconds_of(conversion)
