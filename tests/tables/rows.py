"""A review in which every field that a table shows is set, and the rows that a table makes of it."""

from datetime import date
from pathlib import Path
from typing import Any

from evidence_review.config.settings import Settings
from evidence_review.model.archived import ArchivedCopy
from evidence_review.model.authored import Retirement
from evidence_review.model.date import PartialDate
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.event import EventGroup
from evidence_review.model.links import Relation
from evidence_review.model.organisation import OrganisationType, Succession
from evidence_review.model.recommendation import Answer, Due, Search, SourceLines, UnreadSource
from evidence_review.model.vocabularies import Delivery, DocumentKind, Effect, Lifecycle, Response
from evidence_review.prose.citation import CitationMode
from evidence_review.review.review import Review
from evidence_review.tables.table import Cells, DataTable, ExportContext
from tests.builders import (
    a_bearing,
    a_cluster,
    a_finding,
    a_link,
    a_location,
    a_page,
    a_participant,
    a_passage,
    a_recommendation,
    a_reference,
    a_review_of,
    an_assessment,
    an_event,
    an_excerpt,
    an_organisation,
)

SETTINGS = Settings(
    root=Path(),
    docs_dir=Path("docs"),
    site_dir=Path("site"),
    site_name="Evening libraries",
    site_url="https://example.org/evening/",
    as_at=date(2025, 6, 30),
    references=(Path("references.bib"),),
)
"""A site with an address."""
RETIRED = Retirement(date=date(2025, 1, 2), reason="It was there twice.")
R01 = Entity(EntityKind.RECOMMENDATION, "r01")
R02 = Entity(EntityKind.RECOMMENDATION, "r02")
F01 = Entity(EntityKind.FINDING, "f01")
E01 = Entity(EntityKind.EVENT, "e01")
E02 = Entity(EntityKind.EVENT, "e02")
ADA = Entity(EntityKind.PARTICIPANT, "p1")
BOARD = Entity(EntityKind.ORGANISATION, "org-board")
COUNCIL = Entity(EntityKind.ORGANISATION, "org-council")
HOURS = Entity(EntityKind.CLUSTER, "c1")
ABOUT = Entity(EntityKind.PAGE, "about.md")
LIND = Entity(EntityKind.REFERENCE, "lind2019evening")

FIRST = an_assessment(
    date=date(2024, 1, 15),
    by="Rita Holm",
    delivery=Delivery.UNKNOWN,
    lifecycle=Lifecycle.DISPUTED,
    lifecycle_reason="The council objects.",
    continued_in="r02",
    statement="We never heard of it.",
    reason='Nothing; "nothing" at all.',
    searched=Search(
        date=date(2024, 1, 14), places=("minutes | annexes", "the web"), words="late, hours", result="None."
    ),
)
"""An assessment with a search and a disputed life."""
SECOND = an_assessment(
    date=date(2025, 6, 1),
    delivery=Delivery.PART_IMPLEMENTED,
    outstanding="The second evening.",
    reason="One evening is late.",
    responses={
        "org-council": Answer(
            response=Response.ACCEPTED_IN_PART,
            reason="One evening.",
            put_on=PartialDate(2024, 2),
            answer_due=PartialDate(2024, 3, 31),
            rests_on=("e01", "e02"),
        ),
        "org-board": Answer(response=Response.BODY_CEASED),
    },
    rests_on=("e01",),
    searched=None,
    due=Due(date=PartialDate(2026), moved_from=PartialDate(2025, 9), reason="No money."),
    corrects=date(2024, 1, 15),
)
"""An assessment with answers, evidence and a promise that was put off."""
LATER = an_assessment(date=date(2025, 12, 1))
"""An assessment after the day of the site."""

FULL = a_review_of(
    a_recommendation(
        "r01",
        title="Open late, please",
        text=a_passage('Ada asks for *two* late evenings, "at least".'),
        made_by=("p1", "author"),
        implied=True,
        source=SourceLines(section="Recommendations", lines=(50, 52), also=(60,)),
        addressees={"org-council": "It sets the hours.", "org-gone": "Nobody knows."},
        addressees_then=("org-board",),
        findings=("f01",),
        references={"lind2019evening": ()},
        assessments=(FIRST, SECOND, LATER),
        unread=(UnreadSource(title="A survey", would_change="It may show more."),),
        replaces=("r02",),
    ),
    a_recommendation("r02", cluster="c9", retired=RETIRED),
    a_finding(
        "f01",
        excerpts=(an_excerpt(), an_excerpt(participant="p2")),
        summary=a_passage("Two **readers** spoke."),
        limits=("One town.", "Two | three people."),
        references={"lind2019evening": ()},
        retired=RETIRED,
        replaces=("f02",),
    ),
    a_finding("f02", excerpts=(), lines=(30, 30)),
    an_event(
        "e01",
        date=PartialDate(2025, 2),
        date_note="The month of the minutes.",
        url="https://example.org/late?a=1&b=2",
        url_note="A summary.",
        url_dead=True,
        archived=ArchivedCopy(
            url="https://web.archive.org/web/20250301/https://example.org/late", date=date(2025, 3, 1)
        ),
        doi="10.5555/12345678",
        document=DocumentKind.PARLIAMENT,
        confidence_note="One witness.",
        bears_on={"r01": a_bearing(Effect.PARTLY_ADDRESSES)},
        findings=("f01",),
        summary=a_passage("One branch opens late."),
        retired=RETIRED,
        replaces=("e02",),
    ),
    an_event("e02", period="In the winter", group="unknown"),
    an_organisation(
        "org-council",
        jurisdiction="The town",
        valid_from=PartialDate(2017, 4, 1),
        note="Elected.",
        about=a_passage("It *sets* the hours."),
        succeeds={"org-board": Succession(since=PartialDate(2017, 4))},
        retired=RETIRED,
    ),
    an_organisation("org-board", name="Library Board", type="unknown", valid_to=PartialDate(2017)),
    OrganisationType(id="council", label="Local council", where=a_location()),
    EventGroup(id="since", title="Since the study", where=a_location()),
    a_participant(),
    a_cluster(),
    a_cluster("c2", slug="staff", title="Staff, and training", description="About staff."),
    a_page(),
    a_reference(),
    links=(
        a_link(R01, Relation.IN_CLUSTER, HOURS),
        a_link(R01, Relation.ADDRESSED_TO, COUNCIL),
        a_link(R01, Relation.ADDRESSED_THEN, BOARD),
        a_link(R02, Relation.RESTS_ON, F01),
        a_link(R01, Relation.RESTS_ON, F01),
        a_link(E02, Relation.BEARS_ON, R01, word=Effect.SUPPORTS),
        a_link(E01, Relation.BEARS_ON, R01, word=Effect.PARTLY_ADDRESSES, note="One of two."),
        a_link(E01, Relation.BEARS_ON, F01),
        a_link(COUNCIL, Relation.SUCCEEDS, BOARD, word="2017-04", note="all branches"),
        a_link(ABOUT, Relation.CITES, LIND, word=CitationMode.NARRATIVE, note="okoro2021after"),
        a_link(ABOUT, Relation.CITES, LIND, word=CitationMode.NARRATIVE, note="okoro2021after"),
        a_link(ABOUT, Relation.MENTIONS, Entity(EntityKind.FINDING, "f99")),
    ),
)
"""A review with one of each kind in which all is set, and one in which next to nothing is."""


def cells_of(table: DataTable[Any], review: Review = FULL) -> list[Cells]:
    """Return the values of each row of a table."""
    return list(table.rows(ExportContext(review=review, settings=SETTINGS)))


def rows_of(table: DataTable[Any], review: Review = FULL) -> list[dict[str, Any]]:
    """Return each row of a table, its values by column."""
    names = [column.name for column in table.columns]
    return [dict(zip(names, cells, strict=True)) for cells in cells_of(table, review)]
