"""What a proposal could do on the computer of whoever builds it, found without reading or running any of it.

Belongs here: settings that run code, read other files or use the network; links in the tree; and changes that
someone must approve. Does not: what texts may contain (`checks`), and releases (`base`).
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import yaml

from evidence_review.config.key_lines import KEY, node_location, nodes_with_keys
from evidence_review.config.mkdocs_yml import CALLABLE, FORMER_NAMES, compose_configuration
from evidence_review.config.options import OPTIONS, PLUGIN
from evidence_review.config.settings import HTML
from evidence_review.diagnostics import Diagnostic, error
from evidence_review.errors import ReviewError
from evidence_review.location import Location
from evidence_review.sources.files import files_below
from evidence_review.sources.git import changed_files, file_content, files_at, is_in_git, linked_files

PLUGINS = frozenset({PLUGIN, "search", "material/search", "tags", "material/tags"})
"""The plugins that neither use the network nor run code of the site."""
EXTENSIONS = re.compile(
    r"(?:markdown\.extensions\.)?(?:abbr|admonition|attr_list|codehilite|def_list|extra|fenced_code|footnotes"
    r"|md_in_html|meta|nl2br|sane_lists|smarty|tables|toc|wikilinks)|pymdownx\.(?!snippets|b64)[\w.]+"
)
"""The Markdown extensions that read no other files: those of Python-Markdown, and most of PyMdown."""
PICTURES_AND_FONTS = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".woff", ".woff2", ".ttf", ".otf"}
)
"""The endings of files in `theme.custom_dir` that neither an engine nor a browser runs."""
ENVIRONMENT = ((("site_url",), ("SITE_URL",)), (("site_url",), ("SITE_URL", "")))
"""The keys that may name a variable of the environment, with its name and default, which are no secrets."""
RUNNING_KEYS = {"hooks": "runs code", "extra_templates": "runs templates", "extra_javascript": "runs scripts"}
"""The keys of `mkdocs.yml` whose files run, in the build or in the browsers of readers."""
STANDARD_TAG = "tag:yaml.org,2002:"
"""The beginning of the tags that YAML and PyYAML define."""
PYTHON_NAME = f"{STANDARD_TAG}python/name:"
HARMLESS_TAGS = frozenset(
    {"!ENV", "!relative", f"{STANDARD_TAG}python/object/apply:pymdownx.slugs.slugify"}
    | {f"{STANDARD_TAG}{name}" for name in ("bool", "float", "int", "map", "null", "seq", "str", "timestamp")}
    | {f"{STANDARD_TAG}{name}" for name in ("merge", "value")}
)
"""The tags that construct a value, or name a function of our choice: https://yaml.org/type/."""
FETCHED_KEYS = frozenset({("extra_css",), ("theme", "logo"), ("theme", "favicon")})
"""The keys of files that the browsers of readers fetch."""
UNSCANNED = frozenset({".git", ".venv"})
"""The folders that are no part of a proposal."""
OWNERS_FILES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
"""Where GitHub looks for the owners of files, in this order."""


def find_untrusted(file: Path, base: str = "", approved_by: Iterable[str] = ()) -> Iterator[Diagnostic]:
    """Yield everything in a proposal that an editor must see before anyone builds it.

    Args:
        file: The `mkdocs.yml` of the proposal.
        base: The commit at which the proposal began, to compare owned files with; empty for no comparison.
        approved_by: The owners who have approved the changes, as in CODEOWNERS or without their organisation.

    Raises:
        ReviewError: The settings cannot be read.
    """
    root = file.absolute().parent
    yield from find_links(root)
    yield from find_running_settings(file)
    if base:
        yield from find_unapproved(root, base, approved_by)


def find_links(root: Path) -> Iterator[Diagnostic]:
    """Yield every symbolic link below a folder, and those that git knows."""
    found = set(_links_below(root))
    if is_in_git(root):
        found.update(linked_files(root))
    for path in sorted(found):
        message = f"{path!r} is a symbolic link, which may lead to any file of a computer"
        yield error("UNT101", Location(path), message, "replace it by a copy of what it leads to")


def _links_below(root: Path) -> Iterator[str]:
    for folder, folders, files in os.walk(root):
        here = Path(folder)
        for name in (*folders, *files):
            if (here / name).is_symlink():
                yield (here / name).relative_to(root).as_posix()
        folders[:] = [name for name in folders if name not in UNSCANNED]


def find_running_settings(file: Path) -> Iterator[Diagnostic]:
    """Yield every setting that runs code, reads other files, or uses the network.

    Args:
        file: The `mkdocs.yml`.

    Raises:
        ReviewError: It cannot be read.
    """
    root = file.absolute().parent
    for keys, node in nodes_with_keys(compose_configuration(file)):
        for what in _dangers(keys, node, root):
            where = node_location(node, root)
            name = ".".join(keys).removesuffix(f".{KEY}")
            yield error("UNT102", where, f"`{name}` {what}", "an editor must approve this")


def _dangers(keys: tuple[str, ...], node: yaml.Node, root: Path) -> Iterator[str]:
    """Yield what a value may do, in words."""
    if node.tag == "!ENV" and (keys, _words(node)) not in ENVIRONMENT:
        yield "publishes a variable of the environment"
    if keys[-1:] == (KEY,) and node.value == "<<":
        yield "merges other settings, which hides what they are"
    if not _is_harmless(node.tag):
        yield f"has the tag {node.tag.removeprefix(STANDARD_TAG)!r}, which may call or import anything"
    if isinstance(node, yaml.ScalarNode) and node.value:
        yield from _dangers_of_name(keys, str(node.value))
        yield from _dangers_of_file(keys, str(node.value), root)


def _dangers_of_name(keys: tuple[str, ...], value: str) -> Iterator[str]:
    """Yield what the value of an option, or the name of a plugin or an extension, may do."""
    if keys in {(*OPTIONS, "hosts"), (*OPTIONS, "html")} and value != HTML[0]:
        yield f"lets pages run or load {value!r} in the browsers of readers"
    elif keys[:2] == ("extra", "analytics") and KEY not in keys:
        yield "sends the visits of readers to another host"
    elif keys in {("plugins",), ("plugins", KEY)} and value not in PLUGINS:
        yield f"names the plugin {value!r}, which may run code or use the network"
    elif keys in _EXTENSION_KEYS and not EXTENSIONS.fullmatch(value):
        yield f"names the extension {value!r}, which may read other files or use the network"


def _dangers_of_file(keys: tuple[str, ...], value: str, root: Path) -> Iterator[str]:
    """Yield what the files that a value names may do."""
    if keys and keys[0] in RUNNING_KEYS:
        yield f"{RUNNING_KEYS[keys[0]]}: {value!r}"
    elif keys == ("theme", "custom_dir"):
        yield from _dangerous_overrides(root, value)
    elif keys == ("theme", "static_templates"):
        yield f"runs templates: {value!r}"
    elif keys in FETCHED_KEYS and "//" in value.replace("\\", "/"):
        yield f"lets the browsers of readers load {value!r}"
    elif keys[-1:] == ("export_file",) and Path(value).name != value:
        yield f"writes the file {value!r}"
    elif keys[-1:] == ("custom_icons",):
        yield f"reads other files: {value!r}"


def _is_harmless(tag: str) -> bool:
    name = tag.removeprefix(PYTHON_NAME)
    return tag in HARMLESS_TAGS or (name != tag and FORMER_NAMES.get(name, name).startswith(CALLABLE))


def _dangerous_overrides(root: Path, custom_dir: str) -> Iterator[str]:
    """Yield what the files of a folder of template overrides do, in words."""
    folder = Path(os.path.normpath(root / custom_dir))
    if not folder.is_relative_to(root):
        yield f"reads a folder outside the project: {custom_dir!r}"
        return
    for file in files_below(folder, hidden=True):
        if file.suffix.lower() not in PICTURES_AND_FONTS:
            yield f"runs or shows {file.relative_to(root).as_posix()!r} on every page"


_EXTENSION_KEYS = {("markdown_extensions",), ("markdown_extensions", KEY)}
"""The keys of names of extensions."""


def _words(node: yaml.Node) -> tuple[str, ...]:
    """Return the words of an `!ENV` tag: one name, or a list of names and at last a default value."""
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return tuple(str(item.value) for item in items)


def find_unapproved(root: Path, base: str, approved_by: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield each changed file that has owners of its own, none of whom has approved the change.

    The owners are those at the base, because a proposal may change this file too. Owners of all files, by the
    pattern `*`, are asked for every proposal and approve it by merging.

    Args:
        root: The folder of the project.
        base: The commit at which the proposal began.
        approved_by: The owners who have approved the changes.

    Raises:
        ReviewError: The project is not in git, or there is no such commit.
    """
    names = files_at(root, base)
    listed = next((names[name] for name in OWNERS_FILES if name in names), None)
    text = file_content(root, listed).decode(errors="replace") if listed else ""
    approved = {each.rpartition("/")[2].removeprefix("@") for each in approved_by}
    owners: dict[str, list[str]] = {}
    for line in text.splitlines():
        pattern, *named = line.partition("#")[0].split() or [""]
        if pattern:
            owned = changed_files(root, base, [] if pattern == "*" else _pathspecs(pattern))
            owners.update(dict.fromkeys(owned, [] if pattern == "*" else named))
    for path, named in sorted(owners.items()):
        if named and approved.isdisjoint(each.rpartition("/")[2].removeprefix("@") for each in named):
            message = f"this change needs the approval of {' or '.join(named)}"
            yield error("UNT103", Location(path), message, "ask one of them to review it")


_ANY_CASE = ":(top,glob,icase)"
"""On some file systems `MkDocs.yml` is the file that programs open as `mkdocs.yml`."""


def _pathspecs(pattern: str) -> list[str]:
    """Return a pattern of CODEOWNERS as git's pathspecs (https://git-scm.com/docs/gitglossary)."""
    inner = pattern.strip("/")
    start = "" if "/" in pattern.rstrip("/") else "**/"
    inside = f"{_ANY_CASE}{start}{inner}/**"
    return [inside] if pattern.endswith("/") else [f"{_ANY_CASE}{start}{inner}", inside]


def require_safe(found: Sequence[Diagnostic]) -> None:
    """Refuse to read a proposal whose settings or links might act while it is read.

    Raises:
        ReviewError: There are such.
    """
    if any(each.code in {"UNT101", "UNT102"} for each in found):
        message = "the review itself was not checked, because reading it might run or fetch something"
        raise ReviewError(message)
