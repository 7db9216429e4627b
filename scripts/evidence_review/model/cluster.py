"""Recommendations that belong together."""

from dataclasses import dataclass

from evidence_review.model.authored import Authored
from evidence_review.source import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster(Authored):
    """A group of recommendations on one subject. They are grouped, never merged."""

    id: str
    """The id, such as `c2`. Permanent."""
    slug: str
    """The last part of the address of its page."""
    title: str
    """What its recommendations share."""
    description: str
    """One sentence on what they ask for."""
    formerly: tuple[str, ...] = ()
    """Slugs that it had before; they lead to its page."""
    where: Location
    """Where it is written."""
