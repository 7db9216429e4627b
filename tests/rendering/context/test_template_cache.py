"""Tests of the cache of compiled templates: it saves time, and can never change or stop a build."""

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from evidence_review.rendering.context.template_cache import cache_templates

SOURCE = "{{ 'three' | upper }}"


def environment(*, trim_blocks: bool = False) -> Environment:
    """Return an environment of one template with a cache."""
    made = Environment(loader=DictLoader({"a": SOURCE}), autoescape=True, trim_blocks=trim_blocks)
    cache_templates(made, "test")
    return made


def is_cached(templates: Environment, source: str = SOURCE) -> bool:
    """Tell whether there is byte code for a source under the name of the template."""
    assert templates.bytecode_cache
    return templates.bytecode_cache.get_bucket(templates, "a", None, source).code is not None


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let Python keep byte code in a folder of the test, and return that folder."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "cache"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "cache"


def test_a_template_is_compiled_once(folder: Path) -> None:
    """The byte code is kept where Python keeps that of the package."""
    assert environment().get_template("a").render() == "THREE"

    assert [file.name[:5] for file in folder.rglob("*.cache")] == ["test-"]
    assert is_cached(environment())


@pytest.mark.usefixtures("folder")
def test_another_source_or_option_is_compiled_again() -> None:
    """Byte code is used only for the source and the options that it was made from."""
    environment().get_template("a")

    assert not is_cached(environment(), "{{ 1 }}")
    assert not is_cached(environment(trim_blocks=True))


def test_a_damaged_file_is_replaced(folder: Path) -> None:
    """A file that was cut short or contains something else is ignored."""
    environment().get_template("a")
    (file,) = folder.rglob("*.cache")

    for damaged in (b"", file.read_bytes()[:40], file.read_bytes()[:-9], b"nonsense"):
        file.write_bytes(damaged)
        assert environment().get_template("a").render() == "THREE"
        assert is_cached(environment())


def test_a_folder_that_cannot_be_written_is_no_error(folder: Path) -> None:
    """Where nothing can be written, templates are compiled each time."""
    folder.write_text("a file", encoding="utf-8")

    assert environment().get_template("a").render() == "THREE"
    assert not is_cached(environment())


def test_python_can_be_told_to_write_no_byte_code(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever wants no byte code of modules wants none of templates."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    environment().get_template("a")

    assert not folder.exists()
