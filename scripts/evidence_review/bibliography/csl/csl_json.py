"""CSL-JSON in both directions (https://github.com/citation-style-language/schema, `csl-data.json`).

What is read is written again the same, in one of the spellings that the schema allows:
numbers are text, but in dates; a raw date is taken apart; a season is a number; a DOI is bare; what says
nothing, such as an empty text or a name without parts, is left out.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import partial
from math import inf

from evidence_review.bibliography.csl.date_parsing import read_edtf, read_year, validated_parts
from evidence_review.bibliography.csl.identifiers import normalise_doi, normalise_url
from evidence_review.bibliography.csl.reference import Contributors, Name, Reference, ReferenceDate, slug_of
from evidence_review.bibliography.csl.variables import DATES, NAMES, SCHEMA_NAMES, TEXTS, TYPES
from evidence_review.diagnostics import Diagnostic, did_you_mean, error, warning
from evidence_review.location import Location

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML does not allow (the style processor uses XML): control characters, surrogates and
noncharacters."""
"""Characters that no text may hold."""
_BLANK = re.compile(r"[ \t\r\n]*")
_PARTS = {each.name.replace("_", "-"): each.name for each in fields(Name)}
_SPECIFIED = {there: here for here, there in SCHEMA_NAMES.items()}
_SWITCHES = frozenset({"comma_suffix", "static_ordering", "parse_names"})
_BESIDE = frozenset({"categories", "custom"})
"""What the schema allows in an item beside CSL's variables."""
_LAST = "leave one; the last is read"
_KNOWN = TEXTS | NAMES | DATES | _BESIDE | {"id", "type"}
_IDENTIFIERS: Mapping[str, Callable[[str], str]] = {"DOI": normalise_doi, "URL": normalise_url}


def read_csl_json(text: str, path: str) -> tuple[tuple[Reference, ...], tuple[Diagnostic, ...]]:
    """Return every work of a CSL-JSON file in the order written, and what is wrong with them.

    Args:
        text: One array of items, or one item.
        path: What diagnostics call the file.
    """
    diagnostics: list[Diagnostic] = []
    works: dict[str, Reference] = {}
    for line, item in _items(text, path, diagnostics):
        reading = _ItemReader(where=Location(path, line), diagnostics=diagnostics)
        work = reading.work(item)
        if work and work.key in works:
            reading.error("CSJ002", f"the id {work.key!r} stands twice", "give each work an id of its own")
        elif work:
            works[work.key] = work
    return tuple(works.values()), tuple(diagnostics)


class _BrokenError(Exception):
    """Where the syntax breaks, what is wrong, and what to do."""


def _items(text: str, path: str, diagnostics: list[Diagnostic]) -> Iterator[tuple[int, object]]:
    """Yield each item with its line. After a fault in the syntax nobody knows where the next one starts."""
    text = text.removeprefix("\ufeff").rstrip()
    duplicates: list[str] = []
    decoder = json.JSONDecoder(object_pairs_hook=partial(_object, duplicates), parse_constant=_refuse)
    try:
        for place, item in _split_items(text, decoder):
            where = Location(path, text.count("\n", 0, place) + 1)
            diagnostics += [
                warning("CSJ005", where, f"{key[:80]!r} stands twice", _LAST) for key in duplicates
            ]
            duplicates.clear()
            yield where.line, item
    except _BrokenError as fault:
        place, message, hint = fault.args
        diagnostics.append(error("CSJ001", Location(path, text.count("\n", 0, place) + 1), message, hint))


def _object(duplicates: list[str], pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object of JSON, and note which keys stand in it twice."""
    known = dict(pairs)
    if len(known) < len(pairs):
        duplicates += [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]
    return known


def _refuse(constant: str) -> object:
    """Refuse what Python reads as a number and JSON does not have.

    Raises:
        ValueError: Always.
    """
    raise ValueError(constant)


def _split_items(text: str, decoder: json.JSONDecoder) -> Iterator[tuple[int, object]]:
    """Yield each item with its place.

    Raises:
        _BrokenError: The text is no CSL-JSON, or holds more than one list or item.
    """
    place = _after_blanks(text, 0)
    if not text:
        raise _BrokenError(0, "the file is empty", "write [] where there are no works")
    if text[place] != "[":
        item, end = _decode_item(text, place, decoder)
        yield place, item
    else:
        place = _after_blanks(text, place + 1)
        while text[place : place + 1] != "]":
            item, end = _decode_item(text, place, decoder)
            yield place, item
            place = _after_comma(text, _after_blanks(text, end))
        end = place + 1
    rest = _after_blanks(text, end)
    if rest < len(text):
        message = "from here on nothing is read, for the works have ended"
        raise _BrokenError(rest, message, "take it out, or put it into the list")


def _decode_item(text: str, place: int, decoder: json.JSONDecoder) -> tuple[object, int]:
    """Return the item at a place, and where it ends."""
    if place == len(text):
        raise _BrokenError(place, "the list of works is cut off", "end it with ]")
    try:
        return decoder.raw_decode(text, place)
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
class _ItemReader:
    """One item while it is read."""

    where: Location
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def error(self, code: str, message: str, hint: str = "") -> None:
        """Record a fault."""
        self.diagnostics.append(error(code, self.where, message, hint))

    def work(self, item: object) -> Reference | None:
        """Return the work that an item describes; nothing where it describes none."""
        if not isinstance(item, dict):
            self.error("CSJ001", "this item is no object", "an item stands between braces")
            return None
        key = self.text("id", item.get("id", ""))
        if not key:
            self.error("CSJ002", "this item has no id", "give it one, by which pages can cite it")
            return None
        extra = {name: value for name, value in item.items() if name in _BESIDE}
        return Reference(
            key=key,
            slug=slug_of(key),
            type=self.type(item.get("type", "")),
            texts=tuple(pair for pair in self.texts(item) if pair[1]),
            contributors=tuple(self.contributors(item)),
            dates=tuple(self.dates(item)),
            extra=json.dumps(extra) if extra else "",
            where=self.where,
        )

    def type(self, value: object) -> str:
        """Return the type; a document where it is not known."""
        kind = value if isinstance(value, str) else ""
        if kind in TYPES:
            return kind
        hint = did_you_mean(kind, TYPES)
        self.diagnostics.append(warning("CSJ003", self.where, f"there is no CSL type {kind[:80]!r}", hint))
        return "document"

    def texts(self, item: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        """Yield the variables that are text, and say which are not known."""
        names = {written: _SPECIFIED.get(written, written) for written in item}
        for written, name in names.items():
            if name != written and name in item:
                duplicates = f"{written!r} and {name!r} are one variable"
                self.diagnostics.append(
                    warning("CSJ005", self.where, duplicates, f"leave one; {name!r} is read")
                )
            elif name in TEXTS:
                text = self.text(name, item[written])
                sound = _IDENTIFIERS[name](text) if name in _IDENTIFIERS else text
                if text and not sound:
                    self.error("CSJ004", f"{text[:80]!r} is no {name}", f"mend it, or leave {name} out")
                yield name, sound
            elif name not in _KNOWN:
                self.unknown(name, _KNOWN)

    def contributors(self, item: Mapping[str, object]) -> Iterator[Contributors]:
        """Yield the lists of names."""
        for role, value in item.items():
            if role not in NAMES:
                continue
            if not isinstance(value, list):
                self.error("CSJ004", f"{role!r} is no list of names")
                continue
            names = tuple(name for each in value if (name := self.name(role, each)).csl())
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
                known[_PARTS[part]] = is_on(each)
            else:
                known[_PARTS[part]] = self.text(part, each)
        return Name(**known)  # type: ignore[arg-type] # the switches are the truth values

    def dates(self, item: Mapping[str, object]) -> Iterator[tuple[str, ReferenceDate]]:
        """Yield the variables that are dates."""
        for name, value in item.items():
            if name not in DATES:
                continue
            for part in value if isinstance(value, dict) else ():
                if part not in _DATE_PARTS:
                    self.unknown(part, _DATE_PARTS)
            date = read_csl_date(self.sound(name, value))
            if date is None:
                self.error("CSJ004", f"{name!r} is no date", 'write it as {"date-parts": [[2019, 5]]}')
            elif date != ReferenceDate():
                yield name, date

    def text(self, name: str, value: object) -> str:
        """Return a text or a number as text."""
        if isinstance(value, str):
            kept, times = _FORBIDDEN.subn("\ufffd", value)
            if times:
                message = f"{name[:80]!r} holds a character that no text may hold"
                self.diagnostics.append(warning("CSJ004", self.where, message, "it is shown as \ufffd"))
            return kept
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < inf:
            return str(value)
        self.error("CSJ004", f"{name!r} is no text")
        return ""

    def sound(self, name: str, value: object) -> object:
        """Return a date with its texts as they can be kept."""
        if isinstance(value, dict):
            return {
                part: self.text(name, each) if isinstance(each, str) else each for part, each in value.items()
            }
        return self.text(name, value) if isinstance(value, str) else value

    def unknown(self, name: str, known: object) -> None:
        """Say that a variable is passed over."""
        hint = did_you_mean(name, list(known))  # type: ignore[call-overload] # a set or mapping of names
        self.diagnostics.append(warning("CSJ003", self.where, f"{name[:80]!r} means nothing here", hint))


def _after_blanks(text: str, place: int) -> int:
    blanks = _BLANK.match(text, place)
    return blanks.end() if blanks else place


def to_csl_json(references: Iterable[Reference]) -> str:
    """Return works as one array of CSL-JSON items, in the order given."""
    return json.dumps([_item(each) for each in references], ensure_ascii=False, indent=2) + "\n"


def _item(reference: Reference) -> dict[str, object]:
    item = {SCHEMA_NAMES.get(name, name): value for name, value in reference.csl().items()}
    extra: dict[str, object] = json.loads(reference.extra or "{}")
    return item | extra


_DATE_PARTS = frozenset({"date-parts", "season", "circa", "literal", "raw", "edtf"})
"""The parts of a date that is an object."""

_MOST_PARTS = 3
_SEASONS: Mapping[int, int] = {first + number: number + 1 for first in (13, 21) for number in range(4)}
"""The season of each month that is none."""
_NAMES: Mapping[str, int] = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_ISO = re.compile(r"(\d{4})-(\d\d?)(?:-(\d\d?))?")
"""What is meant for a date of ISO 8601, whether or not there is such a day."""
_NOTHING = (None, "", 0, "0", "00")


def read_csl_date(value: object) -> ReferenceDate | None:
    """Return a date, empty where the value says nothing; nothing where it is none."""
    if isinstance(value, str | int) and not isinstance(value, bool):
        return _written(str(value))
    if not isinstance(value, Mapping):
        return None
    raw = value.get("edtf") or value.get("raw") or ""
    literal = value.get("literal") or ""
    if not isinstance(raw, str | int) or not isinstance(literal, str | int):
        return None
    if raw and not value.get("date-parts"):
        date = _written(str(raw))
        return date and replace(date, circa=date.circa or is_on(value.get("circa")))
    return _in_parts(value, str(literal))


def is_on(value: object) -> bool:
    """Say whether a switch of CSL-JSON is on, in any of the ways in which programs write that."""
    return value not in (None, False, 0, "", "0", "false")


def _written(text: str) -> ReferenceDate | None:
    """Return a date written as text; nothing where it has the form of one and is on no calendar."""
    iso = _ISO.fullmatch(text.strip())
    if not iso:
        return read_edtf(text) or read_year(text) or ReferenceDate(literal=text)
    start = validated_parts(*(int(part) for part in iso.groups("0")))
    return read_edtf(text) or (ReferenceDate(start=start) if start else None)


def _in_parts(value: Mapping[str, object], literal: str) -> ReferenceDate | None:
    points = value.get("date-parts") or []
    if not isinstance(points, list):
        return None
    try:
        season = _season(value.get("season"))
        start, end, *more = [*(_numbers(point) for point in points), (), ()]
    except (ValueError, TypeError, OverflowError):
        return None
    if len(start) == len(("year", "season")) and start[1] in _SEASONS and not season:
        season, start = _SEASONS[start[1]], start[:1]
    if any(more) or not all(_is_possible(point) for point in (start, end)):
        return None
    if end not in ((), (0,)) and end < start[: len(end)]:
        return None
    return ReferenceDate(
        start=start, end=end, season=season, circa=is_on(value.get("circa")), literal=literal
    )


def _season(value: object) -> int:
    """Return a season as a number from 1 to 4, or 0 for none.

    Raises:
        ValueError: It is no season.
    """
    if value in _NOTHING:
        return 0
    name = str(value).strip().lower()
    number = _NAMES.get(name) or int(name)
    if number not in _NAMES.values():
        raise ValueError
    return number


def _numbers(point: object) -> tuple[int, ...]:
    """Return year, month and day, as many as are known.

    Raises:
        ValueError: One of them is no number.
        OverflowError: One of them is infinite.
        TypeError: It is no list of up to three.
    """
    if not isinstance(point, list) or len(point) > _MOST_PARTS:
        raise TypeError
    known = list(point)
    while len(known) > 1 and known[-1] in _NOTHING:
        known.pop()
    if known in ([None], [""]):
        return ()
    if any(isinstance(part, bool | float) and part != int(part) for part in known):
        raise ValueError
    return tuple(int(part) for part in known)


def _is_possible(point: tuple[int, ...]) -> bool:
    return not point or validated_parts(*point) == point
