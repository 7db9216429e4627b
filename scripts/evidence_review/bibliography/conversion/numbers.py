"""Volumes, issues, pages and editions, without the words and signs that every style adds itself."""

import re

from evidence_review.bibliography.conversion.fields import ResolvedEntry
from evidence_review.bibliography.conversion.mappings import ARTICLE_NUMBERS, VOLUMES
from evidence_review.diagnostics import quoted

_RANGE_SIGN = re.compile(r" ?(?:-{2,3}|–|—|−) ?")
"""A sign that can only mean a range."""
_TWO_NUMBERS = re.compile(
    r"(?<![\w–-])([A-Za-z]{0,2}\d[\w.:]*|[ivxlc]+) ?- ?([A-Za-z]{0,2}\d[\w.:]*|[ivxlc]+)(?![\w–-])"
)
"""Two numbers with a hyphen for a range between them; in `A-1` and `WP-12` it is part of a number."""
_TWO_HYPHENATED = re.compile(r"(\w+-\w+) ?- ?(\w+-\w+)")
"""A range of two numbers that have hyphens themselves."""


def with_dashes(text: str) -> str:
    """Return a number, in which each range has an en dash."""
    if text.isalnum() or not text[:1].isalnum():
        return text
    if not any(character.isdigit() for character in text) and not _TWO_NUMBERS.fullmatch(text):
        return text
    text = text.replace("\N{HYPHEN}", "-").replace("\N{NON-BREAKING HYPHEN}", "-")
    if both := _TWO_HYPHENATED.fullmatch(text):
        return f"{both[1]}–{both[2]}"
    return _TWO_NUMBERS.sub(r"\1–\2", _RANGE_SIGN.sub("–", text))


_EDITION = re.compile(
    r"""
    (\d+|[^\W\d]+)(?:(?<=\d)(?:st|nd|rd|th|e|ème|ª|º|a|:a|er))?\.?
    (?:\s+(?:edn?\.?|edition|aufl(?:age)?\.?|éd(?:ition)?\.?|ed(?:ición|izione|ição|itie)\.?|druk|vyd(?:ání)?\.?
        |wyd(?:anie)?\.?|изд(?:ание)?\.?|uppl(?:aga)?\.?|udg(?:ave)?\.?|utg(?:ave)?\.?|kiad(?:ás)?\.?))?
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""An edition in one of ten languages: a number or a word, often an ordinal, often followed by "edition"."""
_ORDINALS = {
    word: str(number)
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
        start=1,
    )
}


def edition_of(written: str) -> str:
    """Return the number of an edition, or its words if they have none."""
    match = _EDITION.fullmatch(written)
    number = match[1] if match else ""
    return number if number.isdigit() else _ORDINALS.get(number.lower(), written)


_NUMBER = r"(?=\d|[ivxlc]+\b|[A-Za-z]{1,3}-?\d)"
"""How a number may begin after a word that ends with a full stop or a space."""
_PREFIXES = {
    "pages": re.compile(
        rf"""
        (?<![\w.])
        (?: (?i: pages? | pgs? | pp | p | pagg? | págs? | páginas? | pagine | pagina['’]?s? |
                  seiten? | ss | str | strony | stran[ay]? | blz | sid | sidor | sider | sf |
                  стр ) (?: \.\s* | \s+ ) {_NUMBER}
          | (?i: pages? | pgs? | pp ) (?=\d)
          | [SsCc\u0421\u0441] \.\s+ (?=\d) )
        """,
        re.VERBOSE,
    ),
    "volume": re.compile(
        rf"""
        (?<![\w.])
        (?: (?i: volumes? | vols? | band | bde? | tom[eou]? | tomus | deel | dl | jg | jahrgang |
                  jaargang | jrg | årg | årgang | årgång | vuosik | vuosikerta | bind | köt | kötet | évf |
                  svazek | sv | ročník |
                  roč | rocznik | том | cilt | année | año | ano | anno ) (?: \.\s* | \s+ )
            (?: {_NUMBER} | (?=[IVXLC]+\b) )
          | [TtVv\u0422\u0442] \.\s* (?=\d|[IVXLC]+\b)
          | (?i: volumes? | vols? ) (?=\d)
          | [第제] \s* (?=\d) )
        """,
        re.VERBOSE,
    ),
    "chapter": re.compile(
        rf"(?<![\w.])(?i:chapters?|chap|ch|kapitel|kap|chapitre|capítulo|capitolo|cap|hoofdstuk)(?:\.\s*|\s+){_NUMBER}"
    ),
    "number": re.compile(
        rf"""
        (?<![\w.])
        (?: (?i: numbers? | nos? | nr | nro | nums? | núms? | números? | numéros? | numeri |
                  numero | nummer | issues? | iss | heft | hefte | hft | hæfte | häfte | häft |
                  ausgabe | ausg |
                  fasc | fascicule | fascicolo | fascículo | cahier | čís | číslo | zesz |
                  zeszyt | sz | szám | вып | выпуск | say\u0131 | afl ) (?: \.\s* | \s+ ) {_NUMBER}
          | [NnHhČčZz] \.\s* (?=\d)
          | (?i: nos? | nr ) (?=\d)
          | (?: [Nn][°º] | № | \# | 第 | 제 ) \s* (?=\d) )
        """,
        re.VERBOSE,
    ),
}
"""What may precede a number, by field, in twelve languages."""
_SUFFIXES = {
    "pages": re.compile(
        r"""
        (?<=\d)\s* (?: (?i: pp?\.? | pages? | seiten | págs?\.? | páginas | pagine | sidor | sider | oldal
          | blz\.? | стр\. | [s\u0441]\. ) | 页 | 頁 | 쪽 | 면 ) \Z
        """,
        re.VERBOSE,
    ),
    "volume": re.compile(
        r"""
        (?<=\d)\.?\s* (?: (?i: band | bd\. | jahrgang | jg\. | évf\.? | årg\.? | köt\.? | ročník | roč\. )
          | 卷 | 巻 | 권 ) \Z
        """,
        re.VERBOSE,
    ),
    "number": re.compile(
        r"(?<=\d)\.?\s* (?: (?i: heft | szám | sz\. | číslo | č\. ) | 号 | 號 | 期 | 호 ) \Z", re.VERBOSE
    ),
}
"""What may follow a number, by field."""
_PLACEHOLDER = re.compile(
    r"n\s?/\s?a(?:\s?[-–]+\s?n\s?/\s?a)?|n\.\s?a\.|na|nan|none|null|nil|[-–—?.]+|(?:pp?|pages?|vols?|volume|nos?|nr|number|issue)\.?",
    re.IGNORECASE,
)
"""What people write if there is no number."""
_TOTAL = re.compile(r"(?:[ivxlc]+\s*[+,]\s*)?\d+", re.IGNORECASE)
"""A number of pages, possibly with a separate number of preliminary pages."""
_WHOLE = frozenset({"thesis", "phdthesis", "mastersthesis", "report", "techreport", "manual", "booklet"})
"""Types, other than books, whose only page number is how many pages there are."""
_WORD = re.compile(r"(?![ivxlc]+\b)[^\W\d_]{3,}", re.IGNORECASE)
"""A word that is neither a number nor the letters of one."""


def leading_number(resolved: ResolvedEntry, *names: str) -> str:
    """Return the number in the first field that is not empty, and warn about anything else in it.

    Args:
        resolved: The entry.
        names: `pages`, `volume`, `number`, `issue` or `chapter`; any other field is returned as written.
    """
    name = next((name for name in names if resolved.has(name)), "")
    written = resolved.text(name) if name else ""
    kind = "number" if name == "issue" else name
    prefix = _PREFIXES.get(kind)
    if not prefix or written.isdigit():
        return written
    where = f"{quoted(written)} in {name!r} of {resolved.entry.key!r}"
    if _PLACEHOLDER.fullmatch(written):
        resolved.warning("BIB117", name, f"{where} has no number", "delete the field")
        return ""
    bare = prefix.sub("", written)
    if kind in _SUFFIXES:
        bare = _SUFFIXES[kind].sub("", bare)
    if bare == written:
        return written
    is_clear = not _WORD.search(bare)
    hint = f"write {bare.replace('–', '--')}" if is_clear else "write only the number"
    message = f"{where} includes a word or sign that citation styles add themselves"
    resolved.warning("BIB117", name, message, hint)
    return bare if is_clear else written


def number_of_pages(resolved: ResolvedEntry) -> str:
    """Return the number of pages if `pages` has that instead of a page range."""
    written = resolved.text("pages")
    bare = _SUFFIXES["pages"].sub("", written)
    is_whole = resolved.entry.type in VOLUMES or resolved.entry.type in _WHOLE
    if not _TOTAL.fullmatch(bare) or (bare == written and not is_whole):
        return ""
    message = f"{quoted(written)} in 'pages' of {resolved.entry.key!r} is a number of pages, not a page range"
    resolved.warning("BIB117", "pages", message, f"write pagetotal = {{{bare}}}")
    return bare


def pages_of(resolved: ResolvedEntry) -> tuple[str, str]:
    """Return the pages, or else the article number; and the article number of an entry that has pages too."""
    pages = with_dashes(leading_number(resolved, "pages")).removeprefix("ARTN ")
    article = resolved.text(*ARTICLE_NUMBERS).removeprefix("ARTN ")  # as Web of Science writes
    return (pages, "" if article in pages else article) if pages else (with_dashes(article), "")
