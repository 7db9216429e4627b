"""The types of cells in tables, each of which converts values to text and back.

The names of types come from CSV on the Web (https://www.w3.org/TR/tabular-metadata/#datatypes).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from evidence_review.model.date import PartialDate
from evidence_review.vocabulary import Vocabulary

SEPARATOR = "|"
"""The character between the items of a list in one cell."""
_ESCAPED = {"\\": r"\\", SEPARATOR: r"\p", "": r"\e"}
"""The escape sequences in lists: for a backslash, for a separator, and for an item that is empty."""
_UNESCAPED = {written: plain for plain, written in _ESCAPED.items()}
_ESCAPES = re.compile(r"\\.?", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellType:
    """A type of cell."""

    words: str
    """Its name on pages."""
    datatype: str | Mapping[str, str]
    """Its name in CSV on the Web."""
    to_text: Callable[[Any], str]
    """Converts a value to text; not called for `None`, which becomes an empty cell."""
    from_text: Callable[[str], Any]
    """Converts a text to a value, or raises `ValueError` if the text is not valid."""
    empty_value: object = None
    """The value of an empty cell."""
    vocabulary: type[Vocabulary] | None = None
    """The vocabulary of its words, if it has one."""
    is_list: bool = False
    """Whether it contains a list of items, separated by `SEPARATOR`."""

    def text(self, value: object) -> str:
        """Return a value as the text of a cell."""
        return "" if value is None else self.to_text(value)

    def value(self, text: str) -> object:
        """Return the value of a cell with a text.

        Raises:
            ValueError: The text is not valid in a cell of this type.
        """
        return self.from_text(text) if text else self.empty_value


def _parse_bool(text: str) -> bool:
    if text not in {"true", "false"}:
        message = f"{text!r} is neither true nor false"
        raise ValueError(message)
    return text == "true"


TEXT = CellType(words="text", datatype="string", to_text=str, from_text=str, empty_value="")
NUMBER = CellType(words="whole number", datatype="nonNegativeInteger", to_text=str, from_text=int)
DECIMAL = CellType(words="number", datatype="decimal", to_text=str, from_text=float)
YES_NO = CellType(
    words="true or false",
    datatype="boolean",
    to_text=lambda value: "true" if value else "false",
    from_text=_parse_bool,
)
DAY = CellType(words="day", datatype="date", to_text=date.isoformat, from_text=date.fromisoformat)
PARTIAL_DATE = CellType(
    words="date, as precise as its source",
    datatype={"base": "string", "format": r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"},
    to_text=str,
    from_text=PartialDate.parse,
)
"""CSV on the Web has no type for `2016`, `2016-04` and `2016-04-28` in one column."""
ADDRESS = CellType(words="address", datatype="anyURI", to_text=str, from_text=str, empty_value="")


def word_of(vocabulary: type[Vocabulary]) -> CellType:
    """Return the type of cell for one word of a vocabulary."""
    words = "|".join(re.escape(word).replace(r"\-", "-").replace(r"\ ", " ") for word in vocabulary)
    return CellType(
        words="word",
        datatype={"base": "string", "format": words},
        to_text=str,
        from_text=vocabulary,
        vocabulary=vocabulary,
    )


def list_of(item: CellType) -> CellType:
    r"""Return the type of cell for a list of items.

    CSV on the Web splits a cell at each separator and has no escape, so a separator within an item is written
    with other characters: `\p` for `|`, `\\` for `\`, and `\e` for an item that is empty.
    """
    return replace(
        item,
        words=f"list: {item.words}",
        to_text=lambda values: SEPARATOR.join(_escaped(item.text(value)) for value in values),
        from_text=lambda text: tuple(item.value(_unescaped(part)) for part in text.split(SEPARATOR)),
        empty_value=(),
        is_list=True,
    )


def _escaped(text: str) -> str:
    if not text:
        return _ESCAPED[text]
    return text.replace("\\", _ESCAPED["\\"]).replace(SEPARATOR, _ESCAPED[SEPARATOR])


def _unescaped(text: str) -> str:
    return _ESCAPES.sub(_plain, text) if "\\" in text else text


def _plain(match: re.Match[str]) -> str:
    if match[0] not in _UNESCAPED:
        message = f"{match[0]!r} is not an escape sequence"
        raise ValueError(message)
    return _UNESCAPED[match[0]]
