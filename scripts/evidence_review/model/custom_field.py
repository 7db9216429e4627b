"""Fields that a review adds to its findings, recommendations, events and organisations."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from evidence_review.bibliography.csl.identifiers import normalise_url
from evidence_review.location import Location
from evidence_review.model.authored import Authored
from evidence_review.model.date import PartialDate
from evidence_review.text_form import PlainText
from evidence_review.vocabulary import Vocabulary

CustomValue = str | int | float | tuple[str, ...]
"""The value of an added field: a number, the keys of references, or a text. Dates and addresses are texts."""
FieldId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
"""The key of an added field, which is also the name of its column."""
KINDS_WITH_FIELDS = ("finding", "recommendation", "event", "organisation")
"""The kinds to which a review can add fields."""


_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")


class FieldType(Vocabulary, published_as="field-type"):
    """What does an added field contain?"""

    TEXT = "text", "Text", "Words, shown as written."
    NUMBER = "number", "Number", "A number, such as `12` or `0.5`."
    CHOICE = "choice", "Choice", "One of the words that `choices` lists."
    DATE = "date", "Date", "A year, a month or a day: `2016`, `2016-04` or `2016-04-28`."
    LINK = "link", "Link", "The address of a web page."
    CITATION = "citation", "Citation", "The citation key of a reference, or a list of keys."


def _known_kinds(kinds: tuple[str, ...]) -> tuple[str, ...]:
    for kind in kinds:
        if kind not in KINDS_WITH_FIELDS:
            message = f"{kind!r} is none of {', '.join(KINDS_WITH_FIELDS)}"
            raise ValueError(message)
    return kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomField(Authored):
    """A field that a review adds to some kinds of entity."""

    id: FieldId
    """The key that files use, such as `cost`. Permanent: it is the name of a column."""
    of: Annotated[tuple[str, ...], AfterValidator(_known_kinds)]
    """The kinds that have it: `finding`, `recommendation`, `event` and `organisation`."""
    label: PlainText
    """The label that readers see."""
    type: FieldType = FieldType.TEXT
    """What it contains."""
    choices: Mapping[str, PlainText] = field(default_factory=dict)
    """The words that a choice may be, each with the label that readers see."""
    about: PlainText = ""
    """Its meaning, in a sentence, for readers and for whoever fills it in."""
    required: bool = False
    """Whether every entity of these kinds must have it."""
    where: Location
    """Where it is written."""

    def parse(self, written: object) -> CustomValue:
        """Return a value from what a file contains: a text, or a list of texts.

        Raises:
            ValueError: It is not a value of this type; the message says what to write.
        """
        if self.type is FieldType.CITATION:
            return _keys(written)
        if isinstance(written, str):
            return self._parse_text(written.strip())
        message = "it must be one text; put quotation marks around a text with a colon or a bracket"
        raise ValueError(message)

    def _parse_text(self, text: str) -> CustomValue:
        if not text:
            message = "it is empty"
        elif self.type is FieldType.NUMBER:
            return _number(text)
        elif self.type is FieldType.DATE:
            return str(PartialDate.parse(text))
        elif self.type is FieldType.CHOICE and text not in self.choices:
            message = f"{text!r} is none of {', '.join(self.choices)}"
        elif self.type is FieldType.LINK and not normalise_url(text).startswith(("http:", "https:")):
            message = f"{text!r} is not the address of a web page; it must begin with https://"
        else:
            return text
        raise ValueError(message)

    def words(self, value: CustomValue) -> str:
        """Return a value as readers see it, without a link."""
        if isinstance(value, tuple):
            return ", ".join(value)
        return self.choices.get(str(value), str(value))


def _keys(written: object) -> tuple[str, ...]:
    keys = [
        str(key).strip().removeprefix("@") for key in (written if isinstance(written, list) else [written])
    ]
    if not keys or not all(keys) or isinstance(written, Mapping):
        message = "it must be a citation key or a list of keys"
        raise ValueError(message)
    return tuple(keys)


def _number(text: str) -> int | float:
    if not _NUMBER.fullmatch(text):
        message = f"{text!r} is not a number; write it as in 12 or 0.5"
        raise ValueError(message)
    return float(text) if "." in text else int(text)
