"""Validation and normalisation of DOIs, addresses, ISBNs and ISSNs, which come from untrusted files."""

import re
from datetime import date
from functools import lru_cache
from typing import Annotated
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator
from stdnum import isbn, issn

SCHEMES = frozenset({"http", "https", "mailto", "doi"})
"""The schemes that links on the site may have."""

_DOI_START = re.compile(
    r"^(?:(?:https?://)?(?:dx\.)?doi\.org/|doi\s*[:=]\s*|doi\s+(?=10\.)|urn:doi:)", re.IGNORECASE
)
"""What may precede a DOI: the address of a resolver, or a prefix."""
_DOI_PAGE = re.compile(
    r"https?://[^/\s]+/(?:doi/(?:(?:abs|e?pdf|full)/)?)?(10\.\d{4,9}/[^?#]+).*", re.IGNORECASE
)
"""A publisher's address that contains the DOI, such as http://doi.acm.org/10.1145/1."""
_DOI_AND_MORE = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)?(10\.\d{4,9}/\S+?)[.,;]?(?:\s*[\[(%].*|[\s,;]+(?:and\s+)?(?:10\.|http|doi).*)",
    re.IGNORECASE,
)
"""A DOI followed by text from EndNote or PubMed, such as `%J` and the journal, or by another DOI."""
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s{}\\^`|\"]+|10/[a-z0-9]{3,}")
"""A DOI, or a short one of https://shortdoi.org."""
_ESCAPED = re.compile(r"%(?:2f|3[abce]|28|29)", re.IGNORECASE)
"""A character of a DOI that was escaped for an address: `/`, `:`, `;`, `<`, `>` or a bracket."""
_FORBIDDEN = re.compile(r"[\s<>\"\\^`{|}\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that an address cannot contain: spaces and delimiters, control characters, and those that change
the direction of text, which could disguise where a link leads."""

_TIMESTAMP = re.compile(r"/(\d{4})(\d\d)(\d\d)(?:\d{6})?(?:[a-z]{2}_)?/")
"""The day and time in the address of a copy, as the Internet Archive and other web archives write it."""


def _validate_url(value: str) -> str:
    url = normalise_url(value)
    if value and not url:
        message = f"{value[:80]!r} cannot be linked; write one address, with its https://"
        raise ValueError(message)
    return url


def _validate_doi(value: str) -> str:
    doi = normalise_doi(value)
    if value and not doi:
        message = f"{value[:80]!r} is not a DOI; a DOI looks like 10.1000/xyz123"
        raise ValueError(message)
    return doi


WrittenUrl = Annotated[str, AfterValidator(_validate_url)]
"""An address in an authored file to which readers are sent; it may be empty."""
WrittenDoi = Annotated[str, AfterValidator(_validate_doi)]
"""A DOI in an authored file, stored without a prefix; it may be empty."""


def normalise_doi(value: str) -> str:
    """Return a DOI without a prefix, or an empty string if the value is not a DOI."""
    bare = _DOI_START.sub("", value.strip())
    if page := _DOI_PAGE.fullmatch(bare):
        bare = page[1]
    if _ESCAPED.search(bare):
        bare = unquote(bare)
    return bare if _DOI.fullmatch(bare) else ""


def extract_doi(value: str) -> str:
    """Return the DOI at the beginning of a longer value, or an empty string if there is none."""
    match = _DOI_AND_MORE.fullmatch(value.strip())
    return normalise_doi(match[1]) if match else ""


def normalise_url(value: str) -> str:
    """Return an address that may be linked, or an empty string if the value is not one."""
    url = value.strip()
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if scheme not in SCHEMES or _FORBIDDEN.search(url):
        return ""
    if scheme == "doi":
        doi = normalise_doi(url)
        return f"https://doi.org/{doi}" if doi else ""
    if scheme == "mailto":
        return url if "@" in parts.path else ""
    return url if host else ""


def day_of_copy(url: str) -> date | None:
    """Return the day on which a web archive made a copy, if its address contains one."""
    match = _TIMESTAMP.search(url)
    return parse_day("-".join(match.groups())) if match else None


def parse_day(text: str) -> date | None:
    """Return a day written as 2026-03-01, or None if it is not one."""
    try:
        return date.fromisoformat(text) if len(text) == len("2026-03-01") else None
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def is_isbn(number: str) -> bool:
    """Tell whether the check digit of an ISBN with 10 or 13 digits is right (ISO 2108)."""
    return bool(isbn.is_valid(number.upper()))


@lru_cache(maxsize=4096)
def is_issn(number: str) -> bool:
    """Tell whether the check digit of an ISSN is right (ISO 3297)."""
    return bool(issn.is_valid(number.upper()))
