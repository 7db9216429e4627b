"""What a cell of a table may hold, and how it is written as text and read again.

The names of types are those of CSV on the Web (https://www.w3.org/TR/tabular-metadata/#datatypes).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from evidence_review.model.date import PartialDate
from evidence_review.vocabulary import Vocabulary

SEPARATOR = "|"
"""What stands between the items of a list in one cell."""
_ESCAPED = {"\\": r"\\", SEPARATOR: r"\p", "": r"\e"}
_UNESCAPED = {written: plain for plain, written in _ESCAPED.items()}
_ESCAPES = re.compile(r"\\.?", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellType:
    """A sort of cell."""

    words: str
    """What it is called on pages."""
    datatype: str | Mapping[str, str]
    """What CSV on the Web calls it."""
    to_text: Callable[[Any], str]
    """A value as text. An empty cell is no value."""
    from_text: Callable[[str], Any]
    """The value that a text stands for; it raises `ValueError` where it stands for none."""
    empty_value: object = None
    """The value of an empty cell."""
    vocabulary: type[Vocabulary] | None = None
    """The words that may stand in it, where they are set."""
    is_list: bool = False
    """Whether it holds several items, `SEPARATOR` between them."""

    def text(self, value: object) -> str:
        """Return a value as the text of a cell."""
        return "" if value is None else self.to_text(value)

    def value(self, text: str) -> object:
        """Return the value that the text of a cell stands for.

        Raises:
            ValueError: It stands for none.
        """
        return self.from_text(text) if text else self.empty_value


def _parse_bool(text: str) -> bool:
    if text not in {"true", "false"}:
        message = f"{text!r} is neither true nor false"
        raise ValueError(message)
    return text == "true"


TEXT = CellType(words="text", datatype="string", to_text=str, from_text=str, empty_value="")
NUMBER = CellType(words="whole number", datatype="nonNegativeInteger", to_text=str, from_text=int)
YES_NO = CellType(
    words="true or false",
    datatype="boolean",
    to_text=lambda value: "true" if value else "false",
    from_text=_parse_bool,
)
DAY = CellType(words="day", datatype="date", to_text=date.isoformat, from_text=date.fromisoformat)
PARTIAL_DATE = CellType(
    words="date, as exact as it is known",
    datatype={"base": "string", "format": r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"},
    to_text=str,
    from_text=PartialDate.parse,
)
"""CSV on the Web has no type for `2016`, `2016-04` and `2016-04-28` in one column."""
ADDRESS = CellType(words="address", datatype="anyURI", to_text=str, from_text=str, empty_value="")


def word_of(vocabulary: type[Vocabulary]) -> CellType:
    """Return the sort of cell that holds one word of a vocabulary."""
    words = "|".join(re.escape(word).replace(r"\-", "-").replace(r"\ ", " ") for word in vocabulary)
    return CellType(
        words="word",
        datatype={"base": "string", "format": words},
        to_text=str,
        from_text=vocabulary,
        vocabulary=vocabulary,
    )


def list_of(item: CellType) -> CellType:
    r"""Return the sort of cell that holds a list.

    CSV on the Web splits a cell at each separator and knows no escape, so a separator within an item is
    written with other characters: `\p` for `|`, `\\` for `\`, and `\e` for an item that is empty.
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
        message = f"{match[0]!r} stands for nothing"
        raise ValueError(message)
    return _UNESCAPED[match[0]]
