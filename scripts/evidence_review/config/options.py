"""Convert the keys of `mkdocs.yml` to settings, and refuse invalid ones. No file is read here."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError

from evidence_review.bibliography.csl.identifiers import normalise_doi
from evidence_review.citeproc.style_files import DEFAULT_STYLE
from evidence_review.config.folders import require_sources_inside, site_folder
from evidence_review.config.mkdocs_yml import CALLABLE, uncalled
from evidence_review.config.settings import (
    BINDINGS,
    BUILT_IN_EXTENSIONS,
    DEFAULT_IDS,
    FORMAT,
    HTML,
    NUMBERINGS,
    Settings,
    Terms,
    is_page,
    missing_extensions,
)
from evidence_review.diagnostics import did_you_mean
from evidence_review.errors import SettingsError
from evidence_review.model.date_words import join_words
from evidence_review.model.parts import PARTS

OPTION_NAMES = (
    "as_at",
    "format",
    "editors",
    "references",
    "strict",
    "parts",
    "binding",
    "terms",
    "style",
    "numbering",
    "locale",
    "ids",
    "hosts",
    "html",
    "dois",
    "security_contact",
)
"""The names of these options. The plugin declares the same ones for MkDocs."""
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+")
"""A host's name: two or more labels of letters, digits and inner hyphens, separated by full stops."""
_CONTACT = re.compile(r"mailto:[^\s@?]+@[^\s@?]+|https://[^\s/]+(/\S*)?")
"""A mail address without anything after it, or a page."""
PLUGIN = "evidence-review"
"""The name of our plugin in `mkdocs.yml`."""
SEARCHES = ("search", "material/search")
"""The names of the search of Material, which does not change pages."""
OPTIONS = ("plugins", PLUGIN)
"""The keys that lead to the options of this package."""


DOCS_DIR = ("docs_dir",)
REFERENCES: tuple[str, ...] = (*OPTIONS, "references")
CUSTOM_DIR = ("theme", "custom_dir")
"""The keys that lead to the paths of sources: pages and data, the bibliography, and template overrides."""


def settings_from(
    root: Path, config: Mapping[str, Any], options: Mapping[str, Any], site_dir: Path | None = None
) -> Settings:
    """Return the settings of a review.

    Args:
        root: The folder of `mkdocs.yml`.
        config: The keys of `mkdocs.yml`.
        options: The options below `evidence-review` in its `plugins`.
        site_dir: The folder of the site, if the command line names one.

    Raises:
        SettingsError: An option is unknown, missing or of the wrong type.
    """
    for option in options:
        if option not in OPTION_NAMES:
            hint = did_you_mean(str(option), OPTION_NAMES) or f"known: {', '.join(sorted(OPTION_NAMES))}"
            message = f"evidence-review has no option {option!r} ({hint})"
            raise SettingsError(message, *OPTIONS, str(option))
    extensions, configs = _extensions(config.get("markdown_extensions") or [])
    if _is_strict(config, options):
        _refuse_own_functions(configs)
    sources = source_paths(config, options)
    require_sources_inside(root, sources)
    return Settings(
        root=root,
        docs_dir=root / sources[DOCS_DIR],
        site_dir=site_folder(root, str(config.get("site_dir") or "site"), sources, site_dir),
        strict=_is_strict(config, options),
        parts=_parts(options.get("parts")),
        binding=_binding(str(options.get("binding") or "")),
        terms=_terms(options.get("terms") or {}),
        site_name=str(config.get("site_name") or "Evidence review"),
        site_url=_web_address(config, "site_url"),
        site_description=str(config.get("site_description") or ""),
        repo_url=_web_address(config, "repo_url").rstrip("/"),
        rights=str(config.get("copyright") or ""),
        licence_url=_licence_url(config),
        editors=_editors(options.get("editors")),
        use_directory_urls=bool(config.get("use_directory_urls", True)),
        as_at=_day(options.get("as_at")),
        format=_format(options.get("format")),
        extra_files=_extra_files(config),
        has_excluded_files=bool(config.get("exclude_docs") or config.get("draft_docs")),
        custom_dir=root / sources[CUSTOM_DIR] if sources[CUSTOM_DIR] else None,
        nav=tuple(dict.fromkeys(_pages_in(config.get("nav")))),
        references=tuple(root / each for each in _references(options)),
        other_plugins=tuple(_other_plugins(config)),
        style=str(options.get("style") or DEFAULT_STYLE),
        numbering=_numbering(str(options.get("numbering") or NUMBERINGS[0])),
        locale=_locale(str(options.get("locale") or "en-GB")),
        html=_html(str(options.get("html") or HTML[0])),
        hosts=_hosts(options.get("hosts")),
        dois=_dois(options.get("dois") or {}),
        security_contact=_contact(str(options.get("security_contact") or "")),
        ids=_ids(options.get("ids") or DEFAULT_IDS),
        extensions=extensions,
        extension_configs=configs,
    )


def source_paths(config: Mapping[str, Any], options: Mapping[str, Any]) -> Mapping[tuple[str, ...], str]:
    """Return the paths of the sources as written in `mkdocs.yml`, by the keys that lead to each.

    A list of bibliographies has an entry for each item.

    Args:
        config: The keys of `mkdocs.yml`.
        options: The options below `evidence-review` in its `plugins`.
    """
    references = _references(options)
    return {
        DOCS_DIR: str(config.get("docs_dir") or "docs"),
        REFERENCES: references[0],
        **{(*REFERENCES, str(number)): each for number, each in enumerate(references[1:], 1)},
        CUSTOM_DIR: _custom_dir(config),
    }


def _references(options: Mapping[str, Any]) -> list[str]:
    written = options.get("references") or "references.bib"
    paths = [written] if isinstance(written, str) else written
    if not isinstance(paths, list) or not all(isinstance(each, str) and each.strip() for each in paths):
        message = f"`references` of evidence-review must be a file or a list of files; it is {written!r}"
        raise SettingsError(message, *REFERENCES)
    for each in paths:
        if "://" in each:
            message = f"`references` of evidence-review must be a file of the project; it is {each!r}"
            hint = "builds need no network: download it once, for example with `curl -o references.bib`"
            raise SettingsError(f"{message} ({hint})", *REFERENCES)
    return paths


def _pages_in(nav: object) -> Iterator[str]:
    if isinstance(nav, list):
        for item in nav:
            yield from _pages_in(item)
    elif isinstance(nav, Mapping):
        yield from _pages_in(list(nav.values()))
    elif isinstance(nav, str) and is_page(nav):
        yield nav


def _is_strict(config: Mapping[str, Any], options: Mapping[str, Any]) -> bool:
    written = options.get("strict", config.get("strict"))
    if written is None or isinstance(written, bool):
        return bool(written)
    message = f"`strict` of evidence-review must be true or false; it is {written!r}"
    raise SettingsError(message, *OPTIONS, "strict")


def _refuse_own_functions(configs: Mapping[str, Mapping[str, Any]]) -> None:
    """Refuse settings of a strict review that name a function which does not belong to a known package.

    Raises:
        SettingsError: There are such.
    """
    for name, values in configs.items():
        if any(value is uncalled for value in _values_in(values)):
            message = f"`markdown_extensions` gives {name} a function that a strict review does not call"
            known = join_words([f"{each}…" for each in CALLABLE])
            raise SettingsError(f"{message} (these may be called: {known})", "markdown_extensions", name)


def _values_in(value: object) -> Iterator[object]:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for each in value:
            yield from _values_in(each)
    else:
        yield value


def _parts(written: object) -> tuple[str, ...]:
    names = [written] if isinstance(written, str) else written or []
    if not isinstance(names, list):
        message = f"`parts` of evidence-review must be a list; it is {written!r}"
        raise SettingsError(message, *OPTIONS, "parts")
    for name in names:
        if name not in PARTS:
            message = f"evidence-review has no part {name!r} ({did_you_mean(str(name), PARTS)})"
            raise SettingsError(message, *OPTIONS, "parts")
    return tuple(part for part in PARTS if part in names)


def _binding(written: str) -> str:
    if written and written not in BINDINGS:
        message = f"`binding` of evidence-review must be {', '.join(BINDINGS[:-1])} or {BINDINGS[-1]}"
        raise SettingsError(f"{message}; it is {written!r}", *OPTIONS, "binding")
    return written


def _terms(written: object) -> Terms:
    known = [each.name for each in fields(Terms)]
    if not isinstance(written, Mapping):
        message = f"`terms` of evidence-review must name {join_words(known)}; it is {written!r}"
        raise SettingsError(message, *OPTIONS, "terms")
    for name, words in written.items():
        if name not in known:
            message = f"evidence-review has no term {str(name)!r} ({did_you_mean(str(name), known)})"
            raise SettingsError(message, *OPTIONS, "terms", str(name))
        if not isinstance(words, str) or not words.strip():
            message = f"the term {name!r} of evidence-review must be words; it is {words!r}"
            raise SettingsError(message, *OPTIONS, "terms", name)
    return Terms(**{name: words.strip() for name, words in written.items()})


def _other_plugins(config: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of the plugins other than ours and the search, and the files of hooks."""
    plugins = config.get("plugins") or []
    for entry in plugins if isinstance(plugins, list | Mapping) else [plugins]:
        for name in entry if isinstance(entry, Mapping) else [entry]:
            if name not in (PLUGIN, *SEARCHES):
                yield str(name)
    hooks = config.get("hooks") or []
    yield from map(str, hooks if isinstance(hooks, list) else [hooks])


def _web_address(config: Mapping[str, Any], key: str) -> str:
    written = str(config.get(key) or "")
    try:
        parts = urlsplit(written)
        is_valid = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_valid = False
    if written and not is_valid:
        message = f"`{key}` is not a web address: {written!r}; write one that begins with https://"
        raise SettingsError(message, key)
    return written


def _licence_url(config: Mapping[str, Any]) -> str:
    extra = config.get("extra")
    return str(extra.get("licence_url") or "") if isinstance(extra, Mapping) else ""


def _editors(written: object) -> tuple[str, ...]:
    names = [written] if isinstance(written, str) else written or []
    if not isinstance(names, list) or not all(isinstance(each, str) and each.strip() for each in names):
        message = f"`editors` of evidence-review must be a list of names; it is {written!r}"
        raise SettingsError(message, *OPTIONS, "editors")
    return tuple(each.strip() for each in names)


def _hosts(written: object) -> tuple[str, ...]:
    names = [written] if isinstance(written, str) else written or []
    if isinstance(names, list) and all(isinstance(each, str) and _HOST.fullmatch(each) for each in names):
        return tuple(dict.fromkeys(each.lower() for each in names))
    message = f"`hosts` of evidence-review must be a list of names such as www.example.org; it is {written!r}"
    raise SettingsError(message, *OPTIONS, "hosts")


def _dois(written: object) -> Mapping[str, str]:
    pairs = written.items() if isinstance(written, Mapping) else [("", written)]
    dois = {str(name): normalise_doi(doi) if isinstance(doi, str) else "" for name, doi in pairs}
    if not all(dois) or not all(dois.values()):
        example = '{"2026.11": 10.5281/zenodo.1234567}'
        message = (
            f"`dois` of evidence-review must give releases their DOIs, as in {example}; it is {written!r}"
        )
        raise SettingsError(message, *OPTIONS, "dois")
    return dois


def _contact(written: str) -> str:
    if written and not _CONTACT.fullmatch(written):
        message = "`security_contact` of evidence-review must begin with mailto: or https://"
        raise SettingsError(f"{message}; it is {written!r}", *OPTIONS, "security_contact")
    return written


def _numbering(written: str) -> str:
    if written not in NUMBERINGS:
        message = f"`numbering` of evidence-review must be site or page; it is {written!r}"
        raise SettingsError(message, *OPTIONS, "numbering")
    return written


def _html(written: str) -> str:
    if written not in HTML:
        message = f"`html` of evidence-review must be safe or trusted; it is {written!r}"
        raise SettingsError(message, *OPTIONS, "html")
    return written


def _locale(written: str) -> str:
    try:
        Locale.parse(written.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        message = f"`locale` of evidence-review is not a language: {written!r}; write one such as en-GB"
        raise SettingsError(message, *OPTIONS, "locale") from None
    return written


def _extra_files(config: Mapping[str, Any]) -> frozenset[str]:
    written: list[object] = []
    for key in ("extra_css", "extra_javascript"):
        value = config.get(key) or []
        if not isinstance(value, list):
            message = f"`{key}` must be a list of files; it is {value!r}"
            raise SettingsError(message, key)
        written += value
    paths = (each.get("path") if isinstance(each, Mapping) else each for each in written)
    return frozenset(str(path) for path in paths if path)


def _custom_dir(config: Mapping[str, Any]) -> str:
    theme = config.get("theme")
    return str(theme.get("custom_dir") or "") if isinstance(theme, Mapping) else ""


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value or ""))
    except ValueError:
        message = (
            "evidence-review needs `as_at`, the date to which the site's statements refer, "
            f"written as 2026-11-23; it is {'missing' if value is None else repr(value)}"
        )
        raise SettingsError(message, *OPTIONS, "as_at") from None


def _format(value: object) -> int:
    if value is None:
        return 0
    number = int(str(value)) if re.fullmatch(r"[1-9]\d{0,5}", str(value)) else 0
    if 1 <= number <= FORMAT:
        return number
    message = f"`format` of evidence-review must be a number from 1 to {FORMAT}; it is {value!r}"
    if number > FORMAT:
        message = (
            f"the files are in format {number}, and this version of evidence-review reads up to {FORMAT}"
        )
        message += " (install the version that requirements.txt names, or a newer one)"
    raise SettingsError(message, *OPTIONS, "format")


def _ids(value: object) -> Mapping[str, str]:
    if not isinstance(value, Mapping) or not value:
        message = "`ids` of evidence-review must name a kind of entity for each prefix"
        raise SettingsError(message, *OPTIONS, "ids")
    ids = {str(prefix): str(kind) for prefix, kind in value.items()}
    kinds = set(DEFAULT_IDS.values())
    for prefix, kind in ids.items():
        if kind not in kinds or not re.fullmatch(r"(?:[A-Za-z]+-?)?", prefix):
            hint = did_you_mean(kind, kinds)
            message = f"`ids` of evidence-review cannot contain {prefix}: {kind} ({hint})"
            raise SettingsError(message, *OPTIONS, "ids", prefix)
    return {prefix: kind for prefix, kind in DEFAULT_IDS.items() if kind not in ids.values()} | ids


def _extensions(written: object) -> tuple[tuple[str, ...], Mapping[str, Mapping[str, Any]]]:
    entries = [written] if isinstance(written, Mapping) else written
    if not isinstance(entries, list) or not all(isinstance(each, str | Mapping) for each in entries):
        message = f"`markdown_extensions` must be a list of extensions; it is {written!r}"
        raise SettingsError(message, "markdown_extensions")
    names: dict[str, Mapping[str, Any]] = {name: {} for name in BUILT_IN_EXTENSIONS}
    for entry in entries:
        found = {entry: None} if isinstance(entry, str) else entry
        names.update({str(name): options or {} for name, options in found.items()})
    names.update(missing_extensions(names))
    return tuple(names), {name: options for name, options in names.items() if options}
