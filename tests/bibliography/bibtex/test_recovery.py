"""One damaged place costs one entry at most: every other is kept as it was, and the damage is reported."""

import re

import pytest

from evidence_review.bibliography.bibtex.entry import RawEntry
from evidence_review.bibliography.bibtex.parser import read_bibliography
from tests.case_files import CASES

TEXT = (CASES / "bibtex" / "managers.bib").read_text("utf-8")
SOUND = {entry.key: entry for entry in read_bibliography(TEXT, "r.bib").entries}
BREAKING = ("{", "}", "@", "=")
"""Characters whose loss is always a fault; a comma or a quotation mark may stand in a value."""


def says(entry: RawEntry) -> object:
    """Return what an entry says, wherever it is."""
    return entry.type, [(field.name, field.value) for field in entry.fields]


def damaged(entry: RawEntry, character: str) -> list[str]:
    """Return the file without one of the characters of an entry, each in turn."""
    start = TEXT.index(entry.written)
    places = [start + match.start() for match in re.finditer(re.escape(character), entry.written)]
    structure = [place for place in places if character != "=" or TEXT[place - 1] == " "]
    return [TEXT[:place] + TEXT[place + 1 :] for place in structure]


@pytest.mark.parametrize("character", [*BREAKING, ",", '"'])
@pytest.mark.parametrize("key", list(SOUND))
def test_other_entries_are_kept(key: str, character: str) -> None:
    """Whatever one entry lacks, the others say what they said."""
    for text in damaged(SOUND[key], character):
        source = read_bibliography(text, "r.bib")

        kept = {entry.key: says(entry) for entry in source.entries}
        assert {other: kept.get(other) for other in SOUND if other != key} == {
            other: says(entry) for other, entry in SOUND.items() if other != key
        }
        assert source.diagnostics or character in {",", '"'}


@pytest.mark.parametrize("key", list(SOUND))
def test_a_truncated_file_keeps_the_entries_before_the_cut(key: str) -> None:
    """A download that stopped half-way costs the entry in which it stopped."""
    written = SOUND[key].written
    text = TEXT[: TEXT.index(written) + len(written) // 2]

    source = read_bibliography(text, "r.bib")

    before = list(SOUND)[: list(SOUND).index(key)]
    assert [entry.key for entry in source.entries] == [*before, key]
    assert [says(entry) for entry in source.entries[:-1]] == [says(SOUND[other]) for other in before]
    assert source.diagnostics


def test_many_damaged_entries_on_one_line_are_all_kept() -> None:
    """However many stand one behind the other, each is read and said."""
    text = " ".join(f"@book{{k{number}, title={{T {number}, year=2000}}" for number in range(1_200))

    source = read_bibliography(text, "r.bib")

    assert [entry.key for entry in source.entries] == [f"k{number}" for number in range(1_200)]
    assert len(source.diagnostics) == 1_200
