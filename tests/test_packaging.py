"""Tests of the lock files and the wheel, from which the package is installed elsewhere."""

import importlib.metadata
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from evidence_review.commands.new import TEMPLATES
from evidence_review.engines import ENGINES
from tests.case_files import CASES

LOCKS = ("site", "build", "test", "bench")
PINNED = re.compile(r"([a-z0-9-]+)==(\S+)(?: ; .+)? \\")


def _pins(root: Path, lock: str) -> dict[str, str]:
    """Return the version of each package in a lock file."""
    text = (root / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    return {found[1]: found[2] for line in text.splitlines() if (found := PINNED.fullmatch(line))}


def _plain(distribution: str) -> str:
    """Return the normalised name of the distribution in a requirement."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel once, as `pip install` would, from the current content of the folder."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=root, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the `bin` folder of a new environment with the wheel and without this folder.

    The dependencies come from the environment in which the tests run, so nothing is downloaded.
    """
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=True)
    programs = home / "bin"
    install = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([programs / "python", *install], check=True)
    packages = sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)})
    Path(packages, "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return programs


def _run(command: list[Path | str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command of the new environment, without the environment variables of this one."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    kept["PATH"] = f"{Path(command[0]).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        command, cwd=folder, env=kept, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_version_and_hashes(root: Path, lock: str) -> None:
    """No line of a lock file leaves an installer a choice."""
    text = (root / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    entries = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", "").splitlines()

    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+ (; .+? )?( *--hash=sha256:[0-9a-f]{64})+$", entry), entry


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(root: Path, lock: str) -> None:
    """A lock file determines which files are installed, but not from which index."""
    text = (root / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")

    assert "://" not in text
    assert not re.search(r"^-", text, flags=re.MULTILINE)


def test_the_locks_agree_with_one_another(root: Path) -> None:
    """Installing what the tests need, or what builds packages, does not change what the site needs."""
    site, *others = (_pins(root, lock) for lock in ("site", "build", "test"))

    for other in others:
        shared = site.keys() & other
        assert {name: other[name] for name in shared} == {name: site[name] for name in shared}


def test_the_locks_contain_each_dependency_and_the_back_end(root: Path) -> None:
    """An installation with `--no-deps --no-build-isolation --no-index` finds everything it needs."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["zensical"],
    ]
    names = {re.split(r"[<>=]", requirement)[0] for requirement in wanted}
    back_end = {re.split(r"[<>=]", requirement)[0] for requirement in project["build-system"]["requires"]}

    assert names <= _pins(root, "site").keys()
    assert back_end <= _pins(root, "build").keys()


def test_no_package_is_built_with_tools_that_are_not_locked(root: Path) -> None:
    """By default pip downloads the newest tools, without a hash, to build a package that has no wheel."""
    makefile = (root / "Makefile").read_text(encoding="utf-8").replace("\\\n", "")
    installs = re.findall(r"\$\(PIP\) install (.+)", makefile)

    assert len(installs) == len(LOCKS) + 1
    for options in installs:
        locked = "--require-hashes" in options or "--no-index" in options
        assert locked, options
        assert "--no-build-isolation" in options or "--only-binary :all:" in options, options


def test_what_the_package_imports_is_declared(root: Path) -> None:
    """A library that is only installed as a dependency of another one may disappear."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    declared = {re.split(r"[<>=]", requirement)[0] for requirement in project["project"]["dependencies"]}
    text = "\n".join(path.read_text(encoding="utf-8") for path in (root / "scripts").rglob("*.py"))
    imported = set(re.findall(r"^\s*(?:from|import) (\w+)", text, flags=re.MULTILINE))
    brought_by = importlib.metadata.packages_distributions()
    others = {name: brought_by.get(name, []) for name in imported - sys.stdlib_module_names}

    undeclared = {
        name for name, brought in others.items() if brought and declared.isdisjoint(map(_plain, brought))
    }

    assert undeclared <= {"evidence_review"}


def test_the_wheel_contains_every_file_of_the_package(root: Path, wheel: Path) -> None:
    """Templates, theme files, `py.typed` and the reviews to begin with are in the wheel."""
    scripts, examples = root / "scripts", root / "examples"
    files = {
        *(
            path.relative_to(scripts).as_posix()
            for path in (scripts / "evidence_review").rglob("*")
            if path.is_file()
        ),
        *(
            f"evidence_review/{path.relative_to(root).as_posix()}"
            for path in examples.rglob("*")
            if path.is_file()
        ),
    }
    made = re.compile(r"_cache/|__pycache__/|evidence_review/examples/[a-z]+/(build|site)/")
    written = {name for name in files if not made.search(name)}
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}

    assert packed == written
    assert any(name.startswith("evidence_review/rendering/templates/") for name in packed)
    assert any(name.startswith("evidence_review/theme/") for name in packed)
    assert "evidence_review/py.typed" in packed


def test_commands_run_from_the_wheel_in_a_new_environment(installed: Path, tmp_path: Path) -> None:
    """The package is the installed one, and not that of this folder."""
    where = _run([installed / "python", "-c", "import evidence_review as it; print(it.__file__)"], tmp_path)

    assert Path(where.stdout.strip()).is_relative_to(installed.parent), where.stdout + where.stderr


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_review_begins_from_the_wheel_in_two_commands(
    installed: Path, wheel: Path, tmp_path: Path, template: str
) -> None:
    """`new` and `build`, with either engine, are enough, and the review pins the wheel that it began with."""
    review = tmp_path / "review"
    program = installed / "evidence-review"

    begun = _run([program, "new", review, "--title", "Sleep: & shifts", "--template", template], tmp_path)
    checked = _run([program, "check"], review)

    assert begun.returncode == 0, begun.stdout + begun.stderr
    assert (checked.returncode, checked.stdout) == (0, ""), checked.stdout + checked.stderr
    for engine in ENGINES:
        built = _run([program, "build", "--force", "--engine", engine], review)
        assert built.returncode == 0, built.stdout + built.stderr
        assert "with no problems." in built.stdout, built.stdout
        assert "<title>Sleep: &amp; shifts</title>" in (review / "site" / "index.html").read_text(
            encoding="utf-8"
        )
    assert (review / "wheels" / wheel.name).read_bytes() == wheel.read_bytes()
    assert f"\n./wheels/{wheel.name}\n" in (review / "requirements.txt").read_text(encoding="utf-8")


def test_the_wheel_contains_the_mkdocs_plugin(wheel: Path) -> None:
    """`mkdocs build` finds the plugin by the name that `mkdocs.yml` gives it."""
    with zipfile.ZipFile(wheel) as archive:
        (listed,) = (name for name in archive.namelist() if name.endswith(".dist-info/entry_points.txt"))
        points = archive.read(listed).decode()

    assert "[mkdocs.plugins]\nevidence-review = evidence_review.plugin:EvidenceReviewPlugin" in points
    assert "[console_scripts]\nevidence-review = evidence_review.commands.main:main" in points
    assert "evidence-review" in (CASES / "small-review" / "mkdocs.yml").read_text(encoding="utf-8")
