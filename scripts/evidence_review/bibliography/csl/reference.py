"""A reference with CSL's types and variables (https://docs.citationstyles.org/en/stable/specification.html).

The names of fields in bibliography files are not known here: `conversion` translates them.
"""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from evidence_review.location import Location
from evidence_review.text_form import PlainText, VerbatimText

_PLAIN_KEY = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_MAX_SLUG_LENGTH = 80
_RESERVED = frozenset(
    ["index", "readme", "con", "prn", "aux", "nul"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]
)
"""Names with a special meaning for a web server, a site generator or Windows."""
_MARKUP = re.compile(
    r'</?(?:i|b|sup|sub|sc|span)>|<span (?:class="nocase"|style="font-variant: ?small-caps;")>'
)
"""The markup of CSL-JSON: italics, bold, superscript, subscript, small capitals and `nocase`."""

PRIVATE_VARIABLES = frozenset({"abstract", "annote", "call-number", "keyword"})
"""Variables in which reference managers store other people's words and private notes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """The name of a person, or of an organisation in one piece."""

    family: str = ""
    """The family name."""
    given: str = ""
    """The given names or initials."""
    dropping_particle: str = ""
    """A particle that is dropped if only the family name appears, such as `von` in German."""
    non_dropping_particle: str = ""
    """A particle that always precedes the family name, such as `van`."""
    suffix: str = ""
    """A suffix, such as `Jr`."""
    literal: str = ""
    """The whole name of an organisation; all other fields are then empty."""
    comma_suffix: bool = False
    """Whether there is a comma before the suffix."""
    static_ordering: bool = False
    """Whether the family name always comes first, as in Hungarian."""
    parse_names: bool = False
    """Whether the family name still includes particles, which a program should separate."""

    def __str__(self) -> str:
        """Return the name in reading order."""
        parts = (self.given, self.dropping_particle, self.non_dropping_particle, self.family, self.suffix)
        return self.literal or " ".join(part for part in parts if part)

    @property
    def surname(self) -> str:
        """The family name with its non-dropping particle."""
        return " ".join(part for part in (self.non_dropping_particle, self.family) if part)

    @property
    def forenames(self) -> str:
        """The given names with the dropping particle."""
        return " ".join(part for part in (self.given, self.dropping_particle) if part)

    def csl(self) -> dict[str, str | bool]:
        """Return the name as CSL-JSON."""
        values: dict[str, str | bool] = {
            "family": self.family,
            "given": self.given,
            "dropping-particle": self.dropping_particle,
            "non-dropping-particle": self.non_dropping_particle,
            "suffix": self.suffix,
            "literal": self.literal,
            "comma-suffix": self.comma_suffix,
            "static-ordering": self.static_ordering,
            "parse-names": self.parse_names,
        }
        return {name: value for name, value in values.items() if value}


ET_AL = Name(literal="others")
"""A name that means further people who are not named; citeproc prints it as "et al."."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributors:
    """The people and organisations with the same role."""

    role: str
    """The CSL name variable, such as `author` or `editor`."""
    names: tuple[Name, ...]
    """The people and organisations, in the given order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceDate:
    """A date or a period, as vague as in its source."""

    start: tuple[int, ...] = ()
    """The year, month and day, as far as they are known."""
    end: tuple[int, ...] = ()
    """The end of a period in the same form; `(0,)` if it is still open."""
    season: int = 0
    """1 for spring to 4 for winter, 0 for none."""
    circa: bool = False
    """Whether it is approximate or uncertain in the source."""
    literal: str = ""
    """Words in place of a date, such as `in press`."""

    @property
    def year(self) -> int | None:
        """The first year."""
        return self.start[0] if self.start else None

    def __str__(self) -> str:
        """Return the date in ISO form, or its words."""
        first, last = _iso(self.start), "" if self.end == (0,) else _iso(self.end)
        return self.literal or (f"{first}/{last}" if self.end else first)

    def csl(self) -> dict[str, object]:
        """Return the date as CSL-JSON."""
        value: dict[str, object] = {"literal": self.literal} if self.literal else {}
        parts = [list(part) for part in (self.start, self.end) if part]
        if parts or not self.literal:
            value["date-parts"] = parts
        if self.season:
            value["season"] = self.season
        if self.circa:
            value["circa"] = True
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A cited work, with what the review says about it."""

    key: str
    """The key by which pages cite it."""
    slug: str
    """Its permanent address below `/bibliography/`."""
    type: str
    """Its CSL type, such as `article-journal`."""
    texts: tuple[tuple[str, str], ...]
    """Its CSL text variables, such as `container-title`, with CSL-JSON's markup in titles."""
    contributors: tuple[Contributors, ...] = ()
    """Its authors, editors and other contributors, by role."""
    dates: tuple[tuple[str, ReferenceDate], ...] = ()
    """Its CSL date variables, such as `issued` and `accessed`."""
    annotation: PlainText = ""
    """A description of the work, in the words of the review."""
    balance: PlainText = ""
    """What a fair reader should also know; displayed wherever the reference is used."""
    as_printed: VerbatimText = ""
    """How the source prints it, if that differs."""
    url_note: PlainText = ""
    """What the address leads to, if that is not the work itself."""
    archived_url: str = ""
    """The address of a copy of it in a web archive; empty if none is known."""
    archived_on: date | None = None
    """The day on which that copy was made."""
    url_dead: bool = False
    """Whether its own address no longer leads to it."""
    date_note: PlainText = ""
    """What is unusual about its date."""
    cited_for: PlainText = ""
    """What the source cites it for."""
    uncited: PlainText = ""
    """Why no page cites it; empty if a page does."""
    parent: str = ""
    """The key of the reference that contains it, such as a book; empty for none."""
    written: str = ""
    """The BibTeX entry as written, with only the fields that describe the work; empty if there is none."""
    entry: str = ""
    """The BibTeX entry with all its fields. It may include private notes, so it is never published."""
    extra: str = ""
    """The keys of its CSL-JSON item that are not CSL variables, as JSON. They are never published."""
    where: Location
    """The location of its entry."""
    fields: tuple[tuple[str, int], ...] = ()
    """The line of each of its fields, by the name of the field in the file."""

    def text(self, variable: str) -> str:
        """Return a CSL text variable with its markup, or an empty string."""
        for name, value in self.texts:  # a loop, because this is called dozens of times per reference
            if name == variable:
                return value
        return ""

    def date(self, variable: str) -> ReferenceDate | None:
        """Return a CSL date variable."""
        return next((value for name, value in self.dates if name == variable), None)

    def location_of(self, field: str) -> Location:
        """Return the location of a field, or of the entry if it has no such field."""
        line = next((line for name, line in self.fields if name == field), self.where.line)
        return Location(self.where.path, line)

    @property
    def has_others(self) -> bool:
        """Whether there are more authors than the source names."""
        return any(group.role == "author" and ET_AL in group.names for group in self.contributors)

    @property
    def title(self) -> str:
        """The title without markup; for a volume, the title of the whole work and that of the volume."""
        whole, volume = self.text("title"), self.text("volume-title")
        return strip_markup(f"{whole}: {volume}" if volume else whole)

    @property
    def issued(self) -> ReferenceDate | None:
        """The date of publication."""
        return self.date("issued")

    @property
    def doi(self) -> str:
        """The DOI, without a prefix."""
        return self.text("DOI")

    @property
    def url(self) -> str:
        """The address to link to."""
        return self.text("URL")

    @property
    def note(self) -> str:
        """The note that belongs to the reference itself."""
        return strip_markup(self.text("note"))

    def csl(self) -> Mapping[str, object]:
        """Return the reference as a CSL-JSON item (https://github.com/citation-style-language/schema)."""
        item: dict[str, object] = {"id": self.key, "type": self.type}
        item.update(self.texts)
        item.update({group.role: [name.csl() for name in group.names] for group in self.contributors})
        item.update({name: value.csl() for name, value in self.dates})
        return item


def without_private_fields(reference: Reference) -> Reference:
    """Return a reference without the fields that are not published; `written` does not contain them."""
    texts = tuple((name, value) for name, value in reference.texts if name not in PRIVATE_VARIABLES)
    return replace(reference, texts=texts, extra="")


def strip_markup(text: str) -> str:
    """Return a CSL-JSON text without its markup. Other angle brackets are text and remain."""
    return _MARKUP.sub("", text) if "<" in text else text


def slug_of(key: str) -> str:
    """Return the permanent ASCII slug of a key.

    A plain key is its own slug and never contains `--`; any other slug ends in a hash, so slugs are unique.
    """
    if len(key) <= _MAX_SLUG_LENGTH and key not in _RESERVED and _PLAIN_KEY.fullmatch(key):
        return key
    ascii_key = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_key).strip("-")[: _MAX_SLUG_LENGTH - 12].strip("-")
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{words or 'work'}--{digest[:10]}"


def _iso(parts: tuple[int, ...]) -> str:
    return "-".join(f"{part:04d}" if place == 0 else f"{part:02d}" for place, part in enumerate(parts))
