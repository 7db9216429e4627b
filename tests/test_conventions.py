"""Tests of conventions of this project that no other tool checks."""

import argparse
import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from itertools import zip_longest
from pathlib import Path

import pytest

from evidence_review.commands import main as cli
from evidence_review.plugin import EvidenceReviewConfig

MADE = {".git", ".hypothesis", ".venv", "build", "dist", "offline", "site"}
"""Folders at the top of the project whose content is generated or downloaded."""
MADE_INSIDE = {"manual", "examples"}
"""Folders at the top with sites, in which some of these folders are too."""
CACHES = {".import_linter_cache", ".mypy_cache", ".pytest_cache", ".ruff_cache", "__pycache__"}
"""Folders that tools create anywhere."""
LONGEST = 450
"""The maximum number of lines in a module. A longer one usually has two subjects."""
PATHS_OF_THIS_REVIEW = ("docs/", "tests/this_review/")
"""Paths that the guides name and that another review may not have."""
MEANINGLESS_NAMES = {"common", "helpers", "manager", "misc", "utils"}


def _files(root: Path) -> Iterator[Path]:
    """Yield every file of the project that a person has written."""
    for top in sorted(root.iterdir()):
        if top.name not in MADE:
            for path in [top] if top.is_file() else sorted(top.rglob("*")):
                parts = set(path.relative_to(root).parts)
                is_made = top.name in MADE_INSIDE and MADE & parts
                if path.is_file() and not is_made and CACHES.isdisjoint(parts):
                    yield path


def _modules(root: Path) -> list[Path]:
    return sorted((root / "scripts").rglob("*.py"))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_every_module_states_what_belongs_in_it(root: Path) -> None:
    """Each module has a docstring that delimits its content."""
    undocumented = [path.name for path in _modules(root) if not ast.get_docstring(ast.parse(_text(path)))]

    assert undocumented == []


def test_no_module_is_long(root: Path) -> None:
    """No module is longer than the maximum."""
    long = [path.name for path in _modules(root) if len(_text(path).splitlines()) > LONGEST]

    assert long == []


def test_modules_are_named_after_their_content(root: Path) -> None:
    """No module has a name such as `utils`."""
    assert MEANINGLESS_NAMES.isdisjoint(path.stem for path in _modules(root))


def _imports(root: Path) -> dict[str, set[str]]:
    """Return the modules of the package that each of its modules imports, at any level of nesting."""
    paths = {path.relative_to(root / "scripts").with_suffix(""): path for path in _modules(root)}
    modules = {".".join(path.parts).removesuffix(".__init__"): file for path, file in paths.items()}
    found: dict[str, set[str]] = {}
    for name, file in modules.items():
        nodes = list(ast.walk(ast.parse(_text(file))))
        imported = {each.name for node in nodes if isinstance(node, ast.Import) for each in node.names}
        for node in nodes:
            if isinstance(node, ast.ImportFrom) and node.module:
                imported |= {
                    full if (full := f"{node.module}.{each.name}") in modules else node.module
                    for each in node.names
                }
        found[name] = {each for each in imported if each in modules}
    return found


def test_no_modules_import_one_another(root: Path) -> None:
    """There are no circular imports, not even for types or inside functions."""
    imports = _imports(root)

    assert imports["evidence_review.commands.main"]
    TopologicalSorter(imports).prepare()


def test_no_import_is_for_type_checkers_alone(root: Path) -> None:
    """`if TYPE_CHECKING` hides a cycle of imports, which is removed instead."""
    assert [path.name for path in _modules(root) if "TYPE_CHECKING" in _text(path)] == []


LONGEST_PATTERN = 40
"""The maximum length of a regular expression that needs no explanation."""


def _is_long_pattern(node: ast.AST) -> bool:
    """Tell whether a node compiles a long regular expression without `re.VERBOSE`."""
    if not isinstance(node, ast.Call) or ast.unparse(node.func) != "re.compile":
        return False
    texts = (each.value for each in ast.walk(node.args[0]) if isinstance(each, ast.Constant))
    length = sum(len(text) for text in texts if isinstance(text, str))
    return length > LONGEST_PATTERN and "re.VERBOSE" not in ast.unparse(node)


def _unexplained(text: str) -> Iterator[int]:
    """Yield the line of each long pattern with neither a comment line above it nor a string below it."""
    lines, tree = text.splitlines(), ast.parse(text)
    scopes = [node.body for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef)]
    for statement, following in (pair for body in scopes for pair in zip_longest(body, body[1:])):
        if isinstance(statement, ast.Assign | ast.AnnAssign) and any(
            map(_is_long_pattern, ast.walk(statement))
        ):
            has_comment = lines[statement.lineno - 2].lstrip().startswith("#")
            has_string = isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant)
            if not has_comment and not has_string:
                yield statement.lineno


def test_long_regular_expressions_are_explained(root: Path) -> None:
    """A long regular expression has a comment above it, a string below it, or comments inside it."""
    package = root / "scripts" / "evidence_review"
    paths = [path for path in _modules(root) if path.is_relative_to(package)]
    unexplained = [
        f"{path.relative_to(package)}:{line}" for path in paths for line in _unexplained(_text(path))
    ]

    assert unexplained == []


def test_no_file_names_a_machine_or_a_registry(root: Path) -> None:
    """No committed file refers to one machine or one registry."""
    told = re.compile(
        r"(?<![\w./:-])/(?:work|tmp|root|home/\w+|Users/\w+)/"
        r"|pypi[.]org/simple|files[.]pythonhosted|registry[.]npmjs|deb[.]debian[.]org"
    )
    problems = []
    for path in _files(root):
        if path != Path(__file__):
            text = path.read_bytes().decode("utf-8", errors="replace")
            problems += [f"{path.relative_to(root)}: {found}" for found in told.findall(text)]

    assert problems == []


def test_the_two_commands_come_first_in_the_readme(root: Path) -> None:
    """The first commands that a new user sees build and test the site."""
    (first, *_) = re.findall(r"```\w*\n(.*?)```", _text(root / "README.md"), flags=re.DOTALL)

    assert [line.split("#")[0].strip() for line in first.splitlines()] == ["make site", "make test"]


def test_every_command_is_in_the_readme(root: Path) -> None:
    """Every command of `evidence-review` is in the README."""
    (commands,) = (
        action.choices for action in cli._parser()._actions if isinstance(action, argparse._SubParsersAction)
    )
    readme = _text(root / "README.md")

    assert [name for name in commands if f"evidence-review {name}" not in readme] == []


def test_every_setting_is_in_the_readme(root: Path) -> None:
    """Every option of the plugin in `mkdocs.yml` is in the README."""
    settings = [name for name, _ in EvidenceReviewConfig._schema]
    readme = _text(root / "README.md")

    assert settings
    assert [name for name in settings if f"| `{name}` |" not in readme] == []


def test_every_make_target_is_in_the_readme(root: Path) -> None:
    """Every target that `make` lists is in the README."""
    targets = re.findall(r"^([a-z]+):.*## ", _text(root / "Makefile"), flags=re.MULTILINE)
    readme = _text(root / "README.md")

    assert targets
    assert [name for name in targets if f"make {name}" not in readme and name != "help"] == []


def test_decisions_are_newest_first_and_complete(root: Path) -> None:
    """Each decision has a date, a choice, a reason and alternatives, and names what supersedes it."""
    _, *entries = re.split(r"^## ", _text(root / "DECISIONS.md"), flags=re.MULTILINE)
    dates = [entry[:10] for entry in entries]
    titles = {entry.splitlines()[0][13:] for entry in entries}

    assert dates == sorted(dates, reverse=True)
    for entry in entries:
        assert re.match(r"\d{4}-\d\d-\d\d · \S", entry), entry
        heading, empty_value, *points = entry.rstrip().splitlines()
        matched = [re.fullmatch(r"- \*\*([\w ]+)\*\*: (.+)", point) for point in points]
        fields = {found[1]: found[2] for found in matched if found}
        assert empty_value == "", heading
        assert len(fields) == len(points), heading
        assert list(fields)[:3] == ["Choice", "Reason", "Refused"], heading
        assert set(fields) <= {"Choice", "Reason", "Refused", "Superseded by"}, heading
        if newer := fields.get("Superseded by"):
            named = re.findall('"(.+?)"', newer)
            assert named, heading
            assert titles.issuperset(named), heading


def test_the_version_is_the_same_everywhere(root: Path) -> None:
    """The citation file has the version of the package, and the changelog begins with unreleased changes."""
    headings = re.findall(r"^## \[(.+?)\]", _text(root / "CHANGELOG.md"), flags=re.MULTILINE)
    version = re.search(r'__version__ = "(.+?)"', _text(root / "scripts/evidence_review/__init__.py"))

    assert version
    assert headings[0] == "Unreleased"
    assert f"version: {version[1]}" in _text(root / "CITATION.cff")


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "DECISIONS.md"])
def test_paths_that_the_guides_name_exist(root: Path, name: str) -> None:
    """Every path that the guides mention exists."""
    text = _text(root / name)
    named = set(re.findall(r"`((?:[\w.-]+/)+[\w.-]*)`", text))
    named |= set(re.findall(r"\]\(([^):]+)\)", text))
    made = {"site/", "offline/", "dist/", "manual/site/", "build/", "build/docs/", "build/site/"}
    places = (root, root / "scripts" / "evidence_review")
    named = {path for path in named - made if not path.startswith(PATHS_OF_THIS_REVIEW)}
    missing = [path for path in sorted(named) if not any((place / path).exists() for place in places)]

    assert missing == []


def test_only_the_tests_of_this_review_depend_on_its_content(root: Path) -> None:
    """With another review in `docs/`, `mkdocs.yml` and `references.bib` all other tests pass."""
    content = re.compile(
        r"""root / "(docs|mkdocs[.]yml|references[.]bib)|\bthis_(address|folder|review|site)\b"""
    )
    others = [path for path in (root / "tests").rglob("*.py") if "this_review" not in path.parts]
    using = [path.name for path in others if path != Path(__file__) and content.search(_text(path))]

    assert using == []


def test_workflows_start_with_no_permission_and_pin_each_action(root: Path) -> None:
    """Each job has only the permissions it requests, and each action is pinned to a reviewed commit."""
    workflows = [path for path in root.glob("**/.github/workflows/*.yml") if ".venv" not in path.parts]
    assert len(workflows) > 1
    for path in workflows:
        text = _text(path)
        used = re.findall(r"uses: (\S+)( # v[\d.]+)?", text)

        assert "\npermissions: {}\n" in text, path.name
        for action, version in used:
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action), action
            assert version, action
