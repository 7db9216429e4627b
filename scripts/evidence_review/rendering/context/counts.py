"""The counts that pages show, and the lists of recommendations with one word of a vocabulary."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evidence_review.model.links import Relation
from evidence_review.model.recommendation import AUTHOR, Recommendation
from evidence_review.model.vocabularies import Delivery, Origin, Response
from evidence_review.rendering.context.tracker import Tracker
from evidence_review.rendering.text.words import sentence_case
from evidence_review.review.review import Review
from evidence_review.site.addresses import ASKED_BY, VOCABULARY_FOLDERS, list_folders, list_page, role_slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The numbers of entities, citations and links in a review."""

    findings: int
    """Findings."""
    recommendations: int
    """Recommendations."""
    voices: int
    """Recommendations that participants made, not the author."""
    participants: int
    """People interviewed."""
    events: int
    """Events."""
    references: int
    """References in the bibliography."""
    citations: int
    """Citations in running text."""
    links: int
    """Links between entities, each counted once, without citations."""
    passages: int
    """Passages of running text."""
    responses: Mapping[Response, int]
    """Current responses, one for each organisation to which a recommendation is or was addressed."""
    deliveries: Mapping[Delivery, int]
    """Recommendations by current delivery status, in the order of the vocabulary."""


def counts(review: Review) -> Counts:
    """Count the entities of a review, except retired ones."""
    active = [each for each in review.recommendations.values() if not each.retired]
    found = Counter(position.delivery for each in active if (position := review.position(each)))
    answers = Counter(
        answer.response
        for each in active
        if (position := review.position(each))
        for answer in position.responses.values()
    )
    return Counts(
        findings=len([each for each in review.findings.values() if not each.retired]),
        recommendations=len(active),
        voices=sum(each.origin is Origin.VOICE for each in active),
        participants=len(review.participants),
        events=len([each for each in review.events.values() if not each.retired]),
        references=len(review.references),
        citations=len([link for link in review.links.all if link.relation is Relation.CITES]),
        links=len([link for link in review.links.all if link.relation is not Relation.CITES]),
        passages=len(review.passages()),
        responses={word: answers[word] for word in Response if answers[word]},
        deliveries={word: found[word] for word in Delivery if found[word]},
    )


HEADINGS: Mapping[str, str] = {
    "kind": "Kind of change",
    "delivery": "Status",
    "response": "Response",
    ASKED_BY: "Recommended by",
}
"""The common heading of the lists of each folder."""

FACET_OF_FOLDER: Mapping[str, str] = {folder: folder for folder in VOCABULARY_FOLDERS} | {ASKED_BY: "who"}
"""The facet of the tracker that corresponds to each folder of lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """The recommendations with one word of a vocabulary, or asked for by one role."""

    folder: str
    """The folder of the list, which corresponds to the vocabulary."""
    word: str
    """The word, as in its address."""
    label: str
    """The label that readers see."""
    meaning: str
    """The meaning of the word; empty for a role."""
    recommendations: tuple[Recommendation, ...]
    """The recommendations, by id; possibly none."""

    @property
    def path(self) -> str:
        """The path of its page below `docs/`."""
        return list_page(self.folder, self.word)

    @property
    def title(self) -> str:
        """The title of its page."""
        return f"{HEADINGS[self.folder]}: {self.label}"


def word_lists(tracker: Tracker) -> Mapping[str, tuple[WordList, ...]]:
    """Return the lists of every folder, each folder in the order of its words."""
    found: dict[str, list[WordList]] = {}
    folders = list_folders(tracker.review)
    for folder, word, label, meaning in _words(tracker):
        if folder not in folders:
            continue
        found.setdefault(folder, []).append(
            WordList(
                folder=folder,
                word=word,
                label=label,
                meaning=meaning,
                recommendations=tuple(tracker.with_value(FACET_OF_FOLDER[folder], word)),
            )
        )
    return {folder: tuple(lists) for folder, lists in found.items()}


def _words(tracker: Tracker) -> Iterator[tuple[str, str, str, str]]:
    for folder, words in VOCABULARY_FOLDERS.items():
        for word in words:
            yield folder, str(word), word.label, word.meaning
    roles = {
        role_slug(person.role): sentence_case(person.role) for person in tracker.review.participants.values()
    }
    for slug, label in ({AUTHOR: "The author of the report"} | roles).items():
        yield ASKED_BY, slug, label, ""
