"""A reference in the terms of CSL (https://docs.citationstyles.org/en/stable/specification.html).

The names of fields in a file are not known here: `conversion` turns them into these.
"""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from evidence_review.location import Location

_PLAIN_KEY = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_MAX_SLUG_LENGTH = 80
_RESERVED = frozenset(
    ["index", "readme", "con", "prn", "aux", "nul"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]
)
"""Names that a web server, a site generator or Windows takes for something else."""
_MARKUP = re.compile(
    r'</?(?:i|b|sup|sub|sc|span)>|<span (?:class="nocase"|style="font-variant: ?small-caps;")>'
)
"""The markup of CSL-JSON: italics, bold, superscript, subscript, small capitals and `nocase`."""

PRIVATE_VARIABLES = frozenset({"abstract", "annote", "call-number", "keyword"})
"""Variables in which reference managers keep the words of others and notes of one's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person, or a body whose name stays whole."""

    family: str = ""
    """The family name."""
    given: str = ""
    """The given names or initials."""
    dropping_particle: str = ""
    """A particle that goes when the family name stands alone, such as `von` in German."""
    non_dropping_particle: str = ""
    """A particle that stays with the family name, such as `van`."""
    suffix: str = ""
    """What follows the name, such as `Jr`."""
    literal: str = ""
    """The whole name of a body; every other field is then empty."""
    comma_suffix: bool = False
    """Whether a comma stands before the suffix."""
    static_ordering: bool = False
    """Whether the family name always comes first, as in Hungarian."""
    parse_names: bool = False
    """Whether particles still stand in the family name, from which a program is to take them."""

    def __str__(self) -> str:
        """Return the name in reading order."""
        parts = (self.given, self.dropping_particle, self.non_dropping_particle, self.family, self.suffix)
        return self.literal or " ".join(part for part in parts if part)

    @property
    def surname(self) -> str:
        """The family name with the particle that stays with it."""
        return " ".join(part for part in (self.non_dropping_particle, self.family) if part)

    @property
    def forenames(self) -> str:
        """The given names with the particle that goes when the family name stands alone."""
        return " ".join(part for part in (self.given, self.dropping_particle) if part)

    def csl(self) -> dict[str, str | bool]:
        """Return the name as CSL-JSON has it."""
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
"""What stands for those who are not named, as citeproc takes it: it prints et al."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributors:
    """Everyone who had one part in a work."""

    role: str
    """The CSL name variable, such as `author` or `editor`."""
    names: tuple[Name, ...]
    """The people and bodies in the order given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceDate:
    """A date or a span of dates, as vague as its source."""

    start: tuple[int, ...] = ()
    """Year, month and day, as many as are known."""
    end: tuple[int, ...] = ()
    """The end of a span in the same form; `(0,)` where it is still open."""
    season: int = 0
    """1 for spring to 4 for winter, 0 for none."""
    circa: bool = False
    """Whether the source calls it approximate or uncertain."""
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
        """Return the date as CSL-JSON has it."""
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
    """One work, with what the review says about it."""

    key: str
    """The key by which pages cite it."""
    slug: str
    """Its permanent address below `/bibliography/`."""
    type: str
    """Its CSL type, such as `article-journal`."""
    texts: tuple[tuple[str, str], ...]
    """Its CSL variables that are text, such as `container-title`, with CSL-JSON's markup in titles."""
    contributors: tuple[Contributors, ...] = ()
    """Who made it, in which parts."""
    dates: tuple[tuple[str, ReferenceDate], ...] = ()
    """Its CSL variables that are dates, such as `issued` and `accessed`."""
    annotation: str = ""
    """What the work is, in this review's words."""
    balance: str = ""
    """What a fair reader should know beside it; shown wherever the work is used."""
    as_printed: str = ""
    """How the source prints it, where that differs."""
    url_note: str = ""
    """What the address leads to, where that is not the work itself."""
    date_note: str = ""
    """What is odd about its date."""
    cited_for: str = ""
    """What the source cites it for."""
    uncited: str = ""
    """Why no page cites it; empty where pages do."""
    parent: str = ""
    """The key of the work that holds it; empty for none."""
    written: str = ""
    """The entry in BibTeX as written, with the fields that describe the work; empty where it has none."""
    entry: str = ""
    """The entry with every field of its file. It may hold private notes: the site never gives it away."""
    extra: str = ""
    """What its CSL-JSON holds that is no variable of CSL, as JSON. The site never gives it away."""
    where: Location
    """Where it is written."""
    fields: tuple[tuple[str, int], ...] = ()
    """The line on which each of its fields is written, by its name in the file."""

    def text(self, variable: str) -> str:
        """Return a CSL text variable with its markup, or nothing."""
        for name, value in self.texts:  # asked for some dozen times a work, so without a generator
            if name == variable:
                return value
        return ""

    def date(self, variable: str) -> ReferenceDate | None:
        """Return a CSL date variable."""
        return next((value for name, value in self.dates if name == variable), None)

    def location_of(self, field: str) -> Location:
        """Return where a field is written, or the entry where it has none of that name."""
        line = next((line for name, line in self.fields if name == field), self.where.line)
        return Location(self.where.path, line)

    @property
    def has_others(self) -> bool:
        """Whether the source says that there are more authors than it names."""
        return any(group.role == "author" and ET_AL in group.names for group in self.contributors)

    @property
    def title(self) -> str:
        """The title, without markup; before that of a volume stands that of the whole work."""
        whole, volume = self.text("title"), self.text("volume-title")
        return strip_markup(f"{whole}: {volume}" if volume else whole)

    @property
    def issued(self) -> ReferenceDate | None:
        """When it came out."""
        return self.date("issued")

    @property
    def doi(self) -> str:
        """The DOI, bare."""
        return self.text("DOI")

    @property
    def url(self) -> str:
        """The address that readers may be sent to."""
        return self.text("URL")

    @property
    def note(self) -> str:
        """The note that belongs to the reference itself."""
        return strip_markup(self.text("note"))

    def csl(self) -> Mapping[str, object]:
        """Return the work as a CSL-JSON item (https://github.com/citation-style-language/schema)."""
        item: dict[str, object] = {"id": self.key, "type": self.type}
        item.update(self.texts)
        item.update({group.role: [name.csl() for name in group.names] for group in self.contributors})
        item.update({name: value.csl() for name, value in self.dates})
        return item


def without_private_fields(reference: Reference) -> Reference:
    """Return a work without what is not given away, which its entry in BibTeX never held."""
    texts = tuple((name, value) for name, value in reference.texts if name not in PRIVATE_VARIABLES)
    return replace(reference, texts=texts, extra="")


def strip_markup(text: str) -> str:
    """Return a CSL-JSON text without its markup. Other angle brackets are text and stay."""
    return _MARKUP.sub("", text) if "<" in text else text


def slug_of(key: str) -> str:
    """Return the permanent ASCII address of a key.

    A plain key is its own address and never holds `--`; any other gets a hash, so no two keys share one.
    """
    if len(key) <= _MAX_SLUG_LENGTH and key not in _RESERVED and _PLAIN_KEY.fullmatch(key):
        return key
    ascii_key = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_key).strip("-")[: _MAX_SLUG_LENGTH - 12].strip("-")
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{words or 'work'}--{digest[:10]}"


def _iso(parts: tuple[int, ...]) -> str:
    return "-".join(f"{part:04d}" if place == 0 else f"{part:02d}" for place, part in enumerate(parts))
