"""The rules for this project's own words that a machine can hold: anonymity, voices, small numbers.

Some are compared with the report itself, which is no part of the project. Where it is not beside the
project, those tests are ignored.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from evidence_review.model.vocabularies import Delivery, Origin, RaisedIn
from evidence_review.publishing.checked_review import check_review
from evidence_review.rendering.context.counts import counts
from evidence_review.review.review import Review
from tests.small_review import settings_of

REPORT = Path("../shared/source/report.txt")
"""The report under review."""
PACK = Path("../shared/content")
"""What the review was first written from."""

FACTS = re.compile(
    r"\b(aged? \d|\d+[- ]years?[- ]old|in (his|her) (teens|twenties|thirties|forties|fifties|sixties)"
    r"|ethnic|black|white|asian|muslim|christian|gypsy|traveller|born in|lives? in|married|(fa|mo)ther of)\b",
    re.IGNORECASE,
)
"""What may not be said of a person who was interviewed."""


@pytest.fixture(scope="module")
def review(root: Path) -> Review:
    """Read the review of this project."""
    return check_review(settings_of(root)).review


@pytest.fixture(scope="module")
def report(root: Path) -> list[str]:
    """Return the lines of the report, the first at index 1."""
    if not (root / REPORT).exists():
        pytest.skip("the report is not here to compare with")
    return ["", *(root / REPORT).read_text(encoding="utf-8").splitlines()]


def texts(root: Path, *folders: str) -> Iterator[tuple[str, str]]:
    """Return the name and text of every file that contributors write, in the folders or in all."""
    for folder in folders or ("",):
        for file in sorted((root / "docs" / folder).rglob("*")):
            if file.suffix in {".md", ".yml"}:
                yield file.relative_to(root).as_posix(), file.read_text(encoding="utf-8")


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs and the values of front matter, each on one line."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n|\n(?=\S+:|- )", text)]


def test_no_personal_fact_is_beside_a_pseudonym(root: Path, review: Review) -> None:
    """A sentence that names a person says nothing of age, origin, faith, home or family."""
    names = "|".join(person.pseudonym for person in review.participants.values())
    found = [
        f"{name}: {sentence}"
        for name, text in texts(root)
        for paragraph in paragraphs(text)
        for sentence in re.split(r"(?<=[.;?]) ", paragraph)
        if re.search(rf"\b({names})\b", sentence) and FACTS.search(sentence)
    ]
    assert found == []


def test_a_name_in_one_excerpt_is_left_out(root: Path, report: list[str]) -> None:
    """The companies and places named at line 370 of the report would show where the study was done."""
    line = report[370]
    named = set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{5,}", line)) - {
        "London"
    }  # where half of the works appeared
    assert len(named) > 1
    for name, text in texts(root):
        assert [each for each in named if re.search(rf"\b{each}\b", text)] == [], name


def test_the_withheld_row_cannot_be_derived(root: Path, report: list[str]) -> None:
    """Neither the row of the author's own area nor a total that holds it is in any text."""
    printed = [line.split("\t") for line in report[594:600] if re.match(r"SOVA.*\t\d", line)]
    rows = [(int(each[1]), int(each[2])) for each in printed]
    assert len(rows) == 5
    shown = yaml.safe_load((root / "docs/_data/tables.yml").read_text(encoding="utf-8"))[0]
    assert [(row["new_volunteers"], row["disclosed_a_conviction"]) for row in shown["rows"]] == rows[:-1]
    secret = {str(sum(column)) for column in zip(*rows, strict=True)} | {str(number) for number in rows[-1]}
    told = {str(value) for row in (*shown["rows"], *shown["totals"]) for value in row.values()}
    assert told & (secret - {str(row[1]) for row in rows[:-1]}) == set()
    text = (root / "docs/appendices/volunteers.md").read_text(encoding="utf-8")
    prose = re.sub(r"\[@[^]]*\]", "", text)  # a citation holds the numbers of lines
    assert [each for each in secret if re.search(rf"\b{each}\b", prose)] == []


def test_people_are_counted_and_never_turned_into_shares(root: Path) -> None:
    """Nine people make no percentage: none stands where they speak, and others have a source."""
    share = re.compile(r"\d\s*(?:%|per cent)")
    for name, text in texts(root, "findings"):
        assert not share.search(text), name
    for name, text in texts(root):
        if "/events/" in name or "/_data/" in name or name == "docs/appendices/volunteers.md":
            continue  # an event is its own source, and so is the table
        around = "\n".join(text.split("\n\n"))
        for match in share.finditer(around):
            near = around[max(0, match.start() - 400) : match.end() + 400]
            assert re.search(r"@\w|\[e\d|\]\[e\d|hucklesby|references:", near), f"{name}: {match[0]}"


def test_only_phrases_are_quoted(root: Path, review: Review) -> None:
    """More than six words between quotation marks are the title of a reference and nobody's speech."""
    titles = {re.sub(r"\W+", " ", reference.title).lower() for reference in review.references.values()}
    titles |= {re.sub(r"\W+", " ", event.title).lower() for event in review.events.values()}
    for name, text in texts(root):
        for quoted in re.findall(r"“([^”]+)”", text):
            words = re.sub(r"\W+", " ", quoted).strip().lower()
            if len(words.split()) > 6:
                assert any(words in title for title in titles), f"{name}: {quoted}"


def test_a_request_is_distinguished_from_a_duty(review: Review) -> None:
    """What participants asked for is a voice; of the rest two are implied and three said in passing."""
    found = review.recommendations
    authors = {id_ for id_, each in found.items() if each.origin is Origin.AUTHOR}
    implied = {id_ for id_, each in found.items() if each.implied}
    passing = {id_ for id_, each in found.items() if each.section is RaisedIn.FINDINGS}

    assert {id_ for id_, each in found.items() if each.made_by == ("author",)} == authors
    assert {"r020", "r021"} <= authors - implied
    assert implied == {"r025", "r026"}
    assert passing == {"r027", "r028", "r029"}
    people = {id_ for id_, each in found.items() if each.origin is Origin.VOICE}
    assert all(set(found[id_].made_by) <= set(review.participants) for id_ in people)


def test_the_summary_has_the_number_of_recommendations_with_each_status(root: Path, review: Review) -> None:
    """The table of statuses in `docs/summary.md` agrees with the assessments; "Done" is there even with 0."""
    deliveries = counts(review).deliveries
    expected = {word.label: deliveries.get(word, 0) for word in (*deliveries, Delivery.IMPLEMENTED)}
    text = (root / "docs/summary.md").read_text(encoding="utf-8")
    table = {
        label: int(number)
        for label, number in re.findall(r"^\| ([A-Z][^|]*) \| (\d+) \|$", text, re.MULTILINE)
    }

    assert table == expected
    assert f"all {sum(expected.values())}:" in " ".join(text.split())


def test_pages_say_someone_and_no_one(root: Path) -> None:
    """The text of a page uses the forms that most readers use; assessments stay as they were made."""
    older = re.compile(r"\b(some|no|every|any)body\b(?![-\w])", re.IGNORECASE)
    for name, text in texts(root):
        if name.endswith(".md"):
            prose = re.sub(r"\{ ?#[^}]*\}", "", text.split("\n---\n", 1)[-1])
            assert older.findall(prose) == [], name


def test_one_remark_is_inferred_and_has_its_reason(review: Review) -> None:
    """The remark at line 332 is printed under no other name."""
    excerpts = [each for finding in review.findings.values() for each in finding.excerpts if each.line == 332]
    assert excerpts
    for each in excerpts:
        assert (each.participant, each.attribution) == ("p4", "inferred")
        assert each.attribution_reason


def test_what_is_not_verified_is_in_no_bibliography(root: Path) -> None:
    """A value that nobody has confirmed stays out, above all identifiers, which are never guessed."""
    if not (root / PACK).exists():
        pytest.skip("what the review was written from is not here")
    works = yaml.safe_load((root / PACK / "references.yaml").read_text(encoding="utf-8"))
    entries = re.split(r"\n(?=@)", (root / "references.bib").read_text(encoding="utf-8"))
    for work in works:
        entry = next(
            each for each in entries if re.match(rf"@\w+\{{{re.escape(work['key'])},", each.lstrip())
        )
        for key, value in (work.get("unverified") or {}).items():
            if key in {
                "doi",
                "isbn",
                "issn",
                "pages",
                "url",
                "volume",
                "number",
                "publisher",
                "place",
                "address",
            }:
                assert f"{{{value}}}" not in entry, f"{work['key']}: {key}"
