"""Each limit is reported once, at the paragraph that exceeds it, and is out of reach of ordinary texts."""

import pytest

from evidence_review.prose import markdown_limits as limits
from tests.prose.reading import read

BEFORE = "Words.\n\n"
"""An ordinary paragraph."""


@pytest.mark.parametrize(
    ("piece", "number", "description"),
    [
        ("[a](", limits.MAX_OPEN_ADDRESSES + 1, "more than 50 links whose address has no ) at its end"),
        ("![a](", limits.MAX_OPEN_ADDRESSES + 1, "more than 50 links whose address has no ) at its end"),
        ("<a ", limits.MAX_UNCLOSED_TAGS + 1, "more than 100 tags without >"),
        ("<b>", limits.MAX_OPEN_TAGS + 1, "more than 500 HTML elements open at once"),
        ("\\[", limits.MAX_SIGNS + 1, "a paragraph with more than 2,000 of the sign \\"),
        ("a*", limits.MAX_SIGNS + 1, "a paragraph with more than 2,000 of the sign *"),
        ("a_", limits.MAX_SIGNS + 1, "a paragraph with more than 2,000 of the sign _"),
        ("~~~\n", limits.MAX_FENCES + 1, "more than 1,000 lines that begin or end code"),
        (
            "# a\n",
            limits.MAX_STARTS + 1,
            "more than 200 headings, rules, notes, definitions or empty items without an empty line between",
        ),
        (
            "a\n---\n",
            limits.MAX_STARTS + 1,
            "more than 200 headings, rules, notes, definitions or empty items without an empty line between",
        ),
        (
            "- \n",
            limits.MAX_STARTS + 1,
            "more than 200 headings, rules, notes, definitions or empty items without an empty line between",
        ),
        ("``.`", 501, "a paragraph with too many backticks for its length"),
        (">", limits.MAX_LEVELS + 1, "more than 50 levels of quotations or lists on one line"),
        ("- ", limits.MAX_LEVELS + 1, "more than 50 levels of quotations or lists on one line"),
        ("[TOC]\n\n", limits.MAX_CONTENTS + 1, "more than 2 tables of contents"),
        ("[^a] ", limits.MAX_REPEATED + 1, "more than 500 references to one footnote"),
    ],
)
def test_more_than_the_limit_is_reported_with_its_line(piece: str, number: int, description: str) -> None:
    """One more than the limit is an error on the line of the paragraph; the limit itself is none."""
    (found,) = read(BEFORE + piece * number).disallowed

    assert description in found.description
    assert found.offset >= len(BEFORE)
    within = read(BEFORE + piece * (number - 1)).disallowed
    assert description not in [each.description for each in within]


@pytest.mark.parametrize(
    ("first", "indent"),
    [("", ""), ("> ", "> "), ("- ", "  "), ("!!! note\n    ", "    "), ("<div markdown>\n\n", "")],
)
def test_short_rows_of_a_wide_table_are_limited(first: str, indent: str) -> None:
    """Each row has all columns of its table, so a few kilobytes would make a million cells."""
    rows = ["|a" * 1_000, "|-" * 1_000, *["|"] * (limits.MAX_CELLS // 1_000)]
    text, short = (BEFORE + first + f"|\n{indent}".join(each) for each in (rows, rows[:10]))

    (found,) = read(text).disallowed

    assert found.description == "tables with more than 20,000 cells"
    assert len(BEFORE) <= found.offset <= len(BEFORE + first)
    assert read(short).disallowed == ()


@pytest.mark.parametrize(
    ("definition", "use"),
    [("[a]: b.md '{}'", "[b][a] "), ("[a]: b.png '{}'", "![b][a] "), ("[a]: https://example.org/{}", "[a] ")],
)
def test_copies_of_a_long_address_are_limited(definition: str, use: str) -> None:
    """Each use repeats all of what is defined once."""
    length = limits.MAX_COPIED // 10
    text = definition.format("x" * length) + "\n\n" + BEFORE

    assert read(text + use * 9).disallowed == ()
    (found,) = read(text + use * 11).disallowed
    assert found.description == "a long address or title that is used too often"
    assert found.offset >= text.index(BEFORE)


def test_footnotes_are_limited() -> None:
    """So many different footnotes are an error at the first."""
    text = BEFORE + "".join(f"[^{number}] " for number in range(limits.MAX_FOOTNOTES + 1))

    (found,) = read(text).disallowed

    assert found.description == "more than 2,000 footnotes and references to them"
    assert found.offset == len(BEFORE)


def test_a_long_ordinary_page_is_within_the_limits() -> None:
    """Long lists, tables, links and notes are never refused."""
    parts = [
        "- [*a*](https://example.org/) and <https://example.org/>\n" * 500,
        "| a | b | c |\n|---|---|---|\n" + "| [*a*](b.md) | `<c>` | _d_ \\| e |\n" * 500,
        "".join(f"A claim.[^{number}]\n\n[^{number}]: A note.\n\n" for number in range(500)),
        "# A heading\n\nWords.\n\n---\n\n" * 300,
        "```\n" + "# a comment\n" * 500 + "```\n",
    ]

    assert read("\n\n".join(parts)).disallowed == ()
