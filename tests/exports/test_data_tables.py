"""The tables of a whole review: every cell is what the review says, and every file is read back."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from evidence_review.config.settings import Settings
from evidence_review.exports import exported_files
from evidence_review.exports.checksums import checksums, downloads_in
from evidence_review.exports.csv_files import read_csv, write_csv
from evidence_review.publishing.checked_review import check_review
from evidence_review.review.review import Review
from evidence_review.site.page_metadata import SUMS
from evidence_review.tables import TABLES
from evidence_review.tables.cell import PARTIAL_DATE
from evidence_review.tables.table import DataTable
from tests.small_review import a_larger_review, a_review, settings_of

BY_NAME = {table.name: table for table in TABLES}


@pytest.fixture(scope="module", params=["small", "larger"])
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Review, Settings, dict[str, bytes]]:
    """Return a review and every file that leaves its site."""
    make = a_review if request.param == "small" else a_larger_review
    folder = make(tmp_path_factory.mktemp("review"))
    settings = settings_of(folder)
    review = check_review(settings).review
    return review, settings, dict(exported_files(review, settings))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of every table of the small review, by column."""
    settings = settings_of(a_review(tmp_path_factory.mktemp("small")))
    files = exported_files(check_review(settings).review, settings)
    return {
        table.name: [
            dict(zip(_names(table), row, strict=True)) for row in read_csv(table, files[f"data/{table.file}"])
        ]
        for table in TABLES
    }


def _names(table: DataTable[Any]) -> list[str]:
    return [column.name for column in table.columns]


@pytest.mark.parametrize("name", BY_NAME)
def test_a_table_is_read_back(made: tuple[Review, Settings, dict[str, bytes]], name: str) -> None:
    """CSV becomes rows and the rows the same CSV."""
    table, data = BY_NAME[name], made[2][f"data/{name}.csv"]
    rows = list(read_csv(table, data))

    assert rows
    assert write_csv(table, rows) == data


@pytest.mark.parametrize("name", BY_NAME)
def test_keys_are_unique(made: tuple[Review, Settings, dict[str, bytes]], name: str) -> None:
    """No two rows have one key, and no part of a key is empty."""
    table = BY_NAME[name]
    places = [_names(table).index(column) for column in table.key]
    keys = [tuple(row[place] for place in places) for row in read_csv(table, made[2][f"data/{name}.csv"])]

    assert len(keys) == len(set(keys))
    assert all(part not in {"", None} for key in keys for part in key)


@pytest.mark.parametrize("name", BY_NAME)
def test_ids_refer_to_rows(made: tuple[Review, Settings, dict[str, bytes]], name: str) -> None:
    """Every id in a column that holds those of another table is one of them."""
    table = BY_NAME[name]
    rows = list(read_csv(table, made[2][f"data/{name}.csv"]))
    for place, column in enumerate(table.columns):
        if column.foreign_table:
            known = {
                row[0]
                for row in read_csv(
                    BY_NAME[column.foreign_table], made[2][f"data/{column.foreign_table}.csv"]
                )
            }
            held = [row[place] if column.type.is_list else (row[place],) for row in rows]
            assert {id_ for ids in held for id_ in ids if id_} <= known, column.name


def test_the_row_of_a_recommendation_is_complete(small: dict[str, list[dict[str, Any]]]) -> None:
    """The row of a recommendation says who asked, of whom, and what is linked to it from other sides."""
    row = small["recommendations"][0]

    assert row["id"] == "r01"
    assert row["text"] == "Ada asked for two late evenings a week."
    assert row["address"] == "https://example.org/evening/recommendations/r01/"
    assert (row["made_by"], row["made_by_names"]) == (("p1",), ("Ada, reader",))
    assert (row["addressees"], row["addressee_names"]) == (("org-council",), ("Town Council",))
    assert row["addressee_then_names"] == ("Library Board",)
    assert row["events"] == ("e01", "e02")


def test_the_row_of_a_recommendation_has_its_position(small: dict[str, list[dict[str, Any]]]) -> None:
    """Its row has the position on the day of the site, each part in a column of its own."""
    row = small["recommendations"][0]

    assert row["as_at"].isoformat() == "2025-06-30"
    assert row["position"].startswith("Public evidence shows that a concrete step has been taken;")
    assert [str(row[name]) for name in ("delivery", "lifecycle", "timeliness")] == [
        "in-progress",
        "open",
        "no-date",
    ]
    assert row["responses_of"] == ("org-council", "org-board")
    assert [str(word) for word in row["responses"]] == ["not-sought", "body-ceased"]
    assert row["rests_on"] == ("e02",)


def test_answers_are_listed_and_never_averaged(small: dict[str, list[dict[str, Any]]]) -> None:
    """Each organisation has a row of its own for each assessment, and the latest are distinguished."""
    found = [
        (row["assessment"], row["organisation"], str(row["response"]), row["is_latest"])
        for row in small["responses"]
        if row["recommendation"] == "r01"
    ]

    assert found == [
        (1, "org-council", "not-sought", False),
        (1, "org-board", "body-ceased", False),
        (2, "org-council", "not-sought", True),
        (2, "org-board", "body-ceased", True),
    ]


def test_dates_keep_their_precision(small: dict[str, list[dict[str, Any]]]) -> None:
    """A month is not turned into a day."""
    assert [(PARTIAL_DATE.text(row["date"]), str(row["date_precision"])) for row in small["events"]] == [
        ("2016-03", "month"),
        ("2025-02-04", "day"),
    ]


def test_links_describe_both_ends(small: dict[str, list[dict[str, Any]]]) -> None:
    """A link has the kinds, ids and titles of both ends and the word that qualifies it."""
    (bears,) = [row for row in small["links"] if row["source"] == "e02" and row["target"] == "r01"]
    (beside,) = [
        row
        for row in small["links"]
        if row["source"] == "f01" and row["target"] == "okoro2021after" and row["stance"]
    ]
    (after,) = [row for row in small["links"] if str(row["relation"]) == "succeeds"]

    assert (str(bears["relation"]), str(bears["effect"])) == ("bears-on", "partly-addresses")
    assert bears["target_title"] == "Open until nine on two evenings"
    assert bears["note"] == "One branch of six."
    assert str(beside["stance"]) == "supports"
    assert PARTIAL_DATE.text(after["since"]) == "2017-04-01"


def test_a_link_is_one_row_however_often_it_is_written(small: dict[str, list[dict[str, Any]]]) -> None:
    """The number of times is told beside it."""
    cited = [
        (str(row["cited_as"]), row["times"])
        for row in small["links"]
        if row["source"] == "review/hours.md" and row["target"] == "lind2019evening"
    ]

    assert cited == [("paren", 2)]


def test_no_address_is_invented_for_a_site_without_one(tmp_path: Path) -> None:
    """Where `site_url` is not set, addresses are told from the root of the site and none is made up."""
    folder = a_review(tmp_path)
    file = folder / "mkdocs.yml"
    file.write_text(file.read_text().replace("site_url: https://example.org/evening/\n", ""))
    settings = settings_of(folder)
    files = exported_files(check_review(settings).review, settings)
    rows = read_csv(BY_NAME["findings"], files["data/findings.csv"])

    assert [row[4] for row in rows] == ["findings/f01/", "findings/f02/"]


def test_no_address_that_may_not_be_linked_is_exported(
    made: tuple[Review, Settings, dict[str, bytes]],
) -> None:
    """Where a text was only read is in no file, whatever the file is."""
    review, _, files = made
    checked = {url for event in review.events.values() for url in event.checked}
    checked |= {url for body in review.organisations.values() for url in body.checked}
    checked |= {url for term in review.glossary.values() for url in term.checked}
    for each in review.recommendations.values():
        checked |= {url for background in each.context for url in background.checked}
    shown = {event.url for event in review.events.values()} | {term.url for term in review.glossary.values()}
    shown |= {source.url for body in review.organisations.values() for source in body.sources}
    shown |= {work.url for work in review.references.values()}
    for path, data in files.items():
        for url in sorted(checked - shown):
            told = data.replace(b"\\/", b"/").decode()
            ends = [told[place + len(url) : place + len(url) + 1] for place in _places(told, url)]
            assert [end for end in ends if end in {"", '"', ",", "|", " ", "\r", "\n", "<"}] == [], (
                path,
                url,
            )


def _places(text: str, part: str) -> list[int]:
    found, place = [], text.find(part)
    while place >= 0:
        found.append(place)
        place = text.find(part, place + 1)
    return found


def test_metadata_describe_every_file(made: tuple[Review, Settings, dict[str, bytes]]) -> None:
    """Each table and each column is in the metadata, in the order of the file."""
    group = json.loads(made[2]["data/csv-metadata.json"])
    described = {
        each["url"]: [column["name"] for column in each["tableSchema"]["columns"]] for each in group["tables"]
    }

    assert described == {table.file: _names(table) for table in TABLES}
    assert "apostrophe" in group["dc:description"]


def test_sums_are_right_in_a_shell(made: tuple[Review, Settings, dict[str, bytes]], tmp_path: Path) -> None:
    """`sha256sum --check` finds every file as it was, odd names too, and finds out an altered one."""
    if not shutil.which("sha256sum"):
        pytest.skip("there is no sha256sum here")
    files = {**made[2], "data/my \\ own\nfile.csv": b"x", "elsewhere.txt": b"y"}
    files[SUMS] = checksums(downloads_in(files))
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)

    def checked() -> subprocess.CompletedProcess[str]:
        command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
        return subprocess.run(command, cwd=tmp_path / "data", capture_output=True, text=True, check=False)

    assert checked().returncode == 0
    assert len(files[SUMS].splitlines()) == len([path for path in files if path.startswith("data/")]) - 1
    (tmp_path / "data/events.csv").write_bytes(b"z")
    assert "events.csv: FAILED" in checked().stdout
