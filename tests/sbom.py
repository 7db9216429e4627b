"""The software bill of materials. `python -m tests.sbom FILE` writes it, in CycloneDX's JSON.

It lists what the locks of the site and of the build tools install, with the hashes of the locks, the
licences that the installed packages name, and the parts that NOTICE names. It contains no time and no
random number.
"""

import importlib.metadata
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
LOCKS = ("site", "build")
_PART = re.compile(r"(\S.*?) {2,}([a-z0-9-]+) {2,}(\S.*?) +(published|used|tests)")
_CLASSIFIER = "License :: OSI Approved :: "


def parts_in(notice: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield each part that packages contain: its name, its package, its licence and its use."""
    for line in notice.splitlines():
        if found := _PART.fullmatch(line):
            yield found[1], found[2], found[3], found[4]


def bill_of_materials(root: Path) -> Mapping[str, Any]:
    """Return the bill of materials of a site."""
    (bill, *others) = [_of_lock(root, lock) for lock in LOCKS]
    packages = {each["name"]: each for whole in (bill, *others) for each in whole["components"]}
    for name, package in packages.items():
        del package["description"]  # the line of the lock
        package["bom-ref"] = package["purl"]
        package["licenses"] = _licences(name)
    for part, name, licence, _ in parts_in((root / "NOTICE").read_text(encoding="utf-8")):
        if name in packages and name != part:
            inside = packages[name].setdefault("components", [])
            inside.append(
                {
                    "bom-ref": f"{packages[name]['bom-ref']}#{part}",
                    "type": "library",
                    "name": part,
                    "licenses": [{"expression": licence}],
                }
            )
    bill["components"] = [packages[name] for name in sorted(packages)]
    references = [each["bom-ref"] for each in bill["components"]]
    root_reference = bill["metadata"]["component"]["bom-ref"]
    bill["dependencies"] = [
        {"ref": root_reference, "dependsOn": references},
        *({"ref": each} for each in references),
    ]
    return bill


def _of_lock(root: Path, lock: str) -> dict[str, Any]:
    listed = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "cyclonedx_py",
        "requirements",
        f"requirements/{lock}.txt",
    ]
    listed += ["--pyproject", "pyproject.toml", "--output-reproducible", "--of", "JSON"]
    done = subprocess.run(listed, cwd=root, check=True, capture_output=True)
    bill: dict[str, Any] = json.loads(done.stdout)
    return bill


def _licences(package: str) -> list[dict[str, Any]]:
    """Return the licence that an installed package names: an expression, classifiers or words."""
    try:
        metadata = importlib.metadata.metadata(package).json
    except importlib.metadata.PackageNotFoundError:  # locked for another system
        return []
    if expression := metadata.get("license_expression"):
        return [{"expression": expression}]
    classifiers = [each for each in metadata.get("classifier", ()) if each.startswith(_CLASSIFIER)]
    words = str(metadata.get("license") or "").partition("\n")[0]
    names = [each.removeprefix(_CLASSIFIER) for each in classifiers] or ([words] if words else [])
    return [{"license": {"name": name}} for name in names]


def main(root: Path, file: Path) -> None:
    """Write the bill of materials of a project."""
    text = json.dumps(bill_of_materials(root), indent=2, sort_keys=True)
    file.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(ROOT, Path(sys.argv[1]))
