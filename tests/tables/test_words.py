"""The table of words: every word that the other tables may contain, with its label and meaning."""

from evidence_review.model.vocabularies import Delivery
from evidence_review.tables import TABLES
from evidence_review.tables.cell import TEXT, word_of
from evidence_review.tables.table import Column, DataTable
from evidence_review.tables.words import vocabularies_in, words_table
from evidence_review.vocabulary import Vocabulary
from tests.tables.rows import rows_of


class NightShift(Vocabulary):
    """A vocabulary for these tests."""

    LATE = "late", "Late, or later", "After six | after eight."
    EARLY = "early", "Early", "Before six."


SHIFTS: DataTable[str] = DataTable(
    name="shifts",
    title="Shifts",
    about="Each row is a shift.",
    key=("id",),
    source=lambda _: (),
    columns=(
        Column("id", TEXT, str, "The id."),
        Column("shift", word_of(NightShift), str, "The shift."),
        Column("next", word_of(NightShift), str, "The next one."),
    ),
)


def test_every_column_of_a_word() -> None:
    """A vocabulary that two columns share is listed once, in its own order, under its name in data."""
    assert rows_of(words_table((SHIFTS,))) == [
        {
            "vocabulary": "night-shift",
            "word": "late",
            "label": "Late, or later",
            "meaning": "After six | after eight.",
        },
        {"vocabulary": "night-shift", "word": "early", "label": "Early", "meaning": "Before six."},
    ]


def test_every_vocabulary_of_the_other_tables_is_explained() -> None:
    """No table has a word that the table of words leaves out."""
    *others, words = TABLES
    explained = [row["word"] for row in rows_of(words)]

    assert Delivery in vocabularies_in(others)
    assert sorted(explained) == sorted(str(word) for each in vocabularies_in(others) for word in each)
