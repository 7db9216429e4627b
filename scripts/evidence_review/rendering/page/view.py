"""The values that templates use to render a page: links, tags, entries and Markdown."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from evidence_review.config.settings import Terms
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
from evidence_review.rendering.text.escaping import as_attribute, as_contributed, as_text, as_verbatim
from evidence_review.rendering.text.tag import tag
from evidence_review.site.addresses import address, page_of, release_page
from evidence_review.site.citation import SiteCitation
from evidence_review.site.page_metadata import ALL_REFERENCES_PATH, REFERENCE_FORMATS, download_name
from evidence_review.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class View(PageLinks):
    """The page being rendered, with everything that its template may print."""

    def release(self, release: Release) -> Markup:
        """Return a link to the page of a release, with the release's name as its text."""
        address = self.href(release_page(release.name))
        return Markup('<a class="to-release" href="{}">{}</a>').format(address, as_text(release.name))

    def tag(self, word: Vocabulary) -> Markup:
        """Return a word of a vocabulary as a tag."""
        return tag(type(word), word.tone, word.label)

    def date(self, day: date | PartialDate | str | None) -> str:
        """Return a date in words, with the precision of its source; a string is in ISO 8601 format."""
        parsed = PartialDate.parse(day) if isinstance(day, str) else day
        return date_words(parsed, self.site.settings.locale)

    def lifespan(self, organisation: Organisation) -> str:
        """Return the period in which an organisation existed, in words."""
        return words.lifespan_words(organisation, self.site.settings.locale)

    def organisation_type(self, organisation: Organisation) -> str:
        """Return the type of an organisation, in words."""
        known = self.review.organisation_types.get(organisation.type)
        return known.label if known else organisation.type

    @property
    def terms(self) -> Terms:
        """What the pages call the report, its author, and the people heard from."""
        return self.site.settings.terms

    @property
    def binds_no_one(self) -> bool:
        """Whether recommendations bind no one, so that what happened need not be because of them."""
        return self.site.settings.binding == "none"

    def finding_place(self, finding: Finding) -> str:
        """Return the location of a finding in the report, as a sentence; empty if it is not known."""
        heading = f"under “{finding.heading}”" if finding.heading else ""
        lines = self.lines(*finding.lines) if finding.lines else ""
        place = ", ".join(filter(None, (finding.section, heading, lines)))
        return f"In {self.terms.report}: {place}." if place else ""

    def line_label(self, number: int | None) -> str:
        """Return a line number of the report in words, for the start of a sentence; empty for none."""
        return "" if number is None else words.sentence_case(words.line_words((number,), self._locator))

    def source_line_words(self, place: SourceLines) -> str:
        """Return the location of something in the report, as a sentence."""
        return words.place_words(place, self.terms.report, self._locator)

    def answer(self, position: Position | None, id_: str) -> Markup:
        """Return the response of an organisation, as a tag with its reason."""
        answer = position.responses.get(id_) if position else None
        if answer is None:
            return as_text("Not recorded")
        sentences = [answer.reason] if answer.reason else []
        sentences += [f"Put to it in {self.date(answer.put_on)}."] if answer.put_on else []
        sentences += [f"Answer due by {self.date(answer.answer_due)}."] if answer.answer_due else []
        evidence = [self.link(self.event(id_), id_) for id_ in answer.rests_on]
        return Markup(" ").join([self.tag(answer.response), *map(as_text, sentences), *evidence])

    def participant_anchor(self, finding: Finding, participant: Participant) -> str:
        """Return the anchor, on the page of a finding, of a participant's first excerpt."""
        named = any(each.participant == participant.id for each in finding.excerpts)
        return participant.id if named else "voices"

    def is_first(self, finding: Finding, index: int) -> bool:
        """Return whether an excerpt is its speaker's first under a finding."""
        speaker = finding.excerpts[index].participant
        before = finding.excerpts[:index]
        return bool(speaker) and all(each.participant != speaker for each in before)

    def entry(self, key: str) -> Markup:
        """Return the bibliography entry of a reference in the citation style."""
        found = self.site.formatted.bibliography.get(key)
        return Markup(found.html) if found else as_text(key)  # noqa: S704 - escaped by `citeproc`

    def short_form(self, key: str) -> Markup:
        """Return the short form of a reference, such as `Doe (2020)`, without a link."""
        if key not in self.site.short_forms:  # already reported; such a page is only rendered by `serve`
            return as_text(key)
        return Markup("".join(fragment.html for fragment in self.site.short_forms[key]))  # noqa: S704 - escaped by `citeproc`

    def citation(self, entity: Entity | None = None) -> SiteCitation:
        """Return the citation of a part of the site, or by default of the whole review."""
        return self.site.metadata.citations[entity]

    def formatted_citation(self, entity: Entity | None = None) -> Markup:
        """Return the citation of a part of the site, or of the whole review, in the citation style."""
        return Markup(self.site.metadata.formatted[entity].html)  # noqa: S704 - escaped by `citeproc`

    def citation_formats(self, entity: Entity | None = None) -> list[tuple[str, str, str]]:
        """Return the citation of a part in each format, as its name, its file name and its text."""
        found = self.site.metadata.by_format[entity]
        return [
            (REFERENCE_FORMATS[ending], download_name(self.path, ending), text)
            for ending, text in found.items()
        ]

    def downloads(self) -> list[tuple[str, str]]:
        """Return the downloads of this page, as pairs of format and relative address."""
        return [(form, download_name(self.path, ending)) for ending, form in REFERENCE_FORMATS.items()]

    def all_reference_files(self) -> list[tuple[str, str]]:
        """Return the downloads of all references, as pairs of format and relative address."""
        return [
            (form, self.file(f"{ALL_REFERENCES_PATH}.{ending}")) for ending, form in REFERENCE_FORMATS.items()
        ]

    def coins(self, key: str) -> Markup:
        """Return a reference as an OpenURL context object, for an attribute."""
        return as_attribute(self.site.metadata.coins[key])

    def site_path(self, entity: Entity) -> str:
        """Return the address of an entity's page below the root of the site."""
        flag = self.site.settings.use_directory_urls
        return address(page_of(self.review, entity), directory_urls=flag)

    def as_markup(self, html: str) -> Markup:
        """Return a formatted citation unchanged, marked as safe HTML."""
        return Markup(html)  # noqa: S704 - escaped by `citeproc`

    def citation_count_words(self, key: str) -> str:
        """Return the number of citations of a reference, as a sentence."""
        return words.citation_count_sentence(len(self.site.occurrences[key]))

    def page_citations(self, entity: Entity) -> PageCitations:
        """Return the references that the text of an entity cites, in the order of the style."""
        return page_citations(self, entity)

    def bibtex(self, key: str) -> Markup:
        """Return a reference in BibTeX, with the entries from which it inherits, for a `pre` element."""
        return as_verbatim(self.site.metadata.entries.get(key, "").rstrip("\n"))

    def verbatim(self, text: str) -> Markup:
        """Return text for a `pre` element, with its line breaks preserved."""
        return as_verbatim(text)

    def markdown(self, entity: Entity, passage: Passage) -> Markup:
        """Return contributed Markdown with its citations and links rendered."""
        return as_contributed(render_markdown(self, entity, passage))

    def plain_text(self, passage: Passage) -> Markup:
        """Return contributed Markdown as plain text, for pages other than its own."""
        return as_text(passage.reading.plain_text)
