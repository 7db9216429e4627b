"""A page with placeholders as the engine rendered it, divided into what all pages share and what differs."""

from dataclasses import dataclass

from evidence_review.publishing.stamping.placeholders import FOUND, MARK, Form, form_of, values_of
from evidence_review.rendering.page.staged_page import StagedPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place on the page where a theme prints the value of a placeholder."""

    name: str
    """The name of the placeholder."""
    form: Form
    """What the theme does to the value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A page with placeholders, divided."""

    parts: tuple[str | Slot, ...]
    """The HTML that all pages share, and the places between."""

    def stamp(self, page: StagedPage) -> bytes:
        """Return a page as the engine would have rendered it."""
        values = values_of(page)
        texts = (part if isinstance(part, str) else part.form(values[part.name]) for part in self.parts)
        return "".join(texts).encode()


def divided(html: str) -> Template | None:
    """Return a page with placeholders as a template, or None if a theme does something unknown with them."""
    parts: list[str | Slot] = []
    end = 0
    for found in FOUND.finditer(html):
        name = "slug" if found[1].startswith("slug") else found[1]
        form = form_of(name, found[2])
        if form is None:
            return None
        parts += [html[end : found.start()], Slot(name=name, form=form)]
        end = found.end()
    parts.append(html[end:])
    if any(MARK in part.lower() for part in parts if isinstance(part, str)):
        return None
    return Template(parts=tuple(parts))
