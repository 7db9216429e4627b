"""A page of prose that a contributor wrote."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import InstanceOf

from evidence_review.location import Location
from evidence_review.model.authored import Authored
from evidence_review.model.passage import Passage
from evidence_review.text_form import PlainText


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Authored):
    """An ordinary Markdown page."""

    path: str
    """Its path below `docs/`, such as `review/mentoring.md`."""
    title: PlainText
    """Its title, as readers would search for it."""
    summary: PlainText = ""
    """Its content, in one sentence."""
    text: InstanceOf[Passage]
    """The text of the page."""
    where: Location
    """Where it is written."""
    has_heading: bool = False
    """Whether its text begins with a title of its own, so that the site adds none."""
    engine_keys: Mapping[str, object] = field(default_factory=dict)
    """The keys of its front matter that are meant for the theme or a plugin, such as `tags`."""
