"""CSL-JSON to references (https://github.com/citation-style-language/schema, `csl-data.json`).

What is read is written again the same by `exports.csl_json`, in one of the spellings that the schema allows:
numbers are text, but in dates; a raw date is taken apart; a DOI is bare.

| Code | Fault |
|---|---|
| CSJ001 | text that is no CSL-JSON |
| CSJ002 | an item without an id, or with one that another has |
| CSJ003 | a type, a variable or a part of a value that is not known here |
| CSJ004 | a value that is not of the sort that its variable takes |
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields

from evidence_review.assemble.dates import read_edtf, read_year
from evidence_review.diagnostics import Diagnostic, did_you_mean, error, warning
from evidence_review.model.csl import DATES, NAMES, SCHEMA_NAMES, TEXTS, TYPES
from evidence_review.model.identifiers import sound_doi, sound_url
from evidence_review.model.reference import Contributors, Name, Reference, ReferenceDate, slug_of
from evidence_review.source import Location

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that no text may hold."""
_BLANK = re.compile(r"[ \t\r\n]*")
_PARTS = {each.name.replace("_", "-"): each.name for each in fields(Name)}
_SPECIFIED = {there: here for here, there in SCHEMA_NAMES.items()}
_SWITCHES = frozenset({"comma_suffix", "static_ordering"})
_DATE_PARTS = frozenset({"date-parts", "season", "circa", "literal", "raw", "edtf"})
_RANGES = (range(1, 13), range(1, 32))
"""Which months and days there are."""
_MOST = {"points": 2, "parts": 3}
_IDENTIFIERS: Mapping[str, Callable[[str], str]] = {"DOI": sound_doi, "URL": sound_url}


def read_csl_json(text: str, path: str) -> tuple[tuple[Reference, ...], tuple[Diagnostic, ...]]:
    """Return every work of a CSL-JSON file in the order written, and what is wrong with them.

    Args:
        text: One array of items, or one item.
        path: What diagnostics call the file.
    """
    found: list[Diagnostic] = []
    works: dict[str, Reference] = {}
    for line, item in _items(text, path, found):
        reading = _Reading(where=Location(path, line), found=found)
        work = reading.work(item)
        if work and work.key in works:
            reading.error("CSJ002", f"the id {work.key!r} stands twice", "give each work an id of its own")
        elif work:
            works[work.key] = work
    return tuple(works.values()), tuple(found)


class _BrokenError(Exception):
    """Where the syntax breaks, what is wrong, and what to do."""


def _items(text: str, path: str, found: list[Diagnostic]) -> Iterator[tuple[int, object]]:
    """Yield each item with its line. After a fault in the syntax nobody knows where the next one starts."""
    text = text.removeprefix("\ufeff").rstrip()
    try:
        for place, item in _syntax(text):
            yield text.count("\n", 0, place) + 1, item
    except _BrokenError as fault:
        place, message, hint = fault.args
        found.append(error("CSJ001", Location(path, text.count("\n", 0, place) + 1), message, hint))


def _syntax(text: str) -> Iterator[tuple[int, object]]:
    """Yield each item with its place.

    Raises:
        _BrokenError: The text is no CSL-JSON, or holds more than one list or item.
    """
    place = _after_blanks(text, 0)
    if not text:
        raise _BrokenError(0, "the file is empty", "write [] where there are no works")
    if text[place] != "[":
        item, end = _one(text, place)
        yield place, item
    else:
        place = _after_blanks(text, place + 1)
        while text[place : place + 1] != "]":
            item, end = _one(text, place)
            yield place, item
            place = _after_comma(text, _after_blanks(text, end))
        end = place + 1
    rest = _after_blanks(text, end)
    if rest < len(text):
        message = "from here on nothing is read, for the works have ended"
        raise _BrokenError(rest, message, "take it out, or put it into the list")


def _one(text: str, place: int) -> tuple[object, int]:
    """Return the item at a place, and where it ends."""
    if place == len(text):
        raise _BrokenError(place, "the list of works is cut off", "end it with ]")
    try:
        return json.JSONDecoder().raw_decode(text, place)
    except (ValueError, RecursionError) as fault:
        message = "from here on this is no CSL-JSON"
        hint = "look for a comma, a quotation mark or a bracket"
        raise _BrokenError(getattr(fault, "pos", place), message, hint) from None


def _after_comma(text: str, place: int) -> int:
    """Return where the next item begins, or where the bracket stands that ends the list."""
    if text[place : place + 1] == ",":
        after = _after_blanks(text, place + 1)
        if text[after : after + 1] == "]":
            raise _BrokenError(place, "a comma stands after the last work", "take it out")
        return after
    if place < len(text) and text[place] != "]":
        raise _BrokenError(place, "there is no comma between two works", "write one before this work")
    return place


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """One item while it is read."""

    where: Location
    found: list[Diagnostic] = field(default_factory=list)

    def error(self, code: str, message: str, hint: str = "") -> None:
        """Record a fault."""
        self.found.append(error(code, self.where, message, hint))

    def work(self, item: object) -> Reference | None:
        """Return the work that an item describes; nothing where it describes none."""
        if not isinstance(item, dict):
            self.error("CSJ001", "this item is no object", "an item stands between braces")
            return None
        key = self.text("id", item.get("id", ""))
        if not key:
            self.error("CSJ002", "this item has no id", "give it one, by which pages can cite it")
            return None
        return Reference(
            key=key,
            slug=slug_of(key),
            type=self.type(item.get("type", "")),
            texts=tuple(pair for pair in self.texts(item) if pair[1]),
            contributors=tuple(self.contributors(item)),
            dates=tuple(self.dates(item)),
            where=self.where,
        )

    def type(self, value: object) -> str:
        """Return the type; a document where it is not known."""
        kind = value if isinstance(value, str) else ""
        if kind in TYPES:
            return kind
        hint = did_you_mean(kind, TYPES)
        self.found.append(warning("CSJ003", self.where, f"there is no CSL type {kind[:80]!r}", hint))
        return "document"

    def texts(self, item: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        """Yield the variables that are text, and say which are not known."""
        for written, value in item.items():
            name = _SPECIFIED.get(written, written)
            if name in TEXTS:
                text = self.text(name, value)
                sound = _IDENTIFIERS[name](text) if name in _IDENTIFIERS else text
                if text and not sound:
                    self.error("CSJ004", f"{text[:80]!r} is no {name}", f"mend it, or leave {name} out")
                yield name, sound
            elif name not in NAMES | DATES | {"id", "type"}:
                self.unknown(name, TEXTS | NAMES | DATES)

    def contributors(self, item: Mapping[str, object]) -> Iterator[Contributors]:
        """Yield the lists of names."""
        for role, value in item.items():
            if role not in NAMES:
                continue
            if not isinstance(value, list):
                self.error("CSJ004", f"{role!r} is no list of names")
                continue
            names = tuple(name for each in value if (name := self.name(role, each)) != Name())
            if names:
                yield Contributors(role=role, names=names)

    def name(self, role: str, value: object) -> Name:
        """Return one name; an empty one where it is none."""
        if not isinstance(value, dict):
            self.error("CSJ004", f"a name in {role!r} is no object")
            return Name()
        known: dict[str, str | bool] = {}
        for part, each in value.items():
            if part not in _PARTS:
                self.unknown(part, _PARTS)
            elif _PARTS[part] in _SWITCHES:
                known[_PARTS[part]] = _is_on(each)
            else:
                known[_PARTS[part]] = self.text(part, each)
        return Name(**known)  # type: ignore[arg-type] # the switches are the truth values

    def dates(self, item: Mapping[str, object]) -> Iterator[tuple[str, ReferenceDate]]:
        """Yield the variables that are dates."""
        for name, value in item.items():
            if name in DATES:
                date = self.date(name, {"edtf": value} if isinstance(value, str) else value)
                if date and date != ReferenceDate():
                    yield name, date

    def date(self, name: str, value: object) -> ReferenceDate | None:
        """Return a date in any of the forms that CSL allows."""
        if not isinstance(value, dict):
            self.error("CSJ004", f"{name!r} is no date")
            return None
        for part in value:
            if part not in _DATE_PARTS:
                self.unknown(part, _DATE_PARTS)
        raw = self.text(name, value.get("edtf", value.get("raw", "")))
        if raw:
            return read_edtf(raw) or read_year(raw) or ReferenceDate(literal=raw)
        try:
            points = [_numbers(point) for point in value.get("date-parts", [])]
            season = int(value.get("season") or 0)
        except (ValueError, TypeError):
            points, season = [], -1
        if len(points) > _MOST["points"] or season not in range(5):
            self.error("CSJ004", f"{name!r} is no date", 'write it as {"date-parts": [[2019, 5]]}')
            return None
        start, end = [*points, (), ()][:2]
        literal, circa = self.text("literal", value.get("literal", "")), _is_on(value.get("circa"))
        return ReferenceDate(start=start, end=end, season=season, circa=circa, literal=literal)

    def text(self, name: str, value: object) -> str:
        """Return a text or a number as text."""
        if isinstance(value, str):
            return _FORBIDDEN.sub("\ufffd", value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        self.error("CSJ004", f"{name!r} is no text")
        return ""

    def unknown(self, name: str, known: object) -> None:
        """Say that a variable is passed over."""
        hint = did_you_mean(name, list(known))  # type: ignore[call-overload] # a set or mapping of names
        self.found.append(warning("CSJ003", self.where, f"{name[:80]!r} means nothing here", hint))


def _after_blanks(text: str, place: int) -> int:
    blanks = _BLANK.match(text, place)
    return blanks.end() if blanks else place


def _numbers(point: object) -> tuple[int, ...]:
    if not isinstance(point, list) or len(point) > _MOST["parts"]:
        raise TypeError
    numbers = tuple(int(part) for part in point if part != "")
    if any(number not in allowed for number, allowed in zip(numbers[1:], _RANGES, strict=False)):
        raise ValueError
    return numbers


def _is_on(value: object) -> bool:
    return value not in (None, False, 0, "", "0", "false")
