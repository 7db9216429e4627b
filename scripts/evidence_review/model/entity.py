"""The kinds of entity: everything that defines one is a member of `EntityKind` and a row of `KINDS`.

Readers, checks, addresses, pages and exports read the table. Add a kind as "Where do I change…?" in
CONTRIBUTING.md describes.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from evidence_review.bibliography.csl.reference import Reference
from evidence_review.model.cluster import Cluster
from evidence_review.model.erratum import Erratum
from evidence_review.model.event import Event
from evidence_review.model.figure_table import FigureTable
from evidence_review.model.finding import Finding
from evidence_review.model.glossary import GlossaryTerm
from evidence_review.model.organisation import Organisation
from evidence_review.model.page import Page
from evidence_review.model.participant import Participant
from evidence_review.model.recommendation import Recommendation
from evidence_review.vocabulary import Vocabulary


class EntityKind(Vocabulary, published_as="thing-kind"):
    """Which kind of entity does an id name?"""

    REFERENCE = "reference", "Reference", "A reference in the bibliography."
    FINDING = "finding", "Finding", "What the report found."
    PARTICIPANT = "participant", "Participant", "A person who was interviewed, under another name."
    RECOMMENDATION = "recommendation", "Recommendation", "A request to someone to do something."
    EVENT = "event", "Event", "Something that has happened or been published."
    ORGANISATION = "organisation", "Organisation", "An organisation that is asked to do something."
    CLUSTER = "cluster", "Cluster", "A group of recommendations on one subject."
    TERM = "term", "Term", "A term in the glossary."
    TABLE = "table", "Table", "A table of figures from the report."
    ERRATUM = "slip", "Erratum", "An error in the report."
    PAGE = "page", "Page", "A page of the review."


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """One entity of a review, by its kind and id."""

    kind: EntityKind
    """Its kind."""
    id: str
    """Its id; a citation key for a reference, a path such as `about.md` for a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Everything that defines a kind of entity."""

    model: type
    """The class of its entities, which have the fields that this row names, and `where`."""
    collection: str
    """The name of their list in `review.json`, and of the property of `Review`, where errata are `errata`."""
    contents: str
    """The content of such a list, in a sentence for the schema of `review.json`."""
    id_field: str = "id"
    """The field that identifies an entity."""
    prefix: str = ""
    """The default prefix of its ids. One that ends in a hyphen is followed by words, others by digits."""
    list_file: str = ""
    """The file below `docs/_data/` that lists all entities; empty where each has a file of its own."""
    body: str = ""
    """The field that contains the Markdown below the front matter; empty where entities have none."""
    has_optional_body: bool = False
    """Whether the Markdown below the front matter may be missing."""
    folder: str = ""
    """The folder of its pages on the site, and below `docs/` that of its files, where entities have files."""
    slug_field: str = ""
    """The field that names the page of an entity in that folder; empty where its id does."""
    shared_page: str = ""
    """The page on which every entity has an anchor; empty where each has a page of its own."""
    overview_title: str = ""
    """The title of the page that lists the entities, unless a contributor has written a lead for it."""
    label_field: str = ""
    """The field that names an entity in links; empty where its kind and id do."""
    is_citable: bool = False
    """Whether the page of an entity says how to cite it, as it is in the latest release that contains it."""

    @property
    def files_folder(self) -> str:
        """The folder below `docs/` that contains a Markdown file for each entity; empty for none."""
        return self.folder if self.body and not self.list_file else ""

    @property
    def overview(self) -> str:
        """The path below `docs/` of the page that lists all entities; empty for none."""
        return self.shared_page or (f"{self.folder}/index.md" if self.folder else "")


KINDS: Mapping[EntityKind, Kind] = {
    EntityKind.RECOMMENDATION: Kind(
        model=Recommendation,
        collection="recommendations",
        contents="The recommendations, each with its dated record.",
        prefix="r",
        body="text",
        folder="recommendations",
        overview_title="Recommendations",
        label_field="title",
        is_citable=True,
    ),
    EntityKind.FINDING: Kind(
        model=Finding,
        collection="findings",
        contents="The findings of the report.",
        prefix="f",
        body="summary",
        folder="findings",
        overview_title="Findings",
        label_field="title",
        is_citable=True,
    ),
    EntityKind.EVENT: Kind(
        model=Event,
        collection="events",
        contents="What has happened or been published.",
        prefix="e",
        body="summary",
        folder="events",
        overview_title="What has happened",
        label_field="title",
    ),
    EntityKind.ORGANISATION: Kind(
        model=Organisation,
        collection="organisations",
        contents="The organisations that are asked to do something.",
        prefix="org-",
        body="about",
        has_optional_body=True,
        folder="organisations",
        overview_title="Organisations",
        label_field="name",
    ),
    EntityKind.PARTICIPANT: Kind(
        model=Participant,
        collection="participants",
        contents="The people who were interviewed: a pseudonym and a role, and nothing else.",
        prefix="p",
        list_file="participants.yml",
        shared_page="voices.md",
        overview_title="Who said what",
        label_field="pseudonym",
    ),
    EntityKind.CLUSTER: Kind(
        model=Cluster,
        collection="clusters",
        contents="The clusters of recommendations.",
        prefix="c",
        list_file="clusters.yml",
        folder="clusters",
        slug_field="slug",
        overview_title="Recommendations by subject",
        label_field="title",
    ),
    EntityKind.REFERENCE: Kind(
        model=Reference,
        collection="references",
        contents="The references in the bibliography.",
        id_field="key",
        folder="bibliography",
        slug_field="slug",
        overview_title="Bibliography",
        label_field="title",
    ),
    EntityKind.TERM: Kind(
        model=GlossaryTerm,
        collection="glossary",
        contents="Terms and their meanings.",
        prefix="g",
        list_file="glossary.yml",
        shared_page="glossary.md",
        overview_title="Glossary",
        label_field="term",
    ),
    EntityKind.TABLE: Kind(
        model=FigureTable,
        collection="tables",
        contents="Figures from the report, as far as they may be shown.",
        prefix="t",
        list_file="tables.yml",
        shared_page="tables.md",
        overview_title="Tables",
        label_field="title",
    ),
    EntityKind.ERRATUM: Kind(
        model=Erratum,
        collection="slips",
        contents="Errors in the report.",
        prefix="d",
        list_file="slips.yml",
        shared_page="integrity.md",
        overview_title="How far this site can be checked",
    ),
    EntityKind.PAGE: Kind(
        model=Page,
        collection="pages",
        contents="The pages of prose.",
        id_field="path",
        body="text",
        label_field="title",
    ),
}
"""Each kind of entity, in the order of `review.json`."""
