"""Every check is registered, and has a test of its name."""

import inspect
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from evidence_review import checks
from evidence_review.checks import CHECKS, Check, check
from tests.builders import a_review_of

NAMED_LIKE_A_CHECK = re.compile(r"[a-z]{3}\d{3}_\w+")


def _code(each: Check) -> str:
    return each.__name__[:6].upper()


def _written() -> Iterator[Check]:
    for module in pkgutil.iter_modules(checks.__path__):
        members = inspect.getmembers(
            import_module(f"evidence_review.checks.{module.name}"), inspect.isfunction
        )
        yield from (function for name, function in members if NAMED_LIKE_A_CHECK.fullmatch(name))


def test_every_check_is_registered() -> None:
    """No check is forgotten, and all are in the order of their codes."""
    assert set(_written()) == set(CHECKS)
    assert [_code(each) for each in CHECKS] == sorted(_code(each) for each in CHECKS)


@pytest.mark.parametrize("each", CHECKS, ids=_code)
def test_every_check_has_tests_of_its_name(each: Check, root: Path) -> None:
    """The tests of a check are in the file named like its module, and begin with its code."""
    tests = root / "tests" / "checks" / f"test_{each.__module__.rpartition('.')[2]}.py"

    assert f"def test_{each.__name__[:6]}_" in tests.read_text(encoding="utf-8")


def test_codes_are_unique() -> None:
    """A code names one check."""
    assert [code for code, number in Counter(map(_code, CHECKS)).items() if number > 1] == []


@pytest.mark.parametrize("each", CHECKS, ids=_code)
def test_every_check_reports_its_own_code(each: Check) -> None:
    """The code in the message is the one in the name of the function."""
    source = Path(inspect.getsourcefile(each) or "").read_text(encoding="utf-8")
    body = inspect.getsource(each)

    assert set(re.findall(r'"([A-Z]{3}\d{3})"', body)) == {_code(each)}
    assert source.count(f'"{_code(each)}"') == body.count(f'"{_code(each)}"')


def test_an_empty_review_passes_every_check() -> None:
    """Nothing is wrong with nothing."""
    assert list(check(a_review_of())) == []
