"""BibTeX text gives every entry that can be read, and each error in the syntax with its line."""

from pathlib import Path

import pytest
from hypothesis import given, strategies

from evidence_review.bibliography.bibtex.parser import read_bibliography
from evidence_review.location import Location
from tests.case_files import CASES as ALL_CASES
from tests.case_files import Accept, read_case
from tests.measured import seconds_of

CASES = sorted((ALL_CASES / "bibtex").glob("*.yml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case_is_read(path: Path, accept: Accept) -> None:
    """Each case gives the entries and the syntax errors that it expects."""
    source = read_bibliography(read_case(path)["bib"], "r.bib")
    syntax = [str(found) for found in source.diagnostics]
    entries = {entry.key: {field.name: field.value for field in entry.fields} for entry in source.entries}

    accept(path, ["entries"], entries)
    accept(path, ["syntax"], syntax)
    case = read_case(path)
    assert entries == case["entries"]
    assert list(entries) == list(case["entries"])
    assert syntax == case.get("syntax", [])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old-mac"])
@pytest.mark.parametrize("start", ["", "\ufeff"], ids=["plain", "marked"])
def test_lines_are_counted_from_one(start: str, end: str) -> None:
    """Entries and fields know their lines, whatever ends a line and whether a byte order mark starts it."""
    text = start + end.join(["% a comment", "@book{a,", "  title =", "    {T", "  U},", "  year = 2010", "}"])
    (entry,) = read_bibliography(text, "r.bib").entries
    assert entry.where == Location("r.bib", 2)
    assert [(field.name, field.line, field.value) for field in entry.fields] == [
        ("title", 3, "T U"),
        ("year", 6, "2010"),
    ]
    assert entry.written == "@book{a,\n  title =\n    {T\n  U},\n  year = 2010\n}"


def test_macros_are_kept() -> None:
    """The macros of a file are there for those who write it out again; the months are no one's."""
    source = read_bibliography('@string{a = "A"} @string{B = a # { and } # jan}', "r.bib")
    assert source.strings == (("a", "A"), ("b", "A and January"))


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\ud800", "\uffff"])
def test_characters_that_no_page_may_contain_are_replaced(character: str) -> None:
    """A control character would break the page or the tools behind it."""
    source = read_bibliography(f"@book{{a,\n title = {{T{character}}}}}", "r.bib")
    assert source.entries[0].fields[0].value == "T\ufffd"
    assert str(source.diagnostics[0]) == (
        f"r.bib:2: error: the character U+{ord(character):04X} cannot be published (delete it) [BIB011]"
    )


@pytest.mark.parametrize(
    "text",
    ["", "@", "@book", "@book{", "@book{a", "@book{a,", "@book{a,b", "@book{a,b=", "@book{a,b={",
     '@book{a,b="', "@string{", "@string{a", "@string{a=", "@comment{", "@preamble{", "}" * 999, "{" * 9999,
     "@book{a, t = " + "{" * 999 + "}" * 999 + "}", "@book{a, t = x # # y}", "@book{a, = {x}}", "@book{,,,}",
     "@book{a}", "@book(a, t = {)})", "@" * 999, '@book{a, t = "x" # {y} z "w", u = {v}}'],
)  # fmt: skip
def test_no_text_breaks_the_parser(text: str) -> None:
    """Whatever is in a file, it is read without a traceback, and the entry after it is kept."""
    source = read_bibliography(f"{text}\n\n@book{{last, title = {{T}}}}\n", "r.bib")
    assert source.entries[-1].key == "last"


@given(strategies.text(alphabet='@{}()"=,#\\n\\\\ abT1', max_size=200))
def test_any_text_is_read(text: str) -> None:
    """No mixture of BibTeX's own characters ends in a traceback, and each key is there once."""
    source = read_bibliography(text, "r.bib")
    keys = [entry.key for entry in source.entries]
    assert len(keys) == len(set(keys))
    assert all(found.where.line >= 1 for found in source.diagnostics)


def test_errors_take_no_more_time_than_entries() -> None:
    """Reading a file of damaged entries grows with its length, not with its square."""

    def seconds(entries: int) -> float:
        text = "\n".join(f"@book{{k{number},\n title = {{T,\n year = 2010\n}}" for number in range(entries))
        assert len(read_bibliography(text, "r.bib").entries) == entries
        return seconds_of(lambda: read_bibliography(text, "r.bib"), times=3)

    assert seconds(2000) < 40 * seconds(200)


def test_values_without_an_end_take_little_longer_than_others() -> None:
    """Every value goes on to the end of the file, through a hundred levels of braces."""
    whole, unclosed = (
        seconds_of(lambda each=each: read_bibliography(each * 800, "r.bib"), times=3)  # type: ignore[misc]
        for each in ("@misc{a,author={b}}\n", "@misc{a,author={")
    )

    assert unclosed < 10 * whole
