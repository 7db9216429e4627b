"""Measure the exports of a large made-up review, and print and record the figures.

Nothing here passes or fails.

Each exporter is compared with the time that Python itself takes to write the same rows or document, which is
the lower limit for any exporter: `csv.writer` for the tables, `json.dumps` for the rest.
"""

import csv
import io
import json
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from evidence_review.config.settings import Settings
from evidence_review.exports import EXPORTERS
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.links import Link, Relation
from evidence_review.model.passage import Passage
from evidence_review.model.recommendation import Answer, Recommendation
from evidence_review.model.vocabularies import Delivery, Effect, Response
from evidence_review.review.review import Review
from tests.benchmark.results import Row, record
from tests.builders import (
    a_bearing,
    a_cluster,
    a_finding,
    a_link,
    a_participant,
    a_passage,
    a_recommendation,
    a_review_of,
    an_assessment,
    an_event,
    an_organisation,
)

RECOMMENDATIONS = 5_000
EVENTS = 20_000
"""The size for which there is a promise."""
SECONDS = 10
"""The promise: CPU seconds for all files together."""
BODIES = 200
TEXT = "A branch began to open until eight on Tuesdays, and people came. " * 5
AS_AT = date(2025, 6, 30)


def main() -> int:
    """Write every file, print what each exporter took and return the exit status."""
    review = a_large_review()
    settings = Settings(
        root=Path(),
        docs_dir=Path("docs"),
        site_dir=Path("site"),
        references=(Path("references.bib"),),
        site_name="Made up",
        as_at=AS_AT,
        site_url="https://example.org/",
    )
    corpus = f"{RECOMMENDATIONS:,} recommendations and {EVENTS:,} events"
    print(f"Exporting {corpus}\n")
    print(f"{'':<24}{'CPU s':>8}{'floor':>8}{'ratio':>8}{'MB':>8}")
    whole, rows = 0.0, []
    for export in EXPORTERS:
        files: dict[str, bytes] = {}
        seconds = _seconds(lambda: files.update(export(review, settings)))  # noqa: B023 - called at once
        floor = sum(_floor(path, data) for path, data in files.items())
        ratio = f"{seconds / floor:.1f}" if floor else "–"
        size = sum(map(len, files.values())) / 1e6
        print(f"{export.__name__:<24}{seconds:>8.2f}{floor:>8.2f}{ratio:>8}{size:>8.1f}")
        whole += seconds
        rows += _rows_of(corpus, export.__name__, seconds, floor)
    rows.append(Row(corpus=corpus, measured="all files", figure=f"{whole:.1f}", unit="CPU s"))
    record("exporting", rows)
    print(f"\n{whole:.1f} CPU seconds in all; the promise is {SECONDS}.")
    return 0


def a_large_review() -> Review:
    """Return a review of the promised size; four events bear on each recommendation."""
    passage = a_passage(TEXT)  # what reading costs is not measured here
    bodies = [an_organisation(f"org-{number}", about=passage) for number in range(BODIES)]
    events = [
        an_event(
            f"e{number}",
            summary=passage,
            bears_on={f"r{number % RECOMMENDATIONS}": a_bearing(Effect.SUPPORTS)},
        )
        for number in range(EVENTS)
    ]
    asked = [_recommendation(number, passage) for number in range(RECOMMENDATIONS)]
    links: list[Link] = []
    for event in events:
        (target,) = event.bears_on
        here = Entity(EntityKind.EVENT, event.id)
        to = Entity(EntityKind.RECOMMENDATION, target)
        links.append(a_link(here, Relation.BEARS_ON, to, word=Effect.SUPPORTS))
    for each in asked:
        here = Entity(EntityKind.RECOMMENDATION, each.id)
        (body,) = each.addressees
        links += [
            a_link(here, Relation.ADDRESSED_TO, Entity(EntityKind.ORGANISATION, body), note="It decides."),
            a_link(here, Relation.RESTS_ON, Entity(EntityKind.FINDING, "f01")),
            a_link(here, Relation.MADE_BY, Entity(EntityKind.PARTICIPANT, "p1")),
        ]
    others = (a_finding(), a_participant(), a_cluster())
    return a_review_of(*bodies, *events, *asked, *others, links=links, as_at=AS_AT)


def _recommendation(number: int, passage: Passage) -> Recommendation:
    body = f"org-{number % BODIES}"
    answers = {body: Answer(response=Response.NOT_SOUGHT)}
    assessments = tuple(
        an_assessment(date=date(year, 1, 15), delivery=Delivery.PLANNED, responses=answers, reason=TEXT)
        for year in (2023, 2024, 2025)
    )
    return a_recommendation(
        f"r{number}",
        text=passage,
        addressees={body: "It decides."},
        findings=("f01",),
        assessments=assessments,
    )


def _rows_of(corpus: str, name: str, seconds: float, floor: float) -> list[Row]:
    rows = [Row(corpus=corpus, measured=name, figure=f"{seconds:.2f}", unit="CPU s")]
    if floor:
        ratio = f"{seconds / floor:.1f}"
        rows.append(Row(corpus=corpus, measured=f"{name} ÷ Python's own writer", figure=ratio, unit="ratio"))
    return rows


def _floor(path: str, data: bytes) -> float:
    """Return the CPU seconds that Python takes to write what a file holds."""
    if path.endswith(".csv"):
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        return _seconds(lambda: csv.writer(io.StringIO(newline="")).writerows(rows))
    if path.endswith((".json", ".jsonld")):
        document = json.loads(data)
        return _seconds(lambda: json.dumps(document, ensure_ascii=False))
    return 0.0


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
