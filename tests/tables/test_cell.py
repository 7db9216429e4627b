"""The cells of tables: every value is read back as it was, and the odd ones are told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.model.date import PartialDate
from evidence_review.model.vocabularies import ReadExtent
from evidence_review.tables.cell import (
    ADDRESS,
    DAY,
    NUMBER,
    PARTIAL_DATE,
    SEPARATOR,
    TEXT,
    YES_NO,
    CellType,
    list_of,
    word_of,
)


@pytest.mark.parametrize(
    ("type_", "value", "text"),
    [
        pytest.param(TEXT, "a, b", "a, b", id="text"),
        pytest.param(TEXT, "", "", id="no-text"),
        pytest.param(NUMBER, 42, "42", id="number"),
        pytest.param(NUMBER, None, "", id="no-number"),
        pytest.param(YES_NO, False, "false", id="false"),
        pytest.param(DAY, date(2026, 11, 23), "2026-11-23", id="day"),
        pytest.param(PARTIAL_DATE, PartialDate(2016, 4), "2016-04", id="month"),
        pytest.param(ADDRESS, "events/e01/", "events/e01/", id="address"),
        pytest.param(word_of(ReadExtent), ReadExtent.LANDING_PAGE, "landing page", id="word"),
        pytest.param(list_of(TEXT), (), "", id="no-items"),
        pytest.param(list_of(TEXT), ("r01", "r02"), "r01|r02", id="items"),
        pytest.param(list_of(TEXT), ("",), r"\e", id="one-empty-item"),
        pytest.param(list_of(TEXT), ("a|b", "\\p"), r"a\pb|\\p", id="separator-in-an-item"),
        pytest.param(list_of(NUMBER), (4, 9), "4|9", id="numbers"),
    ],
)
def test_a_value_is_written_and_read_back(type_: CellType, value: object, text: str) -> None:
    """The text of a cell stands for one value and no other."""
    assert type_.text(value) == text
    assert type_.value(text) == value


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        pytest.param(NUMBER, "four", id="number"),
        pytest.param(YES_NO, "yes", id="truth"),
        pytest.param(DAY, "2026-11", id="day"),
        pytest.param(PARTIAL_DATE, "2026-13", id="month"),
        pytest.param(word_of(ReadExtent), "halfway", id="word"),
        pytest.param(list_of(TEXT), r"a\x", id="escape"),
        pytest.param(list_of(TEXT), "a\\", id="half-an-escape"),
    ],
)
def test_an_invalid_cell_is_refused(type_: CellType, text: str) -> None:
    """A cell that someone has altered is not ignored."""
    with pytest.raises(ValueError, match=r"\S"):
        type_.value(text)


@given(st.lists(st.text()).map(tuple))
def test_any_list_is_read_back(items: tuple[str, ...]) -> None:
    """Whatever the items hold, they come back; and a program that splits at separators finds as many."""
    text = list_of(TEXT).text(items)

    assert list_of(TEXT).value(text) == items
    assert len(text.split(SEPARATOR)) == max(1, len(items))
