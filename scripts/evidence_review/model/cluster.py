"""Groups of recommendations on one subject."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import StringConstraints

from evidence_review.location import Location
from evidence_review.model.authored import Authored
from evidence_review.text_form import PlainText

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""A part of an address that cannot lead out of its own folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster(Authored):
    """A group of recommendations on one subject. They are grouped, never merged."""

    id: str
    """The id, such as `c2`. Permanent."""
    slug: Slug
    """The last part of the address of its page."""
    title: PlainText
    """The subject that its recommendations share."""
    description: PlainText
    """One sentence on what they ask for."""
    formerly: tuple[Slug, ...] = ()
    """Former slugs, which still lead to its page."""
    where: Location
    """Where it is written."""
