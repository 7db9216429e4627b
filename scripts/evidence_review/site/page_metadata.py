"""The metadata and downloads of pages for reference managers, as text. `exports` writes them."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence_review.citeproc.call.result import FormattedReference
from evidence_review.model.entity import Entity
from evidence_review.site.addresses import ASSETS, staged_path
from evidence_review.site.citation import SiteCitation

FOLDER = "data/"
"""The folder of downloads on the site."""
SUMS = f"{FOLDER}SHA256SUMS"
"""The file with the checksums of these files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file that readers can download."""

    name: str
    """Its path below the folder, such as `events.csv`."""
    size: int
    """Its size in bytes."""
    sha256: str
    """The SHA-256 checksum of its content, as 64 hexadecimal digits."""


REFERENCE_FORMATS: Mapping[str, str] = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}
"""The formats in which a reference can be downloaded, by file name extension."""

ALL_REFERENCES_PATH = "data/references"
"""The path of the files of all references below the root of the site, without an extension."""


REFERENCE_SCRIPTS = f"{ASSETS}/works"
"""The folder of the scripts with references in each format, from which a list exports the rows it shows."""
ALL_REFERENCES = "all"
"""The name of the script of all references, if one page lists them; others are named after their letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHead:
    """The metadata in the head of a page."""

    tags: tuple[tuple[str, str], ...] = ()
    """The `meta` tags, as pairs of name and content, in order; a name may be repeated."""
    cite_as: str = ""
    """The address by which to cite the page (https://www.rfc-editor.org/rfc/rfc8574); empty for none."""
    json_ld: str = ""
    """schema.org JSON-LD, escaped for a `script` element; empty for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """The metadata and downloads of all pages."""

    heads: Mapping[str, PageHead] = field(default_factory=dict)
    """The metadata in the head of each page that has any, by its path below `docs/`."""
    coins: Mapping[str, str] = field(default_factory=dict)
    """Each reference as an OpenURL context object, by key (https://www.niso.org/publications/z3988-2004-r2010)."""
    entries: Mapping[str, str] = field(default_factory=dict)
    """The BibTeX file of each reference, by key: its entry, and the entries from which it inherits fields."""
    citations: Mapping[Entity | None, SiteCitation] = field(default_factory=dict)
    """The citation of each recommendation and finding; None is the key of the review itself."""
    by_format: Mapping[Entity | None, Mapping[str, str]] = field(default_factory=dict)
    """Each of these citations in each format, by file name extension."""
    formatted: Mapping[Entity | None, FormattedReference] = field(default_factory=dict)
    """Each of these citations, formatted in the citation style."""


def reference_script_path(name: str) -> str:
    """Return the path of the script with the references of a list, below the root of the site."""
    return f"{REFERENCE_SCRIPTS}/{name}.js"


def row_script_path(letter: str) -> str:
    """Return the path of the script with the rows of a letter, below the root of the site."""
    return f"{REFERENCE_SCRIPTS}/rows-{letter}.js"


def coins_script_path(letter: str) -> str:
    """Return the path of the script with the COinS of a letter's rows, below the root of the site."""
    return f"{REFERENCE_SCRIPTS}/coins-{letter}.js"


def download_path(page: str, ending: str) -> str:
    """Return the path of the download of a page, below the root of the site.

    Args:
        page: The path of the page below `docs/`, such as `bibliography/doe2020.md`.
        ending: The file name extension: `bib` for `bibliography/doe2020/doe2020.bib`.
    """
    return f"{posixpath.dirname(staged_path(page))}/{download_name(page, ending)}"


def download_name(page: str, ending: str) -> str:
    """Return the file name of the download of a page, which is also its address relative to that page."""
    return f"{posixpath.basename(posixpath.dirname(staged_path(page)))}.{ending}"
