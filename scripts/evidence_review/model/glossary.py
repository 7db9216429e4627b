"""Terms that a reader may not know, explained in plain words."""

from dataclasses import dataclass

from evidence_review.bibliography.csl.identifiers import WrittenUrl
from evidence_review.location import Location
from evidence_review.model.authored import Authored
from evidence_review.text_form import PlainText


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryTerm(Authored):
    """A term or name with its meaning."""

    id: str
    """The id, such as `g12`. Permanent."""
    group: PlainText
    """The heading under which it is listed."""
    term: PlainText
    """The term, with its short form in brackets if it has one."""
    definition: PlainText
    """Its meaning, in one sentence."""
    basis: str = ""
    """The source of the meaning: `checked`, `report` or `general`."""
    url: WrittenUrl = ""
    """The address that readers are sent to; omitted if there is none."""
    checked: tuple[str, ...] = ()
    """Addresses where it was read. Never shown and never linked."""
    also: tuple[PlainText, ...] = ()
    """Other spellings and forms that pages use."""
    where: Location
    """Where it is written."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every form under which a page may use it: the term, its short form and the others."""
        name, _, short = self.term.partition(" (")
        return tuple(dict.fromkeys(filter(None, (name, short.rstrip(")"), *self.also))))
