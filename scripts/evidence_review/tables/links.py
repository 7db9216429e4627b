"""Every link of the review, with both ends."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from evidence_review.model.date import PartialDate
from evidence_review.model.entity import EntityKind
from evidence_review.model.links import Link, Relation
from evidence_review.model.vocabularies import Effect, Stance
from evidence_review.prose.citation import CitationMode
from evidence_review.tables.cell import NUMBER, PARTIAL_DATE, TEXT, word_of
from evidence_review.tables.table import Column, DataTable, ExportContext


@dataclass(frozen=True, slots=True)
class _LinkRow:
    """One link, and how often it is written."""

    link: Link
    number: int
    times: int
    export_context: ExportContext

    @property
    def stance(self) -> Stance | None:
        """The stance of a reference or an excerpt on a claim."""
        return self.link.word if isinstance(self.link.word, Stance) else None

    @property
    def effect(self) -> Effect | None:
        """How an event is relevant to a recommendation."""
        return self.link.word if isinstance(self.link.word, Effect) else None

    @property
    def cited_as(self) -> CitationMode | None:
        """The form of a citation in its sentence."""
        return self.link.word if isinstance(self.link.word, CitationMode) else None

    @property
    def since(self) -> PartialDate | None:
        """When an organisation took over."""
        is_date = self.link.relation is Relation.SUCCEEDS and self.link.word
        return PartialDate.parse(self.link.word) if is_date else None

    @property
    def via(self) -> str:
        """The reference through which another is cited."""
        return self.link.note if self.link.relation is Relation.CITES else ""

    @property
    def note(self) -> str:
        """What is said of the link."""
        return "" if self.link.relation is Relation.CITES else self.link.note


def _link_rows(export_context: ExportContext) -> Iterator[_LinkRow]:
    """Return each link once: a page that cites a reference five times is one row."""
    firsts: dict[object, Link] = {}
    times: Counter[object] = Counter()
    for link in export_context.review.links.all:
        same = (link.source, link.relation, link.target, link.word, link.note)
        firsts.setdefault(same, link)
        times[same] += 1
    for number, (written, link) in enumerate(firsts.items(), start=1):
        yield _LinkRow(link, number, times[written], export_context)


LINKS: DataTable[_LinkRow] = DataTable(
    name="links",
    title="Links",
    about=(
        "Each row is a link between two entities. It is read from left to right: a source, a relation, "
        "a target. The other tables can be joined through it in both directions."
    ),
    key=("number",),
    source=_link_rows,
    columns=(
        Column("number", NUMBER, lambda row: row.number, "The place of the row in this file."),
        Column(
            "source_kind",
            word_of(EntityKind),
            lambda row: row.link.source.kind,
            "The kind of entity on which the link is recorded.",
        ),
        Column(
            "source",
            TEXT,
            lambda row: row.link.source.id,
            "Its id: a citation key for a reference, a path such as about.md for a page.",
        ),
        Column(
            "source_title", TEXT, lambda row: row.export_context.title(row.link.source), "What it is called."
        ),
        Column("relation", word_of(Relation), lambda row: row.link.relation, "How the two are linked."),
        Column(
            "target_kind",
            word_of(EntityKind),
            lambda row: row.link.target.kind,
            "The kind of entity that the link leads to.",
        ),
        Column("target", TEXT, lambda row: row.link.target.id, "Its id, likewise."),
        Column(
            "target_title", TEXT, lambda row: row.export_context.title(row.link.target), "What it is called."
        ),
        Column(
            "stance",
            word_of(Stance),
            lambda row: row.stance,
            "The stance of an excerpt or a reference on the entity with which it is compared.",
        ),
        Column(
            "effect",
            word_of(Effect),
            lambda row: row.effect,
            "How an event is relevant to a recommendation.",
        ),
        Column("note", TEXT, lambda row: row.note, "What is said of the link, in a sentence."),
        Column("since", PARTIAL_DATE, lambda row: row.since, "When one organisation took over from another."),
        Column(
            "cited_as",
            word_of(CitationMode),
            lambda row: row.cited_as,
            "The form of a citation in its sentence.",
        ),
        Column(
            "cited_in",
            TEXT,
            lambda row: row.via,
            "The key of the reference through which another is cited at second hand.",
        ),
        Column("times", NUMBER, lambda row: row.times, "How often the link is written on its source."),
    ),
)
"""One row for each link."""
