"""Braces are counted as BibTeX counts them."""

import pytest

from evidence_review.bibliography.bibtex.simple_values import unpaired_braces, without_unpaired_braces


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (r"a {b} \{c\}", r"a {b} \{c\}"),
        ("a } b { c", "a  b  c"),
        (r"a \} b", r"a \textbraceright{} b"),
        (r"a \{ b \\{ c", r"a \textbraceleft{} b \\ c"),
    ],
)
def test_braces_without_a_partner_end_no_entry(written: str, kept: str) -> None:
    """One that was meant to be seen is written as its macro, so that no word changes."""
    assert without_unpaired_braces(written) == kept
    assert unpaired_braces(kept) == []
