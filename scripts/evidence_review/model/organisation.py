"""Organisations that are asked to do something: when they existed, and what succeeded them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import InstanceOf

from evidence_review.bibliography.csl.identifiers import WrittenUrl
from evidence_review.location import Location
from evidence_review.model.authored import Authored, Retirement
from evidence_review.model.cluster import Slug
from evidence_review.model.custom_field import CustomValue
from evidence_review.model.date import WrittenDate
from evidence_review.model.passage import Passage
from evidence_review.text_form import PlainText


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession(Authored):
    """How one organisation succeeded another."""

    since: WrittenDate
    """The date on which it took over."""
    scope: PlainText = ""
    """The functions that it took over."""
    source: WrittenUrl = ""
    """The address of the source for that, if it is not the organisation's first source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationSource(Authored):
    """The source for a fact about an organisation."""

    about: PlainText
    """The fact."""
    url: WrittenUrl = ""
    """The address that readers are sent to; omitted if none may be linked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationType(Authored):
    """A type of organisation, such as a government department."""

    id: str
    """The id, such as `funder`."""
    label: PlainText
    """The label that readers see."""
    where: Location
    """Where it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Authored):
    """An organisation, as it was at the time of the report and as it is now."""

    id: str
    """The id, such as `org-ps`. Permanent."""
    name: PlainText
    """Its name while it existed."""
    type: str = ""
    """The id of its type."""
    jurisdiction: PlainText = ""
    """Where it has powers."""
    valid_from: WrittenDate | None = None
    """When it began, if that matters here."""
    valid_to: WrittenDate | None = None
    """Its last day, if it no longer exists."""
    note: PlainText = ""
    """A note for readers, in a sentence."""
    succeeds: Mapping[str, Succession] = field(default_factory=dict)
    """The organisations whose functions it took over, by id. Recorded with the successor."""
    sources: tuple[OrganisationSource, ...] = ()
    """The sources for its dates."""
    checked: tuple[str, ...] = ()
    """Addresses where they were read. Never shown and never linked."""
    formerly: tuple[Slug, ...] = ()
    """Former ids, which still lead to its page."""
    about: InstanceOf[Passage]
    """More about it: the text of the file, which may be empty."""
    custom: Mapping[str, CustomValue] = field(default_factory=dict)
    """The values of the fields that the review adds, by id."""
    retired: Retirement | None = None
    """Why it is no longer used."""
    replaces: tuple[str, ...] = ()
    """The ids of the retired organisations that it replaces in this review. See also `succeeds`."""
    where: Location
    """Where it is written."""

    def source_of(self, predecessor: str) -> str:
        """Return the address of the source for the succession to another organisation; empty for none.

        Args:
            predecessor: The id of the other, which is one of `succeeds`.
        """
        addresses = (self.succeeds[predecessor].source, *(source.url for source in self.sources))
        return next(filter(None, addresses), "")
