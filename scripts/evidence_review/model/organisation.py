"""A body that something is asked of: when it lived, and what followed it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import InstanceOf

from evidence_review.bibliography.csl.identifiers import WrittenUrl
from evidence_review.location import Location
from evidence_review.model.authored import Authored, Retirement
from evidence_review.model.cluster import Slug
from evidence_review.model.date import WrittenDate
from evidence_review.model.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession(Authored):
    """How one body followed another."""

    since: WrittenDate
    """When it took over."""
    scope: str = ""
    """What it took over."""
    source: WrittenUrl = ""
    """The address at which that can be read, where it is not that of the body's first source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationSource(Authored):
    """Where a fact about a body can be read."""

    about: str
    """Which fact."""
    url: WrittenUrl = ""
    """The address that readers are sent to; left out where none may be linked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationType(Authored):
    """A sort of body, such as a government department."""

    id: str
    """The id, such as `funder`."""
    label: str
    """What readers see."""
    where: Location
    """Where it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Authored):
    """A body, as it was when something was asked of it and as it is now."""

    id: str
    """The id, such as `org-ps`. Permanent."""
    name: str
    """Its name while it lived."""
    type: str
    """The id of the sort of body it is."""
    jurisdiction: str = ""
    """Where it has powers."""
    valid_from: WrittenDate | None = None
    """When it began, where that matters here."""
    valid_to: WrittenDate | None = None
    """Its last day, where it has ended."""
    note: str = ""
    """What a reader should know about it, in a sentence."""
    succeeds: Mapping[str, Succession] = field(default_factory=dict)
    """The bodies whose work it took over, by id. Written on the younger body."""
    sources: tuple[OrganisationSource, ...] = ()
    """Where its dates can be read."""
    checked: tuple[str, ...] = ()
    """Addresses where they were read. Never shown and never linked."""
    formerly: tuple[Slug, ...] = ()
    """Ids that it had before, kept so that they can lead to its page."""
    about: InstanceOf[Passage]
    """More about it: the text of the file, which may be empty."""
    retired: Retirement | None = None
    """Why it is used no more."""
    replaces: tuple[str, ...] = ()
    """The ids of retired bodies whose place it takes in this review; what followed a body is `succeeds`."""
    where: Location
    """Where it is written."""

    def source_of(self, predecessor: str) -> str:
        """Return the address at which it can be read that this body took over from another; empty for none.

        Args:
            predecessor: The id of the other, which is one of `succeeds`.
        """
        addresses = (self.succeeds[predecessor].source, *(source.url for source in self.sources))
        return next(filter(None, addresses), "")
