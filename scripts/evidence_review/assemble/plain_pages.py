"""Pages of a site that is not strict: they need no front matter, and may have keys for a theme or plugin."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import PurePosixPath

import yaml

from evidence_review.diagnostics import Diagnostic, nearest, warning
from evidence_review.model.page import Page
from evidence_review.prose.passage import ParsedPassage
from evidence_review.sources.yaml_records import YamlNode

SUPPLIED = frozenset(("path", "text", "where", "has_heading", "engine_keys"))
"""The values of a page that are not keys of its front matter."""
OUR_KEYS = tuple(each.name for each in fields(Page) if each.name not in SUPPLIED)
"""The keys of the front matter of a page that this package reads."""
ENGINE_KEYS = frozenset(
    (
        *("authors", "categories", "comments", "date", "description", "draft", "hide", "icon", "image"),
        *("links", "pin", "readtime", "render_macros", "revision_date", "search", "slug", "social", "status"),
        *("subtitle", "tags", "template"),
    )
)
"""Keys that Material for MkDocs and common plugins read, and which no one means as a key of ours:
https://squidfunk.github.io/mkdocs-material/reference/."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainPage:
    """The front matter of a page, completed."""

    raw: YamlNode
    """The keys that this package reads, with a title."""
    engine_keys: Mapping[str, object]
    """The other keys, with the values that YAML itself gives them."""
    has_heading: bool
    """Whether the text has a title of its own."""
    diagnostics: tuple[Diagnostic, ...]
    """A warning for each other key that may be a misspelt one of ours."""


def complete_page(raw: YamlNode, yaml_text: str, path: PurePosixPath, reading: ParsedPassage) -> PlainPage:
    """Complete the front matter of a page as MkDocs would.

    The title is the key `title`, otherwise the first heading of level 1, otherwise it is made from the name
    of the file: https://www.mkdocs.org/user-guide/writing-your-docs/#meta-data.

    Args:
        raw: The front matter as written; it may be empty.
        yaml_text: Its source.
        path: The path of the page below the documents folder.
        reading: What its text contains.
    """
    written: dict[str, object] = dict(raw.value) if isinstance(raw.value, dict) else {}
    heading = next((each.text for each in reading.headings if each.level == 1), "")
    ours = {key: value for key, value in written.items() if key in OUR_KEYS}
    if not ours.get("title"):
        ours["title"] = heading or _title_from_name(path)
    places = {each: where for each, where in raw.places.items() if not each or each[0] in OUR_KEYS}
    return PlainPage(
        raw=replace(raw, value=ours, places=places),
        engine_keys={key: value for key, value in _typed(yaml_text).items() if key not in OUR_KEYS},
        has_heading=bool(heading),
        diagnostics=tuple(_near_misses(raw, written)),
    )


def _near_misses(raw: YamlNode, written: Mapping[str, object]) -> Iterator[Diagnostic]:
    for key in written:
        meant = nearest(key, OUR_KEYS) if key not in ENGINE_KEYS and key not in OUR_KEYS else ""
        if meant:
            message = f"the key {key!r} is passed on to the theme"
            yield warning("DAT101", raw.place((key,)), message, f"did you mean {meant!r}?")


def _typed(yaml_text: str) -> Mapping[str, object]:
    """Return the front matter with the types of YAML, which themes and plugins expect."""
    try:
        found = yaml.load(yaml_text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError):  # already reported
        return {}
    return {str(key): value for key, value in found.items()} if isinstance(found, dict) else {}


def _title_from_name(path: PurePosixPath) -> str:
    """Return the title that MkDocs makes from the name of a file."""
    if path.stem in ("index", "README"):
        return "Home" if len(path.parts) == 1 else _title_from_name(path.parent)
    title = path.stem.replace("-", " ").replace("_", " ")
    return title.capitalize() if title == title.lower() else title
