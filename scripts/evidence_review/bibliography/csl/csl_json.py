"""Reading and writing CSL-JSON (https://github.com/citation-style-language/schema, `csl-data.json`).

Items are written as they were read, but in one of the spellings that the schema allows: numbers are text
except in dates, a raw date is split into its parts, a season is a number, and a DOI has no prefix. Empty
values, such as a name without parts, are left out.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import partial
from math import inf

from evidence_review.bibliography.csl.date_parsing import SEASONS, read_edtf, read_year, validated_parts
from evidence_review.bibliography.csl.identifiers import normalise_doi, normalise_url
from evidence_review.bibliography.csl.reference import Contributors, Name, Reference, ReferenceDate, slug_of
from evidence_review.bibliography.csl.variables import DATES, NAMES, SCHEMA_NAMES, TEXTS, TYPES
from evidence_review.diagnostics import Diagnostic, did_you_mean, error, warning
from evidence_review.location import Location

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML does not allow (the style processor uses XML): control characters, surrogates and
noncharacters."""
_SPACES = re.compile(r"[ \t\r\n]*")
_PARTS = {each.name.replace("_", "-"): each.name for each in fields(Name)}
_SPECIFICATION_NAMES = {schema_name: name for name, schema_name in SCHEMA_NAMES.items()}
_SWITCHES = frozenset({"comma_suffix", "static_ordering", "parse_names"})
_EXTRA_KEYS = frozenset({"categories", "custom"})
"""The keys that the schema allows in an item in addition to CSL's variables."""
_KEEP_ONE = "keep one; the last is read"
_KNOWN = TEXTS | NAMES | DATES | _EXTRA_KEYS | {"id", "type"}
_IDENTIFIERS: Mapping[str, Callable[[str], str]] = {"DOI": normalise_doi, "URL": normalise_url}


def read_csl_json(text: str, path: str) -> tuple[tuple[Reference, ...], tuple[Diagnostic, ...]]:
    """Return the references of a CSL-JSON file in order, and the problems of the file.

    Args:
        text: One array of items, or one item.
        path: The path of the file in diagnostics.
    """
    diagnostics: list[Diagnostic] = []
    references: dict[str, Reference] = {}
    for line, item in _items(text, path, diagnostics):
        reader = _ItemReader(where=Location(path, line), diagnostics=diagnostics)
        reference = reader.reference(item)
        if reference and reference.key in references:
            reader.error("CSJ002", f"the id {reference.key!r} appears twice", "give each one its own id")
        elif reference:
            references[reference.key] = reference
    return tuple(references.values()), tuple(diagnostics)


class _BrokenError(Exception):
    """A syntax error: its offset, a message and a hint."""


def _items(text: str, path: str, diagnostics: list[Diagnostic]) -> Iterator[tuple[int, object]]:
    """Yield each item with its line. Reading ends at a syntax error, since the next item cannot be found."""
    text = text.removeprefix("\ufeff").rstrip()
    duplicates: list[str] = []
    decoder = json.JSONDecoder(object_pairs_hook=partial(_object, duplicates), parse_constant=_refuse)
    try:
        for place, item in _split_items(text, decoder):
            where = Location(path, text.count("\n", 0, place) + 1)
            diagnostics += [
                warning("CSJ005", where, f"{key[:80]!r} appears twice", _KEEP_ONE) for key in duplicates
            ]
            duplicates.clear()
            yield where.line, item
    except _BrokenError as broken:
        place, message, hint = broken.args
        diagnostics.append(error("CSJ001", Location(path, text.count("\n", 0, place) + 1), message, hint))


def _object(duplicates: list[str], pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return a JSON object, and add the keys that appear in it twice to `duplicates`."""
    known = dict(pairs)
    if len(known) < len(pairs):
        duplicates += [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]
    return known


def _refuse(constant: str) -> object:
    """Reject a constant that Python reads as a number but JSON does not have, such as `NaN`.

    Raises:
        ValueError: Always.
    """
    raise ValueError(constant)


def _split_items(text: str, decoder: json.JSONDecoder) -> Iterator[tuple[int, object]]:
    """Yield each item with its offset.

    Raises:
        _BrokenError: The text is not CSL-JSON, or has more than one list or item.
    """
    place = _after_spaces(text, 0)
    if not text:
        raise _BrokenError(0, "the file is empty", "write [] if there are no references")
    if text[place] != "[":
        item, end = _decode_item(text, place, decoder)
        yield place, item
    else:
        place = _after_spaces(text, place + 1)
        while text[place : place + 1] != "]":
            item, end = _decode_item(text, place, decoder)
            yield place, item
            place = _after_comma(text, _after_spaces(text, end))
        end = place + 1
    rest = _after_spaces(text, end)
    if rest < len(text):
        message = "nothing after this point is read, because the list of references has ended"
        raise _BrokenError(rest, message, "remove the rest, or move it into the list")


def _decode_item(text: str, place: int, decoder: json.JSONDecoder) -> tuple[object, int]:
    """Return the item at an offset, and the offset of its end."""
    if place == len(text):
        raise _BrokenError(place, "the list of references is cut off", "end it with ]")
    try:
        return decoder.raw_decode(text, place)
    except (ValueError, RecursionError) as problem:
        message = "the file cannot be read as CSL-JSON from here"
        hint = "check for a missing comma, quotation mark or bracket"
        raise _BrokenError(getattr(problem, "pos", place), message, hint) from None


def _after_comma(text: str, place: int) -> int:
    """Return the offset of the next item, or of the bracket that ends the list."""
    if text[place : place + 1] == ",":
        after = _after_spaces(text, place + 1)
        if text[after : after + 1] == "]":
            raise _BrokenError(place, "there is a comma after the last reference", "remove it")
        return after
    if place < len(text) and text[place] != "]":
        raise _BrokenError(place, "there is no comma between two references", "add one before this one")
    return place


@dataclass(frozen=True, slots=True, kw_only=True)
class _ItemReader:
    """Reads one item and collects its problems."""

    where: Location
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def error(self, code: str, message: str, hint: str = "") -> None:
        """Report an error."""
        self.diagnostics.append(error(code, self.where, message, hint))

    def reference(self, item: object) -> Reference | None:
        """Return the reference that an item describes, or nothing if it is not an object with an id."""
        if not isinstance(item, dict):
            self.error("CSJ001", "this item is not an object", "put it in braces")
            return None
        key = self.text("id", item.get("id", ""))
        if not key:
            self.error("CSJ002", "this item has no id", "add one, so that pages can cite it")
            return None
        extra = {name: value for name, value in item.items() if name in _EXTRA_KEYS}
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
        """Return the type, or `document` if it is unknown."""
        kind = value if isinstance(value, str) else ""
        if kind in TYPES:
            return kind
        hint = did_you_mean(kind, TYPES)
        self.diagnostics.append(warning("CSJ003", self.where, f"there is no CSL type {kind[:80]!r}", hint))
        return "document"

    def texts(self, item: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        """Yield the text variables, and report unknown keys."""
        names = {written: _SPECIFICATION_NAMES.get(written, written) for written in item}
        for written, name in names.items():
            if name != written and name in item:
                message = f"{written!r} and {name!r} are the same variable"
                self.diagnostics.append(warning("CSJ005", self.where, message, f"keep one; {name!r} is read"))
            elif name in TEXTS:
                text = self.text(name, item[written])
                valid = _IDENTIFIERS[name](text) if name in _IDENTIFIERS else text
                if text and not valid:
                    self.error("CSJ004", f"{text[:80]!r} is not a {name}", f"correct or remove {name}")
                yield name, valid
            elif name not in _KNOWN:
                self.unknown(name, _KNOWN)

    def contributors(self, item: Mapping[str, object]) -> Iterator[Contributors]:
        """Yield the lists of names."""
        for role, value in item.items():
            if role not in NAMES:
                continue
            if not isinstance(value, list):
                self.error("CSJ004", f"{role!r} is not a list of names")
                continue
            names = tuple(name for each in value if (name := self.name(role, each)).csl())
            if names:
                yield Contributors(role=role, names=names)

    def name(self, role: str, value: object) -> Name:
        """Return a name, which is empty if the value is not one."""
        if not isinstance(value, dict):
            self.error("CSJ004", f"a name in {role!r} is not an object")
            return Name()
        known: dict[str, str | bool] = {}
        for part, each in value.items():
            if part not in _PARTS:
                self.unknown(part, _PARTS)
            elif _PARTS[part] in _SWITCHES:
                known[_PARTS[part]] = is_on(each)
            else:
                known[_PARTS[part]] = self.text(part, each)
        return Name(**known)  # type: ignore[arg-type] # only switches are booleans

    def dates(self, item: Mapping[str, object]) -> Iterator[tuple[str, ReferenceDate]]:
        """Yield the date variables."""
        for name, value in item.items():
            if name not in DATES:
                continue
            for part in value if isinstance(value, dict) else ():
                if part not in _DATE_PARTS:
                    self.unknown(part, _DATE_PARTS)
            date = read_csl_date(self.clean_date(name, value))
            if date is None:
                self.error("CSJ004", f"{name!r} is not a date", 'write it as {"date-parts": [[2019, 5]]}')
            elif date != ReferenceDate():
                self.check_season(name, value, date)
                yield name, date

    def check_season(self, name: str, value: object, date: ReferenceDate) -> None:
        """Report a season that cannot be read, such as the name of a term."""
        season = value.get("season") if isinstance(value, dict) else None
        if season not in _EMPTY and not date.season:
            message = f"{str(season)[:80]!r} in {name!r} is not a season"
            hint = "write 1 for spring to 4 for winter; the rest of the date was read"
            self.diagnostics.append(warning("CSJ004", self.where, message, hint))

    def text(self, name: str, value: object) -> str:
        """Return a text or a number as text."""
        if isinstance(value, str):
            clean, times = _FORBIDDEN.subn("\ufffd", value)
            if times:
                message = f"{name[:80]!r} contains an invalid character"
                self.diagnostics.append(warning("CSJ004", self.where, message, "it is replaced by \ufffd"))
            return clean
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < inf:
            return str(value)
        self.error("CSJ004", f"{name!r} is not text")
        return ""

    def clean_date(self, name: str, value: object) -> object:
        """Return the value of a date variable with its texts free of invalid characters."""
        if isinstance(value, dict):
            return {
                part: self.text(name, each) if isinstance(each, str) else each for part, each in value.items()
            }
        return self.text(name, value) if isinstance(value, str) else value

    def unknown(self, name: str, known: object) -> None:
        """Report a key that is ignored."""
        hint = did_you_mean(name, list(known))  # type: ignore[call-overload] # a set or mapping of names
        self.diagnostics.append(warning("CSJ003", self.where, f"{name[:80]!r} is not known here", hint))


def _after_spaces(text: str, place: int) -> int:
    spaces = _SPACES.match(text, place)
    return spaces.end() if spaces else place


def to_csl_json(references: Iterable[Reference]) -> str:
    """Return references as an array of CSL-JSON items, in the given order."""
    return json.dumps([_item(each) for each in references], ensure_ascii=False, indent=2) + "\n"


def _item(reference: Reference) -> dict[str, object]:
    item = {SCHEMA_NAMES.get(name, name): value for name, value in reference.csl().items()}
    extra: dict[str, object] = json.loads(reference.extra or "{}")
    return item | extra


_DATE_PARTS = frozenset({"date-parts", "season", "circa", "literal", "raw", "edtf"})
"""The keys of a date that is an object."""

_MOST_PARTS = 3
_SEASON_NUMBERS: Mapping[int, int] = {first + number: number + 1 for first in (13, 21) for number in range(4)}
"""The season of each number that some programs write in place of a month: 13 to 16, or EDTF's 21 to 24."""
_ISO = re.compile(r"(\d{4})-(\d\d?)(?:-(\d\d?))?")
"""A text in the form of an ISO 8601 date, whether or not the day exists."""
_EMPTY = (None, "", 0, "0", "00")


def read_csl_date(value: object) -> ReferenceDate | None:
    """Return a date, which is empty if the value is, or nothing if the value is not a date."""
    if isinstance(value, str | int) and not isinstance(value, bool):
        return _from_text(str(value))
    if not isinstance(value, Mapping):
        return None
    raw = value.get("edtf") or value.get("raw") or ""
    literal = value.get("literal") or ""
    if not isinstance(raw, str | int) or not isinstance(literal, str | int):
        return None
    if raw and not value.get("date-parts"):
        date = _from_text(str(raw))
        return date and replace(date, circa=date.circa or is_on(value.get("circa")))
    return _from_parts(value, str(literal))


def is_on(value: object) -> bool:
    """Tell whether a switch of CSL-JSON is on, in any of the forms that programs write."""
    return value not in (None, False, 0, "", "0", "false")


def _from_text(text: str) -> ReferenceDate | None:
    """Return a date written as text, or nothing if it looks like an ISO date but does not exist."""
    iso = _ISO.fullmatch(text.strip())
    if not iso:
        return read_edtf(text) or read_year(text) or ReferenceDate(literal=text)
    start = validated_parts(*(int(part) for part in iso.groups("0")))
    return read_edtf(text) or (ReferenceDate(start=start) if start else None)


def _from_parts(value: Mapping[str, object], literal: str) -> ReferenceDate | None:
    points = value.get("date-parts") or []
    if not isinstance(points, list):
        return None
    try:
        season = _season(value.get("season"))
        start, end, *more = [*(_numbers(point) for point in points), (), ()]
    except (ValueError, TypeError, OverflowError):
        return None
    if len(start) == len(("year", "season")) and start[1] in _SEASON_NUMBERS and not season:
        season, start = _SEASON_NUMBERS[start[1]], start[:1]
    if any(more) or not all(_is_possible(point) for point in (start, end)):
        return None
    if end not in ((), (0,)) and end < start[: len(end)]:
        return None
    return ReferenceDate(
        start=start, end=end, season=season, circa=is_on(value.get("circa")), literal=literal
    )


def _season(value: object) -> int:
    """Return a season as a number from 1 to 4, or 0 for none or an unknown one."""
    name = str(value).strip().lower()
    number = SEASONS.get(name) or (int(name) if name.isdecimal() else 0)
    return number if number in SEASONS.values() else 0


def _numbers(point: object) -> tuple[int, ...]:
    """Return the year, month and day, as far as they are known.

    Raises:
        ValueError: One of them is not a number.
        OverflowError: One of them is infinite.
        TypeError: The value is not a list of at most three items.
    """
    if not isinstance(point, list) or len(point) > _MOST_PARTS:
        raise TypeError
    known = list(point)
    while len(known) > 1 and known[-1] in _EMPTY:
        known.pop()
    if known in ([None], [""]):
        return ()
    if any(isinstance(part, bool | float) and part != int(part) for part in known):
        raise ValueError
    return tuple(int(part) for part in known)


def _is_possible(point: tuple[int, ...]) -> bool:
    return not point or validated_parts(*point) == point
