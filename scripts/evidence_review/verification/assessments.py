"""Compare the assessments of recommendations with an earlier commit: they are only ever added."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evidence_review.diagnostics import Diagnostic, error
from evidence_review.location import Location
from evidence_review.sources.files import SourceFile, read_text
from evidence_review.sources.git import file_content, files_at
from evidence_review.sources.yaml_records import YamlNode, read_yaml, split_front_matter


def changed_assessments(before: Path, commit: str, folder: Path, shown: str) -> Iterator[Diagnostic]:
    """Yield each assessment that a commit has and the files no longer have as it was.

    Args:
        before: The folder of recommendations at the commit.
        commit: The id of the commit.
        folder: The folder of recommendations now.
        shown: That folder as messages show it.
    """
    for path, id_ in files_at(before, commit).items():
        if not path.endswith(".md"):
            continue
        where = Location(f"{shown}/{path}")
        then = _assessments(file_content(before, id_).decode(errors="replace"), where)
        now = read_text(folder / path, where.path)
        after = _assessments(now.text if isinstance(now, SourceFile) else "", where)
        kept = [each.value for each in after]
        for each in then:
            if each.value not in kept:
                day = each.value.get("date", "?") if isinstance(each.value, Mapping) else "?"
                yield error(
                    "REL123",
                    next((other.where for other in after if _is_of(other, day)), where),
                    f"the assessment of {day} is not as it was before this change",
                    f"restore it, and add another with `corrects: {day}`",
                )


def _is_of(node: YamlNode, day: object) -> bool:
    return isinstance(node.value, Mapping) and node.value.get("date") == day


def _assessments(text: str, where: Location) -> tuple[YamlNode, ...]:
    written, _, _ = split_front_matter(text.replace("\r\n", "\n"))
    front, _ = read_yaml(written, Location(where.path, 2))
    values: Any = front.value if front else None
    if not front or not isinstance(values, dict) or not isinstance(values.get("assessments"), list):
        return ()
    path = ("assessments",)
    places = {each[1:]: place for each, place in front.places.items() if each[:1] == path}
    return YamlNode(value=values["assessments"], where=front.place(path), places=places).items()
