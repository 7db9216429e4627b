"""Tests of checks of what was meant to be a link, a citation or a picture."""

import pytest

from evidence_review.checks.brackets import (
    htm102_images_have_alt_text,
    htm104_blocks_are_well_formed,
    htm105_a_page_has_one_title,
    lnk107_brackets_resolve,
    lnk108_brackets_are_balanced,
    lnk109_links_have_text_and_address,
    lnk111_footnotes_match_references,
)
from evidence_review.review.review import Review
from tests.builders import a_cluster, a_page, a_participant, a_recommendation, a_review_of


def a_site(text: str) -> Review:
    """Return a review with a page with this text, and few other things."""
    page = a_page("about.md", f"Text.\n\n{text}\n")
    return a_review_of(page, a_recommendation("r01"), a_participant("p12"), a_cluster("c02"))


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("[R01]", "write [r01]"),
        ("[x][R01]", "write [r01]"),
        ("[x][r0l]", "did you mean 'r01'?"),
        ("[x][method]", "write [text](page.md) or [text][r01]"),
        ("[r-01]", "write [r01], or put \\ before the bracket if readers should see it"),
        ("[r01, r01]", "write [r01] and [r01]"),
        ("[[r01]]", "write [r01] or [text][r01]"),
        ("[[about|us]]", "write [text](about.md)"),
    ],
)
def test_lnk107_suggests_what_to_write(text: str, hint: str) -> None:
    """The id that was meant is named where there is one like it."""
    (found,) = lnk107_brackets_resolve(a_site(text))

    assert (found.where.line, found.hint) == (7, hint)


def test_lnk107_suggests_the_path_between_folders() -> None:
    """The address of a page is given as it is written on the page with the slip."""
    review = a_review_of(a_page("guide/use.md", "See [[About]]."), a_page("about.md"))

    (found,) = lnk107_brackets_resolve(review)

    assert found.hint == "write [text](../about.md)"


@pytest.mark.parametrize("text", ["[r01", "[a](b c", "see @key]", "[a] (b.md)", "(a)[b.md]"])
def test_lnk108_names_what_is_incomplete(text: str) -> None:
    """Each form is reported once, with its line and what is written."""
    (found,) = lnk108_brackets_are_balanced(a_site(text))

    assert (found.where.line, repr(text) in found.message) == (7, True)


@pytest.mark.parametrize(
    "text",
    [
        "[r01]",
        "[x](about.md)",
        "[sic]",
        "`[R01] [a](b c`",
        "[r-02]",
        "[r01, r02]",
        "[p 12]",
        "[CO2]",
        "[rol]",
        "[[r09]]",
        "\\[@key]",
    ],
)
def test_correct_brackets_are_not_reported(text: str) -> None:
    """Links, words in brackets and code are left alone."""
    review = a_site(text)

    assert [*lnk107_brackets_resolve(review), *lnk108_brackets_are_balanced(review)] == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[](about.md)", "the link to 'about.md' has no text"),
        ("[x]()", "the link 'x' has no address"),
        ("[]()", "this link is empty"),
    ],
)
def test_lnk109_names_what_a_link_lacks(text: str, message: str) -> None:
    """A link that cannot be seen, or leads nowhere, is reported."""
    (found,) = lnk109_links_have_text_and_address(a_site(text))

    assert (found.where.line, found.message) == (7, message)


def test_lnk109_accepts_the_words_of_a_picture_as_those_of_its_link() -> None:
    """A picture in a link is what a reader follows."""
    assert list(lnk109_links_have_text_and_address(a_site("[![Bars](b.png)](about.md)"))) == []


@pytest.mark.parametrize(
    ("text", "count"), [("![](b.png)", 1), ('<img src="b.png">', 1), ("![Bars](b.png)", 0)]
)
def test_htm102_asks_for_words(text: str, count: int) -> None:
    """A picture without words in its place is reported, however it is written."""
    assert len(list(htm102_images_have_alt_text(a_site(text)))) == count


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a[^x]", 7, "there is no footnote 'x' on this page"),
        ("a[^X]\n\n[^x]: b", 7, "there is no footnote 'X' on this page"),
        ("a\n\n[^x]: b", 9, "nothing on this page refers to the footnote 'x'"),
        ("a[^x]\n\n[^x]: b\n\n[^x]: c", 11, "the footnote 'x' appears twice"),
        ("`[^x]`\n\n[^x]: b", 9, "nothing on this page refers to the footnote 'x'"),
    ],
)
def test_lnk111_names_the_missing_end(text: str, line: int, message: str) -> None:
    """A reference without a note, a note without a reference and a second note are reported once each."""
    (found,) = lnk111_footnotes_match_references(a_site(text))

    assert (found.where.line, found.message) == (line, message)


@pytest.mark.parametrize(
    "text",
    [
        "a[^x]\n\n[^x]: see [^y]\n\n[^y]: b",
        "`[^x]` and\n\n```\n[^y]: b\n```\n",
        "| a[^x] |\n| - |\n\n[^x]: b",
        "\\[^x], a [^2 b], x^2",
    ],
)
def test_lnk111_ignores_complete_footnotes_and_code(text: str) -> None:
    """Notes in notes and in tables count, and examples do not."""
    assert list(lnk111_footnotes_match_references(a_site(text))) == []


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a\n- b\n- c", 8, "this line seems to begin a list"),
        ("\u2022 b\n\u2022 c", 7, "'\u2022' does not make a list"),
        ("| a |\n| b |", 7, "these rows are not a table, because there is no line of hyphens"),
        ("a\n| a |\n| - |\n| b |", 8, "these rows are not a table, because they follow"),
        ("| a | b |\n| - |\n| c | d |", 8, "these rows are not a table: the first has 2"),
        ("| a |\n| - |\n| b | c |", 9, "this row has 2 cells"),
        ("```\na", 7, "code begins here"),
    ],
)
def test_htm104_points_to_the_line_to_fix(text: str, line: int, said: str) -> None:
    """What comes out as bare signs is reported where it begins, with the reason."""
    (found,) = htm104_blocks_are_well_formed(a_site(text))

    assert found.where.line == line
    assert found.message.startswith(said)


@pytest.mark.parametrize(
    "text",
    [
        "a\n\n- b\n- c\n\n    - d\n- e\nf\n- g",
        "- a\n  b\n- c\n\n1. d\n2. e",
        "a\n\n| a | b |\n| - | - |\n| c |\n| d \\| e | f |",
        "```\n- a\n| b |\n| c |\n```\n\n~~~ python\nb\n~~~",
        "a -b\n2019 was late, |x| too",
    ],
)
def test_htm104_ignores_what_is_rendered(text: str) -> None:
    """Lists and tables as they should be, and signs in code and in words, are no errors."""
    assert [found.message for found in htm104_blocks_are_well_formed(a_site(text))] == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("# a", [7]),
        ("a\n\nb\n=\n\n## c\n\n# d #", [9, 14]),
        ("<h1>a</h1>\n\n# b", [7, 9]),
        ("## a\n\n`# b`\n\n```\n# c\n```\n\n\\# d", []),
        ("a\n\n#5 is a heading to Python-Markdown", [9]),
    ],
)
def test_htm105_points_to_each_second_title(text: str, lines: list[int]) -> None:
    """However it is written; in code it is none."""
    assert [found.where.line for found in htm105_a_page_has_one_title(a_site(text))] == lines
