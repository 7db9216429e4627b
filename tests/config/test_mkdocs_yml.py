"""Tests of reading `mkdocs.yml` as MkDocs does."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from mkdocs.utils.yaml import yaml_load  # noqa: TID251 - it says what is right
from pymdownx.superfences import fence_code_format

from evidence_review.config.mkdocs_yml import (
    compose_configuration,
    plugin_options,
    read_configuration,
    uncalled,
)
from evidence_review.config.options import settings_from
from evidence_review.errors import ReviewError, SettingsError

SLUGIFY = "!!python/object/apply:pymdownx.slugs.slugify"
"""The tag that Material's manual uses for the ids of headings."""


def a_file(folder: Path, text: str, name: str = "mkdocs.yml") -> Path:
    """Write a configuration."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_keys_are_typed_as_yaml_types_them(tmp_path: Path) -> None:
    """Numbers, truth values, lists and nothing are what YAML says."""
    file = a_file(tmp_path, "site_name: Café\nn: 2\nuse: false\nlist: [a, b: {c: 1}]\nnothing:\n")

    assert read_configuration(file) == {
        "site_name": "Café",
        "n": 2,
        "use": False,
        "list": ["a", {"b": {"c": 1}}],
        "nothing": None,
    }


def test_a_file_inherits_from_another(tmp_path: Path) -> None:
    """Mappings are joined, and what the nearer file says counts; lists are taken whole."""
    a_file(tmp_path, "a: 1\nplugins: {x: {p: 1, q: 2}}\nlist: [1, 2]\n", "shared/top.yml")
    a_file(tmp_path, "INHERIT: top.yml\nb: 2\nplugins: {x: {q: 3}}\n", "shared/base.yml")
    file = a_file(tmp_path, "INHERIT: shared/base.yml\nc: 3\nlist: [9]\n")

    assert read_configuration(file) == {
        "a": 1,
        "b": 2,
        "c": 3,
        "plugins": {"x": {"p": 1, "q": 3}},
        "list": [9],
    }


@pytest.mark.parametrize("written", ["../secret", "link", "part/../../secret"])
@pytest.mark.parametrize("deep", [False, True])
def test_a_parent_is_inside_the_project(tmp_path: Path, written: str, *, deep: bool) -> None:
    """Nothing of another file reaches a message: the line is named instead."""
    (tmp_path / "secret").write_text("token: [", encoding="utf-8")
    project = tmp_path / "project"
    (project / "part").mkdir(parents=True)
    (project / "link").symlink_to(tmp_path / "secret")
    name = "base.yml" if deep else "mkdocs.yml"
    if deep:
        a_file(project, "INHERIT: base.yml\n")
    a_file(project, f"site_name: A\nINHERIT: {written}\n", name)

    with pytest.raises(ReviewError) as raised:
        read_configuration(project / "mkdocs.yml")
    said = f"{name}:2: `INHERIT` must name a file in the project; {written!r} leads outside it"
    assert str(raised.value) == said


def test_a_configuration_is_inside_the_project(tmp_path: Path) -> None:
    """A link may lead to another file of the project, and to no other."""
    (tmp_path / "secret").write_text("token: [", encoding="utf-8")
    project = tmp_path / "project"
    project.mkdir()
    a_file(project, "a: 1\n", "real.yml")
    (project / "inside.yml").symlink_to("real.yml")
    (project / "outside.yml").symlink_to(tmp_path / "secret")

    assert read_configuration(project / "inside.yml") == {"a": 1}
    with pytest.raises(ReviewError, match=r"^outside.yml leads outside the project"):
        read_configuration(project / "outside.yml")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"mkdocs.yml": "INHERIT: gone.yml"}, "gone.yml cannot be read: No such file"),
        ({"mkdocs.yml": "INHERIT: ./mkdocs.yml"}, "mkdocs.yml: `INHERIT` must name a file that"),
        ({"mkdocs.yml": "INHERIT: b.yml", "b.yml": "INHERIT: mkdocs.yml"}, "b.yml: `INHERIT` must name"),
        ({"mkdocs.yml": "INHERIT: 3"}, "`INHERIT` must name a file that does not inherit from it: 3"),
        ({"mkdocs.yml": "INHERIT: b.yml", "b.yml": "a: ["}, "b.yml:1: this line cannot be read"),
        ({"mkdocs.yml": "INHERIT: b.yml", "b.yml": "- a"}, "b.yml contains no settings"),
        ({"mkdocs.yml": "a: 1\nnav: &x\n  - *x"}, "mkdocs.yml:2: this value contains itself"),
        ({"mkdocs.yml": "INHERIT: b.yml", "b.yml": "a: &x {b: *x}"}, "b.yml:1: this value contains itself"),
    ],
)
def test_a_parent_that_cannot_be_used_is_reported(
    tmp_path: Path, files: Mapping[str, str], said: str
) -> None:
    """The message names the file that is wrong."""
    for name, text in files.items():
        a_file(tmp_path, text, name)

    with pytest.raises(ReviewError) as raised:
        read_configuration(tmp_path / "mkdocs.yml")
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("above", "own", "value"),
    [
        ("t: {a: 1, b: {c: 2}}", "t: {b: {d: 3}}", {"a": 1, "b": {"c": 2, "d": 3}}),
        ("t: {a: 1}", "t: words", "words"),
        ("t: words", "t: {a: 1}", {"a": 1}),
        ("t: {a: 1}", "t:", None),
        ("t: [1]", "t: {a: 1}", {"a": 1}),
        ("x: &x {a: 1, b: 2}\nt: {<<: *x, b: 3}", "t: {c: 4}", {"a": 1, "b": 3, "c": 4}),
        ("t: {a: 1, b: 2}", "x: &x {a: 5}\nt: {<<: *x}", {"a": 5, "b": 2}),
        ("t: {1: a}", "t: {1: b, '1': c}", {1: "b", "1": "c"}),
    ],
)
def test_two_files_are_merged_as_by_mkdocs(tmp_path: Path, above: str, own: str, value: object) -> None:
    """Only mappings are joined; a value of another sort is taken whole."""
    a_file(tmp_path, above, "base.yml")
    file = a_file(tmp_path, f"INHERIT: base.yml\n{own}\n")

    assert read_configuration(file)["t"] == value
    with file.open("rb") as stream:
        assert yaml_load(stream)["t"] == value


def test_a_parent_can_come_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`!ENV` is understood in `INHERIT` too, and an error in a parent is reported with its name."""
    monkeypatch.setenv("ER_TEST_PARENT", "base.yml")
    file = a_file(tmp_path, "INHERIT: !ENV ER_TEST_PARENT\n")
    a_file(tmp_path, "a: 1\n", "base.yml")
    assert read_configuration(file) == {"a": 1}

    a_file(tmp_path, "\n\na: !unknown x\n", "base.yml")
    with pytest.raises(ReviewError, match=r"^base\.yml:3: this cannot be read"):
        read_configuration(file)


def test_a_value_can_come_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`!ENV` gives the first variable that is set, or what stands last."""
    monkeypatch.setenv("ER_TEST_SET", "https://example.org/")
    monkeypatch.delenv("ER_TEST_UNSET", raising=False)
    file = a_file(
        tmp_path, "a: !ENV ER_TEST_SET\nb: !ENV [ER_TEST_UNSET, x]\nc: !ENV [ER_TEST_UNSET, ER_TEST_SET, 3]\n"
    )

    assert read_configuration(file) == {"a": "https://example.org/", "b": "x", "c": "https://example.org/"}


def test_a_value_can_name_a_part_of_python(tmp_path: Path) -> None:
    """Extensions that want a function are given it, as by MkDocs."""
    file = a_file(tmp_path, "format: !!python/name:pymdownx.superfences.fence_code_format\n")

    assert read_configuration(file)["format"] is fence_code_format


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        pytest.param(
            "!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}", "a-b", id="options"
        ),
        pytest.param(
            "!!python/object/apply:pymdownx.slugs.slugify\n          kwds:\n            case: lower",
            "a-b",
            id="lines",
        ),
        pytest.param("!!python/object/apply:pymdownx.slugs.slugify {}", "A-b", id="none"),
    ],
)
def test_the_call_for_slugs_in_the_manual_of_material_is_understood(
    tmp_path: Path, written: str, slug: str
) -> None:
    """It is the one call that a setting may contain; what it names is not run."""
    file = tmp_path / "mkdocs.yml"
    file.write_text(f"markdown_extensions:\n  - toc:\n      slugify: {written}\n", encoding="utf-8")

    (extension,) = read_configuration(file)["markdown_extensions"]

    assert extension["toc"]["slugify"]("A b", "-") == slug


@pytest.mark.parametrize(
    "written",
    [
        f"{SLUGIFY} [run]",
        f"{SLUGIFY} {{kwds: {{normalise: NFC}}}}",
        f"{SLUGIFY} {{kwds: [run]}}",
        f"{SLUGIFY} {{args: [run]}}",
        "!!python/object/new:pymdownx.slugs.slugify {kwds: {case: lower}}",
        "!!python/object/apply:os.system {kwds: {command: run}}",
    ],
)
def test_any_other_call_is_refused(tmp_path: Path, written: str) -> None:
    """A proposal may change this file too."""
    file = tmp_path / "mkdocs.yml"
    file.write_text(f"markdown_extensions:\n  - toc:\n      slugify: {written}\n", encoding="utf-8")

    with pytest.raises(ReviewError, match=r"^mkdocs\.yml:3: this cannot be read"):
        read_configuration(file)


def test_a_former_name_of_a_function_for_icons_is_understood(tmp_path: Path) -> None:
    """Material renamed its package in version 9.4."""
    file = tmp_path / "mkdocs.yml"
    file.write_text("icons: !!python/name:materialx.emoji.to_svg\n", encoding="utf-8")

    assert read_configuration(file)["icons"].__name__ == "to_svg"


def test_a_tag_of_mkdocs_is_ignored(tmp_path: Path) -> None:
    """`!relative` means something to MkDocs alone."""
    assert read_configuration(a_file(tmp_path, "base: !relative $docs_dir\n")) == {"base": None}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(
            b"a: 1\nb: [\n", "mkdocs.yml:2: this line cannot be read, because a bra", id="open-bracket"
        ),
        pytest.param(b"a: b: c\n", "mkdocs.yml:1: this line cannot be read, because there", id="colon"),
        pytest.param(b"a: 1\n\tb: 2\n", "mkdocs.yml:2: this line cannot be read, because it", id="tab"),
        pytest.param(b"a: !unknown x\n", "could not determine a constructor", id="unknown-tag"),
        pytest.param(b"a: caf\xe9\n", "mkdocs.yml:1: this file is not UTF-8", id="latin-1"),
        pytest.param(b"a: \x00\n", "mkdocs.yml:1: this line cannot be read", id="control-character"),
        pytest.param(b"", "contains no settings", id="empty"),
        pytest.param(b"just words\n", "contains no settings", id="words"),
    ],
)
def test_a_broken_file_is_reported_in_one_line(tmp_path: Path, data: bytes, said: str) -> None:
    """The message names the file, the line where there is one, and what is wrong."""
    file = tmp_path / "mkdocs.yml"
    file.write_bytes(data)

    with pytest.raises(ReviewError) as raised:
        read_configuration(file)
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


def test_brackets_without_end_are_reported(tmp_path: Path) -> None:
    """A file that is nested beyond reason is refused like any other broken one."""
    with pytest.raises(ReviewError, match="this line cannot be read"):
        read_configuration(a_file(tmp_path, "a: " + "[" * 5_000))


@pytest.mark.parametrize(
    ("plugins", "options"),
    [
        ([], None),
        (None, None),
        (3, None),
        (["x"], None),
        (["mine"], {}),
        (["x", {"mine": {"a": 1}}], {"a": 1}),
        ([{"mine": None}], {}),
        ({"mine": {"a": 1}}, {"a": 1}),
        ({"x": {}, "mine": None}, {}),
    ],
)
def test_the_options_of_a_plugin(plugins: object, options: object) -> None:
    """They are found in every form that MkDocs knows; a plugin that is not listed has none."""
    assert plugin_options({"plugins": plugins}, "mine") == options


@pytest.mark.parametrize("written", ["x", ["a"], 3])
def test_options_that_are_no_mapping_are_refused(written: object) -> None:
    """A value in the place of the options is reported."""
    with pytest.raises(ReviewError, match="must be a mapping"):
        plugin_options({"plugins": [{"mine": written}]}, "mine")


def test_merge_conflicts_are_reported(tmp_path: Path) -> None:
    """The marks that git leaves are distinguished from a line that is only written wrongly."""
    text = "site_name: x\n<<<<<<< HEAD\nnav: []\n=======\nnav: [a.md]\n>>>>>>> b\n"
    with pytest.raises(ReviewError, match=r"mkdocs.yml:2: this line marks two versions"):
        read_configuration(a_file(tmp_path, text))


def test_aliases_that_multiply_are_refused(tmp_path: Path) -> None:
    """Nine lines of aliases could otherwise stand for more values than any memory holds."""
    lines = ["site_name: x", "extra:", "  x0: &x0 [1, 2, 3, 4, 5, 6, 7, 8, 9]"]
    lines += [f"  x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]" for n in range(1, 9)]
    (tmp_path / "mkdocs.yml").write_text("\n".join(lines), encoding="utf-8")

    with pytest.raises(ReviewError, match=r"mkdocs\.yml:8: aliases repeat values more than 100,000 times"):
        compose_configuration(tmp_path / "mkdocs.yml")


@pytest.mark.parametrize(
    "name", ["os.execlp", "subprocess.run", "formatters.inline_span_format", "no_such.x"]
)
def test_a_name_of_another_package_is_understood_and_not_imported(tmp_path: Path, name: str) -> None:
    """An extension calls what settings name, so a proposal could otherwise run a program."""
    file = tmp_path / "mkdocs.yml"
    file.write_text(f"x:\n  format: !!python/name:{name}\n", encoding="utf-8")

    found = read_configuration(file)["x"]["format"]

    assert found is uncalled
    assert found("A b", "-") == "a-b"
    assert found("<b>", "python", "highlight", object()) == "<code>&lt;b&gt;</code>"


@pytest.mark.parametrize("name", ["pymdownx.snippets.urllib", "pymdownx.no_such"])
def test_a_name_that_a_package_only_imports_is_refused(tmp_path: Path, name: str) -> None:
    """What a package of extensions imports from elsewhere is not its own."""
    file = tmp_path / "mkdocs.yml"
    file.write_text(f"x:\n  slugify: !!python/name:{name}\n", encoding="utf-8")

    with pytest.raises(ReviewError, match=r"mkdocs\.yml:2: this cannot be read: "):
        read_configuration(file)


def test_a_strict_review_calls_no_function_of_its_own(tmp_path: Path) -> None:
    """A site that is not strict is understood without it; a strict review names only known packages."""
    file = tmp_path / "mkdocs.yml"
    settings = "markdown_extensions:\n  - toc: {slugify: !!python/name:evil.f }\n"
    file.write_text(settings, encoding="utf-8")
    config = read_configuration(file)

    assert settings_from(tmp_path, config, {"as_at": "2025-06-30"}).strict is False
    with pytest.raises(SettingsError, match="gives toc a function that a strict review does not call"):
        settings_from(tmp_path, config, {"as_at": "2025-06-30", "strict": True})
