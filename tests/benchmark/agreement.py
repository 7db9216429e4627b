r"""How far our reading of BibTeX files agrees with pandoc's, in titles, family names and years.

Run it with `python -m tests.benchmark.agreement FILE.bib …`. What pandoc is known to get wrong is counted
apart: it drops macros that it does not know, leaves formulas as they are, reads `\'{\i}` as two characters
and an empty year as 0, and knows no year with words beside it. Capitals do not count, as it puts English
titles in sentence case; and it never ends on rings of crossrefs.
"""

import json
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypandoc

from evidence_review.bibliography.bibtex.entry import RawEntry
from evidence_review.bibliography.reader import Bibliography, read_references

SECONDS = 120
"""How long pandoc may take for one file; on rings of crossrefs it never ends."""
_TAGS = re.compile(r"</?(?:i|b|sup|sub|span|sc)(?: [^>]*)?>")
_SAME = str.maketrans(
    {"\u0131": "i", "\u00ad": None, "’": None, "‘": None, "'": None, "–": "-", "—": "-", "−": "-"}
)
_QUOTES = re.compile('[“”„«»"]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One value that the two read in two ways."""

    key: str
    """The key of the entry."""
    what: str
    """`title`, `names` or `year`."""
    ours: str
    """Our reading, without what does not count."""
    theirs: str
    """Pandoc's."""
    excused: bool
    """Whether it is a known fault of pandoc's."""


def compared(file: Path) -> tuple[int, list[Difference], list[str]] | None:
    """Return how many values were compared, those that differ, and the keys that pandoc alone has.

    Returns:
        Nothing where pandoc cannot read the file.
    """
    bibliography = read_references(file, file.name)
    theirs = _by_pandoc(file)
    if theirs is None:
        return None
    ours = {work.key: dict(work.csl()) for work in bibliography.references}
    written = {entry.key: entry for entry in bibliography.entries}
    found = [
        each
        for key in ours.keys() & theirs.keys()
        for each in _differences(written[key], ours[key], theirs[key])
    ]
    return 3 * len(ours.keys() & theirs.keys()), found, _missing(theirs, bibliography)


def main(paths: Sequence[str]) -> int:
    """Print the agreement for each file and for all, and what differs."""
    total: Counter[str] = Counter()
    for path in paths:
        result = compared(Path(path))
        if result is None:
            print(f"{path}: pandoc cannot read it")
            continue
        values, differences, missing = result
        open_ = [each for each in differences if not each.excused]
        total.update(values=values, different=len(open_), excused=len(differences) - len(open_))
        print(f"{path}: {_share(values, len(open_))} of {values} values; {len(missing)} entries missing")
        for each in open_:
            print(f"  {each.key} {each.what}\n    ours   {each.ours}\n    pandoc {each.theirs}")
        for key in missing:
            print(f"  {key} is missing")
    print(
        f"All: {_share(total['values'], total['different'])} of {total['values']} values;"
        f" {total['excused']} more differ by known faults of pandoc's."
    )
    return 0


def _share(values: int, different: int) -> str:
    return f"{1 - different / values:.2%}" if values else "nothing"


def _by_pandoc(file: Path) -> Mapping[str, Mapping[str, Any]] | None:
    command = [pypandoc.get_pandoc_path(), "--from", "biblatex", "--to", "csljson"]
    text = file.read_bytes()
    try:
        text.decode()
    except UnicodeDecodeError:
        text = text.decode("windows-1252", "replace").encode()
    try:
        done = subprocess.run(command, input=text, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return None
    if done.returncode:
        return None
    return {item["id"]: item for item in json.loads(done.stdout)}


def _missing(theirs: Mapping[str, object], ours: Bibliography) -> list[str]:
    return sorted(theirs.keys() - {entry.key for entry in ours.entries})


def _differences(entry: RawEntry, ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Iterator[Difference]:
    for what, read in (("title", _title), ("names", _names), ("year", _year)):
        mine, its = read(ours), read(theirs)
        if mine != its:
            yield Difference(
                key=entry.key, what=what, ours=mine, theirs=its, excused=_is_excused(what, entry, mine, its)
            )


def _title(item: Mapping[str, Any]) -> str:
    return _plain(item.get("title", ""))


def _names(item: Mapping[str, Any]) -> str:
    people = item.get("author", ())
    return "; ".join(
        _plain(name.get("literal") or name.get("family") or name.get("given", "")) for name in people
    )


def _year(item: Mapping[str, Any]) -> str:
    issued = item.get("issued", {})
    parts = issued.get("date-parts") or [[""]]
    return str(parts[0][0] if parts[0] else "")


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFC", _TAGS.sub("", text).translate(_SAME)).casefold()
    return " ".join(_QUOTES.sub("", re.sub("-+", "-", bare)).split())


def _is_excused(what: str, entry: RawEntry, ours: str, theirs: str) -> bool:
    field = entry.field({"title": "title", "names": "author", "year": "year"}[what])
    raw = field.value if field else ""
    if what == "year":
        return not raw or theirs in {"", "0"}
    if what == "title" and ("$" in raw or entry.field("descriptivetitle")):  # the second is a field of ours
        return True
    if what == "names" and " AND " in raw:
        return True
    return "\\" in raw and _is_within(theirs, ours)


def _is_within(shorter: str, longer: str) -> bool:
    """Say whether one text is another with letters left out."""
    letters = iter(longer)
    return all(letter in letters for letter in shorter if not letter.isspace())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
