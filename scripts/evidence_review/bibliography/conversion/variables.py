"""The text variables of a reference: titles, numbers, publishers, languages and identifiers.

Numbers lose words such as "pp." and "vol.", which every style adds itself. Macros for the names of journals
are those of the Astrophysics Data System: https://ui.adsabs.harvard.edu/help/actions/journal-macros.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from babel import Locale

from evidence_review.bibliography.conversion.addresses import doi_of, note_of, publisher_of, url_of
from evidence_review.bibliography.conversion.fields import ResolvedEntry, bracketed_title
from evidence_review.bibliography.conversion.mappings import (
    COUNTRIES,
    GENRES,
    IN_PERIODICALS,
    LATEX_LANGUAGES,
    PAGE_COUNTS,
    PLACES,
    PUBLISHERS,
    RICH_TEXT_VARIABLES,
    STATUSES,
    TEXTS,
    TYPE_NAMES,
    VOLUMES,
)
from evidence_review.bibliography.conversion.numbers import (
    edition_of,
    leading_number,
    number_of_pages,
    pages_of,
    with_dashes,
)

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


_NUMBERED = frozenset(
    {"report", "patent", "standard", "legislation", "legal_case", "bill", "thesis", "document"}
)
"""CSL types that have their own `number`, rather than one in a series."""
_TEXTS_REVERSED = tuple(reversed(list(TEXTS.items())))
"""`TEXTS` in reverse, so that the first of two fields for one variable comes last and has priority."""


def texts_of(resolved: ResolvedEntry, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the text variables; of two with the same name, the later one has priority."""
    yield from _titles(resolved)
    yield from _container(resolved)
    for name, variable in _TEXTS_REVERSED:
        if name in resolved.fields:
            yield variable, resolved.rich(name) if variable in RICH_TEXT_VARIABLES else resolved.text(name)
    yield "publisher-place", _place(resolved)
    yield "chapter-number", leading_number(resolved, "chapter")
    yield "edition", edition_of(resolved.text("edition"))
    yield from _numbers(resolved, kind)
    publishers = (publisher_of(resolved, name) for name in PUBLISHERS if name in resolved.fields)
    yield "publisher", "; ".join(name for name in publishers if name)
    yield "genre", _genre(resolved)
    yield "note", ". ".join(value for name in ("note", "addendum") if (value := note_of(resolved, name)))
    language = resolved.text("langid", "language", "hyphenation")
    status = resolved.text("pubstate")
    yield "status", STATUSES.get(status, status)
    yield "language", _language_tag(language) if language else ""
    yield "DOI", doi_of(resolved)
    yield "URL", url_of(resolved)


def _place(resolved: ResolvedEntry) -> str:
    """Return the place, or the countries that the words of biblatex mean in the `location` of a patent."""
    place = next(
        (text for name in PLACES if resolved.has(name) and (text := publisher_of(resolved, name))), ""
    )
    if not place.startswith("country"):
        return place
    countries = Locale("en").territories
    return ", ".join(
        COUNTRIES.get(word) or countries.get(word.removeprefix("country").upper(), word)
        for word in place.split(" and ")
    )


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
        both = dict.fromkeys((with_dashes(number), with_dashes(issue)))  # Zotero may write one number in both
        yield "issue", ", ".join(filter(None, both))
    elif resolved.has("series") and kind not in _NUMBERED:
        yield "collection-number", resolved.text("number")
    else:
        yield "number", resolved.text("number")
    yield "volume", with_dashes(leading_number(resolved, "volume"))
    total = number_of_pages(resolved)
    page, article = ("", "") if total else pages_of(resolved)
    yield (
        "number-of-pages",
        total or ("" if resolved.has("pages", "pagetotal") else resolved.text(*PAGE_COUNTS)),
    )
    yield "page", page
    yield "number", article
    if resolved.has("eprint") and kind != "webpage":
        yield "archive", resolved.text("eprinttype", "archiveprefix")
        yield "archive_location", resolved.verbatim("eprint")


def _genre(resolved: ResolvedEntry) -> str:
    genre = resolved.text("type")
    if genre and genre.lower() not in TYPE_NAMES:
        return GENRES.get(genre.lower(), genre)
    return GENRES.get(resolved.entry.type, "") if resolved.entry.type != "techreport" else ""


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
