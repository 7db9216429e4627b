"""The tracker: the facets by which recommendations can be filtered, and the numbers at each status."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from evidence_review.config.settings import Settings
from evidence_review.model.custom_field import CustomField, FieldType
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.organisation import Organisation
from evidence_review.model.recommendation import AUTHOR, Recommendation
from evidence_review.model.vocabularies import ChangeType, Delivery, Response, Timeliness
from evidence_review.rendering.context.entity_labels import VOICE_LABELS, voice_of
from evidence_review.rendering.context.facet import Facet
from evidence_review.rendering.context.related import Related
from evidence_review.rendering.text.words import number_words, sentence_case
from evidence_review.review.review import Review, include_successors, label_of
from evidence_review.site.addresses import role_slug
from evidence_review.tables.recommendations import RECOMMENDATIONS
from evidence_review.tables.table import ExportContext

UNASSESSED = "none"
"""The delivery of a recommendation that has not been assessed."""
NO_DUE_DATE = str(Timeliness.NO_DATE)
"""The timeliness if no date has been promised; a facet with only this value is not offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewRow:
    """A row of the overview."""

    entity: Entity
    """The cluster or organisation whose recommendations are counted."""
    deliveries: Mapping[str, int]
    """The number of its recommendations at each delivery status; empty ones are omitted."""

    @property
    def total(self) -> int:
        """The number of its recommendations."""
        return sum(self.deliveries.values())


@dataclass(frozen=True, slots=True)
class Tracker:
    """The recommendations that are tracked, which are all except retired ones, and their facets."""

    review: Review
    """The review."""
    related: Related
    """The links of the review."""
    _values: dict[str, Mapping[str, list[str]]] = field(default_factory=dict, repr=False)

    @property
    def has_makers(self) -> bool:
        """Whether it is known who made any of them."""
        return self.related.some_recommendation_has("made_by")

    @property
    def has_addressees(self) -> bool:
        """Whether any of them is addressed to an organisation."""
        return self.related.some_recommendation_has("addressees")

    @property
    def has_status(self) -> bool:
        """Whether any of them has been assessed or retired."""
        return self.related.some_recommendation_has("assessments", "retired")

    def live(self) -> list[Recommendation]:
        """Return the recommendations that are tracked, by id."""
        return [each for each in self.review.recommendations.values() if not each.retired]

    def retired(self) -> list[Recommendation]:
        """Return the retired recommendations, by id."""
        return [each for each in self.review.recommendations.values() if each.retired]

    def delivery(self, recommendation: Recommendation) -> str:
        """Return the current delivery of a recommendation, as a word."""
        position = self.review.position(recommendation)
        return str(position.delivery) if position else UNASSESSED

    def organisations(self, recommendation: Recommendation) -> list[str]:
        """Return the ids of the organisations under which a recommendation is listed.

        They are those to which it is or was addressed, and all their successors.
        """
        addressees = (*recommendation.addressees, *recommendation.addressees_then)
        return list(include_successors(self.review, addressees))

    def recommendations_for(self, organisation: Organisation) -> list[Recommendation]:
        """Return the recommendations addressed to an organisation or a predecessor of it, by id."""
        return self.with_value("to", organisation.id)

    def addressees_through(
        self, organisation: Organisation, recommendation: Recommendation
    ) -> list[Organisation]:
        """Return the addressees because of which a recommendation is listed under an organisation.

        The organisation itself, if it is one of them, comes first.
        """
        addressees = [*recommendation.addressees, *recommendation.addressees_then]
        predecessors = self.predecessors(organisation)
        ids = [id_ for id_ in dict.fromkeys(addressees) if id_ == organisation.id or id_ in predecessors]
        return [self.review.organisations[id_] for id_ in sorted(ids, key=lambda id_: id_ != organisation.id)]

    def addressing_summary(self, organisation: Organisation) -> list[str]:
        """Return the numbers of recommendations to an organisation, as a sentence for each way of address."""
        found = self.recommendations_for(organisation)
        now = [each for each in found if organisation.id in each.addressees]
        then = [each for each in found if organisation.id in each.addressees_then]
        sentences = [f"{sentence_case(number_words(len(now)))} addressed to it."] if now else []
        sentences += (
            [f"{sentence_case(number_words(len(then)))} a matter for it in its time."] if then else []
        )
        for id_ in self.predecessors(organisation):
            named = [each for each in found if id_ in (*each.addressees, *each.addressees_then)]
            if named:
                name = self.review.organisations[id_].name
                sentences.append(
                    f"{sentence_case(number_words(len(named)))} asked of {name}, whose work came to it."
                )
        return sentences

    def predecessors(self, organisation: Organisation) -> list[str]:
        """Return the ids of all predecessors of an organisation, direct and indirect."""
        found: dict[str, None] = {}
        queue = [organisation]
        while queue:
            for before, _ in self.related.predecessors(queue.pop()):
                if before.id not in found:
                    found[before.id] = None
                    queue.append(before)
        return list(found)

    def roles(self, recommendation: Recommendation) -> Mapping[str, str]:
        """Return the roles of those who made a recommendation, by the name of their list."""
        people = self.review.participants
        found = {
            role_slug(people[id_].role): people[id_].role for id_ in recommendation.made_by if id_ in people
        }
        return found | ({AUTHOR: "the author of the report"} if AUTHOR in recommendation.made_by else {})

    def latest_event(self, recommendation: Recommendation) -> str:
        """Return the date of the latest dated event that bears on a recommendation, such as `2026-03`."""
        return next(iter(self._dates(recommendation)), "")

    def _dates(self, recommendation: Recommendation) -> list[str]:
        events = self.related.events_on(Entity(EntityKind.RECOMMENDATION, recommendation.id))
        return [str(event.date) for event, _ in events if event.date and not event.retired]

    def values(self, recommendation: Recommendation) -> Mapping[str, list[str]]:
        """Return the values of a recommendation for each facet, computed once."""
        if recommendation.id not in self._values:
            self._values[recommendation.id] = self._values_of(recommendation)
        return self._values[recommendation.id]

    def _values_of(self, recommendation: Recommendation) -> Mapping[str, list[str]]:
        position = self.review.position(recommendation)
        answers = position.responses.values() if position else ()
        return {
            "to": self.organisations(recommendation),
            "response": sorted({str(answer.response) for answer in answers}),
            "delivery": [self.delivery(recommendation)],
            "timeliness": [str(position.timeliness)] if position else [],
            "cluster": [recommendation.cluster] if recommendation.cluster else [],
            "kind": [str(recommendation.kind)] if recommendation.kind else [],
            "who": list(self.roles(recommendation)),
            "strength": [voice] if (voice := voice_of(recommendation)) else [],
            **{
                f"field-{field.id.replace('_', '-')}": [str(recommendation.custom[field.id])]
                for field in self._choices()
                if field.id in recommendation.custom
            },
            "since": sorted({date[:4] for date in self._dates(recommendation)}),
        }

    def facets(self) -> list[Facet]:
        """Return the facets, each with the options that at least one recommendation has."""
        all_values = [self.values(each) for each in self.live()]
        keys = dict.fromkeys(key for values in all_values for key in values)
        used = {key: {value for values in all_values for value in values.get(key, ())} for key in keys}
        found = [
            Facet(
                key=key,
                label=self._facet_label(key),
                options={value: label for value, label in self._options(key).items() if value in used[key]},
            )
            for key in used
            if key != "since" and used[key] not in ({NO_DUE_DATE}, {UNASSESSED})
        ]
        if used.get("since"):
            last, first = max(used["since"]), min(used["since"])
            years = {str(year): str(year) for year in range(int(last), int(first) - 1, -1)}
            found.append(Facet(key="since", label=FACET_LABELS["since"], options=years, form="since"))
        return [facet for facet in found if facet.options]

    def _choices(self) -> list[CustomField]:
        """Return the fields that the review adds to recommendations and that have few values."""
        fields = self.review.fields_of(EntityKind.RECOMMENDATION)
        return [field for field in fields if field.type is FieldType.CHOICE]

    def _choice(self, key: str) -> CustomField | None:
        found = (each for each in self._choices() if key == f"field-{each.id.replace('_', '-')}")
        return next(found, None)

    def _facet_label(self, key: str) -> str:
        choice = self._choice(key)
        return choice.label if choice else FACET_LABELS[key]

    def _options(self, key: str) -> Mapping[str, str]:
        if choice := self._choice(key):
            return choice.choices
        review = self.review
        words = {"response": Response, "delivery": Delivery, "timeliness": Timeliness, "kind": ChangeType}
        if key in words:
            found = {str(word): word.label for word in words[key]}
            return found | ({UNASSESSED: "Not yet assessed"} if key == "delivery" else {})
        if key == "to":
            organisations = sorted(review.organisations.values(), key=lambda each: each.name.casefold())
            return {organisation.id: organisation.name for organisation in organisations}
        if key == "cluster":
            return {id_: cluster.title for id_, cluster in review.clusters.items()}
        if key == "who":
            roles = {
                role_slug(person.role): sentence_case(person.role) for person in review.participants.values()
            }
            return roles | {AUTHOR: "The author of the report"}
        return VOICE_LABELS if key == "strength" else {}

    def rank(self, recommendation: Recommendation) -> str:
        """Return the position of a recommendation's delivery in its vocabulary, as two digits for sorting."""
        order = [str(word) for word in Delivery]
        word = self.delivery(recommendation)
        return f"{order.index(word) if word in order else len(order):02d}"

    def search_words(self, recommendation: Recommendation) -> str:
        """Return the searchable words of a recommendation in addition to those in its row."""
        organisations = [
            label_of(self.review, Entity(EntityKind.ORGANISATION, id_))
            for id_ in self.organisations(recommendation)
        ]
        cluster = self.review.clusters.get(recommendation.cluster)
        labels = [recommendation.kind.label] if recommendation.kind else []
        labels += [VOICE_LABELS[voice]] if (voice := voice_of(recommendation)) else []
        fields = self.review.fields_of(EntityKind.RECOMMENDATION)
        labels += [
            each.words(recommendation.custom[each.id]) for each in fields if each.id in recommendation.custom
        ]
        text = recommendation.text.reading.plain_text
        return " ".join([*organisations, cluster.title if cluster else "", *labels, text])

    def grouped(self, recommendations: Iterable[Recommendation]) -> Mapping[str, list[Recommendation]]:
        """Return recommendations by delivery, in the order of the vocabulary, without empty groups."""
        found: dict[str, list[Recommendation]] = {word: [] for word in (*map(str, Delivery), UNASSESSED)}
        for each in recommendations:
            found[self.delivery(each)].append(each)
        return {word: group for word, group in found.items() if group}

    def delivery_word(self, word: str) -> Delivery | None:
        """Return the delivery for a word, or None for recommendations that have not been assessed."""
        return None if word == UNASSESSED else Delivery(word)

    def columns(self) -> list[str]:
        """Return the words for delivery that are in use, in the order of the vocabulary."""
        return list(self.grouped(self.live()))

    def by_cluster(self) -> list[OverviewRow]:
        """Return the numbers of recommendations of each cluster by delivery, without empty clusters."""
        found = self._overview_rows("cluster", EntityKind.CLUSTER)
        return [found[id_] for id_ in self.review.clusters if id_ in found]

    def by_organisation(self) -> list[OverviewRow]:
        """Return the numbers of recommendations to each organisation by delivery, largest total first."""
        organisations = self.review.organisations
        rows = self._overview_rows("to", EntityKind.ORGANISATION).values()
        return sorted(rows, key=lambda row: (-row.total, organisations[row.entity.id].name))

    def _overview_rows(self, key: str, kind: EntityKind) -> Mapping[str, OverviewRow]:
        counted: dict[str, Counter[str]] = {}
        for each in self.live():
            for value in self.values(each)[key]:
                counted.setdefault(value, Counter())[self.delivery(each)] += 1
        return {
            id_: OverviewRow(entity=Entity(kind, id_), deliveries=number) for id_, number in counted.items()
        }

    def with_value(self, key: str, value: str) -> list[Recommendation]:
        """Return the recommendations with a value of a facet, by id."""
        return [each for each in self.live() if value in self.values(each).get(key, ())]


FACET_LABELS: Mapping[str, str] = {
    "to": "Addressed to",
    "response": "Response",
    "delivery": "Status",
    "timeliness": "Date promised",
    "cluster": "Subject",
    "kind": "Kind of change",
    "who": "Recommended by",
    "strength": "Whose voice",
    "since": "Has events since",
}
"""The label of each facet, in the order in which they are offered."""


LEFT_OUT = frozenset({"text"})
"""Columns that would make the page too large; the page of each recommendation has its full text."""


def tracker_cells(review: Review, settings: Settings) -> Mapping[str, Mapping[str, str]]:
    """Return the cells of `recommendations.csv`, by the id of the recommendation and then by column."""
    columns = RECOMMENDATIONS.columns
    found: dict[str, Mapping[str, str]] = {}
    for values in RECOMMENDATIONS.rows(ExportContext(review=review, settings=settings)):
        cells = {
            column.name: column.type.text(value)
            for column, value in zip(columns, values, strict=True)
            if column.name not in LEFT_OUT
        }
        found[cells["id"]] = cells
    return found
