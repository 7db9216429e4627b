"""What Zotero makes of a page, by the rules that its translators apply.

"Embedded Metadata" (of 2024-06-13), with "RDF" (of 2019-09-08), and "COinS" (of 2021-06-03), at
https://github.com/zotero/translators, with what they take from https://github.com/zotero/utilities. These are
their rules as far as they bear on what we write, in our own words. The translators themselves were run on
built sites and do the same.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

BY_TAG = {
    "citation_journal_title": "journalArticle",
    "citation_technical_report_institution": "report",
    "citation_conference_title": "conferencePaper",
    "citation_inbook_title": "bookSection",
    "citation_book_title": "bookSection",
    "citation_dissertation_institution": "thesis",
}
"""Tags that make a page an item of one type, whatever else it says."""

FIELDS = {
    "citation_title": "title",
    "citation_publication_date": "date",
    "citation_journal_title": "container",
    "citation_inbook_title": "container",
    "citation_conference_title": "conference",
    "citation_doi": "DOI",
    "citation_public_url": "url",
    "citation_dissertation_institution": "publisher",
    "citation_technical_report_institution": "publisher",
    "citation_publisher": "publisher",
    "citation_volume": "volume",
    "citation_issue": "issue",
    "citation_series_title": "series",
    "citation_technical_report_number": "number",
    "citation_isbn": "ISBN",
    "citation_language": "language",
}
"""The field of each tag."""

KEYS = {
    "rft.pub": "publisher",
    "rft.inst": "publisher",
    "rft.date": "date",
    "rft.volume": "volume",
    "rft.issue": "issue",
    "rft.series": "series",
    "rft.pages": "pages",
    "rft.place": "place",
    "rft.edition": "edition",
    "rft.isbn": "ISBN",
}
"""The field of each key that means the same in every type."""

GENRES = {
    "bookitem": "bookSection",
    "proceeding": "conferencePaper",
    "conference": "conferencePaper",
    "report": "report",
    "document": "document",
}
"""The type of each genre of the format for books; a book for any other."""

PARTS = frozenset({"journalArticle", "bookSection", "conferencePaper"})
"""Types that stand in something else."""


@dataclass(slots=True)
class Item:
    """What Zotero would keep."""

    type: str = ""
    """Its item type."""
    fields: dict[str, str] = field(default_factory=dict)
    """What it says, by field."""
    creators: list[tuple[str, str, str]] = field(default_factory=list)
    """Part in the work, family name and given names, in order."""


def from_head(tags: Sequence[tuple[str, str]]) -> Item:
    """Return what "Embedded Metadata" takes from the tags of a head."""
    item = Item(type=next((value for name, value in tags if name == "z:itemType"), "webpage"))
    for name, value in tags:
        if name == "prism.publicationName":
            item.fields["container"] = value
        elif name.startswith("z:") and name != "z:itemType":
            item.fields[name.removeprefix("z:")] = value
    for name, value in reversed(tags):  # the first of two wins
        if name in FIELDS and value.strip():
            item.fields[FIELDS[name]] = " ".join(value.split())
    for role in ("author", "editor"):
        item.creators += _creators([value for name, value in tags if name == f"citation_{role}"], role)
    for name, _ in tags:
        item.type = BY_TAG.get(name, item.type)
    _take_pages(item, dict(tags))
    return item


def _take_pages(item: Item, tags: dict[str, str]) -> None:
    """Put the first page, up to a dash, and the last one together; without a tag, parts at hyphens."""
    first, last, *_ = *item.fields.get("pages", "").split("-"), ""
    first = re.split("[-–]", tags["citation_firstpage"])[0] if "citation_firstpage" in tags else first
    last = tags.get("citation_lastpage", last)
    if first:
        item.fields["pages"] = f"{first}-{last}" if last else first


def _creators(nodes: Sequence[str], role: str) -> Iterable[tuple[str, str, str]]:
    last = ""
    for node in nodes:
        names = re.split(r"\s*;\s*", node)
        halves = re.split(r"\s*,\s*", names[0])
        if len(names) == len(nodes) == 1 and len(halves) > 1 and " " in halves[0] and " " in halves[1]:
            names = halves  # taken for a list of people
        for name in map(str.strip, names):
            if re.search(r"[^\s,-.;]", name) and name != last:
                last = name
                _, family, given = clean(name, role)
                yield (role, _cased(family), _cased(given)) if given else (role, family, given)


def _cased(part: str) -> str:
    """Return a part of a person's name with capitals, if it has none or nothing else."""
    same_case = part in {part.upper(), part.lower()}
    return re.sub(r"[^ /\u2010-\u2015-]+", lambda word: word[0].capitalize(), part) if same_case else part


def clean(name: str, role: str) -> tuple[str, str, str]:
    """Return a name in its parts: at its commas or else at the last blank, with dots to initials alone."""
    bare = re.sub(r"^[\s.,/\[\]:]+|[\s.,/\[\]:]+$", "", name)
    bare = re.sub(r"\s+", " ", bare, count=1)
    if "," in name:
        spaced = re.sub(r"\.([^ ])", r". \1", bare, count=1)
        family, given, *_ = *re.split("[,،] ?", spaced), ""
    else:
        given, _, family = bare.rpartition(" ")
    if re.fullmatch("[A-Z]{1,3}", given) and (len(given) == 1 or family.upper() != family):
        given = " ".join(given)
    words = re.split(r"[\s.]+|(?=-)", given.strip(" ."))
    dotted = (f"{word}." if re.fullmatch("-?[A-Z\u0400-\u042f]", word) else word for word in words)
    return role, family, " ".join(dotted).replace(" -", "-").strip()


def from_coins(title: str) -> Item:
    """Return what "COinS" takes from the title of a span."""
    pairs = [
        (key, unquote(re.sub(r"\+|%2[bB]", " ", value)))
        for key, _, value in (part.partition("=") for part in title.split("&"))
    ]
    known = dict(reversed(pairs))
    form = known["rft_val_fmt"].rpartition(":")[2]
    types = {"journal": "journalArticle", "dissertation": "thesis"}
    item = Item(type=types.get(form) or GENRES.get(known.get("rft.genre", ""), "book"))
    parts: dict[str, str] = {}
    for key, value in pairs:
        if key in {"rft.aulast", "rft.aufirst"}:
            parts[key] = value
        elif key == "rft.au":
            item.creators.append(clean(value, "author"))
        elif value:
            _take(item, key, value)
    first = ("author", parts.get("rft.aulast", ""), parts.get("rft.aufirst", ""))
    if parts and not any(name[1] == first[1] and name[2].startswith(first[2]) for name in item.creators):
        item.creators.insert(0, first)  # taken for another person
    return item


def _take(item: Item, key: str, value: str) -> None:
    in_another = item.type in PARTS
    if key == "rft_id" and value.startswith("info:doi/"):
        item.fields["DOI"] = value.removeprefix("info:doi/")
    elif key == "rft_id" and re.match("https?://", value):
        item.fields["url"] = value
    elif key == "rft.atitle" and in_another:
        item.fields["title"] = value
    elif key == ("rft.jtitle" if item.type == "journalArticle" else "rft.btitle") and in_another:
        item.fields["container"] = value
    elif (key == "rft.btitle" and item.type in {"book", "report"}) or (key == "rft.title" and not in_another):
        item.fields["title"] = value
    elif key in KEYS:
        item.fields[KEYS[key]] = value
    elif item.type != "thesis":
        _take_of_any_sort(item, key, value)


def _take_of_any_sort(item: Item, key: str, value: str) -> None:
    if key == "rft.source":
        item.fields["container"] = value
    elif key == "rft.language":
        item.fields["language"] = value
    elif key == "rft.type":
        item.type = value
