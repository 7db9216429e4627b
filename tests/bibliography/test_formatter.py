"""A BibTeX file is formatted without a change to what it says."""

import re
from collections import Counter

import pytest
import yaml
from bibtexparser.entrypoint import parse_string
from bibtexparser.model import ExplicitComment
from hypothesis import given, settings, strategies

from evidence_review.bibliography.bibtex.parser import read_bibliography
from evidence_review.bibliography.conversion.entries import assemble_references
from evidence_review.bibliography.csl.reference import Reference
from evidence_review.bibliography.formatter import FormattedFile, format_bibtex
from evidence_review.location import Location
from tests.case_files import CASES

TEXTS = [yaml.safe_load(path.read_text("utf-8"))["bib"] for path in sorted((CASES / "bibtex").glob("*.yml"))]
FILES = [CASES / "bibtex" / "managers.bib", CASES / "citing" / "works.bib"]
BLOCKS = (
    "@book{b,\n title = {B},\n author = {Doe, J.}, year = 2010}", '@Article{A, year=2011, TITLE = "A" # x}',
    "@string{x = { and}}", "% a comment", "% above\n@misc{c, title = {C}, crossref = {b}}", "@comment{kept}",
    "@misc{d,\n  note = {two\n    lines},\n  title = {D},\n}", "\n\n", "loose words",
    "@comment{jabref-meta: grouping:\n0 AllEntriesGroup:;\n1 StaticGroup:x\\;0\\;;\n}", "%%% Part",
    '@preamble{"\\newcommand{\\x}{\n y}"}', "@misc(e, title = {E (x) \\} y})", '@string(y = "}{" # x)',
    '@MISC{f,\n\ttitle = "F {"}x{"}" }% behind', "@Comment{@misc{g, title = {G}}}", "@xdata{h, url = {x}}",
    "@misc{k, title = {K}, % See John SMITH\n  year = 2000\n}", "@misc{j, year = 2000, title = {J} % Why?\n}",
    "% Encoding: UTF-8\n% Of b",
    "@misc{l,\n  title = {L}, % A remark\n}", "% @misc{m,\n%   title = {M},\n% }",
    "@book{b, title = {Again}}", "\ufefftext", "@inbook{i, crossref = {B}, xdata = {h}}",
)  # fmt: skip


def references(text: str) -> dict[str, Reference]:
    """Return the works in a text, by key."""
    return {work.key: work for work in assemble_references(read_bibliography(text, "r.bib"))[0]}


def test_entries_and_fields_are_put_in_order() -> None:
    """Keys give the order of entries, a parent comes last, and comments and macros stay where they are."""
    text = (
        "% The whole file.\n\n% Of b.\n@Book{b, year = 2010,\n  TITLE = {B {x}\n    y}}\n\n\n"
        '@incollection{a, crossref={c}, title = "A" # z}\n@collection{c, title={C}}\n'
        "@string{z = {Z}}\n@misc(e, title={E})\n@misc{d, title={D}} % after\n"
    )

    result = format_bibtex(text, "r.bib")

    assert result.text == (
        "% The whole file.\n\n"
        '@incollection{a,\n  title = "A" # z,\n  crossref = {c},\n}\n\n'
        "% Of b.\n@book{b,\n  title = {B {x}\n    y},\n  year = 2010,\n}\n\n"
        "@collection{c,\n  title = {C},\n}\n\n"
        "@string{z = {Z}}\n\n"
        "@misc{d,\n  title = {D},\n}\n\n@misc{e,\n  title = {E},\n}\n\n"
        "% after\n"
    )
    assert [f"{where}: {change}" for where, change in result.changes] == [
        "r.bib:4: 'b': fields sorted",
        "r.bib:9: 'a': moved into the order of keys",
        "r.bib:9: 'a': fields sorted",
        "r.bib:10: 'c': one field on each line",
        "r.bib:12: 'e': one field on each line",
        "r.bib:13: 'd': moved into the order of keys",
        "r.bib:13: 'd': one field on each line",
    ]


def test_a_comment_in_braces_is_not_split_and_a_heading_stays_above_its_entries() -> None:
    """JabRef writes groups over several lines, and the heading of a part is no comment of its first entry."""
    groups = "@comment{jabref-meta: grouping:\n0 AllEntriesGroup:;\n}\n"
    b, a, z = (f"@misc{{{key},\n  title = {{T}},\n}}\n" for key in "baz")

    assert format_bibtex(f"{groups}{b}{a}", "r.bib").text == f"{groups}\n{a}\n{b}"
    assert format_bibtex(f"%%% Part\n{z}{a}", "r.bib").text == f"%%% Part\n\n{a}\n{z}"


def test_a_comment_on_the_whole_file_stays_above_the_comment_of_an_entry() -> None:
    """JabRef and Emacs write the encoding on top, and the next line may be of the first entry."""
    b, a = (f"@misc{{{key},\n  title = {{T}},\n}}\n" for key in "ba")

    result = format_bibtex(f"% Encoding: UTF-8\n% Of b\n{b}\n{a}", "r.bib")

    assert result.text == f"% Encoding: UTF-8\n\n{a}\n% Of b\n{b}"


def test_an_entry_with_comments_among_its_fields_stays_as_written() -> None:
    """A remark is about the line that it is on; the entry goes to its place all the same."""
    a = "@misc{a,\n  title = {50 % of {A}},\n}\n"
    b = "@misc{b, year = 2000, Title = {B}, % See John SMITH\n  note={N}\n}\n"

    assert format_bibtex(f"{b}\n{a}", "r.bib").text == f"{a}\n{b}"
    remark_in_value = "@misc{a, year = 2000, title = {B} % Why?\n, % Note = {Old},\n}\n"
    assert format_bibtex(remark_in_value, "r.bib").text == remark_in_value


def test_a_remark_before_the_closing_bracket_leaves_the_rest_of_the_file_to_be_put_in_order() -> None:
    """The remark is treated as a field without a value; the entry stays as it is written."""
    b, a = "@misc{b,\n  note={N}, title={B}, % the second {of two\n}\n", "@misc{a, title={A}}\n"

    assert format_bibtex(f"{b}{a}", "r.bib").text == f"@misc{{a,\n  title = {{A}},\n}}\n\n{b}"


def test_an_entry_that_is_commented_out_stays_where_it_is() -> None:
    """It is a comment like any other, and no program reads it."""
    old = "% @misc{old,\n%   title = {Old},\n% }\n"

    assert (
        format_bibtex(f"{old}\n@misc{{a, title={{A}}}}\n", "r.bib").text
        == f"{old}\n@misc{{a,\n  title = {{A}},\n}}\n"
    )


def test_a_parent_comes_last_whatever_its_capitals() -> None:
    """BibTeX takes fields from an entry of other capitals, if it comes later."""
    child, parent = "@inbook{z,\n  title = {Z},\n  crossref = {A},\n}\n", "@book{a,\n  title = {A},\n}\n"

    assert format_bibtex(f"{parent}{child}", "r.bib").text == f"{child}\n{parent}"


def test_an_entry_behind_a_comment_sign_is_not_moved_from_it() -> None:
    """BibTeX reads it, whoever wrote the sign thinks it does not, and neither is to change by itself."""
    text = "@misc{b, title = {B}}\n% @misc{old, title = {Old}}\n@misc{a, title = {A}}\n"

    assert format_bibtex(text, "r.bib") == FormattedFile(
        text=text, commented_entry=Location("r.bib", 2), is_equivalent=False
    )


@pytest.mark.parametrize("text", [*TEXTS, *(file.read_text("utf-8") for file in FILES)])
def test_the_content_of_a_file_is_preserved(text: str) -> None:
    """The works are the same before and after, and a second time changes nothing."""
    _assert_kept(text)


@settings(deadline=None)
@given(strategies.lists(strategies.sampled_from(BLOCKS), max_size=9).map("\n".join))
def test_the_content_of_any_file_is_preserved(text: str) -> None:
    """So it is with entries, comments, macros and blank lines in any order."""
    _assert_kept(text)


def _assert_kept(text: str) -> None:
    result = format_bibtex(text, "r.bib")
    again = format_bibtex(result.text, "r.bib")

    assert again.text == result.text
    assert again.changes == ()
    before, after = references(text), references(result.text)
    assert {key: work.csl() for key, work in before.items()} == {
        key: work.csl() for key, work in after.items()
    }
    assert _words(result.text) == _words(text)
    assert Counter(_comments(result.text)) == Counter(_comments(text))
    assert Counter(_remarks(result.text)) == Counter(_remarks(text))


def _comments(text: str) -> list[str]:
    """Return what a second parser takes for comments in braces, each as it is written."""
    blocks = parse_string(text, parse_stack=[]).blocks
    return [block.raw or "" for block in blocks if isinstance(block, ExplicitComment)]


def _remarks(text: str) -> list[str]:
    """Return what is behind each `%` on its line, without the signs that may end a value there."""
    return [words.rstrip(' ,}"') for words in re.findall(r"(?m)(?:^|[\s,}])(%.*)", text)]


def _words(text: str) -> Counter[str]:
    """Count the words of a text, those of comments among them."""
    return Counter(re.findall(r"[^\s{}(),=]+", text.casefold()))


@pytest.mark.parametrize(
    "text", ["@book{b, title = {B}\n\n@book{a, title = {A}}", "@book{b, title={x} y={z}}"]
)
def test_a_damaged_file_is_left_alone(text: str) -> None:
    """Nothing is lost sooner than formatted."""
    result = format_bibtex(text, "r.bib")

    assert result.text == text
    assert result.blocking_problems
