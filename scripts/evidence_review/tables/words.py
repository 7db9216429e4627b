"""The words that can appear in the tables, with their meanings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from evidence_review.tables.cell import TEXT
from evidence_review.tables.table import Column, DataTable
from evidence_review.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Word:
    """One word of one vocabulary."""

    vocabulary: str
    """The name of the vocabulary, such as delivery."""
    item: Vocabulary
    """The word."""


def words_of(*vocabularies: type[Vocabulary]) -> Iterator[Word]:
    """Return every word of some vocabularies, in their order."""
    return (Word(each.published_name, word) for each in vocabularies for word in each)


def vocabularies_in(tables: Iterable[DataTable[Any]]) -> tuple[type[Vocabulary], ...]:
    """Return every vocabulary whose words can appear in the tables, in the order of the columns."""
    columns = (column for table in tables for column in table.columns)
    return tuple(dict.fromkeys(each.type.vocabulary for each in columns if each.type.vocabulary))


def words_table(tables: tuple[DataTable[Any], ...]) -> DataTable[Word]:
    """Return the table of the words that can appear in other tables."""
    return DataTable(
        name="words",
        title="Words",
        about="Each row is a word that can appear in the other tables, with its meaning.",
        key=("vocabulary", "word"),
        source=lambda _: words_of(*vocabularies_in(tables)),
        columns=(
            Column(
                "vocabulary", TEXT, lambda row: row.vocabulary, "The vocabulary that the word belongs to."
            ),
            Column("word", TEXT, lambda row: str(row.item), "The word, as the tables hold it."),
            Column("label", TEXT, lambda row: row.item.label, "The word, as pages print it."),
            Column("meaning", TEXT, lambda row: row.item.meaning, "Its meaning."),
        ),
    )
