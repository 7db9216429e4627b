"""The Markdown converter of a site, with the site's extensions. Does not read the settings."""

from collections.abc import Mapping, Sequence

from markdown import Markdown

from evidence_review.diagnostics import did_you_mean
from evidence_review.errors import SettingsError
from evidence_review.prose.markdown_limits import MarkdownLimits

COMMON_EXTENSIONS = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "pymdownx.details",
    "pymdownx.superfences",
    "smarty",
)
"""Extensions that such sites often use, for suggestions in messages."""


def converter(
    extensions: Sequence[str], configs: Mapping[str, Mapping[str, object]], *, is_limited: bool = True
) -> Markdown:
    """Return a converter with a site's extensions, built as MkDocs builds its own.

    Args:
        extensions: The names of the extensions, in order.
        configs: The options of extensions, by name.
        is_limited: Whether it refuses markup that takes too long, as for texts that have not been checked.

    Raises:
        SettingsError: An extension is not installed, or does not know an option.
    """
    names = list(dict.fromkeys(extensions))
    try:
        limits = [MarkdownLimits()] if is_limited else []
        options = {name: dict(configs[name]) for name in configs}
        return Markdown(extensions=[*names, *limits], extension_configs=options)
    except ModuleNotFoundError as error:
        hint = did_you_mean(str(error.name), (*names, *COMMON_EXTENSIONS))
        message = f"there is no extension {error.name!r} to put in `markdown_extensions`"
        keys = ("markdown_extensions", str(error.name))
        raise SettingsError(f"{message} ({hint})" if hint else message, *keys) from None
    except (ImportError, AttributeError, KeyError, TypeError, ValueError) as error:
        message = f"an extension in `markdown_extensions` cannot be used: {error}"
        raise SettingsError(message, "markdown_extensions") from None
