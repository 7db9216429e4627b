"""Tests of the manual of codes: every code that can be reported has an entry, and a test."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from evidence_review.checks import CHECKS, DocumentedCheck, rule_documentation
from evidence_review.commands.explain import READERS, manual_of, manuals, summaries
from evidence_review.errors import ReviewError
from evidence_review.site_checks import BUILT_SITE_CHECKS, SITE_CHECKS
from tests.case_files import CASES

CODE = re.compile(r"[A-Z]{3}\d{3}")
MANUALS = manuals()
DOCUMENTED_CHECKS: tuple[DocumentedCheck, ...] = (*CHECKS, *SITE_CHECKS, *BUILT_SITE_CHECKS)
"""The checks whose docstrings are the manuals of their codes."""


def _codes_in_functions(root: Path) -> Iterator[str]:
    """Yield each code in a function: only there can it be reported, and not in a table."""
    for path in (root / "scripts" / "evidence_review").rglob("*.py"):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                texts = (node.value for node in ast.walk(function) if isinstance(node, ast.Constant))
                yield from (text for text in texts if isinstance(text, str) and CODE.fullmatch(text))


def test_every_code_has_a_manual(root: Path) -> None:
    """A code that can be reported is explained, and a code that is explained can be reported."""
    assert set(_codes_in_functions(root)) == set(MANUALS)


def test_the_manuals_of_checks_are_their_docstrings() -> None:
    """Every registered check, and no other function, is explained by its docstring."""
    registered = rule_documentation(DOCUMENTED_CHECKS)
    read = {code for table in READERS for code in table}

    assert {code: text for code, text in MANUALS.items() if code not in read} == registered


def test_no_code_has_two_manuals() -> None:
    """Each code has only one manual."""
    tables = [*READERS, rule_documentation(DOCUMENTED_CHECKS)]
    count = Counter(code for table in tables for code in table)
    assert [code for code, number in count.items() if number > 1] == []
    assert len(rule_documentation(DOCUMENTED_CHECKS)) == len(DOCUMENTED_CHECKS)


@pytest.mark.parametrize("code", MANUALS)
def test_every_manual_has_its_parts(code: str) -> None:
    """A manual is one sentence, the reason, a bad example and a good one."""
    promise, empty, *rest = MANUALS[code].splitlines()

    assert promise.endswith(".")
    assert not empty
    reason, found, examples = "\n".join(rest).partition("\n\nBad:  ")
    assert found
    assert reason.endswith(".")
    assert re.fullmatch(r"\S.*\nGood: \S.*", examples, re.DOTALL)


def test_every_code_is_tested(root: Path) -> None:
    """Each code is expected by a case or by a unit test."""
    cases = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in (CASES / "problems").glob("*.yml")]
    expected = "\n".join(problem for case in cases for problem in case["problems"])
    tests = (path for path in (root / "tests").rglob("test_*.py") if path != Path(__file__))
    expected += "\n".join(path.read_text(encoding="utf-8") for path in tests)
    for folder in ("bibtex", "csl-json", "untrusted"):
        expected += "\n".join(path.read_text(encoding="utf-8") for path in (CASES / folder).glob("*.yml"))

    def is_tested(code: str) -> bool:
        return code in expected or f"def test_{code.lower()}_" in expected

    assert [code for code in MANUALS if not is_tested(code)] == []


def test_a_manual_is_found_in_any_spelling() -> None:
    """A code is recognised in lower case, and with the brackets of a message."""
    assert manual_of("lnk103") == manual_of("[LNK103]")
    assert manual_of("lnk103").startswith("LNK103\n\nA link")


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("REC1O1", "did you mean REC1"),
        ("REC", "did you mean REC"),
        ("YML999", "did you mean YML"),
        ("?", "`evidence-review explain` lists all"),
    ],
)
def test_an_unknown_code_gets_the_nearest_ones(code: str, hint: str) -> None:
    """The error names similar codes, or those of the same family, and how to list all."""
    with pytest.raises(ReviewError, match=re.escape(hint)):
        manual_of(code)


def test_summaries_have_one_line_for_each_code() -> None:
    """Each line has the code and the first sentence of its manual."""
    assert [line[:6] for line in summaries().splitlines()] == list(MANUALS)
