"""The Content-Security-Policy of each page of a built site (https://www.w3.org/TR/CSP3/).

Hosts such as GitHub Pages do not let a site set headers, so the policy is a `<meta>` element. A browser then
runs the scripts of the theme, which it knows by their hashes, and no script that was smuggled into a text.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from evidence_review.file_replacement import replace_file
from evidence_review.site_checks.built_code import PageCode

_STRING = re.compile(r"""'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)\"""")
"""A string of JavaScript between single or double quotation marks."""
_SHEET = re.compile(r"[.:#*@\w][^{}]*\{[^{}:]+:[^{}]*\}")
"""The first rule of a style sheet."""
_HEAD = re.compile(rb"<head[^>]*>", re.IGNORECASE)
_CHARSET = re.compile(rb"\s*<meta charset=[^>]*>", re.IGNORECASE)
ENCODING_SEARCH_LENGTH = 1024
"""The number of bytes at the start of a page in which browsers look for its encoding."""


def policy(pages: Iterable[PageCode], sheets: Iterable[str] = (), hosts: Sequence[str] = ()) -> str:
    """Return the strictest policy under which the pages of a site look and work as intended.

    Args:
        pages: The code of each page, checked to contain nothing foreign.
        sheets: The style sheets that scripts of the theme add.
        hosts: The other hosts from which a site loads scripts, frames, styles, images or data.
    """
    pages = tuple(pages)
    elsewhere = "".join(f" https://{host}" for host in sorted(hosts))
    scripts = _hashes(script for page in pages for script in page.inline)
    attributes = _hashes(style for page in pages for style in page.styles)
    styles = (f" 'unsafe-hashes'{attributes}" if attributes else "") + _hashes(sheets)
    directives = {
        "default-src": "'none'",
        "script-src": f"'self'{scripts}{elsewhere}",
        "style-src": f"'self'{styles}{elsewhere}",
        "img-src": f"'self' data:{elsewhere}",
        "font-src": f"'self'{elsewhere}",
        "connect-src": f"'self'{elsewhere}",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "frame-src": elsewhere.strip() or "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def sheets_in_scripts(site: Path) -> tuple[str, ...]:
    """Return the style sheets that scripts of the theme contain as strings, as in Zensical's search."""
    scripts = sorted((site / "assets/javascripts").glob("bundle.*.js"))
    strings = (
        found[1] or found[2] or "" for file in scripts for found in _STRING.finditer(file.read_text("utf-8"))
    )
    return tuple(dict.fromkeys(each for each in strings if _SHEET.match(each) and "\\" not in each))


def write_policy(site: Path, text: str) -> None:
    """Insert a policy at the start of the head of every page of a built site."""
    tag = f'<meta http-equiv="Content-Security-Policy" content="{escape(text, quote=False)}">'.encode()
    for file in sorted(site.rglob("*.html")):
        html = file.read_bytes()
        head = _HEAD.search(html)
        if head is None:
            continue
        before, after = html[: head.end()], html[head.end() :]
        charset = _CHARSET.match(after)
        moved = b""
        if charset and len(before) + len(tag) + charset.end() > ENCODING_SEARCH_LENGTH:
            moved, after = charset[0].strip(), after[charset.end() :]
        replace_file(file, before + moved + tag + after)


def _hashes(texts: Iterable[str]) -> str:
    """Return the hash of each text, as a policy names it, in a fixed order."""
    digests = (base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in texts)
    return "".join(f" 'sha256-{digest}'" for digest in sorted(set(digests)))
