"""The search index and the sitemap of an engine, with the entries of the stamped pages in their places."""

import gzip
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote

from evidence_review.file_replacement import replace_file
from evidence_review.publishing.stamping.groups import Group
from evidence_review.publishing.stamping.placeholders import FOUND, slug_of, values_of
from evidence_review.publishing.stamping.sections import Section, sections_of
from evidence_review.rendering.page.staged_page import StagedPage

Item = TypeVar("Item")
Entry = Mapping[str, Any]
Place = tuple[tuple[int, str], ...]
"""The place of a page in an order."""

INDEXES: Mapping[str, str] = {"search/search_index.json": "docs", "search.json": "items"}
"""The file of the index of each engine, MkDocs and Zensical, with the key of its entries."""
SITEMAP = "sitemap.xml"
_ENTRY = re.compile(r"\s*<url>.*?</url>", re.DOTALL)
_ADDRESS = re.compile(r"<loc>\s*(.*?)\s*</loc>", re.DOTALL)
_TIME = slice(4, 8)
"""The bytes of the time in the header of a gzip file: https://www.rfc-editor.org/rfc/rfc1952#section-2.3."""


def entries_of(page: StagedPage, address: str, key: str) -> list[Entry]:
    """Return the entries of a page in a search index.

    Args:
        page: The page.
        address: Its address relative to the root of the site.
        key: The key of the entries, which tells the two forms of index apart.
    """
    title = values_of(page)["title"]
    return [_entry(section, address, title, key) for section in sections_of(page.html)]


def _entry(section: Section, address: str, title: str, key: str) -> Entry:
    shown = "".join(section.title).strip() if section.title else title.strip()
    location = f"{address}#{section.anchor}" if section.anchor else address
    entry = {"location": location, "title": shown, "text": "".join(section.text).strip()}
    if key == "docs":
        return entry
    level = {"level": section.level}
    return {"location": location, **level, "title": shown, "text": entry["text"], "path": [title], "tags": []}


def entries_in(file: Path, key: str) -> dict[str, list[Entry]]:
    """Return the entries of a search index, by the address of their page."""
    found: dict[str, list[Entry]] = {}
    for entry in json.loads(file.read_text("utf-8"))[key]:
        found.setdefault(_page_of_entry(entry), []).append(entry)
    return found


def _page_of_entry(entry: Entry) -> str:
    return unquote(str(entry["location"]).partition("#")[0])


def with_entries(data: str, key: str, added: Iterable[tuple[str, Entry]], paths: Mapping[str, str]) -> str:
    """Return a search index with more entries.

    Args:
        data: The index.
        key: The key of its entries.
        added: The entries to add, each with the address of its page.
        paths: The staged path of each page of the site, by address.
    """
    index = json.loads(data)
    known = [(_page_of_entry(entry), entry) for entry in index[key]]
    index[key] = _in_order([*known, *added], _by_folder(paths))
    return json.dumps(index, ensure_ascii=key == "docs", separators=(",", ":"))


def shared_part(sitemap: str) -> str:
    """Return a sitemap without its entries."""
    return _ENTRY.sub("", sitemap)


def complete_sitemap(built: Path, groups: Sequence[Group], root: str, paths: Mapping[str, str]) -> None:
    """Put the stamped pages into the sitemap in place of the pages with placeholders."""
    file = built / SITEMAP
    if not file.exists():
        return
    text = file.read_text(encoding="utf-8")
    found = list(_ENTRY.finditer(text))
    slugs = {slug_of(group.exemplar): group for group in groups}
    entries: list[tuple[str, str]] = []
    for entry in found:
        placeholder = FOUND.search(entry[0])
        if placeholder:
            pages = slugs[placeholder[0]].pages
            copies = [entry[0].replace(placeholder[0], slug_of(page)) for page in pages]
        else:
            copies = [entry[0]]
        entries += [(_address_in(copy, root), copy) for copy in copies]
    if not found:
        return
    packed = file.with_name(f"{SITEMAP}.gz")  # only MkDocs writes it; Zensical has another order here
    places = _by_folder(paths) if packed.exists() else {place: ((0, place),) for place in paths}
    text = text[: found[0].start()] + "".join(_in_order(entries, places)) + text[found[-1].end() :]
    replace_file(file, text.encode())
    if packed.exists():
        _compress(packed, text.encode())


def _address_in(entry: str, root: str) -> str:
    found = _ADDRESS.search(entry)
    return unquote(unescape(found[1]).removeprefix(root)) if found else ""


def _compress(packed: Path, data: bytes) -> None:
    """Write a compressed file as MkDocs does, with the time of the one that it replaces."""
    time = int.from_bytes(packed.read_bytes()[_TIME], "little")
    with (
        packed.open("wb") as stream,
        gzip.GzipFile(fileobj=stream, filename=str(packed), mode="wb", mtime=time) as archive,
    ):
        archive.write(data)


def _in_order(items: Iterable[tuple[str, Item]], places: Mapping[str, Place]) -> list[Item]:
    """Return items in the order of their pages. What is on no known page stays after what it follows.

    Args:
        items: Each item with the address of its page.
        places: The place of each page in the order, by address.
    """
    ordered: list[tuple[Place, Item]] = []
    place: Place = ()
    for address, item in items:
        place = places.get(address, place)
        ordered.append((place, item))
    return [item for _, item in sorted(ordered, key=itemgetter(0))]


def _by_folder(paths: Mapping[str, str]) -> dict[str, Place]:
    """Return the places of pages where each folder comes before the folders in it."""
    found: dict[str, Place] = {}
    for address, path in paths.items():
        *folders, name = path.split("/")
        found[address] = (*((1, folder) for folder in folders), (0, name))
    return found
