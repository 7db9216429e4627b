"""Citations are what pandoc makes of the same text, wherever Python-Markdown has the same syntax."""

from typing import Any

import pytest

from evidence_review.prose.markers import CitationMarker
from tests.prose.reading import cases, cites, read

DIFFERING = {case["md"]: case for case in cases("differing.json")}


APPLYING = [case for case in cases("agreed.json") if case["md"] not in DIFFERING]


@pytest.mark.parametrize("case", APPLYING, ids=lambda case: case["id"])
def test_citations_agreed_on_are_read_as_pandoc_reads_them(case: dict[str, Any]) -> None:
    """Every field of every citation is pandoc's; what does not apply is in the list of differences."""
    assert cites(case["md"]) == case["cites"]


@pytest.mark.parametrize("case", cases("found.json"), ids=lambda case: repr(case["md"]))
def test_citations_are_found_where_pandoc_finds_them(case: dict[str, Any]) -> None:
    """Keys, modes and the words around them are pandoc's, in every kind of place."""
    assert [row[:5] for row in cites(case["md"])] == case["cites"]


@pytest.mark.parametrize("case", DIFFERING.values(), ids=lambda case: repr(case["md"]))
def test_differences_from_pandoc_are_meant(case: dict[str, Any]) -> None:
    """Where we differ from pandoc there is a reason, and the list is up to date."""
    assert [row[:5] for row in cites(case["md"])] == case["ours"] != case["cites"]
    assert case["reason"]


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("[@a; cited in @b, p. 3]", ["b", ""]),
        ("[see @a, p. 1; Cited in @b]", ["b", ""]),
        ("[@a; as cited in @b; cited in @c]", ["b", "c", ""]),
        ("@a [p. 2; cited in @b]", ["b", ""]),
        ("@a [cited in @b]", ["b", ""]),
        ("[cited in @b]", [""]),
        ("[@a; recited in @b]", ["", ""]),
        ("[@a; cited in full by @b]", ["", ""]),
    ],
)
def test_a_reference_cited_in_another_names_it(text: str, via: list[str]) -> None:
    """A prefix that ends in "cited in" marks the citation before it as second hand."""
    (mark,) = [mark for mark in read(text).markers if isinstance(mark, CitationMarker)]

    assert [citation.via for citation in mark.group.citations] == via


def test_the_second_of_two_citations_stays_a_citation() -> None:
    """The reference that was read keeps its own prefix and locator."""
    first, second = cites("[@a; cited in @b, p. 3]")

    assert first == [0, "paren", "a", "", "", "", "", ""]
    assert second == [0, "paren", "b", "cited in", ", p.\N{NO-BREAK SPACE}3", "page", "3", ""]
