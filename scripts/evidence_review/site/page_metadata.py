"""What a page gives away for programs that keep references, as text. What writes it is in `exports`."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence_review.citeproc.call.result import FormattedReference
from evidence_review.model.entity import Entity
from evidence_review.site.addresses import ASSETS, staged_path
from evidence_review.site.citation import SiteCitation

FOLDER = "data/"
"""The folder of the site in which they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """One file."""

    name: str
    """Its path below the folder, such as `events.csv`."""
    size: int
    """How many bytes it has."""
    sha256: str
    """The SHA-256 sum of its bytes, as 64 hexadecimal digits."""


REFERENCE_FORMATS: Mapping[str, str] = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}
"""The forms in which a reference can be taken away, by the ending of their files."""

ALL_REFERENCES_PATH = "data/references"
"""The path of the files of all works, below the root of the site, without their endings."""


REFERENCE_SCRIPTS = f"{ASSETS}/works"
"""The folder of the scripts that hold each work in each form, for lists that give away what they show."""
ALL_REFERENCES = "all"
"""The name of the script of all works, where one page lists them; each letter's is called by its letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHead:
    """What the head of a page says of what it describes."""

    tags: tuple[tuple[str, str], ...] = ()
    """The `meta` tags: name and content, in order; a name may stand more than once."""
    cite_as: str = ""
    """The address by which it is to be cited (https://www.rfc-editor.org/rfc/rfc8574); empty for none."""
    json_ld: str = ""
    """schema.org JSON-LD that can stand in a `script` element as it is; empty for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """All that pages give away."""

    heads: Mapping[str, PageHead] = field(default_factory=dict)
    """The head of each page that describes something, by its path below `docs/`."""
    coins: Mapping[str, str] = field(default_factory=dict)
    """Each work as an OpenURL context object (https://www.niso.org/publications/z3988-2004-r2010), by key."""
    entries: Mapping[str, str] = field(default_factory=dict)
    """The BibTeX file beside the page of each work, by key: the work, and what it takes fields from."""
    citations: Mapping[Entity | None, SiteCitation] = field(default_factory=dict)
    """How to cite each recommendation and finding, and the review itself under nothing."""
    by_format: Mapping[Entity | None, Mapping[str, str]] = field(default_factory=dict)
    """Each of these citations in each form, by the ending of its file."""
    formatted: Mapping[Entity | None, FormattedReference] = field(default_factory=dict)
    """Each of these citations as the style sets it."""


def reference_script_path(name: str) -> str:
    """Return the path below the root of the site of the script that holds each work of a list."""
    return f"{REFERENCE_SCRIPTS}/{name}.js"


def row_script_path(letter: str) -> str:
    """Return the path below the root of the site of the script that holds the rows of a letter."""
    return f"{REFERENCE_SCRIPTS}/rows-{letter}.js"


def coins_script_path(letter: str) -> str:
    """Return the path below the root of the site of the script that holds the COinS of a letter's rows."""
    return f"{REFERENCE_SCRIPTS}/coins-{letter}.js"


def download_path(page: str, ending: str) -> str:
    """Return the path below the root of the site of the file beside a page.

    Args:
        page: The path of the page below `docs/`, such as `bibliography/doe2020.md`.
        ending: The ending of the file: `bibliography/doe2020/doe2020.bib`.
    """
    return f"{posixpath.dirname(staged_path(page))}/{download_name(page, ending)}"


def download_name(page: str, ending: str) -> str:
    """Return the name of the file beside a page, which is also its address as written on that page."""
    return f"{posixpath.basename(posixpath.dirname(staged_path(page)))}.{ending}"
