"""The tables of events and of findings: each column of a row in which all is set, and of one with little."""

from datetime import date

import pytest

from evidence_review.model.date import PartialDate, Precision
from evidence_review.model.vocabularies import ClaimLevel, Confidence, DocumentKind, ReadExtent
from evidence_review.tables.evidence import EVENTS, FINDINGS
from tests.builders import a_review_of, an_event
from tests.tables.rows import rows_of


def test_every_column_of_an_event() -> None:
    """A row has what happened and when, who published it, how sure it is, and what it bears on."""
    row, _ = rows_of(EVENTS)

    assert row == {
        "id": "e01",
        "title": "One branch opens late",
        "text": "One branch opens late.",
        "address": "https://example.org/evening/events/e01/",
        "date": PartialDate(2025, 2),
        "date_precision": Precision.MONTH,
        "period": "",
        "date_note": "The month of the minutes.",
        "group": "since",
        "group_title": "Since the study",
        "publisher": "Town Council",
        "url": "https://example.org/late?a=1&b=2",
        "url_note": "A summary.",
        "doi": "10.5555/12345678",
        "claim_level": ClaimLevel.DOCUMENTED,
        "read": ReadExtent.WHOLE,
        "certainty": Confidence.HIGH,
        "certainty_note": "One witness.",
        "confidence": Confidence.HIGH,
        "confidence_note": "One witness.",
        "document": DocumentKind.PARLIAMENT,
        "archived_url": "https://web.archive.org/web/20250301/https://example.org/late",
        "archived_on": date(2025, 3, 1),
        "url_dead": True,
        "recommendations": ("r01",),
        "findings": ("f01",),
        "retired_on": date(2025, 1, 2),
        "retired_because": "It was there twice.",
        "replaces": ("e02",),
    }


def test_an_undated_event_of_an_unknown_group() -> None:
    """Its date and the title of its group are empty; its period is in words."""
    _, row = rows_of(EVENTS)

    assert (row["date"], row["date_precision"], row["period"]) == (
        None,
        Precision.UNDATED,
        "In the winter",
    )
    assert (row["group"], row["group_title"]) == ("unknown", "")
    assert (row["url"], row["doi"], row["recommendations"], row["retired_on"]) == ("", "", (), None)


@pytest.mark.parametrize(
    ("written", "precision"),
    [("2016", Precision.YEAR), ("2016-04", Precision.MONTH), ("2016-04-28", Precision.DAY)],
)
def test_the_precision_of_a_date_has_its_own_column(written: str, precision: Precision) -> None:
    """A spreadsheet that turns `2016` into a day cannot hide that only the year is known."""
    (row,) = rows_of(EVENTS, a_review_of(an_event(date=PartialDate.parse(written))))

    assert (str(row["date"]), row["date_precision"]) == (written, precision)


def test_every_column_of_a_finding() -> None:
    """A row has what was found, who is heard, how far it goes, and what rests on it."""
    row, _ = rows_of(FINDINGS)

    assert row == {
        "id": "f01",
        "title": "Readers come after work",
        "statement": "Readers who work by day come in the evening.",
        "text": "Two readers spoke.",
        "address": "https://example.org/evening/findings/f01/",
        "voices": ("p1", "p2"),
        "voice_names": ("Ada", "p2"),
        "limits": ("One town.", "Two | three people."),
        "references": ("lind2019evening",),
        "recommendations": ("r01", "r02"),
        "events": ("e01",),
        "report_section": "Interviews",
        "report_heading": "Evenings",
        "report_first": 10,
        "report_last": 20,
        "retired_on": date(2025, 1, 2),
        "retired_because": "It was there twice.",
        "replaces": ("f02",),
    }


def test_a_finding_that_nothing_is_linked_to() -> None:
    """Lists are empty, and the first and the last line may be the same."""
    _, row = rows_of(FINDINGS)

    assert {row[name] for name in ("voices", "voice_names", "limits", "references", "recommendations")} == {
        ()
    }
    assert (row["events"], row["replaces"], row["text"], row["retired_because"]) == ((), (), "", "")
    assert (row["report_first"], row["report_last"]) == (30, 30)
