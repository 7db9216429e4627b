"""Decoding a bibliography, whatever its encoding. Nothing of BibTeX is known here except its comments.

JabRef, BibDesk and Emacs declare the encoding in a comment. The declaration is tried but not trusted: it
remains in the file if another program saves it in a different encoding.
"""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""The byte order marks, with that of UTF-16 last because that of UTF-32 begins with it."""
_DECLARED = re.compile(
    r"^(?:(?:[ \t]*%.*?\b)?(?:file)?(?:en)?coding[:=]|%+[ \t]*Saved with string encoding)"
    r"[ \t]*([^\n\r;]*[^\n\r;\s])",
    re.MULTILINE | re.IGNORECASE,
)
"""A declaration such as `% Encoding: UTF-8`, `-*- coding: utf-8 -*-` or `%% Saved with string encoding …`."""
_HEAD = 4096
"""The number of bytes at the beginning of a file that are searched for a declaration."""
_KNOWN = re.compile(
    r"big5|cp\d|euc|gb|hp-|hz|iso2022|iso8859|johab|koi8|kz|mac-|ptcp|shift_jis|tis|utf-(?:8|16|32)"
)
"""The beginnings of Python's names of text encodings; other codecs, such as `rot13`, are not for text."""
_OTHER_NAMES: Mapping[str, str] = {
    "windows-31j": "cp932",
    "mswin-936": "gbk",
    "unicode (utf-8)": "utf-8",
    "unicode (utf-16)": "utf-16",
    "western (iso latin 1)": "iso8859-1",
    "western (iso latin 9)": "iso8859-15",
    "western (mac os roman)": "mac-roman",
    "western (windows latin 1)": "cp1252",
    "central european (iso latin 2)": "iso8859-2",
    "central european (windows latin 2)": "cp1250",
    "cyrillic (windows)": "cp1251",
    "greek (windows)": "cp1253",
    "japanese (euc)": "euc_jp",
    "japanese (shift jis)": "shift_jis",
    "traditional chinese (big 5)": "big5",
    "chinese (gb 18030)": "gb18030",
}
"""Names from BibDesk and Java that Python does not know, each with Python's name."""
_WINDOWS_1252_SUBSETS: Mapping[str, str] = {
    "iso8859-1": "cp1252",
    "cp1252": "cp1252",
    "iso8859-15": "iso8859-15",
}
"""The decoder for encodings that Windows-1252 includes, or that differ from it in only a few characters."""
_SURROGATE_ESCAPES = re.compile("[\udc80-\udcff]")
"""The characters by which Python replaces bytes that are not UTF-8 (PEP 383)."""
_CONTROL_CHARACTERS = re.compile("[\x00-\x08\x0b\x0e-\x19\x1c-\x1f]")
"""Control characters that do not occur in text."""
_MAX_CONTROL_SHARE = 0.02
"""The largest share of control characters in a file that is treated as text."""
_MAX_LOST_SHARE = 0.01
"""The largest share of characters that may be lost if the declared encoding is to be accepted."""
REPLACEMENT_CHARACTER = "\ufffd"
"""The character that replaces a byte that cannot be decoded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedText:
    """The text of a file, and its encoding."""

    text: str
    """The text with its original line endings, without a byte order mark."""
    encoding: str = "UTF-8"
    """The encoding with which it was decoded."""
    declared: str = ""
    """The encoding that the file declares; empty if it declares none."""
    declaration_offset: int = 0
    """The offset of this declaration."""
    first_non_utf8: int = -1
    """The offset of the first character that is not UTF-8 in a file that otherwise is; -1 for none."""

    @property
    def has_wrong_declaration(self) -> bool:
        """Whether the declaration is wrong. UTF-8 is right even if a few bytes are in another encoding."""
        if self.first_non_utf8 >= 0 and codec_of(self.declared) == "utf-8":
            return False
        return bool(self.declared) and codec_of(self.declared) not in {"", codec_of(self.encoding)}


def decode_bytes(data: bytes) -> DecodedText | None:
    """Return the text of a file, or nothing if it does not contain text.

    A byte order mark decides the encoding, otherwise whether the whole file is UTF-8, otherwise the
    declaration in the file. Without any of these, bytes that are not UTF-8 are decoded as Windows-1252, since
    people paste entries in that encoding into UTF-8 files.
    """
    decoded = _decode_utf16_or_utf32(data) or _decode_ascii_based(data)
    strange = len(_CONTROL_CHARACTERS.findall(decoded.text))
    return None if strange > _MAX_CONTROL_SHARE * len(decoded.text) + 1 else decoded


def codec_of(name: str) -> str:
    """Return Python's name for an encoding, given any of its names, or an empty string if it is unknown."""
    bare = re.sub(r"^x-|_fdis$", "", name.strip().lower())
    spelt = re.sub(r"^(?:windows|ms|ibm|cp)[-_]?(?=\d)", "cp", _OTHER_NAMES.get(bare, bare))
    try:
        found = codecs.lookup(spelt).name
    except (LookupError, ValueError):
        return ""
    return found if _KNOWN.match(found) else ""


def _decode_utf16_or_utf32(data: bytes) -> DecodedText | None:
    """Decode a file with the byte order mark of UTF-16 or UTF-32, or in UTF-16 without one."""
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    head = data[:_HEAD]
    if not encoding and head.count(0) > len(head) // 3:  # every ASCII character has a byte that is 0
        encoding = "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    if encoding in {"", "utf-8"}:
        return None
    return DecodedText(text=data.decode(encoding, "replace"), encoding=encoding[:6].upper())


def _decode_ascii_based(data: bytes) -> DecodedText:
    """Decode a file in an encoding that includes ASCII."""
    declaration = _DECLARED.search(data[:_HEAD].decode("latin-1"))
    declared = re.sub(r"\s*-\*-.*", "", declaration[1]).strip() if declaration else ""
    at = declaration.start(1) if declaration else 0
    codec = codec_of(declared)
    raw = data.decode("utf-8-sig", "surrogateescape")
    foreign = _SURROGATE_ESCAPES.search(raw)
    shifts = codec.startswith(("iso2022", "hz"))  # their bytes are all ASCII
    if shifts or (foreign and codec not in {"", "utf-8", *_WINDOWS_1252_SUBSETS}):
        text = data.decode(codec, "replace")
        if text.count(REPLACEMENT_CHARACTER) <= _MAX_LOST_SHARE * len(text) and declared in text[:_HEAD]:
            return DecodedText(text=text, encoding=declared, declared=declared, declaration_offset=at)
    if foreign is None:
        return DecodedText(text=raw, declared="" if raw.isascii() else declared, declaration_offset=at)
    western_codec = _WINDOWS_1252_SUBSETS.get(codec)
    return DecodedText(
        text=_SURROGATE_ESCAPES.sub(partial(_decode_byte, western_codec or "cp1252"), raw),
        encoding=declared if western_codec else "Windows-1252",
        declared=declared,
        declaration_offset=at,
        first_non_utf8=-1 if western_codec else foreign.start(),
    )


def _decode_byte(encoding: str, match: re.Match[str]) -> str:
    """Return the character, in an encoding, for a byte that is not UTF-8."""
    return match[0].encode("utf-8", "surrogateescape").decode(encoding, "replace")
