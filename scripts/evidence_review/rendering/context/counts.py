"""The numbers that pages print, and the pages that list the recommendations of one word of a vocabulary."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evidence_review.model.links import Relation
from evidence_review.model.recommendation import AUTHOR, Recommendation
from evidence_review.model.vocabularies import Delivery, Origin, Response
from evidence_review.rendering.context.tracker import Tracker
from evidence_review.rendering.text.words import sentence_case
from evidence_review.review.review import Review
from evidence_review.site.addresses import ASKED_BY, VOCABULARY_FOLDERS, list_page, role_slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many of each there are."""

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
    """Works in the bibliography."""
    citations: int
    """Citations in running text."""
    links: int
    """Links between things, each counted once."""
    passages: int
    """Pieces of running text."""
    responses: Mapping[Response, int]
    """Answers of bodies today, one for each body that a recommendation is or was addressed to."""
    deliveries: Mapping[Delivery, int]
    """Recommendations by what public evidence shows today, in the order of the words."""


def counts(review: Review) -> Counts:
    """Count the things of a review; what is retired does not count."""
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
    "delivery": "What is known",
    "response": "Answer",
    ASKED_BY: "Asked by",
}
"""What the lists of each folder have in common."""

FACET_OF_FOLDER: Mapping[str, str] = {folder: folder for folder in VOCABULARY_FOLDERS} | {ASKED_BY: "who"}
"""The facet of the tracker that says the same as each folder of lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """The recommendations of one word."""

    folder: str
    """What sort of word it is: the name of the folder."""
    word: str
    """The word, as in its address."""
    label: str
    """The word as readers see it."""
    meaning: str
    """What it means; empty for a role."""
    recommendations: tuple[Recommendation, ...]
    """The recommendations, by id; none where nothing stands there."""

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
    if not tracker.review.recommendations:
        return {}
    for folder, word, label, meaning in _words(tracker):
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
