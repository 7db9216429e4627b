"""Tests of reading each file by its folder and name."""

from pathlib import Path

import pytest

from evidence_review.assemble.record_types import FOLDERS, LISTS, REPORT_FILE
from evidence_review.assemble.review import assemble
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.publishing.checked_review import check_review
from tests.small_review import Change, a_review, checked, settings_of


def said(folder: Path, change: Change) -> list[str]:
    """Return the problems of a changed copy of the small review."""
    return [str(found) for found in checked(folder, change).diagnostics]


def test_every_file_is_read_as_its_folder_requires(tmp_path: Path) -> None:
    """The folder determines the kind of entity, and the file name is its id."""
    review = assemble(settings_of(a_review(tmp_path))).review

    assert sorted(review.findings) == ["f01", "f02"]
    assert sorted(review.recommendations) == ["r01", "r02"]
    assert sorted(review.events) == ["e01", "e02"]
    assert sorted(review.organisations) == ["org-board", "org-council"]
    assert sorted(review.participants) == ["p1", "p2", "p3"]
    assert sorted(review.clusters) == ["c1"]
    assert sorted(review.event_groups) == ["before", "since"]
    assert sorted(review.pages) == ["index.md", "review/hours.md"]
    assert review.record
    assert review.record.reviewed == "lind2019evening"


def test_an_entity_carries_its_text_and_its_place(tmp_path: Path) -> None:
    """The Markdown below the front matter begins on the line where an editor shows it."""
    finding = assemble(settings_of(a_review(tmp_path))).review.findings["f02"]

    assert str(finding.where) == "docs/findings/f02.md:2"
    assert finding.summary.text.strip() == "One librarian described late shifts."
    lines = (tmp_path / "docs/findings/f02.md").read_text(encoding="utf-8").splitlines()
    assert lines[finding.summary.where.line - 2] == "---"


def test_the_introduction_of_an_overview_is_a_page(tmp_path: Path) -> None:
    """`index.md` in a folder of records is a page of prose."""
    page = "---\ntitle: What was found\n---\n\nTwo things.\n"
    change = Change(files={"docs/findings/index.md": page, "docs/findings/deep/more.md": page})
    found = checked(tmp_path, change)

    assert {each.code for each in found.diagnostics} == {"NAV102"}  # nothing leads to the second
    assert {"findings/index.md", "findings/deep/more.md"} <= set(found.review.pages)
    assert sorted(found.review.findings) == ["f01", "f02"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("findings/three.md", "the name of this file, 'three.md', is not an id of a finding"),
        ("organisations/council.md", "the name of this file, 'council.md', is not an id of an organisation"),
    ],
)
def test_a_file_must_be_named_by_an_id(tmp_path: Path, path: str, message: str) -> None:
    """The message shows the form of ids and the next free one."""
    (found,) = said(tmp_path, Change(files={f"docs/{path}": "---\ntitle: X\n---\n"}))

    assert found.startswith(f"docs/{path}:2: error: {message} (ids look like ")
    assert found.endswith("[DAT106]")


@pytest.mark.parametrize(
    ("path", "right"),
    [("findings/F03.md", "f03.md"), ("events/e 3.md", "e3.md"), ("recommendations/R09 .md", "r09.md")],
)
def test_a_file_that_is_nearly_named_by_an_id_is_to_be_renamed(tmp_path: Path, path: str, right: str) -> None:
    """Capitals and spaces in a file name are easily overlooked."""
    (found,) = said(tmp_path, Change(files={f"docs/{path}": "---\ntitle: X\n---\n"}))

    assert f"(rename it to '{right}': ids have only small letters and no spaces) [DAT106]" in found


@pytest.mark.parametrize(
    ("taken", "hint"),
    [
        (("p1", "p2", "p2"), "the next free one is p3"),
        (("p009", "p010", "p010"), "the next free one is p011"),
        (("p9", "p10", "p9"), "the next free one is p11"),
    ],
)
def test_a_duplicate_id_is_reported_with_the_next_free_one(
    tmp_path: Path, taken: tuple[str, ...], hint: str
) -> None:
    """It is written with as many digits as the last."""
    rows = "".join(f"- {{id: {id_}, pseudonym: A, role: b}}\n" for id_ in taken)
    found = said(tmp_path, Change(files={"docs/_data/participants.yml": rows}))

    first = taken.index(taken[-1]) + 1
    assert (
        f"docs/_data/participants.yml:3: error: the id '{taken[-1]}' is already used at"
        f" docs/_data/participants.yml:{first} ({hint}) [DAT107]"
    ) in found


def test_an_id_in_a_list_has_the_form_of_its_kind(tmp_path: Path) -> None:
    """An item with an id to which nothing could link is reported."""
    rows = "- {id: ada, pseudonym: Ada, role: b}\n"
    found = said(tmp_path, Change(files={"docs/_data/participants.yml": rows}))

    assert (
        "docs/_data/participants.yml:1: error: 'ada' does not have the form of an id of a participant"
        " (ids look like p01) [DAT106]"
    ) in found


@pytest.mark.parametrize("name", LISTS)
def test_a_list_must_be_a_list(tmp_path: Path, name: str) -> None:
    """A mapping in place of a list is reported, and causes no further messages."""
    found = said(tmp_path, Change(files={f"docs/_data/{name}": "id: x\n"}))

    assert (
        f"docs/_data/{name}:1: error: this file must contain a list (begin each item with `- `) [DAT104]"
        in found
    )


@pytest.mark.parametrize("name", [*LISTS, REPORT_FILE])
@pytest.mark.parametrize(
    "text", ["", "words", "- 3", "- [a]", "- id: [x]", "- id:", "a: [", "- {id: 1, id: 2}"]
)
def test_no_text_of_a_data_file_stops_the_reading(tmp_path: Path, name: str, text: str) -> None:
    """Any content leads to messages or none, but not to an exception."""
    found = checked(tmp_path, Change(files={f"docs/_data/{name}": text}))

    assert text == "" or not found.is_valid


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize(
    "text", ["", "---\n---\n", "---\nwords\n---\n", "---\n- a\n---\n", "---\na: [\n---\n", "---\n"]
)
def test_no_text_of_a_record_stops_the_reading(tmp_path: Path, folder: str, text: str) -> None:
    """Any content of a record leads to messages that name its file."""
    id_ = {"events": "e09", "findings": "f09", "organisations": "org-x", "recommendations": "r09"}[folder]
    found = said(tmp_path, Change(files={f"docs/{folder}/{id_}.md": text}))

    assert found
    assert all(line.startswith(f"docs/{folder}/{id_}.md:") for line in found)


def test_a_record_that_is_not_valid_is_still_written(tmp_path: Path) -> None:
    """A link to it is not reported as broken: one error is reported once."""
    change = Change(replace={"docs/findings/f01.md": {"statement: ": "statment: "}})
    found = checked(tmp_path, change)

    assert "f01" not in found.review.findings
    assert found.review.has(Entity(EntityKind.FINDING, "f01"))
    assert {each.code for each in found.diagnostics} == {"DAT101"}


def test_other_data_files_are_ignored(tmp_path: Path) -> None:
    """A file below `_data` that is not YAML is not published, and not an error."""
    found = checked(tmp_path, Change(files={"docs/_data/x.txt": "a: [", "docs/_data/raw/x.csv": "a"}))

    assert found.diagnostics == ()
    assert found.review.files == frozenset()


def test_a_file_that_is_not_text_is_reported(tmp_path: Path) -> None:
    """A page in another encoding does not affect other pages."""
    folder = a_review(tmp_path)
    (folder / "docs/latin.md").write_bytes(b"---\ntitle: Caf\xe9\n---\n")
    assembled = assemble(settings_of(folder))

    assert [str(found.where) for found in assembled.diagnostics] == ["docs/latin.md:2"]
    assert len(assembled.review.pages) == 2


@pytest.mark.parametrize("slug", ["../../x", "a/b", "A", "a--b", "", ".", "a b", "a.md", "/etc"])
def test_the_address_of_a_cluster_cannot_leave_its_folder(tmp_path: Path, slug: str) -> None:
    """Parts of paths are lower-case letters and digits, joined by hyphens."""
    (found,) = said(tmp_path, Change(replace={"docs/_data/clusters.yml": {"slug: hours": f"slug: '{slug}'"}}))

    assert found == (
        "docs/_data/clusters.yml:2: error: slug must be small letters and digits, joined by hyphens;"
        f" it is {slug!r} [DAT104]"
    )


@pytest.mark.parametrize("name", ["event-groups.yml", "organisation-types.yml", "clusters.yml"])
def test_an_invalid_item_is_left_out(tmp_path: Path, name: str) -> None:
    """When an invalid review is shown, its lists contain only valid items."""
    change = Change(files={f"docs/_data/{name}": "- {id: c1}\n- {id: since}\n- {id: council}\n"})
    review = assemble(settings_of(a_review(tmp_path, change))).review

    for held in (review.event_groups, review.organisation_types, review.clusters):
        assert None not in held.values()


def test_a_record_in_another_encoding_costs_itself_only(tmp_path: Path) -> None:
    """Links to it are not reported as broken, and its citations not as unused references."""
    file = a_review(tmp_path) / "docs/findings/f01.md"
    file.write_bytes(file.read_bytes() + b"caf\xe9\n")

    assert [found.code for found in check_review(settings_of(tmp_path)).diagnostics] == ["SRC101"]


@pytest.mark.parametrize("name", [*LISTS, REPORT_FILE])
@pytest.mark.parametrize("text", ["a: b: c\n", '- "x\n', b"caf\xe9"])
def test_a_broken_data_file_is_one_message(tmp_path: Path, name: str, text: str | bytes) -> None:
    """Links to its items are not reported until it can be read."""
    data = text.encode() if isinstance(text, str) else text
    (a_review(tmp_path) / "docs/_data" / name).write_bytes(data)

    (found,) = check_review(settings_of(tmp_path)).diagnostics
    assert found.where.path == f"docs/_data/{name}"
