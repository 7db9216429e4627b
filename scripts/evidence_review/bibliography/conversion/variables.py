"""The text variables of a reference: titles, numbers, publishers, languages and identifiers.

Numbers lose words such as "pp." and "vol.", which every style adds itself. Macros for the names of journals
are those of the Astrophysics Data System: https://ui.adsabs.harvard.edu/help/actions/journal-macros.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from babel import Locale

from evidence_review.bibliography.conversion.fields import ResolvedEntry, bracketed_title
from evidence_review.bibliography.conversion.mappings import (
    ARCHIVES,
    GENRES,
    IN_PERIODICALS,
    LATEX_LANGUAGES,
    PUBLISHERS,
    RICH_TEXT_VARIABLES,
    TEXTS,
    TYPE_NAMES,
    VOLUMES,
)
from evidence_review.bibliography.csl.identifiers import (
    extract_doi,
    normalise_doi,
    normalise_url,
)
from evidence_review.diagnostics import quoted

JOURNALS: Mapping[str, str] = {
    "aap": "Astronomy and Astrophysics",
    "aapr": "Astronomy and Astrophysics Reviews",
    "aaps": "Astronomy and Astrophysics Supplement",
    "actaa": "Acta Astronomica",
    "aj": "Astronomical Journal",
    "ao": "Applied Optics",
    "apj": "Astrophysical Journal",
    "apjl": "Astrophysical Journal Letters",
    "apjs": "Astrophysical Journal Supplement",
    "aplett": "Astrophysics Letters",
    "apspr": "Astrophysics Space Physics Research",
    "apss": "Astrophysics and Space Science",
    "araa": "Annual Review of Astronomy and Astrophysics",
    "azh": "Astronomicheskii Zhurnal",
    "baas": "Bulletin of the American Astronomical Society",
    "bac": "Bulletin of the Astronomical Institutes of Czechoslovakia",
    "bain": "Bulletin of the Astronomical Institutes of the Netherlands",
    "caa": "Chinese Astronomy and Astrophysics",
    "cjaa": "Chinese Journal of Astronomy and Astrophysics",
    "fcp": "Fundamental Cosmic Physics",
    "gca": "Geochimica et Cosmochimica Acta",
    "grl": "Geophysical Research Letters",
    "iaucirc": "IAU Circulars",
    "icarus": "Icarus",
    "jcap": "Journal of Cosmology and Astroparticle Physics",
    "jcp": "Journal of Chemical Physics",
    "jgr": "Journal of Geophysical Research",
    "jqsrt": "Journal of Quantitative Spectroscopy and Radiative Transfer",
    "jrasc": "Journal of the Royal Astronomical Society of Canada",
    "memras": "Memoirs of the Royal Astronomical Society",
    "memsai": "Memorie della Società Astronomica Italiana",
    "mnras": "Monthly Notices of the Royal Astronomical Society",
    "na": "New Astronomy",
    "nar": "New Astronomy Reviews",
    "nat": "Nature",
    "nphysa": "Nuclear Physics A",
    "pasa": "Publications of the Astronomical Society of Australia",
    "pasj": "Publications of the Astronomical Society of Japan",
    "pasp": "Publications of the Astronomical Society of the Pacific",
    "physrep": "Physics Reports",
    "physscr": "Physica Scripta",
    "planss": "Planetary and Space Science",
    "pra": "Physical Review A",
    "prb": "Physical Review B",
    "prc": "Physical Review C",
    "prd": "Physical Review D",
    "pre": "Physical Review E",
    "prl": "Physical Review Letters",
    "procspie": "Proceedings of the SPIE",
    "psj": "Planetary Science Journal",
    "qjras": "Quarterly Journal of the Royal Astronomical Society",
    "rmxaa": "Revista Mexicana de Astronomía y Astrofísica",
    "skytel": "Sky and Telescope",
    "solphys": "Solar Physics",
    "sovast": "Soviet Astronomy",
    "ssr": "Space Science Reviews",
    "zap": "Zeitschrift für Astrophysik",
}
"""The journal that each macro means."""
_MACRO = re.compile(r"\s*\{?\s*\\([a-z]+)\s*(?:\{\})?\s*\}?\s*")


def journal_of_macro(value: str) -> str:
    r"""Return the journal if a value is only a journal macro such as `\apj`, otherwise an empty text."""
    match = _MACRO.fullmatch(value)
    return JOURNALS.get(match[1], "") if match else ""


_DASHES = re.compile(r" ?(?:-{1,3}|–|—|−) ?")
_ORDINAL = re.compile(r"(\w+?)(?:(?<=\d)(?:st|nd|rd|th))?\.?(?:\s+(?:edn?\.?|edition))?", re.IGNORECASE)
"""An edition: a number or a word, possibly an ordinal such as "2nd", possibly followed by "edition"."""
_ORDINALS = {
    word: str(number)
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
        start=1,
    )
}
_NUMBERED = frozenset(
    {"report", "patent", "standard", "legislation", "legal_case", "bill", "thesis", "document"}
)
"""CSL types that have their own `number`, rather than one in a series."""
_TEXTS_REVERSED = tuple(reversed(list(TEXTS.items())))
"""`TEXTS` in reverse, so that the first of two fields for one variable comes last and has priority."""
_ADDRESS_SEPARATOR = re.compile(
    r"[\s,;]+(?:and\s+)?(?=https?://)|;?\s+(?=ftp://)"
    r"|\\n(?=https?://)"
)
"""What separates the addresses of a field with more than one; Mendeley writes `\\n`."""
_WITHOUT_SCHEME = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:/|$)", re.IGNORECASE)
"""An address without its `https://`."""
_ONE_ADDRESS = "write one address that begins with https://"
_IN_ARCHIVE = re.compile(r"(?:arxiv:\s*)?([\w./-]+)(?:\s*\[[\w.-]+\])?", re.IGNORECASE)
"""The number of a document in an archive; Zotero adds the class in brackets to that of arXiv."""


def texts_of(resolved: ResolvedEntry, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the text variables; of two with the same name, the later one has priority."""
    yield from _titles(resolved)
    yield from _container(resolved)
    for name, variable in _TEXTS_REVERSED:
        if name in resolved.fields:
            yield variable, resolved.rich(name) if variable in RICH_TEXT_VARIABLES else resolved.text(name)
    yield "edition", _edition(resolved.text("edition"))
    yield from _numbers(resolved, kind)
    publishers = (_publisher(resolved, name) for name in PUBLISHERS if name in resolved.fields)
    yield "publisher", "; ".join(name for name in publishers if name)
    yield "genre", _genre(resolved)
    yield "note", ". ".join(value for name in ("note", "addendum") if (value := _note(resolved, name)))
    language = resolved.text("langid", "language", "hyphenation")
    yield "language", _language_tag(language) if language else ""
    yield "DOI", _doi(resolved)
    yield "URL", _url(resolved)


def _titles(resolved: ResolvedEntry) -> Iterator[tuple[str, str]]:
    """Yield the title; a volume of a multi-volume work has the title of the work and its own title."""
    title = _whole_title(resolved, "title", "subtitle", "titleaddon")
    whole = _whole_title(resolved, "maintitle", "mainsubtitle", "maintitleaddon")
    descriptive = resolved.rich("descriptivetitle")
    if whole and resolved.entry.type in VOLUMES:
        yield "title", whole
        yield "volume-title", title if title != whole else ""
    elif title or not descriptive:
        yield "title", title
    else:
        yield "title", bracketed_title(descriptive)


def _whole_title(resolved: ResolvedEntry, title: str, subtitle: str, addon: str = "") -> str:
    if title not in resolved.fields and subtitle not in resolved.fields and addon not in resolved.fields:
        return ""
    main, sub, extra = resolved.rich(title), resolved.rich(subtitle), resolved.rich(addon) if addon else ""
    if sub:
        main = f"{main}{'' if main.endswith(('?', '!', '.', ':')) else ':'} {sub}" if main else sub
    end = "" if main.endswith(("?", "!", ".")) else "."
    return f"{main}{end} {extra}" if main and extra else main or extra


def _container(resolved: ResolvedEntry) -> Iterator[tuple[str, str]]:
    name = "journaltitle" if resolved.has("journaltitle") else "journal"
    expanded = journal_of_macro(resolved.verbatim(name))
    journal = expanded or _whole_title(resolved, name, "journalsubtitle")
    book = _whole_title(resolved, "booktitle", "booksubtitle", "booktitleaddon")
    main = _whole_title(resolved, "maintitle", "mainsubtitle", "maintitleaddon")
    yield "container-title", journal or book or ("" if resolved.entry.type in VOLUMES else main)
    if book and main and not journal:
        yield "collection-title", main


def _numbers(resolved: ResolvedEntry, kind: str) -> Iterator[tuple[str, str]]:
    """Yield issue, number and pages, whose meaning depends on the type."""
    if resolved.entry.type in IN_PERIODICALS or kind == "periodical" or kind.startswith("article"):
        number, issue = leading_number(resolved, "number"), leading_number(resolved, "issue")
        both = dict.fromkeys((_ranged(number), _ranged(issue)))  # Zotero may write one number in both
        yield "issue", ", ".join(filter(None, both))
    elif resolved.has("series") and kind not in _NUMBERED:
        yield "collection-number", resolved.text("number")
    else:
        yield "number", resolved.text("number")
    yield "volume", _ranged(leading_number(resolved, "volume"))
    total = number_of_pages(resolved)
    if total:
        yield "number-of-pages", total
    else:
        yield "page", _ranged(leading_number(resolved, "pages", "eid"))
    if resolved.has("eprint") and kind != "webpage":
        yield "archive", resolved.text("eprinttype", "archiveprefix")
        yield "archive_location", resolved.verbatim("eprint")


def _ranged(text: str) -> str:
    """Return a range of numbers with an en dash."""
    if text.isalnum() or not text[:1].isalnum() or not any(character.isdigit() for character in text):
        return text
    return _DASHES.sub("–", text)


def _edition(edition: str) -> str:
    match = _ORDINAL.fullmatch(edition)
    number = match[1] if match else ""
    return number if number.isdigit() else _ORDINALS.get(number.lower(), edition)


def _publisher(resolved: ResolvedEntry, name: str) -> str:
    """Return a publisher; in older files, `howpublished` may be an address instead."""
    value = resolved.verbatim(name)
    return "" if name == "howpublished" and _address_in(value) else resolved.text(name)


def _note(resolved: ResolvedEntry, name: str) -> str:
    """Return a note, unless it is only the address of the reference, as Better BibTeX may write it."""
    value = resolved.verbatim(name)
    if not value:
        return ""
    return "" if name == "note" and _address_in(value) == _url_beside(resolved) != "" else resolved.rich(name)


def _genre(resolved: ResolvedEntry) -> str:
    genre = resolved.text("type")
    if genre and genre.lower() not in TYPE_NAMES:
        return GENRES.get(genre.lower(), genre)
    return GENRES.get(resolved.entry.type, "") if resolved.entry.type != "techreport" else ""


def _doi(resolved: ResolvedEntry) -> str:
    value = resolved.verbatim("doi")
    doi = normalise_doi(value)
    if doi.endswith((".", ",", ";")):
        bare = doi.rstrip(".,;")
        message = f"{quoted(value)} ends in a punctuation mark; {bare!r} was read"
        resolved.warning("BIB105", "doi", message, f"write {bare}")
        return bare
    if doi or not value:
        return doi
    doi = extract_doi(value)
    if doi:
        message = f"{quoted(value)} is more than a DOI; {doi!r} was read"
        resolved.warning("BIB105", "doi", message, "keep only the DOI")
    else:
        hint = "move it to 'url'" if _address_in(value) else "a DOI looks like 10.1000/xyz123"
        resolved.error("BIB105", "doi", f"{quoted(value)} is not a DOI", hint)
    return doi


def _url(resolved: ResolvedEntry) -> str:
    value = resolved.verbatim("url")
    if not value:
        return _url_beside(resolved) or _url_of_eprint(resolved)
    url = normalise_url(value)
    if url:
        return url
    parts = _ADDRESS_SEPARATOR.split(value)
    first = next(filter(None, map(normalise_url, parts)), "")
    shown = quoted(value)
    if first:
        message = f"{shown} is more than one address; {first!r} was read"
        resolved.warning("BIB106", "url", message, "keep one of them")
    elif value.lower().startswith("ftp://"):
        message = f"{shown} cannot be a link, because browsers no longer open such addresses"
        resolved.warning("BIB106", "url", message, "look for the page at an address with https://")
    else:
        full = f"https://{value}"
        is_address = _WITHOUT_SCHEME.match(value) and normalise_url(full)
        hint = f"did you mean {full[:80]!r}?" if is_address else _ONE_ADDRESS
        resolved.error("BIB106", "url", f"{shown} is not an address that can be linked", hint)
    return first


def _url_beside(resolved: ResolvedEntry) -> str:
    """Return an address in another field of an entry that has no `url`."""
    if resolved.has("url"):
        return ""
    return _address_in(resolved.verbatim("howpublished")) or _address_in(resolved.verbatim("note"))


def _url_of_eprint(resolved: ResolvedEntry) -> str:
    """Return the address of the document in an archive, for an entry without an address or a DOI."""
    base = ARCHIVES.get(resolved.text("eprinttype", "archiveprefix").lower())
    number = _IN_ARCHIVE.fullmatch(resolved.verbatim("eprint"))
    return f"{base}{number[1]}" if base and number and not resolved.has("doi") else ""


def _address_in(value: str) -> str:
    return normalise_url(value) if "://" in value else ""


def _language_tag(name: str) -> str:
    """Return the tag of a language (https://www.rfc-editor.org/info/bcp47), or an unknown name as written.

    Args:
        name: A name such as `ngerman`, `british` or `French`, from `langid` or `language`.
    """
    return _language_tags().get(name.strip().lower().removeprefix("lang"), name)


@lru_cache(maxsize=1)
def _language_tags() -> Mapping[str, str]:
    languages = Locale("en").languages
    # A name that is also a tag is left out: "Ga" is a language of Ghana, but `ga` is the tag of Irish.
    english = {
        name.lower(): tag.replace("_", "-")
        for tag, name in languages.items()
        if name.lower() not in languages
    }
    return {**english, **LATEX_LANGUAGES}


_NUMBER = r"(?=\d|[ivxlc]+\b|[A-Za-z]{1,3}-?\d)"
"""How a number may begin after a word that ends with a full stop or a space."""
_PREFIXES = {
    "pages": re.compile(
        rf"(?:(?i:pages?|pgs?|pp|p)(?:\.\s*|\s+){_NUMBER}|(?i:pages?|pgs?|pp)(?=\d)|S\.\s+(?=\d))"
    ),
    "volume": re.compile(
        rf"(?i:volumes?|vols?|band|bd)(?:\.\s*|\s+)(?:{_NUMBER}|(?=[IVXLC]+\b))|(?i:volumes?|vols?)(?=\d)"
    ),
    "number": re.compile(
        rf"(?i:numbers?|nos?|nr|num|issues?|iss)(?:\.\s*|\s+){_NUMBER}|(?i:nos?|nr)(?=\d)|(?:n°|№|#)\s*(?=\d)"
    ),
}
"""What may precede a number, by field."""
_SUFFIX = re.compile(r"(?<=\d)\s*(?:(?i:pp?\.?|pages?)|S\.)\Z")
"""What may follow page numbers."""
_PLACEHOLDER = re.compile(
    r"n\s?/\s?a|n\.\s?a\.|na|nan|none|null|nil|[-–—?.]+|(?:pp?|pages?|vols?|volume|nos?|nr|number|issue)\.?",
    re.IGNORECASE,
)
"""What people write if there is no number."""
_TOTAL = re.compile(r"(?:[ivxlc]+\s*[+,]\s*)?\d+")
"""A number of pages, possibly with a separate number of preliminary pages."""
_WORD = re.compile(r"(?![ivxlc]+\b)[^\W\d_]{3,}", re.IGNORECASE)
"""A word that is neither a number nor the letters of one."""


def leading_number(resolved: ResolvedEntry, *names: str) -> str:
    """Return the number in the first field that is not empty, and warn about anything else in it.

    Args:
        resolved: The entry.
        names: The fields: `pages`, `volume`, `number` or `issue`; any other is returned as written.
    """
    name = next((name for name in names if resolved.has(name)), "")
    written = resolved.text(name) if name else ""
    prefix = _PREFIXES.get("number" if name == "issue" else name)
    if not prefix or written.isdigit():
        return written
    where = f"{quoted(written)} in {name!r} of {resolved.entry.key!r}"
    if _PLACEHOLDER.fullmatch(written):
        resolved.warning("BIB117", name, f"{where} has no number", "delete the field")
        return ""
    bare = re.sub(rf"(?<![\w.])(?:{prefix.pattern})", "", written)
    bare = _SUFFIX.sub("", bare) if name == "pages" else bare
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
    bare = _SUFFIX.sub("", written)
    if bare == written or not _TOTAL.fullmatch(bare):
        return ""
    message = f"{quoted(written)} in 'pages' of {resolved.entry.key!r} is a number of pages, not a page range"
    resolved.warning("BIB117", "pages", message, f"write pagetotal = {{{bare}}}")
    return bare
