"""Tests of citations that pandoc reads, but prints otherwise than was meant."""

import pytest

from evidence_review.prose.markers import CitationMarker
from evidence_review.prose.passage import CitedWork, find_citation_slips
from tests.prose.reading import read

WORKS = {
    "a": CitedWork(year="2014", surnames=("Lind",)),
    "b": CitedWork(year="2015", surnames=("Okoro", "Brandt")),
    "c": CitedWork(surnames=("Town Council",)),
}


def slips(text: str) -> list[tuple[str, str]]:
    """Return what is written in each slip of a text, and what to write instead."""
    markers = [each for each in read(text).markers if isinstance(each, CitationMarker)]
    found = find_citation_slips(text, markers, WORKS)
    return [(text[each.start : each.end], each.replacement or each.advice) for each in found]


@pytest.mark.parametrize(
    ("written", "replacement"),
    [
        ("[@a p3]", "[@a, p. 3]"),
        ("[@a, p 3]", "[@a, p. 3]"),
        ("[@a, pp3-4]", "[@a, pp. 3-4]"),
        ("[@a, page3]", "[@a, p. 3]"),
        ("[@a, pg. 3]", "[@a, p. 3]"),
        ("[@a, p.p. 3-4]", "[@a, pp. 3-4]"),
        ("[@a, 3pp]", "[@a, p. 3]"),
        ("[@a, ch3]", "[@a, chap. 3]"),
        ("[@a: p. 3]", "[@a, p. 3]"),
        ("[@a|p. 3]", "[@a, p. 3]"),
        ("[@a - p. 3]", "[@a, p. 3]"),
        ("[@a (p. 3)]", "[@a, p. 3]"),
        ('[@a, "p. 3"]', "[@a, p. 3]"),
        ("[@a\uff0cp. 3]", "[@a, p. 3]"),
        ("[see @b; @a p3]", "[see @b; @a, p. 3]"),
        ("[-@a p3]", "[-@a, p. 3]"),
        ("[p. 3, @a]", "[@a, p. 3]"),
        ("[@a, pp. 24-10]", "[@a, pp. 10-24]"),
        ("[@a, 12th edition]", "[@a{}, 12th edition]"),
        ("[@a, 54% of all]", "[@a{}, 54% of all]"),
        ("[@a, p. ?]", "write the number, or remove the word"),
        ("[@a, 2014]", "[@a]"),
        ("[@a (2014)]", "[@a]"),
        ("[@a 2014: 3]", "[@a, p. 3]"),
        ("[@a, 2014a, pp. 3-4]", "[@a, pp. 3-4]"),
        ("[@a, 2016]", "write @a, p. 2016 if it is a page, or @a alone"),
        ("[@a.]", "[@a]."),
        ("[@a, p. 3.]", "[@a, p. 3]."),
        ("[@a!]", "[@a]!"),
        ("[@a.; @b]", "[@a; @b]"),
        ("[!@a]", "[@a]"),
        ("[(@a)]", "[@a]"),
        ("[Lind, @a]", "[@a]"),
        ("[see Lind 2014, @a]", "[see @a]"),
        ("[Town Council, @c]", "[@c]"),
        ("[@a, Lind, p. 3]", "[@a, p. 3]"),
        ("[@a et al., p. 3]", "[@a, p. 3]"),
        ("@b et al.", "@b"),
        ("@a (2014)", "@a"),
        ("@a (2014, p. 3)", "@a [p. 3]"),
        ("@a, 2014", "@a"),
        ("@a(p. 3)", "@a [p. 3]"),
        ("@a (pp. 3-4)", "@a [pp. 3-4]"),
        ("@a p. 3", "@a [p. 3]"),
        ("[@a], p. 3", "[@a, p. 3]"),
        ("[@a] (p. 3)", "[@a, p. 3]"),
        ("Lind @a", "Lind [-@a]"),
        ("[@a; @a]", "[@a]"),
        ("[@a]w", "[@a] w"),
        ("[*@a*]", "[@a]"),
        ('["@a"]', "[@a]"),
        ("<@a>", "[@a]"),
        ("\uff3b@a\uff3d", "[@a]"),
        ("(@a)", "[@a]"),
        ("\uff08@a\uff09", "[@a]"),
        ("(see also @a, p. 3)", "[see also @a, p. 3]"),
        ("(@a: 3)", "[@a, p. 3]"),
        ("(@a and @b, p. 4)", "[@a; @b, p. 4]"),
        ("(@a [p. 3]; @b)", "[@a, p. 3; @b]"),
        ("(for a review, see [@a])", "[for a review, see @a]"),
        ("(e.g. [@a; @b, p. 3])", "[e.g. @a; @b, p. 3]"),
    ],
)
def test_what_is_reported(written: str, replacement: str) -> None:
    """Each slip is found in a sentence, with what to write instead of it."""
    assert slips(f"It rose {written} here.") == [(written, replacement)]


@pytest.mark.parametrize(
    "text",
    [
        "It rose [see @a, pp. 3-5, 7 and 9; -@b, chap. 3; also @c]; as @a [p. 3] says, it did (3 of 9 [@b]).",
        "It rose [@a, p. 3f.; @b, pp. 3ff], [@a, xii], [@a, e12], [@a, n. 4], [@a, s.v. night].",
        "It rose [@a, pp. 123-8], [@a, and others.], [@a, which is right.] and [@a, in the 2nd column].",
        "It rose (as @a says), (but @a [p. 3] found otherwise), (see the figures in [@a], which Bo read).",
        "As @a says (p. 3 of it), @a's view (2014 was dry) and [@a]'s; @b, 2014, Brandt [-@b] and Maja @b.",
        "[what @a says](b.md) and [(@a)](b.md), `(@a)` and <!-- (@a) -->.",
        "(One sentence with @a.\n\nAnother.)",
        "It rose [@a, p. 3; @a, p. 5] and [@c, 2014].",
        "It rose [@a, p. 3]. It fell [@b] (2 of 9).",
    ],
)
def test_what_is_not_reported(text: str) -> None:
    """Citations whose printed form is a good one are not reported."""
    assert slips(text) == []


def test_many_open_brackets_take_no_longer_than_their_length() -> None:
    """Each citation is looked at with the words near it only."""
    text = "(see @a and " * 2000

    assert slips(text) == []
