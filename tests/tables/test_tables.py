"""The declared tables: what has been published stays, and everything is explained."""

import yaml

from evidence_review.tables import TABLES
from tests.case_files import CASES


def test_published_columns_stay_where_they_are() -> None:
    """New columns go to the end; none is taken out, renamed or moved."""
    published = yaml.safe_load((CASES / "columns.yml").read_text(encoding="utf-8"))
    declared = {table.name: [column.name for column in table.columns] for table in TABLES}

    assert declared == published, "a new column goes to the end of its table and of its list in columns.yml"


def test_every_column_says_what_it_means() -> None:
    """Each has a sentence, and no two of one table have the same name."""
    for table in TABLES:
        names = [column.name for column in table.columns]
        assert len(names) == len(set(names)), table.name
        assert [column.name for column in table.columns if not column.meaning.endswith(".")] == []
        assert set(table.key) <= set(names)
