"""A page of prose that a contributor wrote."""

from dataclasses import dataclass

from pydantic import InstanceOf

from evidence_review.location import Location
from evidence_review.model.authored import Authored
from evidence_review.model.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Authored):
    """An ordinary Markdown page."""

    path: str
    """Its path below `docs/`, such as `review/mentoring.md`."""
    title: str
    """Its title, as a person would search for it."""
    summary: str = ""
    """What it says, in one sentence."""
    text: InstanceOf[Passage]
    """The page itself."""
    where: Location
    """Where it is written."""
