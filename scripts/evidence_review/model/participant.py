"""A person who was interviewed: a pseudonym and a role, and nothing else."""

from dataclasses import dataclass

from evidence_review.location import Location
from evidence_review.model.authored import Authored
from evidence_review.text_form import PlainText


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(Authored):
    """A person who was interviewed. No other fact about a person may be added."""

    id: str
    """The id, such as `p3`. Permanent."""
    pseudonym: PlainText
    """The name used in place of the person's own."""
    role: PlainText
    """The person's role, such as `volunteer`."""
    where: Location
    """Where it is written."""
