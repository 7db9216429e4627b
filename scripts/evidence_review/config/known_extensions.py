"""Extensions of Markdown whose conversion depends on nothing but the text and their options."""

from collections.abc import Mapping
from functools import partial

from evidence_review.config.settings import Settings, missing_extensions

KNOWN_EXTENSIONS = frozenset(
    (
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes"),
        *("md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks"),
    )
)
"""Extensions of Markdown that read no files (https://python-markdown.github.io/extensions/)."""
READING_EXTENSIONS = frozenset({"pymdownx.b64", "pymdownx.snippets"})
"""Those of pymdownx that do. The others are known, too."""
_PACKAGES = frozenset({"markdown", "material", "pymdownx"})
"""The packages whose functions an option may name. They are installed, so that their versions are known."""


def reads_nothing(extension: str) -> bool:
    """Tell whether an extension reads no files."""
    name = extension.removeprefix("markdown.extensions.")
    return name in KNOWN_EXTENSIONS or (name.startswith("pymdownx.") and name not in READING_EXTENSIONS)


def conversion_state(settings: Settings) -> str:
    """Return everything in the settings on which converting a text depends; empty if that is not known."""
    if not all(map(reads_nothing, settings.extensions)):
        return ""
    try:
        options = _described(settings.extension_configs)
    except TypeError:
        return ""
    return repr((settings.extensions, missing_extensions(settings.extensions), options))


def _described(value: object) -> object:
    """Return a value of an option in a form that is the same in every run.

    Raises:
        TypeError: There is no such form, as for an object of another package.
    """
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Mapping):
        return [(name, _described(each)) for name, each in value.items()]
    if isinstance(value, list | tuple):
        return [_described(each) for each in value]
    if isinstance(value, partial):
        return [_described(value.func), _described(value.args), _described(value.keywords)]
    module, name = getattr(value, "__module__", ""), getattr(value, "__qualname__", "")
    if name and str(module).partition(".")[0] in _PACKAGES:
        return f"{module}.{name}"
    raise TypeError(type(value).__name__)
