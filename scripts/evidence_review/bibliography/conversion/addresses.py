"""The DOI and the address of a reference, and the fields in which an address is beside words or alone."""

import re

from evidence_review.bibliography.conversion.fields import ResolvedEntry
from evidence_review.bibliography.conversion.mappings import ADDRESSES, ARCHIVES, PLACES, PUBLISHERS
from evidence_review.bibliography.csl.identifiers import extract_doi, normalise_doi, normalise_url
from evidence_review.diagnostics import quoted

_ADDRESS_SEPARATOR = re.compile(r"[\s,;]+(?:and\s+)?(?=https?://)|;?\s+(?=ftp://)|\\n(?=https?://)")
"""What separates the addresses of a field with more than one; Mendeley writes `\\n`."""
_WITHOUT_SCHEME = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:/|$)", re.IGNORECASE)
"""An address without its `https://`."""
_BESIDE_SLASH = re.compile(r"(?<=\d)\s+/\s*|(?<=\d)\s*[/–—]\s*")
"""The slash of a DOI with spaces around it, or a dash in its place."""
_ONE_ADDRESS = "write one address that begins with https://"
_IN_ARCHIVE = re.compile(r"(?:arxiv:\s*)?([\w./-]+)(?:\s*\[[\w.-]+\])?", re.IGNORECASE)
"""The number of a document in an archive; Zotero adds the class in brackets to that of arXiv."""
_ADDRESS = re.compile(r"(?:https?://|(?<![\w./@-])www\.(?=[\w-]+\.))[^ \"'“”‘’«»<>]+")
"""An address among other words. It ends at a space or at a quotation mark."""
_AFTER_ADDRESS = ".,;:!?)]}"
_SAYS_NOTHING = re.compile(
    r"""
    (?: available | accessible | retrieved | online | free | internet | web | website | webpage | here
      | page | url | uri | link | http | from | at | via | on | verfügbar | abrufbar | abgerufen | unter
      | disponible | disponível | disponibile | am | le | el | em | en | à
      | sur | beschikbaar | op | dostępne
      | na | dostupné | z | in
      | [\s.,;:()\[\]{}<>"'“”‘’«»-] )*
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Words that only announce an address, in nine languages."""
_ACCESSED = re.compile(
    r"""
    [\s(\[,.;]* (?:\b(?:last|zuletzt|dernier|date))? \s*
    \b (?: access(?:ed)? | visited | checked | consulted | retrieved | viewed | abgerufen | aufgerufen
        | besucht | consulté | consultado | acesso | acessado | consultato | geraadpleegd | dostęp )
    (?: \s+ (?: on | am | le | el | em | il | op | date | en ) )? [\s:]+
    [^.;]{0,40} \d [^;]{0,40} \Z
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""The day on which somebody looked at an address, in nine languages, at the end of a text."""
_MACHINE_NOTE = re.compile(
    r"""
    (?: (?:cited[ -]by|times\ cited|export\ date|query\ date|exported\ from)\b
      | (?:number:\ \w+\s+)?publisher:\ \S | _eprint:\ | citation\ key:\ | ads\ bibcode:\ \S
      | tex\.[\w-]+:\ \S | conference\ name:\ | journal\ abbreviation:\ | library\ catalog:\ ) .*
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
"""A note that Scopus, Web of Science, Publish or Perish, Dimensions or Zotero adds to every entry."""


def doi_of(resolved: ResolvedEntry) -> str:
    """Return the DOI, and report a value that is not just that."""
    value = resolved.verbatim("doi")
    doi = normalise_doi(value)
    bare = doi.rstrip(".,;")
    if bare != doi:
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
        meant = normalise_doi(_BESIDE_SLASH.sub("/", value))
        hint = f"did you mean {meant!r}?" if meant else "a DOI looks like 10.1000/xyz123"
        hint = "move it to 'url'" if normalise_url(value) else hint
        resolved.error("BIB105", "doi", f"{quoted(value)} is not a DOI", hint)
    return doi


def url_of(resolved: ResolvedEntry) -> str:
    """Return the address, and report a value that is not just one."""
    value = resolved.verbatim("url")
    if not value:
        return _url_elsewhere(resolved) or _url_of_eprint(resolved)
    url = normalise_url(value)
    if url:
        return url
    parts = _ADDRESS_SEPARATOR.split(value)
    first = next(filter(None, map(normalise_url, parts)), "")
    shown = quoted(value)
    if first and value.count("://") > 1:
        message = f"{shown} is more than one address; {first!r} was read"
        resolved.warning("BIB106", "url", message, "keep one of them")
    elif value.lower().startswith("ftp://"):
        message = f"{shown} cannot be a link, because browsers no longer open such addresses"
        resolved.warning("BIB106", "url", message, "look for the page at an address with https://")
    elif not _WITHOUT_SCHEME.match(value) and (found := _address_in(value)):
        resolved.warning(
            "BIB106", "url", f"{shown} is more than an address; {found!r} was read", "keep only that"
        )
        return found
    else:
        full = f"https://{value}"
        is_address = _WITHOUT_SCHEME.match(value) and normalise_url(full)
        hint = f"did you mean {full[:80]!r}?" if is_address else _ONE_ADDRESS
        hint = "move it to 'doi'" if normalise_doi(value) else hint
        resolved.error("BIB106", "url", f"{shown} is not an address that can be linked", hint)
    return first


def publisher_of(resolved: ResolvedEntry, name: str) -> str:
    """Return a publisher; a field such as `howpublished` may have an address, which is not part of it."""
    text = resolved.text(name)
    return _words_beside_address(text) if _may_have_address(resolved.fields[name].value) else text


def note_of(resolved: ResolvedEntry, name: str) -> str:
    """Return a note, unless it is only the address of the reference or was added by a database."""
    value = resolved.verbatim(name)
    if not value or _MACHINE_NOTE.fullmatch(value):
        return ""
    if name == "note" and _may_have_address(value) and not _words_beside_address(value):
        return "" if _address_in(value) == _url_elsewhere(resolved) else resolved.rich(name)
    return resolved.rich(name)


def _url_elsewhere(resolved: ResolvedEntry) -> str:
    """Return an address in another field of an entry that has no `url`."""
    if resolved.has("url"):
        return ""
    for name in (*ADDRESSES, *PUBLISHERS, "note", "eprint", *PLACES):
        value = resolved.verbatim(name)
        if _may_have_address(value) and (name != "note" or not _words_beside_address(value)):
            address = _address_in(value)
            if address:
                return address
    return ""


def _url_of_eprint(resolved: ResolvedEntry) -> str:
    """Return the address of the document in an archive, for an entry without an address or a DOI."""
    base = ARCHIVES.get(resolved.text("eprinttype", "archiveprefix").lower())
    number = _IN_ARCHIVE.fullmatch(resolved.verbatim("eprint"))
    return f"{base}{number[1]}" if base and number and not resolved.has("doi") else ""


def _address_in(value: str) -> str:
    """Return the first address in a text."""
    match = _ADDRESS.search(value)
    address = match[0] if match else ""
    if address[:1].lower() == "w":
        address = f"https://{address}"
    while address.endswith(tuple(_AFTER_ADDRESS)) and not (address[-1] == ")" and "(" in address):
        address = address[:-1]
    return normalise_url(address)


def _may_have_address(value: str) -> bool:
    return "://" in value or "www." in value


def _words_beside_address(text: str) -> str:
    """Return the words of a text without the address and the day of access, unless they only announce it."""
    words = _ACCESSED.sub("", " ".join(_ADDRESS.sub(" ", text).split()))
    return "" if _SAYS_NOTHING.fullmatch(words) else words.strip(" ,;:")
