"""The bibliography: its references by letter, and the facets by which they can be filtered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from evidence_review.model.entity import EntityKind
from evidence_review.model.links import Relation
from evidence_review.rendering.context.facet import Facet
from evidence_review.rendering.context.related import Related
from evidence_review.rendering.context.site import Site
from evidence_review.site.alphabet import LETTERS, OTHER, sort_name
from evidence_review.site.page_metadata import (
    ALL_REFERENCES,
    REFERENCE_FORMATS,
    coins_script_path,
    reference_script_path,
    row_script_path,
)

NO_DATE = "none"
"""The decade of a reference without a year."""
NO_TOPIC = "none"
"""The subject of a reference without one."""
REVIEW = "review/"
"""The folder of the pages of the literature review."""

ROLES: Mapping[str, str] = {
    "review": "Cited in the literature review",
    "finding": "A finding is based on it",
    "recommendation": "A recommendation is based on it",
    "beside": "Background to one, or speaks against it",
    "second-hand": "Cited at second hand",
    "elsewhere": "Cited on another page only",
    "uncited": "Not cited",
}
"""The roles of references in the review, with their labels."""
DOI: Mapping[str, str] = {"yes": "Has a DOI", "no": "Has none"}
"""Whether a reference has a DOI."""
LINK: Mapping[str, str] = {"yes": "Can be opened from here", "no": "No address is known"}
"""Whether a reference has a link to its source."""

FACET_LABELS: Mapping[str, str] = {
    "type": "Type",
    "decade": "Decade",
    "topic": "Subject",
    "role": "In this review",
    "doi": "DOI",
    "link": "Link",
}
"""The label of each facet, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort order of the list."""

    key: str
    """Its name in the address of the page."""
    label: str
    """The label that readers see."""
    order: str = ""
    """`descending`, or empty for ascending."""
    by: str = ""
    """The key of another sort, of which this is the reverse; empty if there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterGroup:
    """The references of one letter."""

    letter: str
    """One of `LETTERS`; empty if the style numbers the references instead of sorting them alphabetically."""
    keys: tuple[str, ...]
    """The keys of its references, in the order of the style."""
    path: str
    """The path below `docs/` of its page; empty if it is on the page of all references."""

    @property
    def label(self) -> str:
        """The letter as displayed."""
        return letter_label(self.letter)

    @property
    def rows(self) -> str:
        """The path of the script with its rows, below the root of the site."""
        return row_script_path(self.letter)

    @property
    def coins(self) -> str:
        """The path of the script with the COinS of its rows, below the root of the site."""
        return coins_script_path(self.letter)

    @property
    def parts(self) -> str:
        """The path of the script with its references in each format, below the root of the site."""
        return reference_script_path(self.letter)


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """All references, or those of one letter if a page of all would be too long."""

    site: Site
    """The site."""
    related: Related
    """The links of its review."""
    only: str = ""
    """The letter to list; empty for all."""
    _values: dict[str, Mapping[str, list[str]]] = field(default_factory=dict, repr=False)
    _facets: list[Facet] = field(default_factory=list, repr=False)

    @property
    def is_split(self) -> bool:
        """Whether each letter has a page of its own."""
        return bool(self.site.letter_pages)

    @property
    def is_numbered(self) -> bool:
        """Whether the style numbers the references of the whole site."""
        return self.site.is_numbered

    @property
    def parts(self) -> str:
        """The path of the script with each reference in each format, below the root of the site."""
        return reference_script_path(self.only or ALL_REFERENCES)

    @property
    def forms(self) -> Mapping[str, str]:
        """The name of each download format, by file name extension."""
        return REFERENCE_FORMATS

    def letters(self) -> list[LetterGroup]:
        """Return the references by letter, without empty letters."""
        return [
            LetterGroup(letter=letter, keys=keys, path=self.site.letter_pages.get(letter, ""))
            for letter, keys in self.site.by_letter.items()
        ]

    def groups(self) -> list[LetterGroup]:
        """Return the groups on this page: one for each letter, or a single one if the style numbers them."""
        if self.only:
            return [group for group in self.letters() if group.letter == self.only]
        if self.is_numbered and not self.is_split:
            return [LetterGroup(letter="", keys=tuple(self.site.rank), path="")]
        return self.letters()

    def bar(self) -> list[tuple[str, LetterGroup | None]]:
        """Return the label of every letter with its references, or None if the letter has none."""
        groups = {group.letter: group for group in self.letters()}
        return [
            (letter_label(letter), groups.get(letter))
            for letter in LETTERS
            if letter != OTHER or letter in groups
        ]

    def for_letter(self, letter: str) -> "ReferenceList":
        """Return the list of one letter, which shares its computed values with this list."""
        return replace(self, only=letter)

    def sorts(self) -> list[Sort]:
        """Return the sort orders that are offered, starting with the order of the page."""
        by_number = [Sort("number", "Number")] if self.is_numbered and not self.only else []
        by_author = [Sort("author", "Author")]
        return [
            *([*by_author, *by_number] if self.is_split else [*by_number, *by_author]),
            Sort("year", "Newest first", "descending"),
            Sort("oldest", "Oldest first", by="year"),
            Sort("cited", "Most cited first", "descending"),
        ]

    def keys(self) -> list[str]:
        """Return the keys of the references on this page, in its order."""
        return [key for group in self.groups() for key in group.keys]

    def times(self, key: str) -> int:
        """Return the number of citations of a reference in running text."""
        return len(self.site.occurrences[key])

    def author(self, key: str) -> str:
        """Return the name or title by which a reference is sorted alphabetically."""
        return sort_name(self.site.review.references[key])

    def year(self, key: str) -> str:
        """Return the first year of a reference; empty if it is unknown."""
        issued = self.site.review.references[key].issued
        return "" if issued is None or issued.year is None else str(issued.year)

    def search_words(self, key: str) -> str:
        """Return the searchable words of a reference, including those that its entry may not show."""
        reference = self.site.review.references[key]
        names = [str(name) for group in reference.contributors for name in group.names]
        titles = [reference.text("container-title"), reference.text("container-title-short")]
        numbers = [reference.doi, reference.text("ISBN").replace("-", "")]
        return " ".join(
            [reference.key, *names, reference.title, self.year(key), *titles, *numbers, reference.annotation]
        )

    def values(self, key: str) -> Mapping[str, list[str]]:
        """Return the values of a reference for each facet, computed once."""
        if key not in self._values:
            reference = self.site.review.references[key]
            year = self.year(key)
            self._values[key] = {
                "type": [reference.type],
                "decade": [f"{int(year) // 10 * 10}" if year else NO_DATE],
                "topic": self._topics(key) or [NO_TOPIC],
                "role": list(self._roles(key)),
                "doi": ["yes" if reference.doi else "no"],
                "link": ["yes" if reference.url or reference.doi else "no"],
            }
        return self._values[key]

    def facets(self) -> list[Facet]:
        """Return the facets, each with the options that at least one reference has.

        The page of a letter has the options of all references, so that a choice on one page is also valid
        on the next.
        """
        if not self._facets:
            all_values = [self.values(key) for key in self.site.review.references]
            for key, label in FACET_LABELS.items():
                used = {value for values in all_values for value in values[key]}
                options = {value: words for value, words in self._options(key, used) if value in used}
                if len(options) > 1:
                    self._facets.append(Facet(key=key, label=label, options=options))
        return self._facets

    def _options(self, key: str, used: Iterable[str]) -> Iterable[tuple[str, str]]:
        if key == "type":
            return sorted(((value, type_label(value)) for value in used), key=lambda pair: pair[1])
        if key == "decade":
            decades = sorted((value for value in used if value != NO_DATE), key=int, reverse=True)
            return [*((value, f"{value}s") for value in decades), (NO_DATE, "No year known")]
        if key == "topic":
            clusters = self.site.review.clusters.items()
            return [*((id_, cluster.title) for id_, cluster in clusters), (NO_TOPIC, "Under no subject")]
        return {"role": ROLES, "doi": DOI, "link": LINK}[key].items()

    def _topics(self, key: str) -> list[str]:
        """Return the subjects of recommendations related to a reference, directly or through a finding."""
        review = self.site.review
        found: set[str] = set()
        for entity, _ in self.related.supports(key):
            if entity.kind is EntityKind.RECOMMENDATION:
                found.add(review.recommendations[entity.id].cluster)
            elif entity.kind is EntityKind.FINDING:
                supporting = self.related.recommendations_on(entity, Relation.RESTS_ON)
                found |= {each.cluster for each in supporting}
        return [id_ for id_ in review.clusters if id_ in found]

    def _roles(self, key: str) -> Iterable[str]:
        places = self.site.occurrences[key]
        supporting = self.related.supports(key, "supports", "qualifies")
        kinds = {entity.kind for entity, _ in supporting}
        has = {
            "review": any(place.page.startswith(REVIEW) for place in places),
            "finding": EntityKind.FINDING in kinds,
            "recommendation": EntityKind.RECOMMENDATION in kinds,
            "beside": len(self.related.supports(key)) > len(supporting),
            "second-hand": any(place.via for place in places),
        }
        found = [role for role, is_so in has.items() if is_so]
        return found or (["elsewhere"] if places else ["uncited"])


def letter_label(letter: str) -> str:
    """Return a letter as displayed."""
    return "Other" if letter == OTHER else letter.upper()


TYPE_LABELS: Mapping[str, str] = {
    "article": "Preprint or paper",
    "article-journal": "Journal article",
    "article-magazine": "Magazine article",
    "article-newspaper": "Newspaper article",
    "bill": "Bill",
    "book": "Book",
    "broadcast": "Broadcast",
    "chapter": "Chapter",
    "collection": "Collection",
    "dataset": "Data set",
    "entry-dictionary": "Dictionary entry",
    "entry-encyclopedia": "Encyclopaedia entry",
    "hearing": "Hearing",
    "interview": "Interview",
    "legal_case": "Legal case",
    "legislation": "Legislation",
    "manuscript": "Manuscript",
    "motion_picture": "Film",
    "pamphlet": "Pamphlet",
    "paper-conference": "Conference paper",
    "personal_communication": "Letter or message",
    "post": "Post",
    "post-weblog": "Blog post",
    "regulation": "Regulation",
    "report": "Report",
    "review": "Review",
    "review-book": "Book review",
    "software": "Software",
    "speech": "Speech",
    "standard": "Standard",
    "thesis": "Thesis",
    "treaty": "Treaty",
    "webpage": "Web page",
}
"""The label of each CSL type (https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types);
any other is shown by its own name."""


def type_label(type_: str) -> str:
    """Return the label of a CSL type."""
    words = type_.replace("-", " ").replace("_", " ")
    return TYPE_LABELS.get(type_, words[:1].upper() + words[1:])
