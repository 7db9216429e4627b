"""The Content-Security-Policy of each page of a built site (https://www.w3.org/TR/CSP3/).

Hosts such as GitHub Pages do not let a site set headers, so the policy is a `<meta>` element. A browser then
runs the scripts of the theme, which it knows by their hashes, and no script that a text has smuggled in.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

from evidence_review.site_checks.built_code import hosts_of_theme, theme_code
from evidence_review.site_checks.built_pages import PageCode

_STRING = re.compile(r"""'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)\"""")
"""A string of JavaScript between single or double quotation marks."""
_SHEET = re.compile(r"[.:#*@\w][^{}]*\{[^{}:]+:[^{}]*\}")
"""The first rule of a style sheet."""
_HEAD = re.compile(rb"<head(?:\s[^>]*)?>", re.IGNORECASE)
_DOCTYPE = re.compile(rb"\s*<!doctype[^>]*>", re.IGNORECASE)
_CHARSET = re.compile(rb"\s*<meta charset=[^>]*>", re.IGNORECASE)
ENCODING_SEARCH_LENGTH = 1024
"""The bytes of a page within which a browser looks for its encoding."""


def policy(
    pages: Mapping[str, PageCode],
    sheets: Iterable[str] = (),
    hosts: Sequence[str] = (),
    *,
    is_strict: bool = True,
) -> str:
    """Return the policy under which the pages of a site look and work as they should.

    Args:
        pages: What each page runs, by its path, once nothing foreign is among it.
        sheets: The style sheets that scripts of the theme add.
        hosts: The other hosts that the settings name. Those from which the theme loads its own scripts and
            style sheets, as the settings ask it to, are added.
        is_strict: Whether pages may show nothing else. If not, styles, pictures, sound, video and frames may
            come from anywhere, as MkDocs users expect; scripts may not.
    """
    theme = theme_code(pages)
    elsewhere = "".join(f" https://{host}" for host in sorted({*hosts, *hosts_of_theme(theme)}))
    scripts = _hashes(script for page in pages.values() for script in page.inline)
    attributes = _hashes(style for page in pages.values() for style in page.styles)
    styles = (f" 'unsafe-hashes'{attributes}" if attributes else "") + _hashes((*sheets, *theme.sheets))
    directives = {
        "default-src": "'none'",
        "script-src": f"'self'{scripts}{elsewhere}",
        "style-src": f"'self'{styles}{elsewhere}",
        "img-src": f"'self' data:{elsewhere}",
        "media-src": f"'self'{elsewhere}",
        "font-src": f"'self'{elsewhere}",
        "connect-src": f"'self'{elsewhere}",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "frame-src": elsewhere.strip() or "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    if not is_strict:
        anywhere = "'self' data: https:"
        shown = dict.fromkeys(("img-src", "media-src", "font-src", "frame-src"), anywhere)
        directives |= {**shown, "style-src": "'self' 'unsafe-inline' https:"}
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def sheets_in_scripts(site: Path) -> tuple[str, ...]:
    """Return the style sheets that the scripts of the theme contain as strings, as Zensical's search does."""
    scripts = sorted((site / "assets/javascripts").glob("bundle.*.js"))
    strings = (
        found[1] or found[2] or "" for file in scripts for found in _STRING.finditer(file.read_text("utf-8"))
    )
    return tuple(dict.fromkeys(each for each in strings if _SHEET.match(each) and "\\" not in each))


def write_policy(site: Path, text: str) -> None:
    """Put a policy first into the head of every page of a built site."""
    tag = f'<meta http-equiv="Content-Security-Policy" content="{escape(text, quote=False)}">'.encode()
    for file in site.rglob("*.html"):
        file.write_bytes(_with_policy(file.read_bytes(), tag))


def _with_policy(html: bytes, tag: bytes) -> bytes:
    """Return a page with a policy in front of all that it applies to."""
    head = _HEAD.search(html) or _DOCTYPE.match(html)
    end = head.end() if head else 0
    before, after = html[:end], html[end:]
    charset = _CHARSET.match(after)
    moved = b""
    if charset and len(before) + len(tag) + charset.end() > ENCODING_SEARCH_LENGTH:
        moved, after = charset[0].strip(), after[charset.end() :]
    return before + moved + tag + after


def _hashes(texts: Iterable[str]) -> str:
    """Return the hash of each text, as a policy names it, in a fixed order."""
    digests = (base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in texts)
    return "".join(f" 'sha256-{digest}'" for digest in sorted(set(digests)))
