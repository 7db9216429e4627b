"""The values that a template may ask for while one page is made: links, tags, entries and Markdown."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from evidence_review.model.date import PartialDate
from evidence_review.model.date_words import date_words
from evidence_review.model.entity import Entity
from evidence_review.model.finding import Finding
from evidence_review.model.organisation import Organisation
from evidence_review.model.participant import Participant
from evidence_review.model.passage import Passage
from evidence_review.model.position import Position
from evidence_review.model.recommendation import SourceLines
from evidence_review.model.releases.release import Release
from evidence_review.rendering.citations.links import PageCitations, page_citations
from evidence_review.rendering.citations.passages import render_markdown
from evidence_review.rendering.context.page_links import PageLinks
from evidence_review.rendering.text import words
from evidence_review.rendering.text.escaping import as_attribute, as_text, as_verbatim
from evidence_review.rendering.text.tag import tag
from evidence_review.site.addresses import address, page_of, release_page
from evidence_review.site.citation import SiteCitation
from evidence_review.site.page_metadata import ALL_REFERENCES_PATH, REFERENCE_FORMATS, download_name
from evidence_review.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class View(PageLinks):
    """The page that is being made, with everything that its template may print."""

    def release(self, release: Release) -> Markup:
        """Return a link to the page of a release, which shows its name."""
        address = self.href(release_page(release.name))
        return Markup('<a class="to-release" href="{}">{}</a>').format(address, as_text(release.name))

    def tag(self, word: Vocabulary) -> Markup:
        """Return a word of a vocabulary as a tag."""
        return tag(type(word), word.tone, word.label)

    def date(self, day: date | PartialDate | str | None) -> str:
        """Return a date as people write it, as exact as it is known; a text is in ISO form."""
        known = PartialDate.parse(day) if isinstance(day, str) else day
        return date_words(known, self.site.settings.locale)

    def lifespan(self, organisation: Organisation) -> str:
        """Return when a body lived, in words."""
        return words.lifespan_words(organisation, self.site.settings.locale)

    def organisation_type(self, organisation: Organisation) -> str:
        """Return the sort of a body, in words."""
        known = self.review.organisation_types.get(organisation.type)
        return known.label if known else organisation.type

    def line_label(self, number: int) -> str:
        """Return one line of the report in words, at the start of a sentence."""
        return words.sentence_case(words.line_words((number,), self._locator))

    def source_line_words(self, place: SourceLines) -> str:
        """Return where in the report something stands, as a sentence."""
        return words.place_words(place, self._locator)

    def answer(self, position: Position | None, id_: str) -> Markup:
        """Return what a body has answered, as a tag with its reason."""
        answer = position.responses.get(id_) if position else None
        if answer is None:
            return as_text("Not recorded")
        said = [answer.reason] if answer.reason else []
        said += [f"Put to it in {self.date(answer.put_on)}."] if answer.put_on else []
        said += [f"Answer due by {self.date(answer.answer_due)}."] if answer.answer_due else []
        shown = [self.link(self.event(id_), id_) for id_ in answer.rests_on]
        return Markup(" ").join([self.tag(answer.response), *map(as_text, said), *shown])

    def participant_anchor(self, finding: Finding, participant: Participant) -> str:
        """Return the anchor, on the page of a finding, of what a participant first said."""
        named = any(each.participant == participant.id for each in finding.excerpts)
        return participant.id if named else "voices"

    def is_first(self, finding: Finding, index: int) -> bool:
        """Say whether an excerpt is the first of its speaker under a finding."""
        speaker = finding.excerpts[index].participant
        before = finding.excerpts[:index]
        return bool(speaker) and all(each.participant != speaker for each in before)

    def entry(self, key: str) -> Markup:
        """Return the entry of a work as the style sets it."""
        found = self.site.formatted.bibliography.get(key)
        return Markup(found.html) if found else as_text(key)  # noqa: S704 - made safe by `citing`

    def short_form(self, key: str) -> Markup:
        """Return the short form of a work, such as `Doe (2020)`, without a link."""
        if key not in self.site.short_forms:  # it is a fault already, shown while somebody writes
            return as_text(key)
        return Markup("".join(fragment.html for fragment in self.site.short_forms[key]))  # noqa: S704 - safe, from `citing`

    def citation(self, entity: Entity | None = None) -> SiteCitation:
        """Return what a citation of a part of the site says; of the whole review if no part is given."""
        return self.site.metadata.citations[entity]

    def formatted_citation(self, entity: Entity | None = None) -> Markup:
        """Return the citation of a part of the site, or of all of it, as the style sets it."""
        return Markup(self.site.metadata.formatted[entity].html)  # noqa: S704 - made safe by `citing`

    def citation_formats(self, entity: Entity | None = None) -> list[tuple[str, str, str]]:
        """Return the citation of a part in each form: its name, the name of its file, its text."""
        found = self.site.metadata.by_format[entity]
        return [
            (REFERENCE_FORMATS[ending], download_name(self.path, ending), text)
            for ending, text in found.items()
        ]

    def downloads(self) -> list[tuple[str, str]]:
        """Return the files beside this page: the form of each, and its address as written here."""
        return [(form, download_name(self.path, ending)) for ending, form in REFERENCE_FORMATS.items()]

    def all_reference_files(self) -> list[tuple[str, str]]:
        """Return the files of all works: the form of each, and its address as written on this page."""
        return [
            (form, self.file(f"{ALL_REFERENCES_PATH}.{ending}")) for ending, form in REFERENCE_FORMATS.items()
        ]

    def coins(self, key: str) -> Markup:
        """Return a work as an OpenURL context object, for an attribute."""
        return as_attribute(self.site.metadata.coins[key])

    def site_path(self, entity: Entity) -> str:
        """Return the address of a thing's page below the root of the site."""
        flag = self.site.settings.use_directory_urls
        return address(page_of(self.review, entity), directory_urls=flag)

    def as_markup(self, html: str) -> Markup:
        """Return a formatted citation as it is."""
        return Markup(html)  # noqa: S704 - made safe by `citing`

    def citation_count_words(self, key: str) -> str:
        """Return how often a work is cited, as a sentence."""
        return words.citation_count_sentence(len(self.site.occurrences[key]))

    def page_citations(self, entity: Entity) -> PageCitations:
        """Return what the text of a thing cites, in the order of the style."""
        return page_citations(self, entity)

    def bibtex(self, key: str) -> Markup:
        """Return a work in BibTeX, for a `pre` element, with what it takes fields from."""
        return as_verbatim(self.site.metadata.entries.get(key, "").rstrip("\n"))

    def verbatim(self, text: str) -> Markup:
        """Return text for a `pre` element, with its line breaks."""
        return as_verbatim(text)

    def markdown(self, entity: Entity, passage: Passage) -> Markup:
        """Return contributed Markdown with its citations and links finished."""
        return render_markdown(self, entity, passage)

    def plain_text(self, passage: Passage) -> Markup:
        """Return contributed Markdown as plain text, for a page that is not its own."""
        return as_text(passage.reading.plain_text)
